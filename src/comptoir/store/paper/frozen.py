"""How is a whole document kept so that it comes back as exactly what it was? As canonical JSON, by its types.

Keys in the order of the alphabet, no spaces, decimals and days as text, amounts as `[minor, currency]`: equal values
have equal texts, on every machine. Rule to remember: a field that a later version adds must have a default, for texts
of today do not have it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from comptoir.core.values import Amount, Reason
from comptoir.core.values.reason_json import from_json, to_json

Value = TypeVar("Value")
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def freeze(value: object) -> str:
    """A value as text.

    raises    TypeError for a kind of value that documents do not have

    >>> freeze(Amount(833, "EUR"))
    '[833,"EUR"]'
    """
    return _ENCODE(_plain(value))


def thaw(kind: type[Value], text: str) -> Value:
    """The value of a kind that a text stands for.

    >>> thaw(Amount, '[833,"EUR"]')
    Amount(minor=833, currency='EUR')
    """
    found: Value = _read(kind, json.loads(text))
    return found


def _plain(value: object) -> object:
    if value is None or value.__class__ in (str, int, bool):
        return value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        items = [_plain(item) for item in value]
        return dict(zip(names, items, strict=True)) if names else items
    raise TypeError(f"no document holds a {type(value).__name__}")


# Reason before all tuples: it is a NamedTuple.
_WRITERS: tuple[tuple[type, Callable[..., object]], ...] = (
    (Amount, lambda value: [value.minor, value.currency]),
    (Reason, lambda value: json.loads(to_json([value]))[0]),
    (Enum, lambda value: value.value),
    (Decimal, str),
    (date, lambda value: value.isoformat()),
    (Mapping, lambda value: {str(name): _plain(item) for name, item in value.items()}),
)


def _read(kind: Any, plain: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if plain is None:
            return None
        return _read(next(one for one in inner if one is not NoneType), plain)
    if origin is tuple:
        kinds = [inner[0]] * len(plain) if inner[1:] == (...,) else inner
        return tuple(_read(one, item) for one, item in zip(kinds, plain, strict=True))
    if kind is Reason:
        return from_json(json.dumps([plain]))[0]
    if kind is Amount:
        return Amount(*plain)
    if kind is Decimal or issubclass(kind, Enum):
        return kind(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(plain, dict):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in plain.items() if name in hints})
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
