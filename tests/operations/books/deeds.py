"""What children do with charges, books and closes (tests/operations/forking.py)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from comptoir.core.billing.closing import Month
from comptoir.core.ledger import FRENCH_CHART, JournalEntry, JournalKind, account, credit, debit, journal_of
from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Amount, Refusal
from comptoir.operations.books import post_entries, posting, reverse_entry
from comptoir.operations.charges import ask_deposits, hold_deposit, lapse_reviews
from comptoir.operations.closing import approve_close, run_close, undo_close
from comptoir.operations.company import current_company
from comptoir.operations.usage.recording import record_usage
from comptoir.store.models import Charge, ChargeMove, Deposit, JournalEntryRow, MonthClose, PostingRow
from tests.operations.books.ledger import approvers, deliver
from tests.operations.orders.shop import MACHINE, actor, wish

# From here on Biology has one cost center.
FIRST = Month(2026, 11)


def warm_up() -> None:
    """Compile the company once for all children."""
    current_company()
    connection.close()


def month(index: int) -> Month:
    """One of the months that are alike."""
    found = FIRST
    for _ in range(index):
        found = found.next
    return found


def live(index: int) -> None:
    """What is delivered in each month: orders of two customers, usage, and usage that has no price."""
    own = month(index)
    at = datetime(own.year, own.month, 12, 9, tzinfo=UTC)
    deliver(wish("scan", 2), wish("scope", 3, "hour"), at=at)
    deliver(wish("scan"), by="ben", acting_for="NEW", cost_center="", at=at)
    for offering, unit in (("scan", "piece"), ("expert", "piece")):
        usage = Usage(
            offering, "BIO", date(own.year, own.month, 10), {unit: Decimal(1)}, source="door",
            external_id=f"{own} {offering}",
        )  # fmt: skip
        record_usage(usage, actor=MACHINE, at=at)


def close(index: int) -> str:
    """Close a month from wherever it stands; the state it ends in."""
    own = month(index)
    collected = datetime(own.next.year, own.next.month, 3, 9, tzinfo=UTC)
    at = collected + timedelta(days=17)
    run_close("MET", str(own), actor=MACHINE, at=collected)
    lapse_reviews("MET", actor=MACHINE, at=at)
    run_close("MET", str(own), actor=MACHINE, at=at)
    for person in approvers("MET", at):
        # Who said so before it died is refused now.
        with suppress(Refusal):
            approve_close("MET", str(own), actor=person, at=at)
    return run_close("MET", str(own), actor=MACHINE, at=at).state


def undo(index: int, person: str) -> bool:
    """Ask for the undoing of a month, or do it."""
    own = month(index)
    at = datetime(own.next.year, own.next.month, 25, 9, tzinfo=UTC)
    who = MACHINE if person == "machine" else actor(person, at=at)
    try:
        return undo_close("MET", str(own), reason="wrong card", actor=who, at=at)
    except Refusal as refusal:
        return refusal.reason.code == "state.forbidden"


def post(text: str = "rent") -> str:
    """Post an entry by hand; its id."""
    at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    spent, earned = (account(FRENCH_CHART, role).number for role in ("bank", "receivable"))
    five = Amount(500, "EUR")
    entry = JournalEntry(
        "", journal_of("ORG", JournalKind.BANK), at.date(), at, f"payment {text}",
        (debit(spent, "ORG", five), credit(earned, "ORG", five, party="NEW")), text=text,
    )  # fmt: skip
    return post_entries([entry], actor=MACHINE, at=at)[0].entry.id


def reverse(entry: str, protected: bool = True) -> str:
    """Take an entry back: the code of the refusal, or nothing."""
    if not protected:
        # The mutant: it looks before it has its turn.
        setattr(posting, "list_reversing", lambda _entries: {})  # noqa: B010
    at = datetime(2026, 11, 4, 9, tzinfo=UTC)
    try:
        reverse_entry(entry, reason="typed twice", actor=MACHINE, at=at)
    except Refusal as refusal:
        return refusal.reason.code
    return ""


def deposit(verb: str) -> str:
    """Ask for the deposits there are, or take the first one."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    if verb == "ask":
        return str(ask_deposits("MET", actor=MACHINE, at=at))
    return hold_deposit(Deposit.objects.get().id, actor=MACHINE, at=at).state


def result(index: int) -> list[Any]:
    """What a month came to, without what differs from month to month: instants, ids, numbers and hashes."""
    own = month(index)
    charges = Charge.objects.filter(period=str(own)).order_by("source_kind", "offering", "amount")
    names = (
        "source_kind",
        "offering",
        "payer",
        "amount",
        "state",
        "settlement",
        "shares",
        "again",
        "differences",
    )
    entries = JournalEntryRow.objects.filter(id__in=charges.values("entry")).order_by("number")
    postings = PostingRow.objects.filter(entry__in=entries).order_by("entry__number", "number")
    moves = ChargeMove.objects.filter(charge__in=charges.values("id")).order_by("verb")
    return [
        _plain(charges.values_list(*names)),
        _plain(postings.values_list("account", "debit", "credit", "cost_center")),
        sorted(row.lines for row in entries),
        _plain(moves.values_list("verb", "state")),
        _plain(MonthClose.objects.filter(period=str(own)).values_list("number", "state")),
    ]


def _plain(rows: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    return sorted([str(cell) for cell in row] for row in rows)


def ledger() -> list[Any]:
    """All of the journal."""
    return [
        list(JournalEntryRow.objects.order_by("id").values_list()),
        list(PostingRow.objects.order_by("entry", "number").values_list()),
    ]
