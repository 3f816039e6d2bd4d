"""Is a unit in a request one that the company knows, or a misspelling of one?

Any word may be a unit (page, sample, core-hour), so an unknown one is no error by itself: it has no price. Rule to
remember: only a name that resembles a unit in use, and stands nowhere in the cards, is taken for a misspelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from enum import Enum

from comptoir.core.catalog import Offering
from comptoir.core.pricing.terms import Card, Rate
from comptoir.core.values.unit import KNOWN_UNITS, canonical

_ALIKE = 0.7


def misspelled(name: str, used: frozenset[str], cards: Iterable[Card]) -> str | None:
    """The unit in use that a request means by a name which nothing of the company knows; None: take it as it is."""
    if name in used:
        return None
    folded = {one.casefold(): one for one in used}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=_ALIKE)
    if not close or any(name == canonical(text) for card in cards for text in _texts(_said(card))):
        return None
    return folded[close[0]]


def units_in_use(cards: Iterable[Card], offerings: Mapping[str, Offering]) -> frozenset[str]:
    """The units that offerings, conversions and rates name, and those of time."""
    found = {canonical(one.unit) for one in offerings.values()}
    for card in cards:
        found.update(card.units, (other for _, other in card.units.values()))
        for rate in card.rates:
            found.update(_of_rate(rate))
    return KNOWN_UNITS | found - {""}


def _of_rate(rate: Rate) -> Iterator[str]:
    yield from rate.per.units if rate.per else ()
    for measured in (rate.step, rate.min_quantity):
        if measured is not None:
            yield measured[1]
    if rate.start is not None:
        yield rate.start.unit


def _said(card: Card) -> tuple[object, ...]:
    return (card.rates, card.classes, card.adjustments, card.components)


def _texts(value: object) -> Iterator[str]:
    """Every text within frozen values."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _texts(pair)
    elif isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
