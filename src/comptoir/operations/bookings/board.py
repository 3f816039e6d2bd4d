"""What is there to do at the counter today, and what have I booked? By the clock, whoever the customer is."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.operations.actors import Actor, require
from comptoir.operations.taking.rights import is_personal
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import list_bookings

_MOST = 500


class DayBoard(NamedTuple):
    """A supplier's counter over some time, each list in order of its instants.

    pick_ups   confirmed, to be handed over; returns: handed over, due back within the time
    late       handed over and due back already; missed: confirmed, and nobody came yet
    """

    pick_ups: tuple[Booking, ...]
    returns: tuple[Booking, ...]
    late: tuple[Booking, ...]
    missed: tuple[Booking, ...]
    maintenance: tuple[Booking, ...]


def day_board(supplier: str, start: datetime, end: datetime, *, actor: Actor, at: datetime) -> DayBoard:
    """What a counter has to do between two instants.

    raises    Refusal("permission.denied")
    """
    require(actor, "booking.read_supplied", supplier, at=at)
    confirmed = list_bookings(supplier=supplier, states=("confirmed",), since=start, until=end, limit=_MOST)
    started = list_bookings(supplier=supplier, states=("started",), until=end, limit=_MOST)
    by_return = sorted(started, key=lambda one: (one.ends_at, one.id))
    bookings = [one for one in confirmed if one.kind == Booking.BOOKING]
    return DayBoard(
        pick_ups=tuple(one for one in bookings if one.starts_at >= min(at, start)),
        returns=tuple(one for one in by_return if at <= one.ends_at < end),
        late=tuple(one for one in by_return if one.ends_at < at),
        missed=tuple(one for one in bookings if one.starts_at < at),
        maintenance=tuple(one for one in confirmed if one.kind == Booking.MAINTENANCE),
    )


def supplied_bookings(
    supplier: str, start: datetime, end: datetime, *, actor: Actor, at: datetime, limit: int = 100
) -> tuple[Booking, ...]:
    """What a supplier has booked out or in maintenance between two instants, whatever became of it, in order of start.

    raises    Refusal("permission.denied")
    """
    require(actor, "booking.read_supplied", supplier, at=at)
    return list_bookings(supplier=supplier, since=start, until=end, limit=limit)


def my_bookings(actor: Actor, *, since: datetime, limit: int = 100) -> tuple[Booking, ...]:
    """What the actor uses or booked, and what the party they act for booked, in order of start."""
    mine = list_bookings(person=actor.person, since=since, limit=limit)
    own = [one for one in mine if is_personal(actor, one)]
    party = list_bookings(buyer=actor.acting_for, since=since, limit=limit) if actor.acting_for else ()
    found = {one.id: one for one in (*own, *party)}
    return tuple(sorted(found.values(), key=lambda one: (one.starts_at, one.id))[:limit])
