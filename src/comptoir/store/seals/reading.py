"""How are rows read and hashed so that both engines give the same hash?

Rows are asked for as the database keeps them, not by way of models: a value that is none of its column's kind must be
told, not stop the telling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from comptoir.core.ledger.seals import Id, Leaf, leaf
from comptoir.store.seals.tables import Sealed

CHUNK = 5_000


def rows(table: Sealed, columns: Sequence[str], *, after: int | None = None, upto: int | None = None,
         ended: bool = False) -> Iterator[Leaf]:  # fmt: skip
    """The rows of a table in the order of their ids, as leaves.

    after, upto   of a table whose ids count upward: those in between, the last one with them
    ended         only rows that have ended
    """
    names = ", ".join([f'"{table.key}"', *(asked_for(name, table.kinds[name]) for name in columns)])
    plain = [_PLAIN.get(table.kinds[name]) for name in columns]
    where = f'"{table.mark}" IS NOT NULL' if ended else "1 = 1"
    behind: Id | None = after
    while True:
        # A text is compared byte by byte, whatever the language of the database.
        order = (
            f'"{table.key}"'
            if table.ordered or connection.vendor == "sqlite"
            else f'"{table.key}" COLLATE "C"'
        )
        asked, values = where, []
        for sign, bound in ((">", behind), ("<=", upto)):
            if bound is not None:
                asked += f" AND {order} {sign} %s"
                values.append(bound)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM {table.table} WHERE {asked} ORDER BY {order} LIMIT {CHUNK}",  # noqa: S608
                values,
            )
            found = cursor.fetchall()
        for row in found:
            said = [write(value) if write else value for value, write in zip(row[1:], plain, strict=True)]
            yield Leaf(row[0], leaf([row[0], *said]))
        if len(found) < CHUNK:
            return
        behind = found[-1][0]


def asked_for(name: str, kind: str) -> str:
    """A column in a question: as the text that SQLite keeps, for its driver would read instants, days and truths."""
    return f"\"{name}\" || ''" if connection.vendor == "sqlite" and kind in _PLAIN else f'"{name}"'


def plain_instant(value: Any) -> Any:
    """An instant as both engines keep it, in UTC with six decimals; what is none, as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, str) and len(value) >= 19:
        # SQLite keeps it as text in UTC, without a fraction where that is nothing.
        return f"{value[:10]}T{value[11:19]}.{value[20:].ljust(6, '0')}+00:00"
    return value


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _truth(value: Any) -> Any:
    return {"0": False, "1": True}.get(value, value)


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "DateTimeField": plain_instant, "DateField": _day, "BooleanField": _truth,
}  # fmt: skip
