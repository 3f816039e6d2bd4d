"""How is the whole store kept elsewhere, and how does one know that it is whole? While everybody goes on working.

    make_backup(path)      one file: a copy of the database of one instant, the state of the journals, and hashes
    restore_backup(path)   into an empty store; it is the same to the hash, or it is refused

SQLite is copied by its own backup, in a read transaction that keeps nobody waiting; PostgreSQL by pg_dump from an
exported snapshot. Rule to remember: the hashes are made in the transaction that is copied, so they tell what the copy
holds; the signing key of the home is not in it and has to be kept apart.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection

from comptoir.core.ledger import Anchor
from comptoir.core.values import Reason, Refusal
from comptoir.operations import postgres_tools
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.anchoring import anchor_books, anchors_file
from comptoir.operations.failpoints import reach
from comptoir.operations.form import applied_migrations, bring_up_to_date, known_migrations
from comptoir.operations.sealing import all_heads
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.imports.queries import find_last_import
from comptoir.store.snapshot import copy_sqlite, snapshot
from comptoir.store.state_hash import commitments_hash

FORMAT = 1
_MEMBERS = {"sqlite": "store.sqlite3", "postgresql": "store.pgdump"}
_MANIFEST, _ANCHORS = "manifest.json", "anchors.jsonl"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    content      hash of the company; `commitments`: of all that was ordered, booked, used and agreed
    journals     the state of every journal; digest: of the copied database's bytes
    migrations   the form of the database, so that it is never restored by older code
    """

    format: int
    engine: str
    at: str
    content: str
    commitments: str
    journals: tuple[Anchor, ...]
    migrations: tuple[str, ...]
    digest: str
    size: int

    def text(self) -> str:
        """As JSON."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        journals = [{"journal": one.journal, "count": one.count, "head": one.head} for one in self.journals]
        return json.dumps({**plain, "journals": journals}, indent=1)


def make_backup(path: Path, *, actor: Actor, at: datetime) -> Manifest:
    """Write a backup; an older backup that is there is replaced by a whole one, anything else is left alone.

    raises    Refusal: permission.denied, backup.there, backup.tool_missing, backup.tool_failed; OSError where it
              cannot be written
    """
    require(actor, "backup.make", "", at=at)
    _refuse_to_replace(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    anchor_books("backup", actor=actor, at=at)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        copy, whole = Path(folder) / "copy", Path(folder) / "whole"
        found = _copied(copy, at)
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_MANIFEST, found.text())
            archive.write(copy, _MEMBERS[found.engine])
            if anchors_file().is_file():
                archive.write(anchors_file(), _ANCHORS)
        _to_disk(whole)
        os.replace(whole, path)
    with turn():
        told = {"digest": found.digest, "content": found.content, "commitments": found.commitments}
        record_deed("backup.made", actor=actor.name, at=at, params=told)
        reach("backup.recorded")
    return found


def restore_backup(path: Path, *, actor: Actor, at: datetime) -> Manifest:
    """Fill an empty store from a backup, and prove that it is the same.

    raises    Refusal: restore.unreadable, restore.engine, restore.newer, restore.taken, restore.damaged,
              restore.differs, backup.tool_missing, backup.tool_failed
    """
    with _opened(path) as archive:
        found = _manifest(archive)
        _refuse_unfit(found)
        with tempfile.TemporaryDirectory(dir=_beside(), prefix=".restore-") as folder:
            copy = Path(folder) / "copy"
            if _extract(archive, _MEMBERS[found.engine], copy) != found.digest:
                raise Refusal(Reason("restore.damaged", (("file", str(path)),)))
            _put(copy, found.engine)
        if _ANCHORS in archive.namelist() and not anchors_file().exists():
            anchors_file().write_bytes(archive.read(_ANCHORS))
    bring_up_to_date()
    _prove(found)
    with turn():
        told = {"digest": found.digest, "made_at": found.at}
        record_deed("backup.restored", actor=actor.name, at=at, params=told)
        reach("restore.recorded")
    return found


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself.

    raises    Refusal("restore.unreadable")
    """
    with _opened(path) as archive:
        return _manifest(archive)


