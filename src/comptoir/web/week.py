"""When is a resource free this week? A table of days, the same for every reader but for what is the reader's own.

A time is free, taken, yours, or kept for maintenance: a word first, then a pattern. Rule to remember: what is taken
stands here by its times alone; nothing in this file knows by whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir import wording
from comptoir.company import Company
from comptoir.company.model import Resource
from comptoir.core.catalog import Offering
from comptoir.operations.bookings import Calendar, calendars
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.templatetags.comptoir import language

DAYS = 7
FARTHEST = timedelta(days=366)
_DAY = timedelta(days=1)
_WORDS = {
    "free": lambda: pgettext("time", "free"),
    "taken": lambda: _("taken"),
    "yours": lambda: _("yours"),
    "maintenance": lambda: _("maintenance"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day: what it is, from when until when, and where to book it if it can be."""

    mark: str
    word: str
    times: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One row: the day, what its clock does, and its parts in order."""

    name: str
    clock: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """One resource over seven days; `places` says how many there are where there are several."""

    resource: str
    places: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """The resources of an offering, and the ways to earlier and later days."""

    all: tuple[Week, ...]
    earlier: str
    later: str


def weeks(company: Company, item: Offering, first: date, own: Iterable[Booking]) -> Weeks | None:
    """The seven days from `first` on of every resource of an offering; None where it has no resource.

    own     the reader's own bookings
    """
    resources = company.resources_of.get(item.id, ())
    if not resources:
        return None
    today, address = clock.today(), reverse("offer", args=[item.id])
    return Weeks(
        weeks_of(resources, first, DAYS, own),
        f"{address}?from={max(today, first - DAYS * _DAY)}#week" if first > today else "",
        f"{address}?from={first + DAYS * _DAY}#week" if first + DAYS * _DAY < today + FARTHEST else "",
    )


def weeks_of(
    resources: Sequence[Resource], first: date, days: int, own: Iterable[Booking]
) -> tuple[Week, ...]:
    """Some days of some resources, each on its own clock.

    own     the reader's own bookings
    """
    if not resources:
        return ()
    zone = ZoneInfo(resources[0].rules.time_zone)
    start, end = _midnight(first, zone), _midnight(first + days * _DAY, zone)
    found = calendars(start, end, at=clock.now(), resources=[one.id for one in resources])
    mine = [one for one in own if one.occupies]
    return tuple(
        Week(
            one.name_fr if language() == "fr" else one.name_en,
            one.rules.capacity,
            tuple(
                _day(calendar, one.offering, first + number * _DAY, one.rules.lead, one.rules.window, mine)
                for number in range(days)
            ),
        )
        for one, calendar in zip(resources, found, strict=True)
    )


def first_day(text: str) -> date:
    """The first day to show: as asked, not before today nor farther than a year; today where it is no day."""
    today = clock.today()
    try:
        asked = date.fromisoformat(text[:10])
    except ValueError:
        return today
    return min(max(asked, today), today + FARTHEST)


def _day(
    calendar: Calendar, offering: str, day: date, lead: timedelta, window: timedelta | None,
    mine: list[Booking],
) -> Day:  # fmt: skip
    zone = ZoneInfo(calendar.time_zone)
    opens, closes = _midnight(day, zone), _midnight(day + _DAY, zone)
    # What is over, too soon or too far cannot be booked: it is left out, and the day says why it is empty.
    earliest = clock.now().astimezone(UTC) + lead
    latest = clock.now().astimezone(UTC) + window if window is not None else closes
    spans = [
        _span(mark, start, end, zone, offering, calendar.resource)
        for mark, start, end in _parts(calendar, opens, closes, mine)
        if mark != "free" or (end > earliest and start < latest)
        for start in [max(start, next_quarter(earliest)) if mark == "free" else start]
        if start < end
    ]
    hours = round((closes - opens).total_seconds() / 3600)
    return Day(
        wording.format_date(day, language(), "weekday"),
        "" if hours == 24 else _("a day of %(hours)s hours") % {"hours": hours},
        tuple(spans),
    )


def _parts(
    calendar: Calendar, opens: datetime, closes: datetime, mine: list[Booking]
) -> Iterator[tuple[str, datetime, datetime]]:
    """The open time of a day, cut where anything changes, each part with its mark; like parts made one."""
    own = [(one.starts_at, one.blocked_until) for one in mine if one.resource == calendar.resource]
    blocks = [(one.start, one.until or one.end, one.what) for one in calendar.taken]
    edges = {opens, closes}
    for start, end in (*calendar.open, *calendar.free, *own, *((one[0], one[1]) for one in blocks)):
        edges |= {edge for edge in (start, end) if opens < edge < closes}
    last: tuple[str, datetime, datetime] | None = None
    for start, end in pairwise(sorted(edges)):
        mark = _mark(start, calendar, own, blocks)
        if last is not None and last[0] == mark and last[2] == start:
            last = (mark, last[1], end)
            continue
        if last is not None and last[0]:
            yield last
        last = (mark, start, end)
    if last is not None and last[0]:
        yield last


def _mark(
    instant: datetime, calendar: Calendar, own: list[tuple[datetime, datetime]],
    blocks: list[tuple[datetime, datetime, str]],
) -> str:  # fmt: skip
    """What an instant is to the reader; empty where the resource is closed."""
    if any(start <= instant < end for start, end in own):
        return "yours"
    if any(start <= instant < end for start, end in calendar.free):
        return "free"
    if any(start <= instant < end and what == Booking.MAINTENANCE for start, end, what in blocks):
        return Booking.MAINTENANCE
    open_then = any(start <= instant < end for start, end in calendar.open)
    return "taken" if open_then else ""


def _span(mark: str, start: datetime, end: datetime, zone: ZoneInfo, offering: str, resource: str) -> Span:
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    times = (
        _("all day")
        if (begins.hour, begins.minute) == (0, 0) == (ends.hour, ends.minute)
        else f"{wording.format_time(begins, language())}\u2009–\u2009{_end_words(begins, ends)}"
    )
    address = ""
    if mark == "free":
        query = {"resource": resource, "day": begins.date().isoformat(), "start": begins.strftime("%H:%M")}
        address = f"{reverse('book', args=[offering])}?{urlencode(query)}"
    return Span(mark, _WORDS[mark](), times, address)


def _end_words(begins: datetime, ends: datetime) -> str:
    """The end of a part of a day; midnight is the end of the day it began on."""
    if ends.date() != begins.date():
        return _("midnight")
    return wording.format_time(ends, language())


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def next_quarter(instant: datetime) -> datetime:
    """The next full quarter of an hour."""
    over = timedelta(minutes=instant.minute % 15, seconds=instant.second, microseconds=instant.microsecond)
    return instant if not over else instant + timedelta(minutes=15) - over
