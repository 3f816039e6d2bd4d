"""How is one instant of the database read, or copied, while others write?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[str]:
    """One instant of the database for everything that is read inside.

    yields    its name for PostgreSQL's tools; empty on SQLite
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        # Not `atomic`, which would be the one writer: a plain BEGIN only reads, and others write meanwhile.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                cursor.execute("SELECT count(*) FROM sqlite_master")
                yield ""
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = str(cursor.fetchone()[0])
        yield name


def copy_sqlite(target: Path) -> None:
    """SQLite's own backup, from the read transaction of this connection, into one file without a log beside it."""
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
