"""I-09: an entry is taken back once, however many try at once; without the protection it is taken back twice."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations.books import trial_balance
from comptoir.operations.verify import verify
from comptoir.store.models import JournalEntryRow
from tests.operations.books.deeds import post
from tests.operations.books.ledger import REVIEWED
from tests.operations.forking import driver
from tests.operations.orders.shop import MACHINE, opened

DEEDS = "tests.operations.books.deeds"
# So many pairs race at once; the slow test is the thousand of the issue.
TOGETHER = 8


def raced(url: str, count: int, *more: object) -> list[str]:
    """Post entries, and have each taken back by two processes at once; the answers."""
    entries = [post(f"rent {number}") for number in range(count)]
    answers: list[str] = []
    with driver(url, DEEDS) as children:
        for first in range(0, count, TOGETHER):
            connection.close()
            some = entries[first : first + TOGETHER]
            deeds = [(f"{DEEDS}:reverse", entry, *more) for entry in some for _ in range(2)]
            answers += [ended.answer for ended in children.together(*deeds)]
    return answers


def _prove(url: str, count: int) -> None:
    opened()
    answers = raced(url, count)

    assert sorted(answers) == [""] * count + ["ledger.reversed_already"] * count
    assert JournalEntryRow.objects.exclude(reverses="").count() == count
    assert {row.balance.minor for row in trial_balance(actor=MACHINE, at=REVIEWED)} == {0}
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_of_two_reversals_at_once_one_succeeds(database) -> None:
    _prove(database, 24)


@pytest.mark.slow
def test_of_a_thousand_entries_reversed_twice_at_once_each_is_reversed_once(database) -> None:
    _prove(database, 1_000)


def test_without_protection_an_entry_is_reversed_twice(postgres) -> None:
    opened()
    connection.cursor().execute("DROP INDEX store_journalentry_reversed_once")

    answers = raced(postgres, 24, False)

    assert answers.count("") > 24
