"""I-09: whatever is posted and taken back in whatever order, the books are what a dictionary of sums says."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.ledger import JournalEntry, credit, debit
from comptoir.core.values import Amount, Refusal, split
from comptoir.operations.books import post_entries, reverse_entry, trial_balance
from comptoir.operations.verify import verify
from comptoir.store.models import JournalEntryRow
from tests.operations.orders.shop import MACHINE, opened

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACCOUNTS = ("186", "411", "512", "706")
Sums = dict[tuple[str, str, str], int]

entries = st.tuples(
    st.sampled_from(("ORG", "NEW")), st.sampled_from(("EUR", "USD")), st.integers(1, 10**9), st.integers(1, 4),
    st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS),
)  # fmt: skip
# An entry to post, or the place (counted from the end) of one to take back.
deeds = st.lists(entries | st.integers(1, 6), max_size=12)


def post(entity: str, currency: str, minor: int, parts: int, into: str, out_of: str) -> str:
    amount = Amount(minor * parts, currency)
    shared = split(amount, (Decimal(1),) * parts)
    postings = (*(debit(into, entity, part) for part in shared), credit(out_of, entity, amount))
    entry = JournalEntry("", f"{entity}-MI", AT.date(), AT, "payment 1", postings)
    return post_entries([entry], actor=MACHINE, at=AT)[0].entry.id


@pytest.fixture
def shop(sqlite) -> None:
    opened()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=deeds)
def test_the_books_are_what_a_dictionary_says(shop, done) -> None:
    before = {(one.entity, one.account, one.debit.currency): one.balance.minor for one in _balances()}
    sums: Sums = defaultdict(int, before)
    posted: list[tuple[str, tuple[str, str, int, str, str]]] = []
    taken: set[str] = set()
    for deed in done:
        if isinstance(deed, tuple):
            entity, currency, minor, parts, into, out_of = deed
            posted.append((post(*deed), (entity, currency, minor * parts, into, out_of)))
            sums[(entity, into, currency)] += minor * parts
            sums[(entity, out_of, currency)] -= minor * parts
        elif deed <= len(posted):
            entry, (entity, currency, minor, into, out_of) = posted[-deed]
            if entry in taken:
                with pytest.raises(Refusal):
                    reverse_entry(entry, reason="model", actor=MACHINE, at=AT)
                continue
            reverse_entry(entry, reason="model", actor=MACHINE, at=AT)
            taken.add(entry)
            sums[(entity, into, currency)] -= minor
            sums[(entity, out_of, currency)] += minor

    after = {(one.entity, one.account, one.debit.currency): one.balance.minor for one in _balances()}
    assert after == {key: sums[key] for key in after}
    assert all(not value or key in after for key, value in sums.items())
    assert {sum(value for (owner, _, kind), value in after.items() if (owner, kind) == pair) for pair in
            {(owner, kind) for owner, _, kind in after}} <= {0}  # fmt: skip
    assert JournalEntryRow.objects.filter(reverses__in=taken).count() == len(taken)
    assert verify(actor=MACHINE, at=AT, parts=("guards", "chains", "balances")).findings == ()


def _balances():
    return trial_balance(actor=MACHINE, at=AT)
