"""How does the supplier say that something was delivered, and what is given away free?

Rule to remember: what is handed over free is recorded like anything else, with an amount of 0 and who gave it: a
statement that does not show gifts does not show what a unit does for others.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.ordering.basket import Basket, Wish, check_basket, to_text
from comptoir.core.ordering.states import next_state
from comptoir.core.pricing import Status
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Named, Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.order_turns import line_of, moving_with, order_turn
from comptoir.operations.public_id import new_id
from comptoir.operations.read_order import OrderView, get_order
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.orders.queries import StoredOrder
from comptoir.store.orders.rows import LineRow, OrderRow, PartRow
from comptoir.store.orders.writing import (
    add_deliveries,
    add_lines,
    add_order,
    add_parts,
    move_lines,
    move_order,
)

# A booking in these states is not over: its line is delivered when it is handed back.
_OPEN = ("confirmed", "started")


def deliver_line(order: str, line: int, *, actor: Actor, at: datetime, partly: bool = False) -> OrderView:
    """Say that a line was delivered, or a part of it; the last delivery closes the order.

    raises    Refusal: order.unknown, order.line_unknown, permission.denied, state.forbidden; order.hand_back for a line
              whose booking is still to be handed over or handed back
    """
    with order_turn(order, actor, at=at) as found:
        open_booking = next((one for one in found.bookings if one.line == line and one.state in _OPEN), None)
        if open_booking is not None:
            raise Refusal(Reason("order.hand_back", (("line", line), ("booking", open_booking.booking))))
        row = line_of(found, line)
        require(actor, "order.deliver", row.supplier, at=at)
        deliver(found, row, actor=actor, at=at, partly=partly)
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


def deliver(found: StoredOrder, row: LineRow, *, actor: Actor, at: datetime, partly: bool = False) -> None:
    """Inside a turn: a line is delivered, or a part of it; the last delivery closes the order.

    raises    Refusal: order.not_confirmed, state.forbidden, order.busy
    """
    order = found.order.id
    if found.order.state != "confirmed":
        raise Refusal(Reason("order.not_confirmed", (("order", order),)))
    after = next_state("line", row.state, "deliver_part" if partly else "deliver")
    # What comes along and the adjustments are delivered with the line that brought them.
    along = moving_with(found.lines, row)
    if not move_lines(order, along or [row.number], before=row.state, after=after):
        raise Refusal(Reason("order.busy"))
    add_deliveries(order, along or [row.number], at=at, actor=actor.name, partly=partly)
    reach("order.lines")
    open_ = [one for one in found.lines if one.wish and one.number not in along
             and one.state not in ("delivered", "cancelled")]  # fmt: skip
    if not open_ and not partly:
        _close(found.order, found.lines, actor=actor, at=at)
    record_deed(
        "order.delivered",
        actor=actor.name,
        at=at,
        params={"order": order, "line": row.number, "state": after},
    )
    reach("order.recorded")


def _close(order: OrderRow, lines: tuple[LineRow, ...], *, actor: Actor, at: datetime) -> None:
    """Everything is there: adjustments follow, and the order is closed."""
    rest = [one.number for one in lines if not one.wish and one.state == "ordered"]
    if rest:
        move_lines(order.id, rest, before="ordered", after="delivered")
        add_deliveries(order.id, rest, at=at, actor=actor.name)
    if not move_order(order.id, before=order.state, after=next_state("order", order.state, "close"), at=at):
        raise Refusal(Reason("order.busy"))
    reach("order.moved")


def hand_over_free(wish: Wish, *, to: str, actor: Actor, at: datetime, note: str = "") -> OrderView:
    """Record that something was given away: delivered, for 0, by whom and why.

    to        the party that received it
    raises    Refusal: order.unknown_offering, order.party, permission.denied, order.quantity
    """
    basket = Basket(to, (wish,), payer=to, beneficiary=to)
    check_basket(basket)
    counter = desk()
    offering = counter.company.offerings.get(wish.offering)
    if offering is None:
        raise Refusal(Reason("order.unknown_offering", (("line", 1), ("offering", wish.offering))))
    if to not in counter.company.parties:
        raise Refusal(Reason("order.party", (("party", to),)))
    require(actor, "order.deliver", offering.supplier, at=at)
    number, day = new_id(), counter.day(at)
    currency = counter.company.settings.currency
    nothing = Amount.zero(currency)
    name = Named(offering.id, offering.name_fr, offering.name_en)
    given = Reason("order.given_free", (("offering", name), ("by", actor.person), ("note", note)))
    rounded = Reason("price.rounded", (("amount", nothing),))
    measures = "{" + ",".join(f'"{unit}":"{count}"' for unit, count in wish.measures.items()) + "}"
    row = OrderRow(
        number,
        "closed",
        actor.person,
        actor.acting_for,
        to,
        to,
        to,
        "",
        "[]",
        "",
        "",
        to_text(basket),
        0,
        "",
        "[]",
        at,
        at,
        at,
    )
    part = PartRow(
        number, 1, offering.supplier, day, "", "", "", currency, 0, 0, 0, 0, 0, 0,
        to_json([Reason("price.order", (("amounts", (nothing,)), ("amount", nothing)))]),
    )  # fmt: skip
    line = LineRow(
        number, 1, 1, 1, 0, offering.supplier, offering.id, "", Event.USE.value, day, wish.start, wish.end, measures,
        "", Status.FREE.value, 0, currency, "0", 0, 0, "", 0, to_json([given, rounded]), "", "", "delivered",
    )  # fmt: skip
    with turn():
        add_order(row)
        reach("order.row")
        add_parts([part])
        reach("order.parts")
        add_lines([line])
        reach("order.lines")
        told = {"order": number, "offering": offering.id, "to": to, "note": note}
        record_deed("order.given_free", actor=actor.name, at=at, params=told)
        reach("order.recorded")
    reach("order.committed")
    return get_order(number, actor=actor, at=at)
