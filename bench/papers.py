"""How long does one wait for the number of an invoice while others issue theirs in the same series?

`invoice-numbers`: sixteen processes issue 200 invoices each, one in twenty is rolled back (I-23); the seconds count
from the wish to the commit, with the waiting for the turn. BENCH_NUMBERS=4x50 makes it shorter.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from statistics import quantiles

from bench.bookings import _postgres, _sqlite
from bench.orders import using

PROCESSES, EACH = (int(part) for part in os.environ.get("BENCH_NUMBERS", "16x200").split("x"))


def _waits(engine: Callable[[], AbstractContextManager[str]]) -> tuple[int, list[float]]:
    """How many were issued, and what each took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    os.environ.setdefault("COMPTOIR_HOME", tempfile.mkdtemp(prefix="comptoir-bench-home-"))
    import django

    django.setup()
    with engine() as url, using(url):
        from django.db import connection

        from comptoir.operations.paper import verify_papers
        from comptoir.store.models import Paper
        from tests.operations.paper import house
        from tests.operations.paper.racing import issue_at_once

        house.opened()
        connection.close()
        told = issue_at_once(url, PROCESSES, EACH, seed=23)
        stored = list(Paper.objects.order_by("sequence").values_list("sequence", flat=True))
        assert stored == list(range(1, len(told) + 1))
        assert verify_papers() == ()
        return len(told), [seconds for _, seconds in told]


def _numbers() -> dict[str, object]:
    """Milliseconds until half and until 95 % had their number, by engine."""
    found: dict[str, object] = {"processes": PROCESSES, "each": EACH}
    for name, engine in (("sqlite", _sqlite), ("postgres", _postgres)):
        issued, waits = _waits(engine)
        cuts = quantiles(waits, n=20)
        found |= {f"{name}_issued": issued, f"{name}_median_ms": round(1000 * cuts[9], 1),
                  f"{name}_p95_ms": round(1000 * cuts[18], 1)}  # fmt: skip
    return found


MEASURES = {"invoice-numbers": _numbers}
