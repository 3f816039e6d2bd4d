"""The demo company's prices of 2026, as the rows of classes.csv, rates.csv, adjustments.csv and bundles.csv.

`{c}` stands for the card; the 2025 cards carry the same rows with prices of a year earlier (`__init__.py`).
Every supplier but one sells to outsiders; every mechanism that a unit manager would meet in a year occurs.
"""

CLASSES = """
class;name_fr;name_en;when;requires
interne;Interne;Internal;side = internal and tie in (unit, employee, member);
groupe;Société du groupe;Group company;side = internal;
academique;Partenaire académique;Academic partner;tie = partner and kind = "public body";
partenaire;Partenaire industriel;Industrial partner;tie = partner;
jeune;Jeune entreprise (moins de 5 ans);Start-up (under 5 years);age < 5 years;
public;Tarif public;Usual price;;
"""

RATES = """
card;offering;class;price;per;step;included;min_quantity;min_amount;from;tier;counter;combine;when;event;if;requires;deposit;note
MET;cmm;public;90;hour;30 minutes;;1 hour;;;;;;;;;;;
MET;cmm;interne;public - 30%;;;;;;;;;;;;;;;
MET;cmm;groupe;public - 20%;;;;;;;;;;;;;;;
MET;cmm;academique;public - 25%;;;;;;;;;;;;;;;
MET;cmm;partenaire;public - 10%;;;;;;;;;;;;;;;
MET;cmm;jeune;public - 15%;;;;;;;;;;;;;;;
MET;cmm;*;45;hour;30 minutes;;;;;;;plus;;;assisted;;;
MET;cmm;*;50% of booked;line;;;;;;;;;;cancellation;notice < 1 day;;;
MET;calibration;public;48;piece;;;;;;all units;;;;;;;;
MET;calibration;public;42;piece;;;;;10;all units;;;;;;;;
MET;calibration;interne;public - 35%;;;;;;;;;;;;;;;
MET;calibration;groupe;public - 20%;;;;;;;;;;;;;;;
MET;calibration;academique | partenaire | jeune;public - 10%;;;;;;;;;;;;;;;
MET;scanner;public;240;1 day;1 day;;;;;;;;;;;;1000;
MET;scanner;public;960;7 days;;;;;;;;cheapest;;;;;;
MET;scanner;interne | groupe;public - 30%;;;;;;;;;;;;;;1000;
MET;scanner;academique | partenaire | jeune;public - 10%;;;;;;;;;;;;;;1000;
MET;gauge-blocks;public;35;day;1 day;;;;;;;;;;;;500;
MET;gauge-blocks;interne;20;day;1 day;;;;;;;;;;;;;
MET;gauge-blocks;groupe | academique | partenaire | jeune;30;day;1 day;;;;;;;;;;;;500;
MET;measurement-report;public;120;;;;;;;;;;;;;;;
MET;measurement-report;interne | groupe;75;;;;;;;;;;;;;;;
MET;measurement-report;academique | partenaire | jeune;105;;;;;;;;;;;;;;;
ATE;milling;public;118;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;milling;interne;74;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;milling;groupe;92;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;milling;academique | partenaire | jeune;105;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;lathe;public;86;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;lathe;interne;54;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;lathe;groupe | academique | partenaire | jeune;75;hour;15 minutes;;1 hour;;;;;;;;;;;
ATE;machining;public;78;hour;1 hour;;;;;;;;;;;;;
ATE;machining;interne;56;hour;1 hour;;;;;;;;;;;;;
ATE;machining;groupe | academique | partenaire | jeune;68;hour;1 hour;;;;;;;;;;;;;
ATE;printing-3d;public;14;hour;;;;20;;;;;;;;;;
ATE;printing-3d;interne;8;hour;;;;;;;;;;;;;;
ATE;printing-3d;groupe | academique | partenaire | jeune;11;hour;;;;10;;;;;;;;;;
ATE;filament;public;unit cost + 120%;gram;;;;;;;;;;;;;;
ATE;filament;interne;unit cost + 10%;gram;;;;;;;;;;;;;;
ATE;filament;groupe | academique | partenaire | jeune;unit cost + 60%;gram;;;;;;;;;;;;;;
ATE;aluminum;public;unit cost + 40%;kg;;;;;;;;;;;;;;
ATE;aluminum;interne;unit cost + 5%;kg;;;;;;;;;;;;;;
ATE;aluminum;groupe | academique | partenaire | jeune;unit cost + 20%;kg;;;;;;;;;;;;;;
ATE;workshop-access;public;40;1 day;1 day;;;;;;;;;;;;;
ATE;workshop-access;public;320;31 days;;;;;;;;cheapest;;;;;;
ATE;workshop-access;interne;free;day;;;;;;;;;;;;;;
ATE;workshop-access;groupe | academique | partenaire;25;day;1 day;;;;;;;;;;;;;
ATE;workshop-access;jeune;free;day;;;;;;;quantity per year;;;;;;;Dix journées offertes par an
ATE;workshop-access;jeune;25;day;1 day;;;;10;;quantity per year;;;;;;;
IMP;copies;public;0.12;page;;;;;;;;;;;;;;
IMP;copies;public;0.09;page;;;;;500;;;;;;;;;
IMP;copies;public;0.06;page;;;;;5000;;;;;;;;;
IMP;copies;interne;public - 40%;;;;;;;;;;;;;;;
IMP;copies;groupe | academique | partenaire | jeune;public - 15%;;;;;;;;;;;;;;;
IMP;poster;public;26;;;;;;;;;;;;;;;
IMP;poster;interne;12;;;;;;;;;;;;;;;
IMP;poster;groupe | academique | partenaire | jeune;20;;;;;;;;;;;;;;;
IMP;binding;public;4.50;;;;;;;;;;;;;;;
IMP;binding;interne;2.40;;;;;;;;;;;;;;;
IMP;binding;groupe | academique | partenaire | jeune;3.80;;;;;;;;;;;;;;;
IMP;business-cards;public;22;100 pieces;100 pieces;;;;;;;;;;;;;
IMP;business-cards;interne;12;100 pieces;100 pieces;;;;;;;;;;;;;
IMP;business-cards;groupe | academique | partenaire | jeune;18;100 pieces;100 pieces;;;;;;;;;;;;;
IMP;banner;public;45;m2;;;;60;;;;;;;;;;
IMP;banner;interne;28;m2;;;;;;;;;;;;;;
IMP;banner;groupe | academique | partenaire | jeune;38;m2;;;;50;;;;;;;;;;
VEH;city-car;public;52;day;1 day;;;;;;;;;;;;400;
VEH;city-car;public;0.38;km;;;;;;;;greater;;;;;;
VEH;city-car;interne;34;day;1 day;;;;;;;;;;;;;
VEH;city-car;interne;0.25;km;;;;;;;;greater;;;;;;
VEH;city-car;groupe | academique | partenaire | jeune;46;day;1 day;;;;;;;;;;;;400;
VEH;van;public;78;day;1 day;;;;;;;;;;;;600;
VEH;van;public;0.42;km;;100;;;;;;plus;;;;;;
VEH;van;interne;48;day;1 day;;;;;;;;;;;;;
VEH;van;interne;0.30;km;;100;;;;;;plus;;;;;;
VEH;van;groupe | academique | partenaire | jeune;66;day;1 day;;;;;;;;;;;;600;
VEH;bike;public;18;day;1 day;;;;;;;;;;;;150;
VEH;bike;public;base - 30%;day;1 day;;;;;;;;winter;;;;150;
VEH;bike;interne;free;day;;;;;;;;;;;;;;
VEH;bike;groupe | academique | partenaire | jeune;12;day;1 day;;;;;;;;;;;;150;
VEH;trailer;public;30;day;1 day;;;;;;;;;;;;300;
VEH;trailer;interne;16;day;1 day;;;;;;;;;;;;;
VEH;trailer;groupe | academique | partenaire | jeune;24;day;1 day;;;;;;;;;;;;300;
FOR;safety-course;public;1680;line;;;;;;;;;;;;;;
FOR;safety-course;public;80;participant;;1;;;;;;plus;;;;;;
FOR;safety-course;interne;980;line;;;;;;;;;;;;;;
FOR;safety-course;interne;45;participant;;1;;;;;;plus;;;;;;
FOR;safety-course;groupe | academique | partenaire | jeune;1440;line;;;;;;;;;;;;;;
FOR;safety-course;groupe | academique | partenaire | jeune;80;participant;;1;;;;;;plus;;;;;;
FOR;python-course;public;420;participant x day;;;;;;;;;;;;;;
FOR;python-course;interne;230;participant x day;;;;;;;;;;;;;;
FOR;python-course;groupe | academique | partenaire | jeune;340;participant x day;;;;;;;;;;;;;;
FOR;metrology-course;public;390;;;;;;;;;;;;;;;
FOR;metrology-course;interne;free;;;;;;;;uses ever by beneficiary;;;;;;;La première habilitation est offerte
FOR;metrology-course;interne;150;;;;;;1;;uses ever by beneficiary;;;;;;;
FOR;metrology-course;groupe | academique | partenaire | jeune;310;;;;;;;;;;;;;;;
FOR;coaching;public;110;hour;;;1 hour;;;;;;;;;;;
FOR;coaching;interne;64;hour;;;1 hour;;;;;;;;;;;
FOR;coaching;groupe | academique | partenaire | jeune;90;hour;;;1 hour;;;;;;;;;;;
FOR;e-learning;public;190;year;;;;;;;;;;;;;;
FOR;e-learning;interne;free;year;;;;;;;;;;;;;;
FOR;e-learning;groupe | academique | partenaire | jeune;120;year;;;;;;;;;;;;;;
NUM;core-hour;public;0.042;core-hour;;;;;;;quantity per month;;;;;;;
NUM;core-hour;public;0.036;core-hour;;;;;50000;;quantity per month;;;;;;;
NUM;core-hour;interne;0.016;core-hour;;;;;;;quantity per month;;;;;;;
NUM;core-hour;interne;0.012;core-hour;;;;;50000;;quantity per month;;;;;;;
NUM;core-hour;groupe | academique | partenaire | jeune;0.028;core-hour;;;;;;;;;;;;;;
NUM;gpu-hour;public;1.20;GPU-hour;;;;;;;;;;;;;;
NUM;gpu-hour;interne;0.45;GPU-hour;;;;;;;;;;;;;;
NUM;gpu-hour;groupe | academique | partenaire | jeune;0.80;GPU-hour;;;;;;;;;;;;;;
NUM;storage;public;9;TB x month;;;;;;;;;;;;;;
NUM;storage;interne;4;TB x month;;1;;;;;;;;;;;;
NUM;storage;groupe | academique | partenaire | jeune;7;TB x month;;;;;;;;;;;;;;
NUM;virtual-machine;public;39;month;1 month;;;;;;;;;;;;;
NUM;virtual-machine;interne;18;month;1 month;;;;;;;;;;;;;
NUM;virtual-machine;groupe | academique | partenaire | jeune;30;month;1 month;;;;;;;;;;;;;
NUM;data-extraction;public;quote;;;;;;;;;;;;;;;
NUM;data-extraction;interne;free;;;;;;;;;;;;;;;
NUM;data-extraction;groupe | partenaire;quote;;;;;;;;;;;;;;;
NUM;data-extraction;academique | jeune;not offered;;;;;;;;;;;;;;;
DOC;watch-report;public;60;;;;;;;;;;;;;;;
DOC;watch-report;interne;free;;;;;;;;;;;;;;;
DOC;watch-report;groupe | academique | partenaire | jeune;40;;;;;;;;;;;;;;;
DOC;standards-search;public;75;hour;15 minutes;;;;;;;;;;;;;
DOC;standards-search;interne;38;hour;15 minutes;;;;;;;;;;;;;
DOC;standards-search;groupe | academique | partenaire | jeune;60;hour;15 minutes;;;;;;;;;;;;;
DOC;translation;public;38;page;;;;;;;;;;;;;;
DOC;translation;public;33;page;;;;;20;;;;;;;;;
DOC;translation;interne;24;page;;;;;;;;;;;;;;
DOC;translation;groupe | academique | partenaire | jeune;32;page;;;;;;;;;;;;;;
DOC;scanning;public;0.35;page;;;;25;;;;;;;;;;
DOC;scanning;interne;0.15;page;;;;;;;;;;;;;;
DOC;scanning;groupe | academique | partenaire | jeune;0.28;page;;;;15;;;;;;;;;;
LAB;sem;public;140;hour;15 minutes;;1 hour;;;;;;;;;;;
LAB;sem;public;base - 40%;hour;15 minutes;;1 hour;;;;;;night;;;;;
LAB;sem;public;base - 40%;hour;15 minutes;;1 hour;;;;;;weekend;;;;;
LAB;sem;interne;public x 0.6;;;;;;;;;;;;;;;
LAB;sem;groupe | academique;public x 0.75;;;;;;;;;;;;;;;
LAB;sem;partenaire | jeune;public x 0.9;;;;;;;;;;;;;;;
LAB;sem;*;free;line;;;;;;;uses ever;;;no-show;;;;Premier oubli : un avertissement
LAB;sem;*;50% of booked;line;;;;;1;;uses ever;;;no-show;;;;
LAB;tensile-test;public;380;5 samples;5 samples;;;;;;;;;;;;;
LAB;tensile-test;interne;230;5 samples;5 samples;;;;;;;;;;;;;
LAB;tensile-test;groupe | academique | partenaire | jeune;320;5 samples;5 samples;;;;;;;;;;;;;
LAB;dsc;public;85;sample;;;;;;;;;;;;;;
LAB;dsc;interne;52;sample;;;;;;;;;;;;;;
LAB;dsc;groupe | academique | partenaire | jeune;72;sample;;;;;;;;;;;;;;
LAB;salt-spray;public;48;1 day;1 day;;;;;;;;;;;;;
LAB;salt-spray;public;210;7 days;;;;;;;;cheapest;;;;;;
LAB;salt-spray;public;690;31 days;;;;;;;;cheapest;;;;;;
LAB;salt-spray;interne;public - 45%;;;;;;;;;;;;;;;
LAB;salt-spray;groupe | academique | partenaire | jeune;public - 15%;;;;;;;;;;;;;;;
LAB;consumables;public;cost + 25%;line;;;;;;;;;;;;;;
LAB;consumables;interne;cost;line;;;;;;;;;;;;;;
LAB;consumables;groupe | academique | partenaire | jeune;cost + 10%;line;;;;;;;;;;;;;;
LAB;expertise;public;130;hour;30 minutes;1;;;;;;;;;;;;
LAB;expertise;interne;72;hour;30 minutes;1;;;;;;;;;;;;
LAB;expertise;groupe | academique | partenaire | jeune;110;hour;30 minutes;1;;;;;;;;;;;;
"""

ADJUSTMENTS = """
adjustment;card;name_fr;name_en;kind;class;offerings;amount;scope;from;counter;if
imp-rush;IMP;Travail urgent;Rush job;surcharge;;;25%;order;;;rush
ate-volume;ATE;Remise sur volume annuel;Yearly volume rebate;rebate;;group:atelier;5%;order;5000;spend per year;
num-cap;NUM;Plafond mensuel interne;Monthly internal cap;maximum;interne;group:numerique;2500;order;;spend per month;
"""

BUNDLES = """
offering;component;quantity;if;card
printing-3d;filament;25 grams;rafts;ATE
"""
