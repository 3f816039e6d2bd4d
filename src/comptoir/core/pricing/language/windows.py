"""What does a window cell say? (docs/company-folder.md, section 6.7)

Words side by side must all hold at the same moment, alternatives are joined by `or`. A word is days (`mon-fri`,
`sat,sun`), hours (`08:00-18:00`, over midnight too), a season (`06-01..08-31`, both days included), `holidays`,
`not holidays`, or the name of a window of company.toml. Rule to remember: a window is a set of moments of local
clock time, so `fri 20:00-07:00` holds on Friday before 07:00 and from 20:00, not on Saturday morning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from comptoir.core.pricing.language.numbers import short
from comptoir.core.pricing.terms import Span24, Window, WindowPart
from comptoir.core.values import Unreadable

_EXAMPLES = "mon-fri 08:00-18:00 | sat,sun | 06-01..08-31 | holidays"
_DAYS = (
    ("mon", "monday", "lun", "lundi"), ("tue", "tuesday", "mar", "mardi"), ("wed", "wednesday", "mer", "mercredi"),
    ("thu", "thursday", "jeu", "jeudi"), ("fri", "friday", "ven", "vendredi"), ("sat", "saturday", "sam", "samedi"),
    ("sun", "sunday", "dim", "dimanche"),
)  # fmt: skip
_DAY = {name: number for number, names in enumerate(_DAYS) for name in names}
_HOLIDAYS = frozenset({"holidays", "holiday", "fériés", "férié"})
_CLOCK = r"[0-9]{1,2}(?:[:h][0-9]{2}|h)"
_HOURS = re.compile(rf"({_CLOCK})-({_CLOCK})", re.IGNORECASE)
_SEASON = re.compile(r"([0-9]{2})-([0-9]{2})\.\.([0-9]{2})-([0-9]{2})")
_JOINTS = re.compile(r"\s*(-|\.\.|,)\s*")
_MAX_PARTS = 64
_MAX_DEPTH = 3  # windows named by windows named by windows
_LEAP_YEAR = 2024  # a season may begin or end on 29 February


def read_window(text: str, named: Mapping[str, str]) -> Window:
    """The window of a cell.

    named     the windows of company.toml: name -> text (names ignore case)
    raises    Unreadable (window.*): an unknown word, a name that uses itself, days that never come

    >>> read_window("sat,sun", {}).parts
    (WindowPart(weekdays=frozenset({5, 6}), hours=None, season=None, holidays=None),)
    >>> read_window("night", {"night": "20:00-07:00"}).parts[0].hours
    Span24(start=datetime.time(20, 0), end=datetime.time(7, 0))
    """
    if not short(text):
        raise Unreadable("window.empty", expected=_EXAMPLES, found=text)
    known = {name.casefold(): inner for name, inner in named.items()}
    return Window(" ".join(text.split()), _alternatives(text, known, frozenset()))


def _alternatives(text: str, named: Mapping[str, str], within: frozenset[str]) -> tuple[WindowPart, ...]:
    """The parts of which one must hold; `within` are the names being read, to see one that uses itself."""
    dashed = re.sub("[\u2012\u2013\u2014\u2212]", "-", short(text))
    parts: list[WindowPart] = []
    for alternative in re.split(r"\s+(?:or|ou)\s+", _JOINTS.sub(r"\1", dashed.strip()), flags=re.IGNORECASE):
        parts += _together(alternative, text, named, within)
        if len(parts) > _MAX_PARTS:
            raise Unreadable("window.too-long", expected=_EXAMPLES, found=text)
    return tuple(dict.fromkeys(parts))


def _together(words: str, text: str, named: Mapping[str, str], within: frozenset[str]) -> list[WindowPart]:
    """Words that must all hold: every choice of their alternatives, each folded into one part."""
    folded = [WindowPart()]
    negated = False
    for word in words.casefold().split():
        if word in ("not", "no", "and", "et", "hors", "sauf"):
            negated = negated or word not in ("and", "et")
            continue
        choices = _word(word, text, named, within)
        if negated:
            if choices != (WindowPart(holidays=True),):
                raise Unreadable("window.not", expected="not holidays", found=text)
            choices, negated = (WindowPart(holidays=False),), False
        folded = [_both(one, other, text) for one in folded for other in choices]
        if len(folded) > _MAX_PARTS:
            raise Unreadable("window.too-long", expected=_EXAMPLES, found=text)
    if negated or folded == [WindowPart()]:
        raise Unreadable("window.unreadable", expected=_EXAMPLES, found=text)
    return folded


def _word(word: str, text: str, named: Mapping[str, str], within: frozenset[str]) -> tuple[WindowPart, ...]:
    """One word of a window."""
    if word in named:
        if word in within:
            raise Unreadable("window.circle", expected=_EXAMPLES, found=word)
        if len(within) == _MAX_DEPTH:
            raise Unreadable("window.too-long", expected=_EXAMPLES, found=word)
        return _alternatives(named[word], named, within | {word})
    if word in _HOLIDAYS:
        return (WindowPart(holidays=True),)
    if hours := _HOURS.fullmatch(word):
        return (WindowPart(hours=_hours(hours[1], hours[2], text)),)
    if season := _SEASON.fullmatch(word):
        return (WindowPart(season=_season(season, text)),)
    return (WindowPart(weekdays=_weekdays(word, text)),)


def _weekdays(word: str, text: str) -> frozenset[int]:
    """Days: names and ranges joined by commas; a range may run over the week's end (`sat-mon`)."""
    days: set[int] = set()
    for item in word.split(","):
        first, _, last = item.partition("-")
        if first not in _DAY or (last or first) not in _DAY:
            raise Unreadable("window.unreadable", expected=_EXAMPLES, found=item)
        start, end = _DAY[first], _DAY[last or first]
        if item.endswith("-"):
            raise Unreadable("window.unreadable", expected=_EXAMPLES, found=text)
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(days)


