"""How are the tables that only grow kept as they are? What is new in them is sealed, a step behind whoever writes.

    seal_rows(at=now)     what is not sealed yet, before anything leaves the house or is verified
    seal_due(at=now)      the same, if the last seal is some minutes old; `comptoir work` asks for it

No writer waits for the chain: rows are read and hashed outside of any transaction, and only the seals themselves are
written in the chain's turn. Rule to remember: a seal is its own record; the audit trail is among what it seals.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from comptoir.core.ledger import Anchor
from comptoir.operations.failpoints import reach
from comptoir.operations.rehearsal import rehearsing
from comptoir.operations.turns import turn
from comptoir.store.ledger.queries import heads, list_journals
from comptoir.store.seals.chain import add_seals, last_sealed, seals_head
from comptoir.store.seals.pending import pending

ACTOR = "clock"
EVERY = timedelta(minutes=5)
# Seals in one transaction: a few thousand rows are written in milliseconds.
_SOME = 32
# How often to begin again where another process seals at the same time.
_TRIES = 3


def seal_rows(*, at: datetime, actor: str = ACTOR) -> int:
    """Seal what is not sealed yet; how many rows that were. Nothing while a deed is only rehearsed.

    raises    Refusal("store.busy") where the turn did not come in time
    """
    if rehearsing():
        return 0
    count = 0
    for _ in range(_TRIES):
        done, sealed = _seal(at, actor)
        count += sealed
        if done:
            break
    return count


def seal_due(*, at: datetime) -> int:
    """Seal what is not sealed yet, unless that was done lately."""
    last = last_sealed()
    return 0 if last is not None and last <= at < last + EVERY else seal_rows(at=at)


def all_heads() -> tuple[Anchor, ...]:
    """The state of every journal, and of the chain of seals once there is one."""
    seals = seals_head()
    return (*heads(list_journals()).values(), *((seals,) if seals.count else ()))


def _seal(at: datetime, actor: str) -> tuple[bool, int]:
    """Seal until nothing is left, or until somebody else did; whether nothing is left, and how many rows."""
    head, found, count = seals_head(), pending(), 0
    while some := tuple(islice(found, _SOME)):
        with turn(["seals"]):
            if seals_head() != head:
                return False, count
            head = add_seals(head, some, actor=actor, at=at)
            reach("seals.written")
        count += sum(len(one.leaves) for one in some)
    return True, count
