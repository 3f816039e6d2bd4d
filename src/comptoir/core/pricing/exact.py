"""How does a price stay exact from the quantity to the cent?

Inside a line everything is a `Fraction`: a third of an hour at 0.05 is no finite decimal, and three of them must make
half a cent again, not a hair less. `to_amount` is the only way out, and rounds once, through `Amount.of`. Rule to
remember: a number in an explanation is a Decimal; where no Decimal is exact, `exact` beside it holds the fraction.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from comptoir.core.values import Amount
from comptoir.core.values.amount import EXACT

Params = tuple[tuple[str, object], ...]

ZERO, ONE = Fraction(0), Fraction(1)
_SHOWN_PLACES = Decimal("0.000001")
# Beyond this many decimal places a number is shown rounded, with its exact fraction beside it.
_MOST_PLACES = 18


def to_amount(value: Fraction, currency: str) -> Amount:
    """Round an exact sum in major units to the minor unit, half away from zero.

    The one division is to 60 digits: a tie is a finite decimal and comes out as itself, and nothing that is not a tie
    can come so near to one, since denominators (steps, prices, windows) stay far below 10^40.

    >>> to_amount(Fraction(1, 3) * Fraction(3, 200), "EUR")
    Amount(minor=1, currency='EUR')
    """
    return Amount.of(EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)), currency)


@lru_cache(maxsize=4096)
def as_fraction(value: Decimal) -> Fraction:
    """A Decimal as a Fraction (remembered: cards and requests repeat their numbers)."""
    return Fraction(value)


def as_decimal(value: Fraction) -> Decimal | None:
    """The same number as a plain Decimal, or None where it has no short finite one.

    >>> as_decimal(Fraction(5, 4)), as_decimal(Fraction(1, 3))
    (Decimal('1.25'), None)
    """
    if value.denominator == 1:
        return Decimal(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > _MOST_PLACES:
        return None
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, EXACT)


def number(name: str, value: Fraction) -> Params:
    """One number as parameters of a reason: exact where a decimal can be, else shown with its fraction beside it.

    >>> number("quantity", Fraction(3, 2)), number("quantity", Fraction(1, 3))
    ((('quantity', Decimal('1.5')),), (('quantity', Decimal('0.333333')), ('exact_quantity', '1/3')))
    """
    exact = as_decimal(value)
    if exact is not None:
        return ((name, exact),)
    shown = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)).quantize(_SHOWN_PLACES)
    return ((name, shown), (f"exact_{name}", f"{value.numerator}/{value.denominator}"))


def whole_steps(value: Fraction, step: Fraction, rounding: str) -> Fraction:
    """A quantity in whole steps, rounded `up`, `down` or to the `nearest` (half up).

    >>> whole_steps(Fraction(95), Fraction(15), "up"), whole_steps(Fraction(95), Fraction(15), "down")
    (Fraction(105, 1), Fraction(90, 1))
    """
    count = value / step
    if rounding == "up":
        return -((-count) // 1) * step
    if rounding == "nearest":
        return ((count * 2 + 1) // 2) * step
    return (count // 1) * step
