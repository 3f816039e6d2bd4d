"""How are entries written? By hand, postings first, a few statements for any number of entries.

Rule to remember: whoever writes has taken the journals' turns (`locks.take`), read their heads after that, and writes
nothing else behind; so numbers have no gap and nobody waits longer than one commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from comptoir.core.ledger import Anchor, ChainedEntry
from comptoir.store.by_hand import write_all
from comptoir.store.ledger.models import AnchorRow

# Below SQLite's 32,766 variables in one statement.
_ROWS = 1000
_POSTING = (
    "entry_id",
    "number",
    "account",
    "entity",
    "debit",
    "credit",
    "currency",
    "cost_center",
    "party",
    "line",
)
_ENTRY = ("id", "journal", "number", "day", "recorded_at", "source", "actor", "text", "reverses", "reason", "lines",
          "previous", "hash")  # fmt: skip


def turn_of(journal: str) -> str:
    """What a journal's turn is called (`locks.take`)."""
    return f"journal {journal}"


def add_postings(entries: Iterable[ChainedEntry]) -> None:
    """Write the postings of entries; the entries must follow in the same transaction."""
    _insert(
        "store_postingrow",
        _POSTING,
        [
            (one.entry.id, number, posting.account, posting.entity, posting.debit.minor, posting.credit.minor,
             posting.debit.currency, posting.cost_center, posting.party, posting.line)
            for one in entries
            for number, posting in enumerate(one.entry.postings, 1)
        ],
    )  # fmt: skip


def add_entries(entries: Iterable[ChainedEntry]) -> None:
    """Write entries, each in its place; their postings are there already."""
    instant = connection.ops.adapt_datetimefield_value
    day = connection.ops.adapt_datefield_value
    _insert(
        "store_journalentryrow",
        _ENTRY,
        [
            (one.entry.id, one.entry.journal, one.sequence, day(one.entry.day), instant(one.entry.recorded_at),
             one.entry.source, one.entry.actor, one.entry.text, one.entry.reverses, one.entry.reason,
             len(one.entry.postings), one.previous, one.hash)
            for one in entries
        ],
    )  # fmt: skip


def add_anchors(anchors: Iterable[Anchor], *, why: str, actor: str, at: datetime) -> None:
    """Keep the state of journals as it was also written outside."""
    write_all(
        [
            AnchorRow(journal=one.journal, count=one.count, head=one.head, at=at, why=why, actor=actor)
            for one in anchors
        ]
    )


def _insert(table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = "(" + ", ".join(["%s"] * len(names)) + ")"
    with connection.cursor() as cursor:
        for first in range(0, len(rows), _ROWS):
            some = rows[first : first + _ROWS]
            statement = f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * len(some))}"  # noqa: S608
            cursor.execute(statement, [value for row in some for value in row])
