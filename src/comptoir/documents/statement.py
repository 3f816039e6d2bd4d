"""What does an internal statement say: what a unit supplied to another one in a period, and who bears it?

Plain values that operations fill from the charges of a closed month. Rule to remember: nothing is computed for the
reader that the ledger did not post; the total is the sum of the lines, and the shares are those of the entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.values import Amount, DayPeriod, Reason


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One charge: what, when, how much of it, and why this price (reasons for the customer's eyes).

    unit      a unit of measure of the core (hour, sample)
    usual     the usual price of the same, where the reader may compare
    """

    day: date
    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal | None
    amount: Amount
    order: str = ""
    cost_center: str = ""
    usual: Amount | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one cost center bears of the total."""

    cost_center: str
    name: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement of one supplying unit to one customer for one period.

    entity    the legal entity in which both stand; `note` replaces the sentence on VAT where it is another one
    """

    number: str
    issued: date
    period: DayPeriod
    entity: str
    supplier: str
    customer: str
    currency: str
    lines: tuple[StatementLine, ...]
    shares: tuple[Share, ...] = ()
    supplier_more: tuple[str, ...] = ()
    customer_more: tuple[str, ...] = ()
    note: str = ""
    language: str = "fr"

    @property
    def total(self) -> Amount:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Amount.zero(self.currency))
