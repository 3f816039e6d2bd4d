"""What has the reader just done, and how is it taken back? The last deeds, kept in their session.

The newest is told once as a toast; all of them stand under recent actions on the activity page. Rule to remember: what
is kept here is only the way back; whether it is still allowed, and what it costs, is asked when it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

KEY, TOAST = "recent", "toast"
MOST = 10


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed done to a booking: its verb, when, and how the booking stood before."""

    number: int
    verb: str
    booking: str
    at: datetime
    before: Mapping[str, str]


def note(request: HttpRequest, verb: str, booking: str, *, at: datetime, **before: str) -> None:
    """Keep a deed, and tell it on the next page."""
    kept = request.session.get(KEY, [])
    number = max((one["number"] for one in kept), default=0) + 1
    row = {"number": number, "verb": verb, "booking": booking, "at": at.isoformat(), "before": before}
    request.session[KEY] = [row, *kept][:MOST]
    request.session[TOAST] = number


def forget(request: HttpRequest, number: int) -> None:
    """A deed was taken back: it cannot be taken back again."""
    request.session[KEY] = [one for one in request.session.get(KEY, []) if one["number"] != number]


def deeds(request: HttpRequest) -> tuple[Deed, ...]:
    """The last deeds, newest first."""
    return tuple(
        Deed(one["number"], one["verb"], one["booking"], datetime.fromisoformat(one["at"]), one["before"])
        for one in request.session.get(KEY, [])
    )


def find_deed(request: HttpRequest, number: str) -> Deed | None:
    """One of the last deeds."""
    return next((one for one in deeds(request) if str(one.number) == number), None)


def toast(request: HttpRequest) -> Deed | None:
    """The deed to tell on this page; it is told once."""
    number = request.session.pop(TOAST, None)
    return next((one for one in deeds(request) if one.number == number), None)
