"""Which names does a company know? The ids of every table, so that a reference resolves or gets a suggestion.

Ids are taken from the raw rows: a row that is broken elsewhere still counts as known, so that one mistake gives one
finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from comptoir.company.collect import MOST_OF_A_KIND, Findings, nearest
from comptoir.company.columns import FILES
from comptoir.core.values import Place, Tables

# The column that names a row, by table.
ID_COLUMNS = {
    "organizations": "organization", "units": "unit", "people": "person", "affiliations": "affiliation",
    "cost_centers": "cost_center", "offerings": "offering", "resources": "resource", "classes": "class",
}  # fmt: skip
_PARTIES = ("organizations", "units", "people")


@dataclass(slots=True)
class Known:
    """Every id by what it names: a table, `card`, `supplier`, `party` or `group`."""

    ids: Mapping[str, Collection[str]]
    _missed: int = 0

    def check(self, kind: str, name: str, place: Place, findings: Findings, column: str = "") -> bool:
        """Whether a name is known; else a finding with the nearest one (at a column of the place, if one is named)."""
        ids = self.ids[kind]
        if name in ids or (kind == "supplier" and not ids):
            return True
        self._missed += 1
        expected = nearest(name, ids) if self._missed <= MOST_OF_A_KIND else ""
        where = place._replace(column=column) if column else place
        findings.error("ref.unknown", where, found=name, expected=expected, kind=kind)
        return False


def known_names(tables: Tables, cards: Iterable[str], groups: Iterable[str]) -> Known:
    """Collect the ids of all tables."""
    ids: dict[str, dict[str, None]] = {
        table: dict.fromkeys(row[column] for row in tables.rows(table) if row[column])
        for table, column in ID_COLUMNS.items()
    }
    parties = {name: None for table in _PARTIES for name in ids[table]}
    own = {word: None for row in tables.rows("offerings") for word in row["groups"].split()}
    return Known(
        {**ids, "party": parties, "supplier": ids["units"], "card": dict.fromkeys(cards),
         "group": {**dict.fromkeys(groups), **own}}
    )  # fmt: skip


def doubles(tables: Tables, findings: Findings) -> None:
    """Find rows whose naming columns repeat those of an earlier row, and parties that share an id."""
    for file in FILES:
        seen: dict[tuple[str, ...], Place] = {}
        for row in tables.rows(file.table) if file.unique else ():
            key = tuple(row[name] for name in file.unique)
            if key[-1] and (first := seen.setdefault(key, row.place)) is not row.place:
                place = row.place._replace(column=file.unique[-1])
                findings.error("id.twice", place, found=key[-1], expected="", first=str(first))
    parties: dict[str, tuple[str, Place]] = {}
    for table in _PARTIES:
        for row in tables.rows(table):
            name = row[ID_COLUMNS[table]]
            where, first = parties.setdefault(name, (table, row.place))
            if name and where != table:
                place = row.place._replace(column=ID_COLUMNS[table])
                findings.error("id.twice", place, found=name, expected="", first=str(first))
