"""What do fees, surcharges, rebates, caps, minimums and subsidies make of the lines?"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.conditions import Facts
from comptoir.core.pricing.request import PricedLine, Request
from comptoir.core.values import Amount


class Adjusted(NamedTuple):
    """The adjustments as lines, what is taxed at which rate afterwards, and tax that an adjustment added."""

    lines: tuple[PricedLine, ...]
    taxable: list[tuple[Amount, Decimal]]
    tax: Amount | None


def adjusted(
    book: PriceBook, request: Request, lines: tuple[PricedLine, ...], facts: tuple[Facts, ...]
) -> Adjusted | None:
    """Nothing yet."""
    return None
