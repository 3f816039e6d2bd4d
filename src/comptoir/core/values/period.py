"""Half-open periods of days, and elapsed time between instants.

A period `[start, end)` contains its first day and not its last; `end` None means "until further notice".
Two periods that touch do not overlap. Instants are aware datetimes and are subtracted in UTC only: a night on
which the clock changes has 23 or 25 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DayPeriod:
    """Days from `start` (included; None: always) to `end` (excluded; None: until further notice)."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"a period ends after it starts: {self.start} .. {self.end}")

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: DayPeriod) -> bool:
        """Whether at least one day lies in both.

        >>> january = DayPeriod(date(2026, 1, 1), date(2026, 2, 1))
        >>> january.overlaps(DayPeriod(date(2026, 2, 1), None)), january.overlaps(DayPeriod())
        (False, True)
        """
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


def elapsed_seconds(start: datetime, end: datetime) -> Decimal:
    """Seconds that really pass between two aware instants, counted in UTC.

    raises    ValueError for an instant without a zone
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("instants need a zone")
    gone = end.astimezone(UTC) - start.astimezone(UTC)
    return Decimal(gone.days * 86_400 + gone.seconds) + Decimal(gone.microseconds) / 1_000_000
