"""The store has a column for every column of the company folder, and no other."""

from __future__ import annotations

import pytest

from comptoir.company.columns import FILES
from comptoir.store.layout import CARDS, SETTINGS, TABLES, columns


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.table)
def test_every_column_of_the_folder_is_stored(file) -> None:
    assert set(columns(file.table)) == {column.name for column in file.columns}


def test_every_table_of_the_folder_is_stored() -> None:
    assert {table.name for table in TABLES} - {SETTINGS, CARDS} == {file.table for file in FILES}
