"""How long does the server work on a page? The catalog, a week of all resources, and an order with its reasons.

`page-catalog`, `page-week` and `page-order`: milliseconds from the request to the last byte, by Django's own client,
over the demo company on SQLite, for an employee, with the SQL statements of one request. Nothing of the network or the
browser is in it; the first request, which compiles the company, is told apart.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

ASKED = 60
AT = datetime(2026, 11, 23, 6, tzinfo=UTC)
_FIELD = re.compile(r'name="(agreed|key)" value="([^"]*)"')


@contextmanager
def _counter() -> Iterator[Any]:
    """The demo company on a fresh database, on a day on which it stands still, and an employee at its pages."""
    home = tempfile.mkdtemp(prefix="comptoir-bench-")
    os.environ.setdefault("COMPTOIR_HOME", home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import override_settings

    from comptoir.operations.demo import build_demo
    from tests.databases import using

    standing_still = override_settings(
        COMPTOIR_DEMO=True, COMPTOIR_TODAY=date(2026, 11, 23), ALLOWED_HOSTS=["testserver"]
    )
    with using(f"sqlite:///{Path(home).as_posix()}/pages.sqlite3"), standing_still:
        call_command("migrate", verbosity=0, skip_checks=True)
        build_demo(at=AT)
        client = Client()
        assert client.post("/en/act-as/", {"persona": "claire", "next": "/en/"}).status_code == 302
        yield client


def _page(client: Any, address: str) -> dict[str, object]:
    """Milliseconds of a page: the median, the slow twentieth, and the first time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, size = [], 0
    for _ in range(ASKED):
        began = perf_counter()
        answer = client.get(address)
        size = len(answer.content)
        times.append(1_000 * (perf_counter() - began))
        assert answer.status_code == 200, address
    with CaptureQueriesContext(connection) as told:
        client.get(address)
    first, *rest = times
    return {
        "ms": round(median(rest), 1),
        "p95_ms": round(quantiles(rest, n=20)[-1], 1),
        "first_ms": round(first, 1),
        "statements": len(told.captured_queries),
        "bytes": size,
        "load": os.getloadavg()[0],
    }


def page_catalog() -> dict[str, object]:
    """Everything that is offered, with the employee's prices."""
    with _counter() as client:
        return _page(client, "/en/")


def page_week() -> dict[str, object]:
    """The resources by time."""
    with _counter() as client:
        return _page(client, "/en/timeline/")


def page_order() -> dict[str, object]:
    """An order of three lines, with its prices and why."""
    with _counter() as client:
        for offering in ("calibration", "filament", "calibration"):
            client.post("/en/basket/add/", {"offering": offering})
        form = dict(_FIELD.findall(client.get("/en/basket/").content.decode()))
        made = client.post("/en/basket/order/", form)
        assert made.status_code == 302, "the basket was not ordered"
        return _page(client, made["Location"])


MEASURES = {"page-catalog": page_catalog, "page-week": page_week, "page-order": page_order}
