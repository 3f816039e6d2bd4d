"""What does a booking cost, and what do its cancellation, its late return or its no-show? Asked of the card, and kept.

The same engine as every order: the class and the price by the facts of that instant, explained, with what was consumed
before (core/ordering/counting.py). The only file of bookings that knows prices. Rule to remember: the price's day is
the local day on which the booking starts; several of a pool are as many lines of one request.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.company import Company
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.ordering.counting import Parties, Tally, takings, tallies, with_history
from comptoir.core.ordering.usage import line_after_use, shared_out
from comptoir.core.pricing.asking import Consumed
from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Answer, Line, Quote, Request, Status
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.operations import order_pricing
from comptoir.operations.bookings import bearing
from comptoir.operations.bookings.bearing import Bearing
from comptoir.operations.failpoints import reach
from comptoir.operations.order_pricing import Plan, read_tallies
from comptoir.operations.taking.wanted import told_apart
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import FrozenPrice, find_price, last_took, list_took
from comptoir.store.bookings.writing import add_price, add_priced
from comptoir.store.messages import Question
from comptoir.store.orders.queries import get_tallies
from comptoir.store.orders.rows import TallyStep
from comptoir.store.orders.writing import advance
from comptoir.store.usage.queries import StoredUsage, usage_digest

# Why there is no price before the use is known.
AFTER_USE = frozenset({"price.not-used-yet", "price.needs-expected", "price.counted-after-use"})


class Asked(NamedTuple):
    """What a price is asked for: a rental from when until when, for whom, on whose answers."""

    offering: str
    start: datetime
    end: datetime
    quantity: int
    buyer: str
    payer: str = ""
    beneficiary: str = ""
    project: str = ""
    given: Mapping[str, Answer] = {}


class Used(NamedTuple):
    """What a booking's use was: from the hand-over to the return, and the records of it that count."""

    held: tuple[datetime, datetime] | None
    records: tuple[StoredUsage, ...] = ()

    @property
    def digest(self) -> str:
        """By what it is seen whether other records count now."""
        return usage_digest(one.id for one in self.records)


class Priced(NamedTuple):
    """A price by the card, and the steps of the running totals that it takes; `amount` None: known only after use."""

    event: Event
    status: str
    amount: Amount | None
    quote: Quote
    steps: tuple[TallyStep, ...]


def price(
    company: Company,
    asked: Asked,
    *,
    at: datetime,
    event: Event = Event.USE,
    notice: Decimal | None = None,
    booked: Amount | None = None,
    used: Used | None = None,
    ahead: Mapping[str, int] | None = None,
    but: Mapping[str, int] | None = None,
) -> Priced:
    """What a rental, or an event of it, costs by the card.

    notice    seconds before the start, for a cancellation
    booked    what the booking was priced at, for events
    used      what its use was, once it was used; before, what is reserved and expected stands for it
    ahead     by how much running totals will have moved by then, where it is looked ahead
    but       what its order line added to running totals already; the steps are what comes on top
    raises    Refusal: booking.no_price, or the card's own reason where it is not offered
    """
    supplier = company.offerings[asked.offering].supplier
    on, book = _book_of(company, asked)
    if book is None:
        raise Refusal(Reason("booking.no_price", (("offering", asked.offering),)))
    line = _line_of(asked, event, notice, booked, used)
    parties = _parties(asked)
    own = tallies(book, asked.offering, event=event, parties=parties, on=on)
    values = _standing(asked, parties, on, book, own)
    for tally in own if ahead or but else ():
        moved = (ahead or {}).get(tally.key, 0) - (but or {}).get(tally.key, 0)
        values = {**values, tally.key: values.get(tally.key, 0) + moved}
    line = with_history(line, own, values, book.currency)
    lines = shared_out(line, asked.quantity) if event is Event.USE else (line,)
    request = Request(
        company.profile(asked.buyer, supplier, as_of=on, known_at=at),
        on,
        lines,
        payer=company.profile(asked.payer, supplier, as_of=on, known_at=at) if asked.payer else None,
        beneficiary=(
            company.profile(asked.beneficiary, supplier, as_of=on, known_at=at) if asked.beneficiary else None
        ),
        answers={"project": asked.project} if asked.project else {},
    )
    taken: list[Consumed] = []
    deals = order_pricing.deals_for(company, parties)
    answer = quote(book, request, deals=deals, taken=taken if own else None)
    amount = _amount(answer, asked.offering)
    party_of = {tally.key: tally.party for tally in own}
    added: dict[str, int] = {key: -amount for key, amount in (but or {}).items() if key in party_of}
    for consumed, priced in zip(taken, answer.lines, strict=False):
        for step in takings(book, own, consumed, priced.amount):
            added[step.key] = added.get(step.key, 0) + step.amount
    steps = tuple(
        TallyStep(key, party_of[key], values.get(key, 0) + (but or {}).get(key, 0) + more, more)
        for key, more in sorted(added.items())
        if more or not but
    )
    return Priced(event, answer.status.value, amount, answer, steps)


