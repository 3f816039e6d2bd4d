"""What is done for each verb of the table of states, and what else moves at the counter: time, roles and ties."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Amount, Refusal
from comptoir.operations.accounts import grant_role, revoke_role
from comptoir.operations.approve_order import approve_order, refuse_order
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
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
    move_booking,
    restore_booking,
)
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.expiring import expire
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.permissions import Role
from comptoir.operations.place_order import place_order, save_basket, submit_order
from comptoir.operations.quotes import accept_quote, decline_quote, expire_quotes, quote_order, withdraw_quote
from comptoir.operations.undo_delivery import undo_delivery
from comptoir.store.models import AgreedDeal, Booking, OrderLine, RoleGrant
from tests.model.tracing import Deed, Try, euros, is_free
from tests.model.world import AUTHORITY, FLOOR, INSIDE, TIES, UNIT_OF, rearrange
from tests.operations.deals.house import price
from tests.operations.orders.shop import MACHINE, wish

Made = TypeVar("Made")
PRICES = [Decimal(text) for text in ("41.49", "41.50", "50", "53.99", "54", "58", "60", "130")]
RESOURCES = {"scope": "scope-1", "desk": "desks"}
HALF = timedelta(minutes=30)


def _basket(one: Try, acting_for: str) -> tuple[Basket, int]:
    count = one.chance.choice((1, 1, 2, 5))
    return Basket(acting_for or one.person, (wish("scan", count), wish("cut"))), count


def _pays(one: Try, acting_for: str, count: int, amount: Amount) -> None:
    """A scan costs what it must cost somebody who is what he is now (I-14, I-18); a deal may make it less."""
    deals = [
        Decimal(deal.price)
        for deal in AgreedDeal.objects.filter(ended_at=None, customer=acting_for or one.person)
    ]
    fair = min([one.model.scan(one.person, acting_for), *deals])
    assert amount == euros(fair, count), (one.person, acting_for, amount)


def _own(one: Try) -> str:
    """For whom somebody acts who would change a thing: buyers for their unit, staff for themselves."""
    return UNIT_OF.get(one.person, "")


# --- orders and quotes ------------------------------------------------------------------------------------------------


def save(one: Try) -> None:
    acting_for = one.acting_for
    save_basket(_basket(one, acting_for)[0], actor=one.actor(acting_for), at=one.at)


def submit(one: Try) -> None:
    submit_order(one.name, actor=one.actor(_own(one)), at=one.at)


def place(one: Try) -> None:
    acting_for = one.acting_for
    basket, count = _basket(one, acting_for)
    placed = place_order(basket, actor=one.actor(acting_for), at=one.at)
    _pays(one, acting_for, count, placed.order.lines[0].amount)


def quote(one: Try, replaces: str = "") -> None:
    acting_for = one.acting_for
    basket, count = _basket(one, acting_for)
    made = quote_order(basket, actor=one.actor(acting_for), at=one.at, replaces=replaces)
    _pays(one, acting_for, count, made.lines[0][1])


def close(one: Try) -> None:
    """An order is closed by its last delivery."""
    rows = OrderLine.objects.filter(order=one.name).order_by("number")
    for number in rows.values_list("number", flat=True):
        with suppress(Refusal):
            deliver_line(one.name, number, actor=one.actor(), at=one.at)


def _line(one: Try) -> tuple[str, int]:
    order, _, number = one.name.partition("/")
    return order, int(number or 0)


def deliver(one: Try, *, partly: bool = False) -> None:
    order, number = _line(one)
    deliver_line(order, number, actor=one.actor(), at=one.at, partly=partly)


def undeliver(one: Try) -> None:
    order, number = _line(one)
    undo_delivery(order, number, reason="by mistake", actor=one.actor(), at=one.at)


def reopen(one: Try) -> None:
    """An order is opened again by taking its first delivery back."""
    undo_delivery(one.name, 1, reason="by mistake", actor=one.actor(), at=one.at)


def cancel_line(one: Try) -> None:
    order, number = _line(one)
    cancel_order(order, actor=one.actor(_own(one)), at=one.at, lines=[number])


# --- bookings ---------------------------------------------------------------------------------------------------------


def _want(one: Try) -> Want:
    hour = one.at.replace(minute=0, second=0, microsecond=0)
    start = hour + one.chance.randint(2, 12) * HALF
    offering = one.chance.choice(("scope", "scope", "desk"))
    return Want(offering, start, start + one.chance.randint(1, 3) * HALF, RESOURCES[offering])


def _take(one: Try, deed: Callable[..., object]) -> None:
    """Take something: granted exactly where the model knows room."""
    want = _want(one)
    free = is_free(want.resource, want.start, want.end, one.at)
    try:
        deed(want, ForWhom(), actor=one.actor(one.acting_for), at=one.at)
    except Taken:
        assert not free, "I-03: refused as taken, and it was free"
        raise
    assert free, "I-02: granted, and it was taken"


def _agreeing(deed: Callable[[Amount | None], Made]) -> Made:
    """Do it, and where another amount is asked for than the one known, agree to that."""
    try:
        return deed(None)
    except Refusal as refusal:
        asked = dict(refusal.reason.params).get({"booking.price_changed": "now", "booking.fee": "fee"}.get(
            refusal.reason.code, ""))  # fmt: skip
        if not isinstance(asked, Amount):
            raise
        return deed(asked)


def _booked(one: Try) -> Booking:
    found = Booking.objects.filter(public_id=one.name).first()
    return found or Booking(starts_at=one.at, ends_at=one.at + HALF, resource="scope-1", offering="scope")


def move(one: Try) -> None:
    want = _want(one)
    _agreeing(
        lambda agreed: move_booking(one.name, want, actor=one.actor(_own(one)), at=one.at, agreed=agreed)
    )


def extend(one: Try) -> None:
    end = _booked(one).ends_at + one.chance.choice((-1, 1, 2)) * HALF
    _agreeing(
        lambda agreed: extend_booking(one.name, end, actor=one.actor(_own(one)), at=one.at, agreed=agreed)
    )


def cancel(one: Try) -> None:
    _agreeing(lambda agreed: cancel_booking(one.name, actor=one.actor(_own(one)), at=one.at, agreed=agreed))


def restore(one: Try) -> None:
    _agreeing(lambda agreed: restore_booking(one.name, actor=one.actor(_own(one)), at=one.at, agreed=agreed))


def confirm(one: Try) -> None:
    _agreeing(lambda agreed: confirm_booking(one.name, actor=one.actor(_own(one)), at=one.at, agreed=agreed))


def _when(one: Try, instant: datetime) -> None:
    """Let it be that time, if it is not past."""
    one.model.now = max(one.model.now, instant)


def over(one: Try) -> None:
    if (start := _booked(one).starts_at) - one.at < timedelta(days=1):
        _when(one, start)
    hand_over(one.name, actor=one.actor(), at=one.at)


def back(one: Try) -> None:
    _when(one, _booked(one).ends_at - HALF / 2)
    hand_back(one.name, actor=one.actor(), at=one.at)


def miss(one: Try) -> None:
    if (start := _booked(one).starts_at) - one.at < timedelta(days=1):
        _when(one, start + HALF)
    miss_booking(one.name, actor=one.actor(), at=one.at)


# --- negotiation ------------------------------------------------------------------------------------------------------


def _on_table(one: Try, amount: Decimal, *parts: str) -> None:
    one.model.table[one.name] = amount
    one.model.parts.setdefault(one.name, set()).update({one.person, *parts})


def ask(one: Try) -> None:
    amount = one.chance.choice(PRICES)
    made = ask_for_price("scan", price(str(amount)), actor=one.actor(_own(one)), at=one.at).id
    assert _own(one) != "NEW", "only insiders may ask"
    assert amount < INSIDE
    one.model.customers[made] = _own(one) or one.person
    one.model.table[made], one.model.parts[made] = amount, {one.person}


def offer(one: Try) -> None:
    amount = one.chance.choice(PRICES)
    offer_price(one.name, price(str(amount)), actor=one.actor(), at=one.at)
    assert one.person == "sol"
    assert max(AUTHORITY, FLOOR) <= amount < INSIDE
    _on_table(one, amount)


def counter(one: Try) -> None:
    amount = one.chance.choice(PRICES)
    counter_offer(one.name, price(str(amount)), actor=one.actor(_own(one)), at=one.at)
    assert one.model.customers[one.name] == (_own(one) or one.person)
    assert amount < INSIDE
    _on_table(one, amount)


def raise_it(one: Try) -> None:
    amount = one.chance.choice(PRICES)
    escalate(one.name, price(str(amount)), actor=one.actor(), at=one.at)
    assert FLOOR <= amount < AUTHORITY
    _on_table(one, amount)


def approve(one: Try) -> None:
    approve_offer(one.name, actor=one.actor(), at=one.at)
    assert one.person == "mia"
    assert one.person not in one.model.parts[one.name], "nobody approves his own offer"
    assert one.model.table[one.name] >= FLOOR


def agree(one: Try) -> None:
    agree_deal(one.name, actor=one.actor(_own(one)), at=one.at)
    if one.model.customers[one.name] != (_own(one) or one.person):
        assert one.person == "sol"
        assert one.model.table[one.name] >= AUTHORITY


def end(one: Try) -> None:
    held = AgreedDeal.objects.filter(negotiation__public_id=one.name).values_list("public_id", flat=True)
    end_deal(next(iter(held), "NOTHING000"), actor=one.actor(_own(one)), at=one.at)


# --- what else moves --------------------------------------------------------------------------------------------------


def wait(one: Try) -> None:
    """Time passes, and the clock's own verbs are said."""
    one.model.now += timedelta(minutes=one.chance.choice((15, 60, 60 * 24, 60 * 24 * 20)))
    expire_holds(at=one.at)
    expire_quotes(at=one.at)
    expire(at=one.at)


