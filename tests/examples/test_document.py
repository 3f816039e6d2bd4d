"""The card transcribed in section 12 of the reference is a sound folder, and the one in examples/."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from comptoir.company.check import check

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "docs" / "company-folder.md").read_text(encoding="utf-8").partition("## 12.")[2]
BLOCKS = re.findall(r"```(csv|toml)\n(.*?)```", SECTION, re.DOTALL)
FILES = ("classes.csv", "offerings.csv", "rates.csv", "company.toml", "examples.csv")
FOLDER = ROOT / "examples" / "cornillon_salle"


def test_the_document_is_a_folder_that_checks(tmp_path: Path) -> None:
    for name, (_, text) in zip(FILES, BLOCKS, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "organizations.csv").write_bytes((FOLDER / "organizations.csv").read_bytes())

    checked = check(tmp_path, on=date(2026, 11, 23))

    assert checked.errors == 0, checked.findings
    assert checked.examples_agree == checked.examples_total == 4


def test_the_document_tells_the_card_of_the_examples() -> None:
    for name, (_, text) in zip(FILES[:3], BLOCKS[:3], strict=True):
        told = list(csv.DictReader(text.splitlines()))
        with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
            kept = [{key: row[key] for key in told[0]} for row in csv.DictReader(stream)]
        assert told == kept
