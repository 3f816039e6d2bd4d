"""What does a mail about a booking bring into the reader's calendar? The same event each time, as it was then.

The UID is that of the files and feeds of the pages; SEQUENCE, times and the instant of the change are those that the
message holds. Rule to remember: a mail that comes late or twice never undoes what a later one said, because its
SEQUENCE is the older one.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from comptoir.company import Company
from comptoir.documents.ics import Occasion, to_ics
from comptoir.operations.taking.turns import named
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking, list_bookings
from comptoir.store.outbox.queries import Message
from comptoir.store.parties.queries import Contact

_OVER = frozenset({"cancelled", "expired"})
_CANCELLED = frozenset({"booking.told.cancelled", "booking.cancelled_by_supplier"})
_MOST = 500


class Entry(NamedTuple):
    """A calendar file and its method; nothing where the message is about no booking."""

    content: bytes = b""
    method: str = "PUBLISH"


def calendar_of(message: Message, contact: Contact, company: Company, *, language: str, house: str) -> Entry:
    """What a message brings into the calendar: one event asked for or cancelled, or all those of a series."""
    reason = message.reason
    booking = find_booking(str(reason.get("booking") or ""))
    if booking is None:
        return Entry()
    series = str(reason.get("series") or "")
    if series:
        several = list_bookings(series=series, limit=_MOST)
        occasions = [_occasion(one, company, language, changed=message.written_at) for one in several]
        return Entry(to_ics(occasions, name=house))
    told = _as_told(booking, message)
    own = _occasion(told, company, language, changed=message.written_at, to=contact)
    method = "CANCEL" if own.cancelled else "REQUEST"
    return Entry(to_ics((own,), name=house, method=method), method)


def _as_told(booking: Booking, message: Message) -> Booking:
    """The booking as it was when the message was left, if the message says so; as it is now, where it does not."""
    reason = message.reason
    sequence, start, end = reason.get("sequence"), reason.get("start"), reason.get("end")
    if isinstance(sequence, int) and isinstance(start, datetime) and isinstance(end, datetime):
        booking.sequence, booking.starts_at, booking.ends_at = sequence, start, end
        booking.resource = str(reason.get("resource") or booking.resource)
        booking.state = "cancelled" if reason.code in _CANCELLED else "confirmed"
    return booking


def _occasion(
    booking: Booking, company: Company, language: str, *, changed: datetime, to: Contact | None = None
) -> Occasion:
    known = company.bookable.get(booking.resource)
    zone = ZoneInfo(known.rules.time_zone if known else str(company.settings.time_zone))
    offering = company.offerings.get(booking.offering)
    with translation.override(language):
        address = f"{settings.COMPTOIR_ADDRESS}{reverse('booking', args=[booking.public_id])}"
    return Occasion(
        uid=f"booking-{booking.public_id}@comptoir",
        sequence=booking.sequence,
        start=booking.starts_at.astimezone(zone),
        end=booking.ends_at.astimezone(zone),
        summary=(offering.name_fr if language == "fr" else offering.name_en)
        if offering
        else booking.offering,
        changed=changed,
        location=named(company, booking.resource).name(language),
        url=address,
        cancelled=booking.state in _OVER,
        tentative=booking.state == "held",
        organizer=parseaddr(settings.DEFAULT_FROM_EMAIL)[1] if to else "",
        attendee=to.address if to else "",
        attendee_name=to.name if to else "",
    )
