"""Orders one by one, each told what was consumed before, cost what one order with all the lines costs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.ordering.counting import Parties, period_of, takings, tallies, with_history
from comptoir.core.pricing import Line, Request, compile_card, quote
from comptoir.core.pricing.asking import Consumed
from comptoir.core.pricing.language import read_counter, read_per, read_price, read_threshold
from comptoir.core.pricing.terms import Card, CounterPeriod, Event, Rate, RateClass
from comptoir.core.relation.profile import Profile
from comptoir.core.values import DayPeriod, Place

HERE = Place("rates.csv", 2)
ON = date(2026, 11, 23)
PARTIES = Parties("ana", "ana", "ana", "P1")
ROWS = (
    ("hall", "free", "piece", "uses per year", ""),
    ("hall", "80", "piece", "uses per year", "2"),
    ("disk", "3", "hour", "quantity per month of group:tools", ""),
    ("disk", "1", "hour", "quantity per month of group:tools", "10"),
    ("lamp", "2", "hour", "quantity per month of group:tools", ""),
    ("core", "0.50", "hour", "spend per quarter of all", ""),
    ("core", "0.25", "hour", "spend per quarter of all", "40"),
    ("plan", "7", "piece", "uses per day by project", ""),
    ("plan", "5", "piece", "uses per day by project", "1"),
)


def rate(offering: str, price: str, per: str, counter: str, start: str) -> Rate:
    threshold = read_threshold(start) if start else None
    return Rate(
        HERE,
        offering,
        (),
        read_price(price),
        per=read_per(per),
        counter=read_counter(counter),
        start=threshold,
    )


def item(name: str, unit: str) -> Offering:
    groups = frozenset({"tools"}) if name in ("disk", "lamp") else frozenset[str]()
    return Offering(HERE, name, "", "", "LAB", Kind.SERVICE, Mode.SALE, unit, groups=groups)


UNITS = {row[0]: row[2] for row in ROWS}
BOOK = compile_card(
    Card(
        HERE,
        "C",
        "LAB",
        "",
        "",
        "EUR",
        DayPeriod(),
        classes=(RateClass(HERE, "all", "", ""),),
        offerings=tuple(item(name, unit) for name, unit in UNITS.items()),
        rates=tuple(rate(*row) for row in ROWS),
    )
)
WISHES = st.tuples(st.sampled_from(sorted(UNITS)), st.integers(1, 12), st.integers(0, 60))


def line(offering: str, count: int, day: int) -> Line:
    start = datetime(2026, 11, 20, 9, tzinfo=UTC) + timedelta(days=day)
    return Line(offering, {UNITS[offering]: Decimal(count)}, start=start, end=start + timedelta(hours=1))


def request(*lines: Line) -> Request:
    return Request(Profile("ana"), ON, lines, answers={"project": "P1"})


@settings(max_examples=150, deadline=None)
@given(st.lists(WISHES, min_size=1, max_size=8))
def test_one_by_one_costs_what_all_at_once_costs(wishes) -> None:
    lines = [line(*wish) for wish in wishes]
    together = [priced.amount for priced in quote(BOOK, request(*lines)).lines]

    standing: dict[str, int] = {}
    alone = []
    for one in lines:
        assert one.start is not None
        own = tallies(BOOK, one.offering, event=Event.USE, parties=PARTIES, on=one.start.date())
        taken: list[Consumed] = []
        answer = quote(BOOK, request(with_history(one, own, standing, "EUR")), taken=taken)
        for step in takings(BOOK, own, taken[0], answer.lines[0].amount):
            standing[step.key] = standing.get(step.key, 0) + step.amount
        alone.append(answer.lines[0].amount)

    assert alone == together


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(CounterPeriod))
def test_a_day_lies_in_the_period_that_begins_before_it(day: date, period: CounterPeriod) -> None:
    name, first = period_of(period, day, (4, 1))

    assert (first is None) == (period is CounterPeriod.EVER)
    if first is not None:
        assert first <= day
        assert period_of(period, first, (4, 1)) == (name, first)
        assert period_of(period, first - timedelta(days=1), (4, 1))[0] != name


def test_a_card_without_counters_has_no_tallies() -> None:
    book = compile_card(Card(HERE, "C", "LAB", "", "", "EUR", DayPeriod(), offerings=(item("core", "hour"),)))

    assert tallies(book, "core", event=Event.USE, parties=PARTIES, on=ON) == ()


@pytest.mark.parametrize(
    ("by", "decides", "party"),
    [
        ("customer", "payer", "B"),
        ("buyer", "payer", "A"),
        ("beneficiary", "buyer", "C"),
        ("project", "buyer", "project:P"),
    ],
)
def test_by_whom_a_counter_counts(by: str, decides: str, party: str) -> None:
    assert Parties("A", "B", "C", "P").whom(by, decides) == party
