"""How does a basket become a commitment? Saved as a draft, priced and submitted, all in one transaction.

    save_basket(basket, actor=…, at=…)      keep wishes for later; no price, no promise
    place_order(basket, actor=…, at=…)      price, check, count, draw, write, all or nothing
    submit_order(order, actor=…, at=…)      the same with a basket that was saved
    price_basket(basket, actor=…, at=…)     what it would cost now; writes nothing

The order of things inside: the key, the payer's bounds, the locks, the tallies, the price, then the rows. Rule to
remember: whatever decides is read after the locks; a refusal undoes everything, the key included.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from comptoir.core.ordering.basket import Basket, check_basket, digest, from_text, to_text
from comptoir.core.ordering.states import next_state
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.share import read_shares, shares_text
from comptoir.operations.actors import Actor, denied, may, renewed, require
from comptoir.operations.bounds import Bounds, bounds_of, cap_steps, draw_funds, needed, read_bounds
from comptoir.operations.desk import QUESTION, Desk, desk, desk_of, remembered
from comptoir.operations.failpoints import reach
from comptoir.operations.once import claiming, first_of
from comptoir.operations.order_pricing import Plan, PricedBasket, plan_basket, price_plan, read_tallies
from comptoir.operations.paying import bear, burdens, payers_of, settled
from comptoir.operations.public_id import new_id
from comptoir.operations.read_order import OrderView, get_order, unknown, view_of
from comptoir.operations.rentals import (
    booked,
    line_bookings,
    names_of,
    prepare,
    takings_of,
    told_by_line,
    with_qualifications,
)
from comptoir.operations.taking.occupying import Taking
from comptoir.operations.taking.telling import news
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.audit.queries import statement
from comptoir.store.bookings.writing import insertion
from comptoir.store.locks import take
from comptoir.store.messages import Question, ask_together
from comptoir.store.orders.models import Order
from comptoir.store.orders.queries import StoredOrder, bounds_question, find_order, get_tallies
from comptoir.store.orders.rows import OrderRow
from comptoir.store.orders.writing import add_order, add_together, advance


class Placed(NamedTuple):
    """An order as its actor may see it; `repeated`: it was placed before, by the same key."""

    order: OrderView
    repeated: bool = False


def price_basket(basket: Basket, *, actor: Actor, at: datetime) -> PricedBasket:
    """What a basket would cost its buyer now.

    raises    Refusal, as `place_order` does
    """
    counter = desk()
    full = complete(counter, basket, actor, at=at)
    plan = plan_basket(counter.company, full, at=at)
    _allow(actor, plan, at=at)
    priced = price_plan(counter.company, plan, read_tallies(plan), order="", at=at)
    settled(full.shares, priced.owed())
    return priced


def save_basket(basket: Basket, *, actor: Actor, at: datetime, order: str = "") -> str:
    """Keep a basket as a draft order, or replace the basket of one.

    returns   the order's public id
    raises    Refusal: order.empty and its kin, permission.denied, order.unknown, state.forbidden
    """
    counter = desk()
    full = complete(counter, basket, actor, at=at)
    _allow(actor, plan_basket(counter.company, full, at=at), at=at)
    with turn():
        if order:
            draft = _draft(order, actor)
            found = Order.objects.filter(id=order)
            found.update(
                **new_row(draft.order.id, full, actor, at=at)
                ._replace(created_at=draft.order.created_at)
                ._asdict()
            )
        else:
            order = new_id()
            add_order(new_row(order, full, actor, at=at))
        reach("order.row")
        record_deed("order.saved", actor=actor.name, at=at, params={"order": order})
        reach("order.recorded")
    return order


def place_order(basket: Basket, *, actor: Actor, at: datetime, key: str = "") -> Placed:
    """Order a basket: priced by the facts and cards of now, explained, counted, paid from a fund where there is one.

    key       the actor's own name for this very order; asked again with it, nothing is done again
    raises    Refusal: order.* (empty, period, quantity, unknown_offering, no_card, not_priced, payer, cost_center,
              cap, busy), fund.short, permission.denied, idempotency.*, store.busy
    """
    return _commit(basket, actor=actor, at=at, key=key, draft=None)


def submit_order(order: str, *, actor: Actor, at: datetime, key: str = "") -> Placed:
    """Order what was saved as a draft, at the prices of now.

    raises    Refusal, as `place_order` does; order.unknown, state.forbidden
    """
    found = _draft(order, actor, again=key != "")
    return _commit(from_text(found.order.basket), actor=actor, at=at, key=key, draft=found)


# --- one transaction --------------------------------------------------------------------------------------------------


def _commit(basket: Basket, *, actor: Actor, at: datetime, key: str, draft: StoredOrder | None) -> Placed:
    number = draft.order.id if draft else new_id()
    operation = "submit_order" if draft else "place_order"
    with told_by_line(basket.lines, at=at), turn():
        body = digest(basket, actor.acting_for, draft.order.id if draft else "")
        stored: StoredOrder | None = None
        claim = claiming(actor, operation, key, body=body, outcome=number, at=at) if key else None
        opening = _open(basket, actor, claim, at=at)
        asker, actor = actor, renewed(actor, opening.found[0] if opening.found else desk(), at=at)
        earlier = first_of(actor, operation, key, body=body, taken=opening.taken) if key else None
        if earlier is None:
            if opening.found is None or actor is not asker:
                counter, full, bounds = _asked_one_by_one(basket, actor, at=at)
            else:
                counter, full, bounds = opening.found
            plan = plan_basket(counter.company, full, at=at)
            _allow(actor, plan, at=at)
            if draft is not None:
                _draft(number, actor, lock=True)
            stored = _write(counter, plan, bounds, number, actor, at=at, draft=draft)
    reach("order.committed")
    if stored is None:
        return Placed(get_order(earlier or "", actor=actor, at=at), repeated=True)
    return Placed(view_of(stored, actor=actor, at=at))


class _Opening(NamedTuple):
    """What the first message of an order brought: whether its key was taken now, and, if the company is still the one
    that was remembered, the company, the completed basket and its payer's bounds."""

    taken: bool
    found: tuple[Desk, Basket, Bounds] | None


