"""Who belongs to whom in the demo company: eighteen months of dated facts.

A French engineering group: a parent, two subsidiaries, a company sold in September 2026, a joint venture at 50 %,
partners, firms of the same industry, passers-by; sixty people with joiners, leavers, a transfer, a secondment, two
laboratories merged into one and a fact corrected after the event. Names are invented.
"""

ORGANIZATIONS = """
organization;name;kind;country;siren;vat_number;vat_group;industry;founded
ARV;Arvor Ingénierie SA;company;FR;{siren:812345671};;ARVOR;71.12B;1987-04-02
ARE;Arvor Essais SAS;company;FR;{siren:812345672};;ARVOR;71.20B;1998-09-14
ARN;Arvor Numérique SAS;company;FR;{siren:812345673};;;62.02A;2011-01-10
LOI;Loire Composites SAS;company;FR;{siren:812345674};;;22.29A;2004-05-03
HYD;Hydrolys SAS;company;FR;{siren:812345675};;;71.12B;2022-03-01
NAV;Navalis SA;company;FR;{siren:812345676};;;30.11Z;1976-06-21
NOV;Novatek SARL;company;FR;{siren:812345677};;;26.51B;2009-11-02
UNV;Université de l’Estuaire;public body;FR;{siren:812345678};;;85.42Z;1961-10-01
TEC;Tech’Atlantique SAS;company;FR;{siren:812345679};;;71.12B;2001-02-19
BOR;Bureau Borel SARL;company;FR;{siren:812345680};;;71.12B;1994-07-07
KER;Kerbrat Composites SAS;company;FR;{siren:812345681};;;22.29A;2023-06-12
VIL;Ville de Port-Lavigne;public body;FR;{siren:812345682};;;84.11Z;1790-01-01
MEI;Meier Prüftechnik GmbH;company;DE;;;;71.20;1989-03-15
HAR;Les Amis du vieux port;association;FR;{siren:812345683};;;94.99Z;1999-05-20
"""

UNITS = """
unit;name_fr;name_en;supplier;manager;valid_from;valid_to
DIR;Direction générale;General management;no;p01;;
MET;Métrologie;Metrology;yes;p02;;
ATE;Atelier prototypes;Prototype workshop;yes;p03;;
IMP;Imprimerie;Print shop;yes;p04;;
VEH;Parc véhicules;Vehicle pool;yes;p05;;
FOR;Centre de formation;Training center;yes;p06;;
NUM;Plateforme numérique;Computing platform;yes;p07;;
DOC;Documentation et veille;Library and watch;yes;p08;;
LAB;Laboratoire matériaux;Materials laboratory;yes;p09;2026-01-01;
LBM;Laboratoire métaux;Metals laboratory;no;p09;;2026-01-01
LBC;Laboratoire composites;Composites laboratory;no;p10;;2026-01-01
ESS;Essais moteurs;Engine testing;no;p11;;
BEM;Bureau d’études mécanique;Mechanical design office;no;p12;;
BEE;Bureau d’études électrique;Electrical design office;no;p13;;
QUA;Qualité;Quality;no;p14;;
FIN;Contrôle de gestion;Management control;no;p15;;
ACH;Achats;Purchasing;no;p16;;
RES;Recherche;Research;no;p17;;
BAN;Bancs d’essais;Test benches;no;p18;;
LOG;Logiciels embarqués;Embedded software;no;p19;;
"""

# Where each unit stands: unit, what it is part of, from, until.
TREE = """
DIR ARV - -
MET QUA - -
ATE ARV - -
IMP ARV - -
VEH ARV - -
FOR ARV - -
NUM ARV - -
DOC RES - -
LAB RES 2026-01-01 -
LBM RES - 2026-01-01
LBC RES - 2026-01-01
ESS ARV - -
BEM ARV - -
BEE ARV - -
QUA ARV - -
FIN ARV - -
ACH ARV - -
RES ARV - -
BAN ARE - -
LOG ARN - -
"""

# Ties between organizations: party, fact, of, role, share, from, until, source.
TIES = """
ARE;controlled by;ARV;;100;1998-09-14;;Registre des mouvements de titres
ARN;controlled by;ARV;;80;2011-01-10;;Registre des mouvements de titres
LOI;controlled by;ARV;;100;2004-05-03;2026-09-30;Acte de cession du 30/09/2026
HYD;controlled by;ARV;;50;2022-03-01;;Pacte d’actionnaires
HYD;controlled by;NAV;;50;2022-03-01;;Pacte d’actionnaires
UNV;agreement with;ARV;ESTUAIRE;;2024-09-01;2027-09-01;Convention-cadre 2024-118
NAV;agreement with;ARV;PROPULSION;;2025-03-01;2026-12-31;Accord de consortium
HYD;agreement with;ARV;HYDROGENE;;2025-10-01;;Accord de consortium
VIL;agreement with;FOR;TERRITOIRE;;2026-02-01;;Convention de formation
NOV;bought from;MET;;;2025-06-17;;Commande 2025-0041
TEC;bought from;LAB;;;2026-03-04;;Commande 2026-0107
BOR;bought from;IMP;;;2025-11-12;;Commande 2025-0388
"""

