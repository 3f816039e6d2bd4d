"""The state tables: every state is reached, every final state is final, every other one has a way out."""

from __future__ import annotations

import pytest

from comptoir.core.ordering import MACHINES, next_state, verbs
from comptoir.core.values import Refusal


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_every_state_is_reached_and_only_final_states_end(name):
    machine = MACHINES[name]
    reached, frontier = {machine.initial}, [machine.initial]
    while frontier:
        state = frontier.pop()
        news = {next_state(name, state, verb) for verb in verbs(name, state)} - reached
        reached |= news
        frontier += news

    assert reached == machine.states
    assert machine.binding <= machine.states
    dead_ends = {state for state in machine.states if not verbs(name, state)}
    assert dead_ends <= machine.final


def test_a_verb_out_of_turn_is_refused_with_its_reason():
    with pytest.raises(Refusal) as refused:
        next_state("booking", "returned", "hand_over")

    assert refused.value.reason.code == "state.forbidden"
    assert refused.value.reason.get("state") == "returned"


def test_a_cancelled_booking_no_longer_occupies_and_a_held_one_does():
    occupying = MACHINES["booking"].binding

    assert "held" in occupying
    assert not occupying & {"cancelled", "expired", "no-show", "returned"}
