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

_LAPSE = (
    "UPDATE store_booking SET state = 'expired', occupies = %s, held_until = NULL "
    "WHERE state = 'held' AND held_until <= %s AND id <> %s AND resource IN ({marks})"
)


def add_booking(booking: Booking) -> None:
    """Write a new booking; it gets its number."""
    booking.id = _insert(Booking._meta.db_table, _fields(Booking), booking.__dict__)
    booking._state.adding = False


def add_price(row: Mapping[str, Any]) -> None:
    """Write a frozen price, by the names of its columns."""
    _insert(BookingPrice._meta.db_table, _fields(BookingPrice), row)


def lapse(resources: Sequence[str], *, at: datetime, but: int) -> int:
    """Holds of some resources whose time was over at an instant take nothing any more; how many there were."""
    marks = ", ".join(["%s"] * len(resources))
    with connection.cursor() as cursor:
        cursor.execute(_LAPSE.format(marks=marks), [False, _plain(at), but, *resources])
        return int(cursor.rowcount)


@cache
def _fields(model: type[Booking] | type[BookingPrice]) -> tuple[str, ...]:
    """The columns of a table but its number; Django names attributes and columns alike here."""
    return tuple(field.attname for field in model._meta.concrete_fields if not field.primary_key)


@cache
def _statement(table: str, names: tuple[str, ...]) -> str:
    marks = ", ".join(["%s"] * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id"  # noqa: S608


def _insert(table: str, names: tuple[str, ...], values: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_statement(table, names), [_plain(values[name]) for name in names])
        return int(cursor.fetchone()[0])


def _plain(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
