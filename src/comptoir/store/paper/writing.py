"""How is a number taken, and a paper, a line, an event written?

A number is taken by one statement, inside the transaction that issues the paper, as late in it as can be: whoever
comes second waits for that transaction alone, and a transaction that is rolled back gives its number back. So there
is no hole, and no number twice (I-23).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from comptoir.store.by_hand import write_all, write_one
from comptoir.store.paper.models import Paper, PaperEvent, PaperLine
from comptoir.store.paper.rows import EventRow, LineRow, PaperRow

_TAKE = """
INSERT INTO store_paperseries (entity, prefix, year, last, last_day, head) VALUES (%s, %s, %s, 1, %s, '')
ON CONFLICT (prefix, year) DO UPDATE SET last = store_paperseries.last + 1, last_day = excluded.last_day
WHERE store_paperseries.last_day <= excluded.last_day AND store_paperseries.entity = excluded.entity
RETURNING last, head
"""


class Taken(NamedTuple):
    """A number of a series, and the hash of the paper before it."""

    sequence: int
    head: str


def take_number(entity: str, prefix: str, year: int, *, day: date) -> Taken | None:
    """The next number of a series, until the transaction ends nobody else's.

    returns   None where a later day has been issued, or the prefix belongs to another legal entity
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [entity, prefix, year, connection.ops.adapt_datefield_value(day)])
        row = cursor.fetchone()
    return Taken(*row) if row else None


def move_head(prefix: str, year: int, head: str) -> None:
    """Keep the hash of a series' last paper."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE store_paperseries SET head = %s WHERE prefix = %s AND year = %s", [head, prefix, year]
        )


def add_paper(row: PaperRow, lines: Iterable[LineRow]) -> int:
    """Write a paper and its lines; gives its number in the table."""
    paper = write_one(Paper(**row._asdict()))
    write_all([PaperLine(paper_id=paper, **line._asdict()) for line in lines])
    return paper


def add_event(paper: int, row: EventRow) -> None:
    """Write what happened to a paper."""
    write_all([PaperEvent(paper_id=paper, **row._asdict())])
