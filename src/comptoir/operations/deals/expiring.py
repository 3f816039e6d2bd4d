"""What becomes of proposals that nobody answered? They expire at their instant; this writes it down.

Nothing depends on when it runs: a proposal whose instant has passed is refused all the same (`negotiation.expired`).
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.ordering.thread import Speaker
from comptoir.core.values import Refusal
from comptoir.operations.actors import the_machine
from comptoir.operations.deals.talking import talk
from comptoir.store.deals.queries import list_due

ACTOR = "clock"


def expire(*, at: datetime, most: int = 1_000) -> tuple[str, ...]:
    """Close the negotiations whose last proposal stands no more.

    returns   their public ids
    """
    closed = []
    for negotiation in list_due(at, most):
        try:
            with talk(negotiation, "expire", actor=the_machine(ACTOR), at=at) as talking:
                talking.move("expire", Speaker.CLOCK)
        except Refusal:  # Somebody answered between the list and the turn.
            continue
        closed.append(negotiation)
    return tuple(closed)
