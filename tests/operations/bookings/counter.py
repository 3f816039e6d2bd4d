"""A counter to book at: one unit with a machine, a microscope, cars and vans, a staff, insiders and an outsider.

The prices are round: a machine hour costs an insider 60 and an outsider 120, a car's day 20 and 40. Cancelling the
machine less than a day ahead costs half, not coming costs 30, coming back late 25 an hour begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from comptoir.core.values import Place, Row, Tables
from comptoir.operations.actors import Actor, resolve_actor
from comptoir.operations.bookings import ForWhom, Want, record_qualification
from comptoir.operations.import_company import import_company
from comptoir.store.accounts.models import RoleGrant

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
Cells = Mapping[str, str]

SETTINGS: dict[str, object] = {
    "company": {
        "name": "Atelier Moreau",
        "currency": "EUR",
        "time_zone": "Europe/Paris",
        "language": "fr",
        "organization": "ORG",
    },
    "card": [
        {
            "id": f"MET-{year}",
            "supplier": "MET",
            "name": f"Métrologie {year}",
            "valid_from": date(year, 1, 1),
            "valid_to": date(year + 1, 1, 1),
            "usual": "public",
            "tax": "20%",
        }
        for year in range(2025, 2030)
    ],
    "questions": {"trained": "yes/no"},
}
_CARDS = [f"MET-{year}" for year in range(2025, 2030)]
_RATES: list[Cells] = [
    {"offering": "cmm", "class": "inside", "price": "60", "per": "hour"},
    {"offering": "cmm", "class": "public", "price": "120", "per": "hour"},
    {
        "offering": "cmm",
        "price": "50% of booked",
        "per": "line",
        "event": "cancellation",
        "if": "notice < 1 day",
    },
    {"offering": "cmm", "price": "30", "per": "line", "event": "no-show"},
    {"offering": "cmm", "price": "25", "per": "hour", "step": "1 hour", "event": "late"},
    {"offering": "sem", "class": "inside", "price": "80", "per": "hour"},
    {"offering": "sem", "class": "public", "price": "160", "per": "hour"},
    {"offering": "car", "class": "inside", "price": "20", "per": "day", "step": "1 day"},
    {"offering": "car", "class": "public", "price": "40", "per": "day", "step": "1 day"},
    {"offering": "van", "price": "50", "per": "day", "step": "1 day"},
    {"offering": "bench", "price": "free", "per": "line", "counter": "uses per year"},
    {"offering": "bench", "price": "10", "per": "line", "from": "2", "counter": "uses per year"},
]
ROWS: dict[str, list[Cells]] = {
    "organizations": [
        {"organization": "ORG", "name": "Moreau SA", "kind": "company", "country": "FR"},
        {"organization": "NEW", "name": "Neuve SAS", "kind": "company", "country": "FR"},
    ],
    "units": [
        {"unit": "MET", "name": "Métrologie", "supplier": "yes"},
        {"unit": "BIO", "name": "Biologie"},
    ],
    "people": [{"person": person, "name": person.title()} for person in ("ann", "ben", "sam", "zoe")],
    "affiliations": [
        {"party": "MET", "fact": "part of", "of": "ORG"},
        {"party": "BIO", "fact": "part of", "of": "ORG"},
        {"party": "ann", "fact": "employed by", "of": "BIO"},
        {"party": "ben", "fact": "employed by", "of": "BIO"},
        {"party": "sam", "fact": "employed by", "of": "MET"},
        {"party": "zoe", "fact": "acts for", "of": "NEW"},
    ],
    "offerings": [
        {"offering": "cmm", "name_fr": "Machine", "name_en": "Machine", "kind": "product", "mode": "rental",
         "unit": "hour", "requires": "trained"},
        {"offering": "sem", "name": "Microscope", "kind": "product", "mode": "rental", "unit": "hour"},
        {"offering": "car", "name": "Voiture", "kind": "product", "mode": "rental", "unit": "day"},
        {"offering": "van", "name": "Fourgon", "kind": "product", "mode": "rental", "unit": "day"},
        {"offering": "bench", "name": "Banc", "kind": "product", "mode": "rental", "unit": "hour"},
    ],
    "resources": [
        {"resource": "cmm-1", "offering": "cmm", "name": "Machine 1", "requires": "trained", "window": "1000 days"},
        {"resource": "sem-1", "offering": "sem", "name": "Microscope 1", "turnaround": "30 minutes"},
        {"resource": "cars", "offering": "car", "name": "Voitures", "capacity": "3", "turnaround": "15 minutes"},
        {"resource": "van-1", "offering": "van", "name": "Fourgon 1"},
        {"resource": "van-2", "offering": "van", "name": "Fourgon 2"},
        {"resource": "bench-1", "offering": "bench", "name": "Banc 1",
         "opening": "mon-fri 08:00-18:00", "slot": "30 minutes"},
    ],
    "classes": [
        {"class": "inside", "name": "Interne", "when": "side = internal"},
        {"class": "public", "name": "Public"},
    ],
    "rates": [{"class": "*", **row, "card": card} for card in _CARDS for row in _RATES],
}  # fmt: skip


def tables(**rows: list[Cells]) -> Tables:
    """The counter's company, with other rows in some tables."""
    made = {
        name: tuple(Row(Place(f"{name}.csv", line), dict(cells)) for line, cells in enumerate(table, 2))
        for name, table in (ROWS | rows).items()
    }
    return Tables(SETTINGS, made)


def open_counter(**rows: list[Cells]) -> None:
    """Import the company, give Sam the counter, and train Ann, Ben and Zoe."""
    import_company(tables(**rows), actor="test", at=NOW - timedelta(days=30))
    since = NOW - timedelta(days=30)
    RoleGrant.objects.create(
        person="sam", unit="MET", role="counter staff", valid_from=since, granted_by="test"
    )
    for person in ("ann", "ben", "zoe"):
        record_qualification(
            person, "trained", actor=sam(), at=since, valid_from=date(2020, 1, 1), offering="cmm"
        )


def ann(at: datetime = NOW) -> Actor:
    """An insider, ordering for her unit."""
    return resolve_actor("ann", acting_for="BIO", at=at)


def ben(at: datetime = NOW) -> Actor:
    """An insider, ordering for himself."""
    return resolve_actor("ben", at=at)


def zoe(at: datetime = NOW) -> Actor:
    """An outsider's buyer."""
    return resolve_actor("zoe", acting_for="NEW", at=at)


def sam(at: datetime = NOW) -> Actor:
    """Behind the counter."""
    return resolve_actor("sam", at=at)


def hours(first: float, last: float, offering: str = "cmm", resource: str = "", quantity: int = 1) -> Want:
    """Something on the Monday, in UTC hours (an hour more on the clock of Paris)."""
    return Want(offering, MONDAY + first * HOUR, MONDAY + last * HOUR, resource, quantity)


NOBODY = ForWhom()
