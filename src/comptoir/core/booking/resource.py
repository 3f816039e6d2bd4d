"""What a bookable resource allows: capacity, opening hours, notice, lengths and turnaround."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.core.values import Reason

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on a weekday (0 = Monday) from `start` to `end` of local clock time; `end` None means midnight."""

    weekday: int
    start: time
    end: time | None


@dataclass(frozen=True, slots=True)
class Resource:
    """A bookable thing, or a pool of `capacity` alike ones.

    opening       no entry at all: always open
    closed        days on which it is not open (holidays, closures)
    lead, window  earliest and latest time from now at which a booking may start
    shortest, longest   bounds of a booking's length
    turnaround    time kept free between two bookings (set-up, cleaning, charging)
    """

    id: str
    offering: str
    time_zone: str
    capacity: int = 1
    opening: tuple[Opening, ...] = ()
    closed: frozenset[date] = frozenset()
    lead: timedelta = timedelta(0)
    window: timedelta | None = None
    shortest: timedelta = timedelta(0)
    longest: timedelta | None = None
    turnaround: timedelta = timedelta(0)


def refusals(
    resource: Resource, start: datetime, end: datetime, quantity: int, *, at: datetime
) -> tuple[Reason, ...]:
    """Every rule of the resource itself that a booking of `[start, end)` would break; empty when it breaks none.

    quantity  how many of a pool
    at        now
    """
    start, end, at = start.astimezone(UTC), end.astimezone(UTC), at.astimezone(UTC)
    if start >= end:
        return (Reason("booking.empty", (("start", start), ("end", end))),)
    length = end - start
    checks = (
        (quantity < 1 or quantity > resource.capacity, "booking.capacity", ("capacity", resource.capacity)),
        (start < at + resource.lead, "booking.lead", ("earliest", at + resource.lead)),
        (
            resource.window is not None and start > at + resource.window,
            "booking.window",
            ("latest", at + resource.window if resource.window is not None else None),
        ),
        (length < resource.shortest, "booking.too_short", ("shortest", resource.shortest)),
        (
            resource.longest is not None and length > resource.longest,
            "booking.too_long",
            ("longest", resource.longest),
        ),
        (not is_open(resource, start, end), "booking.closed", ("resource", resource.id)),
    )
    return tuple(Reason(code, (param,)) for broken, code, param in checks if broken)


def is_open(resource: Resource, start: datetime, end: datetime) -> bool:
    """Whether the resource is open during all of `[start, end)`."""
    if not resource.opening and not resource.closed:
        return True
    reached = start
    for opens, closes in open_periods(resource, start, end):
        if opens > reached:
            return False
        reached = max(reached, closes)
        if reached >= end:
            return True
    return reached >= end


def open_periods(resource: Resource, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open periods that touch `[start, end)`, in UTC, in order, whole days when there are no opening hours."""
    zone = ZoneInfo(resource.time_zone)
    day = start.astimezone(zone).date() - _DAY
    last = end.astimezone(zone).date()
    while day <= last:
        for opening in _openings_of(resource, day):
            closing_day = day + _DAY if opening.end is None else day
            opens = datetime.combine(day, opening.start, zone).astimezone(UTC)
            closes = datetime.combine(closing_day, opening.end or time(0), zone).astimezone(UTC)
            if opens < end and closes > start:
                yield opens, closes
        day += _DAY


def _openings_of(resource: Resource, day: date) -> tuple[Opening, ...]:
    """The opening hours of one day, in order."""
    if day in resource.closed:
        return ()
    if not resource.opening:
        return (Opening(day.weekday(), time(0), None),)
    return tuple(
        sorted((o for o in resource.opening if o.weekday == day.weekday()), key=lambda opening: opening.start)
    )
