"""How is a booking moved, extended, cancelled and restored, and what does that cost?

    move_booking       another time or another resource
    extend_booking     a later end, also while it is in use, if nobody else has it then
    cancellation_fee   what cancelling would cost now, shown before
    cancel_booking     free it again, at that fee and no other
    restore_booking    take a cancellation back, if it is still free

Rule to remember: whatever becomes dearer is agreed to first. An amount that the customer has not seen is refused, and
nothing happens.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.booking import blocked_until
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Reason, Refusal, elapsed_seconds
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import of_lines
from comptoir.operations.bookings.bearing import Bearing, bearing_of, refund
from comptoir.operations.bookings.pricing import (
    Priced,
    asked_of,
    freeze,
    give_back,
    held_names,
    names_of,
    price,
    same,
    waive,
)
from comptoir.operations.desk import desk
from comptoir.operations.taking.occupying import change, qualifications, room, suitable, write_down
from comptoir.operations.taking.rights import own_or_supplied
from comptoir.operations.taking.telling import inform
from comptoir.operations.taking.turns import rules_for
from comptoir.operations.taking.waiting import fair_turn, offer_freed
from comptoir.operations.taking.wanted import Want, in_utc, read_given
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import FrozenPrice, find_booking, find_price


class Changed(NamedTuple):
    """A booking as it stands now, and what it is priced at (None: known only after use)."""

    booking: Booking
    amount: Amount | None


class Cancelled(NamedTuple):
    """A cancelled booking, its fee, and who it was offered to from the waiting list."""

    booking: Booking
    fee: Amount
    offered: tuple[Booking, ...]


class Fee(NamedTuple):
    """What cancelling costs now, and why."""

    amount: Amount
    reasons: tuple[Reason, ...]


def move_booking(
    public_id: str, want: Want, *, actor: Actor, at: datetime, agreed: Amount | None = None
) -> Changed:
    """Move a booking to another time, or to another resource of the same offering.

    agreed    the new price, where it differs from the old one
    raises    Taken with alternatives; Refusal: booking.price_changed, a rule of the resource, booking.unknown
    """
    before = own_or_supplied(actor, public_id, at=at)
    want = in_utc(replace(want, offering=before.offering, resource=want.resource or before.resource))
    if before.line:
        return Changed(*of_lines.move(before, want, "move", actor=actor, at=at, agreed=agreed))
    return _shift("move", before, want, noticed=at, actor=actor, at=at, agreed=agreed)


def extend_booking(
    public_id: str, end: datetime, *, actor: Actor, at: datetime, agreed: Amount | None = None
) -> Changed:
    """Give a booking another end; one that is in use may overrun as long as nobody else has the resource then.

    raises    as move_booking
    """
    before = own_or_supplied(actor, public_id, at=at)
    want = in_utc(Want(before.offering, before.starts_at, end, before.resource, before.quantity))
    if want.end <= at:
        raise Refusal(Reason("booking.lead", (("earliest", at),)))
    verb = "overrun" if before.state == "started" else "extend"
    if before.line:
        return Changed(*of_lines.move(before, want, verb, actor=actor, at=at, agreed=agreed))
    return _shift(verb, before, want, noticed=before.booked_at, actor=actor, at=at, agreed=agreed)


def cancellation_fee(public_id: str, *, actor: Actor, at: datetime) -> Fee:
    """What cancelling would cost at this instant, by the card.

    raises    Refusal("booking.unknown")
    """
    booking = own_or_supplied(actor, public_id, at=at)
    if booking.line:
        return Fee(*of_lines.cancellation_fee(booking, own=_is_own(actor, booking, at=at), at=at))
    priced = _fee(desk().company, booking, actor, at=at)
    if priced is None:
        return Fee(_nothing(booking), ())
    return Fee(
        priced.amount or _nothing(booking), tuple(one for line in priced.quote.lines for one in line.reasons)
    )


def cancel_booking(
    public_id: str, *, actor: Actor, at: datetime, agreed: Amount | None = None, note: str = ""
) -> Cancelled:
    """Cancel a booking or a hold, or end maintenance; what it held is offered to whoever waits.

    agreed    the fee that was shown; a fee that was not agreed to is refused
    raises    Refusal: booking.fee, booking.unknown, state.forbidden
    """
    company = desk().company
    booking = own_or_supplied(actor, public_id, at=at)
    if booking.line:
        own = _is_own(actor, booking, at=at)
        return Cancelled(*of_lines.cancel(booking, own=own, actor=actor, at=at, agreed=agreed, note=note))
    bears = bearing_of(desk(), booking, at=at)
    names = _names(company, booking, bears, Event.CANCELLATION)
    with fair_turn(company, (_want_of(booking),), at=at, more=names):
        booking = _locked(public_id, lock=True)
        priced = _fee(company, booking, actor, at=at)
        fee = _nothing(booking) if priced is None or priced.amount is None else priced.amount
        if fee.minor > 0 and agreed != fee:
            raise Refusal(Reason("booking.fee", (("fee", fee),)))
        committed = booking.state != "held"
        change(booking, "cancel", **({"note": note} if note else {}))
        if committed and booking.kind == Booking.BOOKING:
            give_back(booking, actor=actor.name, at=at)
        if priced is not None:
            freeze(booking, priced, at=at, own=bears, actor=actor.name)
        stranger = not _is_own(actor, booking, at=at)
        if stranger:
            inform(booking, note, at=at)
        quiet = stranger or not committed
        write_down("booking.cancelled", booking, actor=actor.name, at=at, quiet=quiet, fee=str(fee))
        offered = offer_freed(company, booking, at=at)
    return Cancelled(booking, fee, offered)


def restore_booking(public_id: str, *, actor: Actor, at: datetime, agreed: Amount | None = None) -> Changed:
    """Take a cancellation back: the same booking, its fee waived, if it is still free.

    raises    Taken with alternatives; Refusal: booking.price_changed, booking.over, state.forbidden
    """
    company = desk().company
    first = own_or_supplied(actor, public_id, at=at)
    want = replace(_want_of(first), stands=False)
    if want.end <= at:
        raise Refusal(Reason("booking.over", (("booking", public_id),)))
    bears = bearing_of(desk(), _without_line(first), at=at)
    names = _names(company, first, bears, Event.USE, Event.CANCELLATION)
    with of_lines.booking_turn(company, first, (want,), actor=actor, at=at, keys=names) as order:
        booking = _locked(public_id, lock=True)
        rules = rules_for(company, want)[0]
        room(rules, booking, want, at=at)
        until = blocked_until(rules, want.end)
        change(booking, "restore", capacity=rules.capacity, blocked_until=until, line="")
        if order is not None:
            # Its line stays cancelled: the booking stands by itself from now on.
            of_lines.waive_fees(order, first.line, actor=actor, at=at)
        if booking.kind == Booking.BOOKING:
            refund(booking, actor=actor.name, at=at)
            waive(booking, Event.CANCELLATION, at=at)
            _reprice(company, booking, agreed, bears, actor, at=at)
        write_down("booking.restored", booking, actor=actor.name, at=at)
    return _changed(booking)


def cancelled_by_supplier(booking: Booking, note: str, *, actor: Actor, at: datetime) -> None:
    """Inside a turn: free what a booking holds, without a fee, and tell whoever booked it."""
    committed = booking.state != "held"
    change(booking, "cancel", note=note)
    if committed:
        give_back(booking, actor=actor.name, at=at)
    inform(booking, note, at=at)
    write_down("booking.cancelled", booking, actor=actor.name, at=at, quiet=True, fee="0")


# --- how ----------------------------------------------------------------------------------------------------------


def _shift(
    verb: str,
    before: Booking,
    want: Want,
    *,
    noticed: datetime,
    actor: Actor,
    at: datetime,
    agreed: Amount | None,
) -> Changed:
    """Bring a booking to another time.

    noticed   the instant by which notice is judged
    """
    company = desk().company
    old = _want_of(before)
    bears = bearing_of(desk(), before, at=at)
    later = asked_of(before, {})._replace(start=want.start, end=want.end)
    names = (*_names(company, before, bears, Event.USE), *names_of(company, later))
    with fair_turn(company, (old, want), at=at, more=names):
        booking = _locked(before.public_id, lock=True)
        freed = copy(booking)
        held = qualifications(company, want, booking.used_by)
        rules = suitable(company, want, held, at=noticed)[0]
        room(rules, booking, want, at=at)
        change(
            booking,
            verb,
            resource=rules.id,
            quantity=want.quantity,
            capacity=rules.capacity,
            starts_at=want.start,
            ends_at=want.end,
            blocked_until=blocked_until(rules, want.end),
        )
        if booking.kind == Booking.BOOKING:
            give_back(booking, actor=actor.name, at=at)
            _reprice(company, booking, agreed, bears, actor, at=at)
        write_down(f"booking.{verb}", booking, actor=actor.name, at=at)
        offer_freed(company, freed, at=at)
    return _changed(booking)


def _names(company: Company, booking: Booking, bears: Bearing | None, *events: Event) -> tuple[str, ...]:
    """The names of all in which a booking counts, or will once these events happened."""
    if booking.kind != Booking.BOOKING:
        return ()
    own = bears.names if bears is not None else ()
    return (*own, *held_names([booking]), *names_of(company, asked_of(booking, {}), *events))


def _without_line(booking: Booking) -> Booking:
    """A booking as it would be without its order."""
    alone = copy(booking)
    alone.line = ""
    return alone


def _reprice(
    company: Company,
    booking: Booking,
    agreed: Amount | None,
    bears: Bearing | None,
    actor: Actor,
    *,
    at: datetime,
) -> None:
    """Freeze the price as it is now.

    raises    Refusal("booking.price_changed") where it is neither the old one nor agreed to
    """
    priced = price(company, asked_of(booking, read_given(booking.given)), at=at)
    frozen = find_price(booking)
    if priced.amount != agreed and not _unchanged(priced, frozen):
        before = frozen.amount if frozen else None
        raise Refusal(Reason("booking.price_changed", (("before", before), ("now", priced.amount))))
    freeze(booking, priced, at=at, own=bears, bounded=True, actor=actor.name)


def _unchanged(priced: Priced, frozen: FrozenPrice | None) -> bool:
    return same(priced, frozen) or (frozen is not None and priced.amount == frozen.amount)


def _fee(company: Company, booking: Booking, actor: Actor, *, at: datetime) -> Priced | None:
    """The card's fee; None for a hold, for maintenance, and where the supplier cancels."""
    if booking.kind != Booking.BOOKING or booking.state != "confirmed" or not _is_own(actor, booking, at=at):
        return None
    frozen = find_price(booking)
    notice = max(elapsed_seconds(at, booking.starts_at), 0 * elapsed_seconds(at, at))
    asked = asked_of(booking, read_given(booking.given))
    return price(
        company,
        asked,
        at=at,
        event=Event.CANCELLATION,
        notice=notice,
        booked=frozen.amount if frozen else None,
    )


def _is_own(actor: Actor, booking: Booking, *, at: datetime) -> bool:
    """Whether the actor acts for whoever booked, and not for the unit that supplies."""
    return may(actor, "booking.change", booking.buyer, at) and not actor.machine


def _nothing(booking: Booking) -> Amount:
    frozen = find_price(booking)
    return Amount.zero(frozen.deposit.currency if frozen else desk().company.settings.currency)


def _locked(public_id: str, *, lock: bool = False) -> Booking:
    booking = find_booking(public_id, lock=lock)
    if booking is None:
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    return booking


def _want_of(booking: Booking) -> Want:
    return Want(
        booking.offering, booking.starts_at, booking.ends_at, booking.resource, booking.quantity, stands=True
    )


def _changed(booking: Booking) -> Changed:
    frozen = find_price(booking)
    return Changed(booking, frozen.amount if frozen else None)
