"""How does an order that is above the payer's limit get its yes or its no?

As many persons as limits were exceeded, each once, none of them the buyer, the one who ordered or the one who
receives. The first no ends it, and gives back what it held. Rule to remember: the order's row is locked before the
approvals are counted, so that of two last ones exactly one confirms.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.ordering.approval import may_approve_order
from comptoir.core.ordering.states import next_state
from comptoir.core.values import Refusal
from comptoir.core.values.share import read_shares
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.cancel_order import give_back
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.order_turns import order_turn
from comptoir.operations.paying import owners_of, payers_of
from comptoir.operations.read_order import OrderView, get_order
from comptoir.operations.rentals import line_name
from comptoir.operations.taking.telling import leave_news
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.queries import list_of_lines
from comptoir.store.orders.models import Approval
from comptoir.store.orders.queries import StoredOrder
from comptoir.store.orders.writing import move_order


def approve_order(order: str, *, actor: Actor, at: datetime, note: str = "") -> OrderView:
    """Say yes to an order; the last yes confirms it.

    raises    Refusal: order.unknown, permission.denied, order.own_approval, order.approved_twice, state.forbidden
    """
    with order_turn(order, actor, at=at) as found:
        after = next_state("order", found.order.state, "approve")
        _say(found, actor, approved=True, note=note, at=at)
        if len([one for one in found.approvals if one[1]]) + 1 >= found.order.needed:
            _move(found, after, at=at)
            leave_news("booking.booked", list_of_lines(_names(found)) if found.bookings else (), at=at)
        _record("order.approved", found, actor, at=at)
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


def refuse_order(order: str, *, actor: Actor, at: datetime, note: str) -> OrderView:
    """Say no to an order that waits for approval: it ends, and what it held is free again.

    raises    Refusal, as `approve_order` does
    """
    with order_turn(order, actor, at=at, counting=True) as found:
        after = next_state("order", found.order.state, "refuse")
        _say(found, actor, approved=False, note=note, at=at)
        give_back(found, [line for line in found.lines if line.state != "cancelled"], actor=actor, at=at)
        _move(found, after, at=at)
        _record("order.refused", found, actor, at=at)
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


def _say(found: StoredOrder, actor: Actor, *, approved: bool, note: str, at: datetime) -> None:
    """Write one person's word down, if it is his to say."""
    order = found.order
    company, shares = desk().company, read_shares(order.shares)
    units = payers_of(company, order.payer, shares)
    owns = actor.person in owners_of(company, shares) and not actor.left
    if not owns and not any(may(actor, "order.approve", unit, at) for unit in units):
        raise denied("order.approve", order.payer)
    against = may_approve_order(
        actor.person, ordered_by=order.ordered_by, buyer=order.buyer, beneficiary=order.beneficiary,
        approved_by=[name for name, _ in found.approvals],
    )  # fmt: skip
    if against is not None:
        raise Refusal(against)
    Approval.objects.create(order_id=order.id, approver=actor.person, approved=approved, note=note, at=at)
    reach("approval.written")


def _names(found: StoredOrder) -> list[str]:
    """The lines whose bookings are commitments now."""
    return [line_name(found.order.id, line.number) for line in found.lines if line.state != "cancelled"]


def _move(found: StoredOrder, after: str, *, at: datetime) -> None:
    moved = move_order(found.order.id, before=found.order.state, after=after, at=at)
    assert moved, "the order's row is locked"
    reach("order.moved")


def _record(action: str, found: StoredOrder, actor: Actor, *, at: datetime) -> None:
    record_deed(action, actor=actor.name, at=at, params={"order": found.order.id})
    reach("order.recorded")
