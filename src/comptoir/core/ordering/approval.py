"""Who must say yes before an order is confirmed, and who may not?

The payer's side sets limits; each limit that an order exceeds asks for one approval more, by one person more. Rule to
remember: nobody approves what he ordered, buys or receives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from comptoir.core.values import Amount, Reason


class Limit(NamedTuple):
    """An amount of the payer's; an order above it needs one approval more."""

    payer: str
    above: Amount


def approvals_needed(limits: Iterable[Limit], totals: Iterable[Amount]) -> int:
    """How many persons must approve.

    totals    what the payer owes, one sum per currency

    >>> limits = [Limit("LAB", Amount(50_000, "EUR")), Limit("LAB", Amount(500_000, "EUR"))]
    >>> [approvals_needed(limits, [Amount(cents, "EUR")]) for cents in (50_000, 50_001, 600_000)]
    [0, 1, 2]
    """
    owed = {total.currency: total.minor for total in totals}
    return sum(owed.get(limit.above.currency, 0) > limit.above.minor for limit in limits)


def may_approve_order(
    approver: str, *, ordered_by: str, buyer: str, beneficiary: str, approved_by: Iterable[str]
) -> Reason | None:
    """Why somebody may not approve an order; None if nothing stands against it.

    >>> may_approve_order("paul", ordered_by="claire", buyer="MET", beneficiary="MET", approved_by=()) is None
    True
    >>> may_approve_order("claire", ordered_by="claire", buyer="MET", beneficiary="MET", approved_by=()).code
    'order.own_approval'
    """
    if not approver or approver in (ordered_by, buyer, beneficiary):
        return Reason("order.own_approval", (("approver", approver),))
    if approver in approved_by:
        return Reason("order.approved_twice", (("approver", approver),))
    return None
