"""Which wanted rates and deals would the database refuse because they overlap? Told in sentences, before it does.

The rules are those of store/guards.py; a test holds both to the same cases. Cards and facts are looked at by the core.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from comptoir.core.values import Finding, Place, Severity

Cells = Mapping[str, str]
MOST = 100
_RATE = ("card", "offering", "class", "per", "when", "from", "counter", "combine", "event", "if")
_DEAL = ("customer", "offering", "per", "min_quantity")


def _rate(row: Cells) -> tuple[str, ...] | None:
    return None if row.get("combine") == "plus" else tuple(row.get(column, "") for column in _RATE)


def _deal(row: Cells) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in _DEAL)


# Table -> what a row is about; None: it may overlap anything.
KEYS: Mapping[str, Callable[[Cells], tuple[str, ...] | None]] = {"rates": _rate, "deals": _deal}


class _Span(NamedTuple):
    """A row's days as ISO text, which compares; "" is no first day, "~" no last one."""

    start: str
    end: str
    row: int


def overlaps(table: str, rows: Sequence[Cells]) -> list[tuple[int, int]]:
    """Pairs of rows that overlap, by index: the earlier one and the one that may not stand beside it.

    >>> overlaps("deals", [{"customer": "ann", "valid_to": "2026-07-01"}, {"customer": "ann"}])
    [(0, 1)]
    """
    groups: defaultdict[tuple[str, ...], list[_Span]] = defaultdict(list)
    for index, row in enumerate(rows):
        key = KEYS[table](row)
        if key is not None:
            groups[key].append(_Span(row.get("valid_from", ""), row.get("valid_to") or "~", index))
    found = [pair for spans in groups.values() if len(spans) > 1 for pair in _clashes(spans)]
    return sorted(found, key=lambda pair: pair[1])[:MOST]


def findings(
    table: str, rows: Sequence[Cells], places: Sequence[Place], pairs: Iterable[tuple[int, int]]
) -> list[Finding]:
    """One error per overlap, at the later row, naming the place of the earlier."""
    return [
        Finding(
            f"overlap.{table}",
            Severity.ERROR,
            places[second],
            (("found", _days(rows[second])), ("expected", _days(rows[first])), ("other", places[first])),
        )
        for first, second in pairs
    ]


def _clashes(spans: list[_Span]) -> Iterable[tuple[int, int]]:
    """For each row that overlaps one that begins before it, that pair."""
    longest: _Span | None = None
    for span in sorted(spans, key=lambda span: (span.start, span.row)):
        if longest is not None and span.start < longest.end:
            yield min(longest.row, span.row), max(longest.row, span.row)
        if longest is None or span.end > longest.end:
            longest = span


def _days(row: Cells) -> str:
    return f"{row.get('valid_from') or '…'} – {row.get('valid_to') or '…'}"
