"""How does an entry get into the books, and how is it taken back?

    post_entries     whoever may post in the legal entities
    append_entries   for an operation that has asked its own permission, inside its own turn
    reverse_entry    once, with its reason

Each journal has its turn; numbers and hashes are given after it began, in the order in which the entries are handed
in. Rule to remember: the journals' turns come last in a transaction, after everything else it locks; so nobody waits
for longer than a commit, and no two wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError

from comptoir.core.ledger import ChainedEntry, JournalEntry, append, entry_id, require_sound, reversal
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.ledger.queries import heads, list_reversing, load_entries
from comptoir.store.ledger.writing import add_entries, add_postings, turn_of
from comptoir.store.locks import take

# Fields of an entry are hashed as one text each; a longer one is a mistake of who posts.
LONGEST_TEXT = 1000
_TOLD = 50


def post_entries(entries: Iterable[JournalEntry], *, actor: Actor, at: datetime) -> tuple[ChainedEntry, ...]:
    """Put entries into their journals: sound, numbered, chained, in the order in which they are given.

    entries   `id` and `recorded_at` are given here, `actor` too; `journal` by `core.ledger.journal_of`
    raises    Refusal: permission.denied in a legal entity, ledger.* for an entry that is not sound; then nothing
              is posted
    """
    wanted = tuple(entries)
    for entity in dict.fromkeys(posting.entity for entry in wanted for posting in entry.postings):
        require(actor, "books.post", entity, at=at)
    with turn():
        posted = append_entries(wanted, actor=actor, at=at)
    reach("books.committed")
    return posted


def append_entries(
    entries: Iterable[JournalEntry], *, actor: Actor, at: datetime
) -> tuple[ChainedEntry, ...]:
    """As `post_entries`, for an operation that has asked its own permission: inside its turn, and at its end."""
    wanted = [_checked(entry, actor, at) for entry in entries]
    if not wanted:
        return ()
    journals = sorted({entry.journal for entry in wanted})
    take([turn_of(journal) for journal in journals])
    anchors = heads(journals)
    reach("books.locked")
    chained = []
    for entry in wanted:
        anchor = anchors[entry.journal]
        named = replace(entry, id=entry_id(entry.journal, anchor.count + 1))
        one, anchors[entry.journal] = append(anchor, named)
        chained.append(one)
    add_postings(chained)
    reach("books.postings")
    add_entries(chained)
    reach("books.entries")
    told = {"entries": [one.entry.id for one in chained[:_TOLD]], "count": len(chained)}
    record_deed("books.posted", actor=actor.name, at=at, params=told)
    reach("books.recorded")
    return tuple(chained)


def reverse_entry(
    entry: str, *, reason: str, actor: Actor, at: datetime, day: date | None = None
) -> ChainedEntry:
    """Take an entry back by one with its columns exchanged, once.

    day       of the reversal; None: today, or the entry's own if that is later
    raises    Refusal: books.unknown, permission.denied, ledger.reversed_already, ledger.reverses_a_reversal,
              ledger.reason, ledger.before
    """
    found = load_entries([entry])
    if not found:
        raise Refusal(Reason("books.unknown", (("entry", entry),)))
    for entity in dict.fromkeys(posting.entity for posting in found[0].entry.postings):
        require(actor, "books.reverse", entity, at=at)
    with turn():
        reversed_ = reverse_entries([entry], reason=reason, actor=actor, at=at, day=day)
    reach("books.committed")
    return reversed_[0]


def reverse_entries(
    entries: Sequence[str], *, reason: str, actor: Actor, at: datetime, day: date | None = None
) -> tuple[ChainedEntry, ...]:
    """As `reverse_entry`, for an operation that has asked its own permission: inside its turn, and at its end."""
    found = load_entries(entries)
    missing = next(iter(set(entries) - {one.entry.id for one in found}), None)
    if missing is not None:
        raise Refusal(Reason("books.unknown", (("entry", missing),)))
    take([turn_of(journal) for journal in sorted({one.entry.journal for one in found})])
    already = list_reversing(entries)
    on = day or open_day(at)
    back = [
        reversal(
            one.entry, id="", day=max(on, one.entry.day) if day is None else day, recorded_at=at, reason=reason,
            actor=actor.name, reversed_already=already,
        )
        for one in found
    ]  # fmt: skip
    try:
        return append_entries(back, actor=actor, at=at)
    except IntegrityError as problem:
        # The backstop: the database lets an entry be taken back once only, whoever asks.
        if "reverses" in str(problem) or "reversed_once" in str(problem):
            told = (("entry", found[0].entry.id),)
            raise Refusal(Reason("ledger.reversed_already", told)) from problem
        raise


def open_day(at: datetime) -> date:
    """The day on which something is posted that has no day of its own: today, where the house is."""
    return desk().day(at)


def _checked(entry: JournalEntry, actor: Actor, at: datetime) -> JournalEntry:
    """The entry with what is given here, its texts in one line, if it is sound."""
    source, text, reason = (" ".join(one.split()) for one in (entry.source, entry.text, entry.reason))
    full = replace(entry, recorded_at=at, actor=actor.name, source=source, text=text, reason=reason)
    texts = (entry.source, entry.text, entry.reason)
    if any(len(text) > LONGEST_TEXT for text in texts):
        raise Refusal(Reason("books.text", (("entry", entry.source[:_TOLD]), ("most", LONGEST_TEXT))))
    return require_sound(full)