def _line_of(
    asked: Asked, event: Event, notice: Decimal | None, booked: Amount | None, used: Used | None
) -> Line:
    """The line that the card is asked about."""
    given, expected = told_apart(asked.given)
    answers = given if notice is None else {**given, "notice": notice}
    if event is not Event.USE:
        return Line(
            asked.offering, {}, event=event, start=asked.start, end=asked.end, answers=answers, booked=booked
        )
    if used is None:
        return Line(
            asked.offering, expected, start=asked.start, end=asked.end, answers=answers, estimate=True
        )
    line = line_after_use(
        asked.offering, [one.usage for one in used.records], reserved=(asked.start, asked.end), held=used.held,
        expected=expected,
    )  # fmt: skip
    return replace(line, answers=answers)


def names_of(company: Company, asked: Asked, *events: Event) -> tuple[str, ...]:
    """The names of the running totals that a price and some events of it read or advance, to be locked before."""
    on, book = _book_of(company, asked)
    if book is None:
        return ()
    parties = _parties(asked)
    return tuple(
        tally.key
        for event in events or (Event.USE,)
        for tally in tallies(book, asked.offering, event=event, parties=parties, on=on)
    )


def held_names(bookings: Iterable[Booking]) -> tuple[str, ...]:
    """The names of the running totals in which some bookings count."""
    return tuple(dict.fromkeys(key for text in list_took(bookings) for key, _, _ in json.loads(text)))


def _book_of(company: Company, asked: Asked) -> tuple[date, PriceBook | None]:
    """The local day of a rental, and the price book of its supplier on it."""
    supplier = company.offerings[asked.offering].supplier
    card = company.card(supplier, asked.start.date())
    on = asked.start.astimezone(ZoneInfo(card.time_zone)).date() if card else asked.start.date()
    return on, company.book(supplier, on)


def _parties(asked: Asked) -> Parties:
    return Parties(asked.buyer, asked.payer or asked.buyer, asked.beneficiary or asked.buyer, asked.project)


def _standing(
    asked: Asked, parties: Parties, on: date, book: PriceBook, own: tuple[Tally, ...]
) -> dict[str, int]:
    """Where the running totals stand, as for an order of the same thing."""
    if not own:
        return {}
    wish = Wish(asked.offering, {}, asked.start, asked.end)
    basket = Basket(asked.buyer, (wish,), project=asked.project)
    return read_tallies(Plan(basket, parties, (order_pricing.Asked(1, wish, on, book, own),)))


def _amount(answer: Quote, offering: str) -> Amount | None:
    """The total; None where it is known only after use.

    raises    Refusal where there is no price
    """
    if answer.status in (Status.PRICED, Status.FREE):
        return answer.total
    if answer.status is Status.INCOMPLETE:
        missing = next(line.reasons[-1] for line in answer.lines if line.status is Status.INCOMPLETE)
        if missing.code in AFTER_USE:
            return None
        raise Refusal(missing)
    if answer.status is Status.REFUSED:
        told = next((line.reasons[-1] for line in answer.lines if line.status is Status.REFUSED), None)
        raise Refusal(told or Reason("booking.no_price", (("offering", offering),)))
    raise Refusal(Reason("booking.no_price", (("offering", offering),)))


def asked_of(booking: Booking, given: Mapping[str, Answer]) -> Asked:
    """What the price of a booking is asked for."""
    return Asked(
        booking.offering,
        booking.starts_at,
        booking.ends_at,
        booking.quantity,
        booking.buyer,
        booking.payer,
        booking.beneficiary,
        booking.project,
        given,
    )


def freeze(
    booking: Booking, priced: Priced, *, at: datetime, own: Bearing | None = None, take: bool = True,
    bounded: bool = False, actor: str = "", usage: str = "",
) -> None:  # fmt: skip
    """Keep a price with its explanation, and bring the running totals to where it takes them.

    own       who bears it, within which bounds; None: nobody's bounds are asked
    take      whether it takes anything: a hold does not yet
    bounded   whether it is a commitment, that limits and caps may refuse
    usage     digest of the records that it was made from
    raises    Refusal("booking.busy") if a total moved since it was read; as bearing.borne
    """
    row, steps = frozen(booking, priced, at=at, own=own, take=take, bounded=bounded, actor=actor)
    add_price({**row, "usage": usage})
    reach("booking.priced")
    _advance(steps)


