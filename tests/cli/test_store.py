"""`comptoir import`, `export`, `demo`, `doctor`: as processes on a home of their own, else on the test database."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from comptoir.operations import demo_life
from tests.cli.conftest import Run
from tests.cli.schemas import conforms


@pytest.fixture
def comptoir(tmp_path: Path) -> Callable[..., Run]:
    """`comptoir("import", folder)`: the command as its own process, with a SQLite store of its own."""
    passed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = passed | {
        "COMPTOIR_HOME": str(tmp_path / "home"),
        "COMPTOIR_LANG": "en",
        "COMPTOIR_TRACEBACK": "1",
        "COMPTOIR_STRICT_WORDING": "1",
    }

    def command(*words: object, home: str = "home") -> Run:
        told = subprocess.run(
            [sys.executable, "-m", "comptoir.cli", *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            env=environment | {"COMPTOIR_HOME": str(tmp_path / home)},
            stdin=subprocess.DEVNULL,
        )
        return Run(told.returncode, told.stdout, told.stderr)

    return command


@pytest.mark.slow
def test_a_store_of_its_own_is_made_asked_and_healthy(comptoir, folder: Path) -> None:
    empty = comptoir("doctor", "--format", "json")
    taken = comptoir("import", folder, "--yes")
    healthy = comptoir("doctor", "--format", "json")
    asked = comptoir("why", "claire", "--supplier", "MET", "--as-of", "2026-11-23", "--format", "json")

    found = {check["name"]: check["found"] for check in healthy.json["checks"]}
    assert [empty.code, taken.code, healthy.code] == [1, 0, 0]
    assert conforms(empty.json, "doctor")
    assert {check["mend"] for check in empty.json["checks"] if check["state"] == "error"} == {"comptoir demo"}
    assert conforms(healthy.json, "doctor")
    assert (found["journal_mode"], found["transaction_mode"]) == ("wal", "IMMEDIATE")
    assert asked.json["side"] == "internal"


@pytest.mark.slow
def test_a_backup_restores_into_another_home_and_a_planted_fault_is_found(
    comptoir, folder: Path, tmp_path
) -> None:
    comptoir("import", folder, "--yes")
    file = tmp_path / "backup.zip"

    kept = comptoir("backup", file, "--format", "json")
    restored = comptoir("restore", file, "--format", "json", home="elsewhere")
    taken = comptoir("restore", file, home="elsewhere")
    sound = comptoir("verify", "--against", file, "--format", "json", home="elsewhere")
    healthy = comptoir("doctor", "--format", "json", home="elsewhere")
    with sqlite3.connect(tmp_path / "elsewhere" / "comptoir.sqlite3") as store:
        guard = store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchone()[0]
        store.execute(f'DROP TRIGGER "{guard}"')
    broken = comptoir("verify", "--format", "json", home="elsewhere")
    ill = comptoir("doctor", "--format", "json", home="elsewhere")

    assert [kept.code, restored.code, taken.code, sound.code, healthy.code] == [0, 0, 4, 0, 0], restored.err
    assert conforms(kept.json, "backup")
    assert conforms(restored.json, "backup")
    assert restored.json["content"] == kept.json["content"]
    assert conforms(sound.json, "verify")
    assert broken.code == 5
    assert conforms(broken.json, "verify")
    assert guard in json.dumps(broken.json["findings"])
    assert ill.code == 1
    assert {one["name"] for one in ill.json["checks"] if one["state"] == "error"} == {"guards", "verified"}


@pytest.mark.slow
def test_the_demo_builds_a_store_of_its_own(comptoir) -> None:
    shown = comptoir("demo", "--no-serve")

    assert shown.code == 0, shown.err
    assert "€189.00" in shown.out
    assert "€270.00" in shown.out
    assert "comptoir serve" in shown.err


@pytest.mark.django_db
def test_a_folder_goes_in_and_comes_out(run, folder: Path, tmp_path: Path) -> None:
    looked = run("import", folder, "--dry-run", "--format", "json", "--changes")
    unasked = run("import", folder)
    taken = run("import", folder, "--yes", "--format", "json")
    repeated = run("import", folder, "--yes", "--format", "json")
    asked = run("why", "claire", "--supplier", "MET", "--as-of", "2026-11-23", "--format", "json")
    given = run("export", tmp_path / "out", "--format", "json")
    again = run("import", tmp_path / "out", "--dry-run", "--format", "json")

    assert [looked.code, unasked.code, taken.code, repeated.code] == [0, 2, 0, 0]
    assert all(conforms(told.json, "import") for told in (looked, taken, repeated))
    assert [told.json["applied"] for told in (looked, taken, repeated)] == [False, True, False]
    assert "--yes" in unasked.err
    assert taken.json["totals"]["created"] == taken.json["totals"]["rows"]
    assert repeated.json["repeats"] == taken.json["import"]
    assert asked.json["side"] == "internal"
    assert conforms(given.json, "export")
    assert again.json["repeats"] == taken.json["import"]


@pytest.mark.django_db
def test_rejected_rows_import_nothing(run, folder: Path) -> None:
    rates = folder / "rates.csv"
    rates.write_text(rates.read_text() + "cmm,nobody,12,hour,,\n")

    told = run("import", folder, "--yes", "--format", "json")

    assert told.code == 3
    assert conforms(told.json, "import")
    assert told.json["totals"]["rejected"] == 1
    assert not told.json["applied"]
    assert run("export", folder.parent / "out").code == 1


@pytest.mark.django_db
def test_an_import_is_undone_once(run, folder: Path) -> None:
    number = run("import", folder, "--yes", "--format", "json").json["import"]

    undone = run("import", "--undo", number, "--format", "json")
    twice = run("import", "--undo", number)
    unknown = run("import", "--undo", 99)

    assert conforms(undone.json, "import")
    assert [undone.code, twice.code, unknown.code] == [0, 4, 2]


@pytest.mark.django_db
def test_a_leaver_is_announced_before_the_import(run, folder: Path) -> None:
    (folder / "examples.csv").unlink()
    run("import", folder, "--yes")
    facts = folder / "affiliations.csv"
    facts.write_text(
        facts.read_text().replace(
            "claire,employed by,MET,,2025-09-01,", "claire,employed by,NOV,,2025-09-01,"
        )
    )

    told = run("import", folder, "--dry-run", "--format", "json")
    shown = run("import", folder, "--dry-run", "--lang", "en")

    assert told.json["impact"]["crossing"] == {"external": 1}
    assert "1 party becomes external" in shown.out


@pytest.mark.django_db
def test_an_export_never_writes_over_unasked(run, folder: Path, tmp_path: Path) -> None:
    run("import", folder, "--yes")
    out = tmp_path / "out"
    out.mkdir()
    (out / "deals.csv").write_text("deal\nold\n")

    refused, forced = run("export", out), run("export", out, "--yes")

    assert [refused.code, forced.code] == [4, 0]
    assert not (out / "deals.csv").exists()
    assert (out / "rates.csv").exists()


@pytest.mark.django_db
def test_the_demo_shows_one_price_twice(run, monkeypatch) -> None:
    monkeypatch.setattr(demo_life, "live_demo", partial(demo_life.live_demo, months=demo_life.MONTHS[:1]))
    monkeypatch.setattr(demo_life, "close_demo", partial(demo_life.close_demo, only=()))
    shown = run("demo", "--no-serve", "--format", "json")
    again = run("demo", "--no-serve", "--lang", "en")

    inside, outside = (price["total"]["amount"] for price in shown.json["prices"])
    assert [shown.code, again.code] == [0, 0]
    assert conforms(shown.json, "demo")
    assert (inside, outside) == ("189.00", "270.00")
    assert shown.json["counts"]["orders"] > 30
    assert "€189.00" in again.out
    assert "comptoir serve" in again.err


@pytest.mark.django_db
def test_the_demo_never_replaces_a_company_of_ones_own(run, folder: Path) -> None:
    run("import", folder, "--yes")

    told = run("demo", "--no-serve")

    assert told.code == 4
    assert "COMPTOIR_HOME" in told.err
