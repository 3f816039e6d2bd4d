"""`comptoir why`: verdict, proof and next change, for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.schemas import conforms


def test_an_employee_is_internal_with_proof(run, folder: Path) -> None:
    told = run(
        "why", "claire", "--supplier", "MET", "--as-of", "2026-11-23", "--folder", folder, "--format", "json"
    )

    assert told.code == 0
    assert conforms(told.json, "why")
    assert (told.json["side"], told.json["tie"]) == ("internal", "employee")
    assert told.json["proof"]
    assert told.json["rejected"] == []


def test_knowledge_counts_up_to_an_instant(run, folder: Path) -> None:
    asked = (
        "why",
        "claire",
        "--supplier",
        "MET",
        "--as-of",
        "2025-10-01",
        "--folder",
        folder,
        "--format",
        "json",
    )

    assert run(*asked, "--known-at", "2025-08-31").json["side"] == "external"
    assert run(*asked, "--known-at", "2025-09-01 00:00").json["side"] == "internal"


def test_an_outsider_is_told_so_in_french(run, folder: Path) -> None:
    told = run("why", "NOV", "--supplier", "MET", "--as-of", "2026-11-23", "--folder", folder)

    assert told.out.startswith("Novatek est externe pour Métrologie le 23 novembre 2026")
    assert "Preuve" in told.out


def test_the_auditor_sees_what_was_set_aside(run, folder: Path) -> None:
    asked = (
        "why",
        "claire",
        "--supplier",
        "MET",
        "--as-of",
        "2024-01-01",
        "--folder",
        folder,
        "--format",
        "json",
    )

    assert run(*asked).json["rejected"] == []
    assert run(*asked, "--auditor").json["rejected"] != []


@pytest.mark.parametrize("party", ["clair", "ŒUVRE", "x\x1b[2J"])
def test_an_unknown_party_is_refused_with_the_nearest(run, folder: Path, party: str) -> None:
    told = run("why", party, "--supplier", "MET", "--folder", folder, "--lang", "en")

    assert told.code == 2
    assert "knows no party" in told.err
    assert "\x1b" not in told.err


def test_a_folder_with_errors_names_the_next_command(run, folder: Path) -> None:
    (folder / "classes.csv").write_text("class,when\npublic,sid = internal\n")

    told = run("why", "claire", "--supplier", "MET", "--folder", folder, "--lang", "en")

    assert told.code == 1
    assert f"comptoir check {folder}" in told.err
