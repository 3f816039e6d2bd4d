"""Which columns say what is offered, to whom, and at what price? (docs/company-folder.md, sections 3 to 10)"""

from __future__ import annotations

from comptoir.company.column import NAMES, VALID, Column, File

_KINDS = ("product", "material", "service", "information")
_EVENTS = ("use", "cancellation", "no-show", "late")
_CHARGE_FOR = ("reserved", "used", "greater", "overage", "beyond")
_CARD = Column(
    "card",
    "ref",
    "Rate card; empty: the only one, or all.",
    "Grille ; vide : la seule, ou toutes.",
    refers="card",
)
_CLASSES = Column(
    "class",
    "classes",
    "Class, several joined by |, or * for all.",
    "Catégorie, plusieurs séparées par |, ou * pour toutes.",
    refers="classes",
)
_IF = Column(
    "if", "condition", "Counts only where this holds.", "Ne vaut que si cette condition est remplie."
)
_NOTE = Column("note", "text", "Shown as written.", "Montré tel quel.")

OFFERINGS = File(
    "offerings",
    "Something a supplier sells or rents.",
    "Une chose vendue ou louée par un fournisseur.",
    (
        Column("offering", "id", "Id of the offering.", "Identifiant de l'offre.", required=True),
        *NAMES,
        Column("description_fr", "text", "Description in French.", "Description en français."),
        Column("description_en", "text", "Description in English.", "Description en anglais."),
        Column(
            "supplier",
            "text",
            "Unit that offers; empty: the card's supplier.",
            "Unité qui offre ; vide : celle de la grille.",
            refers="supplier",
        ),
        Column(
            "kind", "choice", "Kind of offering.", "Nature de l'offre.", default="service", choices=_KINDS
        ),
        Column(
            "mode",
            "choice",
            "Sold or rented.",
            "Vente ou location.",
            default="sale",
            choices=("sale", "rental"),
        ),
        Column("unit", "unit", "Usual unit of measure.", "Unité de mesure habituelle.", default="piece"),
        Column(
            "cost", "amount", "What one unit costs the supplier.", "Ce que coûte une unité au fournisseur."
        ),
        Column(
            "tax", "tax", "Tax rate if not the card's.", "Taux de taxe s'il diffère de celui de la grille."
        ),
        Column(
            "charge_for",
            "choice",
            "Quantity charged unless the rate says so.",
            "Quantité facturée, à défaut du tarif.",
            choices=_CHARGE_FOR,
        ),
        Column("groups", "words", "Groups it belongs to.", "Groupes dont elle fait partie."),
        Column("lead_time", "text", "Usual delay.", "Délai habituel."),
        Column("requires", "condition", "Refused without this.", "Refusée si cette condition manque."),
        *VALID,
    ),
    unique=("offering",),
)

CLASSES = File(
    "classes",
    "A class of customers, with the rule that puts a customer in it; the first that holds counts.",
    "Une catégorie de clients et sa règle ; la première qui s'applique compte.",
    (
        _CARD,
        Column("class", "id", "Id of the class.", "Identifiant de la catégorie.", required=True),
        *NAMES,
        Column(
            "when", "condition", "Who belongs to it; empty: everybody.", "Qui en fait partie ; vide : tous."
        ),
        Column("requires", "condition", "Refused without this.", "Refusé si cette condition manque."),
        Column(
            "tax", "tax", "Tax rate; empty: by default rule.", "Taux de taxe ; vide : la règle par défaut."
        ),
        Column(
            "priority",
            "whole",
            "Declared priority in the queue; never changes a price.",
            "Priorité déclarée dans la file ; ne change jamais un prix.",
        ),
    ),
    unique=("card", "class"),
)

RATES = File(
    "rates",
    "The price of an offering for a class.",
    "Le prix d'une offre pour une catégorie.",
    (
        _CARD,
        Column(
            "offering",
            "scope",
            "Offering, * for all, or group:name.",
            "Offre, * pour toutes, ou group:nom.",
            required=True,
            refers="offerings",
        ),
        _CLASSES,
        Column("price", "price", "The price.", "Le prix.", required=True),
        Column(
            "per",
            "per",
            "What the price is for; empty: the usual unit.",
            "Pour quoi ; vide : l'unité usuelle.",
        ),
        Column("step", "step", "Quantity goes to whole steps.", "Quantité arrondie au pas."),
        Column(
            "round",
            "choice",
            "Which step.",
            "Vers quel pas.",
            default="up",
            choices=("up", "down", "nearest"),
        ),
        Column(
            "included", "number", "First units that are free.", "Premières unités gratuites.", default="0"
        ),
        Column("min_quantity", "step", "Less is charged as that much.", "Moins est facturé comme autant."),
        Column("min_amount", "amount", "The amount is at least that.", "Le montant est au moins celui-ci."),
        Column("max_amount", "amount", "The amount is at most that.", "Le montant est au plus celui-ci."),
        Column("from", "threshold", "Where the tier begins.", "Où commence la tranche."),
        Column(
            "tier",
            "choice",
            "How tiers share a quantity.",
            "Comment les tranches se partagent la quantité.",
            default="graduated",
            choices=("graduated", "all units", "bracket"),
        ),
        Column(
            "counter", "counter", "What tiers run on over a period.", "Le compteur suivi par les tranches."
        ),
        Column(
            "combine",
            "choice",
            "How the row joins the others.",
            "Comment la ligne se joint aux autres.",
            choices=("greater", "cheapest", "plus"),
        ),
        Column("when", "window", "The time it is limited to.", "La plage horaire où elle vaut."),
        Column(
            "window_by",
            "choice",
            "A period is split, or its start decides.",
            "La durée est découpée, ou son début décide.",
            default="split",
            choices=("split", "start"),
        ),
        Column("charge_for", "choice", "Quantity charged.", "Quantité facturée.", choices=_CHARGE_FOR),
        Column("event", "choice", "What it prices.", "Ce qui est facturé.", default="use", choices=_EVENTS),
        _IF,
        Column("requires", "condition", "Refused without this.", "Refusé si cette condition manque."),
        Column("subsidy", "money", "Part that somebody else pays.", "Part payée par un tiers."),
        Column("paid_by", "text", "Who pays that part.", "Qui paie cette part."),
        Column("deposit", "amount", "Held and given back.", "Caution, rendue."),
        *VALID,
        _NOTE,
    ),
)

