"""Who hears of a booking, and when? Whoever uses it, each time it becomes, changes or ends a commitment.

    news      the statements that leave the message, for who writes several things at once
    inform    the supplier cancelled: said in words of its own

A message holds the times as they were told, so that every attempt says the same, whatever came after. Rule to remember:
a hold is nobody's commitment yet, and nobody is told of it; no message names a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comptoir.core.values import Reason
from comptoir.operations.failpoints import reach
from comptoir.store.bookings.models import Booking
from comptoir.store.messages import ask_together
from comptoir.store.outbox.queries import Message, leave, leaving

_CODES = {
    "booking.booked": "booking.told.booked",
    "booking.confirmed": "booking.told.booked",
    "booking.restored": "booking.told.restored",
    "booking.move": "booking.told.moved",
    "booking.extend": "booking.told.moved",
    "booking.overrun": "booking.told.moved",
    "booking.cancelled": "booking.told.cancelled",
}


def reader_of(booking: Booking) -> str:
    """Who is told of a booking: whoever uses it, else who booked it."""
    return booking.used_by or booking.booked_by


def news(action: str, bookings: Sequence[Booking], *, at: datetime) -> tuple[tuple[str, list[Any]], ...]:
    """The statement that leaves a message about each of some bookings; none where nobody is to be told."""
    code = _CODES.get(action)
    told = [one for one in bookings if one.kind == Booking.BOOKING and reader_of(one)] if code else []
    if code is None or not told:
        return ()
    return (leaving([_message(Reason(code, _params(one)), one, at=at) for one in told]),)


def leave_news(action: str, bookings: Sequence[Booking], *, at: datetime) -> None:
    """Leave the messages of `news`, inside the transaction that gives the reason for them."""
    questions = news(action, bookings, at=at)
    if questions:
        ask_together(*questions)
        reach("booking.told")


def tell_series(series: str, bookings: Sequence[Booking], *, at: datetime) -> None:
    """One message about all times of a recurring booking."""
    if not bookings or not reader_of(bookings[0]):
        return
    first = bookings[0]
    params = (*_params(first), ("count", len(bookings)), ("series", series))
    reason = Reason("booking.told.series", params)
    leave(f"series:{series}", reason, recipient=reader_of(first), at=at)
    reach("booking.told")


def inform(booking: Booking, note: str, *, at: datetime) -> None:
    """Tell whoever uses a booking that the supplier cancelled it."""
    if booking.kind != Booking.BOOKING:
        return
    reason = Reason("booking.cancelled_by_supplier", (*_params(booking), ("note", note)))
    leave(f"cancelled:{booking.public_id}:{at.isoformat()}", reason, recipient=reader_of(booking), at=at)
    reach("booking.told")


def _params(booking: Booking) -> tuple[tuple[str, object], ...]:
    return (
        ("resource", booking.resource),
        ("start", booking.starts_at),
        ("end", booking.ends_at),
        ("booking", booking.public_id),
        ("sequence", booking.sequence),
    )


def _message(reason: Reason, booking: Booking, *, at: datetime) -> Message:
    return Message(f"booking:{booking.public_id}:{booking.sequence}", at, reader_of(booking), reason)
