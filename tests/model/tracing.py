"""A trace: things tried one after the other at the counter, each judged by a small model of what may be.

What may be tried is the table of states itself (core/ordering/states.py): a step draws one of its verbs, one of its
things, in whatever state, and somebody. The model knows the states of all things, who works where, what is taken when
and what scans cost whom. It holds every answer against that:

- what was done was allowed from the state the thing was in, and led where the table says;
- what was refused changed nothing at all, and `state.forbidden` was said of states that the table forbids;
- nobody did anything for a unit that he did not work for at that instant (I-18), and paid what that made him (I-14);
- nothing is taken twice, and nothing was refused as taken that was free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from django.db import connection

from comptoir.core.ordering.states import MACHINES
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.store import guards
from comptoir.store.models import AgreedDeal, Booking, Negotiation, Order, OrderLine, SavedQuote
from comptoir.store.state_hash import commitments_hash
from tests.model.world import BUYERS, CAPACITY, FLOOR, INSIDE, PEOPLE, STAFF, TURNAROUND, UNIT_OF, USUAL
from tests.operations.orders.shop import AT, actor

# Who usually does it; one time of four it is anybody.
USUALLY: dict[str, tuple[str, ...]] = {
    "order": BUYERS,
    "order.approve": ("bob", "cora", "zoe"),
    "order.refuse": ("bob", "cora"),
    "order.close": ("sam", "mia"),
    "quote": BUYERS,
    "line": ("sam", "mia", "sol"),
    "line.cancel": BUYERS,
    "booking": BUYERS,
    **dict.fromkeys(("booking.hand_over", "booking.hand_back", "booking.miss"), ("sam", "mia")),
    "booking.overrun": ("sam", *BUYERS),
    "deal": ("ann", "zoe", "bob"),
    **dict.fromkeys(("deal.offer", "deal.escalate"), ("sol",)),
    "deal.approve": ("mia",),
    "deal.agree": ("ann", "zoe", "sol"),
    "deal.end": ("ann", "mia"),
    "tie": STAFF,
}
# The table as it was written, whatever is done to it later.
TABLE = dict(MACHINES)
Thing = tuple[str, str]


class Step(NamedTuple):
    """One try: what (a place in the list of verbs), by whom, at which of the things, and a chance for the rest."""

    verb: int
    person: int
    thing: int
    chance: int


@dataclass
class Model:
    """What the model knows."""

    now: datetime = AT
    states: dict[Thing, str] = field(default_factory=dict)
    hash: str = ""
    gone: frozenset[str] = frozenset()
    # negotiation -> who asked, the price on the table, and who had a part in it
    customers: dict[str, str] = field(default_factory=dict)
    table: dict[str, Decimal] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def things(self, machine: str) -> list[str]:
        """The things of a kind there are, in the order in which they came."""
        return [name for kind, name in self.states if kind == machine]

    def works(self, person: str) -> bool:
        """Whether somebody is tied to the party that he acts for."""
        return person not in self.gone

    def scan(self, person: str, acting_for: str) -> Decimal:
        """What a scan costs somebody in a capacity, deals apart: who works in the house or for it is inside."""
        employed = UNIT_OF.get(person, "MET") != "NEW" and self.works(person)
        return INSIDE if acting_for == "BIO" or (acting_for == "" and employed) else USUAL


class Try(NamedTuple):
    """What a deed is given: the model, the thing it is about, somebody, and a chance of its own."""

    model: Model
    name: str
    person: str
    chance: Random

    @property
    def at(self) -> datetime:
        return self.model.now

    @property
    def acting_for(self) -> str:
        """A buyer acts for his unit three times of four, staff for themselves."""
        own = UNIT_OF.get(self.person, "")
        return own if own and self.chance.randrange(4) else ""

    def actor(self, acting_for: str = "") -> Actor:
        """The actor of now; refused for a capacity that is no more."""
        made = actor(self.person, acting_for, self.at)
        if acting_for and acting_for == UNIT_OF.get(self.person):
            assert self.model.works(self.person), f"{self.person} still acts for {acting_for}"
        return made


Deed = Callable[[Try], None]


def stored() -> dict[Thing, str]:
    """The states of all things, as they are stored."""
    found: dict[Thing, str] = {}
    found |= {
        ("order", one): state
        for one, state in Order.objects.order_by("created_at", "id").values_list("id", "state")
    }
    found |= {
        ("line", f"{order}/{number}"): state
        for order, number, state in OrderLine.objects.filter(wish__gt=0)
        .order_by("order__created_at", "order", "number")
        .values_list("order_id", "number", "state")
    }
    found |= {
        ("quote", one): state
        for one, state in SavedQuote.objects.order_by("made_at", "id").values_list("id", "state")
    }
    found |= {
        ("booking", one): state
        for one, state in Booking.objects.order_by("booked_at", "public_id").values_list("public_id", "state")
    }
    found |= {
        ("deal", one): state
        for one, state in Negotiation.objects.order_by("opened_at", "public_id").values_list(
            "public_id", "state"
        )
    }
    return found


def run(trace: list[Step], deeds: dict[str, Deed]) -> Model:
    """Try everything in turn; the model afterwards."""
    model = Model(states=stored())
    names = sorted(deeds)
    for step in trace:
        # Three of four could come to pass by the table; what could not is tried as well.
        likely = [name for name in names for _ in range(_weight(model, name))] if step.verb % 4 else names
        verb = likely[step.verb % len(likely)]
        _try(model, verb, deeds[verb], step)
        check(model, ties=verb.startswith("tie."))
    return model


def _try(model: Model, verb: str, deed: Deed, step: Step) -> None:
    machine, _, said = verb.partition(".")
    there = (_possible(model, verb) if step.thing % 4 else []) or model.things(machine)
    # The newest are the most interesting.
    name = there[-1 - step.thing // 4 % min(len(there), 4)] if there else "NOTHING000"
    usual = USUALLY.get(verb, USUALLY.get(machine, PEOPLE)) if step.person % 4 else PEOPLE
    tried = Try(model, name, usual[step.person // 4 % len(usual)], Random(step.chance))
    model.now += timedelta(minutes=1)
    # Reading everything takes long: one refusal of three is looked at.
    looked_at = step.chance % 3 == 0
    if looked_at:
        model.hash = model.hash or commitments_hash().total
    try:
        deed(tried)
    except Refusal as refusal:
        model.refused[refusal.reason.code] += 1
        if looked_at:
            assert commitments_hash().total == model.hash, f"{verb} was refused, and changed something"
        if refusal.reason.code == "state.forbidden" and dict(refusal.reason.params)["thing"] == machine:
            assert _forbidden(machine, said, model.states.get((machine, name), "")), (verb, model.states)
        return
    model.done[verb] += 1
    after = stored()
    _went_by_the_table(model.states, after)
    if said in TABLE.get(machine, TABLE["order"]).transitions and (machine, name) in model.states:
        assert (machine, name) in after
    model.states, model.hash = after, ""


def _weight(model: Model, verb: str) -> int:
    """Going on with something is tried more often than beginning something."""
    possible = _possible(model, verb)
    return 1 if possible == ["NOTHING000"] else 3 * bool(possible)


def _possible(model: Model, verb: str) -> list[str]:
    """The things that a verb may be said of by the table; something where it needs none."""
    machine, _, said = verb.partition(".")
    transitions = TABLE[machine].transitions if machine in TABLE else {}
    if said not in transitions or verb == "quote.send":
        return ["NOTHING000"]
    return [
        name
        for (kind, name), state in model.states.items()
        if kind == machine and state in transitions[said][0]
    ]


def _forbidden(machine: str, verb: str, state: str) -> bool:
    """Whether the table forbids a verb, or what it stands for at this thing, in a state."""
    transitions = TABLE[machine].transitions
    return verb not in transitions or state not in transitions[verb][0] or machine in ("order", "booking")


def _went_by_the_table(before: dict[Thing, str], after: dict[Thing, str]) -> None:
    """Every thing that changed went along the table; every new one came from where the table begins."""
    for thing, state in after.items():
        was = before.get(thing, TABLE[thing[0]].initial)
        assert state in _reachable(thing[0], was), (thing, was, state)
    assert set(before) <= set(after), "nothing disappears"


def _reachable(machine: str, state: str) -> set[str]:
    """The state itself, and where up to three verbs lead from it."""
    found = {state}
    for _ in range(3):
        found |= {after for froms, after in TABLE[machine].transitions.values() if froms & found}
    return found


def check(model: Model, *, ties: bool) -> None:
    """What must hold after every step, whoever did what."""
    assert not ties or guards.overlapping(connection) == (), "I-21"
    for resource, capacity in CAPACITY.items():
        assert busiest(resource, model.now) <= capacity, f"I-02: {resource}"
    held = [(one.customer, one.offering) for one in AgreedDeal.objects.filter(ended_at=None)]
    assert len(held) == len(set(held)), "two deals for one thing"
    for price in AgreedDeal.objects.filter(ended_at=None).values_list("price", flat=True):
        assert FLOOR <= Decimal(price) < INSIDE, "I-14"


def taken(resource: str, now: datetime) -> list[Any]:
    """The bookings that take something of a resource at an instant of knowledge."""
    rows = Booking.objects.filter(resource=resource, state__in=TABLE["booking"].binding)
    return [one for one in rows if one.state != "held" or (one.held_until and one.held_until > now)]


def busiest(resource: str, now: datetime) -> int:
    """The most of a resource that is taken at one instant, turnaround included."""
    rows = taken(resource, now)
    return max(
        (
            sum(
                two.quantity
                for two in rows
                if two.starts_at <= one.starts_at < two.ends_at + TURNAROUND[resource]
            )
            for one in rows
        ),
        default=0,
    )


def is_free(resource: str, start: datetime, end: datetime, now: datetime, *, but: str = "") -> bool:
    """Whether one more fits."""
    rows = [one for one in taken(resource, now) if one.public_id != but]
    until = end + TURNAROUND[resource]
    near = [one for one in rows if one.starts_at < until and start < one.ends_at + TURNAROUND[resource]]
    instants = [start, *(one.starts_at for one in near if one.starts_at > start)]
    return all(
        sum(one.quantity for one in near if one.starts_at <= at < one.ends_at + TURNAROUND[resource])
        < CAPACITY[resource]
        for at in instants
    )


def euros(price: Decimal, count: int) -> Amount:
    """So many at a price."""
    return Amount(int(price * count * 100), "EUR")
