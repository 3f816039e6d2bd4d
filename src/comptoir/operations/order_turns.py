"""How is an order changed that is there already? Locked, seen by who may see it, together with all it counts in.

Rule to remember: the tallies that a change gives back or advances are known from the order's own lines, so they are
read once without a lock to learn their names, then locked, then read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.read_order import unknown, view_of
from comptoir.operations.taking.turns import resource_name
from comptoir.operations.taking.waiting import sweep
from comptoir.operations.taking.wanted import Want
from comptoir.operations.turns import turn
from comptoir.store.locks import take
from comptoir.store.orders.queries import StoredOrder, find_order
from comptoir.store.orders.rows import LineRow


@contextmanager
def order_turn(
    order: str, actor: Actor, *, at: datetime, counting: bool = False, keys: tuple[str, ...] = ()
) -> Iterator[StoredOrder]:
    """A turn in which nobody else changes an order.

    counting   its tallies, caps and resources change too, and `keys` besides: they are locked
    raises     Refusal("order.unknown") where there is none for this actor, Refusal("store.busy")
    """
    with turn():
        names: frozenset[str] = frozenset()
        if counting:
            first = find_order(order)
            if first is None:
                raise unknown(order)
            names = frozenset(
                [*keys, *held_keys(first), *(resource_name(one.resource) for one in first.bookings)]
            )
            take(names)
        found = find_order(order, lock=True)
        if found is None:
            raise unknown(order)
        view_of(found, actor=actor, at=at)
        if counting and found.bookings:
            if any(resource_name(one.resource) not in names for one in found.bookings):
                # It was moved to another resource between the two looks.
                raise Refusal(Reason("store.busy"))
            reach("booking.locked")
            about = [Want("", at, at, one.resource, stands=True) for one in found.bookings]
            sweep(desk().company, about, at=at)
        yield found


def units_of(lines: Iterable[LineRow]) -> dict[int, int]:
    """Of each line that came from a wish, the number of the line that brought it: its own, or that of the line it
    came along with. Several of a pool are as many lines of one wish, each with what came along with it."""
    found: dict[int, int] = {}
    last = 0
    for line in lines:
        if line.wish and line.event == "use":
            # What comes along has no measures of its own.
            last = line.number if line.measures or not last else last
            found[line.number] = last
    return found


def moving_with(lines: Iterable[LineRow], row: LineRow) -> list[int]:
    """The numbers of the lines that stand as a line does and came by the same wish, its own with them."""
    known = tuple(lines)
    units = units_of(known)
    return [
        one.number
        for one in known
        if one.number in units and units[one.number] == units.get(row.number) and one.state == row.state
    ]


def line_of(found: StoredOrder, number: int) -> LineRow:
    """A line of an order.

    raises    Refusal(order.line_unknown)
    """
    row = next((one for one in found.lines if one.number == number), None)
    if row is None:
        raise Refusal(Reason("order.line_unknown", (("line", number),)))
    return row


def held_keys(found: StoredOrder) -> tuple[str, ...]:
    """The names of the tallies and caps in which an order counts."""
    lines = [key for line in found.lines if line.took for key, _ in json.loads(line.took)]
    return tuple(dict.fromkeys([*lines, *(key for key, _ in json.loads(found.order.caps))]))
