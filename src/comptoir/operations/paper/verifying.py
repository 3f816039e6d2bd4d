"""Is every paper still what it was when it was issued, and does no number lack?

Each series is walked in the order of its numbers: hash, place, sums, lines, events. Rule to remember: it says the
first thing that is wrong with a paper and goes on; what it finds is a finding, never repaired here.
"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.core.values import Finding, Place, Severity
from comptoir.operations.paper.reading import said
from comptoir.operations.paper.values import CREDIT_NOTE, STATEMENT, IssuedInvoice
from comptoir.store.paper.queries import StoredPaper, series_heads, walk_series
from comptoir.store.paper.rows import event_hash, paper_hash


def verify_papers() -> tuple[Finding, ...]:
    """Everything that is wrong with the papers; empty for sound ones."""
    return tuple(
        finding
        for prefix, year, last, head in series_heads()
        for finding in _series(prefix, year, last, head)
    )


def _series(prefix: str, year: int, last: int, head: str) -> Iterator[Finding]:
    expected, previous = 1, ""
    name = f"{prefix}-{year}"
    for paper in walk_series(prefix, year):
        if paper.row.sequence != expected:
            yield _finding("paper.hole", name, expected, paper.row.number)
        code = _fault(paper, previous)
        if code:
            yield _finding(code, name, paper.row.sequence, paper.row.number)
        expected, previous = paper.row.sequence + 1, paper.row.hash
    if expected != last + 1 or previous != head:
        yield _finding("paper.tail", name, expected, "")


def _fault(paper: StoredPaper, previous: str) -> str:
    """The code of what is wrong with one paper; empty for nothing."""
    row = paper.row
    if row.previous != previous or paper_hash(row) != row.hash:
        return "paper.altered"
    if _figures(paper) != (row.number, row.currency, row.net, row.vat, row.gross):
        return "paper.figures"
    if sum(line.amount for line in paper.lines) != row.net and row.kind != CREDIT_NOTE:
        return "paper.lines"
    owed, before = 0, row.hash
    for place, event in enumerate(paper.events, 1):
        owed += event.moved
        if event.number != place or event.owed != owed or event_hash(event, before) != event.hash:
            return "paper.events"
        before = event.hash
    first = 0 if row.kind in (CREDIT_NOTE, STATEMENT) else row.gross
    return "" if paper.events and paper.events[0].moved == first else "paper.events"


def _figures(paper: StoredPaper) -> tuple[str, str, int, int, int]:
    """Number, currency and totals by what the document says of itself."""
    value = said(paper.row)
    if isinstance(value, IssuedInvoice):
        totals = value.fr.totals
        other = value.en.totals
        same = totals == other and value.fr.number == value.en.number
        return (
            value.fr.number if same else "", value.fr.currency, totals.net.minor, totals.vat.minor,
            totals.payable.minor,
        )  # fmt: skip
    total = value.fr.total
    return (value.fr.number, value.fr.currency, total.minor, 0, total.minor)


def _finding(code: str, series: str, number: int, found: str) -> Finding:
    place = Place(f"series {series}", number)
    return Finding(code, Severity.ERROR, place, (("series", series), ("number", number), ("found", found)))
