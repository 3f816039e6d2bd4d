"""What fits, what does not and when it would: the booking room against tables and a brute-force oracle."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.booking import (
    Occupation,
    Opening,
    Recurrence,
    Resource,
    alternatives,
    conflicts,
    free_slots,
    occurrences,
    refusals,
)
from comptoir.core.booking.recurrence import Frequency

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
NOW = MONDAY - timedelta(days=3)
CMM = Resource("cmm-1", "cmm", "Europe/Paris")
OFFICE = tuple(Opening(weekday, time(8), time(18)) for weekday in range(5))


def at(hour: float) -> datetime:
    """An instant of the Monday, in UTC hours."""
    return MONDAY + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("case", "start", "end", "fits"),
    [
        ("before it, touching", 8, 9, True),
        ("after it, touching", 11, 12, True),
        ("over its start", 8, 9.5, False),
        ("inside it", 9.5, 10, False),
        ("around it", 8, 12, False),
        ("the same", 9, 11, False),
    ],
)
def test_a_booking_touching_another_fits_and_one_meeting_it_does_not(case, start, end, fits):
    taken = [Occupation(at(9), at(11), 1, "booking")]

    assert (conflicts(CMM, taken, at(start), at(end), 1) == ()) is fits, case


def test_a_turnaround_keeps_time_free_between_bookings():
    cleaned = Resource("sem", "sem", "Europe/Paris", turnaround=HOUR)
    taken = [Occupation(at(9), at(11), 1, "booking")]

    assert conflicts(cleaned, taken, at(11.5), at(12), 1)
    assert not conflicts(cleaned, taken, at(12), at(13), 1)
    assert conflicts(cleaned, taken, at(7.5), at(8.5), 1), "its own cleaning would run into the next"


def test_a_pool_is_full_when_its_capacity_is_reached_at_one_instant():
    cars = Resource("cars", "city-car", "Europe/Paris", capacity=2)
    taken = [Occupation(at(8), at(10), 1, "booking"), Occupation(at(12), at(14), 1, "booking")]

    assert not conflicts(cars, taken, at(8), at(14), 1)
    assert conflicts(cars, taken, at(8), at(14), 2)


@given(
    st.lists(st.tuples(st.integers(0, 47), st.integers(1, 12), st.integers(1, 3)), max_size=8),
    st.integers(0, 47),
    st.integers(1, 12),
    st.integers(1, 3),
    st.integers(3, 6),
)
def test_conflicts_agree_with_counting_every_half_hour(others, start, length, quantity, capacity):
    pool = Resource("pool", "car", "UTC", capacity=capacity)
    taken = [Occupation(at(s / 2), at((s + n) / 2), q, "booking") for s, n, q in others]

    busiest = max(
        sum(q for s, n, q in others if s <= moment < s + n) for moment in range(start, start + length)
    )

    assert bool(conflicts(pool, taken, at(start / 2), at((start + length) / 2), quantity)) is (
        busiest + quantity > capacity
    )


@pytest.mark.parametrize(
    ("case", "resource", "start", "end", "code"),
    [
        ("ends before it starts", CMM, 10, 9, "booking.empty"),
        ("too soon", Resource("r", "o", "UTC", lead=timedelta(days=4)), 9, 10, "booking.lead"),
        ("too far ahead", Resource("r", "o", "UTC", window=timedelta(days=2)), 9, 10, "booking.window"),
        ("too short", Resource("r", "o", "UTC", shortest=2 * HOUR), 9, 10, "booking.too_short"),
        ("too long", Resource("r", "o", "UTC", longest=HOUR), 9, 11, "booking.too_long"),
        ("a year by a slip", Resource("r", "o", "UTC"), 9, 9 + 24 * 366.5, "booking.over_a_year"),
        (
            "two years that are said",
            Resource("r", "o", "UTC", longest=timedelta(days=800)),
            9,
            9 + 24 * 900,
            "booking.too_long",
        ),
        ("closed at night", Resource("r", "o", "Europe/Paris", opening=OFFICE), 20, 21, "booking.closed"),
        ("over closing time", Resource("r", "o", "Europe/Paris", opening=OFFICE), 16, 18, "booking.closed"),
        (
            "a holiday",
            Resource("r", "o", "UTC", closed=frozenset({date(2026, 11, 23)})),
            9,
            10,
            "booking.closed",
        ),
    ],
)
def test_a_resource_refuses_for_a_reason(case, resource, start, end, code):
    assert [reason.code for reason in refusals(resource, at(start), at(end), 1, at=NOW)] == [code], case


def test_a_resource_open_all_day_may_be_booked_over_several_days():
    assert refusals(CMM, at(0), at(72), 1, at=NOW) == ()


def test_alternatives_are_the_nearest_free_slots_earlier_and_later():
    office = Resource("cmm-1", "cmm", "UTC", opening=OFFICE)
    taken = [Occupation(at(9), at(11), 1, "booking")]

    found = alternatives([(office, taken)], at(9.5), at(10.5), at=NOW)

    assert [(slot.start, slot.end) for slot in found] == [
        (at(8), at(9)), (at(11), at(12)), (at(11.5), at(12.5)),
    ]  # fmt: skip


def test_free_slots_start_at_opening_and_leave_out_what_is_taken():
    office = Resource("cmm-1", "cmm", "Europe/Paris", opening=OFFICE)
    taken = [Occupation(at(9), at(11), 1, "booking")]

    found = list(free_slots(office, taken, at(0), at(24), length=2 * HOUR, step=2 * HOUR, at=NOW))

    assert [slot.start for slot in found] == [at(7), at(11), at(13), at(15)]


def test_a_weekly_booking_keeps_its_local_time_over_the_clock_change():
    start = datetime(2026, 10, 19, 7, tzinfo=UTC)  # 9 h in Paris, summer time

    found = occurrences(Recurrence(Frequency.WEEKLY, 2), start, start + HOUR, "Europe/Paris")

    assert [begin.hour for begin, _ in found] == [7, 8]


def test_a_year_and_what_is_said_to_be_longer_are_allowed():
    assert not refusals(Resource("r", "o", "UTC"), at(9), at(9 + 24 * 366), 1, at=NOW)
    longer = Resource("r", "o", "UTC", longest=timedelta(days=800))
    assert not refusals(longer, at(9), at(9 + 24 * 700), 1, at=NOW)
