"""What is over is put away, who is late is told once, and mails say it in the recipient's language."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from icalendar import Calendar

from comptoir.connectors.mail import Letter
from comptoir.core.values import Reason
from comptoir.operations.bookings import hold_booking
from comptoir.operations.clock import Done, run_due
from comptoir.operations.sending import NO_ADDRESS, PATIENCE, send_waiting
from comptoir.store.bookings.models import Booking
from comptoir.store.models import OutboxRow
from comptoir.store.outbox.queries import leave
from tests.operations.bookings.counter import NOBODY, NOW, ann
from tests.operations.bookings.deeds import morning
from tests.operations.clock.deeds import LATE, free_a_slot, lend, open_with_mail


class Tray:
    """Where letters are put instead of being sent; it may refuse some."""

    def __init__(self, refusals: int = 0) -> None:
        self.letters: list[Letter] = []
        self.refusals = refusals

    def __call__(self, letter: Letter) -> None:
        if self.refusals:
            self.refusals -= 1
            raise ConnectionRefusedError("nobody answers")
        self.letters.append(letter)


def test_holds_are_put_away_once(database) -> None:
    open_with_mail()
    held = hold_booking(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id

    assert run_due(at=NOW + timedelta(minutes=9)) == Done()
    assert run_due(at=NOW + timedelta(minutes=10)) == Done(holds=1)
    assert run_due(at=NOW + timedelta(minutes=10)) == Done()
    assert Booking.objects.get(public_id=held).state == "expired"


def test_who_is_late_is_told_once(database) -> None:
    open_with_mail()
    lend()

    assert [run_due(at=LATE).late, run_due(at=LATE).late] == [1, 0]
    tray = Tray()
    send_waiting(at=LATE, by=tray)

    (letter,) = tray.letters
    assert letter.to == "ann@mail.example"
    assert letter.subject.startswith("Banc 1")
    assert letter.subject.endswith("à rapporter")
    assert "23 novembre 2026" in letter.text
    assert "/fr/bookings/" in letter.text


def test_a_freed_slot_is_told_with_its_booking_for_the_calendar(sqlite) -> None:
    open_with_mail()
    free_a_slot()
    tray = Tray()

    assert send_waiting(at=NOW, by=tray)[:3] == (1, 0, 0)

    (letter,) = tray.letters
    assert letter.to == "zoe@mail.example"
    assert letter.html.startswith('<!doctype html><html lang="fr">')
    event = Calendar.from_ical(letter.calendar).walk("VEVENT")[0]
    booking = Booking.objects.get(state="held")
    assert str(event["UID"]) == f"booking-{booking.public_id}@comptoir"
    assert event.decoded("DTSTART") == booking.starts_at
    assert send_waiting(at=NOW, by=tray) == (0, 0, 0, 0)


def test_what_was_rolled_back_is_told_to_nobody(database) -> None:
    open_with_mail()
    with transaction.atomic():
        free_a_slot()
        assert OutboxRow.objects.count() == 1
        transaction.set_rollback(True)
    tray = Tray()

    assert send_waiting(at=NOW, by=tray) == (0, 0, 0, 0)
    assert tray.letters == []


def test_a_server_that_does_not_answer_is_asked_again_later_under_the_same_id(sqlite) -> None:
    open_with_mail()
    free_a_slot()
    tray = Tray(refusals=2)

    assert send_waiting(at=NOW, by=tray)[:2] == (0, 1)
    assert send_waiting(at=NOW + timedelta(seconds=59), by=tray)[:2] == (0, 0)
    assert send_waiting(at=NOW + timedelta(seconds=60), by=tray)[:2] == (0, 1)
    assert OutboxRow.objects.get().problem == "ConnectionRefusedError: nobody answers"
    assert send_waiting(at=NOW + timedelta(seconds=179), by=tray)[:2] == (0, 0)
    assert send_waiting(at=NOW + timedelta(seconds=180), by=tray)[:2] == (1, 0)
    assert [one.id for one in tray.letters] == [OutboxRow.objects.get().key]


def test_after_five_days_a_message_is_given_up_and_shown(sqlite) -> None:
    open_with_mail()
    free_a_slot()
    tray = Tray(refusals=100)
    send_waiting(at=NOW, by=tray)

    assert send_waiting(at=NOW + PATIENCE + timedelta(hours=1), by=tray) == (0, 0, 1, 0)
    assert send_waiting(at=NOW + 2 * PATIENCE, by=tray) == (0, 0, 0, 0)


def test_nobody_without_an_address_stops_the_others(sqlite) -> None:
    open_with_mail()
    leave("to:ben", Reason("letter.any"), recipient="ben", at=NOW)
    free_a_slot()
    tray = Tray()

    assert send_waiting(at=NOW, by=tray) == (1, 0, 1, 0)
    assert OutboxRow.objects.get(key="to:ben").problem == NO_ADDRESS
