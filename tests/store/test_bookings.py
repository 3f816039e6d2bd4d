"""What the database refuses of bookings by itself, and that plain statements know every column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from comptoir.store.bookings import guards
from comptoir.store.bookings.models import Booking, BookingPrice
from comptoir.store.bookings.writing import add_booking, add_price

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
number = iter(range(10**6))


def row(first: float, last: float, *, until: float | None = None, quantity=1, capacity=1, **more) -> Booking:
    """A booking some hours after nine."""
    values = {"state": "confirmed", "occupies": True, "kind": "booking", "resource": "r", **more}
    return Booking(
        public_id=f"b{next(number)}",
        offering="o",
        supplier="s",
        quantity=quantity,
        capacity=capacity,
        starts_at=NINE + first * HOUR,
        ends_at=NINE + last * HOUR,
        blocked_until=NINE + (last if until is None else until) * HOUR,
        booked_by="ann",
        booked_at=NOW,
        **values,
    )


def refused(booking: Booking) -> bool:
    """Whether the database refuses a row, however it is written."""
    try:
        with transaction.atomic():
            booking.save()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    ("first", "last", "no"),
    [(2, 3, False), (-1, 0, False), (1, 3, True), (-1, 1, True), (0.5, 1, True), (-1, 3, True), (0, 2, True)],
)
def test_one_of_a_kind_is_never_taken_twice(database, first, last, no) -> None:
    row(0, 2).save()

    assert refused(row(first, last)) is no


def test_turnaround_counts_and_what_is_over_does_not(database) -> None:
    row(0, 2, until=2.5).save()
    row(4, 5, state="cancelled", occupies=False).save()

    assert refused(row(2, 3))
    assert not refused(row(2.5, 3))
    assert not refused(row(4, 5))


def test_a_pool_is_full_at_its_fullest_instant(database) -> None:
    row(0, 2, quantity=2, capacity=3).save()
    row(3, 5, quantity=2, capacity=3).save()

    assert not refused(row(0, 5, capacity=3))
    assert refused(row(1, 4, capacity=3))
    assert not refused(row(2, 3, quantity=2, capacity=3))


def test_moving_into_another_is_refused_and_over_itself_is_not(database) -> None:
    row(0, 2).save()
    mine = row(3, 5)
    mine.save()

    mine.starts_at, mine.blocked_until = NINE + 2 * HOUR, NINE + 4 * HOUR
    assert not refused(mine)
    mine.starts_at = NINE + 1 * HOUR
    assert refused(mine)


def test_coming_back_to_life_is_refused_where_somebody_is(database) -> None:
    gone = row(0, 2, state="cancelled", occupies=False)
    gone.save()
    row(1, 3).save()

    gone.state, gone.occupies = "confirmed", True
    assert refused(gone)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": 2, "last": 2},
        {"first": 2, "last": 1},
        {"first": 0, "last": 1, "until": 0},
        {"first": 0, "last": 1, "quantity": 0},
        {"first": 0, "last": 1, "quantity": 2},
        {"first": 0, "last": 1, "state": "confirmed", "occupies": False},
        {"first": 0, "last": 1, "state": "cancelled", "occupies": True},
        {"first": 0, "last": 1, "state": "held"},
        {"first": 0, "last": 1, "state": "lost"},
    ],
)
def test_a_row_that_means_nothing_is_refused(database, wrong) -> None:
    assert refused(row(**wrong))


def test_a_frozen_price_stays(database) -> None:
    booking = row(0, 1)
    add_booking(booking)
    names = [field.attname for field in BookingPrice._meta.concrete_fields]
    values = dict.fromkeys(names, "") | {
        "booking_id": booking.id, "at": NOW, "minor": 1, "net_minor": 1, "tax_minor": 0, "deposit_minor": 0,
    }  # fmt: skip
    add_price(values)

    for wrong in (BookingPrice.objects.all().update, BookingPrice.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong(**({"minor": 2} if wrong.__name__ == "update" else {}))
    assert BookingPrice.objects.get().minor == 1


def test_a_booking_written_by_hand_is_the_one_that_is_read(database) -> None:
    booking = row(0, 2, until=2.5, note="café")

    add_booking(booking)

    found = Booking.objects.get(id=booking.id)
    for field in Booking._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(booking, field.attname), field.attname


def test_no_guard_is_missing_and_an_overbooked_one_is_named(sqlite) -> None:
    with connection.cursor() as cursor:
        for _, drop, _ in guards.statements(connection.vendor):
            cursor.execute(drop)
    row(0, 2).save()
    second = row(1, 3)
    second.save()

    assert guards.overbooked(connection) == (second.id,)
