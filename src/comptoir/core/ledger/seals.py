"""Is what was written into a table still what it was? Rows are hashed one by one, and their hashes are sealed together.

A seal holds the hashes of some rows of one table (its leaves), and the hash of the seal before: one chain over all
tables, walked like a journal and anchored like one under the name SEALS. Rule to remember: a seal says nothing of what
was done before it was made; so it is made soon, and before anything leaves the house.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from comptoir.core.ledger.chain import Anchor

# The name under which the chain of seals is anchored; journals are named `ENTITY-KIND`.
SEALS = "seals"
# What of a row a seal is about: what is decided when it is written, or what is said once when it ends.
BORN, ENDED = "born", "ended"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode

Id = int | str


class Leaf(NamedTuple):
    """A row in a seal: what its table knows it by, and the hash of what it says."""

    id: Id
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Some rows of a table as they were.

    part      BORN or ENDED
    columns   which columns the hashes are over, in this order, the row's id before them
    upto      highest id in it, for a table whose ids count upward; else 0
    """

    table: str
    part: str
    columns: tuple[str, ...]
    upto: int
    leaves: tuple[Leaf, ...]


class Fault(NamedTuple):
    """A row that is not as it was sealed: `seal.altered`, `seal.deleted` or `seal.inserted`."""

    code: str
    id: Id


def leaf(row: Iterable[object]) -> str:
    """The hash of a row: SHA-256 over its id and its values as a JSON array in UTF-8.

    >>> leaf([1, "a", None])[:12]
    '6f9c54658fdb'
    """
    return sha256(_ENCODE(list(row)).encode()).hexdigest()


def to_text(leaves: Sequence[Leaf]) -> str:
    """Leaves as they are kept."""
    return _ENCODE(leaves)


def from_text(text: str) -> tuple[Leaf, ...]:
    """Leaves as they were kept; none where the text is no such thing (then its seal's own hash is wrong too)."""
    try:
        return tuple(Leaf(one, digest) for one, digest in json.loads(text))
    except (ValueError, TypeError):
        return ()


def canonical_seal(number: int, previous: str, said: Sequence[object], leaves: str) -> str:
    """What is hashed of a seal: its number, the hash of the one before, everything it says, its leaves."""
    return _ENCODE([number, previous, *said, leaves])


def follow(anchor: Anchor, said: str) -> Anchor:
    """The state of the chain after one more seal, of which this is the canonical text."""
    return Anchor(anchor.journal, anchor.count + 1, sha256(said.encode()).hexdigest())


def compare(sealed: Iterable[Leaf], found: Iterable[Leaf]) -> Iterator[Fault]:
    """Rows that are not as they were sealed; both in the order of their ids, each walked once.

    >>> a, b, c = (Leaf(number, "x") for number in (1, 2, 3))
    >>> list(compare([a, c], [a, b]))
    [Fault(code='seal.inserted', id=2), Fault(code='seal.deleted', id=3)]
    """
    rows = iter(found)
    row = next(rows, None)
    for one in sealed:
        while row is not None and row.id < one.id:  # type: ignore[operator]
            yield Fault("seal.inserted", row.id)
            row = next(rows, None)
        if row is None or row.id != one.id:
            yield Fault("seal.deleted", one.id)
            continue
        if row.hash != one.hash:
            yield Fault("seal.altered", one.id)
        row = next(rows, None)
    while row is not None:
        yield Fault("seal.inserted", row.id)
        row = next(rows, None)
