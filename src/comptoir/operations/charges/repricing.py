"""What would a delivery cost by what is known now about its day? Asked only where its class came out otherwise.

Rule to remember: the card stays that of the delivery's own day; it is the customer's facts that were corrected.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, tzinfo
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.ordering.basket import Basket, Wish, from_text
from comptoir.core.ordering.counting import with_history
from comptoir.core.pricing import Quote, quote
from comptoir.core.values import Reason, Refusal
from comptoir.operations.bookings import pricing as booked
from comptoir.operations.bookings.using import used_of
from comptoir.operations.order_pricing import HAS_PRICE, deals_for, plan_basket, read_tallies, request_of
from comptoir.operations.taking.wanted import read_given
from comptoir.store.bookings.models import Booking
from comptoir.store.charges.delivered import Delivered, Price
from comptoir.store.charges.models import BOOKING, ORDER_LINE, USAGE, Charge
from comptoir.store.orders.models import OrderLine

_NOON = time(12)


def price_now(found: Delivered, charge: Charge, *, company: Company, zone: tzinfo, at: datetime) -> Price:
    """The price of a delivery by what is known at an instant; its own where its class is still the same.

    raises    Refusal(billing.no_price) where there is none any more
    """
    own = found.price or _stored(charge)
    if found.event != "use" or found.label:
        return own
    if found.source_kind == BOOKING:
        return _of_booking(found, own, company, at)
    wish, basket, took = _wished(found)
    if wish is None or basket is None:
        return own
    asked = plan_basket(company, basket, at=datetime.combine(found.price_day, _NOON, zone).astimezone(UTC))
    values = read_tallies(asked)
    before = {key: value - took.get(key, 0) for key, value in values.items()}
    one = asked.asked[0]
    line = with_history(wish.line(), one.tallies, before, one.book.currency)
    request = request_of(company, basket, found.supplier, found.price_day, (line,), at=at)
    answer = quote(one.book, request, deals=deals_for(company, asked.parties))
    return own if answer.rate_class == own.rate_class else _of_quote(answer, own)


def _wished(found: Delivered) -> tuple[Wish | None, Basket | None, dict[str, int]]:
    """What was asked for, by whom, and what it added to tallies."""
    if found.source_kind == USAGE:
        measures = {name: Decimal(value) for name, value in found.measures.items()}
        wish = Wish(found.offering, measures, found.start, found.end)
        return wish, Basket(found.customer, (wish,), payer=found.payer, beneficiary=found.customer), {}
    assert found.source_kind == ORDER_LINE
    order, _, number = found.source.rpartition("/")
    line = OrderLine.objects.select_related("order").filter(order=order, number=int(number)).first()
    if line is None or not line.wish:
        return None, None, {}
    whole = from_text(line.order.basket)
    if line.wish > len(whole.lines):
        return None, None, {}
    wish = whole.lines[line.wish - 1]
    basket = Basket(
        whole.buyer, (wish,), payer=line.order.payer, beneficiary=line.order.beneficiary, project=whole.project,
        answers=whole.answers,
    )  # fmt: skip
    return wish, basket, dict(json.loads(line.took)) if line.took else {}


def _of_booking(found: Delivered, own: Price, company: Company, at: datetime) -> Price:
    """A booking's use, asked again."""
    booking = Booking.objects.filter(public_id=found.source).first()
    if booking is None:
        return own
    asked = booked.asked_of(booking, read_given(booking.given))
    priced = booked.price(company, asked, at=at, used=used_of(booking))
    if priced.quote.rate_class == own.rate_class:
        return own
    return _of_quote(priced.quote, own)


def _of_quote(answer: Quote, own: Price) -> Price:
    if answer.status not in HAS_PRICE:
        raise Refusal(Reason("billing.no_price", (("status", answer.status.value),)))
    subsidy = sum(line.subsidy.minor for line in answer.lines if line.subsidy is not None)
    first = answer.lines[0]
    return Price(
        answer.status.value, answer.total.minor, answer.net.minor, answer.total.currency, str(first.tax_rate),
        own.gross, subsidy, first.paid_by, answer.rate_class, answer.book, first.reasons,
    )  # fmt: skip


def _stored(charge: Charge) -> Price:
    """The price that a charge of usage was made with."""
    whole = charge.amount + charge.subsidy
    status = "priced" if whole else "free"
    agreed = charge.gross if charge.gross is not None and not charge.subsidy else None
    return Price(
        status, whole if agreed is None else agreed, whole, charge.currency, "0", agreed is not None,
        charge.subsidy, charge.paid_by, charge.rate_class,
        charge.book, (),
    )  # fmt: skip
