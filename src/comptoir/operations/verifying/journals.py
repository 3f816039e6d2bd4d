"""Does every journal still say what was written, without a gap, balanced, up to every anchor kept of it?

Rule to remember: the first finding of a journal names the first entry that is not as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from comptoir.core.ledger import Anchor, ends
from comptoir.core.values import Amount, Finding, Place, Severity
from comptoir.store.ledger.queries import list_journals
from comptoir.store.ledger.ranges import LONG, Walks, begin_walks
from comptoir.store.ledger.walking import list_imbalances


def journal_findings(anchors: Sequence[Anchor]) -> tuple[Finding, ...]:
    """What is wrong with the journals' chains.

    anchors   states of the journals kept elsewhere, of any age
    """
    with begin_chains(anchors) as chains:
        return chains()


@contextmanager
def begin_chains(
    anchors: Sequence[Anchor], *, long: int = LONG, parts: int | None = None
) -> Iterator[Callable[[], tuple[Finding, ...]]]:
    """Begin with `journal_findings`, and give what gives them: other processes walk long journals meanwhile.

    long, parts   as in `begin_walks`
    """
    names = sorted(dict.fromkeys((*list_journals(), *(one.journal for one in anchors))))
    own = {journal: tuple(one for one in anchors if one.journal == journal) for journal in names}
    with begin_walks(own.items(), long=long, parts=parts) as walks:
        yield lambda: tuple(finding for journal in names for finding in _chain(walks, journal, own[journal]))


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


def _chain(walks: Walks, journal: str, anchors: Sequence[Anchor]) -> tuple[Finding, ...]:
    walked = walks.of(journal, anchors)
    return (*walked.findings, *ends(journal, walked, *anchors))


def _number(entry: str) -> int:
    tail = entry.rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0
