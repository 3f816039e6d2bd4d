"""What are the things of Comptoir called, in the code, in English and in French?

One table for labels on every screen and for docs/glossary.md, which `python -m comptoir.wording.terms` prints (a test
holds the two equal). Rule to remember: a database column, a command's option and a label name one thing one way.
"""

from __future__ import annotations

import sys
from typing import NamedTuple


class Term(NamedTuple):
    """A thing: its name in the code, its labels, what it is, and words not to use for it."""

    code: str
    en: str
    fr: str
    meaning_en: str
    meaning_fr: str
    avoid: str = ""


TERMS: tuple[Term, ...] = (
    Term(
        "Customer",
        "customer",
        "client",
        "who could or does receive an offering, internal or external",
        "qui reçoit ou pourrait recevoir une offre, interne ou externe",
        "user, utilisateur",
    ),
    Term(
        "Prospect",
        "prospect",
        "prospect",
        "a customer that has not ordered yet",
        "un client qui n'a pas encore commandé",
        "lead",
    ),
    Term(
        "Party",
        "party",
        "tiers",
        "a person, an org unit or an outside organization",
        "une personne, une unité ou une organisation extérieure",
        "contact",
    ),
    Term("Buyer", "buyer", "acheteur", "the party that orders", "le tiers qui commande"),
    Term("Payer", "payer", "payeur", "the party that bears the price", "le tiers qui supporte le prix"),
    Term(
        "Beneficiary",
        "beneficiary",
        "bénéficiaire",
        "the party that receives what is ordered",
        "le tiers qui reçoit ce qui est commandé",
    ),
    Term(
        "OrgUnit",
        "unit",
        "unité",
        "a department, a lab, a workshop",
        "un service, un laboratoire, un atelier",
        "service",
    ),
    Term(
        "SupplierUnit",
        "internal supplier",
        "fournisseur interne",
        "a unit that offers",
        "une unité qui offre",
        "vendor, facility",
    ),
    Term(
        "Affiliation",
        "affiliation",
        "rattachement",
        "a dated fact that ties a party to a unit or an organization",
        "un fait daté qui lie un tiers à une unité ou à une organisation",
        "tag, group",
    ),
    Term(
        "Standing",
        "standing",
        "position",
        "side, tie and stage of a customer towards a supplier on a date, with proof",
        "côté, lien et stade d'un client envers un fournisseur à une date, avec la preuve",
        "type, is_internal",
    ),
    Term(
        "Capacity",
        "capacity",
        "qualité",
        "for whom a person acts in an order",
        "pour qui une personne agit dans une commande (agir en qualité de)",
    ),
    Term(
        "Offering",
        "offering",
        "offre",
        "an item of the catalog: product, material, service or information; sold or rented",
        "un article du catalogue : produit, matériel, service ou information ; vendu ou loué",
        "item",
    ),
    Term(
        "Resource",
        "resource",
        "équipement",
        "a bookable thing behind a rental",
        "une chose réservable derrière une location",
        "asset",
    ),
    Term(
        "usual_price",
        "usual price",
        "prix habituel",
        "what outsiders pay",
        "ce que paient les clients externes (tarif public)",
        "list price",
    ),
    Term(
        "internal_rate",
        "internal rate",
        "tarif interne",
        "the rate for insiders",
        "le tarif des clients internes (prix de cession interne)",
        "cost",
    ),
    Term(
        "RateCard",
        "rate card",
        "grille tarifaire",
        "one dated version of a supplier's classes and rates",
        "une version datée des catégories et des tarifs d'un fournisseur",
    ),
    Term(
        "RateClass",
        "class",
        "catégorie",
        "a class of customers that pays one price",
        "une catégorie de clients qui paie un même prix",
    ),
    Term(
        "Rate",
        "rate",
        "tarif",
        "the price of an offering for a class",
        "le prix d'une offre pour une catégorie",
    ),
    Term(
        "Deal",
        "deal",
        "accord de prix",
        "a negotiated price, dated and approved",
        "un prix négocié, daté et approuvé",
        "discount, override",
    ),
    Term(
        "Guardrail",
        "guardrail",
        "garde-fou",
        "floor, ceiling and authority of a negotiation",
        "plancher, plafond et délégation d'une négociation",
        "limit",
    ),
    Term(
        "Quote",
        "quote",
        "devis",
        "a priced and explained answer to a request",
        "une réponse chiffrée et expliquée à une demande",
    ),
    Term("Order", "order", "commande", "a commitment", "un engagement", "cart"),
    Term("OrderLine", "line", "ligne", "one thing ordered", "une chose commandée"),
    Term(
        "Booking",
        "booking",
        "réservation",
        "a resource held for a period",
        "un équipement retenu pour une période",
        "event",
    ),
    Term(
        "UsageRecord",
        "usage record",
        "relevé d'usage",
        "measured consumption",
        "une consommation mesurée",
        "log",
    ),
    Term(
        "Rating",
        "rating",
        "valorisation",
        "how usage becomes charges",
        "le passage de l'usage aux imputations",
        "billing",
    ),
    Term(
        "Charge",
        "charge",
        "imputation",
        "an amount claimed for what was delivered",
        "un montant demandé pour ce qui a été livré (refacturation interne, ou prestation facturée)",
    ),
    Term(
        "CostCenter",
        "cost center",
        "centre de coûts",
        "who bears a charge inside",
        "qui supporte une imputation à l'intérieur",
        "account",
    ),
    Term("Invoice", "invoice", "facture", "an external claim", "une créance sur un client externe", "bill"),
    Term(
        "CreditNote",
        "credit note",
        "avoir",
        "what takes an invoice back, wholly or in part",
        "ce qui annule une facture, en tout ou en partie",
    ),
    Term(
        "JournalEntry",
        "journal entry",
        "écriture",
        "balanced debits and credits",
        "des débits et des crédits équilibrés",
        "transaction",
    ),
    Term(
        "Posting",
        "posting",
        "ligne d'écriture",
        "one debit or credit of an entry",
        "un débit ou un crédit d'une écriture",
    ),
    Term(
        "Deposit",
        "deposit",
        "caution",
        "held and given back, never part of the price",
        "retenue puis rendue, jamais une part du prix",
    ),
    Term(
        "Parity",
        "parity",
        "égalité de traitement",
        "whether insiders and outsiders are served alike",
        "si les clients internes et externes sont servis de même",
    ),
    Term(
        "Trial",
        "trial",
        "essai interne",
        "an offering tried inside before it opens to outsiders",
        "une offre essayée à l'intérieur avant d'être ouverte à l'extérieur",
    ),
)

_BY_CODE = {term.code: term for term in TERMS}
_HEAD = """# Glossary

One word for one thing, in the code, on the screen and on paper. This page is written from
`src/comptoir/wording/terms.py` by `python -m comptoir.wording.terms`.
*Escompte* means early-payment discount only; a trade discount is *remise*.

| in the code | English | French | meaning | sens | not |
|---|---|---|---|---|---|
"""


def label(code: str, language: str) -> str:
    """The label of a thing named as in the code.

    raises    KeyError for a thing that the table does not name

    >>> label("CostCenter", "fr"), label("CostCenter", "en")
    ('centre de coûts', 'cost center')
    """
    term = _BY_CODE[code]
    return (term.fr if language == "fr" else term.en).replace("'", "’")


def glossary() -> str:
    """The text of docs/glossary.md."""
    rows = ("| `" + "` | ".join([term.code, " | ".join(term[1:])]) + " |" for term in TERMS)
    return _HEAD + "\n".join(rows).replace("'", "’") + "\n"


if __name__ == "__main__":
    sys.stdout.write(glossary())
