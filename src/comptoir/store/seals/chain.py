"""The one chain of seals: its state, its links for the core to walk, its leaves, and how a seal is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import connection

from comptoir.core.ledger.chain import GENESIS, Anchor, Link
from comptoir.core.ledger.seals import SEALS, Leaf, Seal, canonical_seal, follow, from_text, to_text
from comptoir.store.seals.models import SealRow
from comptoir.store.seals.reading import asked_for, plain_instant

_SOME = 100
_SAID = ("of", "part", "columns", "upto", "count", "at", "actor")
_AT = _SAID.index("at")


def seals_head() -> Anchor:
    """The state of the chain."""
    row = SealRow.objects.order_by("-id").values_list("id", "hash").first()
    return Anchor(SEALS, *row) if row else Anchor(SEALS, 0, GENESIS)


def last_sealed() -> datetime | None:
    """When a seal was last made, or None."""
    return SealRow.objects.order_by("-id").values_list("at", flat=True).first()


def add_seals(head: Anchor, seals: Iterable[Seal], *, actor: str, at: datetime) -> Anchor:
    """Put seals at the end of the chain, whose state is `head`; its new state. The caller has the chain's turn."""
    made = []
    for seal in seals:
        said = (
            seal.table,
            seal.part,
            " ".join(seal.columns),
            seal.upto,
            len(seal.leaves),
            plain_instant(at),
            actor,
        )
        leaves, number, previous = to_text(seal.leaves), head.count + 1, head.head
        head = follow(head, canonical_seal(number, previous, said, leaves))
        values = dict(zip(_SAID, said, strict=True)) | {"at": at}
        made.append(SealRow(id=number, previous=previous, hash=head.head, leaves=leaves, **values))
    SealRow.objects.bulk_create(made, batch_size=_SOME)
    return head


def walk_seals() -> Iterator[Link]:
    """Every seal as a link: what it says now, and what it said."""
    names = ", ".join(
        asked_for(name, "DateTimeField" if name == "at" else "")
        for name in ("id", "previous", "hash", "leaves", *_SAID)
    )
    behind = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM store_sealrow WHERE id > %s ORDER BY id LIMIT {_SOME}",  # noqa: S608
                [behind],
            )
            found = cursor.fetchall()
        for number, previous, own, leaves, *said in found:
            said[_AT] = plain_instant(said[_AT])
            yield number, previous, own, canonical_seal(number, previous, said, leaves), said[0]
        if len(found) < _SOME:
            return
        behind = found[-1][0]


def sealed_leaves(table: str, part: str, columns: tuple[str, ...]) -> Iterator[Leaf]:
    """The sealed rows of a part of a table, in the order of their seals."""
    found = SealRow.objects.filter(of=table, part=part, columns=" ".join(columns)).order_by("id")
    for leaves in found.values_list("leaves", flat=True).iterator(chunk_size=_SOME):
        yield from from_text(leaves)
