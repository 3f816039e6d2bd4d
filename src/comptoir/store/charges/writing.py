"""How is a charge written, moved on, and parked? A move says which state it found, and asks whether it found it.

Rule to remember: the digest of a charge is over every column that is decided once; `verify` makes it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import connection

from comptoir.core.values import Reason
from comptoir.core.values.reason_json import to_json
from comptoir.store.by_hand import adapted, write_all
from comptoir.store.charges.models import Charge, ChargeMove, ParkedSource
from comptoir.store.charges.moving import MOVING

_SOME = 200
_POST = (
    "UPDATE store_charge SET state = 'posted', changed_at = %s, paper = %s, entry = %s "
    "WHERE id = %s AND state = %s AND NOT again"
)


class Step(NamedTuple):
    """Who moves a charge, when, by which verb, and with which words."""

    verb: str
    actor: str
    at: datetime
    note: str = ""


class Posted(NamedTuple):
    """A charge in the state it was found in, and what posted it: a paper or nothing, and an entry."""

    charge: str
    before: str
    paper: str
    entry: str


@cache
def sealed() -> tuple[str, ...]:
    """The columns of a charge that its digest is over, in their order."""
    names = (field.attname for field in Charge._meta.concrete_fields)
    return tuple(name for name in names if name not in (*MOVING, "hash", "collected_at"))


def digest(columns: Mapping[str, Any]) -> str:
    """The digest of what was decided, 64 hexadecimal digits."""
    said = [
        value.isoformat() if isinstance(value := columns[name], date) else value
        for name in sealed()
        # Charges from before this column keep the digest that they were written with.
        if name != "gross" or columns.get(name) is not None
    ]
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def add_charges(rows: Sequence[Mapping[str, Any]], *, period: str, review_ends: date, step: Step) -> None:
    """Write new charges, in review until a day, with their first step."""
    write_all(
        [
            Charge(
                **row, hash=digest(row), collected_at=step.at, state="in review", period=period,
                review_ends=review_ends, changed_at=step.at,
            )
            for row in rows
        ]
    )  # fmt: skip
    _note([(row["id"], "in review") for row in rows], step)


def move(charges: Iterable[str], *, before: str, after: str, step: Step, **columns: Any) -> int:
    """Bring charges from one state to another, with other columns that move; how many were in the first."""
    wanted, moved = list(charges), 0
    for first in range(0, len(wanted), _SOME):
        some = wanted[first : first + _SOME]
        found = Charge.objects.filter(id__in=some, state=before, again=False)
        moved += found.update(state=after, changed_at=step.at, **columns)
    _note([(charge, after) for charge in wanted], step)
    return moved


def move_one(charge: str, *, before: str, after: str, step: Step, **columns: Any) -> bool:
    """Bring one charge from one state to another; False if it is not in the first any more."""
    found = Charge.objects.filter(id=charge, state=before, again=False)
    if found.update(state=after, changed_at=step.at, **columns) != 1:
        return False
    _note([(charge, after)], step)
    return True


def post_each(posted: Sequence[Posted], *, step: Step) -> str:
    """Say of charges by which entry, and on which paper, each was posted; the first that was not found as it was,
    or nothing."""
    with connection.cursor() as cursor:
        cursor.executemany(
            _POST, [(adapted(step.at), one.paper, one.entry, one.charge, one.before) for one in posted]
        )
        moved = cursor.rowcount
    if moved != len(posted):
        now = dict(Charge.objects.filter(id__in=[one.charge for one in posted]).values_list("id", "entry"))
        return next((one.charge for one in posted if now.get(one.charge) != one.entry), posted[0].charge)
    _note([(one.charge, "posted") for one in posted], step)
    return ""


def park(
    rows: Iterable[Mapping[str, Any]], reasons: Mapping[tuple[str, str, str, str], Reason], *, at: datetime
) -> None:
    """Set deliveries aside, each with the reason why it cannot be charged; one that waits keeps its place."""
    for row in rows:
        key = tuple(row[name] for name in ("source_kind", "source", "event", "part"))
        told = to_json([reasons[key]])
        waiting = ParkedSource.objects.filter(
            source_kind=key[0], source=key[1], event=key[2], part=key[3], freed_at=None
        )
        if not waiting.update(reason=told, tried_at=at):
            ParkedSource.objects.create(**row, reason=told, parked_at=at, tried_at=at)


def free(source_kind: str, source: str, event: str, part: str, *, at: datetime) -> bool:
    """Something set aside was charged after all, or is not to be charged any more."""
    found = ParkedSource.objects.filter(
        source_kind=source_kind, source=source, event=event, part=part, freed_at=None
    )
    return found.update(freed_at=at, tried_at=at) == 1


def _note(moved: Iterable[tuple[str, str]], step: Step) -> None:
    write_all(
        [
            ChargeMove(
                charge_id=charge, at=step.at, actor=step.actor, verb=step.verb, state=state, note=step.note
            )
            for charge, state in moved
        ]
    )
