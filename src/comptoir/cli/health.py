"""Is this installation healthy? Every check gives what it found, what it expected, and the command that mends it.

Nothing is changed by looking: a missing database is not made.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from comptoir.cli.source import pending_migrations

State = Literal["ok", "warning", "error"]

# What SQLite must answer so that a commit survives a power cut and readers do not wait for the writer.
_PRAGMAS = {"journal_mode": ("wal",), "synchronous": ("2", "3"), "foreign_keys": ("1",)}
_SETTINGS = {"fsync": ("on",), "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
             "full_page_writes": ("on",)}  # fmt: skip
_PARTS = ("Django", "granian", "whitenoise", "psycopg", "typer", "rich", "babel")
_IMPORT = "comptoir import FOLDER"


class Check(NamedTuple):
    """One thing looked at; `mend` is the command to run where it is not well."""

    name: str
    state: State
    found: str
    expected: str = ""
    mend: str = ""


def versions() -> dict[str, str]:
    """What is installed."""
    from comptoir import __version__

    return {"comptoir": __version__, "python": platform.python_version()} | {
        name: version(name) for name in _PARTS
    }


def checks() -> Iterator[Check]:
    """Everything worth looking at; Django has been started."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    yield _home(Path(str(getattr(settings, "HOME", "."))))
    name = str(connection.settings_dict["NAME"])
    yield Check("engine", "ok", connection.vendor)
    if connection.vendor == "sqlite" and not Path(name).exists():
        yield Check("database", "error", name, mend="comptoir demo")
        return
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Check(
            "database",
            "error",
            str(error).strip().splitlines()[0],
            mend="COMPTOIR_DATABASE_URL=… comptoir doctor",
        )
        return
    yield Check("database", "ok", name)
    yield from _durability(connection)
    pending = pending_migrations()
    if pending:
        yield Check("migrations", "error", ", ".join(pending), mend="python -m django migrate")
        return
    yield Check("migrations", "ok", "—")
    yield _last_import()


def _home(home: Path) -> Check:
    """Whether the folder of the installation can be written."""
    good = os.access(home, os.W_OK)
    return Check("home", "ok" if good else "error", str(home), mend="" if good else f"chmod u+w {home}")


def _durability(connection: Any) -> Iterator[Check]:
    """Settings on which it depends whether an acknowledged commit survives."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for name, good in (_PRAGMAS if sqlite else _SETTINGS).items():
            cursor.execute(f"PRAGMA {name}" if sqlite else f"SHOW {name}")
            found = str(cursor.fetchone()[0]).lower()
            well = found in good
            mend = "" if well else ("comptoir serve" if sqlite else f"ALTER SYSTEM SET {name} = {good[0]}")
            yield Check(name, "ok" if well else "error", found, good[0], mend)
    if sqlite:
        mode = str(connection.settings_dict.get("OPTIONS", {}).get("transaction_mode", "DEFERRED"))
        yield Check("transaction_mode", "ok" if mode == "IMMEDIATE" else "error", mode, "IMMEDIATE", "")


def _last_import() -> Check:
    """When the company came in."""
    from comptoir.store.imports.queries import find_last_import

    last = find_last_import()
    if last is None or last.empty:
        return Check("last_import", "warning", "—", mend=_IMPORT)
    return Check(
        "last_import", "ok", f"{last.id} ({last.recorded_at.isoformat(timespec='minutes')}, {last.actor})"
    )
