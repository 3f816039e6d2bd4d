"""Periods cut at windows: against a minute-by-minute oracle, over every change of the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.pricing.language import read_window
from comptoir.core.pricing.terms import Span24, Window, WindowPart
from comptoir.core.pricing.windows import Cutter, DaySlice, Slice, day_slices, holds_at, slices
from comptoir.core.values import elapsed_seconds

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, *map(ZoneInfo, ("America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"))]
HOLIDAYS = frozenset({date(2026, 5, 1), date(2026, 10, 25), date(2026, 12, 25)})
MINUTE = timedelta(minutes=1)
HOUR = Decimal(3_600)


def window(text: str) -> Window:
    return read_window(text, {})


def at(zone: ZoneInfo, *moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=zone, fold=fold)  # type: ignore[arg-type, misc]


def hours(found: Sequence[Slice]) -> list[tuple[int | None, Decimal | int]]:
    """Windows and hours of the slices."""
    return [(part.window, part.seconds / HOUR) for part in found]


def slowly(
    start: datetime, end: datetime, windows: Sequence[Window | None], zone: ZoneInfo
) -> list[tuple[int | None, Decimal]]:
    """The same, by asking every single minute what the local clock and the calendar show."""
    found: list[tuple[int | None, Decimal]] = []
    moment = start.astimezone(UTC)
    while moment < end.astimezone(UTC):
        local = moment.astimezone(zone)
        index = next((number for number, one in enumerate(windows) if shows(one, local)), None)
        if found and found[-1][0] == index:
            found[-1] = (index, found[-1][1] + 60)
        else:
            found.append((index, Decimal(60)))
        moment += MINUTE
    return found


def shows(one: Window | None, local: datetime) -> bool:
    """Whether a clock face and a calendar page lie in a window, straight from the reference's words."""
    if one is None:
        return True
    for part in one.parts:
        clock, day = local.time(), (local.month, local.day)
        fits = part.weekdays is None or local.weekday() in part.weekdays
        fits &= part.holidays is None or (local.date() in HOLIDAYS) == part.holidays
        if part.season:
            first, last = part.season
            fits &= first <= day <= last if first <= last else not last < day < first
        if part.hours:
            opening, closing = part.hours.start, part.hours.end or time.max
            inside = opening <= clock < closing if opening < closing else not closing <= clock < opening
            fits &= inside
        if fits:
            return True
    return False


def check_partition(found: Sequence[Slice], start: datetime, end: datetime) -> None:
    """Slices follow each other without gap or overlap from start to end, and lose no second."""
    assert found[0].start.astimezone(UTC) == start.astimezone(UTC)
    assert found[-1].end.astimezone(UTC) == end.astimezone(UTC)
    for one, following in pairwise(found):
        assert one.end == following.start
        assert one.window != following.window
    assert all(part.seconds == elapsed_seconds(part.start, part.end) > 0 for part in found)
    assert sum(part.seconds for part in found) == elapsed_seconds(start, end)


# --- by example -----------------------------------------------------------------------------------------------------

NIGHT = window("20:00-07:00")


def test_a_night_has_eleven_hours_but_ten_and_twelve_when_the_clock_changes() -> None:
    for day, night in (((2026, 1, 10), 11), ((2026, 3, 28), 10), ((2026, 10, 24), 12)):
        start = at(PARIS, *day, 18)
        end = (start + timedelta(days=1)).replace(hour=8)

        assert hours(slices(start, end, [NIGHT], PARIS)) == [(None, 2), (0, night), (None, 1)]


def test_a_repeated_hour_counts_twice_and_a_skipped_one_not_at_all() -> None:
    small = window("02:00-03:00")

    autumn = slices(at(PARIS, 2026, 10, 25, 0), at(PARIS, 2026, 10, 25, 6), [small], PARIS)
    spring = slices(at(PARIS, 2026, 3, 29, 0), at(PARIS, 2026, 3, 29, 6), [small], PARIS)

    assert hours(autumn) == [(None, 2), (0, 2), (None, 3)]
    assert hours(spring) == [(None, 5)]


