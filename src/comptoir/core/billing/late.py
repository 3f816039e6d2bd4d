"""What is owed for paying late, and which reminder comes next?

Interest by days on what is unpaid, at the yearly rate of the invoice, and the fixed recovery fee once (Code de
commerce, L441-10, D441-5), which only businesses owe. Rule to remember: this is told in a reminder; it is claimed by
nobody until somebody invoices it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.values import Amount
from comptoir.core.values.amount import EXACT

LEVELS = 3
# Days that must pass after the due day, and then after each reminder.
PATIENCE = (1, 14, 14)
_YEAR = Decimal(365)


class Late(NamedTuple):
    """What paying late costs: days, interest, fee."""

    days: int
    interest: Amount
    fee: Amount

    @property
    def total(self) -> Amount:
        """Both together."""
        return self.interest + self.fee


def late(owed: Amount, *, due: date, on: date, rate: Decimal | None, fee: Amount) -> Late:
    """What is owed besides on a day.

    rate    a year, as a ratio; None: no interest was agreed

    >>> late(Amount(100000, "EUR"), due=date(2026, 10, 1), on=date(2026, 10, 31), rate=Decimal("0.1215"),
    ...     fee=Amount(4000, "EUR"))
    Late(days=30, interest=Amount(minor=999, currency='EUR'), fee=Amount(minor=4000, currency='EUR'))
    """
    days = max(0, (on - due).days)
    nothing = Amount.zero(owed.currency)
    if not days or owed.minor <= 0:
        return Late(days, nothing, nothing)
    share = EXACT.divide(EXACT.multiply(rate or Decimal(0), Decimal(days)), _YEAR)
    return Late(days, owed.times(share), fee)


def next_level(level: int, *, due: date, last: date | None, on: date) -> int:
    """The reminder that may be sent on a day: 1, 2 or 3; 0 for none yet, or for no further one.

    level, last   of the last reminder; 0 and None before the first

    >>> next_level(0, due=date(2026, 10, 1), last=None, on=date(2026, 10, 2))
    1
    >>> next_level(1, due=date(2026, 10, 1), last=date(2026, 10, 2), on=date(2026, 10, 10))
    0
    """
    if level >= LEVELS:
        return 0
    since = due if last is None else last
    return level + 1 if (on - since).days >= PATIENCE[level] else 0
