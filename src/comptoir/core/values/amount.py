"""Amounts of money, exact to the smallest unit of their currency.

An `Amount` is an integer count of minor units (euro cents), never a float and never a Decimal of unknown
scale. Unit prices, quantities and ratios are `Decimal`; they meet an amount in one function, `Amount.of`,
which is also the only place that rounds (half up, away from zero).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# ISO 4217 currencies whose minor unit is not a hundredth.
_DIGITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip

# Wide enough that no product of a bounded price and a bounded quantity is ever rounded before its line is.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_SCALE = {digits: Decimal(10) ** digits for digits in (0, 2, 3)}
_ONE = Decimal(1)


def minor_digits(currency: str) -> int:
    """Number of decimal digits of the minor unit of a currency.

    >>> minor_digits("EUR"), minor_digits("JPY"), minor_digits("TND")
    (2, 0, 3)
    """
    return _DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A signed count of minor units in one currency (12.50 EUR is `Amount(1250, "EUR")`)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal, currency: str) -> Amount:
        """Round an exact sum in major units to the minor unit, half away from zero.

        >>> Amount.of(Decimal("4.605"), "EUR")
        Amount(minor=461, currency='EUR')
        >>> Amount.of(Decimal("-0.125"), "EUR").minor
        -13
        """
        scaled = EXACT.multiply(major, _SCALE[minor_digits(currency)])
        return cls(int(scaled.quantize(_ONE, ROUND_HALF_UP, EXACT)), currency)

    @classmethod
    def zero(cls, currency: str) -> Amount:
        """Nothing, in a currency."""
        return cls(0, currency)

    @property
    def major(self) -> Decimal:
        """The same amount in major units, exactly.

        >>> Amount(1250, "EUR").major
        Decimal('12.50')
        """
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __add__(self, other: Amount) -> Amount:
        self._same_currency(other)
        return Amount(self.minor + other.minor, self.currency)

    def __sub__(self, other: Amount) -> Amount:
        self._same_currency(other)
        return Amount(self.minor - other.minor, self.currency)

    def __neg__(self) -> Amount:
        return Amount(-self.minor, self.currency)

    def __str__(self) -> str:
        return f"{self.major} {self.currency}"

    def times(self, factor: Decimal) -> Amount:
        """Scale by a pure number, rounding half away from zero to one minor unit.

        >>> Amount(1005, "EUR").times(Decimal("0.5"))
        Amount(minor=503, currency='EUR')
        """
        scaled = EXACT.multiply(Decimal(self.minor), factor)
        return Amount(int(scaled.quantize(_ONE, ROUND_HALF_UP, EXACT)), self.currency)

    def _same_currency(self, other: Amount) -> None:
        if self.currency != other.currency:
            raise ValueError(f"amounts of two currencies do not add: {self} and {other}")


def split(total: Amount, weights: tuple[Decimal, ...], *, rest_to: int | None = None) -> tuple[Amount, ...]:
    """Share an amount in proportion to weights, losing no minor unit.

    weights   one non-negative number per share, in any common scale (percent, hours)
    rest_to   None: leftover units go one by one to the largest remainders, ties to the earliest share;
              an index: every share is cut to the minor unit and that share takes all that is left over
    returns   one Amount per weight, same order; their sum equals `total` exactly
    raises    ValueError if a weight is negative or none is positive

    >>> [share.minor for share in split(Amount(100, "EUR"), (Decimal(1), Decimal(1), Decimal(1)))]
    [34, 33, 33]
    >>> [str(share.major) for share in split(Amount(1050, "EUR"),
    ...     (Decimal("33.34"), Decimal("33.33"), Decimal("33.33")), rest_to=1)]
    ['3.50', '3.51', '3.49']
    """
    whole = sum(weights)
    if not weights or whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative with a positive sum")
    sign = -1 if total.minor < 0 else 1
    ratios = [_ratio(weight) for weight in weights]
    common = max(denominator for _, denominator in ratios)
    integers = [numerator * (common // denominator) for numerator, denominator in ratios]
    divided = [divmod(abs(total.minor) * weight, sum(integers)) for weight in integers]
    shares = [floor for floor, _ in divided]
    missing = abs(total.minor) - sum(shares)
    if rest_to is not None:
        shares[rest_to] += missing
    else:
        by_remainder = sorted(range(len(shares)), key=lambda index: -divided[index][1])
        for index in by_remainder[:missing]:
            shares[index] += 1
    return tuple(Amount(sign * share, total.currency) for share in shares)


def _ratio(weight: Decimal) -> tuple[int, int]:
    """A decimal as an integer over a power of ten (so that a common denominator is the largest one)."""
    exponent = weight.as_tuple().exponent
    assert isinstance(exponent, int)
    places = max(0, -exponent)
    return int(weight.scaleb(places)), 10**places
