"""What does a company owe VAT on that it delivers to itself (livraison à soi-même, art. 257 II CGI)?

Only a worksheet for the controller: what was withdrawn, its cost, the VAT on it, and the part of it that may be
deducted. Rule to remember: for business use there is one only where the VAT could not be deducted in full; for private
or free use, wherever the VAT on the inputs was deducted.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from comptoir.core.values import Amount, Reason
from comptoir.core.values.amount import EXACT

_ALL = Decimal(1)


class Use(StrEnum):
    """What the goods were taken for."""

    BUSINESS = "business"
    PRIVATE = "private"


class SelfSupply(NamedTuple):
    """One row of the worksheet: the base (cost), the VAT on it, what of it is deducted, and what remains owed."""

    base: Amount
    vat: Amount
    deducted: Amount
    owed: Amount
    reasons: tuple[Reason, ...]


def self_supply(
    cost: Amount, *, rate: Decimal, deduction: Decimal, use: Use, inputs_deducted: bool = True
) -> SelfSupply | None:
    """The self-supply that a withdrawal inside one legal entity makes; None where there is none.

    cost       what the goods cost the company, without VAT; `rate` a ratio
    deduction  the deduction coefficient of what they are used for, 0 to 1

    >>> found = self_supply(Amount(10000, "EUR"), rate=Decimal("0.2"), deduction=Decimal("0.25"), use=Use.BUSINESS)
    >>> found.vat.minor, found.deducted.minor, found.owed.minor
    (2000, 500, 1500)
    >>> self_supply(Amount(10000, "EUR"), rate=Decimal("0.2"), deduction=Decimal(1), use=Use.BUSINESS) is None
    True
    """
    if not Decimal(0) <= deduction <= _ALL:
        raise ValueError(f"a deduction coefficient lies between 0 and 1: {deduction}")
    if (use is Use.BUSINESS and deduction == _ALL) or (use is Use.PRIVATE and not inputs_deducted):
        return None
    vat = cost.times(rate)
    deducted = vat.times(deduction) if use is Use.BUSINESS else Amount.zero(cost.currency)
    told = (("base", cost), ("rate", rate), ("deduction", EXACT.plus(deduction)))
    code = "tax.self_supply.business" if use is Use.BUSINESS else "tax.self_supply.private"
    return SelfSupply(cost, vat, deducted, vat - deducted, (Reason(code, told),))
