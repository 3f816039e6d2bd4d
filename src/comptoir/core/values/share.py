"""Who bears how much: cost centers and their shares, as they are said, kept as text, and made percentages of a whole.

Rule to remember: an amount is said of the whole (an order, a booking); what is kept beside it are percentages, so that
every line of the whole can be split by them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from comptoir.core.values.amount import Amount

HUNDRED = Decimal(100)
# Twelve digits behind the point tell a hundredth of a cent of ten thousand millions.
_FINE = Decimal("0.000000000001")


@dataclass(frozen=True, slots=True)
class Share:
    """What one cost center bears: an amount, or a percentage (0 to 100) of what the amounts leave."""

    cost_center: str
    percent: Decimal | None = None
    amount: Amount | None = None


def shares_text(shares: Sequence[Share]) -> str:
    """Shares as JSON text.

    >>> shares_text([Share("A", Decimal(60)), Share("B", Decimal(40))])
    '[{"cost_center":"A","percent":"60"},{"cost_center":"B","percent":"40"}]'
    """
    return json.dumps([plain_share(share) for share in shares], ensure_ascii=False, separators=(",", ":"))


def read_shares(text: str) -> tuple[Share, ...]:
    """The shares that a text stands for.

    >>> shares = (Share("A", amount=Amount(1000, "EUR")), Share("B", Decimal("100.00")))
    >>> read_shares(shares_text(shares)) == shares
    True
    """
    return tuple(share_of(plain) for plain in json.loads(text or "[]"))


def plain_share(share: Share) -> dict[str, object]:
    """A share as what JSON can say."""
    plain: dict[str, object] = {"cost_center": share.cost_center}
    if share.percent is not None:
        plain["percent"] = str(share.percent)
    if share.amount is not None:
        plain["amount"] = [share.amount.minor, share.amount.currency]
    return plain


def share_of(plain: dict[str, object]) -> Share:
    """The share that JSON said."""
    percent, amount = plain.get("percent"), plain.get("amount")
    return Share(
        str(plain["cost_center"]),
        None if percent is None else Decimal(str(percent)),
        Amount(*amount) if isinstance(amount, list) else None,
    )


def percents_of(parts: Sequence[tuple[str, int]]) -> tuple[Share, ...]:
    """Shares in percent from what each cost center bears of a whole; together exactly a hundred.

    >>> [str(share.percent) for share in percents_of([("A", 1), ("B", 2)])]
    ['33.333333333333', '66.666666666667']
    """
    whole = sum(minor for _, minor in parts)
    if not whole:
        return tuple(
            Share(name, HUNDRED if not place else Decimal(0)) for place, (name, _) in enumerate(parts)
        )
    edges = [
        (HUNDRED * reached / whole).quantize(_FINE) for reached in accumulate(minor for _, minor in parts)
    ]
    percents = [upper - lower for lower, upper in zip([Decimal(0), *edges], edges, strict=False)]
    return tuple(Share(name, percent) for (name, _), percent in zip(parts, percents, strict=True))
