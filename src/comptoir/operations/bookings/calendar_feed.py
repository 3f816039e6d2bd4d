"""How does a calendar read somebody's bookings? At an address that holds a secret, until that address is ended.

The secret is shown once and kept as a digest: neither a copy of the database nor a look at the page gives it away.
Rule to remember: a person has one address; a new one ends the one before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import NamedTuple

from django.db import transaction

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require, resolve_actor
from comptoir.operations.bookings.board import my_bookings
from comptoir.operations.failpoints import reach
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking, CalendarFeed
from comptoir.store.bookings.queries import find_feed

# How far back a calendar is told of what was, and how much at most.
BACK = timedelta(days=90)
MOST = 1_000


class Read(NamedTuple):
    """What stands at an address: whose it is, and their bookings."""

    person: str
    bookings: tuple[Booking, ...]


def make_feed(*, actor: Actor, at: datetime) -> str:
    """Make an address for the actor's calendar, and end the one before; gives the secret, which is never shown again.

    raises    Refusal("permission.denied")
    """
    require(actor, "booking.change", actor.acting_for, at=at)
    secret = token_urlsafe(32)
    with transaction.atomic():
        _end(actor.person, at=at)
        CalendarFeed.objects.create(
            person=actor.person, acting_for=actor.acting_for, digest=_digest(secret), made_at=at
        )
        reach("feed.written")
        record_deed("feed.made", actor=actor.name, at=at, params={})
        reach("feed.recorded")
    return secret


def end_feed(*, actor: Actor, at: datetime) -> None:
    """End the address of the actor's calendar: from now on it answers nothing."""
    require(actor, "booking.change", actor.acting_for, at=at)
    with transaction.atomic():
        ended = _end(actor.person, at=at)
        reach("feed.written")
        record_deed("feed.ended", actor=actor.name, at=at, params={"ended": ended})
        reach("feed.recorded")


def has_feed(actor: Actor) -> datetime | None:
    """Since when the actor's calendar has an address; None where it has none."""
    found = find_feed(person=actor.person)
    return found.made_at if found else None


def read_feed(secret: str, *, at: datetime) -> Read:
    """The bookings behind an address, cancelled ones too, as the person it belongs to may see them today.

    raises    Refusal("feed.unknown"), word for word the same whether it was ended or never given
    """
    found = find_feed(digest=_digest(secret))
    if found is None:
        raise Refusal(Reason("feed.unknown"))
    try:
        actor = resolve_actor(found.person, acting_for=found.acting_for, at=at)
    except Refusal as problem:
        raise Refusal(Reason("feed.unknown")) from problem
    return Read(found.person, my_bookings(actor, since=at - BACK, limit=MOST))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _end(person: str, *, at: datetime) -> int:
    return CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=at)
