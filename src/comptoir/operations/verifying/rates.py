"""Did everybody who must pay one rate really pay it? The lines and bookings sold under one-rate cards, over a period.

Rule to remember: a price that a running total had a part in is compared with no other, for what was consumed before is
not asked again; that no deal stands behind it is looked at all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from django.db.models import Exists, OuterRef

from comptoir.company import Company
from comptoir.core.ordering.basket import Basket, from_text
from comptoir.core.ordering.one_rate import DEAL_CODES, Sold, prove_one_rate
from comptoir.core.pricing import quote
from comptoir.core.pricing.negotiable import circle
from comptoir.core.pricing.terms import Card, Policy
from comptoir.core.values import Amount, DayPeriod, Finding, Place, Reason, Refusal, Severity
from comptoir.core.values.reason_json import from_json
from comptoir.operations.charges.collecting import zone_of
from comptoir.operations.order_pricing import HAS_PRICE, plan_basket, request_of
from comptoir.store.bookings.models import BookingPrice
from comptoir.store.orders.models import OrderLine, OrderPart

_SOME = 400
_NOON = time(12)


def one_rate_findings(company: Company, period: DayPeriod) -> Iterator[Finding]:
    """Every line of a period that breaks the one rate of its card."""
    suppliers = sorted({card.supplier for card in company.cards if card.policy is Policy.ONE_RATE})
    for supplier in suppliers:
        sold = [*_lines(company, supplier, period), *_bookings(company, supplier, period)]
        for breach in prove_one_rate(sold, period=period).breaches:
            yield Finding(breach.code, Severity.ERROR, Place(f"order {breach.get('line')}"), breach.params)


def _lines(company: Company, supplier: str, period: DayPeriod) -> Iterator[Sold]:
    found = OrderLine.objects.filter(supplier=supplier, event="use", label="", wish__gt=0)
    found = found.filter(status__in=[one.value for one in HAS_PRICE]).exclude(state="cancelled")
    if period.start:
        found = found.filter(day__gte=period.start)
    if period.end:
        found = found.filter(day__lt=period.end)
    for line in found.select_related("order").order_by("id").iterator(chunk_size=_SOME):
        card = _one_rate_card(company, supplier, line.day)
        if card is None:
            continue
        basket = from_text(line.order.basket)
        part = OrderPart.objects.get(order=line.order_id, number=line.part)
        name = f"{line.order_id}/{line.number}"
        wish = basket.lines[line.wish - 1] if line.wish <= len(basket.lines) else None
        asked: list[object] = [part.book, line.offering, line.measures, _at(line.start), _at(line.end)]
        asked += [sorted(map(str, wish.answers.items())) if wish else "", name if line.took else ""]
        party = {"payer": line.order.payer, "beneficiary": line.order.beneficiary}.get(
            card.decides, line.order.buyer
        )
        at = line.order.submitted_at or line.order.created_at
        known = company.profile(party, supplier, as_of=line.day, known_at=at)
        yield Sold(
            name, line.day, supplier, line.offering, circle(known), json.dumps(asked),
            Amount(line.amount, line.currency), _quoted(company, line, part, basket, at),
            _deal(from_json(line.reasons)),
        )  # fmt: skip


def _quoted(
    company: Company, line: OrderLine, part: OrderPart, basket: Basket, at: datetime
) -> Amount | None:
    """What the card alone says for a line; None where that is not asked again."""
    book = company.book(line.supplier, part.price_day)
    if book is None or book.hash != part.book or line.took or line.wish > len(basket.lines):
        return None
    wish = basket.lines[line.wish - 1]
    own = Basket(
        basket.buyer, (wish,), payer=line.order.payer, beneficiary=line.order.beneficiary, project=basket.project,
        answers=basket.answers,
    )  # fmt: skip
    noon = datetime.combine(part.price_day, _NOON, zone_of(company, line.supplier, part.price_day))
    try:
        plan_basket(company, own, at=noon.astimezone(UTC))
    except Refusal:
        return None
    request = request_of(company, own, line.supplier, part.price_day, (wish.line(),), at=at)
    answer = quote(book, request, deals=())
    return answer.lines[0].amount if answer.status in HAS_PRICE else None


def _bookings(company: Company, supplier: str, period: DayPeriod) -> Iterator[Sold]:
    """Bookings that no order made, at their newest price of use."""
    later = BookingPrice.objects.filter(booking=OuterRef("booking"), event="use", id__gt=OuterRef("id"))
    found = BookingPrice.objects.filter(
        booking__supplier=supplier, booking__line="", event="use", minor__isnull=False
    )
    found = found.exclude(booking__state__in=("cancelled", "expired", "held")).exclude(Exists(later))
    for row in found.select_related("booking").order_by("id").iterator(chunk_size=_SOME):
        booking = row.booking
        day = booking.starts_at.astimezone(zone_of(company, supplier, booking.starts_at.date())).date()
        card = _one_rate_card(company, supplier, day)
        if card is None or day not in period:
            continue
        taken = json.loads(row.took)
        asked = [row.book, booking.offering, booking.quantity, _at(booking.starts_at), _at(booking.ends_at)]
        asked += [booking.given, _at(booking.returned_at), booking.public_id if taken else ""]
        party = {"payer": booking.payer, "beneficiary": booking.beneficiary}.get(
            card.decides, ""
        ) or booking.buyer
        known = company.profile(party, supplier, as_of=day, known_at=booking.booked_at)
        yield Sold(
            booking.public_id, day, supplier, booking.offering, circle(known), json.dumps(asked),
            Amount(row.minor or 0, row.currency), None, _deal(from_json(row.reasons)),
        )  # fmt: skip


def _one_rate_card(company: Company, supplier: str, day: date) -> Card | None:
    card = company.card(supplier, day)
    return card if card is not None and card.policy is Policy.ONE_RATE else None


def _deal(reasons: Iterable[Reason]) -> str:
    """The deal that a price rests on, empty for none."""
    told = next((reason for reason in reasons if reason.code in DEAL_CODES), None)
    return "" if told is None else str(told.get("deal") or told.code)


def _at(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
