"""What do the cells with a date, a period of days or an instant say?

Dates are ISO and nothing else: `03/04/2026` is two different days in France and in the United States, so it is an
error, never a guess. An instant without an offset is local clock time of a zone; one that the clock skips in
spring, or shows twice in autumn, is an error that names it. `24:00` is the next day's `00:00`. Rule to remember:
Python compares two datetimes of one ZoneInfo by their clock faces, and finds one of a repeated hour equal to none of
another zone; so an instant read here shows the local time with a fixed offset (`at_zone`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from comptoir.core.pricing.language.numbers import MANY, short
from comptoir.core.values import DayPeriod, Unreadable

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{1,2}")
_SERIAL = re.compile(r"[0-9]{4,5}(?:\.[0-9]+)?")
_INSTANT = re.compile(
    r"(?P<day>[^\sT]+)(?:\s+|T)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"\s*(?P<offset>Z|[+\-\u2212][0-9]{2}:?[0-9]{2})?"
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


@lru_cache(maxsize=MANY)
def read_date(text: str) -> date:
    """A day, in ISO form.

    raises    Unreadable: date.ambiguous, date.two-digit-year, date.not-iso (with the day meant), date.no-such-day,
              date.serial, date.year, date.unreadable

    >>> read_date("2026-11-23")
    datetime.date(2026, 11, 23)
    """
    said = short(text)
    match = _ISO.fullmatch(said)
    if match is None:
        raise _wrong_date(said)
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unreadable("date.year", expected="2026-11-23", found=said)
    return _day(year, month, day, said)


def _day(year: int, month: int, day: int, said: str) -> date:
    """The day of the calendar, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("date.no-such-day", expected="2026-11-23", found=said) from None


def _wrong_date(said: str) -> Unreadable:
    """Why a text is no ISO date, and which day was meant where only one can be."""
    if match := _DAY_FIRST.fullmatch(said):
        one, other, year = int(match[1]), int(match[2]), int(match[3])
        first = f"{year:04}-{other:02}-{one:02}"
        second = f"{year:04}-{one:02}-{other:02}"
        if one <= 12 and other <= 12 and one != other:
            return Unreadable("date.ambiguous", expected=f"{first} | {second}", found=said)
        return _meant(second if other > 12 else first, said)
    if match := _YEAR_FIRST.fullmatch(said):
        month, day = match[2] or match[4], match[3] or match[5]
        return _meant(f"{match[1]}-{int(month):02}-{int(day):02}", said)
    code = (
        "date.two-digit-year" if _SHORT_YEAR.fullmatch(said)
        else "date.serial" if _SERIAL.fullmatch(said)
        else "date.unreadable"
    )  # fmt: skip
    return Unreadable(code, expected="2026-11-23", found=said)


def _meant(iso: str, said: str) -> Unreadable:
    """The one day that was meant, unless the calendar has none such."""
    try:
        date.fromisoformat(iso)
    except ValueError:
        return Unreadable("date.no-such-day", expected="2026-11-23", found=said)
    return Unreadable("date.not-iso", expected=iso, found=said)


@lru_cache(maxsize=MANY)
def read_period(valid_from: str, valid_to: str) -> DayPeriod:
    """Days from the first cell's (included) to the second's (excluded); an empty cell leaves that side open.

    >>> read_period("2026-01-01", "")
    DayPeriod(start=datetime.date(2026, 1, 1), end=None)
    """
    start = read_date(valid_from) if valid_from.strip() else None
    end = read_date(valid_to) if valid_to.strip() else None
    if start is not None and end is not None and start >= end:
        raise Unreadable("period.order", expected=f"> {start}", found=str(end))
    return DayPeriod(start, end)


@lru_cache(maxsize=4_096)
def read_instant(text: str, zone: ZoneInfo) -> datetime:
    """A moment, in a zone: local clock time, or with an offset of its own.

    raises    Unreadable: instant.unreadable, instant.no-time, instant.24h, instant.skipped (the clock jumps over it;
              `expected` is the first time after), instant.twice (`expected` lists both with their offsets), date.*

    >>> read_instant("2026-11-23 14:30", ZoneInfo("Europe/Paris")).isoformat()
    '2026-11-23T14:30:00+01:00'
    """
    said = short(text)
    match = _INSTANT.fullmatch(said)
    if match is None:
        if _ISO.fullmatch(said):
            raise Unreadable("instant.no-time", expected=f"{said} 00:00", found=said)
        raise Unreadable("instant.unreadable", expected="2026-11-23 14:30", found=said)
    day = read_date(match["day"])
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if (hour, minute, second) == (24, 0, 0):
        following = (datetime.combine(day, datetime.min.time()) + timedelta(days=1)).date()
        raise Unreadable("instant.24h", expected=f"{following} 00:00", found=said)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable("instant.unreadable", expected="2026-11-23 14:30", found=said)
    local = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - its zone follows
    if match["offset"]:
        return at_zone(local.replace(tzinfo=_offset(match["offset"], said)), zone)
    return in_zone(local, zone)


def _offset(text: str, said: str) -> timezone:
    """An offset from UTC."""
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise Unreadable("instant.offset", expected="+01:00", found=said)
    gone = timedelta(hours=hours, minutes=minutes)
    return timezone(gone if text[0] == "+" else -gone)


def at_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as a zone's clock shows it, with its offset fixed, so that moments compare as moments.

    >>> at_zone(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")).isoformat()
    '2026-10-25T02:30:00+01:00'
    """
    shown = moment.astimezone(zone)
    gone = shown.utcoffset()
    assert gone is not None
    return shown.replace(tzinfo=timezone(gone), fold=0)


def in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """A local clock time as the one moment it names.

    raises    Unreadable: instant.skipped or instant.twice

    >>> in_zone(datetime(2026, 11, 23, 8), ZoneInfo("Europe/Paris")).utcoffset()
    datetime.timedelta(seconds=3600)
    """
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    before, after = early.utcoffset(), late.utcoffset()
    if before == after:
        return at_zone(early, zone)
    assert before is not None
    assert after is not None
    if before < after:
        # Clock time that does not exist: carrying the old offset on says what the clock showed instead.
        shown = early.astimezone(UTC).astimezone(zone)
        raise Unreadable(
            "instant.skipped", expected=f"{shown:%Y-%m-%d %H:%M}", found=f"{local:%Y-%m-%d %H:%M}"
        )
    both = f"{early.isoformat(' ', 'minutes')} | {late.isoformat(' ', 'minutes')}"
    raise Unreadable("instant.twice", expected=both, found=f"{local:%Y-%m-%d %H:%M}")
