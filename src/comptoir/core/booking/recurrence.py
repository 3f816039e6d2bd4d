"""Recurring bookings: the same local clock time every day or week, whatever the clock does in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MOST_OCCURRENCES = 366


class Frequency(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every `interval` days or weeks, `count` times in all; days in `skip` are left out and not made up for."""

    frequency: Frequency
    count: int
    interval: int = 1
    skip: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not (1 <= self.count <= MOST_OCCURRENCES and self.interval >= 1):
            raise ValueError(f"between 1 and {MOST_OCCURRENCES} occurrences, one day or week apart at least")


def occurrences(
    recurrence: Recurrence, start: datetime, end: datetime, time_zone: str
) -> tuple[tuple[datetime, datetime], ...]:
    """The periods of a recurring booking, in UTC: each starts at the same local time and lasts as long as the first.

    A start that the clock skips moves on by the length of the gap; one that comes twice is the first of the two.
    """
    zone = ZoneInfo(time_zone)
    local = start.astimezone(zone)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    days = recurrence.interval * (7 if recurrence.frequency is Frequency.WEEKLY else 1)
    starts = (local.replace(tzinfo=None) + timedelta(days=days * index) for index in range(recurrence.count))
    found = [
        naive.replace(tzinfo=zone).astimezone(UTC) for naive in starts if naive.date() not in recurrence.skip
    ]
    return tuple((instant, instant + length) for instant in found)
