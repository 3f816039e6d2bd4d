"""How do messages leave the house? One after the other, each at least once, with the same id every time (I-27).

A message is claimed for a while, sent, and marked as sent. Whoever dies between leaves it to the next sender once the
claim has run out; the mail may then arrive twice, under one Message-ID. A server that does not answer is asked again
after a minute, then after twice as long, up to six hours; after five days a message is given up and shown. Rule to
remember: nothing is sent inside the transaction that leaves a message, so a deed that was undone has told nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from comptoir.connectors.mail import Letter, send
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.letters import paper_of, write_letter
from comptoir.operations.paper.addressing import contact_of
from comptoir.store.outbox.queries import (
    Message,
    claim_next,
    give_up,
    mark_sent,
    put_off,
    tally,
)
from comptoir.store.parties.queries import Contact, find_contact

CLAIM = timedelta(minutes=5)
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)
PATIENCE = timedelta(days=5)
NO_ADDRESS = "no address"


class Sent(NamedTuple):
    """What became of the messages that were due, and how many still wait."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0


def send_waiting(*, at: datetime, most: int = 500, by: Callable[[Letter], None] | None = None) -> Sent:
    """Send what is due.

    at      the present instant, by the real clock: it spaces attempts, it dates nothing
    by      how a letter leaves; else by COMPTOIR_MAIL_URL
    """
    counts = {"sent": 0, "failed": 0, "given_up": 0}
    for _ in range(most):
        message = claim_next(at=at, until=at + CLAIM)
        if message is None:
            break
        reach("outbox.claimed")
        counts[_send(message, by or _by_mail, at=at)] += 1
    return Sent(**counts, waiting=tally().waiting)


def _send(message: Message, by: Callable[[Letter], None], *, at: datetime) -> str:
    contact = _contact(message)
    if not contact.address:
        give_up(message.key, NO_ADDRESS, at=at)
        return "given_up"
    try:
        by(write_letter(message, contact, desk().company))
    except OSError as problem:
        return _failed(message, problem, at=at)
    reach("outbox.sent")
    mark_sent(message.key, at=at)
    reach("outbox.marked")
    return "sent"


def _contact(message: Message) -> Contact:
    if message.address:
        return Contact(message.address, message.language)
    found = paper_of(message.reason)
    if found is None:
        return find_contact(message.recipient)
    return contact_of(found.row.payer, found.row.cost_center, found.row.language)


def _failed(message: Message, problem: OSError, *, at: datetime) -> str:
    told = f"{type(problem).__name__}: {problem}"[:200]
    if at - message.written_at > PATIENCE and message.attempts > 1:
        give_up(message.key, told, at=at)
        return "given_up"
    put_off(message.key, told, until=at + wait_after(message.attempts))
    return "failed"


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts.

    >>> [str(wait_after(count)) for count in (1, 2, 3, 20)]
    ['0:01:00', '0:02:00', '0:04:00', '6:00:00']
    """
    return min(FIRST * int(2 ** min(attempts - 1, 16)), LONGEST)


def _by_mail(letter: Letter) -> None:
    send(letter, sender=settings.DEFAULT_FROM_EMAIL, host=urlsplit(settings.COMPTOIR_ADDRESS).hostname or "")
