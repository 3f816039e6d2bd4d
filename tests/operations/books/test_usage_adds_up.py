"""I-25: what came in with a file is charged, rejected or parked, and nothing else; money included."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from comptoir.core.billing.closing import Month
from comptoir.operations.charges import collect_charges
from comptoir.operations.closing.certifying import usage_counts
from comptoir.operations.usage.importing import import_usage
from comptoir.operations.verify import verify
from comptoir.store.models import Charge, ParkedSource, UsageRecord, UsageReject
from tests.operations.books.ledger import closed, house
from tests.operations.orders.shop import MACHINE

DECEMBER = datetime(2026, 12, 3, 9, tzinfo=UTC)
REVIEWED = datetime(2026, 12, 20, 9, tzinfo=UTC)
ROWS = int(os.environ.get("COMPTOIR_USAGE_ROWS", "2000"))
# What becomes of a row, and how it reads: charged, parked (no published price), known already, refused.
KINDS = (
    ("charged", "{id},scan,{customer},2026-11-{day:02d},{count}"),
    ("charged", "{id},scope,{customer},2026-11-{day:02d},{count}"),
    ("parked", "{id},expert,{customer},2026-11-{day:02d},{count}"),
    ("duplicate", "known,scan,BIO,2026-11-01,1"),
    ("rejected", "{id},nothing,{customer},2026-11-{day:02d},{count}"),
    ("rejected", "{id},scan,nobody,2026-11-{day:02d},{count}"),
    ("rejected", "{id},scan,{customer},2026-11-{day:02d},-1"),
    ("rejected", "{id},scan,{customer},2026-13-{day:02d},1"),
    ("rejected", "known,scan,BIO,2026-11-01,2"),
)
PRICES = {("scan", "BIO"): 6_000, ("scan", "NEW"): 12_000, ("scope", "BIO"): 3_333, ("scope", "NEW"): 7_777}


def written(path: Path, seed: int) -> tuple[Counter[str], int]:
    """Write a file; what must become of its rows, and what they must cost in cents."""
    chance, expected, cost = Random(seed), Counter[str](), 6_000
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id,offering,customer,day,quantity\nknown,scan,BIO,2026-11-01,1\n")
        expected["charged"] += 1
        for number in range(ROWS - 1):
            kind, shape = chance.choices(KINDS, weights=(60, 20, 5, 5, 2, 2, 2, 2, 2))[0]
            customer, count = chance.choice(("BIO", "NEW")), Decimal(chance.randint(1, 40)) / 4
            stream.write(
                shape.format(id=f"J{number}", customer=customer, day=chance.randint(1, 30), count=count)
                + "\n"
            )
            expected[kind] += 1
            if kind == "charged":
                exact = PRICES["scan" if ",scan," in shape else "scope", customer] * count
                cost += int(exact.quantize(Decimal(1), "ROUND_HALF_UP"))
    return expected, cost


def test_usage_in_is_charged_rejected_or_parked(database, tmp_path: Path) -> None:
    house()
    path = tmp_path / "november.csv"
    expected, cost = written(path, seed=int(os.environ.get("COMPTOIR_SEED", "25")))
    seen: list[int] = []

    taken = import_usage(path, supplier="MET", actor=MACHINE, at=DECEMBER, told=seen.append)
    record = taken.record
    assert seen[-1] == record.rows == ROWS
    assert record.created == expected["charged"] + expected["parked"]
    assert (record.duplicate, record.rejected) == (expected["duplicate"], expected["rejected"])
    assert UsageReject.objects.count() == expected["rejected"]
    collected = collect_charges("MET", "2026-11", actor=MACHINE, at=DECEMBER)

    assert (collected.charged, collected.parked) == (expected["charged"], expected["parked"])
    assert usage_counts("MET", Month(2026, 11)) == {
        "in": record.created, "charged": expected["charged"], "rejected": 0, "parked": expected["parked"], "late": 0,
    }  # fmt: skip
    assert sum(Charge.objects.values_list("amount", flat=True)) == cost
    assert ParkedSource.objects.filter(freed_at=None).count() == expected["parked"]
    assert collect_charges("MET", "2026-11", actor=MACHINE, at=DECEMBER).charged == 0
    states = Counter(UsageRecord.objects.values_list("state", flat=True))
    assert states == {
        "charged": expected["charged"],
        "recorded": expected["parked"],
        "duplicate": expected["duplicate"],
    }
    if ROWS <= 2_000:
        closed("MET", "2026-11", collected=DECEMBER, at=REVIEWED)
        assert verify(actor=MACHINE, at=REVIEWED).findings == ()
