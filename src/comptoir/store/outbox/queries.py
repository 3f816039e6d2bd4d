"""How is a message left for somebody, and which ones wait to be sent?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.values import Reason
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.store.outbox.models import OutboxRow


class Message(NamedTuple):
    """One message that waits: its key, since when, to which party, and what it says."""

    key: str
    written_at: datetime
    recipient: str
    reason: Reason


def leave(key: str, reason: Reason, *, recipient: str, at: datetime) -> None:
    """Leave a message, inside the transaction that gives the reason for it."""
    OutboxRow.objects.create(key=key, written_at=at, recipient=recipient, reason=to_json((reason,)))


def list_waiting(limit: int = 100) -> tuple[Message, ...]:
    """Messages that were not sent yet, oldest first."""
    return tuple(
        Message(row.key, row.written_at, row.recipient, from_json(row.reason)[0])
        for row in OutboxRow.objects.filter(sent_at=None).order_by("id")[:limit]
    )
