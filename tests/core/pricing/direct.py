"""A second, slow way to a price, written from docs/company-folder.md alone: fractions, no index, no compiled formula.

It knows one offering and one class: a price with its step, minimum, included quantity, tiers, counter and limits. The
tests hold the price book to it, to the cent.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from comptoir.core.pricing.terms import Graduation, Rate, Rounding, UnitPrice


def direct_cents(rates: list[Rate], quantity: Decimal, had: Decimal = Decimal(0)) -> Fraction:
    """What a quantity comes to in cents, not yet rounded, given the rows of its one price in order of `from`."""
    first = rates[0]
    charged = _less_included(first, _stepped(first, Fraction(quantity)))
    total = _tiered(rates, charged, Fraction(had))
    if first.min_amount is not None:
        total = max(total, Fraction(first.min_amount))
    if first.max_amount is not None:
        total = min(total, Fraction(first.max_amount))
    return total * 100


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def _stepped(rate: Rate, quantity: Fraction) -> Fraction:
    step = None if rate.step is None else Fraction(rate.step[0])
    least = Fraction(0) if rate.min_quantity is None else Fraction(rate.min_quantity[0])
    if step is None:
        return max(quantity, least)
    count = quantity / step
    steps = {
        Rounding.UP: ceil(count),
        Rounding.DOWN: floor(count),
        Rounding.NEAREST: floor(count + Fraction(1, 2)),
    }
    return max(steps[rate.rounding] * step, ceil(least / step) * step)


def _less_included(rate: Rate, quantity: Fraction) -> Fraction:
    return max(Fraction(0), quantity - Fraction(rate.included))


def _tiered(rates: list[Rate], quantity: Fraction, had: Fraction) -> Fraction:
    mode = max((rate.tier for rate in rates), key=lambda tier: tier is not Graduation.GRADUATED)
    starts = [Fraction(0) if rate.start is None else Fraction(rate.start.value) for rate in rates]
    if mode is Graduation.GRADUATED:
        total = Fraction(0)
        for index, rate in enumerate(rates):
            end = starts[index + 1] if index + 1 < len(rates) else None
            low = max(starts[index], had)
            high = had + quantity if end is None else min(end, had + quantity)
            total += _price(rate) * max(Fraction(0), high - low)
        return total
    reached = rates[0]
    for rate, start in zip(rates, starts, strict=True):
        above = rate.start is not None and rate.start.above
        if had + quantity > start or (had + quantity == start and not above):
            reached = rate
    if mode is Graduation.BRACKET:
        assert isinstance(reached.price, UnitPrice)
        return Fraction(reached.price.value)
    return _price(reached) * quantity


def _price(rate: Rate) -> Fraction:
    """What one unit costs."""
    assert isinstance(rate.price, UnitPrice)
    count = Fraction(1) if rate.per is None else Fraction(rate.per.count)
    return Fraction(rate.price.value) / count
