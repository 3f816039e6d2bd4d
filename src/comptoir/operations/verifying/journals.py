"""Does every journal still say what was written, without a gap, balanced, up to every anchor kept of it?

Rule to remember: the first finding of a journal names the first entry that is not as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comptoir.core.ledger import Anchor, ends, walk
from comptoir.core.values import Amount, Finding, Place, Severity
from comptoir.store.ledger.queries import list_journals
from comptoir.store.ledger.walking import list_imbalances, walk_links


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
    walked = walk(journal, walk_links(journal), *own)
    return (*walked.findings, *ends(journal, walked, *own))


def _number(entry: str) -> int:
    tail = entry.rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0
