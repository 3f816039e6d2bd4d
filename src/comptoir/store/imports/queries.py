"""Which imports made the company what it is, and from which one is a question about an instant answered?

The first import is where the store's own knowledge begins. A question about an earlier instant is answered from it:
the facts in it carry their own `recorded_at`, which then decides. Later imports never change such an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, cast

from comptoir.store.imports.models import Import


class ImportRecord(NamedTuple):
    """One import or undoing, as stored. `counts`: table -> created, updated, unchanged, ended."""

    id: int
    recorded_at: datetime
    actor: str
    kind: Literal["import", "undo"]
    content_hash: str
    counts: Mapping[str, tuple[int, int, int, int]]
    undoes: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was left after it: the very first import was undone."""
        return not any(
            created or updated or unchanged for created, updated, unchanged, _ in self.counts.values()
        )


def get_import(number: int) -> ImportRecord:
    """One import.

    raises    Import.DoesNotExist
    """
    return _record(Import.objects.get(id=number))


def find_last_import(known_at: datetime | None = None) -> ImportRecord | None:
    """The import that a question asked with this knowledge is answered from; None before anything was imported."""
    found = Import.objects.all()
    believed = believed_at(known_at)
    if believed is not None:
        found = found.filter(recorded_at__lte=believed)
    last = found.order_by("-recorded_at").first()
    return _record(last) if last else None


def list_imports(limit: int = 100) -> tuple[ImportRecord, ...]:
    """The latest imports, newest first."""
    return tuple(_record(row) for row in Import.objects.order_by("-recorded_at")[:limit])


def list_effective_imports() -> tuple[ImportRecord, ...]:
    """The imports that were not undone, oldest first."""
    found = Import.objects.filter(kind=Import.FOLDER, undone_by=None).order_by("recorded_at")
    return tuple(_record(row) for row in found)


def believed_at(known_at: datetime | None) -> datetime | None:
    """The instant to ask the rows about: never before the store's knowledge begins."""
    if known_at is None:
        return None
    first = (
        Import.objects.filter(kind=Import.FOLDER, undone_by=None)
        .order_by("recorded_at")
        .values_list("recorded_at", flat=True)
        .first()
    )
    return max(known_at, first) if first else known_at


def _record(row: Import) -> ImportRecord:
    counts = {
        name: cast("tuple[int, int, int, int]", tuple(four)) for name, four in json.loads(row.counts).items()
    }
    kind = cast('Literal["import", "undo"]', row.kind)
    return ImportRecord(row.id, row.recorded_at, row.actor, kind, row.content_hash, counts, row.undoes_id)
