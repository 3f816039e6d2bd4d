"""Is a usage record sensible? Known things, a quantity or a period, nothing that is still to come.

What is left open is taken from the booking that the record belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Reason, Refusal
from comptoir.operations.desk import Desk
from comptoir.store.bookings.models import Booking
from comptoir.store.usage.queries import list_booked

_DAY = timedelta(days=1)


def checked(
    counter: Desk, supplier: str, usage: Usage, bookings: Mapping[str, Booking], *, at: datetime
) -> Usage:
    """A record, completed by its booking.

    bookings   those that may be named, by public id
    raises     Refusal: usage.unknown_booking, usage.unknown_offering, usage.unknown_customer, usage.nothing,
               usage.quantity, usage.period, usage.future
    """
    full = _with_booking(usage, supplier, bookings)
    item = counter.company.offerings.get(full.offering)
    if item is None or item.supplier != supplier:
        raise Refusal(Reason("usage.unknown_offering", (("found", full.offering), ("supplier", supplier))))
    # Who did it may be a login that nobody declared; who it is for must be somebody.
    if full.customer not in counter.company.parties:
        raise Refusal(Reason("usage.unknown_customer", (("found", full.customer),)))
    _quantities(full)
    _times(full, counter, at=at)
    return full


def bookings_of(usages: Iterable[Usage]) -> dict[str, Booking]:
    """The bookings that some records name, by public id."""
    return list_booked(sorted({one.booking for one in usages if one.booking}))


def _with_booking(usage: Usage, supplier: str, bookings: Mapping[str, Booking]) -> Usage:
    if not usage.booking:
        return usage
    booked = bookings.get(usage.booking)
    if booked is None or booked.supplier != supplier:
        raise Refusal(Reason("usage.unknown_booking", (("found", usage.booking),)))
    return replace(
        usage,
        offering=usage.offering or booked.offering,
        customer=usage.customer or booked.buyer,
        person=usage.person or booked.used_by,
        resource=usage.resource or booked.resource,
    )


def _quantities(usage: Usage) -> None:
    if not usage.measures and usage.start is None:
        raise Refusal(Reason("usage.nothing"))
    for value in usage.measures.values():
        if not value.is_finite() or value <= 0:
            raise Refusal(Reason("usage.quantity", (("found", value),)))


def _times(usage: Usage, counter: Desk, *, at: datetime) -> None:
    if (usage.start is None) != (usage.end is None):
        raise Refusal(Reason("usage.half_period"))
    if usage.start is not None and usage.end is not None:
        if usage.end <= usage.start:
            raise Refusal(Reason("usage.period", (("start", usage.start), ("end", usage.end))))
        if usage.end > at:
            raise Refusal(Reason("usage.future", (("found", usage.end),)))
    # A day is over everywhere when the next but one has begun in UTC: asked first, it is cheap.
    if usage.day >= at.date() - _DAY and usage.day > counter.day(at):
        raise Refusal(Reason("usage.future", (("found", usage.day),)))
