"""What the demo company offers: eight supplier units, about forty offerings of all four kinds, sold and rented.

Written as the rows of offerings.csv, `;` between cells, so that they read like the spreadsheet they become.
"""

OFFERINGS = """
offering;name_fr;name_en;supplier;kind;mode;unit;cost;groups;lead_time;requires;charge_for;description_fr;description_en
cmm;Machine à mesurer tridimensionnelle;Coordinate measuring machine;MET;product;rental;hour;41;metrologie;1 day;trained;greater;Contrôle dimensionnel jusqu’à 1 200 × 900 × 700 mm, incertitude 1,9 µm + L/300. Avec ou sans opérateur.;Dimensional inspection up to 1,200 × 900 × 700 mm, uncertainty 1.9 µm + L/300. With or without an operator.
calibration;Étalonnage d’un instrument à main;Calibration of a hand instrument;MET;service;sale;piece;19;metrologie;5 days;;;Pied à coulisse, micromètre ou comparateur, certificat compris.;Caliper, micrometer or dial gauge, certificate included.
scanner;Scanner 3D portable;Portable 3D scanner;MET;product;rental;day;88;metrologie;2 days;trained;;Numérisation à 0,05 mm, valise et ordinateur compris.;Scans to 0.05 mm, case and laptop included.
gauge-blocks;Jeu de cales étalons;Set of gauge blocks;MET;product;rental;day;9;metrologie;1 day;;;Classe 0, 103 pièces, rendu nettoyé.;Grade 0, 103 pieces, returned clean.
measurement-report;Rapport de mesure rédigé;Written measurement report;MET;information;sale;piece;60;metrologie;3 days;;;Rapport signé, données brutes jointes.;Signed report with the raw data.
milling;Fraiseuse 5 axes;5-axis milling machine;ATE;product;rental;hour;52;atelier;3 days;trained;greater;Course 800 × 650 × 500 mm, magasin de 60 outils.;Travel 800 × 650 × 500 mm, 60 tools.
lathe;Tour à commande numérique;CNC lathe;ATE;product;rental;hour;38;atelier;3 days;trained;greater;Diamètre 320 mm, entre-pointes 1 000 mm.;Diameter 320 mm, 1,000 mm between centers.
machining;Usinage sur plan;Machining to drawing;ATE;service;sale;hour;44;atelier;10 days;;;Par nos compagnons, gamme et contrôle compris.;By our machinists, planning and inspection included.
printing-3d;Impression 3D polymère;Polymer 3D printing;ATE;service;sale;hour;6;atelier;2 days;;;Temps machine ; la matière s’ajoute.;Machine time; material is extra.
filament;Filament PA12;PA12 filament;ATE;material;sale;gram;0.06;atelier;1 day;;;Au gramme déposé, supports compris.;By the gram deposited, supports included.
aluminum;Aluminium 7075 en barre;7075 aluminum bar;ATE;material;sale;kg;11.40;atelier;2 days;;;Débité à la longueur demandée.;Cut to length.
workshop-access;Accès libre à l’atelier;Open workshop access;ATE;product;rental;day;8;atelier;1 day;trained;;Établis, outillage à main et petites machines.;Benches, hand tools and small machines.
copies;Copies et impressions A4;A4 copies and prints;IMP;product;sale;page;0.03;imprimerie;1 day;;;Noir, recto verso, papier 80 g.;Black, duplex, 80 g paper.
poster;Affiche A0;A0 poster;IMP;product;sale;piece;7;imprimerie;2 days;;;Papier photo 190 g, couleur.;190 g photo paper, color.
binding;Reliure;Binding;IMP;service;sale;piece;1.20;imprimerie;1 day;;;Thermocollée, couverture souple.;Thermal, soft cover.
business-cards;Cartes de visite;Business cards;IMP;product;sale;piece;0.04;imprimerie;5 days;;;Par cent, recto verso, papier 350 g.;By the hundred, duplex, 350 g paper.
banner;Bâche imprimée;Printed banner;IMP;product;sale;m2;14;imprimerie;4 days;;;Œillets tous les 50 cm.;Eyelets every 50 cm.
city-car;Voiture électrique;Electric car;VEH;product;rental;day;17;vehicules;1 day;licence;;Cinq places, 300 km d’autonomie.;Five seats, 300 km of range.
van;Fourgon 9 m³;9 m³ van;VEH;product;rental;day;29;vehicules;1 day;licence;;Hayon, sangles et diable.;Tail lift, straps and hand truck.
bike;Vélo à assistance électrique;Electric bike;VEH;product;rental;day;3;vehicules;1 day;;;Casque et antivol compris.;Helmet and lock included.
trailer;Remorque plateau;Flatbed trailer;VEH;product;rental;day;6;vehicules;1 day;licence;;PTAC 750 kg.;Gross weight 750 kg.
safety-course;Formation sécurité machines;Machine safety course;FOR;service;sale;participant;310;formation;15 days;;;Une journée sur site, quinze personnes au plus.;One day on site, fifteen people at most.
python-course;Formation Python pour l’ingénieur;Python for engineers;FOR;service;sale;participant;120;formation;15 days;;;Par personne et par jour, poste fourni.;Per person and day, computer provided.
metrology-course;Habilitation machine à mesurer;Measuring machine qualification;FOR;service;sale;participant;140;formation;10 days;;;Donne accès à la machine à mesurer.;Gives access to the measuring machine.
coaching;Accompagnement individuel;Individual coaching;FOR;service;sale;hour;48;formation;5 days;;;À distance ou sur place.;Remote or on site.
e-learning;Bibliothèque de cours en ligne;Online course library;FOR;information;sale;year;12;formation;1 day;;;Accès nominatif, un an.;Named access, one year.
core-hour;Calcul, cœur-heure;Computing, core-hour;NUM;service;sale;core-hour;0.009;numerique;1 day;;;Nœuds de 64 cœurs, 256 Go.;64-core nodes, 256 GB.
gpu-hour;Calcul, heure de GPU;Computing, GPU hour;NUM;service;sale;GPU-hour;0.20;numerique;1 day;;;Une heure de GPU vaut trente cœurs-heures.;One GPU hour counts as thirty core-hours.
storage;Stockage de données;Data storage;NUM;service;rental;TB;2.10;numerique;1 day;;;Répliqué sur deux sites ; le premier téraoctet du mois est offert.;Replicated on two sites; the first terabyte of the month is free.
virtual-machine;Machine virtuelle;Virtual machine;NUM;service;rental;month;11;numerique;1 day;;;Deux cœurs, 8 Go, sauvegarde quotidienne.;Two cores, 8 GB, daily backup.
data-extraction;Extraction de données d’essais;Extraction of test data;NUM;information;sale;request;;numerique;10 days;;;Sur devis, selon le volume et les droits.;Quoted by volume and rights.
watch-report;Note de veille technologique;Technology watch note;DOC;information;sale;piece;22;documentation;5 days;;;Trois pages, sources citées.;Three pages with sources.
standards-search;Recherche de normes;Standards search;DOC;information;sale;hour;30;documentation;2 days;;;Par un documentaliste.;By a librarian.
translation;Traduction technique;Technical translation;DOC;service;sale;page;15;documentation;7 days;;;Français, anglais, allemand ; relecture comprise.;French, English, German; proofreading included.
scanning;Numérisation d’archives;Archive scanning;DOC;service;sale;page;0.09;documentation;5 days;;;Reconnaissance de texte comprise.;Text recognition included.
sem;Microscope électronique à balayage;Scanning electron microscope;LAB;product;rental;hour;62;materiaux;2 days;trained;greater;Analyse élémentaire EDX ; tarif réduit la nuit et le week-end.;EDX analysis; reduced rate at night and on weekends.
tensile-test;Essai de traction;Tensile test;LAB;service;sale;sample;31;materiaux;5 days;;;Par série de cinq éprouvettes.;In series of five specimens.
dsc;Analyse thermique DSC;DSC thermal analysis;LAB;service;sale;sample;34;materiaux;5 days;;;De −80 à 600 °C.;From −80 to 600 °C.
salt-spray;Enceinte de brouillard salin;Salt spray chamber;LAB;product;rental;day;14;materiaux;3 days;;;À la journée, à la semaine ou au mois.;By the day, week or month.
consumables;Consommables de laboratoire;Laboratory consumables;LAB;material;sale;lot;;materiaux;5 days;;;Au coût réel, frais d’achat en sus.;At actual cost plus purchasing overhead.
expertise;Expertise matériaux;Materials expertise;LAB;service;sale;hour;58;materiaux;5 days;;;La première heure est offerte.;The first hour is free.
"""
