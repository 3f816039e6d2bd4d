"""Did this actor ask the same thing before? Then nothing is done again, and it sees what came of it (I-19).

A key belongs to an actor and an operation, and to one body. What is kept is where the outcome stands, never the
answer: whoever asks again is shown it by the rights of today. Rule to remember: the key is written in the transaction
of the deed, so a deed that did not happen leaves its key free; of two at once the second waits for the first.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.failpoints import reach
from comptoir.store.messages import Question, ask_together
from comptoir.store.orders.queries import find_outcome
from comptoir.store.orders.writing import claim

LONGEST = 255


def came_of(actor: Actor, operation: str, key: str) -> str | None:
    """What came of a key of this actor: the outcome's public id, to be shown by the rights of now; or None."""
    found = find_outcome(actor.person, operation, key) if key else None
    return found[1] if found else None


def first_time(
    actor: Actor, operation: str, key: str, *, body: str, outcome: str, at: datetime
) -> str | None:
    """Take a key, inside the transaction of the deed.

    body      a digest of what is asked
    outcome   the public id of what will come of it
    returns   None: do it; else the outcome of the first time
    raises    Refusal: idempotency.key for one that is too long, idempotency.other_body
    """
    if not key:
        return None
    (taken,) = ask_together(claiming(actor, operation, key, body=body, outcome=outcome, at=at))
    return first_of(actor, operation, key, body=body, taken=bool(taken))


def claiming(actor: Actor, operation: str, key: str, *, body: str, outcome: str, at: datetime) -> Question:
    """The question that takes a key, to be asked together with others; `first_of` says what its answer means.

    raises    Refusal("idempotency.key") for a key that is too long
    """
    if len(key) > LONGEST:
        raise Refusal(Reason("idempotency.key", (("most", LONGEST),)))
    return claim(actor.person, operation, key, body=body, outcome=outcome, at=at)


def first_of(actor: Actor, operation: str, key: str, *, body: str, taken: bool) -> str | None:
    """None if a key was taken now; else the outcome of the first time.

    raises    Refusal("idempotency.other_body")
    """
    if taken:
        reach("order.claimed")
        return None
    found = find_outcome(actor.person, operation, key)
    if found is None or found[0] != body:
        raise Refusal(Reason("idempotency.other_body", (("key", key),)))
    return found[1]
