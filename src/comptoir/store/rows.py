"""How are rows read as known at an instant, closed, and added? The only code that touches a KnownRow table.

Many rows at a time: 100,000 rows are read in one statement and written in batches that stay below SQLite's limit
of variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from comptoir.store.imports.models import Import
from comptoir.store.layout import BY_NAME, TABLES, Cells, fields

# Below SQLite's 999 variables in one statement.
MOST_IDS = 900
_REST = {"affiliations": ("learnt_at", "corrected_at")}


class Stored(NamedTuple):
    """A stored row: its id, its place, its cells, and what is reckoned from other rows of its table."""

    id: int
    position: int
    cells: Cells
    reckoned: tuple[datetime | None, ...] = ()


class Wanted(NamedTuple):
    """A row to be stored."""

    position: int
    cells: Cells
    reckoned: tuple[datetime | None, ...] = ()


def list_known(name: str, known_at: datetime | None) -> list[Stored]:
    """The rows of a table that were known at an instant (None: now), in order."""
    names = [attribute for attribute, _, _ in fields(name)]
    days = [index for index, (_, _, day) in enumerate(fields(name), start=2) if day]
    width = 2 + len(names)
    found = BY_NAME[name].model._default_manager.filter(_known(known_at)).order_by("position", "id")
    rows = []
    for row in found.values_list("id", "position", *names, *_REST.get(name, ())).iterator(chunk_size=10_000):
        cells = list(row[2:width])
        for index in days:
            cells[index - 2] = cells[index - 2].isoformat() if cells[index - 2] else ""
        rows.append(Stored(row[0], row[1], tuple(cells), row[width:]))
    return rows


def all_known(known_at: datetime | None) -> dict[str, list[Stored]]:
    """The rows of every table that were known at an instant (None: now)."""
    return {table.name: list_known(table.name, known_at) for table in TABLES}


def close(name: str, ids: Sequence[int], *, at: datetime) -> None:
    """From `at` on, these rows are no longer believed."""
    manager = BY_NAME[name].model._default_manager
    for start in range(0, len(ids), MOST_IDS):
        manager.filter(id__in=ids[start : start + MOST_IDS]).update(superseded_at=at)


def add(name: str, rows: Iterable[Wanted], *, at: datetime) -> None:
    """From `at` on, these rows are believed.

    raises    ValueError for a cell of a day that is no day
    """
    model, layout, rest = BY_NAME[name].model, fields(name), _REST.get(name, ())
    made = []
    for row in rows:
        values: dict[str, object] = dict(zip(rest, row.reckoned, strict=True))
        for (attribute, _, day), text in zip(layout, row.cells, strict=True):
            values[attribute] = (date.fromisoformat(text) if text else None) if day else text
        made.append(model(position=row.position, recorded_at=at, **values))
    model._default_manager.bulk_create(made, batch_size=5_000)


def list_unexplained(limit: int = 100) -> tuple[tuple[str, int], ...]:
    """Rows of the company that were written or ended at an instant at which nothing was imported: table and id."""
    found: list[tuple[str, int]] = []
    instants = Import.objects.values("recorded_at")
    for table in TABLES:
        strange = Q(superseded_at__isnull=False) & ~Q(superseded_at__in=instants)
        some = table.model._default_manager.filter(strange | ~Q(recorded_at__in=instants)).order_by("id")
        found += [(table.model._meta.db_table, row) for row in some.values_list("id", flat=True)[:limit]]
    return tuple(found)


def _known(known_at: datetime | None) -> Q:
    if known_at is None:
        return Q(superseded_at=None)
    return Q(recorded_at__lte=known_at) & (Q(superseded_at=None) | Q(superseded_at__gt=known_at))
