"""Which company do pages and commands ask? The one of the store, compiled once and kept until the next import.

A company of the past is as good as today's: `current_company(known_at=...)` gives what the store knew at an instant.
Ask it with the same `known_at` again (`company.standing(..., known_at=...)`): the store says which rows it had, the
facts themselves say when each was learnt.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from comptoir.company import Company, build
from comptoir.core.values import Reason, Refusal, Tables
from comptoir.store.imports.queries import find_last_import
from comptoir.store.tables import get_tables

# Companies of the past are asked about one after another; a few of them are worth their memory.
_MOST_KEPT = 4
_kept: OrderedDict[tuple[int, str], Company] = OrderedDict()
_lock = Lock()


def current_company(known_at: datetime | None = None) -> Company:
    """The company as known at an instant (None: now); the same object until an import changes it.

    raises    Refusal("store.empty") before anything was imported
    """
    company = find_company(known_at)
    if company is None:
        raise Refusal(Reason("store.empty"))
    return company


def find_company(
    known_at: datetime | None = None, *, read: Callable[[], Tables] | None = None
) -> Company | None:
    """The company as known at an instant (None: now), or None before anything was imported.

    read    gives that company's rows, where the caller has them already
    """
    last = find_last_import(known_at)
    if last is None or last.empty:
        return None
    key = (last.id, last.content_hash)
    with _lock:
        company = _kept.get(key)
        if company is None:
            company = _kept[key] = _compiled(read() if read else get_tables(last.recorded_at))
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return company


def _compiled(tables: Tables) -> Company:
    reading = build(tables)
    if reading.company is None:
        raise Refusal(Reason("store.unreadable", (("count", len(reading.findings)),)))
    return reading.company
