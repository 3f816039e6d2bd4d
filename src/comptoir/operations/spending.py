"""What may somebody approve, and what may the payers he answers for still spend?

    places(actor, action)      the parties in which an actor may do something
    list_to_approve(actor)     orders that wait for a yes or a no of somebody like him
    spending_of(actor)         limits with what is left of them, and prepaid money
    open_lines(supplier)       what a supplier has still to deliver

Rule to remember: a list asks as many statements for one row as for a hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from comptoir.core.ordering.approval import may_approve_order
from comptoir.core.values import Amount, Reason
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.bounds import Bounds, bounds_of
from comptoir.operations.committed import spent
from comptoir.operations.desk import Desk, desk
from comptoir.operations.read_order import OrderView, view_of
from comptoir.store.charges.undoable import list_delivered_lines
from comptoir.store.orders.lists import (
    OpenLine,
    list_funds,
    list_limits,
    list_movements,
    list_notes,
    list_open_lines,
    list_stored,
)
from comptoir.store.orders.models import SpendingLimit
from comptoir.store.orders.queries import get_tallies, list_orders

WAITING = "awaiting approval"


class Waiting(NamedTuple):
    """An order that waits, and why this actor may not answer (None: he may)."""

    order: OrderView
    against: Reason | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLimit:
    """A limit of a payer. `left`: what may still be spent of a cap in its period; None for an approval limit."""

    number: int
    payer: str
    amount: Amount
    period: str
    left: Amount | None
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Prepaid:
    """The money that a payer has paid in."""

    payer: str
    balance: Amount


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a fund: what was paid in, drawn by an order (negative), or given back."""

    payer: str
    at: datetime
    amount: Amount
    order: str


@dataclass(frozen=True, slots=True)
class Spending:
    """What some payers may still spend. `payers`: whom the actor answers for, and whether he may set limits there."""

    payers: tuple[str, ...]
    sets: tuple[str, ...]
    pays_in: tuple[str, ...]
    limits: tuple[SetLimit, ...]
    funds: tuple[Prepaid, ...]
    movements: tuple[Movement, ...]


def places(actor: Actor, action: str, *, at: datetime) -> tuple[str, ...]:
    """The units and organizations in which an actor may do something, in the order of the company."""
    facts = desk().company.facts if actor.machine else actor.facts
    return tuple(party for party in facts.parties if may(actor, action, party, at))


def cost_centers_of(counter: Desk, actor: Actor, units: Sequence[str], *, at: datetime) -> tuple[str, ...]:
    """The open cost centers of some units, and those that the actor owns."""
    day = counter.day(at)
    return tuple(
        one.id
        for one in counter.company.cost_centers
        if day in one.valid and (one.unit in units or actor.owns(one.owner))
    )


def list_to_approve(*, actor: Actor, at: datetime) -> tuple[Waiting, ...]:
    """Orders that wait for approval by who answers for their payer, the longest waiting last."""
    counter = desk()
    units = places(actor, "order.approve", at=at)
    payers = (*units, *cost_centers_of(counter, actor, units, at=at))
    found = list_stored(list_orders(payers=payers, state=WAITING)) if payers else ()
    return tuple(
        Waiting(
            view_of(one, actor=actor, at=at),
            may_approve_order(
                actor.person, ordered_by=one.order.ordered_by, buyer=one.order.buyer,
                beneficiary=one.order.beneficiary, approved_by=[name for name, _ in one.approvals],
            ),
            tuple(name for name, _ in one.approvals),
        )
        for one in found
    )  # fmt: skip


def words_on(order: OrderView) -> tuple[tuple[str, bool, str, datetime], ...]:
    """What approvers said about an order, for who sees all of it: who, yes or no, the note and when."""
    return list_notes(order.id) if order.whole and order.needed else ()


def spending_of(*, actor: Actor, at: datetime) -> Spending:
    """Limits, caps and funds of every payer that the actor answers for."""
    counter = desk()
    own = places(actor, "order.approve", at=at)
    sets, pays = places(actor, "limit.set", at=at), places(actor, "fund.pay_in", at=at)
    units = tuple(dict.fromkeys((*own, *sets, *pays)))
    centers = cost_centers_of(counter, actor, units, at=at)
    by_unit = {one.id: one.unit for one in counter.company.cost_centers}
    payers = (*units, *centers)
    return Spending(
        payers,
        (*sets, *(one for one in centers if by_unit[one] in sets)),
        (*pays, *(one for one in centers if by_unit[one] in pays)),
        limits_of(counter, payers, at=at),
        tuple(Prepaid(payer, Amount(balance, currency)) for payer, balance, currency in list_funds(payers)),
        tuple(
            Movement(payer, when, Amount(amount, currency), order)
            for payer, when, amount, currency, order in list_movements(payers)
        ),
    )


def limits_of(counter: Desk, payers: Sequence[str], *, at: datetime) -> tuple[SetLimit, ...]:
    """The limits and caps of some payers, each cap with what is left of it now."""
    stored = list_limits(payers)
    bounds = bounds_of(counter, [one.payer for one in stored], at=at) if stored else Bounds((), (), ())
    left = _left(counter, bounds)
    return tuple(
        SetLimit(
            one.id, one.payer, Amount(one.amount, one.currency), one.period,
            left.get(one.id) if one.kind == SpendingLimit.CAP else None, one.set_by, one.set_at,
        )
        for one in stored
    )  # fmt: skip


def _left(counter: Desk, bounds: Bounds) -> dict[int, Amount]:
    """What is left of each cap, by its number."""
    values = get_tallies([cap.key for cap in bounds.caps])
    for cap in bounds.caps:
        if cap.key not in values:
            own = cap.bound
            values[cap.key] = spent(counter.company, own.payer, own.currency, since=cap.since).owed
    return {
        cap.bound.id: Amount(max(0, cap.bound.amount - values[cap.key]), cap.bound.currency)
        for cap in bounds.caps
    }


# How many deliveries a page lets take back.
LATELY = 20


def open_lines(supplier: str, *, actor: Actor, at: datetime) -> tuple[OpenLine, ...]:
    """What a supplier has still to deliver, the longest waiting first.

    raises    Refusal("permission.denied")
    """
    require(actor, "order.read_supplied", supplier, at=at)
    return list_open_lines(supplier)


def delivered_lately(supplier: str, *, actor: Actor, at: datetime) -> tuple[OpenLine, ...]:
    """What a supplier delivered lately and may still take back, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "order.undo_delivery", supplier, at=at)
    return list_delivered_lines(supplier, LATELY)
