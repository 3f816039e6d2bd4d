"""What is in a new company folder? A small company that sells and rents, complete enough to be priced at once.

A cell is a text, or a pair (French, English); `{year}` is the year in which the folder is made. `comptoir check` finds
nothing in it, and its worked examples agree: a test holds that.
"""

from __future__ import annotations

Text = str | tuple[str, str]
Cells = dict[str, Text]

SETTINGS: tuple[str, str] = (
    """\
# L'entreprise, ses grilles tarifaires, ses unités et ses questions. Référence : docs/company-folder.md
[company]
name = "Mon entreprise"
currency = "EUR"
time_zone = "Europe/Paris"
language = "fr"
organization = "ORG"               # l'entité juridique au sommet (organizations.csv)

[[card]]                           # une grille tarifaire est une version datée
id = "LAB-{year}"
supplier = "LAB"                   # l'unité qui offre (units.csv)
name = "Tarifs du laboratoire {year}"
valid_from = {year}-01-01
prices = "net"                     # les chiffres s'entendent hors taxe
tax = "20%"
usual = "public"                   # la catégorie qui paie le prix habituel

[questions]                        # ce qu'une demande peut préciser
urgent = "yes/no"
""",
    """\
# The company, its rate cards, units of measure and questions. Reference: docs/company-folder.md
[company]
name = "My company"
currency = "EUR"
time_zone = "Europe/Paris"
language = "en"
organization = "ORG"               # the legal entity at the top (organizations.csv)

[[card]]                           # one rate card is one dated version
id = "LAB-{year}"
supplier = "LAB"                   # the unit that offers (units.csv)
name = "Laboratory rates {year}"
valid_from = {year}-01-01
prices = "net"                     # the figures mean net of tax
tax = "20%"
usual = "public"                   # the class that pays the usual price

[questions]                        # what a request may say
urgent = "yes/no"
""",
)

