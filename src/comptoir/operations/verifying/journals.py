"""Does every journal still say what was written, without a gap, balanced, up to every anchor kept of it?

A long journal is walked in two halves at once, each on a connection of its own: most of the work is the database's.
Rule to remember: the first finding of a journal names the first entry that is not as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from django.db import connection

from comptoir.core.ledger import GENESIS, Anchor, Walk, ends, walk
from comptoir.core.values import Amount, Finding, Place, Severity
from comptoir.store.ledger.queries import list_journals
from comptoir.store.ledger.walking import hash_at, last_number, list_imbalances, walk_links

# From how many entries on a journal is walked in parts, and in how many.
LONG = 100_000
PARTS = 2


def journal_findings(anchors: Sequence[Anchor]) -> tuple[Finding, ...]:
    """What is wrong with the journals' chains.

    anchors   states of the journals kept elsewhere, of any age
    """
    names = dict.fromkeys((*list_journals(), *(one.journal for one in anchors)))
    found: list[Finding] = []
    for journal in sorted(names):
        found += _chain(journal, [one for one in anchors if one.journal == journal])
    return tuple(found)


def balance_findings() -> tuple[Finding, ...]:
    """Entries that do not balance, or have not the postings they say."""
    return tuple(
        Finding(
            "verify.unbalanced" if one.entity else "verify.postings",
            Severity.ERROR,
            Place(f"journal {one.entry.rpartition('-')[0]}", _number(one.entry)),
            (
                ("found", one.entry),
                ("entity", one.entity),
                ("difference", Amount(one.difference, one.currency) if one.currency else one.difference),
            ),
        )
        for one in list_imbalances()
    )


def _chain(journal: str, anchors: Iterable[Anchor]) -> tuple[Finding, ...]:
    own = tuple(anchors)
    last = last_number(journal)
    if last < LONG:
        walked = walk(journal, walk_links(journal), *own)
        return (*walked.findings, *ends(journal, walked, *own))
    edges = [1 + last * part // PARTS for part in range(PARTS)] + [last + 1]
    with ThreadPoolExecutor(PARTS) as pool:
        parts = list(pool.map(lambda pair: _part(journal, pair[0], pair[1], own), pairwise(edges)))
    findings = tuple(finding for part in parts for finding in part.findings)
    return (*findings, *ends(journal, parts[-1], *own))


def _part(journal: str, first: int, end: int, anchors: Sequence[Anchor]) -> Walk:
    """A part of a journal, on a connection of this thread."""
    try:
        head = GENESIS if first == 1 else hash_at(journal, first - 1) or ""
        return walk(journal, walk_links(journal, first, end - 1), *anchors, expected=first, head=head)
    finally:
        connection.close()


def _number(entry: str) -> int:
    tail = entry.rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0
