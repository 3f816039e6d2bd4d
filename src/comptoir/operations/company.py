"""Which company do pages and commands ask? The one of the store, compiled once and kept until the next import.

Prices negotiated at the counter belong to it from the instant they were agreed, beside those of its folder.

A company of the past is as good as today's: `current_company(known_at=...)` gives what the store knew at an instant.
Ask it with the same `known_at` again (`company.standing(..., known_at=...)`): the store says which rows it had, the
facts themselves say when each was learnt.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeVar

from comptoir.company import Company, build
from comptoir.core.values import Reason, Refusal, Tables
from comptoir.store.deals.queries import deals_revision, list_agreed
from comptoir.store.imports.queries import find_last_import
from comptoir.store.tables import get_tables

Key = TypeVar("Key", tuple[int, str], tuple[int, str, int, str])
# Companies of the past are asked about one after another; a few of them are worth their memory.
_MOST_KEPT = 4
_kept: OrderedDict[tuple[int, str], Company] = OrderedDict()
# The same companies with the deals of a revision.
_dealing: OrderedDict[tuple[int, str, int, str], Company] = OrderedDict()
_lock = Lock()


def current_company(known_at: datetime | None = None) -> Company:
    """The company as known at an instant (None: now); the same object until an import or a deal changes it.

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
    revision = deals_revision(known_at)
    key = (last.id, last.content_hash, *revision)
    with _lock:
        company = _dealing.get(key)
        if company is None:
            bare = _remembered(
                _kept, key[:2], lambda: _compiled(read() if read else get_tables(last.recorded_at))
            )
            company = bare.with_deals(list_agreed(revision)) if revision.change else bare
        return _remembered(_dealing, key, lambda: company)


def _remembered(kept: OrderedDict[Key, Company], key: Key, make: Callable[[], Company]) -> Company:
    """What is kept under a key, made where it is not; the oldest goes."""
    company = kept.get(key)
    if company is None:
        company = kept[key] = make()
        while len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return company


def _compiled(tables: Tables) -> Company:
    reading = build(tables)
    if reading.company is None:
        raise Refusal(Reason("store.unreadable", (("count", len(reading.findings)),)))
    return reading.company
