"""Which part of a line lies in which window?

The time that is charged runs from the line's start for as long as its quantity says (a step rounds its end, what is
included is taken off its beginning), and is cut at the edges of the windows. Days asked as days are calendar days
when no window has hours. A line without a start is judged by its date; then windows with hours do not hold. Rule to
remember: a flat price and a price per anything but time are never cut: the window of the start decides.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from comptoir.core.pricing.asking import Asking
from comptoir.core.pricing.exact import ZERO
from comptoir.core.pricing.formula import Strand
from comptoir.core.pricing.request import Status
from comptoir.core.pricing.terms import ChargeFor, Window, WindowBy
from comptoir.core.pricing.windows import day_slices, holds_at
from comptoir.core.values.unit import unit

_DAY = 86_400
# Longer than this no period is cut: the calendar ends, and nobody rents by windows for a century.
_LONGEST = 100 * 366 * _DAY


class Stretch(NamedTuple):
    """A part of a line: the group of tiers that prices it, and from where to where in seconds (or as a share)."""

    group: int
    start: Fraction
    end: Fraction


def stretches(strand: Strand, asking: Asking, total: Fraction, skipped: Fraction) -> list[Stretch]:
    """A line's parts by window, in order.

    total      how long it lasts in seconds, where the strand is priced by time; else any quantity
    skipped    what of its beginning is included and so not charged
    raises     Unpriced where a period is too long to be cut
    """
    last = len(strand.windows)
    if not strand.windows:
        return [Stretch(last, ZERO, total)]
    first_row = next(group[0].row for group in strand.groups if group)
    start = _start(asking)
    if strand.time is None or first_row.rate.window_by is WindowBy.START or total <= 0:
        return [Stretch(_group_at(strand, asking, start), ZERO, total)]
    if total > _LONGEST:
        raise asking.refuse(Status.QUOTE_REQUIRED, "price.too-long")
    try:
        return _cut(strand, asking, total, skipped, start)
    except OverflowError as beyond:
        raise asking.refuse(Status.QUOTE_REQUIRED, "price.too-long") from beyond


def _cut(
    strand: Strand, asking: Asking, total: Fraction, skipped: Fraction, start: datetime | None
) -> list[Stretch]:
    """The charged time cut at the edges of the windows, or by days."""
    last = len(strand.windows)
    if start is None or _whole_days(strand, asking):
        return _by_day(strand, asking, total, skipped)
    # Added in UTC: a local clock that is moved forward would lose an hour.
    begin = start.astimezone(UTC) + _span(skipped)
    found: list[Stretch] = []
    position = ZERO
    for part in strand.cutter.cut(begin, begin + _span(total)):
        end = position + Fraction(part.seconds)
        found.append(Stretch(last if part.window is None else part.window, position, end))
        position = end
    if not found:
        return [Stretch(_group_at(strand, asking, start), ZERO, total)]
    # Instants are cut to the microsecond; the last part takes what that left over.
    return [*found[:-1], found[-1]._replace(end=total)]


def begins_in(window: Window | None, asking: Asking) -> bool:
    """Whether a line begins in a window; without a start its date is asked."""
    start = _start(asking)
    return holds_at(window, asking.facts.on if start is None else start, asking.zone, asking.holidays)


def _start(asking: Asking) -> datetime | None:
    """When the charged time begins."""
    line = asking.line
    if asking.charge_for is ChargeFor.USED and line.used_start is not None:
        return line.used_start
    if asking.charge_for is ChargeFor.BEYOND and line.end is not None:
        return line.end
    return line.start if line.start is not None else line.used_start


def _group_at(strand: Strand, asking: Asking, start: datetime | None) -> int:
    """The group of the window that holds at the start, or on the date where no start is known."""
    last = len(strand.windows)
    if start is not None:
        found = strand.cutter.first_at(start)
        return last if found is None else found
    day = asking.facts.on
    found = day_slices(day, day + timedelta(days=1), strand.cutter.windows, asking.holidays)[0].window
    return last if found is None else found


def _whole_days(strand: Strand, asking: Asking) -> bool:
    """Whether days were asked as days, and no window looks at the clock."""
    asked = (unit(name, asking.units) for name in asking.line.measures)
    in_days = any(one.base == "second" and one.factor % _DAY == 0 for one in asked)
    return in_days and not any(_has_hours(window) for window in strand.windows)


def _has_hours(window: Window) -> bool:
    """Whether a window looks at the clock."""
    return any(part.hours is not None for part in window.parts)


def _by_day(strand: Strand, asking: Asking, total: Fraction, skipped: Fraction) -> list[Stretch]:
    """A line cut by calendar days, each as long as any other."""
    begin, last = asking.on, len(strand.windows)
    days = -(-(total + skipped) // _DAY)
    found: list[Stretch] = []
    position = ZERO
    for part in day_slices(
        begin, begin + timedelta(days=max(1, int(days))), strand.cutter.windows, asking.holidays
    ):
        end = position + part.days * _DAY
        low, high = max(position - skipped, ZERO), min(end - skipped, total)
        if high > low or (not total and not found):
            found.append(Stretch(last if part.window is None else part.window, low, high))
        position = end
    return found


def _span(seconds: Fraction) -> timedelta:
    """Seconds as a span, cut to the microsecond."""
    return timedelta(microseconds=int(seconds * 1_000_000))
