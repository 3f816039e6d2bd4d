"""What if somebody wants more, less or something else than a line says?

The line is cancelled and a new one written at today's price beside it (`about` names the old one). More is a new price;
less is a cancellation in part: the card's fee is asked for what the price went down by. Rule to remember: what would
need another approval is not slipped in by a change; it has to be ordered anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from comptoir.core.ordering.basket import Basket, Wish, check_basket, from_text, to_text
from comptoir.core.ordering.states import next_state
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.share import read_shares
from comptoir.operations.actors import Actor, require
from comptoir.operations.bounds import bounds_of, cap_steps, draw_funds, needed
from comptoir.operations.cancel_order import (
    allow_change,
    charge,
    fee_keys,
    fee_of,
    give_back,
    owed_by,
    with_companions,
)
from comptoir.operations.desk import Desk, desk
from comptoir.operations.failpoints import reach
from comptoir.operations.order_pricing import Plan, PricedBasket, plan_basket, price_plan, read_tallies
from comptoir.operations.order_turns import order_turn
from comptoir.operations.paying import burdens, burdens_moved, payers_of
from comptoir.operations.read_order import OrderView, get_order, unknown
from comptoir.operations.rentals import (
    booked,
    line_name,
    names_of,
    prepare,
    shift,
    takings_of,
    told_by_line,
    with_qualifications,
)
from comptoir.operations.taking.occupying import Taking, write_down
from comptoir.operations.taking.waiting import offer_freed
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import list_of_lines
from comptoir.store.bookings.writing import add_booking
from comptoir.store.orders.models import Order
from comptoir.store.orders.queries import StoredOrder, find_order, get_tallies, next_number
from comptoir.store.orders.rows import LineRow
from comptoir.store.orders.writing import add_lines, add_parts, advance


def change_line(order: str, line: int, wish: Wish, *, actor: Actor, at: datetime) -> OrderView:
    """Have a line of a confirmed order say something else, at today's price.

    raises    Refusal: order.unknown, order.line_unknown, permission.denied, state.forbidden, order.not_confirmed,
              order.above_limit, order.cap, fund.short, and those of a price
    """
    counter = desk()
    first = find_order(order)
    if first is None or not first.lines:
        raise unknown(order)
    with told_by_line((wish,), at=at):
        wanted = wanted_of(counter, first, wish, actor, at=at)
        keys = (*wanted.keys, *fee_keys(order, [line]))
        with order_turn(order, actor, at=at, counting=True, keys=keys) as found:
            changed = change_inside(counter, found, line, wanted, actor=actor, at=at)
            told = {"order": order, "line": line, "by": [one.number for one in changed.lines],
                    "fees": [fee.owed for fee in changed.fees]}  # fmt: skip
            record_deed("order.changed", actor=actor.name, at=at, params=told)
            reach("order.recorded")
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


class Wanted(NamedTuple):
    """What a line shall say instead: its wish, how it is priced, what it takes, and what is locked for it."""

    basket: Basket
    plan: Plan
    takings: tuple[Taking, ...]
    keys: tuple[str, ...]


class Changed(NamedTuple):
    """What a change came to: the lines that went and came, and the fees."""

    gone: tuple[LineRow, ...]
    lines: tuple[LineRow, ...]
    fees: tuple[LineRow, ...]


def wanted_of(counter: Desk, found: StoredOrder, wish: Wish, actor: Actor, *, at: datetime) -> Wanted:
    """What a wish would be in an order.

    raises    Refusal: order.quantity and its kin, order.no_card; NotPlaced
    """
    basket = replace(from_text(found.order.basket), lines=(wish,))
    check_basket(basket)
    person = wish.used_by or next(
        (one.used_by for one in from_text(found.order.basket).lines if one.used_by), ""
    )
    basket = replace(basket, lines=(replace(wish, used_by=person),))
    basket = with_qualifications(counter.company, basket, actor)
    plan = plan_basket(counter.company, basket, at=at)
    takings = takings_of(counter.company, basket)
    return Wanted(basket, plan, takings, (*plan.keys, *names_of(counter.company, takings)))


def change_inside(
    counter: Desk, found: StoredOrder, line: int, wanted: Wanted, *, actor: Actor, at: datetime,
    fees: bool = True, verb: str = "",
) -> Changed:  # fmt: skip
    """Inside a counting turn that holds the wanted names: the line goes, another comes, and its booking goes along.

    fees      whether less costs the card's fee
    verb      what is done to the booking: move, extend or overrun; empty: as the time says
    """
    company, plan = counter.company, wanted.plan
    old = _line(found, line)
    allow_change(found, [old], actor, at=at)
    if wanted.basket.lines[0].cost is not None:
        require(actor, "order.state_cost", old.supplier, at=at)
    takings = prepare(company, wanted.takings, wanted.basket, actor, at=at)
    gone = with_companions(found, [old])
    own = list_of_lines([line_name(found.order.id, line)], lock=True) if found.bookings else ()
    stays = next((one for one in own if _goes_along(one, takings)), None)
    but = (stays.public_id,) if stays is not None else ()
    freed = list(give_back(found, gone, actor=actor, at=at, offer=False, but=but))
    fresh = price_plan(company, plan, read_tallies(plan), order=found.order.id, at=at)
    priced = _numbered(found, fresh, old)
    _write(counter, found, priced, gone, plan, actor=actor, at=at)
    wishes = len(from_text(found.order.basket).lines)
    if stays is not None:
        (first,) = (one.number for one in priced.lines if one.wish and one.measures)
        name = line_name(found.order.id, first)
        freed.append(shift(company, stays, takings[0], name, actor=actor, at=at, verb=verb))
    else:
        _book(counter, found, takings, priced.lines, wishes, actor=actor, at=at)
    for one in freed:
        offer_freed(company, one, at=at)
    less = sum(one.amount for one in gone) - sum(one.amount for one in priced.lines)
    asked = charge(found, [old], actor=actor, at=at, booked=less) if fees and less > 0 else ()
    return Changed(tuple(gone), priced.lines, asked)


def _goes_along(booking: Booking, takings: Sequence[Taking]) -> bool:
    """Whether a booking can be brought to what is wanted, instead of being given up for it."""
    return (
        len(takings) == 1
        and takings[0].want.quantity == 1
        and takings[0].want.offering == booking.offering
        and booking.state in ("confirmed", "started")
    )


def _book(
    counter: Desk, found: StoredOrder, takings: Sequence[Taking], lines: Sequence[LineRow], wishes: int, *,
    actor: Actor, at: datetime,
) -> None:  # fmt: skip
    """The bookings of new lines, in the shares of the order."""
    shares = read_shares(found.order.shares)
    shared = [one._replace(who=replace(one.who, shares=shares)) for one in takings]
    made = booked(counter.company, shared, found.order.id, lines, actor=actor, at=at, wishes=wishes)
    for booking in made:
        add_booking(booking)
        reach("booking.inserted")
        write_down("booking.booked", booking, actor=actor.name, at=at, line=booking.line)


class ChangePreview(NamedTuple):
    """What a change would come to: what the line and its company cost before and after, and the fees."""

    before: Amount
    after: Amount
    fees: tuple[Amount, ...]


def preview_change(order: str, line: int, wish: Wish, *, actor: Actor, at: datetime) -> ChangePreview:
    """What changing a line would cost now; shown before anybody decides, and writes nothing.

    raises    Refusal, as `change_line` does of what concerns the line and its price
    """
    get_order(order, actor=actor, at=at)
    counter, found = desk(), find_order(order)
    assert found is not None
    old = _line(found, line)
    allow_change(found, [old], actor, at=at)
    with told_by_line((wish,), at=at):
        plan = wanted_of(counter, found, wish, actor, at=at).plan
    gone = with_companions(found, [old])
    values = dict(read_tallies(plan))
    for one in gone:
        for key, amount in json.loads(one.took) if one.took else ():
            if key in values:
                values[key] -= amount
    priced = price_plan(counter.company, plan, values, order=order, at=at)
    before, after = sum(one.owed for one in gone), sum(one.owed for one in priced.lines)
    less = sum(one.amount for one in gone) - sum(one.amount for one in priced.lines)
    fee = fee_of(found, old, at=at, booked=less).row if less > 0 else None
    return ChangePreview(
        Amount(before, old.currency), Amount(after, old.currency),
        (Amount(fee.owed, fee.currency),) if fee is not None else (),
    )  # fmt: skip


def _line(found: StoredOrder, number: int) -> LineRow:
    """A line that a customer may change: of a confirmed order, and no adjustment, companion or fee."""
    if found.order.state != "confirmed":
        raise Refusal(Reason("order.not_confirmed", (("order", found.order.id),)))
    for line in found.lines:
        if line.number == number and line.wish and not line.label and line.event == "use":
            next_state("line", line.state, "cancel")
            return line
    raise Refusal(Reason("order.line_unknown", (("line", number),)))


def _numbered(found: StoredOrder, priced: PricedBasket, old: LineRow) -> PricedBasket:
    """New rows with numbers after those that are there; the new lines are about the old one."""
    wishes = len(from_text(found.order.basket).lines)
    parts, lines = max(part.number for part in found.parts), next_number(found.order.id) - 1
    return priced._replace(
        parts=tuple(part._replace(number=part.number + parts) for part in priced.parts),
        lines=tuple(
            line._replace(number=line.number + lines, part=line.part + parts, about=old.number,
                          wish=line.wish + wishes if line.wish else 0)
            for line in priced.lines
        ),
    )  # fmt: skip


def _write(
    counter: Desk, found: StoredOrder, priced: PricedBasket, gone: list[LineRow], plan: Plan, *, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """Write the new lines, within the payer's bounds."""
    order, owed = found.order, priced.owed()
    shares = read_shares(order.shares)
    bounds = bounds_of(counter, payers_of(counter.company, order.payer, shares), at=at)
    kept = owed_by([line for line in found.lines if line.state != "cancelled" and line not in gone])
    total = {currency: kept.get(currency, 0) + owed.get(currency, 0) for currency in {*kept, *owed}}
    before = owed_by([line for line in found.lines if line.state != "cancelled"])
    raised = any(minor > before.get(currency, 0) for currency, minor in total.items())
    if raised and needed(bounds, burdens(counter.company, order.payer, shares, total)):
        raise Refusal(Reason("order.above_limit", (("payer", order.payer),)))
    caps = [cap for cap in bounds.caps if cap.key in {key for key, _ in json.loads(order.caps)}]
    more = burdens_moved(counter.company, order.payer, shares, kept, total)
    steps = cap_steps(
        counter, bounds._replace(caps=tuple(caps)), get_tallies([cap.key for cap in caps]), more
    )
    if not advance((*priced.steps, *steps)):
        raise Refusal(Reason("order.busy"))
    reach("order.counted")
    draw_funds(
        counter,
        bounds,
        total,
        payer=order.payer,
        shares=shares,
        order=order.id,
        actor=actor.name,
        at=at,
        before=kept,
    )
    basket = from_text(order.basket)
    wished = to_text(replace(basket, lines=(*basket.lines, *plan.basket.lines)))
    Order.objects.filter(id=order.id).update(basket=wished, changed_at=at)
    reach("order.row")
    add_parts(priced.parts)
    reach("order.parts")
    add_lines(priced.lines)
    reach("order.lines")
