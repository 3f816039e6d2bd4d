"""I-07, I-08: a journal walked in ranges, each by a process of its own, shows what one walk shows."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from comptoir.core.ledger import Anchor, JournalEntry, Walk, credit, debit, walk
from comptoir.core.values import Amount
from comptoir.operations.books import post_entries
from comptoir.operations.verify import verify
from comptoir.operations.verifying.journals import begin_chains
from comptoir.store import guards
from comptoir.store.ledger.queries import heads
from comptoir.store.ledger.ranges import begin_walks, cut, joined, walk_range
from comptoir.store.ledger.walking import walk_links
from tests.operations.books.test_tampering import forced, run
from tests.operations.orders.shop import MACHINE

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
JOURNAL, COUNT, PARTS = "ORG-MI", 9, 3


def books() -> Anchor:
    """Nine entries: cut in three, the ranges meet behind the third and the sixth."""
    five = Amount(500, "EUR")
    both = (debit("512", "ORG", five), credit("411", "ORG", five, party="NEW"))
    entries = [JournalEntry("", JOURNAL, AT.date(), AT, f"payment {n}", both) for n in range(COUNT)]
    post_entries(entries, actor=MACHINE, at=AT)
    return heads([JOURNAL])[JOURNAL]


def both_ways(*anchors: Anchor) -> tuple[Walk, Walk, int]:
    """One walk, the walk of three ranges, and how many of those did not begin where the one before came to."""
    ranges = cut(JOURNAL, anchors, long=1, parts=PARTS)
    assert len(ranges) == PARTS
    found, again = joined([(one, walk_range(one)) for one in ranges])
    return walk(JOURNAL, walk_links(JOURNAL), *anchors), found, again


ENTRY = "UPDATE store_journalentryrow SET {} WHERE id = '{}'"
FAULTS = {
    "text": (ENTRY.format("text = 'x'", "{id}"),),
    "hash": (ENTRY.format("hash = 'x'", "{id}"),),
    "previous": (ENTRY.format("previous = 'x'", "{id}"),),
    "posting": ("UPDATE store_postingrow SET debit = debit + 1 WHERE entry_id = '{id}' AND debit > 0",),
    "deleted": ("DELETE FROM store_postingrow WHERE entry_id = '{id}'",
                "DELETE FROM store_journalentryrow WHERE id = '{id}'"),
    "behind": (ENTRY.format("number = 99", "{id}"),),
    "exchanged": (ENTRY.format("number = 99", "{id}"), ENTRY.format("number = {number}", "{next}"),
                  ENTRY.format("number = {number} + 1", "{id}")),
    "no range": ("UPDATE store_journalentryrow SET number = number + 20 WHERE number >= {number}",),
}  # fmt: skip
# What SQLite takes where a number belongs, and PostgreSQL refuses.
LOOSE = {
    "before all": (ENTRY.format("number = -7", "{id}"),),
    "number as text": (ENTRY.format("number = 'x7'", "{id}"),),
    "number as bytes": (ENTRY.format("number = x'07'", "{id}"),),
    "number and a half": (ENTRY.format("number = {number} - 0.5", "{id}"),),
    "all numbers as text": ("UPDATE store_journalentryrow SET number = 'x' || number",),
    "text as bytes": (ENTRY.format("text = x'07'", "{id}"),),
}


def test_three_ranges_find_what_one_walk_finds_wherever_the_fault_lies(database) -> None:
    anchor = books()
    early = Anchor(JOURNAL, 3, "f" * 64)
    assert both_ways(anchor)[:2] == (Walk((), COUNT + 1, anchor.head),) * 2
    faults = {**FAULTS, **(LOOSE if connection.vendor == "sqlite" else {})}
    unlike = 0
    for name, statements in faults.items():
        for number in range(1, COUNT + 1):
            with forced():
                if connection.vendor == "sqlite":
                    run("PRAGMA ignore_check_constraints = ON")
                for statement in statements:
                    told = {"id": f"{JOURNAL}-{number:09d}", "next": f"{JOURNAL}-{number + 1:09d}"}
                    run(statement.format(number=number, **told))
                one, ranges, again = both_ways(anchor, early)
                found = verify(actor=MACHINE, at=AT, parts=("chains",), anchors=[anchor])
            assert one.findings, f"{name} at {number} was not seen"
            assert ranges == one, f"{name} at {number}"
            assert found.findings[0].place.line <= number, f"{name} at {number}: {found.findings[0]}"
            # A number, be it a broken one: what is told of a journal can be told as JSON.
            assert all(isinstance(head.count, int | float) for head in found.heads), f"{name} at {number}"
            unlike += again
    # Some of it must have made a range begin elsewhere than the one before ended, or the joints were never tried.
    assert unlike or connection.vendor != "sqlite"


def test_a_range_that_began_elsewhere_is_walked_again(database) -> None:
    anchor = books()
    ranges = cut(JOURNAL, (), long=1, parts=PARTS)
    sound = [walk_range(one) for one in ranges]

    for wrong in (sound[1]._replace(head="f" * 64), sound[1]._replace(expected=5), None):
        found, again = joined(zip(ranges, [sound[0], wrong, sound[2]], strict=True))
        assert (found, again) == (Walk((), COUNT + 1, anchor.head), 1)


@pytest.mark.parametrize("number", [3, 4])
def test_processes_of_their_own_walk_a_long_journal(database, number: int) -> None:
    anchor = books()
    with begin_walks([(JOURNAL, (anchor,))], long=COUNT, parts=PARTS) as walks:
        assert walks.of(JOURNAL, (anchor,)) == Walk((), COUNT + 1, anchor.head)
    assert (walks.apart, walks.again) == (PARTS, 0)

    guards.remove(connection)
    run(ENTRY.format("text = 'x'", f"{JOURNAL}-{number:09d}"))
    with begin_chains([anchor], long=COUNT, parts=PARTS) as chains:
        found = chains()

    assert [(one.code, one.place.line) for one in found] == [("ledger.altered", number)]


def test_without_an_answer_it_is_walked_here(sqlite, monkeypatch, tmp_path) -> None:
    anchor = books()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    with begin_walks([(JOURNAL, ())], long=1, parts=PARTS) as walks:
        assert walks.of(JOURNAL, ()) == Walk((), COUNT + 1, anchor.head)

    assert walks.again == PARTS


def test_within_a_transaction_one_sees_what_is_not_committed(database) -> None:
    books()
    with transaction.atomic():
        guards.remove(connection)
        run(ENTRY.format("text = 'x'", f"{JOURNAL}-000000004"))
        with begin_chains((), long=1, parts=PARTS) as chains:
            found = chains()
        transaction.set_rollback(True)

    assert [one.place.line for one in found] == [4]
