"""What happens to an order when the booking of one of its lines is changed, handed over, handed back or missed?

A line's booking has the time, the line the price. So its verbs are the order's: cancelling it cancels the line, moving
it makes a new line, handing it back delivers the line. Rule to remember: the order is locked with the resources, and
what becomes dearer, or costs a fee, is agreed to first, as with any booking.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.ordering.basket import from_text
from comptoir.core.ordering.states import next_state
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.operations.actors import Actor
from comptoir.operations.cancel_order import (
    allow_change,
    cancel_lines,
    charge,
    fee_keys,
    fee_of,
    owed_by,
    pay,
    step,
)
from comptoir.operations.change_order import change_inside, wanted_of
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.order_turns import held_keys, order_turn
from comptoir.operations.rentals import told_by_line
from comptoir.operations.taking.turns import NoRoom, refused, resource_names
from comptoir.operations.taking.waiting import fair_turn, sweep
from comptoir.operations.taking.wanted import Want
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking
from comptoir.store.orders.queries import StoredOrder, find_order, next_number
from comptoir.store.orders.rows import LineRow
from comptoir.store.orders.writing import add_lines


def order_of(line: str) -> tuple[str, int]:
    """The order and the number of a booking's line."""
    order, _, number = line.rpartition("/")
    return order, int(number)


@contextmanager
def booking_turn(
    company: Company, booking: Booking, wants: Sequence[Want], *, actor: Actor, at: datetime,
    keys: Sequence[str] = (),
) -> Iterator[StoredOrder | None]:  # fmt: skip
    """A turn in which a booking changes: with its order, if it has one, whose row is yielded and locked.

    keys      names of what else the change decides on
    raises    as fair_turn, as order_turn
    """
    if not booking.line:
        with fair_turn(company, wants, at=at, more=keys):
            yield None
        return
    order, _ = order_of(booking.line)
    try:
        with order_turn(
            order, actor, at=at, counting=True, keys=(*keys, *resource_names(company, wants))
        ) as found:
            if not _fresh(booking).line.startswith(f"{order}/"):
                # It was restored without its line between the two looks.
                raise Refusal(Reason("store.busy"))
            sweep(company, wants, at=at)
            yield found
    except NoRoom as full:
        raise refused(company, full, at=at) from None
    reach("booking.committed")


def line_of(found: StoredOrder, line: str) -> LineRow:
    """The line of a booking in its order."""
    number = order_of(line)[1]
    return next(one for one in found.lines if one.number == number)


def price_of(found: StoredOrder, line: str) -> Amount:
    """What the line of a booking costs, as its card states prices."""
    own = line_of(found, line)
    return Amount(own.amount, own.currency)


def measures_of(line: LineRow) -> dict[str, Decimal]:
    """What a line was ordered for beside its time."""
    return {name: Decimal(value) for name, value in json.loads(line.measures or "{}").items()}


# --- cancel and move --------------------------------------------------------------------------------------------------


def cancellation_fee(booking: Booking, *, own: bool, at: datetime) -> tuple[Amount, tuple[Reason, ...]]:
    """What cancelling the booking, and so its line, would cost now, and why."""
    order, _ = order_of(booking.line)
    found = find_order(order)
    assert found is not None
    line = line_of(found, booking.line)
    free_of_charge = not own or found.order.state != "confirmed" or booking.state != "confirmed"
    fee = None if free_of_charge else fee_of(found, line, at=at).row
    if fee is None:
        return Amount.zero(line.currency), ()
    return Amount(fee.amount, fee.currency), _reasons(fee)


def cancel(
    booking: Booking, *, own: bool, actor: Actor, at: datetime, agreed: Amount | None, note: str
) -> tuple[Booking, Amount, tuple[Booking, ...]]:
    """Cancel the booking with its line, at the fee that was shown; without one where the supplier cancels.

    returns   the booking, the fee, and what is offered to who waits
    raises    Refusal: booking.fee, state.forbidden
    """
    order, number = order_of(booking.line)
    with order_turn(order, actor, at=at, counting=True, keys=fee_keys(order, [number])) as found:
        allow_change(found, [line_of(found, booking.line)], actor, at=at)

        def fees(lines: list[LineRow]) -> tuple[LineRow, ...]:
            return charge(found, lines, actor=actor, at=at) if own else ()

        gone = cancel_lines(found, [number], actor=actor, at=at, note=note, fees=fees)
        fee = Amount(sum(row.amount for row in gone.fees), line_of(found, booking.line).currency)
        if fee.minor > 0 and agreed != fee:
            raise Refusal(Reason("booking.fee", (("fee", fee),)))
    reach("booking.committed")
    return _fresh(booking), fee, gone.offered


