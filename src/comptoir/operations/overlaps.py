"""Which wanted rows would the database refuse because they overlap? The rules of store/guards.py, told in sentences.

Asked before anything is written, so that an import says file and line instead of failing; a test holds both to the
same cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.core.values import Finding, Place, Severity
from comptoir.store.facts.learnt import Learnt

Cells = Mapping[str, str]
MOST = 100
_SEVERAL_ROLES = frozenset({"member of", "agreement with", "in industry"})
_RATE = ("card", "offering", "class", "per", "when", "from", "counter", "combine", "event", "if")


def _fact(row: Cells) -> tuple[str, ...] | None:
    fact = row.get("fact", "")
    if fact == "retracted":
        return None
    of = "" if fact == "part of" else row.get("of", "")
    return (row.get("party", ""), fact, of, row.get("role", "") if fact in _SEVERAL_ROLES else "")


def _rate(row: Cells) -> tuple[str, ...] | None:
    return None if row.get("combine") == "plus" else tuple(row.get(column, "") for column in _RATE)


def _deal(row: Cells) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in ("customer", "offering", "per", "min_quantity"))


# Table -> what a row is about; None: it may overlap anything.
KEYS: Mapping[str, Callable[[Cells], tuple[str, ...] | None]] = {
    "cards": lambda row: (row.get("supplier", ""),),
    "affiliations": _fact,
    "rates": _rate,
    "deals": _deal,
}


class _Span(NamedTuple):
    """A row's days and the time in which it was believed, in a form that compares; "" and "~" are no end."""

    start: str
    end: str
    learnt: datetime | None
    corrected: datetime | None
    row: int

    def meets(self, other: _Span) -> bool:
        """Whether both were believed at some instant (their days are known to overlap)."""
        if self.learnt is None or other.learnt is None:
            return True
        return self._believed_before(other) and other._believed_before(self)

    def _believed_before(self, other: _Span) -> bool:
        assert self.learnt is not None
        assert other.learnt is not None
        ever = self.corrected is None or self.learnt < self.corrected
        return ever and (other.corrected is None or self.learnt < other.corrected)


def overlaps(
    table: str, rows: Sequence[Cells], learnt: Sequence[Learnt] | None = None
) -> list[tuple[int, int]]:
    """Pairs of rows that overlap, by index: the earlier one and the one that may not stand beside it.

    >>> overlaps("deals", [{"customer": "ann", "valid_to": "2026-07-01"}, {"customer": "ann"}])
    [(0, 1)]
    """
    groups: defaultdict[tuple[str, ...], list[_Span]] = defaultdict(list)
    for index, row in enumerate(rows):
        key = KEYS[table](row)
        if key is not None:
            start, end = learnt[index] if learnt else (None, None)
            span = _Span(row.get("valid_from", ""), row.get("valid_to") or "~", start, end, index)
            groups[key].append(span)
    found = [pair for spans in groups.values() if len(spans) > 1 for pair in _clashes(spans)]
    return sorted(found, key=lambda pair: pair[1])[:MOST]


def findings(
    table: str, rows: Sequence[Cells], places: Sequence[Place], pairs: Iterable[tuple[int, int]]
) -> list[Finding]:
    """One error per overlap, at the later row, naming the line of the earlier."""
    return [
        Finding(
            f"overlap.{table}",
            Severity.ERROR,
            places[second],
            (
                ("found", _days(rows[second])),
                ("expected", _days(rows[first])),
                ("line", places[first].line),
                ("other", str(places[first])),
            ),
        )
        for first, second in pairs
    ]


def _clashes(spans: list[_Span]) -> Iterable[tuple[int, int]]:
    """For each row that overlaps one that begins before it, that pair."""
    going: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.row)):
        going = [other for other in going if span.start < other.end]
        clash = next((other for other in going if other.meets(span)), None)
        if clash is not None:
            yield min(clash.row, span.row), max(clash.row, span.row)
        else:
            going.append(span)


def _days(row: Cells) -> str:
    return f"{row.get('valid_from') or '…'} – {row.get('valid_to') or '…'}"
