"""I-01: a live server is killed under its clients, and every acknowledged order and booking is there exactly once.

COMPTOIR_SERVER_KILLS makes it longer (100 for a release, 1000 at night), COMPTOIR_SEED changes the chances.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

import pytest
from django.db import connection

from comptoir.operations.demo import build_demo
from comptoir.store.bookings import guards
from comptoir.store.models import AuditRow, Booking, Order, OrderLine, Outcome
from tests.races.serving import kill_server_often
from tests.web.conftest import AT

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("COMPTOIR_SERVER_KILLS", "10"))
SEED = int(os.environ.get("COMPTOIR_SEED", "1"))
CLIENTS = 8


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(sqlite, capsys) -> None:
    build_demo(at=AT)
    before = {
        *Order.objects.values_list("id", flat=True),
        *Booking.objects.values_list("public_id", flat=True),
    }
    outcomes = Outcome.objects.count()
    connection.close()

    seated = kill_server_often(sqlite, clients=CLIENTS, kills=KILLS, seed=SEED)

    said = Counter(one for client in seated for one in client.acknowledged)
    there = Counter(
        [*Order.objects.values_list("id", flat=True), *Booking.objects.values_list("public_id", flat=True)]
    )
    made = {one: count for one, count in there.items() if one not in before}
    refused = Counter(kind for client in seated for kind in client.refused)
    with capsys.disabled():
        repeated = sum(client.repeated for client in seated)
        sys.stdout.write(
            f"\n{KILLS} kills under {CLIENTS} clients: {len(said)} acknowledged, "
            f"{refused.total()} refused, {repeated} forms sent again\n"
        )
    assert set(refused) <= {"booking"}, "an order has no rival: sent again, it is the order that it was"
    # Every client asked until it was answered: so what was acknowledged is all there is, and each of it once.
    assert said == made, f"COMPTOIR_SEED={SEED}"
    assert set(said.values()) == {1}
    assert Outcome.objects.count() - outcomes == len(made)
    assert OrderLine.objects.values("order").distinct().count() == Order.objects.count()
    assert AuditRow.objects.filter(action__in=("order.placed", "booking.booked")).count() == len(made)
    assert guards.overbooked(connection) == ()
