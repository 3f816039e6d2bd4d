"""Rows of text with their places: the common form between a company folder, the store and what is built of them.

The company room reads files into `Tables` and writes them out again; the store keeps and gives back the same rows;
building core values from `Tables` is one code path, whatever they came from. Cells are trimmed text, empty where
nothing stands; numbers have a decimal point, dates are ISO.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.core.values.finding import Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it stood and its cells by column name (absent columns read as empty)."""

    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Tables:
    """A company as text: `settings` is company.toml as parsed, `tables` maps a table's name ("rates") to its rows."""

    settings: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of one table, in order; none where it is missing."""
        return self.tables.get(table, ())
