"""How a row of resources.csv becomes the rules by which it is booked, and which rows are refused."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from comptoir.company import build
from comptoir.core.booking import Opening, refusals
from comptoir.core.values import Severity
from tests.operations.bookings.counter import ROWS, Cells, tables

FULL = {
    "resource": "x",
    "offering": "sem",
    "capacity": "4",
    "opening": "mon-tue 08:00-18:00 not holidays or sat 20:00-02:00 06-01..08-31",
    "lead": "2 hours",
    "window": "90 days",
    "shortest": "30 minutes",
    "longest": "2 days",
    "slot": "15 minutes",
    "turnaround": "45 minutes",
    "requires": "trained licence",
    "valid_from": "2026-01-01",
}


def built(**cells: str):
    """The company with one resource more, changed in some cells."""
    more: Cells = {**FULL, **cells}
    return build(tables(resources=[*ROWS["resources"], more]))


def errors(reading) -> list[str]:
    """The codes of what stops an import."""
    return [one.code for one in reading.findings if one.severity is Severity.ERROR]


def test_every_column_becomes_a_rule() -> None:
    company = built().company
    assert company is not None
    rules = company.bookable["x"].rules

    season = ((6, 1), (8, 31))
    assert rules.opening == (
        Opening(0, time(8), time(18), None, False),
        Opening(1, time(8), time(18), None, False),
        Opening(5, time(20), None, season),
        Opening(5, time(0), time(2), season),
    )
    assert (rules.capacity, rules.time_zone, rules.requires) == (4, "Europe/Paris", ("trained", "licence"))
    lengths = (rules.lead, rules.window, rules.shortest, rules.longest, rules.slot, rules.turnaround)
    assert lengths == (
        timedelta(hours=2), timedelta(days=90), timedelta(minutes=30), timedelta(days=2), timedelta(minutes=15),
        timedelta(minutes=45),
    )  # fmt: skip
    assert company.qualifications == {"trained", "licence"}


def test_it_stands_on_the_clock_of_the_unit_that_offers_it() -> None:
    units: list[Cells] = [{**row, "time_zone": "Indian/Reunion"} for row in ROWS["units"]]
    company = build(tables(units=units)).company
    assert company is not None

    rules = company.bookable["bench-1"].rules

    at = datetime(2026, 11, 20, tzinfo=UTC)
    opens = datetime(2026, 11, 23, 4, tzinfo=UTC)  # 8 h in Saint-Denis
    assert refusals(rules, opens, opens + timedelta(hours=1), 1, at=at) == ()
    early = opens - timedelta(hours=1)
    assert [one.code for one in refusals(rules, early, opens, 1, at=at)] == ["booking.closed"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"capacity": "0"}, "resource.capacity"),
        ({"capacity": "2.5"}, "number.whole"),
        ({"slot": "7 minutes"}, "resource.slot"),
        ({"slot": "2 months"}, "duration.unreadable"),
        ({"lead": "soon"}, ""),
        ({"shortest": "3 days"}, "resource.order"),
        ({"lead": "91 days"}, "resource.order"),
        ({"opening": "monday to friday"}, ""),
        ({"offering": "nothing"}, "ref.unknown"),
    ],
)
def test_what_could_never_be_booked_is_an_error(cells: dict[str, str], code: str) -> None:
    reading = built(**cells)

    assert reading.company is None
    assert not code or errors(reading) == [code]


def test_what_is_sold_is_not_booked() -> None:
    offerings: list[Cells] = [
        {**row, "mode": "sale" if row["offering"] == "sem" else "rental"} for row in ROWS["offerings"]
    ]

    assert errors(build(tables(offerings=offerings))) == ["resource.sale"]
