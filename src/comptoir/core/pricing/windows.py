"""In which windows does a moment, a day or a period lie, and how long does each part really last?

A window is a set of moments of local clock time: one holds when its weekdays, hours, season and holidays all fit
what the clock and the calendar of the unit's zone show. A period is cut where the first window that holds changes.
Rule to remember: edges are local clock times, durations are differences of UTC. An hour that the clock skips takes
no time; an hour that it shows twice counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.core.pricing.language import at_zone
from comptoir.core.pricing.terms import Span24, Window, WindowPart

_DAY = 86_400
_ONE_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)

# Where on the local clock (seconds since midnight) the first window that holds changes: (from, index or None).
_Profile = tuple[tuple[int, int | None], ...]


class Slice(NamedTuple):
    """A part of a period: which window holds first (its index, or None), from when to when, how many seconds.

    Start and end show the zone's clock with a fixed offset (see `language.dates`).
    """

    window: int | None
    start: datetime
    end: datetime
    seconds: Decimal


class DaySlice(NamedTuple):
    """Days in a row: which window holds first (its index, or None), the first day, the day after the last."""

    window: int | None
    first: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.first).days


def holds_at(
    window: Window | None, moment: datetime | date, zone: ZoneInfo, holidays: frozenset[date] = frozenset()
) -> bool:
    """Whether a window holds at an aware instant, or on a whole day.

    window    None always holds
    returns   for a day: False where the window has hours, unless they last all day

    >>> night = Window("20:00-07:00", (WindowPart(hours=Span24(time(20), time(7))),))
    >>> holds_at(night, datetime(2026, 7, 1, 4, 59, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    True
    """
    if window is None:
        return True
    if isinstance(moment, datetime):
        local = moment.astimezone(zone)
        second = local.hour * 3_600 + local.minute * 60 + local.second
        return any(
            _fits_day(part, local.date(), holidays) and _fits_hour(part.hours, second)
            for part in window.parts
        )
    return any(_fits_day(part, moment, holidays) and _all_day(part.hours) for part in window.parts)


def slices(
    start: datetime,
    end: datetime,
    windows: Sequence[Window | None],
    zone: ZoneInfo,
    holidays: frozenset[date] = frozenset(),
) -> list[Slice]:
    """A period cut at the edges of windows; asked often with the same windows, make one `Cutter`.

    start, end    aware instants, start first
    windows       in the order in which they are asked; None always holds
    returns       the parts in order, without gap or overlap, neighbors with different windows
    raises        ValueError for an instant without a zone or a period that ends before it starts

    >>> night = Window("20:00-07:00", (WindowPart(hours=Span24(time(20), time(7))),))
    >>> paris = ZoneInfo("Europe/Paris")
    >>> found = slices(datetime(2026, 3, 28, 18, tzinfo=paris), datetime(2026, 3, 29, 8, tzinfo=paris), [night], paris)
    >>> [(part.window, part.seconds / 3600) for part in found]
    [(None, Decimal('2')), (0, Decimal('10')), (None, Decimal('1'))]
    """
    return Cutter(tuple(windows), zone, holidays).cut(start, end)


def day_slices(
    first: date, end: date, windows: Sequence[Window | None], holidays: frozenset[date] = frozenset()
) -> list[DaySlice]:
    """Whole days cut where the first window that holds changes; a window with hours holds on no whole day.

    first, end    the first day and the day after the last

    >>> weekend = Window("sat,sun", (WindowPart(weekdays=frozenset({5, 6})),))
    >>> [(part.window, part.days) for part in day_slices(date(2026, 11, 23), date(2026, 11, 30), [weekend])]
    [(None, 5), (0, 2)]
    """
    if end < first:
        raise ValueError(f"a period ends after it starts: {first} .. {end}")
    found: list[DaySlice] = []
    for number in range((end - first).days):
        day = first + timedelta(days=number)
        index = _first_on(windows, day, holidays)
        if found and found[-1].window == index:
            found[-1] = found[-1]._replace(end=day + _ONE_DAY)
        else:
            found.append(DaySlice(index, day, day + _ONE_DAY))
    return found


def _first_on(windows: Sequence[Window | None], day: date, holidays: frozenset[date]) -> int | None:
    """The index of the first window that holds on a whole day."""
    for index, window in enumerate(windows):
        if window is None or any(
            _fits_day(part, day, holidays) and _all_day(part.hours) for part in window.parts
        ):
            return index
    return None


# --- one part, one moment -----------------------------------------------------------------------------------------


def _fits_day(part: WindowPart, day: date, holidays: frozenset[date]) -> bool:
    """Whether a day has the weekday, the season and the holiday that a part asks for."""
    if part.weekdays is not None and day.weekday() not in part.weekdays:
        return False
    if part.holidays is not None and (day in holidays) is not part.holidays:
        return False
    if part.season is None:
        return True
    first, last = part.season
    today = (day.month, day.day)
    return first <= today <= last if first <= last else today >= first or today <= last


def _seconds(clock: time) -> int:
    """Seconds since midnight."""
    return clock.hour * 3_600 + clock.minute * 60 + clock.second


def _ranges(hours: Span24 | None) -> tuple[tuple[int, int], ...]:
    """Hours as ranges of seconds since midnight; over midnight they are two."""
    if hours is None:
        return ((0, _DAY),)
    start, end = _seconds(hours.start), _DAY if hours.end is None else _seconds(hours.end)
    return ((start, end),) if start < end else ((0, end), (start, _DAY))


def _fits_hour(hours: Span24 | None, second: int) -> bool:
    """Whether a second of the local clock lies in some hours."""
    return any(start <= second < end for start, end in _ranges(hours))


def _all_day(hours: Span24 | None) -> bool:
    """Whether hours last all day."""
    return all(_fits_hour(hours, second) for second in (0, _DAY - 1)) and len(_ranges(hours)) == 1


# --- cutting ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Cutter:
    """Cuts periods at the edges of the same windows, remembering what each kind of day looks like."""

    windows: tuple[Window | None, ...]
    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    _days: dict[date, _Profile] = field(default_factory=dict)
    _profiles: dict[tuple[bool, ...], _Profile] = field(default_factory=dict)

    def cut(self, start: datetime, end: datetime) -> list[Slice]:
        """A period cut at the edges of the windows; see `slices`."""
        if start.tzinfo is None or end.tzinfo is None:
            raise ValueError("instants need a zone")
        first, last = start.astimezone(UTC), end.astimezone(UTC)
        if last < first:
            raise ValueError(f"a period ends after it starts: {start} .. {end}")
        if first == last:
            return []
        edges = self._edges(first, last)
        found: list[Slice] = []
        for number, (at, index) in enumerate(edges):
            until = edges[number + 1][0] if number + 1 < len(edges) else last
            found.append(Slice(index, at_zone(at, self.zone), at_zone(until, self.zone), _elapsed(at, until)))
        return found

    def first_at(self, moment: datetime) -> int | None:
        """The index of the first window that holds at an aware instant."""
        return self._index_at(moment.astimezone(UTC))

    def _edges(self, first: datetime, last: datetime) -> list[tuple[datetime, int | None]]:
        """Where in a period (UTC) the first window that holds changes, its start included."""
        edges = [(first, self._index_at(first))]
        day = first.astimezone(self.zone).date()
        begin = _midnight(day, self.zone)
        while begin < last:
            following = day + _ONE_DAY
            end = _midnight(following, self.zone)
            for at, index in self._day_edges(day, begin, end):
                if at >= last:
                    break
                if at > first and index != edges[-1][1]:
                    edges.append((at, index))
            day, begin = following, end
        return edges

    def _day_edges(self, day: date, begin: datetime, end: datetime) -> Iterator[tuple[datetime, int | None]]:
        """The edges of one local day that lasts from `begin` to `end` in UTC."""
        profile = self._profile(day)
        if end - begin == _ONE_DAY:
            for second, index in profile:
                yield begin + timedelta(seconds=second), index
            return
        # The clock changes on this day, perhaps back into the day before: every local time may name no, one or two
        # moments, and the change itself is an edge as well.
        candidates = {begin, *_changes(begin, end, self.zone)}
        for shown in (day - _ONE_DAY, day):
            for second, _ in self._profile(shown):
                local = datetime.combine(shown, time()) + timedelta(seconds=second)
                candidates |= {local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        for at in sorted(candidates):
            if begin <= at < end:
                yield at, self._index_at(at)

    def _index_at(self, moment: datetime) -> int | None:
        """The index of the first window that holds at an instant, by what the local clock shows."""
        local = moment.astimezone(self.zone)
        second = local.hour * 3_600 + local.minute * 60 + local.second
        return [index for at, index in self._profile(local.date()) if at <= second][-1]

    def _profile(self, day: date) -> _Profile:
        """Where on a day's clock the first window that holds changes."""
        known = self._days.get(day)
        if known is None:
            if len(self._days) > 4_000:
                self._days.clear()
            fits = tuple(
                _fits_day(part, day, self.holidays)
                for window in self.windows
                for part in (window.parts if window else ())
            )
            known = self._profiles.get(fits)
            if known is None:
                known = self._profiles[fits] = self._profile_of(fits)
            self._days[day] = known
        return known

    def _profile_of(self, fits: tuple[bool, ...]) -> _Profile:
        """The profile of a day, from which parts fit it (in the windows' order)."""
        fitting = iter(fits)
        ranges: list[tuple[int, int, int]] = []
        for index, window in enumerate(self.windows):
            if window is None:
                ranges.append((0, _DAY, index))
                continue
            for part in window.parts:
                if next(fitting):
                    ranges += [(start, end, index) for start, end in _ranges(part.hours)]
        edges = sorted({0, *(start for start, _, _ in ranges), *(end for _, end, _ in ranges if end < _DAY)})
        profile: list[tuple[int, int | None]] = []
        for edge in edges:
            first = min((index for start, end, index in ranges if start <= edge < end), default=None)
            if not profile or profile[-1][1] != first:
                profile.append((edge, first))
        return tuple(profile)


def _elapsed(start: datetime, end: datetime) -> Decimal:
    """Seconds between two instants in UTC."""
    gone = end - start
    seconds = Decimal(gone.days * _DAY + gone.seconds)
    return seconds + Decimal(gone.microseconds).scaleb(-6) if gone.microseconds else seconds


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins, in UTC (its first moment, where the clock skips midnight)."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _changes(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instant in [begin, end] at which the zone's offset changes, found by halving."""
    low, high = begin - _SECOND, end
    old = low.astimezone(zone).utcoffset()
    if old == high.astimezone(zone).utcoffset():
        return
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    yield high
