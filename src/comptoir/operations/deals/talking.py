"""How is a move made? The key first, then the turn, then who speaks, then what the table of states allows.

    with talk(thread, "offer_price", actor=…, at=…, key=…, body=…) as said:
        if said.again: …              the same key asked before: nothing is done again
        said.move("offer", Speaker.SELLER, terms, …)

All that decides is read inside the turn: of two who answer at once the second finds the first one's answer. Rule to
remember: who has no business with a negotiation hears that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError

from comptoir.company import Company
from comptoir.core.ordering.negotiation import LASTING
from comptoir.core.ordering.thread import OPEN, Move, Speaker, Terms, Thread, advance
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.deals import guards
from comptoir.store.deals.queries import find_deal_of, find_thread
from comptoir.store.deals.writing import add_move
from comptoir.store.locks import take

LONGEST = timedelta(days=90)
# Deals change one after another, so that each change has its number.
DEALS = "deals"


@dataclass
class Talk:
    """A negotiation in one's turn; `thread` grows with each move. `again`: this was done before, by the same key."""

    company: Company
    row: int
    thread: Thread
    day: date
    at: datetime
    actor: Actor
    again: bool = False

    def move(
        self,
        verb: str,
        speaker: Speaker,
        terms: Terms | None = None,
        *,
        until: datetime | None = None,
        lent_by: str = "",
        note: str = "",
        reasons: tuple[Reason, ...] = (),
    ) -> None:
        """Say something: by the table of states, with its line in the audit trail.

        raises    Refusal: state.forbidden, negotiation.not_your_turn, negotiation.expired
        """
        after = self.check(verb, speaker)
        self.write(
            Move(
                verb, speaker, self.actor.person, self.at, after, terms, until if after in OPEN else None,
                lent_by, note, reasons,
            )
        )  # fmt: skip

    def check(self, verb: str, speaker: Speaker) -> str:
        """The state that a move would leave.

        raises    Refusal: state.forbidden, negotiation.not_your_turn, negotiation.expired
        """
        return advance(self.thread, verb, speaker, at=self.at)

    def deal(self) -> str:
        """The deal that came of the negotiation, empty for none."""
        return find_deal_of(self.row)

    def write(self, move: Move) -> None:
        """Write a move down that was decided already."""
        add_move(self.row, len(self.thread.moves) + 1, move)
        reach("deal.moved")
        self.thread = replace(self.thread, moves=(*self.thread.moves, move))
        told = {"negotiation": self.thread.id, "move": len(self.thread.moves), "state": move.state}
        record_deed(f"deal.{move.verb}", actor=self.actor.name, at=self.at, params=told)
        reach("deal.recorded")


@contextmanager
def talk(
    public_id: str, operation: str, *, actor: Actor, at: datetime, key: str = "", said: Iterable[object] = (),
    settling: bool = False,
) -> Iterator[Talk]:  # fmt: skip
    """A negotiation, in one's turn.

    said      what is asked, for the key
    settling  a deal may come of it, so the turn is that of all deals too
    raises    Refusal: negotiation.unknown, idempotency.*, deal.guarded, store.busy
    """
    with alone(operation):
        before = known(public_id, actor, at=at)
        take([*names(before.customer, before.offering), *([DEALS] if settling else [])])
        row, thread = _read(public_id)
        counter = desk()
        earlier = first_time(actor, operation, key, body=digest(public_id, *said), outcome=public_id, at=at)
        yield Talk(counter.company, row, thread, counter.day(at), at, actor, again=earlier is not None)


@contextmanager
def alone(operation: str) -> Iterator[None]:
    """A turn; what the database itself refuses is told in a sentence.

    raises    Refusal: deal.guarded, store.busy
    """
    try:
        with turn():
            yield
    except IntegrityError as problem:
        if not any(
            name in str(problem) for name in (guards.APART, "store_negotiationmove", "negotiation_id")
        ):
            raise
        raise Refusal(Reason("deal.guarded", (("operation", operation),))) from problem
    reach("deal.committed")


def known(public_id: str, actor: Actor, *, at: datetime) -> Thread:
    """A negotiation that is the actor's business.

    raises    Refusal("negotiation.unknown"), the same whether there is none or it is somebody else's
    """
    stored = find_thread(public_id)
    if stored is None or not (reads_own(actor, stored.thread) or reads_supplied(actor, stored.thread, at=at)):
        raise unknown(public_id)
    return stored.thread


def unknown(public_id: str) -> Refusal:
    """There is no such negotiation, or it is none of the actor's business."""
    return Refusal(Reason("negotiation.unknown", (("negotiation", public_id),)))


def reads_own(actor: Actor, thread: Thread) -> bool:
    """Whether an actor acts for the customer of a negotiation."""
    return actor.acting_for == thread.customer


def reads_supplied(actor: Actor, thread: Thread, *, at: datetime) -> bool:
    """Whether an actor may see the supplier's side of a negotiation: never of one of his own."""
    return thread.customer not in actor.parties and may(actor, "deal.read", thread.supplier, at)


def names(customer: str, offering: str) -> list[str]:
    """What one's turn is about: all prices of a customer for an offering."""
    return [f"deal {customer} {offering}"]


def digest(*said: object) -> str:
    """What is asked, as a digest for its key."""
    return sha256("\x1f".join(str(one) for one in said).encode()).hexdigest()


def stands_until(until: datetime | None, *, at: datetime) -> datetime:
    """Until when a proposal stands; where nothing is said, two weeks.

    raises    Refusal("negotiation.expiry")
    """
    if until is None:
        return at + LASTING
    if not at < until <= at + LONGEST:
        raise Refusal(Reason("negotiation.expiry", (("most", LONGEST.days),)))
    return until


def _read(public_id: str) -> tuple[int, Thread]:
    stored = find_thread(public_id)
    if stored is None:
        raise unknown(public_id)
    return stored.row, stored.thread
