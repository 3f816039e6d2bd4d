"""What VAT does a line bear: which category, at which rate, and why none?

Categories are the codes of UNCL 5305 that EN 16931 allows, rates are ratios (0.2), as on rate cards. Rule to remember:
VAT is computed once per category and rate over the sum of its lines, and rounded there (BR-CO-17).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from comptoir.core.values import Amount

_HUNDRED = Decimal(100)


class VatCategory(StrEnum):
    """The VAT categories of EN 16931 (BT-151) that a house of this kind meets."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Vat:
    """A category, a rate as a ratio (0 but for S), and where no VAT is due the VATEX code that says why (BT-121)."""

    category: VatCategory
    rate: Decimal = Decimal(0)
    exemption: str = ""

    def __post_init__(self) -> None:
        if (self.rate > 0) is not (self.category is VatCategory.STANDARD):
            raise ValueError(f"category {self.category} does not bear the rate {self.rate}")

    @property
    def percent(self) -> Decimal:
        """The rate as invoices state it (BT-119, BT-152).

        >>> Vat(VatCategory.STANDARD, Decimal("0.2")).percent
        Decimal('20')
        """
        percent = (self.rate * _HUNDRED).normalize()
        return percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent


class VatBreakdown(NamedTuple):
    """One row of BG-23: what bears a category and rate (BT-116), and the VAT on it (BT-117)."""

    vat: Vat
    taxable: Amount
    tax: Amount


def breakdown(lines: Iterable[tuple[Amount, Vat]]) -> tuple[VatBreakdown, ...]:
    """VAT by category and rate, in the order in which they first appear.

    raises    ValueError for two currencies

    >>> twenty = Vat(VatCategory.STANDARD, Decimal("0.2"))
    >>> [(row.taxable.minor, row.tax.minor) for row in breakdown([(Amount(33, "EUR"), twenty)] * 3)]
    [(99, 20)]
    """
    sums: dict[Vat, Amount] = {}
    for amount, vat in lines:
        sums[vat] = sums[vat] + amount if vat in sums else amount
    return tuple(VatBreakdown(vat, taxable, taxable.times(vat.rate)) for vat, taxable in sums.items())
