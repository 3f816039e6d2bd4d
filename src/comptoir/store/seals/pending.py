"""What stands in the tables and is not sealed yet? Found and hashed without keeping anybody from writing.

On PostgreSQL a row may appear below one that is there: its number was given, its transaction not ended. So a table is
locked against writers for the moment in which its highest id is asked; after that no lower one can come. SQLite has one
writer. Rule to remember: only that moment is locked, one table at a time and never with another lock, so nobody waits
in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from django.db import OperationalError, connection, transaction

from comptoir.core.ledger.seals import BORN, ENDED, Leaf, Seal
from comptoir.store.seals.chain import sealed_leaves
from comptoir.store.seals.reading import rows
from comptoir.store.seals.tables import Sealed, sealed_tables

# Rows in one seal.
MOST = 1_000
# How long to wait for those who are writing into a table (PostgreSQL); then it is sealed another time.
PATIENCE = "2s"


class Reach(NamedTuple):
    """How far some columns of a table are sealed: the highest id, and how many rows."""

    upto: int
    rows: int


class Size(NamedTuple):
    """How large a table is: its highest id (or, without an order, how many rows), and how many rows have ended."""

    table: Sealed
    last: int
    ended: int


_NOTHING = Reach(0, 0)


def pending() -> Iterator[Seal]:
    """What is to be sealed, in the order of tables and ids."""
    known = reaches()
    for table, last, ended in sizes():
        born = known.get((table.table, BORN), {})
        if table.ordered:
            yield from _ordered(table, column_reach(born), last)
        elif last != born.get(table.born, _NOTHING).rows:
            yield from _others(table, BORN, table.born)
        if table.mark and ended != known.get((table.table, ENDED), {}).get(table.ended, _NOTHING).rows:
            yield from _others(table, ENDED, table.ended)


def count_pending() -> int:
    """How many rows and ends are not sealed yet; of a table without an order what was taken away counts too."""
    known, found = reaches(), 0
    for table, last, ended in sizes():
        born = known.get((table.table, BORN), {})
        if table.ordered:
            upto = max((reach.upto for reach in born.values()), default=0)
            found += sum(1 for _ in rows(table, (), after=upto)) if last > upto else 0
        else:
            found += abs(last - born.get(table.born, _NOTHING).rows)
        if table.mark:
            found += abs(ended - known.get((table.table, ENDED), {}).get(table.ended, _NOTHING).rows)
    return found


def count_sealed() -> int:
    """How many rows are sealed: of each table those that were sealed when they were written."""
    known = reaches()
    return sum(
        max((reach.rows for reach in groups.values()), default=0)
        for (_, part), groups in known.items()
        if part == BORN
    )


def reaches() -> dict[tuple[str, str], dict[tuple[str, ...], Reach]]:
    """How far each part of each table is sealed, by the columns."""
    found: dict[tuple[str, str], dict[tuple[str, ...], Reach]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "of", part, columns, MAX(upto), SUM(count) FROM store_sealrow GROUP BY "of", part, columns'
        )
        for table, part, columns, upto, count in cursor.fetchall():
            found.setdefault((table, part), {})[tuple(columns.split())] = Reach(int(upto), int(count))
    return found


def column_reach(born: Mapping[tuple[str, ...], Reach]) -> dict[str, int]:
    """The highest id up to which each column is sealed: one that was added later lags behind."""
    found: dict[str, int] = {}
    for columns, reach in born.items():
        for name in columns:
            found[name] = max(found.get(name, 0), reach.upto)
    return found


def sizes() -> tuple[Size, ...]:
    """How large each table is; one statement."""
    tables, parts = sealed_tables(), []
    for name, table in tables.items():
        size = f'MAX("{table.key}")' if table.ordered else "COUNT(*)"
        ended = f'(SELECT COUNT(*) FROM {name} WHERE "{table.mark}" IS NOT NULL)' if table.mark else "0"  # noqa: S608
        parts.append(f"SELECT '{name}', COALESCE((SELECT {size} FROM {name}), 0), {ended}")  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return tuple(Size(tables[name], int(last), int(ended)) for name, last, ended in cursor.fetchall())


def _ordered(table: Sealed, known: Mapping[str, int], last: int) -> Iterator[Seal]:
    """Rows behind the last sealed one; and of earlier ones the columns that were added since."""
    top = max(known.values(), default=0)
    lagging: dict[int, list[str]] = {}
    for name in table.born:
        lagging.setdefault(known.get(name, 0), []).append(name)
    for upto, columns in sorted(lagging.items()):
        if upto < top:
            yield from _seals(table, BORN, tuple(columns), rows(table, columns, after=upto, upto=top), top)
    if last > top:
        edge = _edge(table) if connection.vendor == "postgresql" else last
        if edge > top:
            yield from _seals(table, BORN, table.born, rows(table, table.born, after=top, upto=edge), edge)


def _others(table: Sealed, part: str, columns: tuple[str, ...]) -> Iterator[Seal]:
    """Rows that are in no seal of this part, whatever their ids."""
    done = {one.id for one in sealed_leaves(table.table, part, columns)}
    found = rows(table, columns, ended=part == ENDED)
    yield from _seals(table, part, columns, (one for one in found if one.id not in done), 0)


def _seals(
    table: Sealed, part: str, columns: tuple[str, ...], leaves: Iterable[Leaf], edge: int
) -> Iterator[Seal]:
    """Some rows at a time. Of the last ones the edge counts: below it there will never be others."""
    walk = iter(leaves)
    some = tuple(islice(walk, MOST))
    while some:
        following = tuple(islice(walk, MOST))
        last = some[-1].id
        upto = 0 if not edge else int(last) if following else edge
        yield Seal(table.table, part, columns, upto, some)
        some = following


def _edge(table: Sealed) -> int:
    """The highest id below which no row can appear any more; 0 where those who write took too long."""
    question = f'SELECT COALESCE(MAX("{table.key}"), 0) FROM {table.table}'  # noqa: S608
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(f"LOCK TABLE {table.table} IN SHARE MODE")
            cursor.execute(question)
            return int(cursor.fetchone()[0])
    except OperationalError as problem:
        if "timeout" in str(problem):
            return 0
        raise