def _open(basket: Basket, actor: Actor, claim: Question | None, *, at: datetime) -> _Opening:
    """Ask for the key, the company and the bounds in one message, by the company that is remembered."""
    guess, full = remembered(), None
    try:
        full = complete(guess, basket, actor, at=at) if guess is not None else None
    except Refusal:
        full = None  # Who asks again with a key sees his order, whatever is refused today.
    claims = (claim,) if claim is not None else ()
    if guess is None or full is None:
        return _Opening(bool(claims and ask_together(*claims)[0]), None)
    payers = payers_of(guess.company, full.payer, full.shares)
    *taken, company, bounds = ask_together(*claims, QUESTION, bounds_question(payers))
    if not company or desk_of(company[0]) is not guess:
        return _Opening(bool(taken and taken[0]), None)
    return _Opening(bool(taken and taken[0]), (guess, full, read_bounds(guess, bounds, at=at)))


def _asked_one_by_one(basket: Basket, actor: Actor, *, at: datetime) -> tuple[Desk, Basket, Bounds]:
    """The company of now, the completed basket and its payer's bounds.

    raises    Refusal, as `complete` does
    """
    counter = desk()
    full = complete(counter, basket, actor, at=at)
    return counter, full, bounds_of(counter, payers_of(counter.company, full.payer, full.shares), at=at)


def _write(
    counter: Desk,
    plan: Plan,
    bounds: Bounds,
    number: str,
    actor: Actor,
    *,
    at: datetime,
    draft: StoredOrder | None,
) -> StoredOrder:
    """Everything that an order changes."""
    basket = plan.basket
    takings = takings_of(counter.company, basket)
    take([*plan.keys, *(cap.key for cap in bounds.caps), *names_of(counter.company, takings)])
    takings = prepare(counter.company, takings, basket, actor, at=at)
    values = read_tallies(plan)
    priced = price_plan(counter.company, plan, values, order=number, at=at)
    return write_priced(
        counter, priced, bounds, new_row(number, basket, actor, at=at), actor=actor, at=at, draft=draft,
        takings=takings,
    )  # fmt: skip


