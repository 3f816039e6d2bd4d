"""What would a price mean, and what came of a deal so far?

    compare         what the customer pays today, and what its next orders would cost at the price on the table
    usage_of        how often deals priced something so far, and for how much
    standing_deals  the deals of one customer and offering that hold on some same day

Rule to remember: a customer's comparison is made of its own class and its own price alone; the usual price stands in
it only where the customer's own ladder shows it anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.ordering.thread import SeenThread, Terms, Thread
from comptoir.core.pricing import PriceBook, Status, quote
from comptoir.core.pricing.bargaining import LINE, Asked, answers_met, class_price
from comptoir.core.pricing.ladder import ladder
from comptoir.core.pricing.request import Line, Request
from comptoir.core.pricing.terms import Deal, Per
from comptoir.core.values import Amount, Place
from comptoir.operations.deals.reading import SeenDeal
from comptoir.operations.desk import desk
from comptoir.store.orders.priced import list_priced_by_deals

_TRIED = "negotiated"
_MORE = Decimal(10)


class Effect(NamedTuple):
    """An order of a quantity: what it costs today, and what at the price on the table."""

    quantity: Decimal
    before: Amount
    after: Amount


@dataclass(frozen=True, slots=True)
class Comparison:
    """Unit prices in major units. `usual`: only where the customer's own page shows it beside its own price."""

    own: Decimal | None
    usual: Decimal | None
    effects: tuple[Effect, ...]


class DealUse(NamedTuple):
    """How often a deal priced a line or a booking, and what they came to."""

    times: int = 0
    amounts: tuple[Amount, ...] = ()


def compare(thread: SeenThread | Thread, terms: Terms | None, *, at: datetime) -> Comparison | None:
    """What terms mean for the customer of a thread; None where nothing is priced for it."""
    company, day = desk().company, desk().day(at)
    book = company.book(thread.supplier, day)
    if book is None or thread.offering not in book.offerings:
        return None
    customer = company.profile(thread.customer, thread.supplier, as_of=day, known_at=at)
    quantity = (terms.min_quantity if terms else Decimal(0)) or Decimal(1)
    own = class_price(book, customer, Asked(thread.offering, thread.per, quantity, day), None)
    request = Request(customer, day, (_line(book, thread.offering, quantity),))
    rungs = ladder(book, request)
    usual = None
    if len(rungs) > 1 and book.card.usual:
        usual = class_price(
            book, customer, Asked(thread.offering, thread.per, quantity, day), book.card.usual
        )
    deals = company.deals_of(thread.customer)
    effects: tuple[Effect, ...] = ()
    if terms is not None and terms.price is not None:
        tried = Deal(
            Place(_TRIED), _TRIED, thread.customer, thread.offering, terms.price,
            Per(()) if thread.per == LINE else Per((thread.per,)), replace(terms.valid, start=day, end=None),
            min_quantity=terms.min_quantity,
        )  # fmt: skip
        found = (_effect(book, request, count, deals, tried) for count in (quantity, quantity * _MORE))
        effects = tuple(one for one in found if one is not None)
    return Comparison(own, usual, effects)


def usage_of(deals: Iterable[SeenDeal]) -> dict[str, DealUse]:
    """How often deals priced something so far: deal -> count and amounts."""
    known = tuple(deals)
    found: dict[str, DealUse] = {one.id: DealUse() for one in known}
    sums: dict[tuple[str, str], int] = {}
    for deal, minor, currency in list_priced_by_deals(
        found, offerings={one.offering for one in known}, since=_first(known)
    ):
        sums[deal, currency] = sums.get((deal, currency), 0) + minor
        found[deal] = found[deal]._replace(times=found[deal].times + 1)
    for (deal, currency), minor in sorted(sums.items()):
        found[deal] = found[deal]._replace(amounts=(*found[deal].amounts, Amount(minor, currency)))
    return found


def standing_deals(deal: SeenDeal) -> tuple[Deal, ...]:
    """Other deals of the same customer and offering, of any source, that share a day with one."""
    return tuple(
        other
        for other in desk().company.deals_of(deal.customer)
        if other.id != deal.id and other.offering == deal.offering and other.valid.overlaps(deal.valid)
    )


def _first(deals: Iterable[SeenDeal]) -> date | None:
    starts = [one.valid.start for one in deals]
    return None if None in starts or not starts else min(start for start in starts if start is not None)


def _line(book: PriceBook, offering: str, quantity: Decimal) -> Line:
    return Line(offering, {book.unit_of(offering).name: quantity}, answers=answers_met(book, offering))


def _effect(
    book: PriceBook, request: Request, quantity: Decimal, deals: tuple[Deal, ...], tried: Deal
) -> Effect | None:
    """What an order of a quantity costs before and after; None where it has no price."""
    wanted = replace(request, lines=(_line(book, tried.offering, quantity),))
    before, after = quote(book, wanted, deals=deals), quote(book, wanted, deals=(*deals, tried))
    if not {before.status, after.status} <= {Status.PRICED, Status.FREE}:
        return None
    return Effect(quantity, before.net, after.net)
