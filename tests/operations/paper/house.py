"""The shop of the orders' tests as a house that invoices: what every test of paper starts from.

NEW      a company from outside; ben acts for it
SIS      another company of the group; TWIN another member of ORG's VAT group, a unit of it is TWN
ann      buys privately too
cora     controller; carl another one, for the second pair of eyes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from comptoir.core.billing.states import review_ends
from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import Actor, resolve_actor
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from comptoir.store.charges.models import Charge
from comptoir.store.charges.writing import Step, add_charges, move
from tests.operations.orders import shop

AT = datetime(2026, 11, 30, 15, tzinfo=UTC)
DAY = date(2026, 11, 30)
LATER = AT + timedelta(days=60)
IBAN = "FR7630006000011234567890189"
Cells = dict[str, str]

ORGANIZATIONS: list[Cells] = [
    {"organization": "ORG", "name": "Moreau SA", "country": "FR", "siren": "402738157", "vat_number": "FR40402738157",
     "vat_group": "VATG"},
    {"organization": "VATG", "name": "Moreau AU", "country": "FR", "siren": "905126371", "vat_number": "FR22905126371"},
    {"organization": "TWIN", "name": "Moreau Jumelle SAS", "country": "FR", "siren": "418902664",
     "vat_number": "FR60418902664", "vat_group": "VATG"},
    {"organization": "SIS", "name": "Moreau Soeur SAS", "country": "FR", "siren": "530147727",
     "vat_number": "FR56530147727"},
    {"organization": "NEW", "name": "Neuve SAS", "country": "FR", "siren": "518370465", "vat_number": "FR35518370465"},
    {"organization": "GER", "name": "Neu GmbH", "country": "DE", "vat_number": "DE136695976"},
]  # fmt: skip
INVOICING: list[Cells] = [
    {"party": "ORG", "street": "1 rue A", "postcode": "75005", "city": "Paris", "legal": "SA, RCS Paris", "iban": IBAN,
     "bic": "AGRIFRPP", "payment_days": "30", "late_penalty": "12.15%", "early_discount": "0", "prefix": "MOR"},
    {"party": "VATG", "street": "1 rue A", "postcode": "75005", "city": "Paris"},
    {"party": "TWIN", "street": "2 rue B", "postcode": "75006", "city": "Paris"},
    {"party": "SIS", "street": "3 rue C", "postcode": "69001", "city": "Lyon"},
    {"party": "NEW", "street": "4 rue D", "postcode": "35000", "city": "Rennes", "payment_days": "45"},
    {"party": "GER", "street": "Am Tor 5", "postcode": "10115", "city": "Berlin",
     "electronic_address": "rechnung@neu.example"},
    {"party": "ann", "street": "6 rue E", "postcode": "29200", "city": "Brest", "country": "FR",
     "electronic_address": "ann@mail.example"},
]  # fmt: skip
_FACTS: list[Cells] = [
    {"affiliation": "sis", "party": "SIS", "fact": "controlled by", "of": "ORG", "share": "100"},
    {"affiliation": "twin", "party": "TWIN", "fact": "controlled by", "of": "ORG", "share": "100"},
    {"affiliation": "carl", "party": "carl", "fact": "employed by", "of": "ORG"},
]
_number = count(1)


@dataclass(frozen=True)
class Kind:
    """How a test charge is settled."""

    settlement: str
    relation: str
    payer: str
    buyer: str
    category: str = "S"
    rate: str = "0.2"
    exemption: str = ""


OUTSIDE = Kind("invoice", "outsider", "NEW", "NEW")
SISTER = Kind("invoice", "group company", "SIS", "SIS")
GERMAN = Kind("invoice", "outsider", "GER", "GER", "AE", "0", "VATEX-EU-AE")
PRIVATE = Kind("invoice", "employee", "ann", "ann")
TWIN = Kind("internal document", "vat group", "TWIN", "TWIN", "O", "0", "VATEX-EU-O")
INSIDE = Kind("cost center charge", "same entity", "BIO", "ORG", "O", "0", "VATEX-EU-O")


def given(**rows: list[Cells]) -> dict[str, list[Cells]]:
    """The house's rows, with other ones in some tables."""
    facts = [*shop.ROWS["affiliations"], *_FACTS]
    people = [*shop.ROWS["people"], {"person": "carl", "name": "Carl"}]
    own = {"organizations": ORGANIZATIONS, "affiliations": facts, "people": people, "invoicing": INVOICING}
    return own | rows


def opened() -> None:
    """Import the house and hand out its roles."""
    import_company(shop.tables(**given()), actor="tests", at=AT - timedelta(days=200))
    for person, role, unit in (*shop.ROLES, ("carl", Role.CONTROLLER, "")):
        grant_role(person, role, unit=unit, actor=shop.MACHINE, at=AT - timedelta(days=100))


def import_again(**rows: list[Cells]) -> None:
    """Import the house anew with other rows in some tables."""
    import_company(shop.tables(**given(**rows)), actor="tests", at=AT - timedelta(days=20))


def actor(person: str = "cora", acting_for: str = "", at: datetime = AT) -> Actor:
    """Somebody of the house."""
    return resolve_actor(person, acting_for=acting_for, at=at)


def charges(
    *minors: int, kind: Kind = OUTSIDE, state: str = "accepted", name: str = "C", **changes: Any
) -> list[str]:
    """Accepted charges of some net amounts, for scans at the lab; their ids.

    name    what the ids begin with: processes that make some at once need their own
    """
    rows = [_row(minor, kind, name, **changes) for minor in minors]
    add_charges(
        rows,
        period="2026-11",
        review_ends=review_ends(DAY, 0),
        step=Step("collect", "tests", AT - timedelta(days=1)),
    )
    ids = [str(row["id"]) for row in rows]
    if state != "in review":
        move(ids, before="in review", after=state, step=Step("accept", "tests", AT - timedelta(days=1)))
    return ids


def found(ids: Sequence[str]) -> list[Charge]:
    """Charges as they are stored."""
    return list(Charge.objects.filter(id__in=list(ids)).order_by("day", "id"))


def due(ids: Sequence[str]) -> list[Charge]:
    """Those of some charges that are due to go onto paper."""
    return [one for one in found(ids) if one.state == "accepted"]


def every() -> list[Charge]:
    """All charges."""
    return list(Charge.objects.order_by("id"))


def _row(minor: int, kind: Kind, name: str, **changes: Any) -> dict[str, Any]:
    number = next(_number)
    shares = f'[["CC1",{minor}]]' if kind.settlement != "invoice" or kind is SISTER else "[]"
    row: dict[str, Any] = {
        "id": f"{name}{number:05}", "source_kind": "order line", "source": f"{name}{number}/1",
        "event": "use", "part": "own", "version": 1, "replaces": "", "supplier": "MET", "entity": "ORG",
        "customer": kind.payer, "payer": kind.payer,
        "beneficiary": kind.payer, "buyer": kind.buyer, "project": "", "purchase_order": "BC-7", "offering": "scan",
        "label": "", "day": date(2026, 11, 12), "quantity": "2", "unit": "piece", "amount": minor, "currency": "EUR",
        "subsidy": 0, "paid_by": "", "quoted": minor, "rate_class": "public", "book": "", "settlement": kind.settlement,
        "relation": kind.relation, "vat_category": kind.category, "vat_rate": kind.rate, "exemption": kind.exemption,
        "earned_by": "MET-CC", "shares": shares, "reasons": "[]",
        "settled_because": "[]", "differences": "[]", "gross": None,
    }  # fmt: skip
    return row | changes
