"""From the usual price down to what this customer pays: which rungs, and why each?

An insider sees the usual price (if the card names a usual class), the price of its own class, and a deal where one is
lower. An outsider's ladder has one rung, its own price: what others pay, and that they pay something else, is not
shown. Rule to remember: the last rung is always the quote's own total.
"""

from __future__ import annotations

from typing import NamedTuple

from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Quote, Request, Status
from comptoir.core.pricing.terms import Deal
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount, Reason

USUAL, INTERNAL, CLASS, DEAL = "usual", "internal", "class", "deal"
_HAS_AMOUNT = (Status.PRICED, Status.FREE)


class Rung(NamedTuple):
    """One rung: `usual`, `internal` or `class` (an outsider's own), `deal`; the class, the total and why."""

    name: str
    rate_class: str
    status: Status
    amount: Amount
    reasons: tuple[Reason, ...]

    @property
    def code(self) -> str:
        """The code under which the rung's name is worded."""
        return f"price.rung.{self.name}"


def ladder(book: PriceBook, request: Request, deals: tuple[Deal, ...] = ()) -> tuple[Rung, ...]:
    """The rungs of a request, the highest first.

    returns   one rung where the customer is an outsider, pays the usual price, or there is no price at all
    """
    final = quote(book, request, deals=deals)
    if not _inside(_deciding(book, request)):
        return (_rung(CLASS, final),)
    plain = quote(book, request) if deals else final
    rungs: list[Rung] = []
    usual = book.card.usual
    if usual and usual != plain.rate_class:
        highest = quote(book, request, rate_class=usual)
        if highest.status in _HAS_AMOUNT:
            rungs.append(_rung(USUAL, highest))
    if plain.status in _HAS_AMOUNT or plain.status is final.status:
        rungs.append(_rung(USUAL if usual and usual == plain.rate_class else INTERNAL, plain))
    if (final.status, final.total) != (plain.status, plain.total):
        rungs.append(_rung(DEAL, final))
    return tuple(rungs)


def _deciding(book: PriceBook, request: Request) -> Profile:
    """The party whose facts choose the class."""
    chosen = getattr(request, book.card.decides, None)
    return chosen if isinstance(chosen, Profile) else request.buyer


def _inside(profile: Profile) -> bool:
    """Whether a party belongs to the organization."""
    return "internal" in profile.text("side")


def _rung(name: str, answer: Quote) -> Rung:
    """A quote as a rung, with the reasons of all its lines."""
    told = tuple(reason for line in answer.lines for reason in line.reasons)
    return Rung(name, answer.rate_class, answer.status, answer.total, told)
