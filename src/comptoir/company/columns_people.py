"""Which columns say who is who, who bears a charge, and what can be booked? (docs/company-folder.md, section 11)"""

from __future__ import annotations

from comptoir.company.column import NAMES, VALID, Column, File

_FACTS = (
    "employed by", "member of", "part of", "controlled by", "agreement with", "in industry",
    "in vat group", "acts for", "bought from",
    "retracted",
)  # fmt: skip

ORGANIZATIONS = File(
    "organizations",
    "A legal entity or an outside organization.",
    "Une entité juridique ou une organisation extérieure.",
    (
        Column("organization", "id", "Id of the organization.", "Identifiant.", required=True),
        *NAMES,
        Column(
            "kind",
            "choice",
            "What it is.",
            "Sa nature.",
            default="company",
            choices=("company", "public body", "association"),
        ),
        Column("country", "country", "ISO code of the country.", "Code ISO du pays."),
        Column("siren", "siren", "French business number.", "Numéro SIREN."),
        Column("vat_number", "text", "VAT number.", "Numéro de TVA."),
        Column("vat_group", "text", "VAT group it belongs to.", "Groupe TVA."),
        Column("industry", "text", "Activity code.", "Code d'activité."),
        Column("founded", "date", "Day it was founded.", "Date de création."),
    ),
    unique=("organization",),
)

UNITS = File(
    "units",
    "A unit of the organization.",
    "Une unité de l'organisation.",
    (
        Column("unit", "id", "Id of the unit.", "Identifiant de l'unité.", required=True),
        *NAMES,
        Column("supplier", "yes_no", "Whether it sells or rents.", "Fournit-elle des offres.", default="no"),
        Column("time_zone", "time_zone", "Its time zone; empty: the company's.", "Son fuseau horaire."),
        Column("manager", "ref", "Person who manages it.", "Responsable.", refers="people"),
        *VALID,
    ),
    unique=("unit",),
)

PEOPLE = File(
    "people",
    "A person.",
    "Une personne.",
    (
        Column("person", "id", "Id of the person.", "Identifiant de la personne.", required=True),
        Column("name", "text", "Name.", "Nom."),
        Column("email", "email", "Address.", "Adresse électronique."),
        Column("language", "choice", "Preferred language.", "Langue préférée.", choices=("fr", "en")),
    ),
    unique=("person",),
)

AFFILIATIONS = File(
    "affiliations",
    "A dated fact: who belongs to whom.",
    "Un fait daté : qui est rattaché à qui.",
    (
        Column("affiliation", "id", "Id, for later corrections.", "Identifiant, pour une correction."),
        Column(
            "party", "ref", "Whom the fact is about.", "De qui l'on parle.", required=True, refers="party"
        ),
        Column("fact", "choice", "Kind of fact.", "Nature du fait.", required=True, choices=_FACTS),
        Column("of", "ref", "The other end.", "L'autre bout.", refers="party"),
        Column("role", "text", "Role, programme or code.", "Rôle, programme ou code."),
        Column("share", "percent", "Share of votes.", "Part des voix."),
        *VALID,
        Column("source", "text", "Where it is known from.", "D'où on le sait."),
        Column(
            "recorded_at",
            "moment",
            "When it was learnt; a day means its beginning.",
            "Quand on l'a su ; un jour vaut son début.",
        ),
        Column("corrects", "ref", "Fact it replaces.", "Fait remplacé.", refers="affiliations"),
    ),
    unique=("affiliation",),
)

COST_CENTERS = File(
    "cost_centers",
    "Who bears a charge.",
    "Qui supporte une imputation.",
    (
        Column("cost_center", "id", "Id of the cost center.", "Identifiant.", required=True),
        *NAMES,
        Column("unit", "ref", "Unit it belongs to.", "Unité.", refers="units"),
        Column("owner", "ref", "Person who answers for it.", "Responsable.", refers="people"),
        *VALID,
    ),
    unique=("cost_center",),
)

RESOURCES = File(
    "resources",
    "A bookable thing, or a pool of alike ones, behind a rental.",
    "Un équipement réservable, ou plusieurs semblables, derrière une location.",
    (
        Column("resource", "id", "Id of the resource.", "Identifiant.", required=True),
        Column("offering", "ref", "Offering it serves.", "Offre servie.", required=True, refers="offerings"),
        *NAMES,
        Column("capacity", "whole", "How many at once.", "Combien à la fois.", default="1"),
        Column("opening", "window", "When it is open; empty: always.", "Heures d'ouverture ; vide : toujours."),
        Column("lead", "duration", "Book this long ahead.", "Délai avant le début."),
        Column("window", "duration", "And not longer ahead than this.", "Et pas plus tôt que cela."),
        Column("shortest", "duration", "Shortest booking.", "Réservation la plus courte."),
        Column("longest", "duration", "Longest booking.", "Réservation la plus longue."),
        Column("slot", "duration", "Booked in whole slots of the clock.", "Réservé par créneaux entiers."),
        Column("turnaround", "duration", "Kept free after each booking.", "Laissé libre après chaque réservation."),
        Column("requires", "words", "Qualifications its user must hold.", "Habilitations que doit avoir l'usager."),
        *VALID,
    ),
    unique=("resource",),
)  # fmt: skip
