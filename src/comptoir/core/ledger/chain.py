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
from typing import NamedTuple

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


# An entry as a walk looks at it: number, hash of the one before, own hash, the canonical text of what it says now, id.
# Where something that is no number stands for the number: None; where nothing canonical can be said: an empty text.
Link = tuple[int | None, str, str, str, str]


class Walk(NamedTuple):
    """How far a walk came: what it found, the number it expects next, and the hash it stands on."""

    findings: tuple[Finding, ...]
    expected: int
    head: str


def verify(journal: str, entries: Iterable[ChainedEntry], *anchors: Anchor) -> tuple[Finding, ...]:
    """Walk a journal in the order in which it stands; empty if all is as it was written.

    entries   one journal's, in stored order; a generator is walked once and not kept
    anchors   states of the journal kept elsewhere, of any age
    returns   the first finding names the first entry that is not as it was written

    >>> verify("IN", chain("IN", []), Anchor("IN", 1, "ab"))[0].code
    'ledger.truncated'
    """
    found = walk(journal, (_link(journal, one) for one in entries), *anchors)
    return (*found.findings, *ends(journal, found, *anchors))


def walk(
    journal: str, links: Iterable[Link], *anchors: Anchor, expected: int = 1, head: str = GENESIS
) -> Walk:
    """Walk a part of a journal, from where an earlier walk came to; `ends` says what the whole of it lacks."""
    found: list[Finding] = []
    heads = _heads(anchors)
    for number, previous, own, said, entry in links:
        made = sha256(said.encode()).hexdigest() if said else ""
        if number == expected and made == own and previous == head and number not in heads and said:
            expected, head = expected + 1, own
            continue
        sequence = expected if number is None else number
        code = _fault(sequence, expected, altered=not said or made != own, linked=previous == head)
        if code:
            found.append(_finding(code, journal, min(sequence, expected), entry))
        elif heads.get(sequence, {own}) != {own}:
            found.append(_finding("ledger.rewritten", journal, sequence, entry))
        expected, head = max(sequence, expected - 1) + 1, own
    return Walk(tuple(found), expected, head)


def ends(journal: str, found: Walk, *anchors: Anchor) -> tuple[Finding, ...]:
    """What anchors say of a journal that was walked to its end: whether its tail was cut off."""
    heads, missing = _heads(anchors), []
    if found.expected - 1 < max(heads, default=0):
        missing.append(_finding("ledger.truncated", journal, found.expected, ""))
    if heads.get(0, {GENESIS}) != {GENESIS}:
        missing.append(_finding("ledger.rewritten", journal, 0, ""))
    return tuple(missing)


def _heads(anchors: Iterable[Anchor]) -> dict[int, set[str]]:
    """The hashes that anchors state, by the number of the entry."""
    heads: dict[int, set[str]] = {}
    for anchor in anchors:
        heads.setdefault(anchor.count, set()).add(anchor.head)
    return heads


def _link(journal: str, one: ChainedEntry) -> Link:
    own = one.entry.journal == journal
    said = canonical(one.entry, sequence=one.sequence, previous=one.previous).decode() if own else ""
    return one.sequence, one.previous, one.hash, said, one.entry.id


def _fault(sequence: int, expected: int, *, altered: bool, linked: bool) -> str:
    """The code of what is wrong with an entry where it stands; empty for nothing."""
    if sequence > expected:
        return "ledger.missing"
    if sequence < expected:
        return "ledger.out_of_place"
    if altered:
        return "ledger.altered"
    return "" if linked else "ledger.link"


def _finding(code: str, journal: str, sequence: int, entry: str) -> Finding:
    place = Place(f"journal {journal}", sequence)
    return Finding(
        code, Severity.ERROR, place, (("journal", journal), ("number", sequence), ("found", entry))
    )