ROWS: dict[str, tuple[Cells, ...]] = {
    "organizations": (
        {"organization": "ORG", "name": ("Mon entreprise", "My company"), "kind": "company", "country": "FR"},
        {"organization": "UNIV", "name": ("Université voisine", "Nearby university"), "kind": "public body",
         "country": "FR"},
        {"organization": "NOVA", "name": "Novatek", "kind": "company", "country": "FR", "founded": "2019-04-01"},
    ),
    "units": (
        {"unit": "LAB", "name": ("Laboratoire", "Laboratory"), "supplier": "yes", "manager": "marc"},
        {"unit": "DEV", "name": ("Développement", "Development"), "supplier": "no"},
    ),
    "people": (
        {"person": "marc", "name": "Marc Petit", "email": "marc@example.org", "language": "fr"},
        {"person": "claire", "name": "Claire Martin", "email": "claire@example.org", "language": ("fr", "en")},
    ),
    "affiliations": (
        {"party": "LAB", "fact": "part of", "of": "ORG", "source": ("organigramme", "organization chart")},
        {"party": "DEV", "fact": "part of", "of": "ORG", "source": ("organigramme", "organization chart")},
        {"party": "marc", "fact": "employed by", "of": "LAB", "valid_from": "{year}-01-01",
         "source": ("personnel", "staff list")},
        {"party": "claire", "fact": "employed by", "of": "DEV", "valid_from": "{year}-01-01",
         "source": ("personnel", "staff list")},
        {"party": "UNIV", "fact": "agreement with", "of": "ORG", "role": "research", "valid_from": "{year}-01-01",
         "source": ("convention", "agreement")},
    ),
    "cost_centers": (
        {"cost_center": "CC-DEV", "name": ("Développement", "Development"), "unit": "DEV", "owner": "claire"},
    ),
    "offerings": (
        {"offering": "microscope", "name": ("Microscope électronique", "Electron microscope"), "kind": "product",
         "mode": "rental", "unit": "hour"},
        {"offering": "analysis", "name": ("Analyse d'échantillon", "Sample analysis"), "kind": "service",
         "mode": "sale", "unit": "sample"},
        {"offering": "report", "name": ("Rapport d'analyse", "Analysis report"), "kind": "information",
         "mode": "sale", "unit": "piece"},
        {"offering": "kit", "name": ("Kit de préparation", "Preparation kit"), "kind": "material", "mode": "sale",
         "unit": "piece"},
    ),
    "resources": (
        {"resource": "microscope-1", "offering": "microscope", "name": ("Microscope 1", "Microscope 1"),
         "capacity": "1", "opening": "mon-fri 08:00-18:00"},
    ),
    "classes": (
        {"class": "internal", "name": ("Interne", "Internal"), "when": "side = internal"},
        {"class": "partner", "name": ("Partenaire de recherche", "Research partner"), "when": "agreement = research"},
        {"class": "public", "name": ("Tarif public", "Public"), "when": ""},
    ),
    "rates": (
        {"offering": "microscope", "class": "internal", "price": "36", "note": ("à l'heure", "per hour")},
        {"offering": "microscope", "class": "partner", "price": "public - 20%"},
        {"offering": "microscope", "class": "public", "price": "60", "step": "30 minutes",
         "note": ("toute demi-heure commencée est due", "half hours begun are charged whole")},
        {"offering": "analysis", "class": "public", "price": "95"},
        {"offering": "analysis", "class": "public", "price": "80", "from": "10",
         "note": ("à partir de 10, ceux d'au-delà", "from 10 on, for those beyond")},
        {"offering": "analysis", "class": "internal | partner", "price": "public - 30%"},
        {"offering": "report", "class": "*", "price": "free"},
        {"offering": "kit", "class": "*", "price": "12.50"},
    ),
    "adjustments": (
        {"adjustment": "urgent", "name": ("Urgence", "Urgent work"), "if": "urgent", "kind": "surcharge",
         "offerings": "analysis", "amount": "25%"},
    ),
    "bundles": ({"offering": "analysis", "component": "report", "quantity": "1"},),
    "deals": (
        {"deal": "D-1", "customer": "UNIV", "offering": "microscope", "price": "40", "valid_from": "{year}-01-01",
         "seller": "marc", "agreed_on": "{year}-01-01", "note": ("contrat annuel", "yearly contract")},
    ),
    "examples": (
        {"example": "inside", "customer": "claire", "date": "{year}-06-01", "offering": "microscope",
         "quantity": "3 hours", "class": "internal", "expected": "108.00", "note": "3 x 36"},
        {"example": "outside", "customer": "NOVA", "date": "{year}-06-01", "offering": "microscope",
         "quantity": "100 minutes", "class": "public", "expected": "120.00", "note": "2 x 60"},
        {"example": "described", "as": "side=external, agreement=research", "date": "{year}-06-01",
         "offering": "microscope", "quantity": "2 hours", "class": "partner", "expected": "96.00",
         "note": "2 x 60 - 20 %"},
        {"example": "urgent", "customer": "NOVA", "date": "{year}-06-01", "offering": "analysis",
         "quantity": "2 samples", "given": "urgent=yes", "class": "public", "expected": "237.50",
         "note": "2 x 95 + 25 %"},
        {"example": "deal", "customer": "UNIV", "date": "{year}-06-01", "offering": "microscope",
         "quantity": "2 hours", "class": "partner", "expected": "80.00", "note": "2 x 40"},
    ),
    "invoicing": (
        {"party": "ORG", "street": "1 rue des Ateliers", "postcode": "44000", "city": "Nantes",
         "legal": ("SAS au capital de 10 000 €, RCS Nantes", "SAS, capital €10,000, RCS Nantes"),
         "iban": "FR7630006000011234567890189", "payment_days": "30", "late_penalty": "12.15%",
         "early_discount": "0"},
        {"party": "NOVA", "street": "14 rue des Capteurs", "postcode": "35000", "city": "Rennes"},
    ),
    "exchange_rates": (
        {"base": "EUR", "quote": "USD", "rate": "1.0812", "valid_from": "{year}-01-01", "source": "BCE"},
    ),
}  # fmt: skip

README: tuple[str, str] = (
    """\
# Un dossier d'entreprise

Ces fichiers décrivent une organisation à Comptoir. Les fichiers CSV s'ouvrent dans tout tableur (enregistrez-les en
« CSV UTF-8 ») ; `company.toml` s'ouvre dans un éditeur de texte. Remplacez l'exemple par vos données, puis :

    comptoir check .       dit ce qui ne va pas, où, et comment le corriger
    comptoir price --folder . --customer claire --offering microscope --quantity "3 hours"
    comptoir import .      prend le dossier dans la base, après un aperçu

Une ligne dont la première cellule commence par `#` est un commentaire. Les colonnes inutilisées peuvent manquer.

""",
    """\
# A company folder

These files describe an organization to Comptoir. The CSV files open in any spreadsheet (save them as "CSV UTF-8");
`company.toml` opens in a text editor. Replace the example by your own data, then:

    comptoir check .       says what is wrong, where, and how to mend it
    comptoir price --folder . --customer claire --offering microscope --quantity "3 hours"
    comptoir import .      takes the folder into the database, after a preview

A row whose first cell begins with `#` is a comment. Columns that are not used may be left out.

""",
)
