"""How are objects written without Django making each statement anew? One statement for many, its text remembered.

Rule to remember: a value goes in as it is, days and instants as the database stores them; so this is for models whose
columns are texts, whole numbers, yes or no, days and instants, and whose numbers the database gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

# Below SQLite's 32,766 variables in one statement.
_MOST_VALUES = 20_000


def write_all(objects: Sequence[Model]) -> None:
    """Write new objects of one model."""
    if not objects:
        return
    model = type(objects[0])
    names, _ = _columns(model)
    most = max(1, _MOST_VALUES // len(names))
    with connection.cursor() as cursor:
        for first in range(0, len(objects), most):
            some = objects[first : first + most]
            cursor.execute(_insert(model, len(some)), _values(names, some))


def write_one(row: Model) -> int:
    """Write a new object; the number that the database gave it."""
    names, _ = _columns(type(row))
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert(type(row), 1)} RETURNING id", _values(names, [row]))
        return int(cursor.fetchone()[0])


def adapted(value: object) -> Any:
    """A value as the database stores it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _values(names: Iterable[str], objects: Iterable[Model]) -> list[Any]:
    return [adapted(getattr(row, name)) for row in objects for name in names]


@cache
def _columns(model: type[Model]) -> tuple[tuple[str, ...], str]:
    """The attributes that are written, and their columns; a number that the database gives is not among them."""
    fields = [one for one in model._meta.concrete_fields if one is not model._meta.auto_field]
    return tuple(one.attname for one in fields), ", ".join(f'"{one.column}"' for one in fields)


@cache
def _insert(model: type[Model], count: int) -> str:
    names, columns = _columns(model)
    marks = f"({', '.join(['%s'] * len(names))})"
    table = model._meta.db_table
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * count)}"  # noqa: S608
