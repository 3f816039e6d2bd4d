"""Which tables are sealed, and which of their columns are said once? Read from the guards and the schema itself.

A table that only grows is sealed whole. Of one whose rows end, the columns of the end are sealed when they are said,
all others when the row is written. Columns that move more than once (`state`) are not sealed: they follow from rows
that are. Rule to remember: a new table of guards.py is sealed by itself, and a new column with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import AutoField, BigAutoField, Field, ForeignKey, Model

from comptoir.store.guards import CLOSED_ONCE, MOVING, NEVER_CHANGED
from comptoir.store.paper.guards import ISSUED

# Journals have a chain of their own, and so have the seals.
CHAINED = frozenset({"store_journalentryrow", "store_postingrow", "store_sealrow"})


class Sealed(NamedTuple):
    """A table to be sealed.

    key       its primary key; ordered: a row written later has a higher one
    born      columns sealed when a row is written; ended: those sealed once `mark` says something
    kinds     the kind of each column
    """

    table: str
    key: str
    ordered: bool
    born: tuple[str, ...]
    ended: tuple[str, ...]
    mark: str
    kinds: Mapping[str, str]


@cache
def sealed_tables() -> Mapping[str, Sealed]:
    """Every table that is sealed, by its name."""
    moves: dict[str, tuple[tuple[str, ...], str]] = dict.fromkeys((*NEVER_CHANGED, *ISSUED), ((), ""))
    moves |= dict.fromkeys(CLOSED_ONCE, (("superseded_at",), "superseded_at"))
    moves |= {one.table: (one.columns, one.once) for one in MOVING}
    models = {model._meta.db_table: model for model in apps.get_app_config("store").get_models()}
    return {
        table: _sealed(models[table], *how) for table, how in sorted(moves.items()) if table not in CHAINED
    }


def _sealed(model: type[Model], moving: tuple[str, ...], mark: str) -> Sealed:
    fields = model._meta.concrete_fields
    key = model._meta.pk
    assert isinstance(key, Field)
    names = [str(field.column) for field in fields if field is not key]
    return Sealed(
        model._meta.db_table,
        str(key.column),
        isinstance(key, AutoField | BigAutoField),
        tuple(name for name in names if name not in moving),
        tuple(name for name in names if name in moving and mark),
        mark,
        {str(field.column): _kind(field) for field in fields},
    )


def _kind(field: Field[Any, Any]) -> str:
    """The kind of a column; of one that names another row, that of the other's key."""
    return (field.target_field if isinstance(field, ForeignKey) else field).get_internal_type()
