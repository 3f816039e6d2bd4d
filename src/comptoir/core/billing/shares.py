"""Who bears how much of a charge? Splits over cost centers, and the part that another party pays.

Rule to remember: the parts add up to the charge, to the last unit; what percentages leave over goes to the largest
remainders (`values.split`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.values import Amount, Reason, Refusal, split
from comptoir.core.values.share import HUNDRED, Share, percents_of


class Part(NamedTuple):
    """What one cost center bears of one charge."""

    cost_center: str
    amount: Amount


def parts(total: Amount, shares: Sequence[Share]) -> tuple[Part, ...]:
    """Split a charge over cost centers, losing nothing. Parts of nothing are kept.

    raises    Refusal: billing.split.none without a share; billing.split.form for a share that is not exactly one of
              percentage and amount, or is negative; billing.split.sum where they do not make up the whole

    >>> thirds = [Share("A", Decimal("33.33")), Share("B", Decimal("33.33")), Share("C", Decimal("33.34"))]
    >>> [part.amount.minor for part in parts(Amount(1000, "EUR"), thirds)]
    [333, 333, 334]
    """
    if not shares:
        raise Refusal(Reason("billing.split.none", (("total", total),)))
    for share in shares:
        _check(share, total)
    fixed = sum((share.amount for share in shares if share.amount), Amount.zero(total.currency))
    percents = [share.percent for share in shares if share.percent is not None]
    left = total - fixed
    beyond = left.minor != 0 and left.minor * total.minor <= 0
    if beyond or (sum(percents) != HUNDRED if percents else left.minor):
        told = (("total", total), ("found", fixed), ("percent", sum(percents, Decimal(0)) / HUNDRED))
        raise Refusal(Reason("billing.split.sum", told))
    rest = iter(split(left, tuple(percents)) if percents else ())
    return tuple(Part(share.cost_center, share.amount or next(rest)) for share in shares)


def in_percent(total: Amount, shares: Sequence[Share]) -> tuple[Share, ...]:
    """Shares of a whole in percent alone, so that each of its lines can be split by them.

    raises    Refusal, as `parts` does

    >>> [str(one.percent) for one in in_percent(Amount(400, "EUR"), [Share("A", amount=Amount(100, "EUR")),
    ...     Share("B", Decimal(100))])]
    ['25.000000000000', '75.000000000000']
    """
    found = parts(total, shares)
    if all(share.amount is None for share in shares):
        return tuple(shares)
    return percents_of([(part.cost_center, part.amount.minor) for part in found])


def with_subsidy(owed: Sequence[Part], subsidy: Amount | None, paid_by: str) -> tuple[Part, ...]:
    """The parts of a charge with the one that another party pays; `owed` is already without it."""
    if subsidy is None or not subsidy.minor:
        return tuple(owed)
    return (*owed, Part(paid_by, subsidy))


def _check(share: Share, total: Amount) -> None:
    stated = (share.percent is None) is not (share.amount is None)
    negative = (share.percent is not None and share.percent < 0) or (
        share.amount is not None
        and (share.amount.minor * total.minor < 0 or share.amount.currency != total.currency)
    )
    if not stated or negative:
        raise Refusal(Reason("billing.split.form", (("cost_center", share.cost_center),)))


__all__ = ["Part", "Share", "in_percent", "parts", "with_subsidy"]
