"""How do two writers keep out of each other's way? By taking turns, in one order, before they read what they decide on.

On SQLite a write transaction begins IMMEDIATE and is alone: nothing more is needed. On PostgreSQL the names of all
that a decision rests on are locked first, in the order of their numbers, until the transaction ends. Rule to remember:
take all locks of a transaction at once; two calls in two orders can wait for each other forever.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from django.db import connection

from comptoir.store.look import forget
from comptoir.store.messages import Question


def take(names: Iterable[str]) -> None:
    """Wait for one's turn on each name, and keep it until the transaction ends; one statement, or none."""
    forget()
    question = lock_question(names)
    if question is not None:
        with connection.cursor() as cursor:
            cursor.execute(*question)


def lock_question(names: Iterable[str]) -> Question | None:
    """The statement that takes some names, for who sends several at once; None where there is nothing to take."""
    wanted = sorted({_number(name) for name in names})
    if not wanted or connection.vendor != "postgresql":
        return None
    return "SELECT pg_advisory_xact_lock(n) FROM unnest(%s::bigint[]) AS n", [wanted]


def _number(name: str) -> int:
    """A name as one of PostgreSQL's 2^64 lock numbers."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
