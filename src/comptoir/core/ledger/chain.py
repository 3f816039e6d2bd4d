"""Was anything in a journal altered, deleted, exchanged, inserted or cut off?

Each entry carries its sequence number and the hash of the one before; its own hash is over both and all it says. Rule
to remember: a chain alone cannot tell that its end was cut off, nor that it was written anew from some entry on; an
anchor (count and head hash) kept outside tells both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC
from hashlib import sha256
from operator import attrgetter

from comptoir.core.ledger.entry import JournalEntry, Posting
from comptoir.core.values import Amount, Finding, Place, Severity

GENESIS = "0" * 64
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry in its place: number from 1 without a gap, hash of the one before, own hash (sha256, hexadecimal)."""

    sequence: int
    previous: str
    entry: JournalEntry
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The state of a journal at a moment, to be kept where the journal's owner cannot reach: count and head hash."""

    journal: str
    count: int
    head: str


def _names(kind: type, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """Every field of a dataclass, amounts as two, so that a new field cannot be forgotten."""
    amounts = {"Amount", Amount}
    found: list[str] = []
    for field in fields(kind):
        if field.name not in leave_out:
            parts = ("minor", "currency") if field.type in amounts else ()
            found += [f"{field.name}.{part}" for part in parts] or [field.name]
    return found


_OF_POSTING = attrgetter(*_names(Posting))
_OF_ENTRY = attrgetter(*_names(JournalEntry, frozenset({"day", "recorded_at", "postings"})))


def canonical(entry: JournalEntry, *, sequence: int, previous: str) -> bytes:
    """What is hashed: every field of an entry and its postings, its number and the previous hash, as JSON in UTF-8.

    The instant is written in UTC, so that an entry read back from any database is the same.
    """
    at = entry.recorded_at
    instant = (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(timespec="microseconds")
    postings = [_OF_POSTING(posting) for posting in entry.postings]
    said = (sequence, previous, entry.day.isoformat(), instant, _OF_ENTRY(entry), postings)
    return _ENCODE(said).encode()


def digest(entry: JournalEntry, *, sequence: int, previous: str) -> str:
    """The hash of an entry in its place, 64 hexadecimal digits."""
    return sha256(canonical(entry, sequence=sequence, previous=previous)).hexdigest()


def anchor_of(journal: str, entries: Iterable[ChainedEntry]) -> Anchor:
    """The anchor of a journal as it is: its last entry's number and hash."""
    last = max(entries, key=attrgetter("sequence"), default=None)
    return Anchor(journal, 0, GENESIS) if last is None else Anchor(journal, last.sequence, last.hash)


def append(anchor: Anchor, entry: JournalEntry) -> tuple[ChainedEntry, Anchor]:
    """Put an entry at the end of a journal: the entry in its place, and the journal's new anchor.

    raises    ValueError for an entry of another journal, or one recorded without a time zone
    """
    if entry.journal != anchor.journal or entry.recorded_at.tzinfo is None:
        raise ValueError(f"entry {entry.id} is none of journal {anchor.journal}")
    sequence = anchor.count + 1
    own = digest(entry, sequence=sequence, previous=anchor.head)
    return ChainedEntry(sequence, anchor.head, entry, own), Anchor(anchor.journal, sequence, own)


def chain(journal: str, entries: Iterable[JournalEntry]) -> tuple[ChainedEntry, ...]:
    """A whole journal in its order."""
    anchor, chained = Anchor(journal, 0, GENESIS), []
    for entry in entries:
        one, anchor = append(anchor, entry)
        chained.append(one)
    return tuple(chained)


def verify(journal: str, entries: Iterable[ChainedEntry], *anchors: Anchor) -> tuple[Finding, ...]:
    """Walk a journal in the order in which it stands; empty if all is as it was written.

    entries   one journal's, in stored order; a generator is walked once and not kept
    anchors   states of the journal kept elsewhere, of any age
    returns   the first finding names the first entry that is not as it was written

    >>> verify("IN", chain("IN", []), Anchor("IN", 1, "ab"))[0].code
    'ledger.truncated'
    """
    found: list[Finding] = []
    heads: dict[int, set[str]] = {}
    for anchor in anchors:
        heads.setdefault(anchor.count, set()).add(anchor.head)
    expected, head = 1, GENESIS
    for one in entries:
        code = _fault(one, expected, head, journal)
        if code:
            found.append(_finding(code, journal, min(one.sequence, expected), one.entry.id))
        if not code and heads.get(one.sequence, {one.hash}) != {one.hash}:
            found.append(_finding("ledger.rewritten", journal, one.sequence, one.entry.id))
        expected, head = max(one.sequence, expected - 1) + 1, one.hash
    longest = max(heads, default=0)
    if expected - 1 < longest:
        found.append(_finding("ledger.truncated", journal, expected, ""))
    if heads.get(0, {GENESIS}) != {GENESIS}:
        found.append(_finding("ledger.rewritten", journal, 0, ""))
    return tuple(found)


def _fault(one: ChainedEntry, expected: int, head: str, journal: str) -> str:
    """The code of what is wrong with an entry where it stands; empty for nothing."""
    if one.sequence > expected:
        return "ledger.missing"
    if one.sequence < expected:
        return "ledger.out_of_place"
    if (
        one.entry.journal != journal
        or digest(one.entry, sequence=one.sequence, previous=one.previous) != one.hash
    ):
        return "ledger.altered"
    return "" if one.previous == head else "ledger.link"


def _finding(code: str, journal: str, sequence: int, entry: str) -> Finding:
    place = Place(f"journal {journal}", sequence)
    return Finding(
        code, Severity.ERROR, place, (("journal", journal), ("number", sequence), ("found", entry))
    )
