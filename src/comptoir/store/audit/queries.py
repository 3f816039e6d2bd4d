"""What was done lately, and how is a deed written down?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

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
    AuditRow.objects.create(at=at, actor=actor, action=action, params=json.dumps(params, ensure_ascii=False))


def list_deeds(limit: int = 100) -> tuple[Deed, ...]:
    """The latest deeds, newest first."""
    return tuple(
        Deed(row.id, row.at, row.actor, row.action, json.loads(row.params))
        for row in AuditRow.objects.order_by("-id")[:limit]
    )