def write_priced(
    counter: Desk, priced: PricedBasket, bounds: Bounds, row: OrderRow, *, actor: Actor, at: datetime,
    draft: StoredOrder | None = None, takings: Sequence[Taking] = (),
) -> StoredOrder:  # fmt: skip
    """Count, draw and write a priced order, inside a turn that holds the locks of its tallies, caps and resources.

    takings   what it rents, prepared
    raises    Refusal: order.cap, fund.short, order.busy where a tally moved in spite of the locks; NotPlaced
    """
    owed = priced.owed()
    shares = settled(read_shares(row.shares), owed)
    borne = burdens(counter.company, row.payer, shares, owed)
    caps = get_tallies([cap.key for cap in bounds.caps])
    steps = (*priced.steps, *cap_steps(counter, bounds, caps, borne))
    approvals = needed(bounds, borne)
    state = next_state("order", "draft", "submit")
    state = next_state("order", state, "await_approval" if approvals else "confirm")
    row = row._replace(
        state=state, needed=approvals, submitted_at=at, shares=shares_text(shares),
        caps=json.dumps([[step.key, step.step] for step in steps if step.most is not None]),
    )  # fmt: skip
    taken = [one._replace(who=replace(one.who, shares=shares)) for one in takings]
    bookings = booked(counter.company, taken, row.id, priced.lines, actor=actor, at=at) if taken else ()
    if not advance(steps):
        raise Refusal(Reason("order.busy"))
    reach("order.counted")
    if draft is not None:
        row = row._replace(created_at=draft.order.created_at)
        Order.objects.filter(id=row.id).update(**row._asdict())
        reach("order.row")
    draw_funds(counter, bounds, owed, payer=row.payer, shares=shares, order=row.id, actor=actor.name, at=at)
    told = {"order": row.id, "state": state, "buyer": row.buyer, "payer": row.payer, "lines": len(priced.lines),
            "owed": owed, "capacity": actor.acting_for}  # fmt: skip
    if bookings:
        told["bookings"] = {one.line: one.public_id for one in bookings}
    more = [("booking.inserted", insertion(bookings))] if bookings else []
    if state == "confirmed":  # Else they are told by whoever approves.
        more += [("booking.told", message) for message in news("booking.booked", bookings, at=at)]
    deed = statement("order.placed", actor=actor.name, at=at, params=told)
    add_together(None if draft else row, priced.parts, priced.lines, deed, reach=reach, more=more)
    return StoredOrder(row, priced.parts, priced.lines, (), line_bookings(bookings))


# --- who and who pays -------------------------------------------------------------------------------------------------


def complete(counter: Desk, basket: Basket, actor: Actor, *, at: datetime) -> Basket:
    """A basket with its buyer, payer and beneficiary filled in and looked at.

    raises    Refusal: order.party, and those of paying.bear
    """
    check_basket(basket)
    buyer = basket.buyer or actor.acting_for
    beneficiary = basket.beneficiary or buyer
    borne = bear(
        counter,
        actor,
        buyer=buyer,
        payer=basket.payer,
        cost_center=basket.cost_center,
        shares=basket.shares,
        at=at,
    )
    if beneficiary not in counter.company.parties:
        raise Refusal(Reason("order.party", (("party", beneficiary),)))
    full = replace(basket, buyer=buyer, beneficiary=beneficiary, **borne._asdict())
    return with_qualifications(counter.company, full, actor)


def _allow(actor: Actor, plan: Plan, *, at: datetime) -> None:
    """Whether an actor may order this: for the party it acts for, or at the counter of every supplier."""
    basket = plan.basket
    if not may(actor, "order.place", basket.buyer, at):
        for supplier in plan.suppliers:
            if not may(actor, "order.place_for", supplier, at):
                raise denied("order.place", basket.buyer)
    for one in plan.asked:
        if one.wish.cost is not None:
            require(actor, "order.state_cost", one.book.card.supplier, at=at)


def new_row(number: str, basket: Basket, actor: Actor, *, at: datetime) -> OrderRow:
    """The row of a basket that is not submitted yet."""
    return OrderRow(
        number, "draft", actor.person, actor.acting_for, basket.buyer, basket.payer, basket.beneficiary,
        basket.cost_center, shares_text(basket.shares), basket.project, basket.purchase_order, to_text(basket), 0,
        "", "[]", at, None, at,
    )  # fmt: skip


def _draft(order: str, actor: Actor, *, lock: bool = False, again: bool = False) -> StoredOrder:
    """A draft of the actor's own party; `again`: it may have been submitted already, by the same key."""
    found = find_order(order, lock=lock)
    if found is None or not (
        actor.machine or found.order.buyer in actor.parties or found.order.ordered_by == actor.person
    ):
        raise unknown(order)
    if not again:
        next_state("order", found.order.state, "submit")
    return found
