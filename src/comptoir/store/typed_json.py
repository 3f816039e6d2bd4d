"""How is a value of company.toml kept as text, so that it comes back as exactly what it was?

JSON, with what JSON lacks written as a table of one key: `{"$date": "2026-01-01"}`. Decimals keep their digits,
keys their order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

# datetime before date: every datetime is a date too.
_KINDS: tuple[tuple[str, type, Callable[[object], str]], ...] = (
    ("$datetime", datetime, lambda value: value.isoformat()),  # type: ignore[attr-defined]
    ("$date", date, lambda value: value.isoformat()),  # type: ignore[attr-defined]
    ("$time", time, lambda value: value.isoformat()),  # type: ignore[attr-defined]
    ("$decimal", Decimal, str),
)
_READERS: Mapping[str, Callable[[str], object]] = {
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$decimal": Decimal,
}


def to_text(value: object) -> str:
    """A value as text.

    raises    TypeError for a value that TOML does not have

    >>> to_text({"valid_from": date(2026, 1, 1), "tax": Decimal("5.50"), "name": "Métrologie"})
    '{"valid_from": {"$date": "2026-01-01"}, "tax": {"$decimal": "5.50"}, "name": "Métrologie"}'
    """
    return json.dumps(_plain(value), ensure_ascii=False)


def from_text(text: str) -> object:
    """The value that a text stands for.

    >>> from_text('[{"$date": "2026-01-01"}, 24, true]')
    [datetime.date(2026, 1, 1), 24, True]
    """
    return json.loads(text, object_hook=_typed)


def _plain(value: object) -> object:
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        plain = {str(key): _plain(item) for key, item in value.items()}
        # A table of somebody's own that looks like one of ours is wrapped once more.
        return {"$table": plain} if len(plain) == 1 and next(iter(plain)) in {*_READERS, "$table"} else plain
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    for name, kind, write in _KINDS:
        if isinstance(value, kind):
            return {name: write(value)}
    raise TypeError(f"no text for a value of type {type(value).__name__}")


def _typed(table: dict[str, object]) -> object:
    if len(table) == 1:
        ((name, value),) = table.items()
        if name == "$table":
            return value
        if name in _READERS and isinstance(value, str):
            return _READERS[name](value)
    return table
