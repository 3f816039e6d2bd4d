"""How is a booking written, fast? By hand, one plain statement each; everything else goes through the models.

Rule to remember: a field here is a column of models.py under its database name; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from comptoir.store.bookings.models import Booking, BookingPrice
from comptoir.store.messages import Question, ask_together


def add_booking(booking: Booking) -> None:
    """Write a new booking; it gets its number."""
    booking.id = _insert(Booking._meta.db_table, _fields(Booking), booking.__dict__)
    booking._state.adding = False


def share_out(booking: Booking) -> None:
    """Write the shares of a booking, now that its price is known."""
    booking.save(force_update=True, update_fields=["shares"])


def add_priced(booking: Booking, price: Mapping[str, Any], beside: Sequence[Question]) -> None:
    """Write a new booking, which gets its number, with its frozen price and what else is written, in one message."""
    statement, values = insertion([booking])
    names = _fields(BookingPrice)
    marks = [
        "(SELECT id FROM store_booking WHERE public_id = %s)" if name == "booking_id" else "%s"
        for name in names
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    by_name = {**price, "booking_id": booking.public_id}
    frozen = f"INSERT INTO {BookingPrice._meta.db_table} ({columns}) VALUES ({', '.join(marks)})"  # noqa: S608
    answers = ask_together(
        (f"{statement} RETURNING id", values), (frozen, [_plain(by_name[name]) for name in names]), *beside
    )
    booking.id = answers[0][0][0]
    booking._state.adding = False


def add_price(row: Mapping[str, Any]) -> None:
    """Write a frozen price, by the names of its columns."""
    _insert(BookingPrice._meta.db_table, _fields(BookingPrice), row)


def insertion(bookings: Sequence[Booking]) -> tuple[str, list[Any]]:
    """The statement that writes several new bookings, for who writes several things at once; they get no numbers."""
    names = _fields(Booking)
    values = [_plain(booking.__dict__[name]) for booking in bookings for name in names]
    return _statement(Booking._meta.db_table, names, len(bookings)), values


@cache
def _fields(model: type[Booking] | type[BookingPrice]) -> tuple[str, ...]:
    """The columns of a table but its number; Django names attributes and columns alike here."""
    return tuple(field.attname for field in model._meta.concrete_fields if not field.primary_key)


@cache
def _statement(table: str, names: tuple[str, ...], count: int = 1) -> str:
    marks = ", ".join(["%s"] * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([f'({marks})'] * count)}"  # noqa: S608


def _insert(table: str, names: tuple[str, ...], values: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"{_statement(table, names)} RETURNING id", [_plain(values[name]) for name in names])
        return int(cursor.fetchone()[0])


def _plain(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
