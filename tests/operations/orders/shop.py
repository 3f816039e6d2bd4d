"""A small house with two counters: what every test of orders starts from.

MET    a lab, supplier, managed by mia; sam stands at its counter, sol sells, it rents out a hall
WORK   a workshop, supplier, managed by wim
BIO    a unit that buys, managed by bob; ann works there; CC1 is a cost center of it, owned by oli
NEW    a company from outside, for which ben acts
cora   controller, root administrator, aude auditor: of the whole house
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.values import Place, Row, Tables
from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import Actor, resolve_actor, the_machine
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from comptoir.operations.place_order import Placed, place_order

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
MACHINE = the_machine("tests")

Cells = dict[str, str]

SETTINGS: dict[str, object] = {
    "company": {"name": "Moreau", "currency": "EUR", "time_zone": "Europe/Paris", "organization": "ORG"},
    "card": [
        {"id": "met", "supplier": "MET", "valid_from": date(2026, 1, 1), "valid_to": date(2028, 1, 1),
         "usual": "public", "tax": "20%"},
        {"id": "work", "supplier": "WORK", "valid_from": date(2026, 1, 1), "tax": "20%"},
    ],
    "questions": {"assisted": "yes/no"},
}  # fmt: skip
PEOPLE = ("ann", "bob", "oli", "mia", "sam", "sol", "wim", "cora", "root", "aude", "ben", "zoe")
EMPLOYED = {"BIO": ("ann", "bob", "oli", "zoe"), "MET": ("mia", "sam", "sol"), "WORK": ("wim",),
            "ORG": ("cora", "root", "aude"), "NEW": ("ben",)}  # fmt: skip
ROWS: dict[str, list[Cells]] = {
    "organizations": [
        {"organization": "ORG", "name": "Moreau SA", "country": "FR"},
        {"organization": "NEW", "name": "Neuve SAS", "country": "FR"},
    ],
    "units": [
        {"unit": "MET", "name": "Metrology", "supplier": "yes", "manager": "mia"},
        {"unit": "WORK", "name": "Workshop", "supplier": "yes", "manager": "wim"},
        {"unit": "BIO", "name": "Biology", "manager": "bob"},
    ],
    "people": [{"person": name, "name": name.title()} for name in PEOPLE],
    "affiliations": [
        *({"affiliation": f"u-{unit}", "party": unit, "fact": "part of", "of": "ORG"}
          for unit in ("MET", "WORK", "BIO")),
        *({"affiliation": f"e-{name}", "party": name, "fact": "employed by", "of": unit}
          for unit, names in EMPLOYED.items() for name in names),
        {"affiliation": "ben-acts", "party": "ben", "fact": "acts for", "of": "NEW"},
    ],
    "cost_centers": [
        {"cost_center": "CC1", "name": "Cells", "unit": "BIO", "owner": "oli"},
        {"cost_center": "CC0", "name": "Closed", "unit": "BIO", "valid_to": "2026-11-01"},
    ],
    "offerings": [
        {"offering": "scan", "name": "Scan", "supplier": "MET", "kind": "service", "unit": "piece"},
        {"offering": "hall", "name": "Hall", "supplier": "MET", "mode": "rental", "unit": "piece"},
        {"offering": "scope", "name": "Microscope", "supplier": "MET", "mode": "rental", "unit": "hour"},
        {"offering": "store", "name": "Storage", "supplier": "MET", "unit": "hour"},
        {"offering": "expert", "name": "Opinion", "supplier": "MET", "kind": "information"},
        {"offering": "ship", "name": "Shipping", "supplier": "MET", "kind": "service"},
        {"offering": "cut", "name": "Cutting", "supplier": "WORK", "kind": "service", "unit": "piece"},
    ],
    "classes": [
        {"class": "inside", "name": "Inside", "when": "side = internal", "card": "met"},
        {"class": "public", "name": "Public", "card": "met"},
        {"class": "all", "name": "Everybody", "card": "work"},
    ],
    "rates": [
        {"offering": "scan", "class": "inside", "price": "60", "per": "piece"},
        {"offering": "scan", "class": "public", "price": "120", "per": "piece"},
        {"offering": "scan", "class": "*", "price": "50% of booked", "event": "cancellation"},
        {"offering": "hall", "class": "*", "price": "free", "per": "piece", "counter": "uses per year"},
        {"offering": "hall", "class": "*", "price": "80", "per": "piece", "counter": "uses per year", "from": "2"},
        {"offering": "scope", "class": "inside", "price": "33.33", "per": "hour"},
        {"offering": "scope", "class": "public", "price": "77.77", "per": "hour"},
        {"offering": "scope", "class": "*", "price": "40", "per": "line", "event": "cancellation",
         "if": "notice <= 10 days"},
        {"offering": "store", "class": "*", "price": "3", "per": "hour", "counter": "quantity per month"},
        {"offering": "store", "class": "*", "price": "1", "per": "hour", "counter": "quantity per month", "from": "10"},
        {"offering": "ship", "class": "*", "price": "cost + 10%"},
        {"offering": "cut", "class": "*", "price": "10", "per": "piece"},
    ],
}  # fmt: skip
ROLES = (
    ("sam", Role.COUNTER_STAFF, "MET"),
    ("sol", Role.SELLER, "MET"),
    ("cora", Role.CONTROLLER, ""),
    ("root", Role.ADMINISTRATOR, ""),
    ("aude", Role.AUDITOR, ""),
)


def tables(**rows: list[Cells]) -> Tables:
    """The shop, with other rows in some tables."""
    return Tables(
        SETTINGS,
        {
            name: tuple(Row(Place(f"{name}.csv", line), dict(cells)) for line, cells in enumerate(table, 2))
            for name, table in (ROWS | rows).items()
        },
    )


def opened(**rows: list[Cells]) -> None:
    """Import the shop and hand out its roles."""
    import_company(tables(**rows), actor="tests", at=AT - timedelta(days=200))
    for person, role, unit in ROLES:
        grant_role(person, role, unit=unit, actor=MACHINE, at=AT - timedelta(days=100))


def actor(person: str, acting_for: str = "", at: datetime = AT) -> Actor:
    """Somebody of the shop, in a capacity."""
    return resolve_actor(person, acting_for=acting_for, at=at)


def wish(offering: str, count: str | int = 1, unit: str = "piece", **more) -> Wish:
    """One wish, said shortly."""
    return Wish(offering, {unit: Decimal(count)}, **more)


def rented(offering: str, start: datetime, hours: int = 2, **more) -> Wish:
    """A rental from when for how long."""
    return Wish(offering, {}, start=start, end=start + timedelta(hours=hours), **more)


def bought(
    *wishes: Wish, by: str = "ann", acting_for: str = "BIO", at: datetime = AT, key: str = "", **more
) -> Placed:
    """An order placed."""
    basket = Basket(more.pop("buyer", acting_for or by), wishes, **more)
    return place_order(basket, actor=actor(by, acting_for, at), at=at, key=key)