ADJUSTMENTS = File(
    "adjustments",
    "A fee, surcharge, rebate, cap, minimum, subsidy or tax over lines or over time.",
    "Frais, majoration, remise, plafond, minimum, prise en charge ou taxe sur des lignes ou une période.",
    (
        Column("adjustment", "id", "Id of the adjustment.", "Identifiant de l'ajustement.", required=True),
        _CARD,
        *NAMES,
        _CLASSES,
        _IF,
        Column(
            "kind",
            "choice",
            "What it does.",
            "Ce qu'il fait.",
            required=True,
            choices=("surcharge", "rebate", "minimum", "maximum", "subsidy", "tax"),
        ),
        Column(
            "offerings",
            "scopes",
            "Lines it is about; empty: all.",
            "Lignes concernées ; vide : toutes.",
            refers="offerings",
        ),
        Column(
            "amount",
            "money",
            "An amount, or a share of those lines.",
            "Un montant ou un pourcentage.",
            required=True,
        ),
        Column(
            "scope",
            "choice",
            "Over what it is computed.",
            "Sur quoi il porte.",
            default="order",
            choices=("order", "line", "session"),
        ),
        Column("from", "number", "Where the tier begins.", "Où commence la tranche."),
        Column("counter", "counter", "What it runs on over a period.", "Le compteur suivi."),
        Column("paid_by", "text", "Who pays a subsidy.", "Qui prend en charge."),
        *VALID,
    ),
)

BUNDLES = File(
    "bundles",
    "An offering that comes along with another.",
    "Une offre qui en accompagne une autre.",
    (
        _CARD,
        Column("offering", "ref", "Main offering.", "Offre principale.", required=True, refers="offerings"),
        Column(
            "component", "ref", "What comes along.", "Ce qui l'accompagne.", required=True, refers="offerings"
        ),
        Column(
            "quantity",
            "component",
            "How much; same: as the main line.",
            "Combien ; same : autant.",
            default="1",
        ),
        _IF,
    ),
)

DEALS = File(
    "deals",
    "A negotiated price.",
    "Un prix négocié.",
    (
        Column("deal", "id", "Id of the deal.", "Identifiant de l'accord.", required=True),
        Column(
            "customer", "ref", "Party that struck it.", "Tiers bénéficiaire.", required=True, refers="party"
        ),
        Column("offering", "ref", "What it is about.", "Offre concernée.", required=True, refers="offerings"),
        Column("price", "amount", "Price agreed.", "Prix convenu.", required=True),
        Column("per", "per", "What the price is for.", "Pour quoi."),
        Column(
            "min_quantity", "number", "From that quantity on.", "À partir de cette quantité.", default="0"
        ),
        *VALID,
        Column("seller", "ref", "Who agreed.", "Qui a convenu.", refers="party"),
        Column("approved_by", "ref", "Who approved.", "Qui a approuvé.", refers="party"),
        Column("agreed_on", "date", "Day of the agreement.", "Jour de l'accord."),
        _NOTE,
    ),
    unique=("deal",),
)

EXAMPLES = File(
    "examples",
    "A worked example: a request and the total it must give.",
    "Un exemple chiffré : une demande et le total attendu.",
    (
        Column(
            "example",
            "id",
            "Id; rows with one id are one request.",
            "Identifiant de la demande.",
            required=True,
        ),
        Column("customer", "ref", "A party of this folder.", "Un tiers de ce dossier.", refers="party"),
        Column("as", "assignments", "The customer described.", "Le client décrit."),
        Column("payer", "party", "Who pays.", "Qui paie."),
        Column("beneficiary", "party", "Who receives.", "Qui reçoit."),
        Column("date", "date", "The price's date.", "Date du prix."),
        Column(
            "offering", "ref", "What is asked for.", "Ce qui est demandé.", required=True, refers="offerings"
        ),
        Column("event", "choice", "What happened.", "Ce qui s'est passé.", default="use", choices=_EVENTS),
        Column("quantity", "measures", "How much.", "Combien."),
        Column("start", "instant", "Start of the reservation.", "Début de la réservation."),
        Column("end", "instant", "End of the reservation.", "Fin de la réservation."),
        Column("reserved", "measures", "How much was reserved.", "Quantité réservée."),
        Column("used", "measures", "How much was used.", "Quantité utilisée."),
        Column("used_start", "instant", "Start of use.", "Début de l'utilisation."),
        Column("used_end", "instant", "End of use.", "Fin de l'utilisation."),
        Column(
            "given", "assignments", "Answers and facts of the request.", "Réponses et faits de la demande."
        ),
        Column("counters", "counters", "What was consumed before.", "Consommations antérieures."),
        Column("session", "text", "Lines of one session.", "Lignes d'une même séance."),
        Column("class", "ref", "Class to be found.", "Catégorie attendue.", refers="classes"),
        Column("expected", "expected", "Total, free, quote required or refused.", "Total attendu."),
        _NOTE,
    ),
)
