"""Which keys may company.toml have? One table, as columns.FILES is for the CSV files.

A section is `[company]` (once) or `[[card]]` (several), or a section whose keys are the user's own words (`free`:
units, windows, questions, labels, groups), whose values all have one type.
"""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.company.columns import Column


@dataclass(frozen=True, slots=True)
class Section:
    """One section of company.toml: its keys, or (`free`) the type that every value under a key of one's own has."""

    name: str
    en: str
    fr: str
    keys: tuple[Column, ...] = ()
    several: bool = False
    free: str = ""

    def key(self, name: str) -> Column | None:
        """The key of that name, if the section has one."""
        return next((item for item in self.keys if item.name == name), None)


_NAMES = (
    Column("name", "text", "Name in both languages.", "Nom dans les deux langues."),
    Column("name_fr", "text", "Name in French.", "Nom en français."),
    Column("name_en", "text", "Name in English.", "Nom en anglais."),
)

COMPANY = Section(
    "company",
    "The company.",
    "L'entreprise.",
    (
        *_NAMES,
        Column("currency", "currency", "ISO 4217 code.", "Code ISO 4217.", default="EUR"),
        Column("time_zone", "time_zone", "Name of the time zone.", "Nom du fuseau horaire.", default="UTC"),
        Column(
            "language",
            "choice",
            "Default language.",
            "Langue par défaut.",
            default="en",
            choices=("fr", "en"),
        ),
        Column("organization", "text", "Legal entity at the top.", "Entité juridique au sommet."),
        Column(
            "fiscal_year_start",
            "month_day",
            "First day of the year.",
            "Premier jour de l'exercice.",
            default="01-01",
        ),
        Column(
            "review_days",
            "days",
            "Days to look at a charge.",
            "Jours pour vérifier une imputation.",
            default="10",
        ),
        Column("internal_members", "list", "Roles that count as inside.", "Rôles comptés comme internes."),
    ),
)
CARD = Section(
    "card",
    "One dated version of a rate card.",
    "Une version datée d'une grille tarifaire.",
    (
        Column("id", "id", "Id of the card.", "Identifiant de la grille.", required=True),
        Column("supplier", "text", "Unit that offers.", "Unité qui offre."),
        *_NAMES,
        Column("valid_from", "date", "First day.", "Premier jour."),
        Column("valid_to", "date", "First day no longer valid.", "Premier jour qui ne vaut plus."),
        Column("currency", "currency", "Default: the company's.", "Par défaut, celle de l'entreprise."),
        Column(
            "prices",
            "choice",
            "What the figures mean.",
            "Ce que disent les chiffres.",
            default="net",
            choices=("net", "gross"),
        ),
        Column("tax", "tax", "Rate where tax is due.", "Taux quand la taxe est due.", default="none"),
        Column(
            "decides",
            "choice",
            "Whose facts choose the class.",
            "Qui détermine la catégorie.",
            default="buyer",
            choices=("buyer", "payer", "beneficiary"),
        ),
        Column(
            "policy",
            "choice",
            "Whether the unit negotiates.",
            "L'unité négocie-t-elle.",
            default="negotiable",
            choices=("negotiable", "one rate"),
        ),
        Column(
            "negotiable_for",
            "choice",
            "Who may negotiate.",
            "Qui peut négocier.",
            default="insiders",
            choices=("insiders", "everyone"),
        ),
        Column("usual", "text", "Class of the usual price.", "Catégorie du prix habituel."),
        Column("review_months", "whole", "Months until a review.", "Mois avant révision.", default="24"),
        Column(
            "review_days",
            "days",
            "Days to look at a charge; empty: the company's.",
            "Jours pour vérifier une imputation ; vide : ceux de l'entreprise.",
        ),
        Column("source", "text", "Where it was published.", "Où elle a été publiée."),
        Column("source_date", "date", "Date printed there.", "Date imprimée."),
        Column("read_on", "date", "When it was transcribed.", "Date de transcription."),
    ),
    several=True,
)
HOLIDAYS = Section(
    "holidays",
    "Days that windows call holidays.",
    "Jours fériés.",
    (
        Column("country", "country", "ISO code of the country.", "Code ISO du pays."),
        Column("subdivision", "text", "Part of the country.", "Région du pays."),
        Column("dates", "dates", "Days of one's own.", "Jours propres à l'entreprise."),
    ),
)
SECTIONS: tuple[Section, ...] = (
    COMPANY,
    CARD,
    Section("units", "Conversions between measures.", "Conversions d'unités.", free="conversion"),
    Section("windows", "Named times.", "Plages horaires nommées.", free="window"),
    HOLIDAYS,
    Section(
        "questions", "Answers a request may give.", "Réponses qu'une demande peut donner.", free="question"
    ),
    Section(
        "labels",
        "Names of questions and choices: French, English.",
        "Noms des questions et des choix : français, anglais.",
        free="label",
    ),
    Section("groups", "Sets of offerings.", "Ensembles d'offres.", free="list"),
)
BY_SECTION: dict[str, Section] = {section.name: section for section in SECTIONS}
