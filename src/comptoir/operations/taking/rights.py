"""Who may do what to a booking? The customer it was made for, or the unit that supplies; the table decides."""

from __future__ import annotations

from datetime import datetime

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.desk import Desk
from comptoir.operations.paying import bear
from comptoir.operations.taking.wanted import ForWhom
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking


def may_make(actor: Actor, who: ForWhom, supplier: str, *, at: datetime) -> None:
    """Whether an actor may book for a buyer.

    raises    Refusal("permission.denied")
    """
    if not may(actor, "booking.make", who.buyer, at):
        require(actor, "booking.make_for", supplier, at=at)


def own_or_supplied(actor: Actor, public_id: str, *, at: datetime) -> Booking:
    """A booking that the actor may change: their own party's, or one that their unit supplies.

    raises    Refusal("booking.unknown"), also where it is none of the actor's business
    """
    booking = find_booking(public_id)
    if booking is None or not may_change(actor, booking, at=at):
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    return booking


def supplied(actor: Actor, public_id: str, action: str, *, at: datetime) -> Booking:
    """A booking that the actor's unit supplies.

    raises    Refusal("booking.unknown"), also where it is none of the actor's business
    """
    booking = find_booking(public_id)
    if booking is None or not may(actor, action, booking.supplier, at):
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    return booking


def for_whom(actor: Actor, who: ForWhom) -> ForWhom:
    """Whom a booking is for, where it is not said: the party the actor acts for, used by the actor."""
    return ForWhom(
        who.buyer or actor.acting_for,
        who.payer,
        who.beneficiary,
        who.used_by or actor.person,
        who.project,
        who.given,
        who.cost_center,
        who.shares,
    )


def borne_by(counter: Desk, actor: Actor, who: ForWhom, *, at: datetime) -> ForWhom:
    """Whom a booking is for, with who bears it filled in and looked at.

    raises    Refusal, as paying.bear
    """
    if not (who.payer or who.cost_center or who.shares):
        return who
    borne = bear(
        counter,
        actor,
        buyer=who.buyer,
        payer=who.payer,
        cost_center=who.cost_center,
        shares=who.shares,
        at=at,
    )
    return ForWhom(
        who.buyer,
        borne.payer,
        who.beneficiary,
        who.used_by,
        who.project,
        who.given,
        borne.cost_center,
        borne.shares,
    )


def is_personal(actor: Actor, booking: Booking) -> bool:
    """Whether the actor uses a booking or made it, and has not left the party it is for."""
    return actor.person in (booking.used_by, booking.booked_by) and (
        not actor.left or booking.buyer in actor.parties
    )


def may_change(actor: Actor, booking: Booking, *, at: datetime) -> bool:
    """Whether an actor, in this capacity, may change a booking."""
    own = booking.kind == Booking.BOOKING
    return (own and may(actor, "booking.change", booking.buyer, at)) or may(
        actor, "booking.change_supplied", booking.supplier, at
    )
