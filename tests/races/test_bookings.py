"""I-02, I-03: of several processes at one slot exactly one wins, every round, on both engines; and the mutant fails.

Rounds come from COMPTOIR_RACE_ROUNDS and processes from COMPTOIR_RACE_PROCESSES (nightly: 3000 and 16).
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import pytest
from django.db import connection

from comptoir.store.bookings import guards
from comptoir.store.bookings.models import Booking
from comptoir.store.models import Tally
from tests.operations.bookings.counter import open_counter
from tests.races.racing import Race, race

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("COMPTOIR_RACE_ROUNDS", "300"))
PROCESSES = int(os.environ.get("COMPTOIR_RACE_PROCESSES", "8"))
MUTANT_ROUNDS = 12
# The other ways are the same turn and the same question: fewer rounds show it.
FEWER = max(20, ROUNDS // 6)


def started(url: str, scenario: str, rounds: int, capsys: pytest.CaptureFixture[str], **how: bool) -> Race:
    """A race on a fresh counter, told in one line."""
    open_counter()
    connection.close()
    ended = race(url, f"bookings:{scenario}", rounds=rounds, processes=PROCESSES, **how)
    with capsys.disabled():
        sys.stdout.write(f"\n{scenario} on {connection.vendor}: {ended.told()}\n")
    return ended


def test_one_of_many_gets_the_slot_every_round(database, capsys) -> None:
    ended = started(database, "create", ROUNDS, capsys)

    assert ended.winners() == {1: ROUNDS}
    assert ended.answers() == {"won": ROUNDS, "booking.taken": ROUNDS * (PROCESSES - 1)}
    assert Booking.objects.filter(occupies=True).count() == ROUNDS
    assert guards.overbooked(connection) == ()


WAYS = ("hold", "confirm", "move", "extend", "restore", "recur", "maintain", "together", "order", "crosswise")


@pytest.mark.parametrize("scenario", WAYS)
def test_one_wins_by_every_way_of_taking_it(database, capsys, scenario: str) -> None:
    ended = started(database, scenario, FEWER, capsys)

    assert ended.winners() == {1: FEWER}
    # Who comes second to the very same booking finds it in another state.
    also = {"confirm": {"booking.hold_over", "state.forbidden"}, "restore": {"state.forbidden"}}
    assert set(ended.answers()) - also.get(scenario, set()) == {"won", "booking.taken"}
    assert guards.overbooked(connection) == ()


@pytest.mark.parametrize(("scenario", "winners"), [("pool", 3), ("either", 2)])
def test_as_many_win_as_there_are(database, capsys, scenario: str, winners: int) -> None:
    ended = started(database, scenario, FEWER, capsys)

    assert ended.winners() == {winners: FEWER}
    assert set(ended.answers()) == {"won", "booking.taken"}
    assert guards.overbooked(connection) == ()


@pytest.mark.parametrize("scenario", ["create", *WAYS, "pool", "either"])
def test_without_turns_and_guards_the_same_race_books_twice(database, capsys, scenario: str) -> None:
    with connection.cursor() as cursor:
        for _, drop, _ in guards.statements(connection.vendor):
            cursor.execute(drop)

    ended = started(database, scenario, MUTANT_ROUNDS, capsys, protected=False)

    most = {"pool": 3, "either": 2}.get(scenario, 1)
    if scenario == "together":
        # Each takes its first of the three and finds the others gone: the slot is lost, and nobody has it.
        assert ended.winners()[0] > 0
        assert Booking.objects.exists()
    else:
        assert sum(count for winners, count in ended.winners().items() if winners > most) > 0
        assert guards.overbooked(connection)


def test_totals_and_resources_are_locked_in_one_order(database, capsys) -> None:
    ended = started(database, "counted", FEWER, capsys)

    assert ended.answers() == {"won": FEWER * PROCESSES}
    # One total a year: many rounds go on into the next.
    counted = Tally.objects.filter(party="BIO").values_list("value", flat=True)
    assert sum(counted) == FEWER * PROCESSES


@pytest.mark.postgres
def test_locks_taken_one_by_one_in_anybodys_order_wait_for_each_other(postgres, capsys) -> None:
    ended = started(postgres, "unsorted", 2, capsys, protected=False)

    assert ended.answers()["booking.busy"] > 0, "PostgreSQL ends a deadlock by refusing one of the two"


def test_without_turns_the_guards_alone_still_refuse(database, capsys) -> None:
    ended = started(database, "create", FEWER, capsys, protected=False)

    assert max(ended.winners()) <= 1
    assert guards.overbooked(connection) == ()


def test_a_race_is_told() -> None:
    told = Race([Counter(won=1, **{"booking.taken": 2})], [0.010, 0.020], 1.0)

    assert told.winners() == {1: 1}
    assert "p95 of the losers 20 ms" in told.told()
