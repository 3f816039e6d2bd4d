"""Pairs of deeds that contradict each other, with the answers that each order of them must get.

A pair prepares something of its own and gives the two deeds. `forward` are the answers where the first deed was first,
`backward` where the second was; several, where two orders are both right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Amount
from comptoir.operations.approve_order import approve_order, refuse_order
from comptoir.operations.bookings import (
    ForWhom,
    Want,
    book,
    cancel_booking,
    confirm_booking,
    expire_holds,
    extend_booking,
    hand_back,
    hand_over,
    hold_booking,
    miss_booking,
    put_in_maintenance,
    restore_booking,
)
from comptoir.operations.bounds import pay_in
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.change_order import change_line
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, withdraw
from comptoir.operations.deals.expiring import expire
from comptoir.operations.deals.mandates import set_floor
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.quotes import accept_quote, expire_quotes, quote_order, withdraw_quote
from comptoir.store.models import AgreedDeal, Fund, FundEntry, Negotiation, Order
from tests.corpus.races.interleaving import Deed
from tests.model.world import rearrange
from tests.operations.deals.house import price
from tests.operations.orders.shop import AT, actor, bought, wish

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_slot = iter(range(10_000))


class Two(NamedTuple):
    """The two deeds of a pair, and what must hold after them."""

    one: Deed
    other: Deed
    holds: Callable[[], bool] = lambda: True


Answers = set[tuple[str, str]]


class Pair(NamedTuple):
    """A pair by name, and the answers of the two deeds in either order: (of the one, of the other)."""

    name: str
    prepare: Callable[[], Two]
    forward: Answers
    backward: Answers


def _free() -> datetime:
    """A time at which nobody else books."""
    return AT + 2 * DAY + 6 * next(_slot) * HOUR


def _ann(at: datetime = AT):
    return actor("ann", "BIO", at)


def _sam(at: datetime = AT):
    return actor("sam", "", at)


def _booked(start: datetime, *, by: str = "ann", hours: int = 1) -> str:
    want = Want("desk", start, start + hours * HOUR, "desks", 2)
    return book(want, ForWhom(), actor=actor(by, "BIO"), at=AT).booking.public_id


def _agreed(minor: int) -> Amount:
    return Amount(minor, "EUR")


# --- bookings ---------------------------------------------------------------------------------------------------------


def cancel_or_start() -> Two:
    start = _free()
    made = _booked(start)
    return Two(
        lambda: cancel_booking(made, actor=_ann(start), at=start),
        lambda: hand_over(made, actor=_sam(start), at=start),
    )


def miss_or_start() -> Two:
    start = _free()
    made = _booked(start)
    late = start + HOUR / 2
    return Two(
        lambda: miss_booking(made, actor=_sam(late), at=late),
        lambda: hand_over(made, actor=_sam(late), at=late),
    )


def back_twice() -> Two:
    start = _free()
    made = _booked(start)
    hand_over(made, actor=_sam(start), at=start)
    end = start + HOUR
    return Two(
        lambda: hand_back(made, actor=_sam(end), at=end), lambda: hand_back(made, actor=_sam(end), at=end)
    )


def extend_or_book() -> Two:
    start = _free()
    made = _booked(start)
    after = Want("desk", start + HOUR, start + 2 * HOUR, "desks", 1)
    return Two(
        lambda: extend_booking(made, start + 2 * HOUR, actor=_ann(), at=AT, agreed=_agreed(2_000)),
        lambda: book(after, ForWhom(), actor=actor("zoe", "BIO"), at=AT),
    )


def confirm_or_expire() -> Two:
    start = _free()
    want = Want("desk", start, start + HOUR, "desks", 2)
    held = hold_booking(want, ForWhom(), actor=_ann(), at=AT - HOUR).booking.public_id
    return Two(lambda: confirm_booking(held, actor=_ann(), at=AT), lambda: expire_holds(at=AT))


def restore_or_book() -> Two:
    start = _free()
    made = _booked(start)
    cancel_booking(made, actor=_ann(), at=AT)
    want = Want("desk", start, start + HOUR, "desks", 1)
    return Two(
        lambda: restore_booking(made, actor=_ann(), at=AT),
        lambda: book(want, ForWhom(), actor=actor("zoe", "BIO"), at=AT),
    )


def maintain_or_book() -> Two:
    start = _free()
    want = Want("desk", start, start + HOUR, "desks", 1)
    return Two(
        lambda: put_in_maintenance("desks", start, start + HOUR, actor=_sam(), at=AT),
        lambda: book(want, ForWhom(), actor=_ann(), at=AT),
    )


# --- orders and quotes ------------------------------------------------------------------------------------------------


def _waiting() -> str:
    """An order above one limit: bob's word confirms it."""
    return bought(wish("scan", 4)).order.id


