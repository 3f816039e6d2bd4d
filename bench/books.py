"""How long does it take to verify the chain and the balance of a million entries, and to close ten months?

Verifying: one journal with two postings an entry, written in the form that operations write, then `verify` of chains
and balances against an anchor, on a SQLite file. Every entry is hashed again from its columns, by one process a core.

Closing: ten months of the demo company's counters, lived beforehand; each close is collected, disputed here and there,
approved by two, posted, put on paper and certified, by the operations that people use.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from bench.orders import using

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))
MONTHS = int(os.environ.get("BENCH_MONTHS", "10"))
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
_CHUNK = 20_000


def verify_1m() -> dict[str, object]:
    """On a SQLite file in a folder of its own."""
    with _store():
        return _measured()


def close_10_months() -> dict[str, object]:
    """On a SQLite file in a folder of its own."""
    with _store():
        return _closed()


@contextmanager
def _store() -> Iterator[None]:
    os.environ.setdefault("COMPTOIR_HOME", tempfile.mkdtemp(prefix="comptoir-bench-home-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    import django

    django.setup()
    folder = tempfile.TemporaryDirectory(prefix="comptoir-bench-")
    with folder as home, using(f"sqlite:///{home}/bench.sqlite3"):
        yield


def _closed() -> dict[str, object]:
    from comptoir.operations import demo_life
    from comptoir.operations.actors import the_machine
    from comptoir.operations.demo import build_demo
    from comptoir.operations.demo_life.closing import close_demo, closes
    from comptoir.operations.verify import verify
    from comptoir.store.models import Charge, JournalEntryRow, Paper

    company = build_demo(at=AT)
    months = demo_life.MONTHS[:MONTHS]
    demo_life.live_demo(company, months=months)
    wanted = [one for one in closes(company) if one[1] in months]
    started, worked = perf_counter(), process_time()
    made = close_demo(company, only=wanted)
    took, cpu = perf_counter() - started, process_time() - worked
    found = verify(actor=the_machine("bench"), at=AT, parts=("chains", "balances", "closes", "papers"))
    assert found.sound, found.findings[:3]
    assert made
    return {"months": len(months), "closes": made, "charges": Charge.objects.count(), "papers": Paper.objects.count(),
            "entries": JournalEntryRow.objects.count(), "seconds": round(took, 2), "cpu_seconds": round(cpu, 2),
            "load": os.getloadavg()[0]}  # fmt: skip


def _measured() -> dict[str, object]:
    from django.db import connection

    from comptoir.operations.actors import the_machine
    from comptoir.operations.verify import verify
    from comptoir.store.ledger.queries import heads

    for entries in _entries():
        _write(entries)
    anchor = heads(["ORG-IN"])["ORG-IN"]
    connection.close()
    started, worked = perf_counter(), _worked()
    found = verify(actor=the_machine("bench"), at=AT, anchors=[anchor], parts=("chains", "balances"))
    took, cpu = perf_counter() - started, _worked() - worked
    assert found.sound, found.findings[:3]
    assert found.counts["entries"] == ENTRIES
    return {"entries": ENTRIES, "seconds": round(took, 2), "cpu_seconds": round(cpu, 2),
            "per_s": round(ENTRIES / took), "load": os.getloadavg()[0]}  # fmt: skip


def _worked() -> float:
    """Seconds of processor of this process, and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _entries() -> Iterator[list[object]]:
    """Chained entries, some at a time."""
    from comptoir.core.ledger import Anchor, JournalEntry, append, credit, debit, entry_id
    from comptoir.core.ledger.chain import GENESIS
    from comptoir.core.values import Amount

    anchor, some = Anchor("ORG-IN", 0, GENESIS), []
    for number in range(1, ENTRIES + 1):
        amount, line, at = (
            Amount(100 + number % 9973, "EUR"),
            f"C{number:09d}",
            AT + timedelta(seconds=number),
        )
        both = (
            debit("186", "ORG", amount, f"CC-{number % 500:03d}", line=line),
            credit("187", "ORG", amount, f"LAB-{number % 20:03d}", line=line),
        )
        text = f"scan {number % 7} piece"
        entry = JournalEntry(
            entry_id("ORG-IN", number), "ORG-IN", at.date(), at, f"charge {line}", both, "mia", text
        )
        one, anchor = append(anchor, entry)
        some.append(one)
        if len(some) == _CHUNK or number == ENTRIES:
            yield list(some)
            some = []


def _write(entries: list[object]) -> None:
    from django.db import transaction

    from comptoir.store.ledger.writing import add_entries, add_postings

    with transaction.atomic():
        add_postings(entries)  # type: ignore[arg-type]
        add_entries(entries)  # type: ignore[arg-type]


MEASURES = {"verify-1m": verify_1m, "close-10-months": close_10_months}
