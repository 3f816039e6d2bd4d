"""When was the house last looked after? A verification is noted, so that the doctor can say how long ago it was."""

from __future__ import annotations

from datetime import datetime

from comptoir.operations.actors import Actor, require
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.operations.verify import Verified
from comptoir.store.audit.queries import record as record_deed


def note_verified(found: Verified, *, actor: Actor, at: datetime) -> None:
    """Note that everything was looked at, and how much was wrong.

    raises    Refusal(permission.denied)
    """
    require(actor, "books.verify", "", at=at)
    with turn():
        told = {"findings": len(found.findings), **found.counts}
        record_deed("books.verified", actor=actor.name, at=at, params=told)
        reach("upkeep.recorded")
