"""What children of the driver do by the clock, and a counter where something is due."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.test import override_settings

from comptoir.operations.accounts import create_account
from comptoir.operations.actors import the_machine
from comptoir.operations.bookings import book, hand_over, join_waiting_list
from comptoir.operations.bookings.changing import cancel_booking
from comptoir.operations.clock import run_due
from comptoir.operations.requests import answer_request, ask_somebody, forget_requests
from comptoir.operations.sending import CLAIM, Sent, send_waiting
from comptoir.store.models import OutboxRow
from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ann, open_counter, sam, zoe
from tests.operations.bookings.deeds import morning

LATE = MONDAY + 13 * HOUR
HOUSE = the_machine("tests")
AFTER_CLAIM = NOW + CLAIM + timedelta(seconds=1)


def open_with_mail() -> None:
    """The counter of the booking tests, whose people can be reached by mail."""
    open_counter()
    for person in ("ann", "zoe"):
        create_account(person, actor=HOUSE, at=NOW, username=person, email=f"{person}@mail.example")


def free_a_slot(week: int = 0) -> None:
    """Somebody waits for a time, and it becomes free: a message is left."""
    want = morning(week)
    made = book(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    join_waiting_list(want, NOBODY, actor=zoe(), at=NOW)
    cancel_booking(made, actor=ann(), at=NOW)
    without_news()


def without_news() -> None:
    """Leave out what bookings say of themselves (test_booking_mails.py), so that what is due stands alone."""
    OutboxRow.objects.filter(key__startswith="booking:").delete()


def lend(week: int = 0) -> str:
    """Somebody took something and has not brought it back at its end."""
    want = morning(week)
    made = book(want, NOBODY, actor=ann(), at=NOW).booking.public_id
    hand_over(made, actor=sam(), at=want.start)
    without_news()
    return made


def send_to(folder: str, minutes: int = 0) -> Sent:
    """Send what waits into a folder."""
    with override_settings(EMAIL_BACKEND="comptoir.connectors.mail.Folder", EMAIL_FILE_PATH=folder):
        return send_waiting(at=NOW + timedelta(minutes=minutes))


def tell_late() -> int:
    """Tell who is late."""
    return run_due(at=LATE).late


def letters(folder: Path) -> list[str]:
    """The mails in a folder, by name."""
    return sorted(path.name for path in folder.glob("*.eml"))


def ask(text: str) -> str:
    """Ask a question as a visitor."""
    return ask_somebody("question", text, actor=None, at=NOW, language="en", address="eve@firm.example")


def answer(request: str) -> None:
    """Answer a question as the house."""
    answer_request(request, "Yes.", actor=HOUSE, at=NOW)


def forget() -> int:
    """Erase what has served."""
    return forget_requests(at=NOW + timedelta(days=400))
