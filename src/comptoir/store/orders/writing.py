"""How is an order written, fast and safely? By hand, one statement per table, whatever the number of lines.

Everything that orders write in a hurry is here, and nothing else writes these tables. Rules to remember: every number
that two orders may fight for is written by a statement that says what it must have been before (`_ADVANCE`, `_DRAW`,
`_MOVE`), and whoever writes it asks whether the statement found it so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection

from comptoir.store.messages import Question, ask_together
from comptoir.store.orders.rows import TABLES, LineRow, OrderRow, PartRow, TallyStep

# A statement and its values.
Statement = tuple[str, list[Any]]

_CLAIM = (
    "INSERT INTO store_outcome (actor, operation, key, body, outcome, at) VALUES (%s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (actor, operation, key) DO NOTHING RETURNING 1"
)
_ADVANCE = (
    "INSERT INTO store_tally (key, party, value, step, most) VALUES {rows} ON CONFLICT (key) DO UPDATE SET "
    "value = excluded.value, step = excluded.step, most = excluded.most {unless}"
)
# The backstop: a tally that moved since it was read is not written.
_AS_READ = "WHERE store_tally.value = excluded.value - excluded.step"
_DRAW = "UPDATE store_fund SET balance = balance - %s WHERE id = %s AND balance >= %s"
_ENTRY = "INSERT INTO store_fundentry (fund_id, at, amount, order_id, booking, actor) VALUES (%s, %s, %s, %s, %s, %s)"
_MOVE = "UPDATE store_order SET state = %s, changed_at = %s WHERE id = %s AND state = %s"
_DELIVERED = "INSERT INTO store_linedelivery (order_id, line, at, actor, partly) VALUES"
_MOVE_LINES = (
    "UPDATE store_orderline SET state = %s WHERE order_id = %s AND number IN ({numbers}) AND state = %s"
)


def claim(actor: str, operation: str, key: str, *, body: str, outcome: str, at: datetime) -> Question:
    """The question that takes a key: one row for the first time, none if it was taken before (on PostgreSQL after
    waiting for its taker)."""
    return _CLAIM, _adapted([actor, operation, key, body, outcome, at])


def add_order(row: OrderRow) -> None:
    """Write an order's own row."""
    _insert("store_order", [row])


def add_together(
    order: OrderRow | None, parts: Sequence[PartRow], lines: Sequence[LineRow], deed: Statement, *,
    reach: Callable[[str], None], more: Sequence[tuple[str, Statement]] = (),
) -> None:  # fmt: skip
    """Write an order with all that belongs to it, all of it in one message.

    deed      the audit row's statement
    more      other statements, each with the name of the place behind it
    reach     is told the name of each place that is behind
    """
    tables = (("order.row", "store_order", [order] if order else []), ("order.parts", "store_orderpart", parts),
              ("order.lines", "store_orderline", lines))  # fmt: skip
    wanted = [
        (place, (_statement(table, len(rows)), _adapted(value for row in rows for value in row)))
        for place, table, rows in tables
        if rows
    ]
    wanted += [*more, ("order.recorded", deed)]
    if connection.vendor == "postgresql":
        ask_together(*(question for _, question in wanted))
    for place, question in wanted:
        if connection.vendor != "postgresql":
            ask_together(question)
        reach(place)


def add_parts(rows: Sequence[PartRow]) -> None:
    """Write what each supplier asks for."""
    _insert("store_orderpart", rows)


def add_lines(rows: Sequence[LineRow]) -> None:
    """Write the priced lines."""
    _insert("store_orderline", rows)


def advance(steps: Sequence[TallyStep]) -> bool:
    """Bring tallies to where they shall stand; False if one of them moved since it was read."""
    if not steps:
        return True
    marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(steps))
    values = [value for step in steps for value in step]
    return _run(_ADVANCE.format(rows=marks, unless=_AS_READ), values) == len(steps)


def draw(fund: int, amount: int, *, order: str | None, actor: str, at: datetime, booking: str = "") -> bool:
    """Take money out of a fund (a negative amount puts it back); False if it holds too little."""
    if _run(_DRAW, [amount, fund, amount]) != 1:
        return False
    _run(_ENTRY, [fund, at, -amount, order, booking, actor])
    return True


def move_order(order: str, *, before: str, after: str, at: datetime) -> bool:
    """Bring an order from one state to another; False if it is not in the first any more."""
    return _run(_MOVE, [after, at, order, before]) == 1


def move_lines(order: str, numbers: Sequence[int], *, before: str, after: str) -> bool:
    """Bring lines from one state to another; False if one of them was not in the first."""
    marks = ", ".join(["%s"] * len(numbers))
    return _run(_MOVE_LINES.format(numbers=marks), [after, order, *numbers, before]) == len(numbers)


def add_deliveries(
    order: str, numbers: Sequence[int], *, at: datetime, actor: str, partly: bool = False
) -> None:
    """Keep when lines were delivered, and by whom."""
    if numbers:
        marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(numbers))
        values = [value for number in numbers for value in (order, number, at, actor, partly)]
        _run(f"{_DELIVERED} {marks}", values)


# What a database wants written in its own way.
_ADAPTED: dict[type, Callable[..., object]] = {
    datetime: lambda ops, value: ops.adapt_datetimefield_value(value),
    date: lambda ops, value: ops.adapt_datefield_value(value),
}


# --- by hand ----------------------------------------------------------------------------------------------------------


def _insert(table: str, rows: Sequence[OrderRow | PartRow | LineRow]) -> None:
    if rows:
        _run(_statement(table, len(rows)), [value for row in rows for value in row])


@cache
def _columns(table: str) -> tuple[str, str]:
    names = TABLES[table]._fields
    # Quoted: some of them (`end`) are words of SQL.
    return ", ".join(f'"{name}"' for name in names), "(" + ", ".join(["%s"] * len(names)) + ")"


@cache
def _statement(table: str, count: int) -> str:
    names, marks = _columns(table)
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * count)}"  # noqa: S608


def _run(statement: str, values: Iterable[object]) -> int:
    """Run one statement; how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(statement, _adapted(values))
        return int(cursor.rowcount)


def _adapted(values: Iterable[object]) -> list[Any]:
    """Values as the database wants them written."""
    return [
        value if (write := _ADAPTED.get(value.__class__)) is None else write(connection.ops, value)
        for value in values
    ]
