"""What would an import do? Counted for every table, row by row, with nothing left out (I-26).

Rows in = created + updated + unchanged + rejected, in every table; what stands in the store and not in the folder
is ended. A row that only changed its place is updated: of two rates that apply the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from comptoir.core.values import Finding, Place, Severity, Tables
from comptoir.operations.compare import Comparison, compare
from comptoir.operations.impact import Impact
from comptoir.store.imports.queries import ImportRecord
from comptoir.store.layout import BY_NAME, CARDS, SETTINGS, Cells, columns
from comptoir.store.rows import Stored


class Action(StrEnum):
    """What happens to a row."""

    CREATED = "created"
    UPDATED = "updated"
    MOVED = "moved"
    ENDED = "ended"


class Change(NamedTuple):
    """One row that changes: its key, its cells before and after (None: there was, or will be, none), its place."""

    table: str
    action: Action
    key: tuple[str, ...]
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None
    place: Place

    @property
    def differing(self) -> tuple[str, ...]:
        """Columns whose cells differ."""
        one, other = self.before or {}, self.after or {}
        return tuple(name for name in columns(self.table) if one.get(name, "") != other.get(name, ""))


@dataclass(frozen=True, slots=True)
class TableDiff:
    """One table: how many of its rows come in, and what happens to them. Changes are made when asked for."""

    table: str
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    ended: int
    _comparison: Comparison
    _before: Sequence[Stored]
    _after: Sequence[Cells]
    _places: Sequence[Place]
    _refused: frozenset[int]

    def changes(self) -> Iterator[Change]:
        """Every change, in the order of the file; what ends comes last."""
        made = self._comparison
        pairs = {new: (old, Action.UPDATED) for old, new in made.updated}
        pairs |= {new: (old, Action.MOVED) for old, new in made.moved}
        for new in sorted(chain(made.created, pairs)):
            if new not in self._refused:
                old, action = pairs.get(new, (None, Action.CREATED))
                yield self._change(action, old, new)
        for old in made.ended:
            yield self._change(Action.ENDED, old, None)

    def _change(self, action: Action, old: int | None, new: int | None) -> Change:
        names = columns(self.table)
        before = self._before[old].cells if old is not None else None
        after = self._after[new] if new is not None else None
        shown = [
            {name: text for name, text in zip(names, cells, strict=True) if text} if cells else None
            for cells in (before, after)
        ]
        one = after or before or ()
        key = tuple(one[names.index(name)] for name in BY_NAME[self.table].key)
        place = self._places[new] if new is not None else Place(file_of(self.table))
        return Change(self.table, action, key, shown[0], shown[1], place)


@dataclass(frozen=True, slots=True)
class Diff:
    """A previewed import.

    base          id of the import it was compared with, 0 for none; `import_company` refuses if another came since
    repeats       the import that already says all this, if there is one
    findings      what was found in the folder; one error rejects all of it
    impact        who becomes somebody else; None where there is nothing to compare, or an error
    """

    tables: tuple[TableDiff, ...]
    findings: tuple[Finding, ...]
    impact: Impact | None
    base: int
    content_hash: str
    repeats: ImportRecord | None

    @property
    def importable(self) -> bool:
        """Whether nothing stands against importing it."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def changes(self) -> Iterator[Change]:
        """Every change of every table."""
        return chain.from_iterable(table.changes() for table in self.tables)


def diff_table(
    name: str,
    before: Sequence[Stored],
    after: Sequence[Cells],
    places: Sequence[Place],
    refused: frozenset[int],
) -> TableDiff:
    """Compare one table; rows at `refused` places are counted as rejected and as nothing else."""
    comparison = compare(before, after, key_indices(name))
    created = sum(index not in refused for index in comparison.created)
    replaced = chain(comparison.updated, comparison.moved)
    updated = sum(new not in refused for _, new in replaced)
    return TableDiff(
        table=name,
        rows=len(after),
        created=created,
        updated=updated,
        unchanged=len(after) - created - updated - len(refused),
        rejected=len(refused),
        ended=len(comparison.ended),
        _comparison=comparison,
        _before=before,
        _after=after,
        _places=places,
        _refused=refused,
    )


def key_indices(name: str) -> list[int]:
    """Where the columns of a table's key stand among its cells."""
    return [columns(name).index(column) for column in BY_NAME[name].key]


def places_of(tables: Tables, name: str, count: int) -> Sequence[Place]:
    """Where each row of a table was written."""
    if name in (SETTINGS, CARDS):
        return [Place(file_of(name))] * count
    return [row.place for row in tables.rows(name)]


def file_of(name: str) -> str:
    """The file that a table stands in."""
    return "company.toml" if name in (SETTINGS, CARDS) else f"{name}.csv"


def refused_rows(places: Sequence[Place], findings: Sequence[Finding]) -> frozenset[int]:
    """Which rows an error stands at, by index."""
    wrong = {
        (one.place.file, one.place.line)
        for one in findings
        if one.severity is Severity.ERROR and one.place.line
    }
    return frozenset(index for index, place in enumerate(places) if (place.file, place.line) in wrong)
