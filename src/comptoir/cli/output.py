"""How does data reach stdout? As a table for people, or as JSON, CSV or JSON lines for programs.

Every command makes one plain value (its documented JSON shape) and renders it here, so that a table never shows what
JSON does not hold. Amounts are `{"amount": "12.50", "currency": "EUR"}`, decimals are text, dates are ISO.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import UnionType
from typing import Any

from comptoir.cli.failure import Exit, Failure
from comptoir.cli.terminal import Terminal, printable
from comptoir.core.pricing.terms import Per
from comptoir.core.values import Amount, DayPeriod, Reason
from comptoir.core.values.named import Named
from comptoir.wording import format_per, say_reason

Shape = Mapping[str, object]
# Spreadsheets run a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def checked_format(found: str, *allowed: str) -> str:
    """The format, if the command has it.

    raises    Failure (usage) otherwise
    """
    if found not in allowed:
        raise Failure("cli.usage.choice", Exit.USAGE, name="--format", found=found, expected=allowed)
    return found


def show(shape: Shape, format_: str, *, table: Callable[[], str], rows: str = "") -> None:
    """Write a value to stdout.

    format_   table, json, csv or ndjson
    table     makes the text for people
    rows      for csv and ndjson: the key of the rows
    """
    if format_ == "json":
        text = json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
    elif format_ == "ndjson":
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(shape, rows))
    elif format_ == "csv":
        text = _csv(_rows(shape, rows))
    else:
        text = printable(table())
    sys.stdout.write(text)


def plain(value: object, language: str) -> object:
    """A value as JSON can hold it, exactly.

    >>> plain((Decimal("1.50"), Amount(1250, "EUR"), date(2026, 1, 1)), "en")
    ['1.50', {'amount': '12.50', 'currency': 'EUR'}, '2026-01-01']
    """
    for kind, write in _PLAIN:
        if isinstance(value, kind):
            return write(value, language)
    return str(value)


def reason_shape(reason: Reason, language: str) -> dict[str, object]:
    """One step of an explanation: its code, who may read it, its parameters, its sentence."""
    return {
        "code": reason.code,
        "depth": reason.depth,
        "text": say_reason(reason, language),
        "params": {name: plain(value, language) for name, value in reason.params},
    }


def grid(
    rows: Iterable[Sequence[str]], terminal: Terminal, *, head: Sequence[str] = (), right: Iterable[int] = ()
) -> str:
    """Rows as aligned columns; on a terminal they wrap to its width, in a pipe every row is one line.

    right     columns to align right
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    numbers = set(right)
    table = Table(box=None, show_header=bool(head), pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    listed = [tuple(row) for row in rows]
    for column in range(max((len(row) for row in [*listed, tuple(head)]), default=0)):
        title = head[column] if column < len(head) else ""
        table.add_column(title, justify="right" if column in numbers else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(printable(cell)) for cell in row))
    out = io.StringIO()
    # A pipe has no width: wide enough that no row is ever broken.
    width = None if sys.stdout.isatty() else 100_000
    Console(file=out, width=width, no_color=not terminal.color, highlight=False, emoji=False).print(table)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _items(values: Iterable[object], language: str) -> list[object]:
    return [plain(value, language) for value in values]


# The first type that fits writes the value (an enum before the text that it is, a reason before the tuple it is).
_PLAIN: tuple[tuple[type | UnionType, Callable[[Any, str], object]], ...] = (
    (Enum, lambda value, _: value.value),
    (bool | int | str | None, lambda value, _: value),
    (Amount, lambda value, _: {"amount": str(value.major), "currency": value.currency}),
    (date, lambda value, _: value.isoformat()),
    (
        DayPeriod,
        lambda value, language: {"from": plain(value.start, language), "to": plain(value.end, language)},
    ),
    (Named, lambda value, language: {"id": value.id, "name": value.name(language)}),
    (Reason, lambda value, language: reason_shape(value, language)),
    (Per, format_per),
    (Mapping, lambda value, language: {str(key): plain(one, language) for key, one in value.items()}),
    (set | frozenset, lambda value, language: _items(sorted(value, key=str), language)),
    (Sequence, _items),
)


def _rows(shape: Shape, key: str) -> list[Mapping[str, object]]:
    """The rows of a shape."""
    found = shape[key]
    assert isinstance(found, list)
    return found


def _csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as CSV: columns of the first row, inner values as JSON, formulas made harmless."""
    out = io.StringIO()
    names = list(rows[0]) if rows else []
    writer = csv.writer(out, lineterminator="\n")
    if names:
        writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """One cell; a text that a spreadsheet would run is quoted with an apostrophe, a number is left alone."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if text.startswith(_FORMULA):
        try:
            Decimal(text)
        except InvalidOperation:
            return f"'{text}"
    return text
