"""`comptoir new`: what it writes is sound at once, in both languages, and never overwrites anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comptoir.company import check, new, read_tables
from comptoir.company.columns import FILES
from comptoir.core.values import Refusal
from tests.company.small import TODAY


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("on", [TODAY, date(2028, 2, 29)])
def test_a_new_folder_is_sound_and_its_examples_agree(language: str, on: date, tmp_path: Path) -> None:
    new(tmp_path / "mine", language, on=on)

    checked = check(tmp_path / "mine", on=on)

    assert checked.findings == ()
    assert checked.examples_agree == checked.examples_total > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_file_is_there_with_a_row_and_a_word_about_it(language: str, tmp_path: Path) -> None:
    names = new(tmp_path, language, on=TODAY)

    tables = read_tables(tmp_path).tables
    assert {file.name for file in FILES} | {"company.toml", "README.md"} == set(names)
    assert all(tables.rows(file.table) for file in FILES)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(file.name in readme for file in FILES)
    for file in FILES:
        text = (tmp_path / file.name).read_text(encoding="utf-8")
        assert (file.fr if language == "fr" else file.en).rstrip(".") in text
        assert all(column.name in text for column in file.columns)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(Refusal):
        new(tmp_path, "en", on=TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
