"""The published schemas, the columns and the reference say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from comptoir.company.cells import READERS
from comptoir.company.columns import FILES, Column
from comptoir.company.keys import SECTIONS
from comptoir.company.schema import main, schemas

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "company-folder.md").read_text(encoding="utf-8")
COLUMNS = [(file, column) for file in FILES for column in file.columns]
KEYS = [(section, key) for section in SECTIONS for key in section.keys]


def test_the_published_schemas_are_those_of_the_columns() -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schema").glob("*.json")}

    assert published == schemas(), "run: python -m comptoir.company.schema"


def test_the_schemas_are_written_where_asked(tmp_path: Path) -> None:
    main(str(tmp_path))

    assert json.loads((tmp_path / "rates.table-schema.json").read_text())["name"] == "rates"


@pytest.mark.parametrize(
    "column", [column for _, column in (*COLUMNS, *KEYS)], ids=lambda column: column.name
)
def test_a_column_is_described_and_can_be_read(column: Column) -> None:
    assert column.en.endswith(".")
    assert column.fr.endswith(".")
    assert column.type in READERS or column.type in ("choice", "list", "dates")
    assert bool(column.choices) is (column.type == "choice")


@pytest.mark.parametrize(("file", "column"), COLUMNS, ids=lambda one: getattr(one, "name", ""))
def test_the_reference_names_every_column(file: object, column: Column) -> None:
    name = column.name.removesuffix("_fr").removesuffix("_en")

    assert re.search(rf"`{re.escape(name)}(?:…|_fr|_en)?`", REFERENCE)


@pytest.mark.parametrize(("section", "key"), KEYS, ids=lambda one: one.name)
def test_the_reference_names_every_key(section: object, key: Column) -> None:
    assert re.search(rf"\b{key.name}\b", REFERENCE)
