"""Which rows of a card count for an offering and a class?

Rows that name the offering beat those of its groups, and these beat `*`; among equals a row that names the class
beats `*`. The best level that has a row decides alone. Where all rows of a level depend on conditions, the next level
stands ready for when none of them holds. Parts (`combine = plus`) are added from every level. Rule to remember: which
row counts is decided here once, when a card is compiled, never while a line is priced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from comptoir.core.pricing.terms import AllOf, AnyOf, Card, Combine, Condition, Event, Not, Rate

# (offering cell, event, class or "*") -> rows with their position in the card
Index = Mapping[tuple[str, Event, str], list[tuple[int, Rate]]]
Key = tuple[str, Event, str]


class Counted(NamedTuple):
    """A row that may count, and the whole condition under which it does."""

    rate: Rate
    condition: Condition | None


def index_rates(rates: Iterable[Rate]) -> dict[Key, list[tuple[int, Rate]]]:
    """The rows by offering cell, event and class, in the card's order."""
    index: dict[Key, list[tuple[int, Rate]]] = {}
    for position, rate in enumerate(rates):
        for name in rate.classes or ("*",):
            key = (rate.offering, rate.event, name)
            rows = index.get(key)
            if rows is None:
                index[key] = [(position, rate)]
            else:
                rows.append((position, rate))
    return index


def groups_by_offering(card: Card) -> dict[str, tuple[str, ...]]:
    """The groups each offering belongs to, from `[groups]` and from offerings.csv."""
    found: dict[str, set[str]] = {}
    for group, members in card.groups.items():
        for offering in members:
            found.setdefault(offering, set()).add(group)
    for item in card.offerings:
        if item.groups:
            found.setdefault(item.id, set()).update(item.groups)
    return {offering: tuple(sorted(groups)) for offering, groups in found.items()}


def counting(
    index: Index, groups: tuple[str, ...], offering: str, rate_class: str, event: Event, on: date
) -> tuple[list[Counted], list[Counted]]:
    """The rows that may count, and the parts that are added.

    on        a day of the time for which the formula is made (rows not valid on it are left out)
    returns   rows of the price, best level first; parts in the card's order
    """
    price: list[Counted] = []
    parts: list[tuple[int, Rate]] = []
    better: list[Condition] = []
    decided = False
    for level in _levels(index, groups, offering, rate_class, event):
        rows = [(position, rate) for position, rate in level if on in rate.valid]
        parts += [(position, rate) for position, rate in rows if rate.combine is Combine.PLUS]
        own = [rate for _, rate in rows if rate.combine is not Combine.PLUS]
        if decided or not own:
            continue
        price += [Counted(rate, _unless(rate.condition, better)) for rate in own]
        decided = any(rate.condition is None for rate in own)
        better += [rate.condition for rate in own if rate.condition is not None]
    ordered = sorted(parts, key=lambda part: part[0])
    return price, [Counted(rate, rate.condition) for _, rate in ordered]


def _levels(
    index: Index, groups: tuple[str, ...], offering: str, rate_class: str, event: Event
) -> Iterator[list[tuple[int, Rate]]]:
    """The rows of each level, best first, in the card's order."""
    for cells in ((offering,), tuple(f"group:{group}" for group in groups), ("*",)):
        for name in (rate_class, "*"):
            found = [row for cell in cells for row in index.get((cell, event, name), ())]
            # A row of a group that holds the offering twice over still counts once.
            yield found if len(cells) == 1 else sorted(dict(found).items())


def _unless(own: Condition | None, better: list[Condition]) -> Condition | None:
    """A row's condition together with: no row of a better level holds."""
    if not better:
        return own
    none_better = Not(better[0] if len(better) == 1 else AnyOf(tuple(better)))
    return none_better if own is None else AllOf((own, none_better))
