"""What did a booking come to, now that it was used? Asked at its return, and again when records of its use come late.

The card says what is charged: what was reserved, what was used, the greater, or the reservation and what lies beyond
it. What was used is said by the records that are attached to the booking; of what they do not speak of, the hand-over
and the return say from when until when. Rule to remember: a price is never changed, another row stands above it, and
each row keeps the digest of the records that it was made from, so that it is seen when others count.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from comptoir.company import Company
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import of_lines
from comptoir.operations.bookings.bearing import Bearing
from comptoir.operations.bookings.pricing import (
    Asked,
    Priced,
    Used,
    asked_of,
    freeze,
    give_back,
    held_names,
    names_of,
    price,
    taken_by,
    untake,
)
from comptoir.operations.taking.wanted import expecting, read_given
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import newest_usage
from comptoir.store.orders.queries import StoredOrder
from comptoir.store.usage.queries import counting_by_booking, usage_digest


def use_names(
    company: Company, booking: Booking, bears: Bearing | None, *events: Event, late: bool = False
) -> tuple[str, ...]:
    """The names of all in which a booking counts, or will once these events happened, to be locked before.

    late    its lateness is priced too
    """
    if booking.kind != Booking.BOOKING:
        return ()
    asked = asked_of(booking, {})
    after = names_of(company, asked._replace(start=booking.ends_at), Event.LATE) if late else ()
    own = bears.names if bears is not None else ()
    return (*own, *after, *held_names([booking]), *names_of(company, asked, *events))


def used_of(booking: Booking) -> Used:
    """What the use of a booking that came back was."""
    records = counting_by_booking([booking])[booking.public_id]
    begun, ended = booking.handed_over_at or booking.starts_at, booking.returned_at
    held = (begun, ended) if ended is not None and begun < ended else None
    return Used(held, records)


def stale_uses(bookings: Collection[Booking]) -> frozenset[str]:
    """Public ids of the bookings whose newest price was made from other records than those that count now."""
    counting = counting_by_booking(bookings)
    priced = newest_usage(bookings)
    return frozenset(
        one.public_id
        for one in bookings
        if usage_digest(record.id for record in counting[one.public_id]) != priced.get(one.id, "")
    )


def price_use(
    company: Company,
    booking: Booking,
    order: StoredOrder | None,
    bears: Bearing | None,
    actor: Actor,
    *,
    at: datetime,
) -> Amount | None:
    """The price of what was really used, by what the card charges for; inside a turn that holds the booking's names.

    A line keeps its own price where nothing else was used than what it was priced for.
    """
    used = used_of(booking)
    asked = asked_of(booking, read_given(booking.given))
    if order is None:
        give_back(booking, actor=actor.name, at=at)
        priced = price(company, asked, at=booking.booked_at, used=used)
        freeze(booking, priced, at=at, own=bears, actor=actor.name, usage=used.digest)
        return priced.amount
    again = newest_usage([booking])
    untake(taken_by(booking))
    priced, reserved = _of_line(company, asked, order, booking, used)
    if priced.amount == reserved.amount and not used.records and booking.id not in again:
        return of_lines.price_of(order, booking.line)
    freeze(booking, priced, at=at, usage=used.digest)
    return priced.amount


def _of_line(
    company: Company, asked: Asked, order: StoredOrder, booking: Booking, used: Used
) -> tuple[Priced, Priced]:
    """The price of what a line's booking was used for, and of what it was reserved for."""
    own = of_lines.line_of(order, booking.line)
    # What it was ordered for beside its time (participants, say) is expected to be used.
    measures = of_lines.measures_of(own)
    asked = asked._replace(given=expecting(asked.given, measures))
    took = dict(json.loads(own.took)) if own.took else {}
    reserved = price(company, asked, at=booking.booked_at, but=took)
    return price(company, asked, at=booking.booked_at, used=used, but=took), reserved
