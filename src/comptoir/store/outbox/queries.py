"""How is a message left for somebody, which ones wait to be sent, and who sends which one?

A sender claims a message before it sends it, in a statement of its own: until the claim runs out, no other sender takes
it; if the sender dies meanwhile, the message is there again. So each is sent at least once, and rarely twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Q

from comptoir.core.values import Reason
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.store.by_hand import write_all
from comptoir.store.outbox.models import OutboxRow


class Message(NamedTuple):
    """One message: its key, since when, to which party (or which address, in which language), and what it says."""

    key: str
    written_at: datetime
    recipient: str
    reason: Reason
    address: str = ""
    language: str = ""
    attempts: int = 0


class Tally(NamedTuple):
    """How many messages wait, how many of them failed before, and how many were given up."""

    waiting: int
    failing: int
    given_up: int


def leave(
    key: str, reason: Reason, *, recipient: str, at: datetime, address: str = "", language: str = ""
) -> None:
    """Leave a message, inside the transaction that gives the reason for it."""
    told = to_json((reason,))
    row = OutboxRow(
        key=key, written_at=at, recipient=recipient, reason=told, address=address, language=language
    )
    write_all([row])


def leaving(messages: Sequence[Message]) -> tuple[str, list[Any]]:
    """The statement that leaves several messages, for who writes several things at once."""
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, 0, '')"] * len(messages))
    values: list[Any] = []
    for one in messages:
        when = connection.ops.adapt_datetimefield_value(one.written_at)
        values += [one.key, when, one.recipient, to_json((one.reason,)), one.address, one.language]
    columns = "key, written_at, recipient, reason, address, language, attempts, problem"
    return f"INSERT INTO store_outboxrow ({columns}) VALUES {marks}", values  # noqa: S608


def mark_all_sent(*, at: datetime) -> int:
    """Nothing that waits will be sent: it was told another way; how many there were."""
    return OutboxRow.objects.filter(sent_at=None, given_up_at=None).update(sent_at=at, next_at=None)


def were_left(keys: tuple[str, ...]) -> frozenset[str]:
    """Those of some keys under which a message was left already."""
    return frozenset(OutboxRow.objects.filter(key__in=keys).values_list("key", flat=True))


def list_waiting(limit: int = 100) -> tuple[Message, ...]:
    """Messages that were not sent yet, oldest first."""
    rows = OutboxRow.objects.filter(sent_at=None, given_up_at=None).order_by("id")[:limit]
    return tuple(_message(row) for row in rows)


def claim_next(*, at: datetime, until: datetime) -> Message | None:
    """The oldest message that is due, claimed until an instant; None where there is none."""
    due = Q(next_at=None) | Q(next_at__lte=at)
    while True:
        row = OutboxRow.objects.filter(due, sent_at=None, given_up_at=None).order_by("id").first()
        if row is None:
            return None
        mine = OutboxRow.objects.filter(due, id=row.id, sent_at=None, given_up_at=None)
        if mine.update(next_at=until, attempts=F("attempts") + 1):
            return _message(row)._replace(attempts=row.attempts + 1)


def mark_sent(key: str, *, at: datetime) -> None:
    """The message has left the house."""
    OutboxRow.objects.filter(key=key).update(sent_at=at, next_at=None, problem="")


def put_off(key: str, problem: str, *, until: datetime) -> None:
    """The attempt failed; try again at an instant."""
    OutboxRow.objects.filter(key=key, sent_at=None).update(next_at=until, problem=problem)


def give_up(key: str, problem: str, *, at: datetime) -> None:
    """The message will not be tried again."""
    OutboxRow.objects.filter(key=key, sent_at=None).update(given_up_at=at, next_at=None, problem=problem)


def tally() -> Tally:
    """How the outbox stands."""
    open_ones = OutboxRow.objects.filter(sent_at=None, given_up_at=None)
    return Tally(
        open_ones.count(),
        open_ones.exclude(problem="").count(),
        OutboxRow.objects.exclude(given_up_at=None).count(),
    )


def _message(row: OutboxRow) -> Message:
    return Message(
        row.key,
        row.written_at,
        row.recipient,
        from_json(row.reason)[0],
        row.address,
        row.language,
        row.attempts,
    )
