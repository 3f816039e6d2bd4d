"""What stands in the way of maintenance, what maintenance is planned, and who is qualified for what? For the supplier.

Reads only. Rule to remember: whoever plans sees first whose bookings would be cancelled; maintaining.py does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.core.booking import conflicts
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.operations.taking.turns import rules_for
from comptoir.operations.taking.wanted import Want, in_utc
from comptoir.store.bookings.models import Booking, Qualification
from comptoir.store.bookings.queries import find_bookings, list_bookings, list_qualifications, list_taken

_MOST = 500


class Affected(NamedTuple):
    """What stands in the way of maintenance: bookings that would be cancelled, and what cannot be pushed away."""

    cancelled: tuple[Booking, ...]
    kept: tuple[Booking, ...]


def preview_maintenance(
    resource: str, start: datetime, end: datetime, *, actor: Actor, at: datetime, quantity: int = 0
) -> Affected:
    """What would have to be cancelled to take a resource out of service for a time.

    quantity  how many of a pool; 0: all of it
    raises    Refusal: permission.denied, booking.unknown_resource, booking.empty
    """
    company = desk().company
    rules = rules_for(company, Want("", start, end, resource))[0]
    want = in_utc(Want(rules.offering, start, end, resource, quantity or rules.capacity))
    require(actor, "booking.maintain", company.offerings[rules.offering].supplier, at=at)
    taken = list_taken((resource,), want.start, want.end + rules.turnaround, at=at)[resource]
    near = conflicts(rules, taken, want.start, want.end, want.quantity)
    found = find_bookings([one.id for one in near])
    kept = tuple(one for one in found if one.state == "started" or one.kind == Booking.MAINTENANCE)
    return Affected(tuple(one for one in found if one not in kept and one.state != "returned"), kept)


def list_maintenance(supplier: str, *, actor: Actor, at: datetime) -> tuple[Booking, ...]:
    """The maintenance of a supplier that is running or planned, in order of its start.

    raises    Refusal("permission.denied")
    """
    require(actor, "booking.read_supplied", supplier, at=at)
    found = list_bookings(
        supplier=supplier, kind=Booking.MAINTENANCE, states=("confirmed",), since=at, limit=_MOST
    )
    return tuple(found)


def list_holders(supplier: str, *, actor: Actor, at: datetime) -> tuple[Qualification, ...]:
    """Who holds or held which qualification that the resources of a supplier ask for, the latest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "booking.qualify", supplier, at=at)
    names, offerings = asked_of_users(supplier)
    return list_qualifications(names=names, offerings=offerings)[:_MOST] if names else ()


def asked_of_users(supplier: str) -> tuple[Sequence[str], Sequence[str]]:
    """The qualifications that the resources of a supplier ask for, and the offerings that ask for any."""
    company = desk().company
    asking = [
        one
        for one in company.resources
        if one.rules.requires and one.offering in company.offerings
        and company.offerings[one.offering].supplier == supplier
    ]  # fmt: skip
    names = dict.fromkeys(name for one in asking for name in one.rules.requires)
    return list(names), list(dict.fromkeys(one.offering for one in asking))