def test_an_edge_within_a_repeated_or_a_skipped_hour() -> None:
    half = window("02:30-06:00")

    autumn = slices(at(PARIS, 2026, 10, 25, 0), at(PARIS, 2026, 10, 25, 7), [half], PARIS)
    spring = slices(at(PARIS, 2026, 3, 29, 0), at(PARIS, 2026, 3, 29, 7), [half], PARIS)

    assert hours(autumn) == [(None, Decimal("2.5")), (0, Decimal("0.5")), (None, Decimal("0.5")),
                             (0, Decimal("3.5")), (None, 1)]  # fmt: skip
    assert hours(spring) == [(None, 2), (0, 3), (None, 1)]


def test_the_first_window_that_holds_counts() -> None:
    windows = [window("holidays"), window("sat,sun"), NIGHT, None]

    found = slices(at(PARIS, 2026, 4, 30, 12), at(PARIS, 2026, 5, 3, 0), windows, PARIS, HOLIDAYS)

    assert hours(found) == [(3, 8), (2, 4), (0, 24), (1, 24)]


def test_hours_over_midnight_with_a_weekday_are_moments_of_that_day() -> None:
    found = slices(at(PARIS, 2026, 11, 26, 0), at(PARIS, 2026, 11, 29, 0), [window("fri 20:00-07:00")], PARIS)

    assert hours(found) == [(None, 24), (0, 7), (None, 13), (0, 4), (None, 24)]


def test_a_day_that_a_country_left_out() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011

    found = slices(at(apia, 2011, 12, 29, 12), at(apia, 2011, 12, 31, 12), [window("fri")], apia)

    assert hours(found) == [(None, 24)]


def test_whole_days_are_cut_by_day_and_hours_hold_on_none() -> None:
    days = day_slices(
        date(2026, 12, 23), date(2026, 12, 28), [window("holidays"), window("sat,sun")], HOLIDAYS
    )

    assert days == [
        DaySlice(None, date(2026, 12, 23), date(2026, 12, 25)),
        DaySlice(0, date(2026, 12, 25), date(2026, 12, 26)),
        DaySlice(1, date(2026, 12, 26), date(2026, 12, 28)),
    ]
    assert [part.window for part in day_slices(date(2026, 1, 1), date(2026, 1, 3), [NIGHT])] == [None]
    assert [
        part.window for part in day_slices(date(2026, 1, 1), date(2026, 1, 3), [window("00:00-24:00")])
    ] == [0]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("11-01..03-31", date(2026, 12, 31), True),
        ("11-01..03-31", date(2026, 3, 31), True),
        ("11-01..03-31", date(2026, 4, 1), False),
        ("02-29..02-29", date(2027, 2, 28), False),
        ("02-29..02-29", date(2028, 2, 29), True),
        ("06-01..08-31", date(2026, 8, 31), True),
        ("not holidays", date(2026, 5, 1), False),
        ("sat,sun or holidays", date(2026, 5, 1), True),
        ("08:00-18:00", date(2026, 5, 1), False),
    ],
)
def test_a_window_on_a_day(text: str, day: date, expected: bool) -> None:
    assert holds_at(window(text), day, PARIS, HOLIDAYS) is expected


def test_nothing_lasts_no_time_and_backwards_is_an_error() -> None:
    noon = at(PARIS, 2026, 1, 1, 12)

    assert slices(noon, noon, [NIGHT], PARIS) == []
    with pytest.raises(ValueError, match="ends after"):
        slices(noon, noon - MINUTE, [NIGHT], PARIS)
    with pytest.raises(ValueError, match="zone"):
        slices(noon.replace(tzinfo=None), noon, [NIGHT], PARIS)


def test_fractions_of_a_second_are_kept() -> None:
    start = at(PARIS, 2026, 1, 1, 19, 59, 59, 250_000)

    found = slices(start, start + timedelta(seconds=2), [NIGHT], PARIS)

    assert [part.seconds for part in found] == [Decimal("0.75"), Decimal("1.25")]


# --- I-22: every change of the clock --------------------------------------------------------------------------------


def changes(zone: ZoneInfo, first: int, last: int) -> Iterator[date]:
    """The days from one year to another on which a zone's clock changes."""
    day = date(first, 1, 1)
    while day <= date(last, 12, 31):
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        if midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset():
            yield day
        day += timedelta(days=1)


