"""I-01, I-05: what was acknowledged is there exactly once, however often processes are killed; and it was synced."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from django.db import connection

from comptoir.store.bookings import guards
from comptoir.store.bookings.models import Booking, BookingPrice
from tests.operations.bookings.counter import open_counter
from tests.operations.orders.shop import opened
from tests.races.killing import kill_often

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("COMPTOIR_KILLS", "20"))
SEED = int(os.environ.get("COMPTOIR_SEED", "1"))


def test_no_acknowledged_booking_is_lost_or_doubled_by_kills(database) -> None:
    open_counter()
    connection.close()

    said = kill_often(database, processes=8, kills=KILLS, seed=SEED)

    there = Counter(Booking.objects.values_list("public_id", flat=True))
    assert len(said) >= 3 * KILLS, f"COMPTOIR_SEED={SEED}"
    assert [one for one in said if there[one] != 1] == [], f"COMPTOIR_SEED={SEED}"
    assert len(set(said)) == len(said)
    # At most one booking per kill was committed and could not be said any more.
    assert len(there) - len(said) <= KILLS + 8
    assert BookingPrice.objects.count() == len(there)
    assert guards.overbooked(connection) == ()


COUNT = 100
BOOKING = (
    "from tests.operations.bookings.counter import *\n"
    "from comptoir.operations.bookings import book\n"
    f"for n in range({COUNT}):\n"
    "    book(Want('cmm', MONDAY + n * HOUR, MONDAY + (n + 1) * HOUR), NOBODY, actor=ann(), at=NOW)\n"
)
ORDERING = (
    "from tests.operations.orders.shop import *\n"
    f"for n in range({COUNT}):\n"
    "    bought(wish('scan'), wish('cut'))\n"
)


@pytest.mark.parametrize(("opening", "program"), [(open_counter, BOOKING), (opened, ORDERING)])
def test_every_commitment_is_synced_before_it_is_acknowledged(sqlite, tool, opening, program: str) -> None:
    strace = tool("strace", "strace")
    opening()
    connection.close()
    environment = {
        **os.environ,
        "COMPTOIR_DATABASE_URL": sqlite,
        "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
    }

    done = subprocess.run(
        [
            strace,
            "-f",
            "-c",
            "-e",
            "trace=fsync,fdatasync",
            sys.executable,
            "-c",
            f"import django; django.setup()\n{program}",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    calls = re.findall(
        r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$", done.stderr, re.MULTILINE
    )
    assert sum(map(int, calls)) >= COUNT, done.stderr