def leave(one: Try) -> None:
    """Somebody is no longer what he was, or is it again, from this instant on."""
    person = one.chance.choice(sorted(TIES))
    gone = one.model.gone ^ {person}
    rearrange(gone, at=one.at)
    one.model.gone = gone


def role(one: Try) -> None:
    """Somebody gains or loses the counter, or the right to sell."""
    person, what = one.chance.choice((("sam", Role.COUNTER_STAFF), ("sol", Role.SELLER)))
    held = RoleGrant.objects.filter(person=person, role=what.value, valid_to=None).exists()
    (revoke_role if held else grant_role)(person, what, unit="MET", actor=MACHINE, at=one.at)


DEEDS: dict[str, Deed] = {
    "order.save": save,
    "order.submit": submit,
    "order.place": place,
    "order.approve": lambda one: void(approve_order(one.name, actor=one.actor(_own(one)), at=one.at)),
    "order.refuse": lambda one: void(
        refuse_order(one.name, actor=one.actor(_own(one)), at=one.at, note="no")
    ),
    "order.cancel": lambda one: void(cancel_order(one.name, actor=one.actor(_own(one)), at=one.at)),
    "order.close": close,
    "order.reopen": reopen,
    "line.undeliver": undeliver,
    "line.deliver": deliver,
    "line.deliver_part": lambda one: deliver(one, partly=True),
    "line.cancel": cancel_line,
    "quote.send": quote,
    "quote.replace": lambda one: quote(one, one.name),
    "quote.accept": lambda one: void(accept_quote(one.name, actor=one.actor(_own(one)), at=one.at)),
    "quote.decline": lambda one: decline_quote(one.name, actor=one.actor(_own(one)), at=one.at),
    "quote.withdraw": lambda one: withdraw_quote(one.name, actor=one.actor(_own(one)), at=one.at),
    "booking.hold": lambda one: _take(one, hold_booking),
    "booking.book": lambda one: _take(one, book),
    "booking.confirm": confirm,
    "booking.move": move,
    "booking.extend": extend,
    "booking.overrun": extend,
    "booking.cancel": cancel,
    "booking.hand_over": over,
    "booking.miss": miss,
    "booking.hand_back": back,
    "booking.restore": restore,
    "deal.ask": ask,
    "deal.offer": offer,
    "deal.counter": counter,
    "deal.escalate": raise_it,
    "deal.approve": approve,
    "deal.decline": lambda one: void(decline(one.name, actor=one.actor(_own(one)), at=one.at)),
    "deal.withdraw": lambda one: void(withdraw(one.name, actor=one.actor(_own(one)), at=one.at)),
    "deal.agree": agree,
    "deal.end": end,
    "time.wait": wait,
    "tie.leave": leave,
    "role.change": role,
}
# Said inside another verb: by placing and submitting, or by the clock.
WITHIN = {
    "order.await_approval": "order.submit",
    "order.confirm": "order.submit",
    "quote.expire": "time.wait",
    "booking.expire": "time.wait",
    "deal.expire": "time.wait",
}


def void(_made: object) -> None:
    """What a deed gives is not looked at."""
