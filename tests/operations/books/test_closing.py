"""A month is closed once: collected, reviewed, approved by two, posted, certified."""

from __future__ import annotations

from comptoir.operations.books import list_entries, trial_balance
from comptoir.operations.closing import plan_close, run_close
from comptoir.operations.verify import verify
from comptoir.store.models import Charge, JournalEntryRow
from tests.operations.books.ledger import NOVEMBER, REVIEWED, closed, october
from tests.operations.orders.shop import MACHINE


def test_a_month_is_closed_and_its_rerun_changes_nothing(database) -> None:
    october()
    first = closed("MET", "2026-10")

    charges = list(Charge.objects.order_by("id").values())
    assert {row["state"] for row in charges} == {"posted"}
    balances = {row.account: row.balance.minor for row in trial_balance(actor=MACHINE, at=REVIEWED)}
    assert balances == {"186": 12000, "187": -12000, "411": 14400, "44571": -2400, "706": -12000}

    again = run_close("MET", "2026-10", actor=MACHINE, at=REVIEWED)
    assert (again.state, again.hash) == ("certified", first)
    assert list(Charge.objects.order_by("id").values()) == charges
    assert JournalEntryRow.objects.count() == 2
    assert [one.entry.journal for one in list_entries(actor=MACHINE, at=REVIEWED)] == ["ORG-SA", "ORG-IN"]
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_a_plan_says_what_is_missing_and_writes_nothing(database) -> None:
    october()
    plan = plan_close("MET", "2026-10", actor=MACHINE, at=NOVEMBER)

    assert plan.to_collect == {"order line": 2, "booking": 0, "usage": 0}
    assert [reason.code for reason in plan.against] == ["close.not_collected", "close.not_approved"]
    assert Charge.objects.count() == 0