# Sixty people in the order of their ids p01 … p60: name; employer; since; until; language.
PEOPLE = """
Hélène Garrec;DIR;2015-01-05;;fr
Marc Lebrun;MET;2012-09-03;;fr
Yann Kervella;ATE;2009-03-02;;fr
Sophie Ménard;IMP;2018-06-04;;fr
Didier Pons;VEH;2011-10-17;;fr
Nadia Benali;FOR;2016-02-01;;fr
Thomas Wagner;NUM;2019-05-06;;en
Isabelle Roux;DOC;2008-09-01;;fr
Paul Ferrand;LBM;2013-04-08;2026-01-01;fr
Aude Castel;LBC;2017-11-06;2026-01-01;fr
Bruno Delmas;ESS;2010-01-11;;fr
Karine Oger;BEM;2014-03-17;;fr
Omar Haddad;BEE;2016-09-05;;fr
Claude Vidal;QUA;2007-06-11;;fr
Ines Caron;FIN;2020-01-06;;fr
Jules Martel;ACH;2021-03-01;;fr
Anne-Lise Tanguy;RES;2012-02-06;;fr
Patrick Nedelec;BAN;2005-09-12;;fr
Lucie Brandt;LOG;2018-10-01;;en
Claire Petit;ESS;2025-09-01;;fr
Hugo Marchand;ESS;2022-04-04;;fr
Léa Fontaine;ESS;2023-01-09;2026-04-01;fr
Mehdi Saïdi;ESS;2019-09-02;;fr
Julie Rannou;BEM;2020-11-02;;fr
Antoine Riou;BEM;2017-05-15;2026-03-01;fr
Camille Pasquier;BEM;2021-09-06;;fr
Erwan Le Goff;BEM;2024-02-05;;fr
Sarah Cohen;BEE;2022-10-03;;fr
Victor Nunes;BEE;2023-06-05;;fr
Manon Guérin;BEE;2025-11-03;;fr
Pierre Le Bihan;QUA;2015-09-07;;fr
Fatou Diallo;QUA;2024-09-02;;fr
Gilles Maréchal;MET;2010-05-03;2026-07-01;fr
Elsa Quéré;MET;2022-01-10;;fr
Romain Tessier;MET;2026-06-01;;fr
David Le Roy;ATE;2013-01-14;;fr
Karim Belaïd;ATE;2018-03-05;;fr
Océane Prigent;ATE;2025-07-01;;fr
Nicolas Huet;IMP;2019-02-04;;fr
Laure Simon;IMP;2023-09-04;;fr
Jean-Marc Abgrall;VEH;2016-05-02;;fr
Agnès Moreau;FOR;2014-09-01;;fr
Samuel Dubreuil;FOR;2024-01-08;;fr
Wei Zhang;NUM;2021-06-07;;en
Ronan Cadiou;NUM;2020-09-07;;fr
Priya Nair;NUM;2026-02-02;;en
Margot Lefèvre;DOC;2019-11-04;;fr
Simon Achard;DOC;2025-09-15;2026-09-15;fr
Solène Kerjean;LBM;2018-09-03;2026-01-01;fr
Alexandre Morin;LBC;2020-02-03;2026-01-01;fr
Lina Bouzid;LBC;2022-09-05;2026-01-01;fr
Thibault Renaud;RES;2021-10-04;;fr
Elena Rossi;RES;2023-03-06;;en
Maxime Jolly;FIN;2022-05-02;;fr
Béatrice Hamon;ACH;2017-01-09;;fr
Gwenaëlle Toullec;BAN;2019-04-01;;fr
Loïc Péron;BAN;2023-10-02;;fr
Chloé Vasseur;LOG;2024-05-13;;fr
Adrien Collet;DIR;2025-06-02;;fr
Mathilde Guillou;DIR;2020-09-14;;fr
"""

# Who came later or moved: person, unit, from, until, source. Both laboratories moved into LAB; Antoine Riou changed units.
MOVES = """
p09;LAB;2026-01-01;;Note d’organisation 2025-12
p10;LAB;2026-01-01;;Note d’organisation 2025-12
p49;LAB;2026-01-01;;Note d’organisation 2025-12
p50;LAB;2026-01-01;;Note d’organisation 2025-12
p51;LAB;2026-01-01;;Note d’organisation 2025-12
p25;ESS;2026-03-01;;Mutation interne
"""

# People from outside: id; name; fact; of; role; from; until; source; language.
OUTSIDERS = """
x01;Nina Novak;acts for;NOV;;2024-01-01;;Mandat du client;fr
x02;Ludovic Mercier;acts for;TEC;;2025-01-01;;Mandat du client;fr
x03;Estelle Borel;acts for;BOR;;2025-01-01;;Mandat du client;fr
x04;Malo Kerbrat;acts for;KER;;2025-01-01;;Mandat du client;fr
x05;Jana Meier;acts for;MEI;;2025-01-01;;Mandat du client;en
x06;Rachid Amrani;acts for;UNV;;2025-01-01;;Mandat du client;fr
x07;Denis Auffret;acts for;LOI;;2020-01-01;;Mandat du client;fr
x08;Gaëlle Marzin;acts for;HYD;;2022-06-01;;Mandat du client;fr
x09;Inès Delorme;member of;LAB;seconded;2026-02-01;2026-12-31;Convention de mise à disposition;fr
x10;Tom Barrett;member of;RES;visitor;2026-09-01;2027-03-01;Convention d’accueil;en
x11;Zoé Lambert;member of;ESS;student;2026-03-02;2026-08-31;Convention de stage;fr
x12;Firmin Passant;;;;;;;fr
"""
