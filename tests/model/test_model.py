"""I-14, I-18, I-21, I-33: whatever is tried at the counter, in whatever order, by whoever; and on either engine alike.

COMPTOIR_EXAMPLES and COMPTOIR_TRACES make it longer (nightly: 2000 and 5000), COMPTOIR_SEED changes the traces that
both engines run.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from comptoir.core.ordering.states import MACHINES
from comptoir.operations import actors
from comptoir.operations.taking import occupying
from comptoir.store.bookings import guards
from comptoir.store.state_hash import commitments_hash
from tests.databases import fresh_postgres, using
from tests.model.deeds import DEEDS, WITHIN
from tests.model.tracing import Model, Step, run
from tests.model.world import open_world, same_ids

EXAMPLES = int(os.environ.get("COMPTOIR_EXAMPLES", "15"))
TRACES = int(os.environ.get("COMPTOIR_TRACES", "10"))
SEED = int(os.environ.get("COMPTOIR_SEED", "1"))
KINDS = ("quote", "order", "line", "booking", "deal")


class Undone(Exception):
    """Takes everything back that one trace wrote."""


def undone(trace: list[Step], seed: int = 0) -> tuple[Model, str]:
    """Run a trace, and take it back: the model, and the hash that it ended with."""
    model, ended = Model(), ""
    with suppress(Undone), same_ids(seed), transaction.atomic():
        model = run(trace, DEEDS)
        ended = commitments_hash().total
        raise Undone
    return model, ended


def test_every_verb_of_the_table_is_tried() -> None:
    verbs = {f"{kind}.{verb}" for kind in KINDS for verb in MACHINES[kind].transitions}

    assert verbs == {verb for verb in {*DEEDS, *WITHIN} if verb in verbs}
    assert set(WITHIN.values()) <= set(DEEDS)


def steps():
    """Up to 60 tries."""
    small, large = st.integers(0, 255), st.integers(0, 2**16)
    return st.lists(st.builds(Step, small, small, small, large), min_size=60, max_size=80)


@pytest.mark.slow
def test_whatever_is_tried_the_model_agrees(sqlite) -> None:
    open_world()
    done: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(steps())
    def tried(trace: list[Step]) -> None:
        done.update(undone(trace)[0].done)

    tried()
    assert len(done) > len(DEEDS) // 2, sorted(set(DEEDS) - set(done))


def by_chance(seed: int) -> list[Step]:
    """A trace that can be had again."""
    chance = Random(seed)
    return [Step(*(chance.randrange(2**16) for _ in range(4))) for _ in range(60)]


@pytest.mark.slow
@pytest.mark.postgres
def test_both_engines_end_with_the_same_hash(sqlite, postgres_server, postgres_template) -> None:
    open_world()
    seeds = [SEED * 1_000 + number for number in range(TRACES)]
    there: list[str] = []
    done: Counter[str] = Counter()
    for seed in seeds:
        model, ended = undone(by_chance(seed), seed)
        there.append(ended)
        done.update(model.done)
    with fresh_postgres(postgres_server, postgres_template) as url, using(url):
        open_world()
        here = [undone(by_chance(seed), seed)[1] for seed in seeds]

    assert here == there, [seed for seed, one, two in zip(seeds, here, there, strict=True) if one != two]
    assert len(set(there)) == len(seeds)
    assert done.total() > 10 * TRACES


def beyond_the_table(monkeypatch) -> None:
    """What is in use may be moved or cancelled, what is only held handed over, what was returned restored."""
    machine = MACHINES["booking"]
    loose = {
        "cancel": "started",
        "hand_over": "held",
        "miss": "held",
        "move": "started",
        "restore": "returned",
    }
    more = {
        verb: (froms | {loose[verb]}, after) if verb in loose else (froms, after)
        for verb, (froms, after) in machine.transitions.items()
    }
    monkeypatch.setitem(MACHINES, "booking", replace(machine, transitions=more))


def blind(monkeypatch) -> None:
    """Nothing is ever in the way, for the house and for the database."""
    monkeypatch.setattr(occupying, "conflicts", lambda *_asked: ())
    with connection.cursor() as cursor:
        for _, drop, _ in guards.statements(connection.vendor):
            cursor.execute(drop)


def remembering(monkeypatch) -> None:
    """For whom somebody may act is asked once, and then known for ever."""
    asked: Any = actors
    monkeypatch.setattr(asked, "capacities", cache_by_person(asked.capacities))


def cache_by_person(ask):
    known: dict[str, object] = {}

    def remembered(facts, person, **when):
        return known.setdefault(person, ask(facts, person, **when))

    return remembered


@pytest.mark.slow
@pytest.mark.parametrize("fault", [beyond_the_table, blind, remembering])
def test_a_fault_in_the_house_is_found(sqlite, monkeypatch, fault) -> None:
    open_world()
    fault(monkeypatch)

    with pytest.raises(AssertionError):
        several(100)


def several(count: int) -> None:
    """Some traces by chance."""
    for seed in range(count):
        undone(by_chance(seed), seed)