def approve_or_cancel() -> Two:
    order = _waiting()
    return Two(
        lambda: approve_order(order, actor=actor("bob", "BIO"), at=AT),
        lambda: cancel_order(order, actor=_ann(), at=AT),
        lambda: Order.objects.get(id=order).state == "cancelled",
    )


def approve_or_refuse() -> Two:
    order = _waiting()
    return Two(
        lambda: approve_order(order, actor=actor("bob", "BIO"), at=AT),
        lambda: refuse_order(order, actor=actor("cora"), at=AT, note="no"),
    )


def cancel_or_deliver() -> Two:
    order = bought(wish("scan"), wish("cut")).order.id
    return Two(
        lambda: cancel_order(order, actor=_ann(), at=AT), lambda: deliver_line(order, 1, actor=_sam(), at=AT)
    )


def cancel_or_change() -> Two:
    order = bought(wish("scan"), wish("cut")).order.id
    return Two(
        lambda: cancel_order(order, actor=_ann(), at=AT),
        lambda: change_line(order, 1, wish("scan", 2), actor=_ann(), at=AT),
    )


def two_refunds() -> Two:
    """What a fund paid comes back once, whoever cancels."""
    pay_in(actor=actor("cora"), payer="zoe", amount=_agreed(7_200), at=AT)
    order = bought(wish("scan"), by="zoe", acting_for="").order.id

    def covered() -> bool:
        fund = Fund.objects.get(payer="zoe")
        entries = sum(FundEntry.objects.filter(fund=fund).values_list("amount", flat=True))
        cancelled = FundEntry.objects.filter(fund=fund, order=order, amount__gt=0).count()
        return fund.balance == entries and cancelled <= 1

    return Two(
        lambda: cancel_order(order, actor=actor("zoe"), at=AT),
        lambda: cancel_order(order, actor=_sam(), at=AT),
        covered,
    )


def _quoted() -> str:
    return quote_order(Basket("BIO", (wish("scan"),)), actor=_ann(), at=AT).id


def accept_or_withdraw() -> Two:
    quote = _quoted()
    return Two(
        lambda: accept_quote(quote, actor=_ann(), at=AT), lambda: withdraw_quote(quote, actor=_ann(), at=AT)
    )


def accept_or_expire() -> Two:
    quote = _quoted()
    late = AT + 31 * DAY
    return Two(
        lambda: accept_quote(quote, actor=_ann(), at=AT),
        lambda: f"expired {expire_quotes(at=late)}",
    )


def leave_or_order() -> Two:
    """Ann leaves BIO while her order is on its way: it comes before or not at all, and never at another price."""
    rearrange(frozenset(), at=AT + next(_slot) * timedelta(seconds=1))
    leaving = AT + HOUR

    def order() -> str:
        placed = bought(wish("scan"), by="ann", at=leaving)
        return f"at {placed.order.lines[0].amount.minor}"

    return Two(lambda: rearrange(frozenset({"ann"}), at=leaving), order)


# --- negotiation ------------------------------------------------------------------------------------------------------


def _asked(at: datetime = AT) -> str:
    _clear(at)
    return ask_for_price("scan", price("50"), actor=_ann(at), at=at).id


def _clear(at: datetime) -> None:
    """No deal holds, and nothing is talked about any more."""
    for deal in AgreedDeal.objects.filter(ended_at=None):
        end_deal(deal.public_id, actor=_ann(at), at=at)
    for row in Negotiation.objects.filter(expires_at__isnull=False):
        withdraw(row.public_id, actor=_ann(at), at=at)


def approve_or_run_out() -> Two:
    made = _asked()
    escalate(made, price("50"), actor=actor("sol"), at=AT)
    late = AT + 15 * DAY
    return Two(
        lambda: approve_offer(made, actor=actor("mia"), at=AT),
        lambda: f"expired {len(expire(at=late))}",
    )


