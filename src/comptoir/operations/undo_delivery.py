"""Something was noted as delivered that was not: how is that taken back?

The line waits again, an order that it closed is open again, and what was charged for it is withdrawn. Rule to remember:
what stands in the books is never undone from the counter; such a charge is reversed first, by who may.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.ordering.states import next_state
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.collecting import turn_of
from comptoir.operations.charges.undoing import take_back
from comptoir.operations.failpoints import reach
from comptoir.operations.order_turns import line_of, moving_with, order_turn
from comptoir.operations.read_order import OrderView, get_order, unknown
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import ORDER_LINE
from comptoir.store.charges.queries import free_parked, list_of_sources
from comptoir.store.orders.queries import StoredOrder, find_order
from comptoir.store.orders.rows import LineRow
from comptoir.store.orders.writing import move_lines, move_order

LONGEST_REASON = 500


def undo_delivery(order: str, line: int, *, reason: str, actor: Actor, at: datetime) -> OrderView:
    """Take back that a line was delivered, and why.

    raises    Refusal: order.unknown, order.line_unknown, permission.denied, order.undo_reason, state.forbidden,
              order.hand_back for what its booking delivered, order.delivery_posted where a charge of it is in the books
    """
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Refusal(Reason("order.undo_reason", (("most", LONGEST_REASON),)))
    known = find_order(order)
    named = next((one for one in known.lines if one.number == line), None) if known else None
    # The supplier's charges first: nobody collects while it is looked whether there is a charge.
    with (
        turn([turn_of(named.supplier)] if named else ()),
        order_turn(order, actor, at=at) as found,
    ):
        row = line_of(found, line)
        require(actor, "order.undo_delivery", row.supplier, at=at)
        _undo(found, row, reason=reason, actor=actor, at=at)
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


def _undo(found: StoredOrder, row: LineRow, *, reason: str, actor: Actor, at: datetime) -> None:
    order = found.order.id
    booked = next((one for one in found.bookings if one.line == row.number), None)
    if booked is not None:
        raise Refusal(Reason("order.hand_back", (("line", row.number), ("booking", booked.booking))))
    after = next_state("line", row.state, "undeliver")
    if not row.wish or row.event != "use":
        raise unknown(order)
    own = _with_it(found, row)
    _withdraw(order, own, reason=reason, actor=actor, at=at)
    if not move_lines(order, own, before=row.state, after=after):
        raise Refusal(Reason("order.busy"))
    reach("order.lines")
    if found.order.state != "confirmed":
        reopened = next_state("order", found.order.state, "reopen")
        if not move_order(order, before=found.order.state, after=reopened, at=at):
            raise Refusal(Reason("order.busy"))
        reach("order.moved")
    told = {"order": order, "line": row.number, "state": after, "note": reason}
    record_deed("order.delivery_undone", actor=actor.name, at=at, params=told)
    reach("order.recorded")


def _with_it(found: StoredOrder, row: LineRow) -> list[int]:
    """The line, what came along with it, and the adjustments that its order's last delivery brought."""
    added = {
        one.number
        for one in found.lines
        if not one.wish and one.event == "use" and one.part == row.part and one.state == row.state
    }
    return sorted({row.number, *moving_with(found.lines, row)} | added)


def _withdraw(order: str, lines: list[int], *, reason: str, actor: Actor, at: datetime) -> None:
    """What was charged for lines is withdrawn, what was parked is free.

    raises    Refusal(order.delivery_posted)
    """
    sources = [f"{order}/{number}" for number in lines]
    charges = list_of_sources(ORDER_LINE, sources)
    posted = next((one for one in charges if one.state == "posted"), None)
    if posted is not None:
        raise Refusal(Reason("order.delivery_posted", (("charge", posted.id),)))
    for one in charges:
        if one.state != "withdrawn":
            take_back(one, reason, again=True, actor=actor, at=at)
    free_parked(ORDER_LINE, sources, at=at)
