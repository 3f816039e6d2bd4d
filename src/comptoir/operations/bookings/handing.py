"""What happens at the counter: hand-over, return, and nobody came.

    hand_over      to a person who is qualified that day, with the condition it is in
    hand_back      with the condition it comes back in; what was used and how late it is are priced by the card
    miss_booking   nobody came: the card's fee for it, and the rest of the time is free

Rule to remember: whoever returns early frees the rest, but the turnaround still follows; whoever returns late pays by
the card's `late` event for the time from the booking's end on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.booking import blocked_until
from comptoir.core.ordering import next_state
from comptoir.core.ordering.usage import Usage
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Measures, Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import of_lines
from comptoir.operations.bookings.bearing import Bearing, bearing_of
from comptoir.operations.bookings.pricing import Priced, asked_of, freeze, give_back, price
from comptoir.operations.bookings.using import price_use, use_names
from comptoir.operations.cancel_order import fee_keys
from comptoir.operations.deliver_order import deliver
from comptoir.operations.desk import desk
from comptoir.operations.taking.occupying import change, qualifications, write_down
from comptoir.operations.taking.rights import supplied
from comptoir.operations.taking.turns import named, rules_for
from comptoir.operations.taking.waiting import offer_freed
from comptoir.operations.taking.wanted import Want, read_given
from comptoir.operations.usage.recording import record_usage
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking, find_price

# How long before its time a thing may be handed over, and how long after it nobody is missed yet.
GRACE = timedelta(minutes=15)
_SHORTEST = timedelta(minutes=1)
# Who says what was read off a thing at its return.
_COUNTER = "return"


class Returned(NamedTuple):
    """A returned booking: what its use costs now that it is known, and what its lateness costs."""

    booking: Booking
    amount: Amount | None
    late: timedelta
    late_fee: Amount | None


class Missed(NamedTuple):
    """A booking to which nobody came, and what that costs."""

    booking: Booking
    fee: Amount | None
    offered: tuple[Booking, ...]


def hand_over(public_id: str, *, actor: Actor, at: datetime, condition: str = "", to: str = "") -> Booking:
    """Hand a resource over.

    to        the person who takes it, where it is not the one it was booked for
    raises    Refusal: booking.too_early, booking.not_qualified, booking.unknown, state.forbidden
    """
    company = desk().company
    first = supplied(actor, public_id, "booking.hand_over", at=at)
    want = _want_of(first)
    with of_lines.booking_turn(company, first, (want,), actor=actor, at=at) as order:
        booking = _again(public_id)
        if order is not None:
            of_lines.may_be_handed_over(order)
        if at < booking.starts_at - GRACE:
            raise Refusal(Reason("booking.too_early", (("start", booking.starts_at),)))
        person = to or booking.used_by
        rules = rules_for(company, want)[0]
        held = qualifications(company, want, person)
        lacking = next((name for name in rules.requires if name not in held), None)
        if lacking is not None and booking.kind == Booking.BOOKING:
            params = (("what", lacking), ("resource", named(company, rules.id)))
            raise Refusal(Reason("booking.not_qualified", params))
        change(booking, "hand_over", handed_over_at=at, condition_out=condition, used_by=person)
        write_down("booking.handed_over", booking, actor=actor.name, at=at, to=person, condition=condition)
    return booking


def hand_back(
    public_id: str, *, actor: Actor, at: datetime, condition: str = "", counted: Measures | None = None
) -> Returned:
    """Take a resource back, price what was used, and what comes on top for being late.

    counted   what was read off it (kilometers, say): a usage record of the booking, once however often it is said
    raises    Refusal: booking.unknown, state.forbidden, usage.* as record_usage
    """
    company = desk().company
    first = supplied(actor, public_id, "booking.hand_over", at=at)
    if counted:
        next_state("booking", first.state, "hand_back")
        usage = Usage(
            first.offering, first.buyer, desk().day(at), counted, booking=public_id, source=_COUNTER,
            external_id=public_id,
        )  # fmt: skip
        record_usage(usage, actor=actor, at=at)
    want = _want_of(first)
    bears = bearing_of(desk(), first, at=at)
    names = use_names(company, first, bears, Event.USE, Event.LATE, late=True)
    with of_lines.booking_turn(company, first, (want,), actor=actor, at=at, keys=names) as order:
        booking = _again(public_id)
        rules = rules_for(company, want)[0]
        late = max(at - booking.ends_at, timedelta(0))
        free = max(blocked_until(rules, at), booking.starts_at + _SHORTEST)
        before = booking.blocked_until
        change(booking, "hand_back", returned_at=at, condition_in=condition, blocked_until=min(before, free))
        amount, fee = None, None
        if booking.kind == Booking.BOOKING:
            amount = price_use(company, booking, order, bears, actor, at=at)
            fee = _price_late(company, booking, amount, bears, actor, at=at) if late else None
        if order is not None:
            deliver(order, of_lines.line_of(order, booking.line), actor=actor, at=at)
        write_down(
            "booking.handed_back",
            booking,
            actor=actor.name,
            at=at,
            condition=condition,
            late=int(late.total_seconds()),
        )
        if booking.blocked_until < before:
            offer_freed(company, booking, at=at)
    return Returned(booking, amount, late, fee)


def miss_booking(public_id: str, *, actor: Actor, at: datetime) -> Missed:
    """Note that nobody came.

    raises    Refusal: booking.not_missed_yet, booking.unknown, state.forbidden
    """
    company = desk().company
    first = supplied(actor, public_id, "booking.hand_over", at=at)
    want = _want_of(first)
    bears = bearing_of(desk(), first, at=at)
    keys = use_names(company, first, bears, Event.NO_SHOW)
    if first.line:
        keys += fee_keys(of_lines.order_of(first.line)[0], (), Event.NO_SHOW)
    with of_lines.booking_turn(company, first, (want,), actor=actor, at=at, keys=keys) as order:
        booking = _again(public_id)
        if at < booking.starts_at + GRACE:
            raise Refusal(Reason("booking.not_missed_yet", (("earliest", booking.starts_at + GRACE),)))
        change(booking, "miss")
        fee = None
        if order is not None:
            rows = of_lines.missed(order, booking, actor=actor, at=at)
            fee = Amount(sum(row.amount for row in rows), rows[0].currency) if rows else None
        elif booking.kind == Booking.BOOKING:
            frozen = find_price(booking)
            give_back(booking, actor=actor.name, at=at)
            asked = asked_of(booking, read_given(booking.given))
            priced = price(
                company, asked, at=at, event=Event.NO_SHOW, booked=frozen.amount if frozen else None
            )
            freeze(booking, priced, at=at, own=bears, actor=actor.name)
            fee = priced.amount
        write_down("booking.missed", booking, actor=actor.name, at=at, fee=fee and str(fee))
        offered = offer_freed(company, booking, at=at)
    return Missed(booking, fee, offered)


def _price_late(
    company: Company,
    booking: Booking,
    booked: Amount | None,
    bears: Bearing | None,
    actor: Actor,
    *,
    at: datetime,
) -> Amount | None:
    """The card's price of the time from the booking's end to the return."""
    late = asked_of(booking, read_given(booking.given))._replace(start=booking.ends_at, end=at)
    priced: Priced = price(company, late, at=at, event=Event.LATE, booked=booked)
    freeze(booking, priced, at=at, own=bears, actor=actor.name)
    return priced.amount


def _again(public_id: str) -> Booking:
    booking = find_booking(public_id, lock=True)
    if booking is None:
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    return booking


def _want_of(booking: Booking) -> Want:
    return Want(
        booking.offering, booking.starts_at, booking.ends_at, booking.resource, booking.quantity, stands=True
    )
