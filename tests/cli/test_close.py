"""`comptoir close`: a month of the demo company's metrology, planned, run, approved by two, and taken back by two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import the_machine
from comptoir.operations.books.anchoring import anchors_file
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from comptoir.store.ledger.models import JournalEntryRow
from tests.cli.conftest import Run
from tests.cli.test_deeds import data
from tests.web.company import tables

AT = datetime(2026, 9, 2, 9, tzinfo=UTC)
MONTH = ("MET", "2026-10")


@pytest.fixture
def comptoir(run, database, settings, tmp_path) -> Callable[..., Run]:
    """A command on a store in which one order of October was delivered; the day is the first day of December."""
    settings.COMPTOIR_TODAY = date(2026, 10, 12)
    settings.HOME = tmp_path
    import_company(tables(), actor="tests", at=AT)
    for person in ("p15", "p54"):
        grant_role(person, Role.CONTROLLER, unit="", actor=the_machine("tests"), at=AT)

    def command(*words: object) -> Run:
        return run(*words, "--lang", "en")

    placed = command(
        "order", "place", "calibration", "--quantity", "4", "--as", "p20", "--for", "ESS", "--cost-center", "ESS-012",
        "--format", "json",
    ).json  # fmt: skip
    command("order", "deliver", placed["order"]["id"], "--line", 1, "--as", "p02")
    settings.COMPTOIR_TODAY = date(2026, 11, 3)
    return command


def test_a_month_is_closed_by_two_and_taken_back_by_two(comptoir, settings) -> None:
    planned = data(comptoir("close", "plan", *MONTH, "--format", "json"), "close")["plans"][0]
    looked = data(comptoir("close", "run", *MONTH, "--dry-run", "--format", "json"), "close")["plans"][0]
    waiting = data(comptoir("close", "run", *MONTH, "--as", "p15", "--format", "json"), "close")["closes"][0]
    settings.COMPTOIR_TODAY = date(2026, 12, 1)
    unasked = data(comptoir("close", "run", *MONTH, "--as", "p15", "--format", "json"), "close")["closes"][0]
    first = data(comptoir("close", "approve", *MONTH, "--as", "p02", "--format", "json"), "close")
    twice = comptoir("close", "approve", *MONTH, "--as", "p02")
    data(comptoir("close", "approve", *MONTH, "--as", "p15", "--format", "json"), "close")
    done = data(comptoir("close", "run", *MONTH, "--as", "p15", "--format", "json"), "close")["closes"][0]
    entries = JournalEntryRow.objects.count()
    again = data(comptoir("close", "run", *MONTH, "--as", "p15", "--format", "json"), "close")["closes"][0]
    shown = data(comptoir("close", "show", *MONTH, "--format", "json"), "close")["close"]
    listed = data(comptoir("close", "list", "--format", "json"), "close")["closes"]
    asked = data(
        comptoir("close", "undo", *MONTH, "--reason", "wrong card", "--as", "p15", "--format", "json"),
        "close",
    )
    kept = anchors_file().read_text(encoding="utf-8")
    second = ("close", "undo", *MONTH, "--reason", "wrong card", "--as", "p54", "--format", "json")
    dry = data(comptoir(*second, "--dry-run"), "close")
    untouched = (anchors_file().read_text(encoding="utf-8"), JournalEntryRow.objects.count())
    sound = comptoir("verify").code
    undone = data(comptoir(*second), "close")

    assert planned["to_collect"] == looked["to_collect"]
    assert sum(planned["to_collect"].values()) == 1
    assert waiting["waits_for"]["code"] == "close.in_review"
    assert unasked["waits_for"]["code"] == "close.not_approved"
    assert first["approvals_missing"] == 1
    assert twice.code == 4
    assert (done["state"], done["waits_for"]) == ("certified", None)
    assert entries == 1
    assert again["hash"] == done["hash"] == shown["hash"] == listed[0]["hash"]
    assert shown["certificate"]["approved_by"] == ["p02", "p15"]
    assert asked["close"]["state"] == "undo asked"
    assert (dry["dry_run"], dry["close"]["state"]) == (True, "undone")
    assert untouched == (kept, 1), "a rehearsal leaves nothing, also outside of the store"
    assert sound == 0
    assert undone["close"]["state"] == "undone"
    assert JournalEntryRow.objects.count() == 2, "reversed, not erased"


def test_a_table_says_what_stands_against_it(comptoir) -> None:
    planned = comptoir("close", "plan", "all", "2026-10")
    unknown = comptoir("close", "plan", "ESS", "2026-10")
    early = comptoir("close", "run", "MET", "2026-11")

    assert "What stands against posting" in planned.out
    assert (unknown.code, early.code) == (2, 1)
    assert "MET" in unknown.err


def test_an_invoice_of_a_close_is_listed_shown_written_sent_paid_and_credited(
    comptoir, settings, tmp_path
) -> None:
    settings.COMPTOIR_TODAY = date(2026, 10, 14)
    placed = comptoir(
        "order", "place", "calibration", "--quantity", "4", "--for", "NOV", "--format", "json"
    ).json
    comptoir("order", "deliver", placed["order"]["id"], "--line", 1, "--as", "p02")
    settings.COMPTOIR_TODAY = date(2026, 11, 3)
    comptoir("close", "run", *MONTH, "--as", "p15")
    settings.COMPTOIR_TODAY = date(2026, 11, 20)
    comptoir("close", "run", *MONTH, "--as", "p15")
    for person in ("p02", "p15"):
        comptoir("close", "approve", *MONTH, "--as", person)
    comptoir("close", "run", *MONTH, "--as", "p15")

    def asked(*words: object, code: int = 0, shape: str = "invoice"):
        return data(comptoir("invoice", *words, "--format", "json"), shape, code)

    (listed,) = asked("list", "--kind", "invoice")["papers"]
    number = listed["number"]
    before = asked("list", "--as", "x01", "--for", "NOV")["papers"]
    written = comptoir("invoice", "render", number, "--out", tmp_path / "paper.pdf")
    sent = asked("send", number, "--as", "p15")["paper"]
    seen = asked("show", number, "--as", "x01", "--for", "NOV")["paper"]
    hidden = asked("show", number, "--as", "x02", "--for", "TEC", code=1, shape="refusal")
    money = ("--amount", "100.00", "--day", "2026-11-20", "--as", "p15", "--key", "bank-1")
    dry = asked("pay", number, *money, "--dry-run")["paper"]
    paid = asked("pay", number, *money)["paper"]
    again = asked("pay", number, *money)["paper"]
    note = asked("credit", number, "--reason", "wrong gauge", "--as", "p15")["paper"]

    assert (listed["net"]["amount"], listed["gross"]["amount"]) == ("192.00", "230.40")
    assert before == [], "what was not sent is not there for its customer"
    assert written.code == 0
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert (sent["state"], seen["gross"]["amount"]) == ("sent", "230.40")
    assert hidden["refused"]["code"] == "paper.unknown"
    assert dry["owed"] == paid["owed"] == again["owed"] == {"amount": "130.40", "currency": "EUR"}
    assert note["kind"] == "credit note"
