"""Records of use came late or were corrected: which bookings come out otherwise, and which charges are taken back?

Before anything is collected, every booking that came back and whose records are not those its price was made from is
priced again, and what was charged for it, or for a record that was replaced, is taken back: reversed where it was
posted, so that the new charge goes to the next open month. What stands on an invoice waits for its credit note: the
record is parked, with that reason. Rule to remember: one booking, one turn; where the amount is the same nothing is
taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import of_lines
from comptoir.operations.bookings.bearing import bearing_of
from comptoir.operations.bookings.using import price_use, stale_uses, use_names
from comptoir.operations.charges.undoing import take_back
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking, find_price
from comptoir.store.charges.delivered import Delivered, Upto
from comptoir.store.charges.models import BOOKING, ORDER_LINE, OWN, USAGE, Charge
from comptoir.store.charges.queries import list_current
from comptoir.store.charges.writing import free, park
from comptoir.store.orders.queries import find_order
from comptoir.store.usage.queries import (
    StoredUsage,
    ancestors_of,
    counting_by_booking,
    list_booked,
    touched_by_new,
)
from comptoir.store.usage.writing import charge_usage

_WHY = "usage records"


class Recounted(NamedTuple):
    """How many bookings were priced again, charges taken back, and records parked."""

    priced: int
    taken_back: int
    parked: int


def recount(
    company: Company, supplier: str, upto: Upto, *, actor: Actor, at: datetime, turn_name: str
) -> Recounted:
    """Bring the prices of bookings to the records that count now, and take back what was charged otherwise.

    turn_name   the turn of the supplier's charges
    """
    touched = touched_by_new(supplier, upto.day)
    priced, back, parked = 0, _take_back_replaced(touched.replaced, turn_name, actor, at), 0
    booked = list_booked(touched.bookings)
    for public_id in _to_price(booked.values(), upto):
        try:
            taken = _price_again(company, booked[public_id], turn_name, actor=actor, at=at)
        except Refusal as refusal:
            parked += _park(booked[public_id], refusal.reason, turn_name, at=at)
            continue
        priced, back = priced + 1, back + taken
    return Recounted(priced, back, parked)


def refresh(company: Company, found: Delivered, *, actor: Actor, at: datetime, turn_name: str) -> None:
    """Price the bookings of a delivery by the records that count now.

    raises    Refusal, where there is no price any more
    """
    for public_id in sorted(stale_of([found])):
        booking = find_booking(public_id)
        if booking is not None:
            _price_again(company, booking, turn_name, actor=actor, at=at)


def invoiced_before(records: Sequence[str]) -> dict[str, Reason]:
    """Of records those that replace one whose charge stands on an invoice, and why they wait: for its credit note."""
    before = ancestors_of(records)
    charges = {
        one.source: one
        for one in list_current(USAGE, sorted({old for olds in before.values() for old in olds}))
    }
    return {
        record: Reason("charge.invoiced", (("charge", charges[old].id), ("number", charges[old].paper)))
        for record, olds in before.items()
        for old in olds
        if old in charges
    }


def stale_of(found: Iterable[Delivered]) -> frozenset[str]:
    """Public ids of the bookings among deliveries whose price was made from other records than count now."""
    names = [name for one in found if one.event == "use" for name in one.booking.split(",") if name]
    return stale_uses([one for one in list_booked(names).values() if one.state == "returned"])


def _to_price(booked: Iterable[Booking], upto: Upto) -> list[str]:
    """Of bookings those that came back in time and whose price does not know their records."""
    back = [
        one
        for one in booked
        if one.state == "returned" and one.returned_at is not None and one.returned_at < upto.begins
    ]
    return sorted(stale_uses(back))


def _price_again(company: Company, first: Booking, turn_name: str, *, actor: Actor, at: datetime) -> int:
    """Price one booking again, and take back what was charged for it otherwise; how many charges.

    raises    Refusal: charge.invoiced; the card's own, where there is no price any more
    """
    bears = bearing_of(desk(), first, at=at)
    names = use_names(company, first, bears, Event.USE)
    with turn([turn_name, *names]):
        booking = find_booking(first.public_id, lock=True)
        if booking is None or not stale_uses([booking]):
            return 0
        order = find_order(of_lines.order_of(booking.line)[0], lock=True) if booking.line else None
        before = find_price(booking)
        amount = price_use(company, booking, order, bears, actor, at=at)
        charges = _charges_of(booking)
        same = before is not None and before.amount == amount
        for record in counting_by_booking([booking])[booking.public_id]:
            free(USAGE, record.id, Event.USE.value, OWN, at=at)
        if charges and same:
            charge_usage([], [booking.public_id])
            charges = ()
        for charge in charges:
            take_back(charge, _WHY, again=True, actor=actor, at=at)
        told = {"booking": booking.public_id, "amount": amount and str(amount), "charges": len(charges)}
        record_deed("booking.recounted", actor=actor.name, at=at, params=told)
        reach("recount.written")
    reach("charge.committed")
    return len(charges)


def _take_back_replaced(records: Sequence[str], turn_name: str, actor: Actor, at: datetime) -> int:
    """What was charged for records that were replaced is taken back; their successors are charged by themselves."""
    charges = list_current(USAGE, records)
    if not charges:
        return 0
    done = 0
    for first in charges:
        with turn([turn_name]):
            try:
                for charge in list_current(USAGE, [first.source]):
                    take_back(charge, _WHY, again=True, actor=actor, at=at)
                    done += 1
            except Refusal as refusal:
                if refusal.reason.code != "charge.invoiced":
                    raise
            record_deed("usage.recounted", actor=actor.name, at=at, params={"usage": first.source})
            reach("recount.written")
        reach("charge.committed")
    return done


def _charges_of(booking: Booking) -> tuple[Charge, ...]:
    """What is charged now for the use of a booking, or of its line."""
    kind, source = (ORDER_LINE, booking.line) if booking.line else (BOOKING, booking.public_id)
    return tuple(one for one in list_current(kind, [source]) if one.event == Event.USE.value)


def _park(booking: Booking, why: Reason, turn_name: str, *, at: datetime) -> int:
    """Set the new records of a booking aside, with the reason why nothing can be charged for them yet."""
    with turn([turn_name]):
        new = [one for one in counting_by_booking([booking])[booking.public_id] if one.state == "recorded"]
        rows = [_parked(booking, one) for one in new]
        park(rows, {(USAGE, one.id, Event.USE.value, OWN): why for one in new}, at=at)
        record_deed("usage.parked", actor=booking.supplier, at=at, params={"booking": booking.public_id})
        reach("charge.parked")
    reach("charge.committed")
    return len(rows)


def _parked(booking: Booking, record: StoredUsage) -> dict[str, object]:
    return {
        "source_kind": USAGE, "source": record.id, "event": Event.USE.value, "part": OWN,
        "supplier": booking.supplier, "payer": booking.payer or booking.buyer, "offering": booking.offering,
        "day": record.usage.day,
    }  # fmt: skip
