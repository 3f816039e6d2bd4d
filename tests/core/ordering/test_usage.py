"""When two records are one, and how much time they make together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.ordering.usage import (
    Likeness,
    Usage,
    content_hash,
    identity,
    likeness,
    quantities,
    usage_line,
)

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
ONE = Usage("cmm", "BIO", date(2026, 11, 20), {"hour": Decimal(2)}, source="door")


def minutes(start: int, end: int) -> Usage:
    """A record of some minutes from nine o'clock on."""
    return replace(
        ONE, measures={}, start=START + timedelta(minutes=start), end=START + timedelta(minutes=end)
    )


def test_equal_words_in_another_spelling_are_the_same():
    paris = timezone(timedelta(hours=1))
    there = replace(
        minutes(0, 60), start=START.astimezone(paris), end=(START + timedelta(hours=1)).astimezone(paris)
    )

    assert content_hash(there) == content_hash(minutes(0, 60))
    assert content_hash(replace(ONE, measures={"hour": Decimal("2.000")})) == content_hash(ONE)
    assert content_hash(replace(ONE, external_id="7")) == content_hash(ONE)


@pytest.mark.parametrize(
    "other",
    [
        {"customer": "MET"}, {"person": "claire"}, {"day": date(2026, 11, 21)}, {"booking": "B"}, {"device": "d"},
        {"measures": {"hour": Decimal(3)}}, {"measures": {"minute": Decimal(2)}}, {"source": "gate"}, {"resource": "r"},
    ],
)  # fmt: skip
def test_another_word_is_another_record(other):
    assert identity(replace(ONE, **other)) != identity(ONE)


def test_an_id_belongs_to_its_source():
    assert identity(replace(ONE, external_id="7")) == identity(replace(ONE, external_id="7", customer="MET"))
    assert identity(replace(ONE, external_id="7")) != identity(replace(ONE, external_id="7", source="gate"))


def test_a_known_identity_is_a_duplicate_or_a_contradiction():
    assert likeness(ONE, []) is Likeness.NEW
    assert likeness(ONE, ["else", content_hash(ONE)]) is Likeness.DUPLICATE
    assert likeness(ONE, ["else"]) is Likeness.DIFFERENT


PERIODS = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120)), min_size=1, max_size=8)


@given(PERIODS, st.integers(1, 400))
def test_time_is_the_minutes_that_any_record_covers(periods, reserved):
    records = [minutes(start, start + length) for start, length in periods]
    covered = {minute for start, length in periods for minute in range(start, start + length)}

    found = quantities(records, reserved=(START, START + timedelta(minutes=reserved)))

    assert found.used["second"] == 60 * len(covered)
    assert found.overage["second"] == 60 * len([minute for minute in covered if minute >= reserved])
    assert found.reserved["second"] == 60 * reserved


def test_counted_things_add_up_and_a_period_stands_above_stated_time():
    pages = replace(ONE, measures={"page": Decimal(3), "hour": Decimal(9)})

    found = quantities([pages, minutes(0, 60), pages])

    assert dict(found.used) == {"page": 6, "second": 3600}
    assert quantities([pages, pages]).used["hour"] == 18


def test_a_line_is_about_one_offering():
    with pytest.raises(ValueError, match="one offering"):
        usage_line([ONE, replace(ONE, offering="sem")])
    with pytest.raises(ValueError, match="one offering"):
        usage_line([])
    assert usage_line([ONE]).measures == {"hour": 2}
