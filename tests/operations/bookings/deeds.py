"""What children of the driver do to bookings (tests/operations/forking.py): one deed each, prepared by the test."""

from __future__ import annotations

from datetime import date, timedelta

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.operations.bookings import (
    Want,
    book,
    cancel_booking,
    confirm_booking,
    hand_back,
    hand_over,
    hold_booking,
    join_waiting_list,
    make_feed,
    move_booking,
    put_in_maintenance,
    record_qualification,
    restore_booking,
)
from comptoir.operations.place_order import place_order
from comptoir.store.bookings.models import Booking
from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ann, sam, zoe

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def morning(week: int, first: int = 9) -> Want:
    """An hour of the bench on a Monday."""
    start = MONDAY + week * WEEK + first * HOUR
    return Want("bench", start, start + HOUR)


def prepare(name: str, week: int) -> str:
    """What must be there before a deed; the public id of the booking it is about, if it is about one."""
    want = morning(week)
    if name == "book":
        return hold_booking(want, NOBODY, actor=zoe(), at=NOW - timedelta(minutes=20)).booking.public_id
    if name == "confirm":
        return hold_booking(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    if name in ("join", "qualify", "feed"):
        return ""
    if name == "order":
        return hold_booking(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    if name.endswith("_line"):
        return prepare_line(name, want)
    made = book(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    if name == "cancel":
        join_waiting_list(want, NOBODY, actor=zoe(), at=NOW)
    if name == "restore":
        cancel_booking(made, actor=ann(), at=NOW)
    if name == "hand_back":
        hand_over(made, actor=sam(), at=want.start)
    return made


def rental(want: Want, hold: str = "") -> Basket:
    """A basket with one rental, so that it takes over a hold where one is named."""
    return Basket("BIO", (Wish(want.offering, start=want.start, end=want.end, hold=hold),))


def prepare_line(name: str, want: Want) -> str:
    """An order of a rental, for a deed to its booking."""
    placed = place_order(rental(want), actor=ann(), at=NOW).order
    made = Booking.objects.get(line=f"{placed.id}/1").public_id
    if name == "cancel_line":
        join_waiting_list(want, NOBODY, actor=zoe(), at=NOW)
    if name == "return_line":
        hand_over(made, actor=sam(), at=want.start)
    return made


def do(name: str, week: int, public_id: str) -> None:
    """The deed itself."""
    want, later = morning(week), morning(week, 12)
    {
        "book": lambda: book(want, NOBODY, actor=ann(), at=NOW),
        "confirm": lambda: confirm_booking(public_id, actor=ann(), at=NOW),
        "move": lambda: move_booking(public_id, later, actor=ann(), at=NOW),
        "cancel": lambda: cancel_booking(public_id, actor=ann(), at=NOW),
        "order": lambda: place_order(rental(want, public_id), actor=ann(), at=NOW),
        "cancel_line": lambda: cancel_booking(public_id, actor=ann(), at=NOW),
        "move_line": lambda: move_booking(public_id, later, actor=ann(), at=NOW),
        "return_line": lambda: hand_back(public_id, actor=sam(), at=want.end),
        "feed": lambda: make_feed(actor=ann(), at=NOW),
        "restore": lambda: restore_booking(public_id, actor=ann(), at=NOW),
        "hand_back": lambda: hand_back(public_id, actor=sam(), at=want.start + HOUR / 2),
        "maintain": lambda: put_in_maintenance(
            "bench-1", want.start, want.end, actor=sam(), at=NOW, displace=True
        ),
        "join": lambda: join_waiting_list(want, NOBODY, actor=zoe(), at=NOW),
        "qualify": lambda: record_qualification(
            "sam", "trained", actor=sam(), at=NOW, valid_from=date(2026, 1, 1) + week * WEEK, offering="cmm"
        ),
    }[name]()