def move(
    booking: Booking, want: Want, verb: str, *, actor: Actor, at: datetime, agreed: Amount | None
) -> tuple[Booking, Amount | None]:
    """Bring the booking to another time, and its line to the price of that.

    raises    Taken; Refusal: booking.price_changed, a rule of the resource, order.above_limit, order.cap
    """
    counter = desk()
    order, number = order_of(booking.line)
    first = find_order(order)
    assert first is not None
    line = line_of(first, booking.line)
    wish = from_text(first.order.basket).lines[line.wish - 1]
    wish = replace(wish, start=want.start, end=want.end, resource=want.resource, quantity=1, hold="",
                   used_by=booking.used_by)  # fmt: skip
    with told_by_line((wish,), at=at):
        wanted = wanted_of(counter, first, wish, actor, at=at)
        with order_turn(order, actor, at=at, counting=True, keys=wanted.keys) as found:
            changed = change_inside(counter, found, number, wanted, actor=actor, at=at, fees=False, verb=verb)
            before = price_of(found, booking.line)
            now = Amount(
                sum(one.amount for one in changed.lines if one.wish and one.measures), before.currency
            )
            if now not in (before, agreed):
                raise Refusal(Reason("booking.price_changed", (("before", before), ("now", now))))
            told = {"order": order, "line": number, "by": [one.number for one in changed.lines], "fees": []}
            record_deed("order.changed", actor=actor.name, at=at, params=told)
            reach("order.recorded")
    reach("booking.committed")
    return _fresh(booking), now


# --- at the counter ---------------------------------------------------------------------------------------------------


def missed(found: StoredOrder, booking: Booking, *, actor: Actor, at: datetime) -> tuple[LineRow, ...]:
    """Inside a turn: nobody came. The line is cancelled, at the card's fee for that."""

    def fees(lines: list[LineRow]) -> tuple[LineRow, ...]:
        return charge(found, lines, actor=actor, at=at, event=Event.NO_SHOW)

    number = order_of(booking.line)[1]
    return cancel_lines(found, [number], actor=actor, at=at, fees=fees, but=(booking.public_id,)).fees


def names_with(bookings: Iterable[Booking]) -> tuple[str, ...]:
    """The names of what the orders of some bookings count in, to be locked before those bookings are displaced."""
    orders = {order_of(one.line)[0] for one in bookings if one.line}
    found = (find_order(order) for order in sorted(orders))
    return tuple(key for order in found if order is not None for key in held_keys(order))


def displace(booking: Booking, note: str, *, names: Collection[str], actor: Actor, at: datetime) -> None:
    """Inside a turn: the supplier needs the resource. The line is cancelled without a fee, and its customer told.

    names     what is locked; an order that came since is not among it, and the whole is tried again by who asks
    """
    order, number = order_of(booking.line)
    found = find_order(order, lock=True)
    assert found is not None
    if not set(held_keys(found)) <= set(names):
        raise Refusal(Reason("store.busy"))
    cancel_lines(found, [number], actor=actor, at=at, note=note, fees=lambda _: (), offer=False)


def may_be_handed_over(found: StoredOrder) -> None:
    """Go on only if the order of a booking is confirmed.

    raises    Refusal("order.not_confirmed")
    """
    if found.order.state != "confirmed":
        raise Refusal(Reason("order.not_confirmed", (("order", found.order.id),)))


def waive_fees(found: StoredOrder, line: str, *, actor: Actor, at: datetime) -> None:
    """Inside a turn: the booking was restored, so what its cancellation cost is taken back, by lines of their own."""
    number = order_of(line)[1]
    fees = [one for one in found.lines if one.about == number and one.event == Event.CANCELLATION.value]
    due = [one for one in fees if one.amount > 0]
    back: list[LineRow] = []
    next_one = next_number(found.order.id)
    for fee in due:
        amount = Amount(-fee.amount, fee.currency)
        told = (Reason("booking.fee_waived", (("amount", Amount(fee.amount, fee.currency)),)),
                Reason("price.rounded", (("amount", amount),)))  # fmt: skip
        back.append(
            fee._replace(number=next_one + len(back), amount=-fee.amount, owed=-fee.owed, subsidy=-fee.subsidy,
                         deposit=-fee.deposit, reasons=to_json(told), took="", measured="", state=_delivered())
        )  # fmt: skip
    if not back:
        return
    add_lines(back)
    reach("order.lines")
    counts: dict[str, int] = {}
    for fee in due:
        for key, amount_took in json.loads(fee.took) if fee.took else ():
            counts[key] = counts.get(key, 0) - amount_took
    owed = owed_by(back)
    step(found, counts, owed)
    pay(found, owed, actor=actor, at=at)


# --- inside -----------------------------------------------------------------------------------------------------------


def _delivered() -> str:
    return next_state("line", "ordered", "deliver")


def _fresh(booking: Booking) -> Booking:
    found = find_booking(booking.public_id)
    assert found is not None
    return found


def _reasons(fee: LineRow) -> tuple[Reason, ...]:
    return tuple(reason for reason in from_json(fee.reasons) if reason.depth == "customer")