def write_priced(
    booking: Booking, priced: Priced, beside: Sequence[Question], *, at: datetime, own: Bearing, take: bool, actor: str
) -> None:  # fmt: skip
    """Write a new booking with its price, and bring the running totals along.

    beside    what else is written: the line of the audit trail, and messages
    raises    as freeze
    """
    row, steps = frozen(booking, priced, at=at, own=own, take=take, bounded=take, actor=actor)
    add_priced(booking, row, beside)
    for place in ("booking.inserted", "booking.priced", *(("booking.told",) if len(beside) > 1 else ())):
        reach(place)
    _advance(steps)
    reach("booking.recorded")


def frozen(
    booking: Booking,
    priced: Priced,
    *,
    at: datetime,
    own: Bearing | None,
    take: bool,
    bounded: bool,
    actor: str,
) -> tuple[dict[str, object], tuple[TallyStep, ...]]:
    """The row that keeps a price, and the steps of running totals and caps that it takes; funds are drawn.

    raises    as bearing.borne
    """
    answer = priced.quote
    known = priced.amount is not None
    steps = priced.steps if take else ()
    if take and own is not None and known:
        owed = bearing.owed_of(priced.amount, answer.gross, (line.subsidy for line in answer.lines))
        steps += bearing.borne(own, booking, owed, bounded=bounded, actor=actor, at=at)
    row: dict[str, object] = {
        "booking_id": booking.id,
        "event": priced.event.value,
        "at": at,
        "status": priced.status,
        "minor": priced.amount.minor if priced.amount is not None else None,
        "net_minor": answer.net.minor if known else None,
        "tax_minor": answer.tax.minor if known else None,
        "deposit_minor": answer.deposit.minor,
        "currency": answer.total.currency,
        "rate_class": answer.rate_class,
        "book": answer.book,
        "reasons": to_json((*(one for line in answer.lines for one in line.reasons), *answer.reasons)),
        "took": json.dumps([[step.key, step.party, step.step] for step in steps]),
        "usage": "",
    }
    return row, steps


def give_back(booking: Booking, *, actor: str, at: datetime) -> None:
    """What the price of a booking added to running totals, and drew on funds, is taken off them again.

    raises    Refusal("booking.busy") if a total moved since it was read
    """
    bearing.refund(booking, actor=actor, at=at)
    untake(taken_by(booking))


def untake(took: Sequence[tuple[str, str, int]]) -> None:
    """Take off running totals what a price added to them."""
    values = get_tallies([key for key, _, _ in took])
    _advance(
        tuple(TallyStep(key, party, values.get(key, 0) - amount, -amount) for key, party, amount in took)
    )


def taken_by(booking: Booking) -> list[tuple[str, str, int]]:
    """What the price of a booking added to running totals."""
    took = last_took(booking, Event.USE.value)
    return [(key, party, amount) for key, party, amount in json.loads(took or "[]")]


def _advance(steps: tuple[TallyStep, ...]) -> None:
    if not steps:
        return
    if not advance(steps):
        raise Refusal(Reason("booking.busy"))
    reach("booking.tallied")


def waive(booking: Booking, event: Event, *, at: datetime) -> None:
    """What was asked for an event is asked no more: the booking was restored. Its draws were refunded before."""
    last = find_price(booking, event.value)
    if last is None or last.status == "waived":
        return
    untake(json.loads(last_took(booking, event.value) or "[]"))
    row = {
        "booking_id": booking.id,
        "event": event.value,
        "at": at,
        "status": "waived",
        "minor": 0,
        "net_minor": 0,
        "tax_minor": 0,
        "deposit_minor": 0,
        "took": "[]",
        "usage": "",
        "currency": last.deposit.currency,
        "rate_class": last.rate_class,
        "book": last.book,
        "reasons": to_json((Reason("booking.fee_waived", (("amount", last.amount),)),)),
    }
    add_price(row)
    reach("booking.priced")


def same(priced: Priced, frozen: FrozenPrice | None) -> bool:
    """Whether a price is what was frozen before."""
    return (
        frozen is not None and frozen.amount == priced.amount and frozen.rate_class == priced.quote.rate_class
    )
