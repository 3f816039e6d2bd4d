"""I-07, I-08: the form that the database writes is the core's, and whatever is done to a row is found and named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.ledger import JournalEntry, canonical, credit, debit, verify
from comptoir.core.values import Amount
from comptoir.operations.books import post_entries
from comptoir.operations.verifying.journals import journal_findings
from comptoir.store.ledger.queries import heads, load_entries
from comptoir.store.ledger.walking import walk_links
from tests.operations.books.chains import chain_of
from tests.operations.orders.shop import MACHINE

AT = datetime(2026, 11, 23, 9, 0, 0, 120, tzinfo=UTC)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, party=WORDS, line=WORDS, minor=st.integers(1, 10**15), micro=st.integers(0, 999_999))
def test_what_the_database_writes_is_the_canonical_form(database, text, party, line, minor, micro) -> None:
    amount = Amount(minor, "EUR")
    both = (
        debit("411", "ORG", amount, party=party, line=line),
        credit("706", "ORG", amount, "MET", line=line),
    )
    at = AT.replace(microsecond=micro)
    entry = JournalEntry("", "ORG-SA", AT.date(), AT, "invoice 1", both, text=text)

    posted = post_entries([entry], actor=MACHINE, at=at)[0]

    links = {link[0]: link for link in walk_links("ORG-SA")}
    said = canonical(posted.entry, sequence=posted.sequence, previous=posted.previous).decode()
    assert links[posted.sequence][3] == said
    assert journal_findings(()) == ()
    assert verify("ORG-SA", chain_of("ORG-SA"), heads(["ORG-SA"])["ORG-SA"]) == ()
    assert load_entries([posted.entry.id]) == (posted,)


@pytest.mark.parametrize("hostile", ['a"b', "a\\b", "tab\there", "\u2028", "é😀", "a/b", "\x7f"])
def test_hostile_texts_have_one_form(database, hostile: str) -> None:
    both = (debit("411", "ORG", Amount(1, "EUR"), party=hostile), credit("706", "ORG", Amount(1, "EUR")))
    post_entries(
        [JournalEntry("", "ORG-SA", AT.date(), AT, hostile, both, text=hostile)], actor=MACHINE, at=AT
    )

    assert journal_findings(()) == ()
