"""Do the tables that only grow still say what was sealed, and does whatever ended have a deed behind its end?

Seals tell every row that was changed, taken away or put in below the last sealed one. What a seal cannot tell is an
end that was forged before it was sealed; so each end, and each change of the company, must follow from a deed. Rule to
remember: the first finding of a table names its first row that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comptoir.core.ledger import BORN, ENDED, SEALS, Anchor, Leaf, compare, ends, walk
from comptoir.core.ledger.seals import Id
from comptoir.core.values import Finding, Place, Severity
from comptoir.store.deals.checking import list_deal_faults
from comptoir.store.imports.queries import find_last_import
from comptoir.store.layout import content_hash, flatten
from comptoir.store.rows import list_unexplained
from comptoir.store.seals.chain import sealed_leaves, walk_seals
from comptoir.store.seals.pending import Reach, reaches
from comptoir.store.seals.reading import rows
from comptoir.store.seals.tables import Sealed, sealed_tables
from comptoir.store.tables import get_tables


def seal_findings(anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """What is wrong with the seals, and with the rows that they sealed.

    anchors   states of the chain of seals kept elsewhere, of any age
    """
    own = [one for one in anchors if one.journal == SEALS]
    walked = walk(SEALS, walk_seals(), *own)
    for found in (*walked.findings, *ends(SEALS, walked, *own)):
        told = dict(found.params)
        code = "seal.cut" if found.code == "ledger.truncated" else "seal.broken"
        number = found.place.line
        yield Finding(
            code,
            Severity.ERROR,
            Place(SEALS, number),
            (("number", number), ("found", told.get("found") or "—")),
        )
    yield from row_findings()


def row_findings(*only: str) -> Iterator[Finding]:
    """Rows that are not as they were sealed, by tables (none named: all that are or were sealed)."""
    known, tables = reaches(), sealed_tables()
    for name in only or sorted({name for name, _ in known} | set(tables)):
        if name in tables:
            yield from _table(tables[name], known.get((name, BORN), {}), known.get((name, ENDED), {}))
        else:
            yield _gone(name, "")


def deed_findings() -> Iterator[Finding]:
    """Rows of the company that no import wrote or ended, a company that is not the last import's, and deals that
    changed without a deed."""
    for table, row in list_unexplained():
        yield _finding("seal.unexplained", table, row)
    last = find_last_import()
    if last is not None and content_hash(flatten(get_tables())) != last.content_hash:
        yield Finding("seal.content", Severity.ERROR, Place("import", last.id), (("number", last.id),))
    for table, row in list_deal_faults():
        yield _finding("seal.unexplained", table, row)


def _table(
    table: Sealed, born: Mapping[tuple[str, ...], Reach], ended: Mapping[tuple[str, ...], Reach]
) -> Iterator[Finding]:
    faults: dict[Id, str] = {}
    for part, groups in ((BORN, born), (ENDED, ended)):
        for columns, reach in groups.items():
            if gone := sorted(set(columns) - set(table.kinds)):
                yield _gone(table.table, gone[0])
                continue
            kind = int if table.ordered else str
            sealed = (one for one in sealed_leaves(table.table, part, columns) if isinstance(one.id, kind))
            if part == BORN and table.ordered:
                found = rows(table, columns, after=_behind(columns, reach, groups), upto=reach.upto)
                faults |= {one.id: one.code for one in compare(sealed, found) if one.id not in faults}
            else:
                faults = _others(table, part, columns, sealed) | faults
    for row in sorted(faults):
        yield _finding(faults[row], table.table, row)


def _behind(columns: tuple[str, ...], reach: Reach, groups: Mapping[tuple[str, ...], Reach]) -> int | None:
    """Where a group of seals goes on: behind the rows whose same columns were sealed before some were added."""
    before = (
        one.upto for other, one in groups.items() if one.upto < reach.upto and set(other) & set(columns)
    )
    return max(before, default=None)


def _others(table: Sealed, part: str, columns: tuple[str, ...], sealed: Iterable[Leaf]) -> dict[Id, str]:
    """Ends come in any order, and so do ids that are no numbers; what is not sealed yet is nothing wrong."""
    known = dict(sealed)
    leaves = (Leaf(one, known[one]) for one in sorted(known))
    found = (one for one in rows(table, columns, ended=part == ENDED) if one.id in known)
    # A row without its end is still there: it was altered. One that is gone was told of by its birth.
    return {one.id: "seal.altered" if part == ENDED else one.code for one in compare(leaves, found)}


def _gone(table: str, column: str) -> Finding:
    told = (("found", column or table), ("table", table))
    return Finding("seal.column_gone", Severity.ERROR, Place(f"table {table}"), told)


def _finding(code: str, table: str, row: Id) -> Finding:
    line = row if isinstance(row, int) else 0
    return Finding(
        code, Severity.ERROR, Place(f"table {table}", line), (("found", str(row)), ("table", table))
    )
