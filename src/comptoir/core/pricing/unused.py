"""Which of the quantities that a line states does its price leave aside? They are told, never passed over in silence.

A quantity counts where a strand of the price, a part or a pass is priced by its dimension, or where a condition of the
card asks for it. Asked only of lines that state several: a single one that no price uses has no price at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from comptoir.core.pricing.asking import Asking
from comptoir.core.pricing.conditions import names_used
from comptoir.core.pricing.formula import Plan
from comptoir.core.pricing.language import read_condition
from comptoir.core.pricing.lines import alternative
from comptoir.core.pricing.terms import Card, Condition
from comptoir.core.values.unit import unit


def unused(plan: Plan, asking: Asking, card: Card) -> tuple[tuple[str, Decimal], ...]:
    """The quantities that the price of a line leaves aside, by the unit in which they are stated.

    card    whose conditions may ask for a quantity too
    """
    line = asking.line
    stated = {**line.measures, **(line.reserved or {}), **(line.used or {})}
    if len(stated) + (line.start is not None or line.used_start is not None) < 2:
        return ()
    counted = set(_bases(plan, asking))
    left = {name: count for name, count in stated.items() if unit(name, asking.units).base not in counted}
    if not left:
        return ()
    asked = {
        unit(name, asking.units).base for condition in _conditions(card) for name in names_used(condition)
    }
    return tuple((name, count) for name, count in left.items() if unit(name, asking.units).base not in asked)


def _conditions(card: Card) -> Iterator[Condition]:
    """Every condition of a card."""
    for rate in card.rates:
        yield from (one for one in (rate.condition, rate.requires) if one is not None)
    for known in card.classes:
        yield from (one for one in (known.condition, known.requires) if one is not None)
    yield from (one.condition for one in card.adjustments if one.condition is not None)
    yield from (one.condition for one in card.components if one.condition is not None)
    yield from (read_condition(one.requires) for one in card.offerings if one.requires)


def _bases(plan: Plan, asking: Asking) -> Iterator[str]:
    """The dimensions that the price of a line is made of."""
    chosen = alternative(plan.alternatives, asking)
    for strand in (*(() if chosen is None else (chosen,)), *plan.greater, *plan.parts):
        yield from (one.base for one in strand.units)
        if strand.counter is not None:
            yield asking.default_unit.base
    for row in plan.passes:
        yield from (one.base for one in row.units)
