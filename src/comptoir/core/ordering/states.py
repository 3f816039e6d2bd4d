"""What may follow what: the states of quotes, orders, lines, bookings, usage records and deals, as one table.

Operations ask this table before they write, the documentation prints it and the tests walk it; there is no other
place where a transition is decided. A verb is what somebody does (or what time does: `expire`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comptoir.core.values import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Machine:
    """One kind of thing: where it starts, which states end it, which ones occupy a resource or bind a payer, and
    its transitions: verb -> (states it may start from, state it leads to)."""

    name: str
    initial: str
    final: frozenset[str]
    transitions: Mapping[str, tuple[frozenset[str], str]]
    binding: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        """Every state, reached or started from."""
        reached = {after for _, after in self.transitions.values() if after}
        return frozenset({self.initial} | reached).union(*(before for before, _ in self.transitions.values()))


def next_state(machine: str, state: str, verb: str) -> str:
    """The state that a verb leads to.

    raises    Refusal(state.forbidden) if the verb may not be used from this state

    >>> next_state("booking", "held", "confirm")
    'confirmed'
    """
    before, after = MACHINES[machine].transitions.get(verb, (frozenset[str](), ""))
    if state not in before:
        raise Refusal(Reason("state.forbidden", (("thing", machine), ("state", state), ("verb", verb))))
    return after


def verbs(machine: str, state: str) -> tuple[str, ...]:
    """What may be done next, in the table's order.

    >>> verbs("booking", "started")
    ('overrun', 'hand_back')
    """
    return tuple(verb for verb, (before, _) in MACHINES[machine].transitions.items() if state in before)


def _machine(name: str, initial: str, final: str, transitions: str, binding: str = "") -> Machine:
    """Read a machine from rows `verb: state, state -> state`."""
    table: dict[str, tuple[frozenset[str], str]] = {}
    for row in transitions.strip().splitlines():
        verb, _, states = row.partition(":")
        before, _, after = states.partition("->")
        table[verb.strip()] = (_names(before), after.strip())
    return Machine(name, initial, _names(final), table, _names(binding))


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


MACHINES: Mapping[str, Machine] = {
    machine.name: machine
    for machine in (
        _machine(
            "quote",
            "draft",
            "accepted, declined, expired, withdrawn, replaced",
            """
            send: draft -> sent
            accept: sent -> accepted
            decline: sent -> declined
            expire: sent -> expired
            withdraw: draft, sent -> withdrawn
            replace: sent -> replaced
            """,
            "sent",
        ),
        _machine(
            "order",
            "draft",
            "refused, cancelled, closed",
            """
            submit: draft -> submitted
            await_approval: submitted -> awaiting approval
            approve: awaiting approval -> confirmed
            refuse: awaiting approval -> refused
            confirm: submitted -> confirmed
            cancel: draft, submitted, awaiting approval, confirmed -> cancelled
            close: confirmed -> closed
            reopen: closed -> confirmed
            """,
            "submitted, awaiting approval, confirmed",
        ),
        _machine(
            "line",
            "ordered",
            "delivered, cancelled",
            """
            deliver: ordered, partly delivered -> delivered
            deliver_part: ordered, partly delivered -> partly delivered
            undeliver: delivered, partly delivered -> ordered
            cancel: ordered -> cancelled
            """,
            "ordered, partly delivered",
        ),
        _machine(
            "booking",
            "held",
            "expired, cancelled, no-show, returned",
            """
            confirm: held -> confirmed
            expire: held -> expired
            move: confirmed -> confirmed
            extend: confirmed -> confirmed
            overrun: started -> started
            cancel: held, confirmed -> cancelled
            hand_over: confirmed -> started
            miss: confirmed -> no-show
            hand_back: started -> returned
            restore: cancelled -> confirmed
            """,
            "held, confirmed, started",
        ),
        _machine(
            "usage",
            "recorded",
            "duplicate, replaced, undone",
            """
            correct: recorded, charged -> replaced
            reject: recorded -> rejected
            mend: rejected -> recorded
            recognize: recorded -> duplicate
            charge: recorded -> charged
            release: charged -> recorded
            undo: recorded, duplicate -> undone
            revive: duplicate -> recorded
            """,
        ),
        _machine(
            "deal",
            "asked",
            "declined, withdrawn, expired, ended",
            """
            offer: asked, countered -> offered
            counter: offered -> countered
            escalate: asked, countered, offered -> awaiting approval
            approve: awaiting approval -> offered
            decline: asked, offered, countered, awaiting approval -> declined
            withdraw: asked, offered, countered, awaiting approval -> withdrawn
            expire: asked, offered, countered, awaiting approval -> expired
            agree: offered, countered -> agreed
            end: agreed -> ended
            """,
            "agreed",
        ),
    )
}
