"""Who may see what was used, and what does a booking's usage come to? Its supplier's people, and its customer's own."""

from __future__ import annotations

from datetime import date, datetime

from comptoir.core.ordering.usage import Quantities, quantities, usage_line
from comptoir.core.pricing.request import Line
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may, require
from comptoir.store.bookings.models import Booking
from comptoir.store.usage.queries import (
    StoredImport,
    StoredUsage,
    counting_of,
    find_usage,
    list_booked,
    list_usage,
    list_usage_imports,
)

MOST = 100


def list_own_usage(*, actor: Actor, at: datetime) -> tuple[StoredUsage, ...]:
    """What the party the actor acts for has used, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "order.read", actor.acting_for, at=at)
    return list_usage(customers=[actor.acting_for], states=("recorded", "charged"), limit=MOST)


def list_supplied_usage(
    unit: str, *, actor: Actor, at: datetime, days: tuple[date, date] | None = None
) -> tuple[StoredUsage, ...]:
    """What was used of a unit's, whatever became of it, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "usage.read", unit, at=at)
    return list_usage(supplier=unit, days=days, limit=MOST)


def list_imports_of(unit: str, *, actor: Actor, at: datetime) -> tuple[StoredImport, ...]:
    """The files that a unit took in, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "usage.read", unit, at=at)
    return list_usage_imports(unit, MOST)


def get_usage(usage_id: str, *, actor: Actor, at: datetime) -> StoredUsage:
    """A record of a supplier's, for its people.

    raises    Refusal("usage.unknown"), also where it is none of the actor's business
    """
    stored = find_usage(usage_id)
    if stored is None or not may(actor, "usage.read", stored.supplier, at):
        raise Refusal(Reason("usage.unknown", (("usage", usage_id),)))
    return stored


def usage_of_booking(booking: str, *, actor: Actor, at: datetime) -> Quantities:
    """How much of a booking was reserved, used, and used beyond its end.

    raises    Refusal("usage.unknown_booking"), also where it is none of the actor's business
    """
    row = _booking(booking)
    if row is None or not (
        may(actor, "order.read", row.buyer, at) or may(actor, "usage.read", row.supplier, at)
    ):
        raise Refusal(Reason("usage.unknown_booking", (("found", booking),)))
    records = [one.usage for one in counting_of(booking)]
    return quantities(records, reserved=(row.starts_at, row.ends_at))


def line_of_booking(booking: str) -> Line | None:
    """The line that pricing is asked about a booking's usage; None before anything was recorded."""
    row = _booking(booking)
    records = [one.usage for one in counting_of(booking)]
    if row is None or not records:
        return None
    return usage_line(records, reserved=(row.starts_at, row.ends_at))


def _booking(public_id: str) -> Booking | None:
    return list_booked([public_id]).get(public_id)
