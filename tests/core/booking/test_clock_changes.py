"""I-22: rentals over every change of the clock block exactly the time that passes, in four zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from comptoir.core.booking import Occupation, Resource, conflicts, free_periods, refusals

QUARTER = timedelta(minutes=15)
LENGTHS = [
    timedelta(minutes=minutes) for minutes in (15, 30, 45, 60, 90, 120, 180, 240, 480, 720, 1440, 2880)
]
# Every change of 2025 to 2028; a zone without changes is asked on the same days.
CHANGES = {
    "Europe/Paris": [
        date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25),
        date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29),
    ],
    "America/New_York": [
        date(2025, 3, 9), date(2025, 11, 2), date(2026, 3, 8), date(2026, 11, 1),
        date(2027, 3, 14), date(2027, 11, 7), date(2028, 3, 12), date(2028, 11, 5),
    ],
    "Asia/Kathmandu": [
        date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25),
        date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29),
    ],
    "Pacific/Apia": [
        date(2025, 3, 30), date(2025, 9, 28), date(2026, 3, 29), date(2026, 9, 27),
        date(2027, 4, 4), date(2027, 9, 26), date(2028, 4, 2), date(2028, 9, 24),
    ],
}  # fmt: skip


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def rentals(zone: str):
    """The instants of every quarter of an hour shown by the clock of the days of change, with every length."""
    for day in CHANGES[zone]:
        for quarter in range(96):
            clock = datetime.combine(day, time(quarter // 4, quarter % 4 * 15), ZoneInfo(zone))
            for length in LENGTHS:
                yield day, clock, clock.astimezone(UTC) + length


@pytest.mark.parametrize("zone", CHANGES)
def test_a_rental_blocks_what_passes_and_nothing_more(zone: str) -> None:
    resource = Resource("r", "o", zone)
    count = 0

    for day, start, end in rentals(zone):
        taken = [Occupation(start.astimezone(UTC), end, 1, "booking")]
        opens, closes = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        free = sum(
            (last - first for first, last in free_periods(resource, taken, opens, closes)), timedelta(0)
        )
        within = min(end, closes) - max(start.astimezone(UTC), opens)

        assert not conflicts(resource, taken, end, end + QUARTER, 1), "touching after"
        assert not conflicts(resource, taken, start.astimezone(UTC) - QUARTER, start, 1), "touching before"
        assert conflicts(resource, taken, end - QUARTER, end, 1), "inside, at its end"
        assert conflicts(resource, taken, start, start.astimezone(UTC) + QUARTER, 1), "inside, at its start"
        assert free + within == closes - opens
        count += 1
    assert count == 9_216


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Paris", date(2026, 3, 29), 23),
        ("Europe/Paris", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("Asia/Kathmandu", date(2026, 3, 29), 24),
        ("Pacific/Apia", date(2026, 3, 29), 24),
    ],
)
def test_a_day_is_booked_whole_however_long_it_is(zone: str, day: date, hours: int) -> None:
    resource = Resource("r", "o", zone, slot=timedelta(days=1))
    start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)

    assert refusals(resource, start, end, 1, at=start) == ()
    assert end - start == timedelta(hours=hours)
    assert list(free_periods(resource, (), start, end)) == [(start, end)]


def test_a_length_is_what_passes_not_what_the_clock_shows() -> None:
    resource = Resource("r", "o", "Europe/Paris", longest=timedelta(hours=24))
    paris = ZoneInfo("Europe/Paris")
    noon = datetime(2026, 10, 24, 12, tzinfo=paris)

    told = [
        one.code for one in refusals(resource, noon, datetime(2026, 10, 25, 12, tzinfo=paris), 1, at=noon)
    ]

    assert told == ["booking.too_long"], "25 hours pass between two noons"
