"""Which steps does a month's close take, and in which month is a charge posted?

Rule to remember: a month is closed once; what comes late is posted in the next month that is still open, or in a
declared re-opening, and says so by its own day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from comptoir.core.values import Reason, Refusal

# In this order; each may be done again until the certificate, and then adds nothing.
STEPS = ("collect", "exceptions", "review", "approve", "post", "certify")
# How many different people say yes before anything is posted, or taken back.
APPROVALS = 2
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # as for any date that is written


class Month(NamedTuple):
    """A calendar month, in order."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day.

        >>> str(Month.of(date(2026, 11, 23)))
        '2026-11'
        """
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month:
        """A month as it is written.

        raises    Refusal(close.period) for anything else

        >>> Month.read("2026-11").first
        datetime.date(2026, 11, 1)
        """
        found = _MONTH.fullmatch(text)
        if found is None or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
            raise Refusal(Reason("close.period", (("found", text),)))
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def next(self) -> Month:
        """The month after it.

        >>> str(Month(2026, 12).next)
        '2027-01'
        """
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def previous(self) -> Month:
        """The month before it.

        >>> str(Month(2026, 1).previous)
        '2025-12'
        """
        return Month.of(self.first - timedelta(days=1))

    @property
    def last(self) -> date:
        """Its last day: the day of what is posted by its close."""
        return date.fromordinal(self.next.first.toordinal() - 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def posting_month(day: date, closed: Collection[str], reopened: Collection[str] = ()) -> Month:
    """In which month's close a delivery of a day is posted: its own, or the next one that is not closed.

    closed      months with a certificate; `reopened` those of them that were declared open again

    >>> str(posting_month(date(2026, 10, 30), {"2026-10", "2026-11"})), str(posting_month(date(2026, 10, 30), set()))
    ('2026-12', '2026-10')
    """
    found = Month.of(day)
    while str(found) in closed and str(found) not in reopened:
        found = found.next
    return found


def next_step(done: Iterable[str]) -> str:
    """The first step that is not done yet; empty after the last.

    >>> next_step(["collect", "exceptions"]), next_step(STEPS)
    ('review', '')
    """
    known = frozenset(done)
    return next((step for step in STEPS if step not in known), "")