def _refuse_to_replace(path: Path) -> None:
    """A slip in a name must not cost somebody's file: only a backup may be written over."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if not path.exists():
        return
    try:
        read_manifest(path)
    except Refusal as refusal:
        raise Refusal(Reason("backup.there", (("file", str(path)),))) from refusal


# --- making -----------------------------------------------------------------------------------------------------------


def _copied(copy: Path, at: datetime) -> Manifest:
    """Copy the database as of one instant, and say what it holds."""
    with snapshot() as name:
        last = find_last_import()
        hashes = commitments_hash().total
        journals = all_heads()
        migrations = applied_migrations()
        if connection.vendor == "sqlite":
            copy_sqlite(copy)
        else:
            postgres_tools.dump(copy, connection.settings_dict, name)
    digest, size = _digest(copy)
    return Manifest(
        FORMAT, connection.vendor, at.isoformat(), last.content_hash if last else "", hashes, journals, migrations,
        digest, size,
    )  # fmt: skip


def _digest(path: Path) -> tuple[str, int]:
    digest = sha256()
    with path.open("rb") as stream:
        while some := stream.read(_CHUNK):
            digest.update(some)
    return digest.hexdigest(), path.stat().st_size


def _to_disk(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


# --- restoring --------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except zipfile.BadZipFile as problem:
        raise Refusal(Reason("restore.unreadable", (("file", str(path)),))) from problem


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        plain: Mapping[str, Any] = json.loads(archive.read(_MANIFEST))
        journals = tuple(Anchor(one["journal"], one["count"], one["head"]) for one in plain["journals"])
        found = Manifest(**{**plain, "journals": journals, "migrations": tuple(plain["migrations"])})
    except (KeyError, TypeError, ValueError) as problem:
        raise Refusal(Reason("restore.unreadable", (("file", str(archive.filename)),))) from problem
    if found.format != FORMAT or found.engine not in _MEMBERS:
        raise Refusal(Reason("restore.unreadable", (("file", str(archive.filename)),)))
    return found


def _refuse_unfit(found: Manifest) -> None:
    """Refuse another engine's, a newer form's, and to write over what is there."""
    if found.engine != connection.vendor:
        told = (("found", found.engine), ("expected", connection.vendor))
        raise Refusal(Reason("restore.engine", told))
    newer = sorted(set(found.migrations) - set(known_migrations()))
    if newer:
        raise Refusal(Reason("restore.newer", (("found", newer[0]),)))
    if _holds_something():
        raise Refusal(Reason("restore.taken", (("database", str(connection.settings_dict["NAME"])),)))


def _holds_something() -> bool:
    """Whether the store holds anything that a restoring would lose."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in ("store_import", "store_order", "store_booking", "store_auditrow", "auth_user"):
            if table in tables:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - a name of this list
                if cursor.fetchone():
                    return True
    return False


def _beside() -> Path:
    """A folder on the same disk as the database."""
    if connection.vendor == "sqlite":
        folder = Path(str(connection.settings_dict["NAME"])).parent
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    return Path(tempfile.gettempdir())


def _extract(archive: zipfile.ZipFile, member: str, target: Path) -> str:
    """Unpack a member; the digest of its bytes, empty where the archive itself finds it damaged."""
    digest = sha256()
    try:
        with archive.open(member) as source, target.open("wb") as stream:
            while some := source.read(_CHUNK):
                digest.update(some)
                stream.write(some)
    except (KeyError, zipfile.BadZipFile):
        return ""
    return digest.hexdigest()


def _put(copy: Path, engine: str) -> None:
    """Make the copy the store."""
    if engine == "postgresql":
        settings = dict(connection.settings_dict)
        connection.close()
        postgres_tools.restore(copy, settings)
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)
    _to_disk(copy)
    os.replace(copy, name)


def _prove(found: Manifest) -> None:
    """Whether the store is what was backed up, to the hash."""
    last = find_last_import()
    now: dict[str, object] = {
        "content": last.content_hash if last else "",
        "journals": all_heads(),
    }
    if set(found.migrations) == set(known_migrations()):
        # Of an older form the same rows have other columns by now.
        now["commitments"] = commitments_hash().total
    wrong = tuple(name for name, value in now.items() if value != getattr(found, name))
    if wrong:
        raise Refusal(Reason("restore.differs", (("parts", wrong),)))
