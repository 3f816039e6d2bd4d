"""What are the fixed words of Comptoir (a side, a tie, a status, a unit of measure) called in each language?

Keys are the words as the core writes them. Where one word means two things, `family.word` is looked up first: the
family is the parameter's name or the enum's class in lower case (`tie.none`, `kind.unit`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from comptoir.wording.formats import format_list, format_number

# How far an hour written with four decimals may be from the minutes that were meant, in minutes.
_WRITTEN = Decimal("0.004")

# word -> (English, French)
WORDS: Mapping[str, tuple[str, str]] = {
    # standing
    "internal": ("internal", "interne"),
    "external": ("external", "externe"),
    "unit": ("unit", "unité"),
    "employee": ("employee", "salarié"),
    "member": ("member", "membre"),
    "group company": ("group company", "société du groupe"),
    "partner": ("partner", "partenaire"),
    "same industry": ("same industry", "même secteur d’activité"),
    "none": ("none", "aucun"),
    "tie.none": ("no tie", "aucun lien"),
    "potential": ("potential", "potentiel"),
    "actual": ("actual", "effectif"),
    "unknown": ("unknown", "inconnu"),
    # parties and facts
    "person": ("person", "personne"),
    "company": ("company", "société"),
    "public body": ("public body", "organisme public"),
    "association": ("association", "association"),
    "individual": ("individual", "particulier"),
    "employed by": ("employed by", "salarié de"),
    "member of": ("member of", "membre de"),
    "part of": ("part of", "rattaché à"),
    "controlled by": ("controlled by", "contrôlé par"),
    "agreement with": ("agreement with", "convention avec"),
    "in industry": ("in industry", "secteur d’activité"),
    "in vat group": ("in VAT group", "membre d’un assujetti unique"),
    "acts for": ("acts for", "agit pour"),
    "bought from": ("bought from", "a acheté à"),
    "seconded": ("seconded", "mis à disposition"),
    "student": ("student", "étudiant"),
    "visitor": ("visitor", "visiteur"),
    "buyer": ("buyer", "acheteur"),
    "payer": ("payer", "payeur"),
    "beneficiary": ("beneficiary", "bénéficiaire"),
    "customer": ("customer", "client"),
    "counter staff": ("counter staff", "agent de comptoir"),
    "unit manager": ("unit manager", "responsable d’unité"),
    "controller": ("controller", "contrôleur de gestion"),
    "administrator": ("administrator", "administrateur"),
    "auditor": ("auditor", "auditeur"),
    "supplier": ("supplier", "fournisseur"),
    # catalog
    "product": ("product", "produit"),
    "material": ("material", "matériel"),
    "service": ("service", "service"),
    "information": ("information", "information"),
    "sale": ("sale", "vente"),
    "rental": ("rental", "location"),
    # answers and events
    "priced": ("priced", "prix établi"),
    "free": ("free", "gratuit"),
    "quote required": ("quote required", "sur devis"),
    "refused": ("refused", "refusé"),
    "incomplete": ("incomplete", "à préciser"),
    "use": ("use", "utilisation"),
    "cancellation": ("cancellation", "annulation"),
    "no-show": ("no-show", "absence"),
    "late": ("late return", "retard"),
    # the rate language
    "surcharge": ("surcharge", "supplément"),
    "rebate": ("rebate", "remise"),
    "minimum": ("minimum", "minimum"),
    "maximum": ("maximum", "plafond"),
    "subsidy": ("subsidy", "prise en charge"),
    "tax": ("tax", "taxe"),
    "order": ("order", "commande"),
    "line": ("line", "ligne"),
    "session": ("session", "séance"),
    "reserved": ("reserved", "réservé"),
    "used": ("used", "utilisé"),
    "greater": ("the greater", "le plus élevé"),
    "overage": ("overage", "dépassement"),
    "beyond": ("beyond the reservation", "au-delà de la réservation"),
    "cheapest": ("cheapest combination", "combinaison la moins chère"),
    "plus": ("added part", "part ajoutée"),
    "graduated": ("graduated", "par tranches"),
    "all units": ("all units", "sur toute la quantité"),
    "bracket": ("bracket", "forfait par palier"),
    "split": ("split", "découpage"),
    "start": ("start", "début"),
    "up": ("up", "par excès"),
    "down": ("down", "par défaut"),
    "nearest": ("to the nearest", "au plus proche"),
    "uses": ("uses", "utilisations"),
    "quantity": ("quantity", "quantité"),
    "spend": ("spend", "dépense"),
    "fiscal year": ("fiscal year", "exercice"),
    "ever": ("ever", "depuis toujours"),
    "negotiable": ("negotiable", "négociable"),
    "one rate": ("one rate", "tarif unique"),
    "insiders": ("insiders", "internes"),
    "everyone": ("everyone", "tous"),
    "net": ("net of tax", "hors taxes"),
    "gross": ("tax included", "toutes taxes comprises"),
    "class": ("class", "catégorie"),
    "offering": ("offering", "offre"),
    "base": ("base price", "prix de base"),
    "cost": ("cost", "coût"),
    "unit cost": ("unit cost", "coût unitaire"),
    "booked": ("booked price", "prix réservé"),
    # findings
    "error": ("error", "erreur"),
    "warning": ("warning", "avertissement"),
    "note": ("note", "remarque"),
    "ok": ("well", "bien"),
    # states of orders and their lines, of bookings, negotiations and usage records
    "draft": ("draft", "brouillon"),
    "submitted": ("sent", "envoyée"),
    "awaiting approval": ("awaiting approval", "en attente d’approbation"),
    "confirmed": ("confirmed", "confirmée"),
    "closed": ("done", "terminée"),
    "cancelled": ("cancelled", "annulée"),
    "state.refused": ("not approved", "non approuvée"),
    "ordered": ("ordered", "commandée"),
    "partly delivered": ("partly delivered", "livrée en partie"),
    "delivered": ("delivered", "livrée"),
    "held": ("held", "retenue"),
    "started": ("handed over", "remise"),
    "returned": ("returned", "rendue"),
    "booking.expired": ("hold is over", "retenue échue"),
    "expired": ("expired", "échue"),
    "asked": ("asked", "demandée"),
    "offered": ("offer on the table", "offre en cours"),
    "countered": ("counter-offer on the table", "contre-offre en cours"),
    "deal.awaiting approval": ("in review", "en examen"),
    "agreed": ("agreed", "conclue"),
    "declined": ("declined", "refusée"),
    "withdrawn": ("taken back", "retirée"),
    "ended": ("ended", "close"),
    "recorded": ("recorded", "enregistré"),
    "duplicate": ("duplicate", "doublon"),
    "replaced": ("replaced", "remplacé"),
    "charged": ("charged", "imputé"),
    "undone": ("taken back", "retiré"),
    # charges
    "charge.in review": ("to look at", "à examiner"),
    "charge.accepted": ("accepted", "acceptée"),
    "charge.disputed": ("disputed", "contestée"),
    "charge.resolved": ("answered", "contestation traitée"),
    "charge.parked": ("set aside", "mise de côté"),
    "charge.posted": ("in the books", "comptabilisée"),
    "charge.withdrawn": ("withdrawn", "retirée"),
    "charge.reversed": ("reversed", "extournée"),
    # papers
    "paper.invoice": ("invoice", "facture"),
    "paper.credit note": ("credit note", "avoir"),
    "paper.statement": ("statement", "relevé"),
    "paper.internal document": ("internal document", "document interne"),
    # a month's close
    "close.not begun": ("not begun", "pas commencée"),
    "close.open": ("open", "en cours"),
    "close.certified": ("certified", "certifiée"),
    "close.undo asked": ("undoing asked", "retour demandé"),
    "close.undone": ("undone", "défaite"),
    "step.collect": ("collect", "collecter"),
    "step.exceptions": ("exceptions", "exceptions"),
    "step.review": ("review", "revue"),
    "step.approve": ("approve", "approuver"),
    "step.post": ("post", "comptabiliser"),
    "step.certify": ("certify", "certifier"),
    # what is said in a negotiation, and by whom
    "verb.ask": ("asks", "demande"),
    "verb.offer": ("offers", "offre"),
    "verb.counter": ("counters", "contre-offre"),
    "verb.escalate": ("puts in review", "met en examen"),
    "verb.approve": ("approves", "approuve"),
    "verb.agree": ("agrees", "accepte"),
    "verb.decline": ("declines", "refuse"),
    "verb.withdraw": ("takes back", "retire"),
    "verb.expire": ("expires", "échoit"),
    "seller": ("seller", "vendeur"),
    "approver": ("approver", "approbateur"),
    "clock": ("clock", "horloge"),
    # questions that many rate cards ask
    "question.trained": ("training", "habilitation"),
    "question.licence": ("driving licence", "permis de conduire"),
    "question.assisted": ("with an operator", "avec opérateur"),
    # answers
    "yes": ("yes", "oui"),
    "no": ("no", "non"),
}

# unit of measure -> (English singular, plural, French singular, plural); other units are shown as the card writes them
UNITS: Mapping[str, tuple[str, str, str, str]] = {
    "second": ("second", "seconds", "seconde", "secondes"),
    "minute": ("minute", "minutes", "minute", "minutes"),
    "hour": ("hour", "hours", "heure", "heures"),
    "day": ("day", "days", "jour", "jours"),
    "night": ("night", "nights", "nuit", "nuits"),
    "week": ("week", "weeks", "semaine", "semaines"),
    "month": ("month", "months", "mois", "mois"),
    "quarter": ("quarter", "quarters", "trimestre", "trimestres"),
    "year": ("year", "years", "an", "ans"),
    "piece": ("piece", "pieces", "pièce", "pièces"),
    "page": ("page", "pages", "page", "pages"),
    "sample": ("sample", "samples", "échantillon", "échantillons"),
    "participant": ("participant", "participants", "participant", "participants"),
    "person": ("person", "people", "personne", "personnes"),
    "student": ("student", "students", "étudiant", "étudiants"),
    "line": ("line", "lines", "ligne", "lignes"),
    "use": ("use", "uses", "utilisation", "utilisations"),
    "copy": ("copy", "copies", "copie", "copies"),
    "run": ("run", "runs", "série", "séries"),
    "session": ("session", "sessions", "séance", "séances"),
    "mile": ("mile", "miles", "mile", "miles"),
    "km": ("km", "km", "km", "km"),
    "kg": ("kg", "kg", "kg", "kg"),
    "gram": ("gram", "grams", "gramme", "grammes"),
    "m2": ("m²", "m²", "m²", "m²"),
    "TB": ("TB", "TB", "To", "To"),
    "lot": ("lot", "lots", "lot", "lots"),
    "request": ("request", "requests", "demande", "demandes"),
    "core-hour": ("core-hour", "core-hours", "cœur-heure", "cœurs-heures"),
    "GPU-hour": ("GPU-hour", "GPU-hours", "heure de GPU", "heures de GPU"),
}


def word(text: str, language: str, *, family: str = "") -> str:
    """The word for a fixed word of the core; an unknown one is returned as it is.

    >>> word("internal", "fr"), word("none", "fr", family="tie"), word("phd", "fr")
    ('interne', 'aucun lien', 'phd')
    """
    pair = WORDS.get(f"{family}.{text}") or WORDS.get(text)
    if pair is None:
        return unit_word(text, language) if text in UNITS else text
    return pair[1 if language == "fr" else 0]


def is_plural(count: Decimal | int, language: str) -> bool:
    """Whether a noun counted by a number stands in the plural (1.5 heure, but 1.5 hours).

    >>> is_plural(1, "en"), is_plural(0, "en"), is_plural(0, "fr"), is_plural(Decimal("1.5"), "fr")
    (False, True, False, False)
    """
    if language == "fr":
        return not -2 < count < 2
    return count not in (1, -1)


def unit_word(name: str, language: str, count: Decimal | int = 1) -> str:
    """The name of a unit of measure in the number that a count asks for.

    >>> unit_word("hour", "fr", 3), unit_word("core-hour", "en", 2), unit_word("month", "fr", 2)
    ('heures', 'core-hours', 'mois')
    >>> unit_word("entrée", "fr", 2), unit_word("participant x night", "en", 12)
    ('entrées', 'participants × nights')
    """
    if " x " in name:
        return " × ".join(unit_word(part, language, count) for part in name.split(" x "))
    known = UNITS.get(name)
    if known:
        return known[2 * (language == "fr") + is_plural(count, language)]
    plain = (name.isascii() or language == "fr") and name.isalpha() and name.islower() and len(name) > 3
    regular = (plain or name.endswith("-hour")) and not name.endswith(("s", "x", "z"))
    return f"{name}s" if regular and is_plural(count, language) else name


def format_measures(measures: Mapping[str, Decimal], language: str) -> str:
    """Quantities with their units.

    >>> format_measures({"participant": Decimal(4), "day": Decimal(2)}, "fr")
    '4 participants et 2 jours'
    """
    return format_list(
        [
            f"{format_number(count, language)} {unit_word(name, language, count)}"
            for name, count in measures.items()
        ],
        language,
    )


def format_used(count: Decimal, name: str, language: str) -> str:
    """So much of a unit; a part of an hour in minutes, where it is whole minutes as far as it was written.

    >>> format_used(Decimal("1.7333"), "hour", "en"), format_used(Decimal("0.983333"), "hour", "fr")
    ('1 hour and 44 minutes', '59 minutes')
    >>> format_used(Decimal("1.995"), "hour", "en"), format_used(Decimal(30), "hour", "en")
    ('1.995 hours', '30 hours')
    """
    exact = count * 60
    minutes = int(exact.to_integral_value())
    if name != "hour" or minutes <= 0 or abs(exact - minutes) > _WRITTEN:
        return format_measures({name: count}, language)
    counts = {"hour": minutes // 60, "minute": minutes % 60}
    return format_measures({unit: Decimal(value) for unit, value in counts.items() if value}, language)


def format_duration(length: timedelta, language: str) -> str:
    """A length of time, in days, hours and minutes.

    >>> format_duration(timedelta(minutes=90), "fr"), format_duration(timedelta(days=120), "en")
    ('1 heure et 30 minutes', '120 days')
    """
    minutes = length // timedelta(minutes=1)
    counts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    said = {name: Decimal(count) for name, count in counts.items() if count}
    return format_measures(said or {"minute": Decimal(0)}, language)
