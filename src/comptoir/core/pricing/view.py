"""What of a quote may its customer read?

Reasons of the auditor's depth (how a relative price was found, costs, floors, what lost) and the price book's hash,
which would change with somebody else's rate, are taken out. Rule to remember: a reason is made for the auditor when
it is made, here it is only left out; nothing is masked or rewritten.
"""

from __future__ import annotations

from dataclasses import replace

from comptoir.core.pricing.request import Quote
from comptoir.core.values import Reason


def public_view(quote: Quote) -> Quote:
    """A quote as its customer may see it.

    >>> from comptoir.core.pricing.request import Status
    >>> from comptoir.core.values import Amount
    >>> nothing, cost = Amount(0, "EUR"), Reason("price.relative.unit-cost", depth="auditor")
    >>> seen = public_view(Quote(Status.FREE, nothing, nothing, nothing, nothing, (), (cost,), nothing, "f3", "all"))
    >>> seen.reasons, seen.book
    ((), '')
    """
    lines = tuple(replace(line, reasons=for_customer(line.reasons)) for line in quote.lines)
    return replace(quote, lines=lines, reasons=for_customer(quote.reasons), book="")


def for_customer(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons that a customer may read."""
    return tuple(reason for reason in reasons if reason.depth == "customer")
