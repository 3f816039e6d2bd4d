"""What does the store say, as a company folder? The same rows that were imported; written out, the same bytes."""

from __future__ import annotations

from datetime import datetime

from comptoir.core.values import Reason, Refusal, Tables
from comptoir.store.imports.queries import find_last_import
from comptoir.store.tables import get_tables


def export_company(known_at: datetime | None = None) -> Tables:
    """The company as it was known at an instant (None: now), for `company.write_tables`.

    raises    Refusal("store.empty") before anything was imported
    """
    last = find_last_import(known_at)
    if last is None or last.empty:
        raise Refusal(Reason("store.empty"))
    return get_tables(known_at)
