"""Whoever uses a booking hears of it by mail, with the event for the calendar; none for what was undone (I-27)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from icalendar import Calendar

from comptoir.core.booking.recurrence import Frequency, Recurrence
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.operations.accounts import create_account
from comptoir.operations.bookings import (
    ForWhom,
    book,
    cancel_booking,
    confirm_booking,
    hold_booking,
    move_booking,
    put_in_maintenance,
    recur_booking,
    restore_booking,
)
from comptoir.operations.place_order import place_order
from comptoir.operations.sending import send_waiting
from comptoir.store.models import OutboxRow
from tests.operations.bookings.counter import HOUR, NOBODY, NOW, ROWS, ann, open_counter, sam
from tests.operations.bookings.deeds import WEEK, morning
from tests.operations.clock.deeds import HOUSE
from tests.operations.clock.postman import event, post_office, text

PEOPLE = [{**dict(row), "language": "en"} if row["person"] == "ann" else row for row in ROWS["people"]]


@pytest.fixture
def counter(database) -> None:
    open_counter(people=PEOPLE)
    for person in ("ann", "ben"):
        create_account(person, actor=HOUSE, at=NOW, username=person, email=f"{person}@mail.example")


def test_a_booking_its_change_and_its_end_are_one_event_of_a_calendar(counter) -> None:
    with post_office() as box:
        made = book(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id
        assert send_waiting(at=NOW)[:2] == (1, 0)
        move_booking(made, morning(0, 12), actor=ann(), at=NOW)
        send_waiting(at=NOW)
        cancel_booking(made, actor=ann(), at=NOW)
        send_waiting(at=NOW)
        restore_booking(made, actor=ann(), at=NOW)
        send_waiting(at=NOW)

    booked, moved, cancelled, restored = box.to("ann@mail.example")
    assert [event(one)[0] for one in box.letters] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    events = [event(one)[1] for one in box.letters]
    assert {str(one["UID"]) for one in events} == {f"booking-{made}@comptoir"}
    assert [int(one["SEQUENCE"]) for one in events] == [0, 1, 2, 3]
    assert [str(one["STATUS"]) for one in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert events[0].decoded("DTSTART") == morning(0).start
    assert events[1].decoded("DTSTART") == events[2].decoded("DTSTART") == morning(0, 12).start
    assert str(events[0]["ATTENDEE"]) == "mailto:ann@mail.example"
    assert len({one["Message-ID"] for one in box.letters}) == 4
    assert booked["Subject"] == "Banc 1: your booking"
    assert "is booked for you from" in text(booked)
    assert "is now from" in text(moved)
    assert cancelled["Subject"] == "Banc 1: your booking is cancelled"
    assert "stands again" in text(restored)
    assert all("€" not in text(one) and "10" not in one["Subject"] for one in box.letters)


def test_who_uses_it_is_told_in_his_language_whoever_booked(counter) -> None:
    with post_office() as box:
        book(morning(0), ForWhom(buyer="BIO", used_by="ben"), actor=sam(), at=NOW)
        send_waiting(at=NOW)

    (letter,) = box.letters
    assert letter["To"] == "ben@mail.example"
    assert "est réservé pour vous" in text(letter)
    assert "/fr/bookings/" in text(letter)


def test_an_older_mail_that_comes_late_does_not_undo_a_newer_one(counter) -> None:
    with post_office() as box:
        made = book(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id
        move_booking(made, morning(0, 12), actor=ann(), at=NOW)
        cancel_booking(made, actor=ann(), at=NOW)
        send_waiting(at=NOW)

    assert [event(one)[0] for one in box.letters] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event(one)[1].decoded("DTSTART").hour for one in box.letters] == [10, 13, 13]
    assert [int(event(one)[1]["SEQUENCE"]) for one in box.letters] == [0, 1, 2]


def test_a_retry_is_the_same_letter(counter) -> None:
    with post_office() as box:
        made = book(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id
        box.refusals = 1
        assert send_waiting(at=NOW)[:2] == (0, 1)
        cancel_booking(made, actor=ann(), at=NOW)
        send_waiting(at=NOW + timedelta(minutes=2))

    first, again = [one for one in box.seen if "is booked" in text(one)]
    assert first["Message-ID"] == again["Message-ID"]
    assert text(first) == text(again)
    assert event(first)[1].to_ical() == event(again)[1].to_ical()
    assert len(box.letters) == 2


def test_a_hold_tells_nobody_until_it_is_confirmed(counter) -> None:
    lost = hold_booking(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id
    cancel_booking(lost, actor=ann(), at=NOW)
    assert OutboxRow.objects.count() == 0

    made = hold_booking(morning(1), NOBODY, actor=ann(), at=NOW).booking.public_id
    confirm_booking(made, actor=ann(), at=NOW)
    assert [row.key for row in OutboxRow.objects.all()] == [f"booking:{made}:1"]


def test_what_was_rolled_back_is_told_to_nobody(counter) -> None:
    with transaction.atomic():
        book(morning(0), NOBODY, actor=ann(), at=NOW)
        assert OutboxRow.objects.count() == 1
        transaction.set_rollback(True)
    with post_office() as box:
        assert send_waiting(at=NOW) == (0, 0, 0, 0)
    assert box.seen == []


def test_the_supplier_s_cancellation_is_told_once_and_cancels_the_event(counter) -> None:
    with post_office() as box:
        made = book(morning(0), NOBODY, actor=ann(), at=NOW).booking.public_id
        send_waiting(at=NOW)
        start, end = morning(0).start, morning(0).end
        put_in_maintenance("bench-1", start, end, actor=sam(), at=NOW, note="Panne", displace=True)
        send_waiting(at=NOW)

    _, gone = box.letters
    assert "Panne" in text(gone)
    method, cancelled = event(gone)
    assert (method, str(cancelled["UID"])) == ("CANCEL", f"booking-{made}@comptoir")
    assert int(cancelled["SEQUENCE"]) == 1


def test_a_series_is_one_letter_with_all_its_times(counter) -> None:
    with post_office() as box:
        recur_booking(morning(0), Recurrence(Frequency.WEEKLY, 4), NOBODY, actor=ann(), at=NOW)
        send_waiting(at=NOW)

    (letter,) = box.letters
    assert "4 times" in text(letter)
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    events = Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert [one.decoded("DTSTART") for one in events] == [morning(0).start + week * WEEK for week in range(4)]


def test_rentals_of_an_order_are_told_when_it_is_confirmed(counter) -> None:
    want = morning(0)
    wish = Wish(want.offering, start=want.start, end=want.start + 2 * HOUR)
    placed = place_order(Basket("BIO", (wish,)), actor=ann(), at=NOW).order

    assert placed.state == "confirmed"
    (row,) = OutboxRow.objects.all()
    assert row.recipient == "ann"
    assert row.key.startswith("booking:")
