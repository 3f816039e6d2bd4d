"""What was done lately, and how is a deed written down?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from comptoir.store.audit.models import AuditRow


class Deed(NamedTuple):
    """One line of the audit trail."""

    id: int
    at: datetime
    actor: str
    action: str
    params: Mapping[str, object]


def record(action: str, *, actor: str, at: datetime, params: Mapping[str, object]) -> None:
    """Write a deed down, inside the transaction that does it."""
    # By hand: every deed ends here, and a model would cost several times the statement.
    with connection.cursor() as cursor:
        cursor.execute(*statement(action, actor=actor, at=at, params=params))


def statement(
    action: str, *, actor: str, at: datetime, params: Mapping[str, object]
) -> tuple[str, list[Any]]:
    """The statement that writes a deed down, for who writes several things at once."""
    told = json.dumps(params, ensure_ascii=False)
    values = [connection.ops.adapt_datetimefield_value(at), actor, action, told]
    return "INSERT INTO store_auditrow (at, actor, action, params) VALUES (%s, %s, %s, %s)", values


def has_deed(action: str) -> bool:
    """Whether something was ever done."""
    return AuditRow.objects.filter(action=action).exists()


def last_deed(action: str) -> Deed | None:
    """When something was done last, or None."""
    row = AuditRow.objects.filter(action=action).order_by("-id").first()
    return None if row is None else Deed(row.id, row.at, row.actor, row.action, json.loads(row.params))


def list_deeds(
    limit: int = 100, *, before: int | None = None, about: str = "", actor: str = "", action: str = ""
) -> tuple[Deed, ...]:
    """The latest deeds, newest first.

    before    only those written down before this one
    about     only those whose facts name this: an order, a person, a unit
    action    only those of this kind: `order.placed`, or `order` for the whole family
    """
    found = AuditRow.objects.order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    if about:
        found = found.filter(params__contains=json.dumps(about, ensure_ascii=False)[1:-1])
    if actor:
        found = found.filter(actor=actor)
    if action:
        found = found.filter(Q(action=action) | Q(action__startswith=f"{action}."))
    return tuple(Deed(row.id, row.at, row.actor, row.action, json.loads(row.params)) for row in found[:limit])
