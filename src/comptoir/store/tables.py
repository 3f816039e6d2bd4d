"""What did the company look like, as known at an instant? All its rows, as they were imported."""

from __future__ import annotations

from datetime import datetime

from comptoir.core.values import Tables
from comptoir.store.imports.queries import believed_at
from comptoir.store.layout import unflatten
from comptoir.store.rows import all_known


def get_tables(known_at: datetime | None = None) -> Tables:
    """The company as it was known at an instant (None: now); empty before anything was imported."""
    rows = all_known(believed_at(known_at))
    return unflatten({name: [row.cells for row in found] for name, found in rows.items()})
