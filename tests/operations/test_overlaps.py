"""I-21: the core, the import and the database agree, case by case, on what overlaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.pricing.checks import check_versions
from comptoir.core.pricing.terms import Card
from comptoir.core.relation.conflicts import conflicts
from comptoir.core.relation.facts import Fact, FactBook, FactKind
from comptoir.core.values import DayPeriod, Place
from comptoir.operations.overlaps import overlaps
from comptoir.store.models import Affiliation, Deal, Rate, RateCard
from tests.store.test_guards import CLASHES, NEIGHBORS

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CASES = {
    **{name: (rows, True) for name, rows in CLASHES.items()},
    **{name: (rows, False) for name, rows in NEIGHBORS.items()},
}
DAYS = st.none() | st.integers(0, 40).map(lambda day: date(2026, 1, 1) + timedelta(days=day))
PERIODS = st.lists(
    st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] is None or pair[1] is None or pair[0] < pair[1]),
    min_size=1,
    max_size=6,
)


def of(model):
    return [
        pytest.param(rows, clash, id=name)
        for name, (rows, clash) in CASES.items()
        if isinstance(rows[0], model)
    ]


def cells(row) -> dict[str, str]:
    values = {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


@pytest.mark.parametrize(("rows", "clash"), of(Deal) + of(Rate))
def test_rates_and_deals_are_found_before_the_database_refuses(rows, clash) -> None:
    table = "deals" if isinstance(rows[0], Deal) else "rates"

    assert bool(overlaps(table, [cells(row) for row in rows])) is clash


@pytest.mark.parametrize(
    ("rows", "clash"), [case for case in of(Affiliation) if "believed before" not in case.id]
)
def test_the_core_finds_the_same_facts(rows, clash) -> None:
    facts = [
        Fact(
            id=str(number),
            kind=FactKind(row.fact),
            subject=row.party,
            object=row.of,
            role=row.role,
            valid=DayPeriod(row.valid_from, row.valid_to),
            source="test",
            corrects="1" if number == 2 and rows[0].corrected_at else "",
        )
        for number, row in enumerate(rows, 1)
    ]

    found = {one.code for one in conflicts(FactBook.of((), facts))}

    assert bool(found & {"fact.overlap", "fact.two_parents"}) is clash


@pytest.mark.parametrize(("rows", "clash"), of(RateCard))
def test_the_core_finds_the_same_cards(rows, clash) -> None:
    cards = [
        Card(
            Place("company.toml", n),
            row.card,
            row.supplier,
            "",
            "",
            "EUR",
            DayPeriod(row.valid_from, row.valid_to),
        )
        for n, row in enumerate(rows)
    ]

    assert ("card.overlap" in {one.code for one in check_versions(cards, (), on=NOW.date())}) is clash


@given(periods=PERIODS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_set_of_periods_is_judged_alike(database, periods) -> None:
    spans = [DayPeriod(*period) for period in periods]
    clash = any(one.overlaps(other) for at, one in enumerate(spans) for other in spans[:at])
    rows = [
        Deal(
            deal=str(n),
            customer="ann",
            offering="cmm",
            valid_from=start,
            valid_to=end,
            position=n,
            recorded_at=NOW,
        )
        for n, (start, end) in enumerate(periods)
    ]

    refused = False
    with transaction.atomic():
        try:
            with transaction.atomic():
                Deal.objects.bulk_create(rows)
        except IntegrityError:
            refused = True
        transaction.set_rollback(True)

    assert refused is clash
    assert bool(overlaps("deals", [cells(row) for row in rows])) is clash
