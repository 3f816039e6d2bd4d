"""How is an order changed that is there already? Locked, seen by who may see it, together with all it counts in.

Rule to remember: the tallies that a change gives back or advances are known from the order's own lines, so they are
read once without a lock to learn their names, then locked, then read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from comptoir.operations.actors import Actor
from comptoir.operations.read_order import unknown, view_of
from comptoir.operations.turns import turn
from comptoir.store.locks import take
from comptoir.store.orders.queries import StoredOrder, find_order


@contextmanager
def order_turn(
    order: str, actor: Actor, *, at: datetime, counting: bool = False, keys: tuple[str, ...] = ()
) -> Iterator[StoredOrder]:
    """A turn in which nobody else changes an order.

    counting   its tallies and caps change too, and `keys` besides: they are locked
    raises     Refusal("order.unknown") where there is none for this actor, Refusal("store.busy")
    """
    with turn():
        if counting:
            first = find_order(order)
            if first is None:
                raise unknown(order)
            take([*keys, *held_keys(first)])
        found = find_order(order, lock=True)
        if found is None:
            raise unknown(order)
        view_of(found, actor=actor, at=at)
        yield found


def held_keys(found: StoredOrder) -> tuple[str, ...]:
    """The names of the tallies and caps in which an order counts."""
    lines = [key for line in found.lines if line.took for key, _ in json.loads(line.took)]
    return tuple(dict.fromkeys([*lines, *(key for key, _ in json.loads(found.order.caps))]))
