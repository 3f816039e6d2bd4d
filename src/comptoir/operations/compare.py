"""What must change so that stored rows become wanted rows, and nothing else does?

A row that stays the same stays stored: its history goes on. Equal rows are matched first; of the rest, rows with the
same key are one row that was updated. Order is data too (of two rates that apply the first counts), so of rows that
changed places the fewest possible are stored anew. Pure: rows in, changes out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.store.layout import Cells
from comptoir.store.rows import Stored, Wanted

# Room between two neighbors, so that rows put between them later move neither.
STEP = 2**32


class Comparison(NamedTuple):
    """What differs, by index into the rows before and after, and how to store it.

    moved       rows with the same cells at another place among those that stayed
    close, add  ids of the rows that end, and the rows that begin
    """

    created: tuple[int, ...]
    updated: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    unchanged: int
    ended: tuple[int, ...]
    close: tuple[int, ...]
    add: tuple[Wanted, ...]


def compare(
    before: Sequence[Stored],
    after: Sequence[Cells],
    key: Sequence[int],
    *,
    reckoned: Sequence[tuple[datetime | None, ...]] | None = None,
) -> Comparison:
    """Compare the rows of one table.

    before      stored rows in order
    after       wanted rows in order
    key         indices of the cells by which a changed row is known again
    reckoned    for each wanted row what is worked out from its table; a row for which that differs is stored
                anew, although nothing in it was changed. None: it is not looked at

    >>> stored = [Stored(1, 0, ("ann", "10")), Stored(2, STEP, ("ben", "20"))]
    >>> found = compare(stored, [("ann", "10"), ("cle", "5"), ("ben", "25")], [0])
    >>> found.created, found.updated, found.unchanged, found.ended, found.close
    ((1,), ((1, 2),), 1, (), (2,))
    """
    same = _match_equal(before, after)
    updated = _match_keys(before, after, key, same)
    rising = dict(_longest_rising(sorted(same.items())))
    moved = [pair for pair in sorted(same.items()) if pair[0] not in rising]
    kept = {
        index: old
        for index, old in rising.items()
        if reckoned is None or before[old].reckoned == reckoned[index]
    }
    positions = _positions([before[kept[i]].position if i in kept else None for i in range(len(after))])
    if positions is None:  # No room left between two neighbors: the table is laid out again.
        kept, positions = {}, [STEP * index for index in range(len(after))]
    still = set(kept.values())
    gone = {*same.values(), *updated.values()}
    return Comparison(
        created=tuple(i for i in range(len(after)) if i not in same and i not in updated),
        updated=tuple(sorted((old, new) for new, old in updated.items())),
        moved=tuple((old, new) for new, old in moved),
        unchanged=len(same) - len(moved),
        ended=tuple(index for index in range(len(before)) if index not in gone),
        close=tuple(row.id for index, row in enumerate(before) if index not in still),
        add=tuple(
            Wanted(position, cells, reckoned[index] if reckoned else ())
            for index, (position, cells) in enumerate(zip(positions, after, strict=True))
            if index not in kept
        ),
    )


def _match_equal(before: Sequence[Stored], after: Sequence[Cells]) -> dict[int, int]:
    """Wanted row -> stored row with the very same cells, in order."""
    waiting: defaultdict[Cells, deque[int]] = defaultdict(deque)
    for index, row in enumerate(before):
        waiting[row.cells].append(index)
    return {index: waiting[cells].popleft() for index, cells in enumerate(after) if waiting.get(cells)}


def _match_keys(
    before: Sequence[Stored], after: Sequence[Cells], key: Sequence[int], same: dict[int, int]
) -> dict[int, int]:
    """Wanted row -> stored row of the same key, among those that are not equal."""
    taken = set(same.values())
    waiting: defaultdict[Cells, deque[int]] = defaultdict(deque)
    for index, row in enumerate(before):
        if index not in taken:
            waiting[tuple(row.cells[at] for at in key)].append(index)
    matched = {}
    for index, cells in enumerate(after):
        if index not in same and (queue := waiting.get(tuple(cells[at] for at in key))):
            matched[index] = queue.popleft()
    return matched


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, in order, whose second members rise."""
    ends: list[int] = []
    places: list[int] = []
    came_from: list[int] = []
    for index, (_, value) in enumerate(pairs):
        at = bisect_left(ends, value)
        came_from.append(places[at - 1] if at else -1)
        ends[at : at + 1] = [value]
        places[at : at + 1] = [index]
    found = []
    index = places[-1] if places else -1
    while index >= 0:
        found.append(pairs[index])
        index = came_from[index]
    return found[::-1]


def _positions(kept: Sequence[int | None]) -> list[int] | None:
    """A position for every row: what is kept stays, the others are spread between; None where there is no room."""
    positions: list[int] = []
    low: int | None = None
    waiting = 0
    for position in [*kept, None]:
        if position is None and len(positions) + waiting < len(kept):
            waiting += 1
            continue
        spread = _spread(low, position, waiting)
        if spread is None:
            return None
        positions += spread
        if position is not None:
            positions.append(position)
        low, waiting = position, 0
    return positions


def _spread(low: int | None, high: int | None, count: int) -> list[int] | None:
    if low is None and high is None:
        return [STEP * index for index in range(count)]
    if high is None:
        assert low is not None
        return [low + STEP * (index + 1) for index in range(count)]
    if low is None:
        return [high - STEP * (count - index) for index in range(count)]
    if high - low <= count:
        return None
    return [low + (high - low) * (index + 1) // (count + 1) for index in range(count)]
