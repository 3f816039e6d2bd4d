"""The journal of a legal entity as rows for an accountant's tools: CSV, XLSX, and the FEC of a year.

Entries are numbered anew from 1 in the order in which they were recorded, over all journals: the French file wants one
sequence without a gap (art. A47 A-1 LPF), and each journal has its own. Rule to remember: what is exported is what the
books hold for those days, all of it; the sums are theirs. Whoever takes it out leaves the state of the chains beside it
(`anchor_books`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from comptoir.core.ledger import FRENCH_CHART, JOURNAL_NAMES, ChainedEntry, kind_of
from comptoir.documents import JournalRow
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.desk import Desk, desk
from comptoir.store.charges.queries import supplied_by
from comptoir.store.ledger import queries
from comptoir.store.ledger.queries import MOST_LISTED, Wanted

_NAMES = {account.number: (account.name_fr, account.name_en) for account in FRENCH_CHART.values()}


def export_journal(
    entity: str, *, since: date, upto: date, language: str, actor: Actor, at: datetime, supplier: str = ""
) -> tuple[JournalRow, ...]:
    """Every posting of a legal entity's days `[since, upto)`, in the order of the entries.

    supplier  only the entries in which a charge of this unit stands; the numbers are those of the whole
    raises    Refusal(permission.denied)
    """
    require(actor, "books.read", entity, at=at)
    counter = desk()
    found = sorted(
        _walk(Wanted(entity=entity, since=since, upto=upto)),
        key=lambda one: (one.entry.recorded_at, one.entry.journal, one.sequence),
    )
    numbered = list(enumerate(found, 1))
    if supplier:
        lines = {posting.line for one in found for posting in one.entry.postings if posting.line}
        own = supplied_by(supplier, {line.partition("/")[0] for line in lines})
        numbered = [
            (number, one)
            for number, one in numbered
            if any(posting.line.partition("/")[0] in own for posting in one.entry.postings)
        ]
    return tuple(row for number, one in numbered for row in _rows(one, number, entity, language, counter))


def list_books(*, actor: Actor, at: datetime) -> tuple[str, ...]:
    """The legal entities that have books, as far as the actor may read them."""
    entities = dict.fromkeys(name.rpartition("-")[0] for name in queries.list_journals())
    return tuple(one for one in entities if may(actor, "books.read", one, at))


def account_name(number: str, language: str) -> str:
    """What an account of the chart is called; one that it does not have goes by its number."""
    french, english = _NAMES.get(number, (number, number))
    return french if language == "fr" else english


def journal_name(journal: str, language: str) -> str:
    """What a journal is called."""
    names = JOURNAL_NAMES[kind_of(journal)]
    return names.name_fr if language == "fr" else names.name_en


def _walk(wanted: Wanted) -> Iterator[ChainedEntry]:
    before = None
    while True:
        page = queries.list_entries(
            Wanted(entity=wanted.entity, since=wanted.since, upto=wanted.upto, before=before), MOST_LISTED
        )
        yield from page
        if len(page) < MOST_LISTED:
            return
        before = (page[-1].entry.day, page[-1].entry.id)


def _rows(one: ChainedEntry, number: int, entity: str, language: str, counter: Desk) -> Iterator[JournalRow]:
    entry, parties = one.entry, counter.company.parties
    piece = entry.source.rpartition(" ")[2]
    for posting in entry.postings:
        if posting.entity != entity:
            continue
        party = parties.get(posting.party)
        yield JournalRow(
            entry.journal, journal_name(entry.journal, language), number, entry.day, posting.account,
            account_name(posting.account, language), entry.text or entry.source, piece, entry.day, posting.debit,
            posting.credit, counter.day(entry.recorded_at), posting.party,
            party.named.name(language) if party else posting.party, cost_center=posting.cost_center,
            order=posting.line,
        )  # fmt: skip
