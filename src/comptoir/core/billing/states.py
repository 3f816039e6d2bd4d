"""What may follow what: the states of charges, invoices, deposits and closes, as one table.

In the manner of `core.ordering.states`. Rule to remember: what is posted or issued is never withdrawn; it is reversed,
or credited, and charged anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from comptoir.core.ordering.states import Machine
from comptoir.core.values import Reason, Refusal

Rows = Mapping[str, tuple[str, str]]
_SAME = ""  # the state stays what it was

_CHARGE: Rows = {
    # verb: states it may start from -> state it leads to
    "accept": ("in review", "accepted"),
    "lapse": ("in review", "accepted"),
    "dispute": ("in review", "disputed"),
    "resolve": ("disputed", "resolved"),
    "withdraw": ("in review, accepted, disputed, resolved, parked", "withdrawn"),
    "park": ("in review, accepted, resolved", "parked"),
    "resume": ("parked", "in review"),
    "post": ("accepted, resolved", "posted"),
    "reverse": ("posted", "reversed"),
}
_INVOICE: Rows = {
    "issue": ("draft", "issued"),
    "discard": ("draft", "discarded"),
    "void": ("issued", "void"),
    "send": ("issued", "sent"),
    "remind": ("sent, partly paid", _SAME),
    "pay_part": ("sent, partly paid", "partly paid"),
    "pay": ("sent, partly paid", "paid"),
    "pay_more": ("paid, credited", _SAME),  # more than was owed
    "refund": ("paid, credited", _SAME),
    "return_part": ("partly paid, paid", "partly paid"),  # a payment bounced, another one stands
    "return_payment": ("partly paid, paid", "sent"),
    "credit_part": ("sent, partly paid, paid", _SAME),
    "credit_rest": ("sent, partly paid", "paid"),  # what a credit note takes back was all that was owed still
    "credit": ("sent, partly paid, paid", "credited"),
    "ask_write_off": ("sent, partly paid", _SAME),
    "write_off": ("sent, partly paid", "written off"),
}
_DEPOSIT: Rows = {
    "hold": ("asked", "held"),
    "waive": ("asked", "waived"),
    "release": ("held", "released"),
    "keep": ("held", "kept"),
}
_CLOSE: Rows = {
    "certify": ("open", "certified"),
    "ask_undo": ("certified", "undo asked"),
    "keep": ("undo asked", "certified"),
    "undo": ("undo asked", "undone"),
}


def _machine(name: str, initial: str, final: str, rows: Rows) -> Machine:
    transitions = {verb: (_names(before), after) for verb, (before, after) in rows.items()}
    return Machine(name, initial, _names(final), transitions)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


MACHINES: Mapping[str, Machine] = {
    machine.name: machine
    for machine in (
        _machine("charge", "in review", "withdrawn, reversed", _CHARGE),
        _machine("invoice", "draft", "discarded, void, written off", _INVOICE),
        _machine("deposit", "asked", "waived, released, kept", _DEPOSIT),
        _machine("close", "open", "undone", _CLOSE),
    )
}


def next_state(machine: str, state: str, verb: str) -> str:
    """The state that a verb leads to.

    raises    Refusal(state.forbidden) if the verb may not be used from this state

    >>> next_state("charge", "in review", "dispute")
    'disputed'
    """
    before, after = MACHINES[machine].transitions.get(verb, (frozenset[str](), ""))
    if state not in before:
        raise Refusal(Reason("state.forbidden", (("thing", machine), ("state", state), ("verb", verb))))
    return after or state


def verbs(machine: str, state: str) -> tuple[str, ...]:
    """What may be done next, in the table's order."""
    return tuple(verb for verb, (before, _) in MACHINES[machine].transitions.items() if state in before)


def review_ends(opened: date, days: int) -> date:
    """The first day on which a charge may no longer be disputed and counts as accepted.

    >>> review_ends(date(2026, 11, 23), 10)
    datetime.date(2026, 12, 3)
    """
    return opened + timedelta(days=days)
