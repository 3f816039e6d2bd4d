"""What children of the driver do to bookings (tests/operations/forking.py): one deed each, prepared by the test."""

from __future__ import annotations

from datetime import date, timedelta

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
    made = book(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    if name == "cancel":
        join_waiting_list(want, NOBODY, actor=zoe(), at=NOW)
    if name == "restore":
        cancel_booking(made, actor=ann(), at=NOW)
    if name == "hand_back":
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
