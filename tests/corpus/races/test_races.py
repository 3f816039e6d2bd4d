"""Scripted interleavings: two deeds that contradict each other, in either order, on both engines."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.store.bookings import guards
from comptoir.store.orders.queries import broken_funds
from tests.corpus.races.interleaving import interleaved
from tests.corpus.races.pairs import PAIRS
from tests.model.world import open_world

pytestmark = pytest.mark.slow


def test_whoever_is_first_the_other_hears_why_not(database) -> None:
    open_world()
    for pair in PAIRS:
        for forward in (True, False):
            two = pair.prepare()
            connection.close()
            came = interleaved(*((two.one, two.other) if forward else (two.other, two.one)))
            answers = tuple(came) if forward else (came.second, came.first)
            assert answers in (pair.forward if forward else pair.backward), (pair.name, forward)
            assert two.holds(), (pair.name, forward)
            connection.close()
    assert guards.overbooked(connection) == ()
    assert broken_funds() == ()


def test_there_are_enough_of_them() -> None:
    assert 2 * len(PAIRS) >= 25
    assert all(pair.forward != pair.backward for pair in PAIRS if pair.name not in COMMUTING)


# Both are done, whichever is first: an offer binds the unit whatever its floor becomes.
COMMUTING = {"raise the floor, or agree"}
