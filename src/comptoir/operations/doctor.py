"""Is the store healthy? What it runs on, what it promises, and whether it still keeps its promises.

Looking changes nothing. Each check gives what was found, whether that is well, and the command that mends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from comptoir.operations.form import pending_migrations
from comptoir.store import guards
from comptoir.store.audit.queries import last_deed
from comptoir.store.imports.queries import find_last_import
from comptoir.store.layout import content_hash, flatten
from comptoir.store.tables import get_tables

# A backup or a verification older than that is due again.
_OLD = timedelta(days=7)
# What must be answered so that an acknowledged commit survives a power cut and readers never wait for the writer.
_SQLITE = {"journal_mode": ("wal",), "synchronous": ("2", "3"), "foreign_keys": ("1",)}
_POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_write", "remote_apply", "local"),
}
_DJANGO = "DJANGO_SETTINGS_MODULE=comptoir.config.settings python -m django"
_INSTALL = "from django.db import connection; from comptoir.store.guards import install; install(connection)"


class Check(NamedTuple):
    """One thing looked at: what was found, whether it is well, and what to do if not."""

    name: str
    value: str
    ok: bool = True
    mend: str = ""


def checks(*, at: datetime) -> tuple[Check, ...]:
    """Everything about the store; what needs tables is left out while migrations are pending.

    at        now: how long ago something was done is counted from it
    """
    first = (_engine(), *_durability(), _migrations())
    if not all(check.ok for check in first if check.name == "migrations"):
        return first
    return (*first, _guards(), _overlaps(), _last_import(), _content(), _backup(at), _verified(at))


def _engine() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    return Check("engine", f"{connection.vendor} {version}, {_size()}")


def _size() -> str:
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        count = sum(path.stat().st_size for path in map(Path, (name, f"{name}-wal")) if path.is_file())
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            count = cursor.fetchone()[0]
    return f"{count / 1_000_000:.1f} MB"


def _durability() -> Iterator[Check]:
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for name, good in (_SQLITE if sqlite else _POSTGRESQL).items():
            cursor.execute(f"PRAGMA {name}" if sqlite else f"SHOW {name}")
            found = str(cursor.fetchone()[0]).lower()
            mend = "comptoir serve" if sqlite else f"ALTER SYSTEM SET {name} = {good[0]}"
            yield Check(name, found, found in good, "" if found in good else mend)
        if sqlite:
            mode = str(connection.settings_dict["OPTIONS"].get("transaction_mode", "DEFERRED"))
            yield Check("transaction_mode", mode, mode == "IMMEDIATE")
        else:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'")
            found = "yes" if cursor.fetchone()[0] else "no"
            mend = "CREATE EXTENSION btree_gist"
            yield Check("btree_gist", found, found == "yes", "" if found == "yes" else mend)


def _migrations() -> Check:
    pending = ", ".join(pending_migrations())
    return Check("migrations", pending or "—", not pending, f"{_DJANGO} migrate" if pending else "")


def _guards() -> Check:
    """Triggers and constraints that refuse overlaps and changed history."""
    gone = ", ".join(guards.missing(connection))
    total = len(guards.guards(connection))
    return Check("guards", gone or str(total), not gone, f'{_DJANGO} shell -c "{_INSTALL}"' if gone else "")


def _overlaps() -> Check:
    """Rows that overlap although nothing may."""
    found = guards.overlapping(connection)
    told = ", ".join(f"{table} {first}/{second}" for table, first, second in found[:5])
    return Check("overlaps", told or "0", not found, "comptoir import --undo NUMBER" if found else "")


def _last_import() -> Check:
    last = find_last_import()
    if last is None:
        return Check("last_import", "—", mend="comptoir import FOLDER")
    return Check("last_import", f"{last.id}, {last.recorded_at.isoformat(timespec='seconds')}, {last.actor}")


def _content() -> Check:
    """Whether the rows still say what the last import left: anything else was changed behind its back."""
    last = find_last_import()
    if last is None:
        return Check("content", "—")
    digest = content_hash(flatten(get_tables()))
    good = digest == last.content_hash
    return Check("content", digest[:12], good, "" if good else "restore the last backup")


def _backup(at: datetime) -> Check:
    """How old the last backup is; one is wanted as soon as there is something to lose."""
    last = last_deed("backup.made")
    if last is None:
        return Check("backup", "—", mend="comptoir backup FILE" if find_last_import() else "")
    return Check("backup", _ago(last.at, at), mend="comptoir backup FILE" if at - last.at > _OLD else "")


def _verified(at: datetime) -> Check:
    """How long ago everything was verified, and with what result."""
    last = last_deed("books.verified")
    if last is None:
        return Check("verified", "—", mend="comptoir verify" if find_last_import() else "")
    wrong = int(str(last.params.get("findings", 0)))
    old = at - last.at > _OLD
    told = f"{_ago(last.at, at)}, {wrong}"
    return Check("verified", told, not wrong, "comptoir verify" if wrong or old else "")


def _ago(then: datetime, at: datetime) -> str:
    """An instant, and how many days ago it was."""
    return f"{then.isoformat(timespec='seconds')} ({max(0, (at - then).days)} d)"
