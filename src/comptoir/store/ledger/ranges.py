"""How is a long journal walked by every core of the machine? Each walks a range of its numbers; the joints are checked.

An entry's hash needs only its own columns, so a process of its own, with a connection of its own, walks a range from
where a sound walk would stand at its beginning. Rule to remember: where the range before did not come to that very
place, the range is walked again from where it did come to; so ranges find what one walk finds, no more and no less.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from comptoir.core.ledger import GENESIS, Anchor, Walk, walk
from comptoir.store.ledger.walking import count_links, stands_at, walk_links

# From how many entries on a journal is walked in ranges: below, a process takes longer to start than it saves.
LONG = 100_000
_MOST = 8


class Range(NamedTuple):
    """The entries of a journal with a number in `(behind, upto]`; the first range and the last are open."""

    journal: str
    anchors: tuple[Anchor, ...]
    behind: int | None
    upto: int | None


class Ranged(NamedTuple):
    """The walk of a range, and where it began: the number expected first, and the hash it stood on."""

    expected: int
    head: str
    walk: Walk


class Walks:
    """Journals whose ranges are under way in other processes; any other is walked when it is asked for."""

    def __init__(self, under_way: dict[str, list[tuple[Range, Future[Ranged | None]]]]) -> None:
        self._under_way = under_way
        # How many ranges other processes were given, and how many of those had to be walked here after all.
        self.apart, self.again = sum(len(parts) for parts in under_way.values()), 0

    def of(self, journal: str, anchors: Sequence[Anchor]) -> Walk:
        """The walk of a whole journal."""
        if journal not in self._under_way:
            return walk(journal, walk_links(journal), *anchors)
        found, again = joined((part, future.result()) for part, future in self._under_way[journal])
        self.again += again
        return found


@contextmanager
def begin_walks(
    journals: Iterable[tuple[str, tuple[Anchor, ...]]], *, long: int = LONG, parts: int | None = None
) -> Iterator[Walks]:
    """Begin to walk the long ones of some journals, each with its anchors, in processes of their own.

    long     how many entries make a journal long
    parts    into how many ranges a long one is cut; None: as many as the machine has cores
    """
    wanted = parts or min(os.cpu_count() or 1, _MOST)
    split: dict[str, tuple[Range, ...]] = {}
    if wanted > 1 and _apart():
        split = {journal: cut(journal, anchors, long=long, parts=wanted) for journal, anchors in journals}
    if not any(split.values()):
        yield Walks({})
        return
    database = dict(connection.settings_dict)
    with ThreadPoolExecutor(wanted) as pool:
        try:
            yield Walks(
                {
                    journal: [(one, pool.submit(_elsewhere, database, one)) for one in ranges]
                    for journal, ranges in split.items()
                    if ranges
                }
            )
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _apart() -> bool:
    """Whether another connection sees what this one sees."""
    if connection.in_atomic_block or not connection.get_autocommit() or not sys.executable:
        return False
    return connection.vendor != "sqlite" or not connection.is_in_memory_db()  # type: ignore[attr-defined]


def cut(journal: str, anchors: tuple[Anchor, ...], *, long: int, parts: int) -> tuple[Range, ...]:
    """The ranges of a journal, in their order; none where it is not long."""
    count = count_links(journal)
    if count < long or count < parts:
        return ()
    edges = [None, *(count * part // parts for part in range(1, parts)), None]
    return tuple(Range(journal, anchors, behind, upto) for behind, upto in pairwise(edges))


def walk_range(one: Range) -> Ranged:
    """A range, from where a sound walk would stand at its beginning."""
    expected, head = (1, GENESIS) if one.behind is None else stands_at(one.journal, one.behind)
    return Ranged(expected, head, _walked(one, expected, head))


def joined(parts: Iterable[tuple[Range, Ranged | None]]) -> tuple[Walk, int]:
    """Ranges in their order as one walk, and how many of them had to be walked again for it."""
    found, again = Walk((), 1, GENESIS), 0
    for one, ranged in parts:
        if ranged is None or (ranged.expected, ranged.head) != (found.expected, found.head):
            again += 1
            walked = _walked(one, found.expected, found.head)
        else:
            walked = ranged.walk
        found = Walk((*found.findings, *walked.findings), walked.expected, walked.head)
    return found, again


def _walked(one: Range, expected: int, head: str) -> Walk:
    behind = {} if one.behind is None else {"behind": one.behind}
    links = walk_links(one.journal, upto=one.upto, **behind)
    return walk(one.journal, links, *one.anchors, expected=expected, head=head)


def _elsewhere(database: dict[str, Any], one: Range) -> Ranged | None:
    """A range as a process of its own walks it; None where there is none to be had, or it does not answer."""
    # Neither forked nor spawned: this may be a thread of a server, or a process that may have no children of that kind.
    # -P: whatever lies in the folder one stands in is not imported.
    words = [sys.executable, "-P", "-m", "comptoir.store.ledger.ranges"]
    try:
        done = subprocess.run(
            words,
            input=pickle.dumps((database, tuple(one))),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        answer = pickle.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, pickle.PickleError, EOFError):
        return None
    expected, head, found = answer
    return Ranged(expected, head, Walk(*found))


def _serve() -> None:
    """Walk the range that stands on the standard input, and write what was found to the standard output."""
    database, said = pickle.loads(sys.stdin.buffer.read())
    settings.configure(DATABASES={"default": database}, USE_TZ=True)
    try:
        found = walk_range(Range(*said))
    finally:
        connection.close()
    sys.stdout.buffer.write(pickle.dumps((found.expected, found.head, tuple(found.walk))))


if __name__ == "__main__":
    _serve()
