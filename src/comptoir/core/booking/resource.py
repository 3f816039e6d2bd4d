"""What a bookable resource allows: capacity, opening hours, notice, lengths, slots, turnaround and training.

Rule to remember: opening hours and slots are local clock time, every length is what really passes. Instants are
compared in UTC: two instants of one zone would be compared by what the clock shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.core.values import DayPeriod, Reason

# The first and the last (month, day) of a season, both included.
Season = tuple[tuple[int, int], tuple[int, int]]
_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_INSTANT = timedelta.resolution
# How long a booking lasts at most where its resource does not say.
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on a weekday (0 = Monday) from `start` to `end` of local clock time; `end` None means midnight.

    season     only on these days of every year
    holidays   only on public holidays (True), or on none of them (False)
    """

    weekday: int
    start: time
    end: time | None
    season: Season | None = None
    holidays: bool | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A bookable thing, or a pool of `capacity` alike ones.

    opening       no entry at all: always open
    closed        days on which it is not open (closures)
    holidays      days that openings call public holidays
    lead, window  earliest and latest time from now at which a booking may start
    shortest, longest   bounds of a booking's length; without a longest one a year, so that a slip in the year is seen
    slot          bookings begin and end at whole slots of the local clock, counted from midnight
    turnaround    time kept free after each booking (cleaning, charging, checking)
    requires      qualifications that whoever uses it must hold
    valid         days on which it is there at all
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
    slot: timedelta = timedelta(0)
    requires: tuple[str, ...] = ()
    holidays: frozenset[date] = frozenset()
    valid: DayPeriod = DayPeriod()


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
        (resource.longest is None and length > A_YEAR, "booking.over_a_year", ("length", length)),
        (not _on_slots(resource, start, end), "booking.slot", ("slot", resource.slot)),
        (not _in_service(resource, start, end), "booking.not_there", ("resource", resource.id)),
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
    found = (one for one in resource.opening if one.weekday == day.weekday() and _holds(one, resource, day))
    return tuple(sorted(found, key=lambda opening: opening.start))


def _holds(opening: Opening, resource: Resource, day: date) -> bool:
    """Whether a day of the right weekday is in the opening's season, and a holiday or not as it wants."""
    if opening.holidays is not None and (day in resource.holidays) is not opening.holidays:
        return False
    if opening.season is None:
        return True
    first, last = opening.season
    today = (day.month, day.day)
    return first <= today <= last if first <= last else today >= first or today <= last


def _on_slots(resource: Resource, start: datetime, end: datetime) -> bool:
    """Whether both ends lie at whole slots of the local clock."""
    if not resource.slot:
        return True
    zone = ZoneInfo(resource.time_zone)
    clocks = (instant.astimezone(zone).replace(tzinfo=None) for instant in (start, end))
    return all(
        (clock - datetime.combine(clock.date(), time(0))) % resource.slot == _NOTHING for clock in clocks
    )


def _in_service(resource: Resource, start: datetime, end: datetime) -> bool:
    """Whether the resource is there on every day that a booking touches."""
    zone = ZoneInfo(resource.time_zone)
    first, last = start.astimezone(zone).date(), (end - _INSTANT).astimezone(zone).date()
    return first in resource.valid and last in resource.valid
