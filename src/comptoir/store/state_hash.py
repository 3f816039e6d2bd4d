"""What does everything that was committed come to, as one number? The same rows give the same hash on every engine.

Every column of every table of orders, bookings, negotiation, usage, messages and the audit trail counts, a new one of
itself; save the numbers that a database gives rows by itself, because a transaction that was undone uses some up. A row
that points to another one names it by what it is known by outside. Rule to remember: no order of rows counts, so two
stores that hold the same have the same hash, whichever way they came to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import BigAutoField, Field, ForeignKey, Model

AREAS = ("audit", "bookings", "deals", "orders", "outbox", "usage")
# What imports write into the audit trail names them by such a number, and what they brought has a hash of its own.
_LEFT_OUT = {"AuditRow": {"action__startswith": "import."}}


class StateHash(NamedTuple):
    """One hash for all, and one for each table with how many rows it has."""

    total: str
    tables: Mapping[str, tuple[int, str]]


def commitments_hash() -> StateHash:
    """The hash of all that was committed, as it stands now; ask inside a transaction while others write."""
    found = {model._meta.db_table: _table(model) for model in _models()}
    text = "\n".join(f"{name} {count} {digest}" for name, (count, digest) in sorted(found.items()))
    return StateHash(hashlib.sha256(text.encode()).hexdigest(), found)


def _models() -> Iterator[type[Model]]:
    for model in apps.get_app_config("store").get_models():
        if model.__module__.split(".")[2] in AREAS:
            yield model


def _table(model: type[Model]) -> tuple[int, str]:
    """How many rows, and the hash of their hashes in the order of those."""
    columns = [field for field in model._meta.concrete_fields if not isinstance(field, BigAutoField)]
    names = [name for field in columns for name in _names(field)]
    rows = model._default_manager.exclude(**_LEFT_OUT[model.__name__]) if model.__name__ in _LEFT_OUT else (
        model._default_manager.all()
    )  # fmt: skip
    digests = sorted(
        hashlib.sha256(json.dumps(row, ensure_ascii=False, default=_plain).encode()).digest()
        for row in rows.order_by().values_list(*names).iterator(chunk_size=5_000)
    )
    return len(digests), hashlib.sha256(b"".join(digests)).hexdigest()


def _names(field: Field[object, object]) -> list[str]:
    """How a column is asked for: a number that the database gave is replaced by the names of what it points to."""
    target = field.related_model if isinstance(field, ForeignKey) else None
    if target is None or not isinstance(target._meta.pk, BigAutoField):
        return [field.attname]
    known_by = {one.name for one in target._meta.concrete_fields} & {"public_id"}
    return [f"{field.name}__{one}" for one in known_by or _unique(target)]


def _unique(model: type[Model]) -> tuple[str, ...]:
    """The columns that together name a row, by the first rule of its table that says so."""
    for rule in model._meta.constraints:
        fields = getattr(rule, "fields", ())
        if fields and not getattr(rule, "condition", None):
            return tuple(fields)
    raise TypeError(f"nothing but a number names a row of {model.__name__}")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column holds a {type(value).__name__}")