def _offered() -> str:
    made = _asked()
    offer_price(made, price("55"), actor=actor("sol"), at=AT)
    return made


def agree_or_withdraw() -> Two:
    made = _offered()
    return Two(
        lambda: agree_deal(made, actor=_ann(), at=AT), lambda: withdraw(made, actor=actor("sol"), at=AT)
    )


def agree_or_counter() -> Two:
    made = _offered()
    return Two(
        lambda: agree_deal(made, actor=_ann(), at=AT),
        lambda: counter_offer(made, price("54"), actor=actor("zoe", "BIO"), at=AT),
    )


def agree_or_run_out() -> Two:
    made = _offered()
    late = AT + 15 * DAY
    return Two(lambda: agree_deal(made, actor=_ann(), at=AT), lambda: f"expired {len(expire(at=late))}")


def floor_or_agree() -> Two:
    """A floor is raised while an offer is on the table: the offer binds the unit all the same."""
    set_floor("MET", "scan", "", actor=actor("mia"), at=AT)
    made = _offered()
    return Two(
        lambda: set_floor("MET", "scan", "58", actor=actor("mia"), at=AT),
        lambda: agree_deal(made, actor=_ann(), at=AT),
    )


# Where two orders of them are right, an import and an order on PostgreSQL, the order may be there before the import is.
PAIRS = (
    Pair(
        "cancel a booking, or start it",
        cancel_or_start,
        {("done", "state.forbidden")},
        {("state.forbidden", "done")},
    ),
    Pair(
        "miss a booking, or start it",
        miss_or_start,
        {("done", "state.forbidden")},
        {("state.forbidden", "done")},
    ),
    Pair("take back twice", back_twice, {("done", "state.forbidden")}, {("state.forbidden", "done")}),
    Pair(
        "extend, or book the time after it",
        extend_or_book,
        {("done", "booking.taken")},
        {("booking.taken", "done")},
    ),
    Pair(
        "confirm a lapsed hold, or put it away",
        confirm_or_expire,
        {("done", "done")},
        {("booking.hold_over", "done")},
    ),
    Pair(
        "restore, or book the time", restore_or_book, {("done", "booking.taken")}, {("booking.taken", "done")}
    ),
    Pair("maintain, or book", maintain_or_book, {("done", "booking.taken")}, {("booking.taken", "done")}),
    Pair(
        "approve an order, or cancel it", approve_or_cancel, {("done", "done")}, {("state.forbidden", "done")}
    ),
    Pair(
        "approve an order, or refuse it",
        approve_or_refuse,
        {("done", "state.forbidden")},
        {("state.forbidden", "done")},
    ),
    Pair(
        "cancel an order, or deliver a line",
        cancel_or_deliver,
        {("done", "order.not_confirmed")},
        {("state.forbidden", "done")},
    ),
    Pair(
        "cancel an order, or change a line",
        cancel_or_change,
        {("done", "order.not_confirmed")},
        {("done", "done")},
    ),
    Pair("two refunds", two_refunds, {("done", "state.forbidden")}, {("state.forbidden", "done")}),
    Pair(
        "accept a quote, or withdraw it",
        accept_or_withdraw,
        {("done", "state.forbidden")},
        {("state.forbidden", "done")},
    ),
    Pair(
        "accept a quote, or let it run out",
        accept_or_expire,
        {("done", "expired 0")},
        {("state.forbidden", "expired 1")},
    ),
    Pair(
        "approve an offer, or let it run out",
        approve_or_run_out,
        {("done", "expired 1")},
        {("state.forbidden", "expired 1")},
    ),
    Pair(
        "agree, or take the offer back",
        agree_or_withdraw,
        {("done", "state.forbidden")},
        {("state.forbidden", "done")},
    ),
    Pair(
        "agree, or counter",
        agree_or_counter,
        {("done", "state.forbidden")},
        {("negotiation.not_your_turn", "done")},
    ),
    Pair(
        "agree, or let it run out",
        agree_or_run_out,
        {("done", "expired 0")},
        {("state.forbidden", "expired 1")},
    ),
    Pair("raise the floor, or agree", floor_or_agree, {("done", "done")}, {("done", "done")}),
    Pair(
        "leave the unit, or order for it",
        leave_or_order,
        {("done", "actor.capacity"), ("done", "at 5500")},
        {("done", "at 5500")},
    ),
)
