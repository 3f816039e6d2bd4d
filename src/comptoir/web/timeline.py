"""Resources by time, as a grid of slots: what each slot of each resource is to the reader.

A slot is free (and can be booked), partly free, taken, yours, kept for maintenance or made ready after a booking; else
it is over, too soon, too far ahead or closed. Rule to remember: the answer is the same for every reader but for what is
the reader's own; what is taken stands here by its times alone, except to the counter that hands it out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from comptoir import wording
from comptoir.company.model import Resource
from comptoir.core.booking import peak
from comptoir.core.booking.occupation import Occupation
from comptoir.operations.bookings import Calendar
from comptoir.store.bookings.models import Booking
from comptoir.web.templatetags.comptoir import language
from comptoir.web.week import next_quarter

STEPS = tuple(timedelta(minutes=minutes) for minutes in (30, 60, 120, 240, 360, 720, 1440))
# The shortest slot by the number of days shown: half an hour, an hour, two.
FINEST = {1: 0, 3: 1, 7: 2}
# So many cells at most: a page of fifty resources over seven days stays light.
MOST_CELLS = 2_600
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_WORDS = {
    "free": lambda: pgettext("time", "free"),
    "part": lambda: pgettext("time", "partly free"),
    "taken": lambda: _("taken"),
    "yours": lambda: _("yours"),
    "maintenance": lambda: _("maintenance"),
    "ready": lambda: _("being made ready"),
    "over": lambda: pgettext("time", "over"),
    "soon": lambda: _("too soon to book"),
    "far": lambda: _("too far ahead"),
    "closed": lambda: _("closed"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One slot of time: its instants, the hour it stands under, and whether it is now."""

    start: datetime
    end: datetime
    label: str
    now: bool
    first: bool

    @property
    def minute(self) -> int:
        """Its start, in minutes since 1970."""
        return minute_of(self.start)


