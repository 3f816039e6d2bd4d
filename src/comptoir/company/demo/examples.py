"""The demo company's worked examples: what its unit managers answer when somebody asks "and what would that be?"."""

EXAMPLES = """
example;customer;as;beneficiary;date;offering;event;quantity;start;end;reserved;used;given;counters;class;expected;note
cmm-interne;p20;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;interne;189.00;3 × 63
cmm-public;NOV;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;public;270.00;3 × 90
cmm-groupe;ARN;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;groupe;216.00;3 × 72
cmm-universite;UNV;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;academique;202.50;3 × 67,50
cmm-consortium;NAV;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;partenaire;243.00;3 × 81
cmm-jeune;KER;;;2026-11-23;cmm;;3 hours;;;;;trained=yes;;jeune;229.50;3 × 76,50
cmm-vendue-avant;LOI;;;2026-09-29;cmm;;3 hours;;;;;trained=yes;;groupe;216.00;la veille de la cession
cmm-vendue-apres;LOI;;;2026-09-30;cmm;;3 hours;;;;;trained=yes;;public;270.00;le jour de la cession
cmm-depassement;p20;;;2026-11-23;cmm;;;;;2 hours;2.5 hours;trained=yes;;interne;157.50;2,5 × 63, la durée réelle dépasse la réservation
cmm-operateur;p20;;;2026-11-23;cmm;;2 hours;;;;;trained=yes, assisted=yes;;interne;216.00;2 × 63 + 2 × 45
cmm-sans-habilitation;p20;;;2026-11-23;cmm;;2 hours;;;;;trained=no;;interne;refused;habilitation requise
calibration-12;NOV;;;2026-11-23;calibration;;12;;;;;;;public;504.00;12 × 42, dès dix
calibration-interne;p20;;;2026-11-23;calibration;;12;;;;;;;interne;327.60;12 × 27,30
scanner-8;NOV;;;2026-11-23;scanner;;8 days;;;;;trained=yes;;public;1200.00;une semaine à 960 et un jour à 240
alu-interne;BEM;;;2026-11-23;aluminum;;10 kg;;;;;;;interne;119.70;10 × 11,40 × 1,05
atelier-jeune;KER;;;2026-11-23;workshop-access;;3 days;;;;;trained=yes;quantity per year=9;jeune;50.00;une journée offerte reste, deux à 25
copies-700;BOR;;;2026-11-23;copies;;700 pages;;;;;;;public;78.00;500 × 0,12 + 200 × 0,09
copies-urgent;BOR;;;2026-11-23;copies;;700 pages;;;;;rush=yes;;public;97.50;78 + 25 %
voiture-longue;p24;;;2026-11-23;city-car;;2 days, 400 km;;;;;licence=yes;;interne;100.00;400 × 0,25 dépasse 2 × 34
fourgon;x12;;;2026-11-23;van;;1 day, 180 km;;;;;licence=yes;;public;111.60;78 + 80 × 0,42
velo-hiver;x12;;;2026-12-01;bike;;2 days;;;;;;;public;25.20;2 × 18 − 30 %
securite-4;VIL;;;2026-11-23;safety-course;;4 participants;;;;;;;academique;1680.00;1440 + 3 × 80
python-3x2;BEE;;;2026-11-23;python-course;;3 participants, 2 days;;;;;;;interne;1380.00;3 × 2 × 230
habilitation-1;p20;;;2026-11-23;metrology-course;;1;;;;;;;interne;free;la première
habilitation-2;p20;;;2026-11-23;metrology-course;;1;;;;;;uses ever by beneficiary=1;interne;150.00;
calcul-seuil;RES;;;2026-11-23;core-hour;;20000;;;;;;quantity per month=40000;interne;280.00;10 000 × 0,016 + 10 000 × 0,012
stockage;RES;;;2026-11-23;storage;;5 TB, 1 month;;;;;;;interne;16.00;4 × 4
extraction-public;NOV;;;2026-11-23;data-extraction;;1;;;;;;;public;quote required;sur devis
extraction-universite;UNV;;;2026-11-23;data-extraction;;1;;;;;;;academique;refused;
meb-nuit;NOV;;;2026-11-23;sem;;;2026-11-23 18:00;2026-11-23 22:00;;;trained=yes;;public;448.00;2 × 140 + 2 × 84
traction-7;NOV;;;2026-11-23;tensile-test;;7 samples;;;;;;;public;760.00;deux séries de cinq
brouillard-38;TEC;;;2026-11-23;salt-spray;;38 days;;;;;;;public;900.00;690 + 210
consommables;p52;;;2026-11-23;consumables;;1;;;;;cost=84.30;;interne;84.30;au coût réel
expertise;TEC;;;2026-11-23;expertise;;3 hours;;;;;;;public;260.00;la première heure est offerte
cmm-2025;NOV;;;2025-10-01;cmm;;3 hours;;;;;trained=yes;;public;258.00;3 × 86, grille 2025
"""
