"""`comptoir check`: the contract of its JSON, its exit codes, and places in every message."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.schemas import conforms


def test_a_sound_folder_passes(run, folder: Path) -> None:
    told = run("check", folder, "--format", "json", "--on", "2026-11-23")

    assert told.code == 0, told.out
    assert conforms(told.json, "check")
    assert told.json["examples"] == {"agree": 2, "total": 2}
    assert [finding for finding in told.json["findings"] if finding["severity"] == "error"] == []


def test_an_example_that_disagrees_fails_with_its_place(run, folder: Path) -> None:
    examples = folder / "examples.csv"
    examples.write_text(examples.read_text().replace("189.00", "190.00"))

    told = run("check", folder, "--format", "json", "--on", "2026-11-23", "--lang", "en")

    wrong = next(finding for finding in told.json["findings"] if finding["severity"] == "error")
    assert told.code == 1
    assert told.json["examples"] == {"agree": 1, "total": 2}
    assert (wrong["file"], wrong["line"], wrong["column"]) == ("examples.csv", 2, "expected")
    assert "€190.00" in wrong["message"]
    assert "€189.00" in wrong["message"]


def test_several_folders_are_summed(run, folder: Path, tmp_path: Path) -> None:
    told = run("check", folder, tmp_path / "nowhere", "--format", "json")

    assert told.code == 1
    assert conforms(told.json, "check")
    assert [one["folder"] for one in told.json["folders"]] == [str(folder), str(tmp_path / "nowhere")]
    assert told.json["examples"]["total"] == 2
    assert {finding["folder"] for finding in told.json["findings"]} >= {str(tmp_path / "nowhere")}


def test_the_table_speaks_the_company_s_language(run, folder: Path) -> None:
    (folder / "rates.csv").write_text("offering,class,price,per\ncmm,publik,90,hour\n")

    told = run("check", folder)

    assert told.code == 1
    assert "rates.csv:2 [class]" in told.out
    assert "erreur" in told.out


def test_rows_come_as_csv_and_as_json_lines(run, folder: Path) -> None:
    (folder / "rates.csv").write_text("offering,class,price,per\ncmm,=cmd(),90,hour\n")

    lines = run("check", folder, "--format", "ndjson").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("check", folder, "--format", "csv").out)))

    assert [json.loads(line)["code"] for line in lines] == [row["code"] for row in rows]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_a_bad_file_is_never_a_traceback(run, folder: Path, monkeypatch) -> None:
    monkeypatch.delenv("COMPTOIR_TRACEBACK")
    (folder / "rates.csv").write_bytes(b"\xff\xfe\x00\xd8offering")

    told = run("check", folder)

    assert told.code == 1
    assert "Traceback" not in told.out + told.err
    assert "rates.csv" in told.out