@dataclass(frozen=True, slots=True)
class Head:
    """One day above its slots; `clock` says what its clock does where it is not a day of 24 hours."""

    name: str
    spoken: str
    day: date
    clock: str
    span: int
    today: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot, or several of the same kind that cannot be booked; `at`: where it can be booked from (minutes)."""

    mark: str
    word: str
    span: int = 1
    at: int = 0
    booking: str = ""
    first: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One resource and its slots; `zone` where its clock is another one than the page's."""

    id: str
    name: str
    offering: str
    places: int
    zone: str
    cells: tuple[Cell, ...]

    @property
    def slots(self) -> SafeString:
        """The slots as cells of a table: by hand, because a page has thousands of them."""
        way = quote(self.id, safe="")
        return mark_safe("".join(_slot(cell, way) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Resources by time on the clock of one zone."""

    zone: str
    step: timedelta
    heads: tuple[Head, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The kinds of slots that it shows, each with its word."""
        met = {cell.mark for row in self.rows for cell in row.cells}
        return tuple((mark, word_of(mark)) for mark in _WORDS if mark in met)

    @property
    def step_minutes(self) -> int:
        """How long one slot is."""
        return self.step // _MINUTE


def _slot(cell: Cell, way: str) -> str:
    """One cell of the table; what can be booked is a link to the form."""
    word = escape(cell.word)
    kind = f"{cell.mark}{' first' if cell.first else ''}{' now' if cell.now else ''}"
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    if cell.at:
        inner = f'<a href="{way}/{cell.at}">{word}</a>'
    elif cell.booking:
        inner = f'<a href="{reverse("booking", args=[cell.booking])}">{word}</a>'
    else:
        inner = f"<span>{word}</span>"
    return f'<td class="{kind}"{span}>{inner}</td>'


def word_of(mark: str) -> str:
    """What a slot is, in a word or two."""
    return str(_WORDS[mark]())


def minute_of(instant: datetime) -> int:
    """Minutes since 1970, as slots are named in addresses."""
    return int(instant.timestamp()) // 60


def instant_of(minute: int) -> datetime:
    """The instant that an address names."""
    return datetime.fromtimestamp(minute * 60, UTC)


def bounds(first: date, days: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants between which `days` days lie."""
    return _midnight(first, zone), _midnight(first + days * _DAY, zone)


def timeline(
    resources: Sequence[Resource],
    found: Sequence[Calendar],
    own: Iterable[Booking],
    *,
    first: date,
    days: int,
    zone: ZoneInfo,
    at: datetime,
    supplied: Iterable[tuple[Booking, str]] = (),
) -> Timeline:
    """The grid of some resources.

    found     the calendars of the same resources, in the same order
    own       the reader's own bookings
    supplied  for whom stands behind the counter: the bookings there, each with the name of who comes
    """
    hours = [_hours(calendar, zone) for calendar in found]
    opens, closes = min((one[0] for one in hours), default=0), max((one[1] for one in hours), default=24)
    step = _step(opens, closes, days, len(resources))
    heads, columns = _axis(first, days, zone, opens, closes, step, at)
    mine: dict[str, list[Booking]] = {}
    for booking in own:
        if booking.occupies:
            mine.setdefault(booking.resource, []).append(booking)
    named: dict[str, list[tuple[Booking, str]]] = {}
    for booking, name in supplied:
        named.setdefault(booking.resource, []).append((booking, name))
    rows = tuple(
        _row(one, calendar, mine.get(one.id, []), named.get(one.id, []), columns, zone, at)
        for one, calendar in zip(resources, found, strict=True)
    )
    return Timeline(zone.key, step, heads, columns, rows)


# --- the axis -----------------------------------------------------------------------------------------------------


def _hours(calendar: Calendar, zone: ZoneInfo) -> tuple[int, int]:
    """From which hour to which a resource is open on some day, on the clock of the page: (7, 20)."""
    lowest, highest = 24, 0
    for opens, closes in calendar.open:
        begins, ends = opens.astimezone(zone), closes.astimezone(zone)
        if begins.date() != (ends - _MINUTE).date():
            return 0, 24
        lowest = min(lowest, begins.hour)
        highest = max(highest, 24 if ends.date() != begins.date() else ends.hour + (ends.minute > 0))
    return (lowest, highest) if lowest < highest else (24, 0)


def _step(opens: int, closes: int, days: int, resources: int) -> timedelta:
    """The shortest slot with which there are not too many cells."""
    span = timedelta(hours=max(closes - opens, 1))
    for step in STEPS[FINEST[days] :]:
        if -(-span // step) * days * max(resources, 1) <= MOST_CELLS:
            return step
    return STEPS[-1]


def _axis(
    first: date, days: int, zone: ZoneInfo, opens: int, closes: int, step: timedelta, at: datetime
) -> tuple[tuple[Head, ...], tuple[Column, ...]]:
    """Days and their slots, without those that are over; a day of 25 hours has one slot more."""
    if opens >= closes:
        opens, closes = 0, 24
    heads: list[Head] = []
    columns: list[Column] = []
    for number in range(days):
        day = first + number * _DAY
        midnight, next_midnight = bounds(day, 1, zone)
        start = _local(day, opens, zone)
        end = _local(day, closes, zone)
        slots = list(_slots(start, end, step)) if step < _DAY else [(midnight, next_midnight)]
        slots = [slot for slot in slots if slot[1] > at] or slots[-1:]
        for index, (begin, until) in enumerate(slots):
            label = wording.format_time(begin.astimezone(zone), language())
            columns.append(Column(begin, until, label, begin <= at < until, index == 0))
        length = round((next_midnight - midnight).total_seconds() / 3600)
        heads.append(
            Head(
                wording.format_date(day, language(), "weekday"),
                wording.format_date(day, language(), "spoken"),
                day,
                "" if length == 24 else _("a day of %(hours)s hours") % {"hours": length},
                len(slots),
                midnight <= at < next_midnight,
            )
        )
    return tuple(heads), tuple(columns)


def _slots(start: datetime, end: datetime, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
    while start < end:
        yield start, min(start + step, end)
        start += step


# --- the cells ----------------------------------------------------------------------------------------------------


def _row(
    one: Resource, calendar: Calendar, mine: list[Booking], supplied: list[tuple[Booking, str]],
    columns: tuple[Column, ...], zone: ZoneInfo, at: datetime,
) -> Row:  # fmt: skip
    starts = [column.start for column in columns]
    taken = _spread(((each.start, each.free_at(one.rules), each) for each in calendar.taken), starts, columns)
    own = _spread(((each.starts_at, each.blocked_until, each) for each in mine), starts, columns)
    open_in = _spread(((*each, True) for each in calendar.open), starts, columns)
    free = _spread(((*each, each) for each in calendar.free), starts, columns)
    earliest = at.astimezone(UTC) + one.rules.lead
    latest = at.astimezone(UTC) + one.rules.window if one.rules.window is not None else None
    cells = [
        _cell(one, column, taken[number], own[number], bool(open_in[number]), free[number], earliest, latest, at)
        for number, column in enumerate(columns)
    ]  # fmt: skip
    if supplied:
        held = _spread(((each[0].starts_at, each[0].ends_at, each) for each in supplied), starts, columns)
        cells = [_told(cell, held[number]) for number, cell in enumerate(cells)]
    name = one.name_fr if language() == "fr" else one.name_en
    other = one.rules.time_zone if one.rules.time_zone != zone.key else ""
    return Row(one.id, name, one.offering, one.rules.capacity, other, tuple(_joined(cells)))


def _told(cell: Cell, held: list[tuple[Booking, str]]) -> Cell:
    """A taken slot as the counter sees it: by whom, and the way to the booking."""
    if cell.mark != "taken" or not held:
        return cell
    booking, name = held[0]
    return replace(cell, word=name, booking=booking.public_id)


def _spread(
    spans: Iterable[tuple[datetime, datetime, object]], starts: list[datetime], columns: tuple[Column, ...]
) -> list[list]:  # type: ignore[type-arg]
    """For each column what touches it, in order."""
    found: list[list[object]] = [[] for _column in columns]
    for start, end, what in spans:
        number = max(bisect_right(starts, start) - 1, 0)
        last = bisect_left(starts, end)
        for index in range(number, last):
            if start < columns[index].end and columns[index].start < end:
                found[index].append(what)
    return found


def _cell(
    one: Resource,
    column: Column,
    taken: list[Occupation],
    own: list[Booking],
    is_open: bool,
    free: list[tuple[datetime, datetime]],
    earliest: datetime,
    latest: datetime | None,
    at: datetime,
) -> Cell:
    """What one slot is to the reader, the strongest word first."""

    def told(mark: str, at: int = 0, booking: str = "", word: str = "") -> Cell:
        return Cell(mark, word or _WORDS[mark](), 1, at, booking, column.first, column.now)

    if own:
        return told("yours", booking=own[0].public_id)
    if latest is not None and column.start > latest and free:
        return told("far")
    begin = next((max(start, column.start, next_quarter(earliest)) for start, end in free
                  if end > max(column.start, next_quarter(earliest))), None)  # fmt: skip
    if begin is not None and begin < column.end:
        whole = begin == column.start and free[0][1] >= column.end
        return told("free" if whole else "part", minute_of(begin), word=_room(one, taken) if whole else "")
    if column.end <= at:
        return told("over")
    if taken:
        return told(_taken_mark(taken, column))
    if is_open and column.start < earliest:
        return told("soon")
    return told("closed")


def _taken_mark(taken: list[Occupation], column: Column) -> str:
    if any(each.what == Booking.MAINTENANCE for each in taken):
        return "maintenance"
    return "ready" if all(each.end <= column.start for each in taken) else "taken"


def _room(one: Resource, taken: list[Occupation]) -> str:
    """Of a pool, how many are free; empty for one of a kind."""
    if one.rules.capacity == 1:
        return ""
    until = [each._replace(end=each.free_at(one.rules)) for each in taken]
    left = one.rules.capacity - peak(until)
    free = npgettext("places", "%(left)s free", "%(left)s free", left)
    return free % {"left": wording.format_number(left, language())}


def _joined(cells: list[Cell]) -> Iterator[Cell]:
    """Slots that cannot be booked one by one, made one where they are alike."""
    last: Cell | None = None
    for cell in cells:
        alike = last is not None and not cell.at and (last.mark, last.booking) == (cell.mark, cell.booking)
        if last is not None and alike and not cell.first and not cell.now and not last.now:
            last = Cell(last.mark, last.word, last.span + 1, 0, last.booking, last.first, last.now)
            continue
        if last is not None:
            yield last
        last = cell
    if last is not None:
        yield last


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _local(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return (
        _midnight(day + _DAY, zone) if hour == 24 else datetime.combine(day, time(hour), zone).astimezone(UTC)
    )
