"""`comptoir new`: a folder that passes its own check, and never over somebody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.schemas import conforms


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_folder_passes_check(run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new"

    made = run("new", folder, "--lang", language, "--format", "json")
    checked = run("check", folder, "--format", "json")

    assert made.code == 0
    assert conforms(made.json, "new")
    assert "comptoir check" in made.err
    assert checked.code == 0, checked.out
    assert checked.json["examples"]["total"] > 0


def test_a_folder_that_holds_something_is_left_alone(run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    told = run("new", tmp_path, "--lang", "en")

    assert told.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert told.out == ""
