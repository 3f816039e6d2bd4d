"""I-28: slots, refusals and the queue are the same whoever asks; the code cannot even know."""

from __future__ import annotations

import ast
import os
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest
from django.db import transaction

from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, resolve_actor
from comptoir.operations.bookings import (
    Booked,
    Taken,
    book,
    calendars,
    cancel_booking,
    hold_booking,
    join_waiting_list,
    queue_position,
    slots,
)
from comptoir.store.outbox.queries import list_waiting
from tests.house.tree import SOURCE, parse, shown
from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ROWS, hours, open_counter

WORLDS = int(os.environ.get("COMPTOIR_WORLDS", "12"))
BLIND = (
    *(SOURCE / "core" / "booking").glob("*.py"),
    *(SOURCE / "store" / "bookings").glob("*.py"),
    *(SOURCE / "operations" / "bookings" / f"{name}.py" for name in ("availability", "board")),
    *(
        SOURCE / "operations" / "taking" / f"{name}.py"
        for name in ("occupying", "rights", "turns", "waiting")
    ),
)
KNOWING = ("relation", "pricing", "billing", "parity")
ASKING = frozenset({"standing", "profile", "side", "tie", "stage", "rate_class", "priority"})


def seen(tree: ast.Module) -> list[str]:
    """What a blind room may not see: rooms that know the standing or the price, and questions after them."""
    found = []
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found += [f"{line}: imports {name}" for name in names if set(name.split(".")) & set(KNOWING)]
        if isinstance(node, ast.Attribute) and node.attr in ASKING:
            found.append(f"{line}: asks for {node.attr}")
    return found


@pytest.mark.parametrize("path", BLIND, ids=lambda path: shown(path))
def test_rooms_that_offer_slots_know_no_standing_and_no_price(path: Path) -> None:
    # What a frozen price looks like is kept with the booking, and says its class; it decides nothing.
    allowed = "asks for rate_class" if path.parent == SOURCE / "store" / "bookings" else "nothing"

    assert [one for one in seen(parse(path)) if allowed not in one] == []


@pytest.mark.parametrize(
    "planted",
    [
        "from comptoir.core.relation import standing",
        "from comptoir.core import pricing",
        "import comptoir.core.pricing.quoting",
        "x = customer.standing",
        "queue.sort(key=lambda wish: wish.priority)",
    ],
)
def test_a_planted_look_is_found(planted: str) -> None:
    assert seen(ast.parse(planted))


SWAPPED = [
    {**row, "party": {"ann": "zoe", "zoe": "ann"}.get(row["party"], row["party"])}
    for row in ROWS["affiliations"]
]


def actor(person: str) -> Actor:
    """Whoever it is, for whomever they may act first."""
    return resolve_actor(person, at=NOW)


def answer(deed) -> object:
    """What is heard: the booking itself, or the refusal with its conflicts and alternatives."""
    try:
        return deed()
    except Taken as taken:
        times = [(one.start, one.end, one.what) for one in taken.conflicts]
        return (taken.reason, times, taken.alternatives)
    except Refusal as refusal:
        return refusal.reason


def heard(seed: int, affiliations) -> tuple[list[object], list[object]]:
    """Everything that customers hear of time and turn during a random morning at the counter; and what they pay."""
    chance = Random(seed)
    found: list[object] = []
    paid: list[object] = []
    with transaction.atomic():
        open_counter(affiliations=affiliations)
        mine: list[tuple[str, str]] = []
        for number in range(14):
            person = chance.choice(("ann", "zoe"))
            first = chance.randrange(7, 15)
            want = hours(first, first + chance.randint(1, 3), chance.choice(("cmm", "sem", "car", "van")))
            at = NOW + timedelta(minutes=number)
            way = chance.random()
            if way < 0.55:
                deed = book if way < 0.4 else hold_booking
                made = answer(partial(deed, want, NOBODY, actor=actor(person), at=at))
                if isinstance(made, Booked):
                    mine.append((person, made.booking.public_id))
                    paid.append(made.amount)
                    made = (made.booking.state, made.booking.resource, made.booking.starts_at)
                found.append(made)
            elif way < 0.75:
                wish = join_waiting_list(want, NOBODY, actor=actor(person), at=at)
                found.append(("waits", queue_position(wish)))
            elif mine:
                owner, public_id = mine.pop(chance.randrange(len(mine)))
                cancel_booking(public_id, actor=actor(owner), at=at)
            found.append(calendars(MONDAY, MONDAY + 24 * HOUR, at=at, offering=want.offering))
            found.append(slots(MONDAY, MONDAY + 24 * HOUR, at=at, length=HOUR, offering=want.offering))
        found += [
            (one.recipient, [param for param in one.reason.params if param[0] != "booking"])
            for one in list_waiting()
        ]
        transaction.set_rollback(True)
    return found, paid


def test_two_worlds_in_which_inside_and_outside_change_places_hear_the_same(sqlite) -> None:
    differently = 0
    for seed in range(WORLDS):
        (one, paid), (other, paid_there) = heard(seed, ROWS["affiliations"]), heard(seed, SWAPPED)

        assert repr(one) == repr(other), f"seed {seed}"
        differently += paid != paid_there
    assert differently > WORLDS // 2, "the worlds differ in what their people pay"
