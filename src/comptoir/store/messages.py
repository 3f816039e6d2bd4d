"""How are several statements sent in one message, where none waits for the answer of another?

On PostgreSQL every statement otherwise waits for its own answer, and most of an order's time is waiting; the server
carries out the statements of one message one after the other, each seeing what those before it locked and wrote.
SQLite has no way to go. Rule to remember: a statement whose values depend on an answer belongs to the next message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

# A statement and its values.
Question = tuple[str, Sequence[Any]]
Rows = list[tuple[Any, ...]]


def ask_together(*questions: Question) -> list[Rows]:
    """Carry out several statements; the rows that each gives (none for one that gives none)."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or len(questions) == 1:
            found = []
            for statement, values in questions:
                cursor.execute(statement, list(values))
                found.append(_rows(cursor))
            return found
        # The values are put in one statement at a time: that is remembered by statement, and all at once is not.
        cursor.execute("; ".join(cursor.mogrify(statement, list(values)) for statement, values in questions))
        found = [_rows(cursor)]
        while cursor.nextset():
            found.append(_rows(cursor))
        return found


def _rows(cursor: Any) -> Rows:
    return cursor.fetchall() if cursor.description is not None else []