DURATIONS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 15, 30, 59, 60, 90, 120, 240, 480, 719, 1_440, 2_880)
)
RATED = (window("sat,sun 02:30-03:15"), window("20:00-02:30"), window("mon-fri 08:00-18:00"), window("sun"))


def by_minute(first: datetime, last: datetime, zone: ZoneInfo) -> list[int]:
    """Which window every minute of a stretch lies in (-1: none), as running counts would need it."""
    found = []
    moment = first
    while moment < last:
        local = moment.astimezone(zone)
        found.append(next((number for number, one in enumerate(RATED) if shows(one, local)), -1))
        moment += MINUTE
    return found


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_i22_rentals_across_every_change_of_the_clock(zone: ZoneInfo) -> None:
    days = list(changes(zone, 2025, 2028)) or [date(2026, 3, 29), date(2026, 10, 25)]
    cutter = Cutter(RATED, zone)
    rentals = 0

    for day in days:
        begin = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        minutes = by_minute(begin, begin + timedelta(days=3, hours=2), zone)
        for quarter in range(96):
            start = begin + timedelta(minutes=15 * quarter)
            for duration in DURATIONS:
                found = cutter.cut(start, start + duration)
                seen = minutes[15 * quarter : 15 * quarter + duration // MINUTE]
                counted = [0] * (len(RATED) + 1)
                for part in found:
                    counted[-1 if part.window is None else part.window] += int(part.seconds)
                assert counted == [60 * seen.count(number) for number in (*range(len(RATED)), -1)]
                assert sum(counted) == duration.total_seconds()
                rentals += 1

    assert rentals == len(days) * 96 * 12
    if zone is PARIS:
        assert rentals == 9_216


# --- random windows -------------------------------------------------------------------------------------------------

CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
HOURS = st.builds(Span24, CLOCK, st.none() | CLOCK).filter(lambda span: span.start != span.end)
MONTH_DAYS = st.tuples(st.integers(1, 12), st.integers(1, 28))
PARTS = st.builds(
    WindowPart,
    weekdays=st.none() | st.frozensets(st.integers(0, 6), min_size=1),
    hours=st.none() | HOURS,
    season=st.none() | st.tuples(MONTH_DAYS, MONTH_DAYS),
    holidays=st.sampled_from([None, None, True, False]),
)
WINDOWS = st.none() | st.builds(Window, st.just("drawn"), st.lists(PARTS, min_size=1, max_size=2).map(tuple))
# Two days around a change of the clock somewhere, or any days.
STARTS = st.sampled_from(
    [(2026, 3, 28), (2026, 10, 24), (2026, 3, 8), (2026, 11, 1), (2026, 4, 4), (2011, 12, 29), (2026, 12, 31)]
).map(lambda day: datetime(*day, tzinfo=UTC))


@given(
    st.sampled_from(ZONES),
    st.lists(WINDOWS, max_size=3),
    STARTS,
    st.integers(0, 2_000),
    st.integers(1, 3_000),
)
def test_slices_agree_with_a_look_at_every_minute(
    zone: ZoneInfo, windows: list[Window | None], day: datetime, minute: int, length: int
) -> None:
    start = day + minute * MINUTE
    end = start + length * MINUTE

    found = slices(start, end, windows, zone, HOLIDAYS)

    check_partition(found, start, end)
    assert [(part.window, part.seconds) for part in found] == slowly(start, end, windows, zone)
    first = next((number for number, one in enumerate(windows) if holds_at(one, start, zone, HOLIDAYS)), None)
    assert found[0].window == first == Cutter(tuple(windows), zone, HOLIDAYS).first_at(start)


@given(st.lists(WINDOWS, max_size=3), st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_day_slices_agree_with_a_look_at_every_day(
    windows: list[Window | None], first: date, length: int
) -> None:
    end = first + timedelta(days=length)

    found = day_slices(first, end, windows, HOLIDAYS)

    assert found[0].first == first
    assert found[-1].end == end
    assert all(one.end == following.first for one, following in pairwise(found))
    assert sum(part.days for part in found) == length
    for part in found:
        index = next(
            (number for number, one in enumerate(windows) if holds_at(one, part.first, PARIS, HOLIDAYS)), None
        )
        assert part.window == index
