"""Is what an employee saved on a private purchase a benefit in kind, and how much of it?

A discount is neglected up to a part of the usual price with tax (30 % in France for what the employer itself sells,
nothing for what a sister company sells). Rule to remember: beyond it the WHOLE saving counts, not only what exceeds.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from comptoir.core.tax.rules import COUNTRIES
from comptoir.core.tax.settling import Settlement
from comptoir.core.values import Amount, Reason
from comptoir.core.values.amount import EXACT


class Benefit(NamedTuple):
    """A benefit in kind for payroll: the whole saving, and what it was measured against. Amounts with tax."""

    amount: Amount
    usual: Amount
    paid: Amount
    tolerance: Decimal
    reasons: tuple[Reason, ...]


def benefit(paid: Amount, usual: Amount, *, tolerance: Decimal) -> Benefit | None:
    """The benefit in kind of a private purchase; None where the saving is neglected.

    paid, usual   with tax; the usual price is the lowest of the year outside promotions
    tolerance     the neglected part of the usual price, as a ratio
    raises        ValueError for two currencies

    >>> benefit(Amount(7000, "EUR"), Amount(10000, "EUR"), tolerance=Decimal("0.3")) is None
    True
    >>> benefit(Amount(6999, "EUR"), Amount(10000, "EUR"), tolerance=Decimal("0.3")).amount
    Amount(minor=3001, currency='EUR')
    """
    saved = usual - paid
    if saved.minor <= 0 or saved.minor <= EXACT.multiply(Decimal(usual.minor), tolerance):
        return None
    told = (("saved", saved), ("usual", usual), ("paid", paid), ("tolerance", tolerance))
    return Benefit(saved, usual, paid, tolerance, (Reason("tax.benefit", told),))


def benefit_of(
    settlement: Settlement, paid: Amount, usual: Amount, *, unsold: bool = False
) -> Benefit | None:
    """The benefit in kind of a settled purchase; None too where the buyer is no employee who buys privately.

    unsold    goods that can no longer be sold and are not food: a wider tolerance, for sister companies too
    """
    if settlement.tolerance is None:
        return None
    wider = COUNTRIES[settlement.situation.seller_country].unsold if unsold else None
    return benefit(paid, usual, tolerance=settlement.tolerance if wider is None else wider)
