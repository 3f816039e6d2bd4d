"""Units of measure and measured quantities.

A unit is a name and a factor to the base of its dimension: minutes, hours, days, nights and weeks convert into
each other exactly (base: second); months, quarters and years do too (base: month), but a month is never a number of
days. Every other name (page, sample, core-hour) is a dimension of its own until a card declares a conversion.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

# A request's quantities: canonical unit name -> how much. A line may state several (10 tables, 2 days).
Measures = Mapping[str, Decimal]


class Unit(NamedTuple):
    """A unit: canonical name, the dimension's base, and how many of the base it is."""

    name: str
    base: str
    factor: Decimal


_KNOWN = {
    "second": ("second", "second", 1),
    "minute": ("minute", "second", 60),
    "hour": ("hour", "second", 3_600),
    "day": ("day", "second", 86_400),
    # A stay is counted in nights: one is the day it begins on.
    "night": ("night", "second", 86_400),
    "week": ("week", "second", 604_800),
    "month": ("month", "month", 1),
    "quarter": ("quarter", "month", 3),
    "year": ("year", "month", 12),
}
KNOWN_UNITS = frozenset(_KNOWN)
# Other spellings a card may use, in English, French and German.
_ALIASES = {
    "s": "second", "sec": "second", "seconde": "second",
    "min": "minute", "mn": "minute",
    "h": "hour", "hr": "hour", "heure": "hour", "stunde": "hour", "stunden": "hour",
    "d": "day", "j": "day", "jour": "day", "journée": "day", "tag": "day", "tage": "day",
    "nuit": "night", "nuitée": "night", "nuitee": "night", "nacht": "night", "nächte": "night",
    "semaine": "week", "woche": "week", "wochen": "week",
    "mois": "month", "monat": "month", "monate": "month",
    "trimestre": "quarter", "an": "year", "année": "year", "jahr": "year", "jahre": "year",
    "pièce": "piece", "pc": "piece", "unité": "piece", "item": "piece", "copy": "copy", "copies": "copy",
    "mètre": "metre", "meter": "metre", "heures": "hour", "journées": "day", "années": "year",
}  # fmt: skip


def canonical(name: str) -> str:
    """One spelling for a unit's name: lower case for known units, singular, known aliases resolved.

    >>> canonical("Hours"), canonical("jours"), canonical("samples"), canonical("core-hour")
    ('hour', 'day', 'sample', 'core-hour')
    >>> unit("nuitées").factor == unit("day").factor
    True
    """
    text = " ".join(name.split())
    low = text.casefold()
    if low in _ALIASES:
        return _ALIASES[low]
    if low in _KNOWN:
        return low
    singular = text[:-1] if len(text) > 3 and low.endswith("s") and not low.endswith("ss") else text
    low = singular.casefold()
    return _ALIASES.get(low, low if low in _KNOWN else singular)


def unit(name: str, conversions: Mapping[str, tuple[Decimal, str]] | None = None) -> Unit:
    """Resolve a unit's name, through a card's own conversions where it declares them.

    conversions   canonical name -> (how many, of which other unit)

    >>> unit("hours")
    Unit(name='hour', base='second', factor=Decimal('3600'))
    >>> unit("GPU-hour", {"GPU-hour": (Decimal(10), "core-hour")})
    Unit(name='GPU-hour', base='core-hour', factor=Decimal('10'))
    """
    found = canonical(name)
    if conversions and found in conversions:
        count, other = conversions[found]
        inner = unit(other, {key: value for key, value in conversions.items() if key != found})
        return Unit(found, inner.base, count * inner.factor)
    if found in _KNOWN:
        known, base, factor = _KNOWN[found]
        return Unit(known, base, Decimal(factor))
    return Unit(found, found, Decimal(1))
