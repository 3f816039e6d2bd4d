"""What is the content hash of a rate card?

Two cards have the same hash when they mean the same: places (file and line) do not count, nor the order of rows that
never meet (of different offerings, classes or events); the order of classes, of adjustments and of the rows of one
offering and class does. Rule to remember: the text that is hashed names every field that differs from its default,
so a new field of the language changes no old hash until it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter, itemgetter

from comptoir.core.pricing.terms import Card, Rate, UnitPrice

_NOT_MEANT = frozenset({"place", "rates", "offerings", "components"})
# The fields of a rate beside its place, offering, classes and price, which are usually at their defaults.
_OTHERS = tuple(one for one in fields(Rate) if one.name not in ("place", "offering", "classes", "price"))
_OTHER_NAMES = tuple(one.name for one in _OTHERS)
_OTHER_DEFAULTS = tuple(one.default for one in _OTHERS)
_others_of = attrgetter(*_OTHER_NAMES)


def content_hash(card: Card) -> str:
    """The hash of what a card means, 64 hexadecimal digits."""
    digest = sha256()
    digest.update(canonical(card).encode())
    for section in (card.offerings, card.components):
        for text in sorted(canonical(row) for row in section):
            digest.update(text.encode())
    digest.update("\n".join(_rates(card.rates)).encode())
    return digest.hexdigest()


def _rates(rates: Iterable[Rate]) -> Iterator[str]:
    """The rates, one text each per class, sorted by what they are about and else in the card's order."""
    lines: list[tuple[str, str]] = []
    for rate in rates:
        text = _rate(rate)
        about = f"{rate.offering}\x1f{rate.event}\x1f"
        lines += [(about + name, text) for name in rate.classes or ("*",)]
    lines.sort(key=itemgetter(0))
    for about, text in lines:
        yield f"{about}\x1f{text}"


def _rate(rate: Rate) -> str:
    """One rate: its price, and each field that is not at its default."""
    price = rate.price
    said = f"{price.value.normalize()}" if price.__class__ is UnitPrice else canonical(price)
    others = _others_of(rate)
    # One comparison settles most rows of most cards.
    if others != _OTHER_DEFAULTS:
        for name, value, default in zip(_OTHER_NAMES, others, _OTHER_DEFAULTS, strict=True):
            if value is not default and value != default:
                said += f"\x1f{name}={canonical(value)}"
    return said


def canonical(value: object) -> str:
    """A value as one text: the same for equal values, whatever order a set or mapping came in.

    >>> canonical(Decimal("1.50")) == canonical(Decimal("1.5")), canonical(frozenset("ba"))
    (True, "{'a','b'}")
    """
    if isinstance(value, str):
        return str.__repr__(value)
    if isinstance(value, Decimal):
        return str(value.normalize())
    if value is None or isinstance(value, bool | int):
        return repr(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(canonical(item) for item in value)) + "}"
    if isinstance(value, Mapping):
        items = sorted(f"{canonical(key)}:{canonical(item)}" for key, item in value.items())
        return "{" + ",".join(items) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if is_dataclass(value):
        return _dataclass(value)
    return repr(value)


def _dataclass(value: object) -> str:
    """A dataclass: its name and each field that is not at its default."""
    said = []
    for name, default in _fields(type(value)):  # type: ignore[arg-type] # classes are hashable
        held = getattr(value, name)
        if held is not default and (default is MISSING or held != default):
            said.append(f"{name}={canonical(held)}")
    return f"{value.__class__.__name__}({';'.join(said)})"


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass that mean something, with their defaults."""
    return tuple((one.name, one.default) for one in fields(kind) if one.name not in _NOT_MEANT)