def _hours(first: str, last: str, text: str) -> Span24:
    """Hours `[first, last)`; 24:00 (or 00:00) at the end is midnight."""
    start, end = _clock(first, text), _clock(last, text)
    if start == 24 * 60 or start == end:
        raise Unreadable("window.hours", expected="08:00-18:00 | 00:00-24:00", found=text)
    closing = None if end in (0, 24 * 60) else time(end // 60, end % 60)
    return Span24(time(start // 60, start % 60), closing)


def _clock(word: str, text: str) -> int:
    """Minutes since midnight, up to 24:00."""
    hour, _, minute = word.replace("h", ":").partition(":")
    minutes = int(hour) * 60 + int(minute or 0)
    if minutes > 24 * 60 or int(minute or 0) > 59:
        raise Unreadable("window.hours", expected="08:00-18:00 | 00:00-24:00", found=text)
    return minutes


def _season(match: re.Match[str], text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """A season as (month, day) of its first and last day."""
    first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
    for month, day in (first, last):
        try:
            date(_LEAP_YEAR, month, day)
        except ValueError:
            raise Unreadable("window.season", expected="06-01..08-31", found=text) from None
    return first, last


def _both(one: WindowPart, other: WindowPart, text: str) -> WindowPart:
    """The moments that lie in both parts."""
    for given in ("hours", "season", "holidays"):
        mine, theirs = getattr(one, given), getattr(other, given)
        if mine is not None and theirs is not None and mine != theirs:
            raise Unreadable("window.twice", expected=_EXAMPLES, found=text)
    days = one.weekdays if other.weekdays is None else other.weekdays
    if one.weekdays is not None and other.weekdays is not None:
        days = one.weekdays & other.weekdays
    if days is not None and not days:
        raise Unreadable("window.never", expected=_EXAMPLES, found=text)
    return replace(
        one,
        weekdays=days,
        hours=one.hours or other.hours,
        season=one.season or other.season,
        holidays=other.holidays if one.holidays is None else one.holidays,
    )
