"""How is an explanation kept so that it comes back as exactly what it was? Reasons as JSON text, and back.

JSON, with what JSON lacks written as an object of one key: `{"$decimal": "12.50"}`, `{"$amount": [833, "EUR"]}`. A
reason is `[code, [[name, value], ...]]`, with its depth as a third item where only the auditor may read it. Decimals
keep their digits, so replaying a stored explanation comes to the same amount. Rule to remember: a fixed word (an enum)
is kept as its text; a float is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.values.amount import Amount
from comptoir.core.values.named import Named
from comptoir.core.values.reason import Reason

# datetime before date: every datetime is a date too.
_WRITERS: tuple[tuple[type, Callable[..., dict[str, object]]], ...] = (
    (Decimal, lambda value: {"$decimal": str(value)}),
    (Amount, lambda value: {"$amount": [value.minor, value.currency]}),
    (Named, lambda value: {"$named": [value.id, value.name_fr, value.name_en]}),
    (datetime, lambda value: {"$at": value.isoformat()}),
    (date, lambda value: {"$day": value.isoformat()}),
    (frozenset, lambda value: {"$set": sorted(value, key=str)}),
)
# What holds no reason inside it: most parameters.
_SIMPLE = frozenset({str, int, bool, Decimal, Amount, Named})
_READERS: Mapping[str, Callable[..., object]] = {
    "$decimal": Decimal,
    "$amount": lambda pair: Amount(*pair),
    "$named": lambda names: Named(*names),
    "$at": datetime.fromisoformat,
    "$day": date.fromisoformat,
    "$set": frozenset,
    "$map": lambda pairs: {name: _tuples(item) for name, item in pairs},
    "$reason": lambda plain: _reason(plain),
}


def to_json(reasons: Iterable[Reason]) -> str:
    """Reasons as text.

    raises    TypeError for a parameter of a kind that explanations do not have

    >>> to_json([Reason("price.unit", (("price", Decimal("12.50")),))])
    '[["price.unit",[["price",{"$decimal":"12.50"}]]]]'
    """
    return _ENCODER.encode([_plain(reason) for reason in reasons])


def from_json(text: str) -> tuple[Reason, ...]:
    """The reasons that a text stands for.

    >>> from_json('[["price.rounded",[["amount",{"$amount":[833,"EUR"]}]]]]')
    (Reason(code='price.rounded', params=(('amount', Amount(minor=833, currency='EUR')),), depth='customer'),)
    """
    return tuple(_reason(plain) for plain in json.loads(text, object_hook=_typed))


def _plain(reason: Reason) -> tuple[object, ...]:
    params: Iterable[tuple[str, object]] = reason.params
    if not all(value.__class__ in _SIMPLE for _, value in params):
        params = [(name, _inner(value)) for name, value in params]
    return (reason.code, params) if reason.depth == "customer" else (reason.code, params, reason.depth)


def _inner(value: object) -> object:
    """A value with the reasons inside it marked: a NamedTuple would else be written as a mere list."""
    if isinstance(value, Reason):
        return {"$reason": _plain(value)}
    if value.__class__ is tuple or value.__class__ is list:
        return [_inner(item) for item in value]
    if isinstance(value, Mapping):
        return {"$map": [[name, _inner(item)] for name, item in value.items()]}
    if isinstance(value, float):
        raise TypeError("an explanation holds no float")
    return value


def _extra(value: object) -> dict[str, object]:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"no text for a {type(value).__name__} in an explanation")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_extra)


def _reason(plain: list[object]) -> Reason:
    code, params, *depth = plain
    assert isinstance(params, list | tuple)
    pairs = tuple((str(name), _tuples(value)) for name, value in params)
    return Reason(str(code), pairs, "auditor") if depth == ["auditor"] else Reason(str(code), pairs)


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _typed(table: dict[str, object]) -> object:
    if len(table) == 1:
        ((name, value),) = table.items()
        if name in _READERS:
            return _READERS[name](value)
    raise ValueError(f"nothing known under {sorted(table)}")
