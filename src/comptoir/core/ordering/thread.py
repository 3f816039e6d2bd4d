"""What was said in a negotiation, by whom, and whose turn is it now?

A thread is its moves, and moves are only ever added. Its state follows from them by the table `deal` of states.py;
WHO says which side may use which verb from which state. Rule to remember: what the asker may read of a thread is
made here (`for_customer`), and has no field that could hold a floor, an authority or a proposal in review.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from comptoir.core.ordering.states import next_state
from comptoir.core.values import DayPeriod, Reason, Refusal

MACHINE = "deal"
OPEN = frozenset({"asked", "offered", "countered", "awaiting approval"})


class Speaker(StrEnum):
    """On which side of the counter somebody makes a move; the clock makes the last one of a thread nobody ends."""

    CUSTOMER = "customer"
    SELLER = "seller"
    APPROVER = "approver"
    CLOCK = "clock"


_CUSTOMER, _SELLER, _APPROVER = Speaker.CUSTOMER, Speaker.SELLER, Speaker.APPROVER
# (state, verb) -> who may use it; "" stands for any state from which the verb is possible at all.
WHO: Mapping[tuple[str, str], frozenset[Speaker]] = {
    ("", "offer"): frozenset({_SELLER}),
    ("", "counter"): frozenset({_CUSTOMER}),
    ("", "escalate"): frozenset({_SELLER}),
    ("", "approve"): frozenset({_APPROVER}),
    ("asked", "decline"): frozenset({_SELLER}),
    ("countered", "decline"): frozenset({_SELLER}),
    ("offered", "decline"): frozenset({_CUSTOMER}),
    ("awaiting approval", "decline"): frozenset({_APPROVER}),
    ("offered", "withdraw"): frozenset({_CUSTOMER, _SELLER}),
    ("", "withdraw"): frozenset({_CUSTOMER}),
    ("", "expire"): frozenset({Speaker.CLOCK}),
    ("offered", "agree"): frozenset({_CUSTOMER}),
    ("countered", "agree"): frozenset({_SELLER}),
    ("", "end"): frozenset({_CUSTOMER, _SELLER, _APPROVER}),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What is proposed: a unit price (None: say one), from which quantity on, on which days, on what conditions."""

    price: Decimal | None
    valid: DayPeriod
    min_quantity: Decimal = Decimal(0)
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing said.

    state        what it left the thread in
    expires_at   until when its terms stand
    lent_by      whose mandate the seller used, where it was not his own
    reasons      what was decided and why; those of the auditor's depth are for the supplier's side
    """

    verb: str
    speaker: Speaker
    by: str
    at: datetime
    state: str
    terms: Terms | None = None
    expires_at: datetime | None = None
    lent_by: str = ""
    note: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A negotiation: who asks for which offering at whose counter, and all that was said; `per` names the unit."""

    id: str
    supplier: str
    offering: str
    per: str
    customer: str
    asker: str
    currency: str
    moves: tuple[Move, ...] = ()

    @property
    def state(self) -> str:
        """The state that the last move left."""
        return self.moves[-1].state if self.moves else ""

    @property
    def standing(self) -> Move | None:
        """The last proposal."""
        return next((move for move in reversed(self.moves) if move.terms is not None), None)

    @property
    def expires_at(self) -> datetime | None:
        """Until when the last proposal stands; None where nothing stands any more."""
        last = self.standing
        return last.expires_at if last is not None and self.state in OPEN else None

    def of(self, speaker: Speaker) -> tuple[str, ...]:
        """Everybody who spoke on a side, in the order they first did."""
        return tuple(dict.fromkeys(move.by for move in self.moves if move.speaker is speaker))


@dataclass(frozen=True, slots=True)
class SeenMove:
    """A move as the customer may read it; the supplier's people go by their side, not by name."""

    verb: str
    speaker: Speaker
    at: datetime
    state: str
    terms: Terms | None = None
    expires_at: datetime | None = None
    note: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenThread:
    """A negotiation as its customer may read it."""

    id: str
    supplier: str
    offering: str
    per: str
    customer: str
    currency: str
    state: str
    expires_at: datetime | None
    moves: tuple[SeenMove, ...]


def advance(thread: Thread, verb: str, speaker: Speaker, *, at: datetime) -> str:
    """The state that a move would leave.

    raises    Refusal: "state.forbidden" from this state, "negotiation.not_your_turn" by this side, and
              "negotiation.expired" once the last proposal stands no more
    """
    after = next_state(MACHINE, thread.state, verb)
    allowed = WHO.get((thread.state, verb)) or WHO.get(("", verb), frozenset())
    if speaker not in allowed:
        raise Refusal(Reason("negotiation.not_your_turn", (("verb", verb), ("state", thread.state))))
    until = thread.expires_at
    if speaker is Speaker.CLOCK:
        if until is None or at < until:
            raise Refusal(Reason("negotiation.not_expired", (("until", until),)))
    elif until is not None and at >= until:
        raise Refusal(Reason("negotiation.expired", (("until", until),)))
    return after


def for_customer(thread: Thread) -> SeenThread:
    """What the customer may read: what is in review is a state without terms, and no reason of the auditor's depth."""
    seen = tuple(
        SeenMove(
            move.verb,
            move.speaker,
            move.at,
            move.state,
            None if move.verb == "escalate" else move.terms,
            None if move.verb == "escalate" else move.expires_at,
            "" if move.verb == "escalate" else move.note,
            tuple(reason for reason in move.reasons if reason.depth == "customer"),
        )
        for move in thread.moves
    )
    until = None if thread.state == "awaiting approval" else thread.expires_at
    return SeenThread(
        thread.id, thread.supplier, thread.offering, thread.per, thread.customer, thread.currency, thread.state,
        until, seen,
    )  # fmt: skip
