"""How do bookings come into a calendar, and change and vanish there?

A booking keeps its UID forever; each change raises SEQUENCE, and a cancelled one is sent as CANCEL. Rule to remember:
times carry their zone's rules (VTIMEZONE), so a weekly booking stays at ten o'clock when the clocks change. What a
reader may see of a booking is the caller's business: this file writes the description it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event, vCalAddress, vText, vUri

PRODUCT = "-//Comptoir//Counter//EN"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One booking as a calendar sees it.

    uid          stable for all time, such as `booking-8f3a@counter.example`
    sequence     how often it was changed
    start, end   in the zone of the place, half-open
    changed      when it was last changed (DTSTAMP, LAST-MODIFIED)
    tentative    a hold that somebody has to confirm yet
    organizer    mail addresses of who lets and of who uses it; calendars want both in a message (REQUEST, CANCEL)
    """

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    changed: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    tentative: bool = False
    organizer: str = ""
    attendee: str = ""
    attendee_name: str = ""


def to_ics(occasions: Iterable[Occasion], *, name: str = "", method: str = "PUBLISH") -> bytes:
    """A calendar of bookings.

    method    PUBLISH for a feed; REQUEST and CANCEL for a message about one booking
    raises    ValueError for a time without a zone
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    every = list(occasions)
    for occasion in every:
        calendar.add_component(_event(occasion))
    if every:
        # The rules of the years in question alone: those of 1970 to 2038 would be most of the file.
        first, last = min(one.start for one in every).year, max(one.end for one in every).year
        calendar.add_missing_timezones(date(first - 1, 1, 1), date(last + 2, 1, 1))
    return bytes(calendar.to_ical())


def _event(occasion: Occasion) -> Event:
    if occasion.start.tzinfo is None or occasion.end.tzinfo is None:
        raise ValueError(f"the times of {occasion.uid} carry no zone")
    event = Event()
    event.add("uid", occasion.uid)
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", occasion.changed.astimezone(UTC))
    event.add("last-modified", occasion.changed.astimezone(UTC))
    event.add("dtstart", occasion.start)
    event.add("dtend", occasion.end)
    event.add("summary", occasion.summary)
    standing = "TENTATIVE" if occasion.tentative else "CONFIRMED"
    event.add("status", "CANCELLED" if occasion.cancelled else standing)
    for key, text in (("location", occasion.location), ("description", occasion.description)):
        if text:
            event.add(key, text)
    if occasion.url:
        event.add("url", vUri(occasion.url))
    if occasion.organizer:
        event.add("organizer", vCalAddress(f"mailto:{occasion.organizer}"))
    if occasion.attendee:
        guest = vCalAddress(f"mailto:{occasion.attendee}")
        guest.params["ROLE"] = vText("REQ-PARTICIPANT")
        guest.params["PARTSTAT"] = vText("NEEDS-ACTION" if occasion.tentative else "ACCEPTED")
        guest.params["RSVP"] = vText("FALSE")
        if occasion.attendee_name:
            guest.params["CN"] = vText(occasion.attendee_name)
        event.add("attendee", guest, encode=False)
    return event
