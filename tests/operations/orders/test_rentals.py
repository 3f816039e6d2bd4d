"""An order line that rents holds its resource: taken with the order or not at all, changed and given with it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.share import Share
from comptoir.operations.approve_order import refuse_order
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    book,
    cancel_booking,
    cancellation_fee,
    extend_booking,
    hand_back,
    hand_over,
    hold_booking,
    join_waiting_list,
    miss_booking,
    move_booking,
    put_in_maintenance,
    restore_booking,
)
from comptoir.operations.bounds import set_limit
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.change_order import change_line
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.place_order import place_order, save_basket, submit_order
from comptoir.operations.quotes import accept_quote, quote_order
from comptoir.operations.read_booking import get_booking, preview_change, use_amounts
from comptoir.operations.read_order import OrderView, get_order
from comptoir.store.bookings import guards
from comptoir.store.bookings.models import Booking, BookingPrice
from comptoir.store.models import Order, OrderLine, OutboxRow, Tally
from tests.operations.bookings.counter import (
    HOUR,
    MONDAY,
    NOW,
    ROWS,
    Cells,
    ann,
    ben,
    hours,
    open_counter,
    sam,
    zoe,
)
from tests.operations.orders.shop import MACHINE
from tests.operations.orders.test_place_order import euros, refused

EXTRA: dict[str, list[Cells]] = {
    "units": [*ROWS["units"], {"unit": "WORK", "name": "Atelier", "supplier": "yes"}],
    "cost_centers": [
        {"cost_center": "CC1", "name": "Cells", "unit": "BIO", "owner": "ben"},
        {"cost_center": "CC2", "name": "Proteins", "unit": "BIO"},
    ],
}


@pytest.fixture
def counter(database) -> None:
    open_counter(**EXTRA)


def rent(offering: str, first: float, last: float, **more) -> Wish:
    """A rental on the Monday, in UTC hours."""
    return Wish(offering, start=MONDAY + first * HOUR, end=MONDAY + last * HOUR, **more)


def ordered(*wishes: Wish, by=ann, at=NOW, **more) -> OrderView:
    actor = by(at)
    return place_order(Basket(more.pop("buyer", actor.acting_for), wishes, **more), actor=actor, at=at).order


def booking(order: OrderView, line: int = 1) -> Booking:
    return Booking.objects.get(line=f"{order.id}/{line}")


def why(refusal: Refusal) -> tuple[str, int, str]:
    """The code of a refusal, the line it is about, and the code of its reason."""
    params = dict(refusal.reason.params)
    own, line = params["why"], params["line"]
    assert isinstance(own, Reason)
    assert isinstance(line, int)
    return refusal.reason.code, line, own.code


def seen(order: OrderView) -> OrderView:
    return get_order(order.id, actor=MACHINE, at=NOW)


# --- taken with the order ---------------------------------------------------------------------------------------------


def test_every_rental_line_holds_its_resource(counter) -> None:
    order = ordered(rent("cmm", 9, 11), rent("van", 9, 33), rent("van", 9, 33), cost_center="CC1")

    held = {one.line: one for one in Booking.objects.all()}
    assert set(held) == {f"{order.id}/{number}" for number in (1, 2, 3)}
    assert {one.resource for one in held.values()} == {"cmm-1", "van-1", "van-2"}
    assert {(one.state, one.buyer, one.payer, one.cost_center, one.used_by) for one in held.values()} == {
        ("confirmed", "BIO", "BIO", "CC1", "ann")
    }
    assert [line.booking.resource for line in order.lines if line.booking] == ["cmm-1", "van-1", "van-2"]
    assert BookingPrice.objects.count() == 0, "the line has the price"
    assert order.lines[0].amount == euros(12_000)
    assert get_order(order.id, actor=ann(), at=NOW) == order


def test_several_of_a_pool_are_as_many_lines(counter) -> None:
    order = ordered(rent("car", 9, 12, quantity=2), rent("car", 10, 12))

    assert [line.amount.minor for line in order.lines] == [2_000] * 3
    assert sorted(Booking.objects.values_list("line", "quantity")) == [
        (f"{order.id}/{n}", 1) for n in (1, 2, 3)
    ]
    assert refused(ordered, rent("car", 9, 12)) == "order.taken"


def test_what_is_taken_is_told_by_its_line_with_what_is_free(counter) -> None:
    book(hours(9, 11), ForWhom(), actor=ben(), at=NOW)

    with pytest.raises(Taken) as told:
        ordered(rent("van", 9, 12), rent("cmm", 10, 12))

    assert why(told.value) == ("order.taken", 2, "booking.taken")
    assert len(told.value.alternatives) == 3
    assert all(one.id == "" for one in told.value.conflicts)
    assert (Order.objects.count(), OrderLine.objects.count(), Booking.objects.count()) == (0, 0, 1)


def test_an_order_stands_in_the_way_of_bookings(counter) -> None:
    ordered(rent("cmm", 9, 11))

    with pytest.raises(Taken):
        book(hours(10, 12), ForWhom(), actor=zoe(), at=NOW)
    assert book(hours(11, 12), ForWhom(), actor=zoe(), at=NOW).booking.state == "confirmed"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (rent("bench", 3, 5), "booking.closed"),
        (rent("bench", 9.25, 10.25), "booking.slot"),
        (rent("sem", 9, 10, resource="cmm-1"), "booking.unknown_resource"),
        (rent("cmm", 9, 10, used_by="sam"), "booking.not_qualified"),
        (rent("cmm", -24 * 30, -24 * 30 + 1), "booking.lead"),
    ],
)
def test_the_rules_of_the_resource_count(counter, wish, code) -> None:
    with pytest.raises(Refusal) as told:
        ordered(rent("van", 9, 12), wish)

    assert why(told.value) == ("order.not_bookable", 2, code)
    assert Order.objects.count() == 0


def test_what_somebody_says_of_his_training_does_not_count(counter) -> None:
    wish = rent("cmm", 9, 10, used_by="sam", answers={"trained": True})

    assert refused(ordered, wish) == "order.not_bookable"


def test_a_draft_and_a_quote_hold_nothing_and_a_hold_is_taken_over(counter) -> None:
    basket = Basket("BIO", (rent("cmm", 9, 11),))
    draft = save_basket(basket, actor=ann(), at=NOW)
    quote = quote_order(basket, actor=ann(), at=NOW)
    assert Booking.objects.count() == 0

    held = hold_booking(hours(9, 11), ForWhom(), actor=ann(), at=NOW).booking
    assert refused(submit_order, draft, actor=ann(), at=NOW) == "order.taken"
    order = ordered(rent("cmm", 9, 11, hold=held.public_id))
    held.refresh_from_db()
    assert (held.state, booking(order).resource) == ("expired", "cmm-1")
    assert refused(accept_quote, quote.id, actor=ann(), at=NOW) == "order.taken"
    cancel_order(order.id, actor=ann(), at=NOW)
    taken = accept_quote(quote.id, actor=ann(), at=NOW).order
    assert booking(taken).state == "confirmed"


def test_a_hold_of_somebody_else_or_of_something_else_is_none(counter) -> None:
    held = hold_booking(hours(9, 11), ForWhom(), actor=zoe(), at=NOW).booking.public_id
    own = hold_booking(hours(12, 13), ForWhom(), actor=ann(), at=NOW).booking.public_id

    for wish in (
        rent("cmm", 9, 11, hold=held),
        rent("cmm", 13, 14, hold=own),
        rent("cmm", 9, 11, hold="none"),
    ):
        with pytest.raises(Refusal) as told:
            ordered(wish)
        assert why(told.value) == ("order.not_bookable", 1, "order.hold")


def test_a_hold_whose_time_is_over_is_had_if_nobody_took_it(counter) -> None:
    old = hold_booking(hours(9, 11), ForWhom(), actor=ann(), at=NOW - timedelta(minutes=20)).booking.public_id

    assert booking(ordered(rent("cmm", 9, 11, hold=old))).state == "confirmed"


def test_an_order_that_waits_holds_and_a_no_frees(counter) -> None:
    set_limit(actor=MACHINE, payer="BIO", amount=euros(5_000), at=NOW)
    order = ordered(rent("cmm", 9, 11))

    assert order.state == "awaiting approval"
    assert booking(order).state == "confirmed"
    assert (
        refused(hand_over, booking(order).public_id, actor=sam(), at=MONDAY + 9 * HOUR)
        == "order.not_confirmed"
    )
    refuse_order(order.id, actor=MACHINE, at=NOW, note="no")
    assert booking(order).state == "cancelled"


# --- changed and cancelled with it ------------------------------------------------------------------------------------


def test_cancelling_the_line_frees_it_for_who_waits(counter) -> None:
    order = ordered(rent("cmm", 9, 11), rent("van", 9, 12))
    join_waiting_list(hours(9, 11), ForWhom(), actor=zoe(), at=NOW)

    cancel_order(order.id, actor=ann(), at=NOW, lines=[1])

    assert booking(order, 1).state == "cancelled"
    assert booking(order, 2).state == "confirmed"
    assert Booking.objects.get(state="held").buyer == "NEW"


def test_cancelling_the_booking_cancels_the_line_at_the_fee_that_was_shown(counter) -> None:
    order = ordered(rent("cmm", 9, 11), rent("van", 9, 12))
    late, own = MONDAY - HOUR, booking(order).public_id
    fee = cancellation_fee(own, actor=ann(), at=late)
    assert fee.amount == euros(6_000)

    assert refused(cancel_booking, own, actor=ann(), at=late) == "booking.fee"
    assert booking(order).state == "confirmed"
    gone = cancel_booking(own, actor=ann(), at=late, agreed=euros(6_000))
    assert (gone.booking.state, gone.fee) == ("cancelled", euros(6_000))
    lines = seen(order).lines
    assert [line.state for line in lines] == ["cancelled", "ordered", "delivered"]
    assert (lines[2].event, lines[2].about, lines[2].amount) == ("cancellation", 1, euros(6_000))


def test_what_the_supplier_cancels_costs_nothing_and_is_told(counter) -> None:
    order = ordered(rent("cmm", 9, 11))

    gone = cancel_booking(booking(order).public_id, actor=sam(), at=MONDAY - HOUR, note="broken")

    assert gone.fee == euros(0)
    assert seen(order).state == "cancelled"
    assert OutboxRow.objects.get(key__startswith="cancelled:").recipient == "ann"


def test_maintenance_displaces_an_order_line(counter) -> None:
    order = ordered(rent("cmm", 9, 11), rent("van", 9, 12))
    join_waiting_list(hours(9, 11), ForWhom(), actor=zoe(), at=NOW)

    put_in_maintenance("cmm-1", MONDAY + 8 * HOUR, MONDAY + 12 * HOUR, actor=sam(), at=NOW, displace=True)

    assert [line.state for line in seen(order).lines] == ["cancelled", "ordered"]
    assert guards.overbooked(connection) == ()


def test_changing_the_line_moves_its_booking(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    own = booking(order).public_id

    changed = change_line(order.id, 1, rent("cmm", 10, 13), actor=ann(), at=NOW)

    moved = Booking.objects.get(public_id=own)
    assert (moved.line, moved.starts_at, moved.state) == (f"{order.id}/2", MONDAY + 10 * HOUR, "confirmed")
    assert [line.amount.minor for line in changed.lines] == [12_000, 18_000]
    assert changed.lines[1].booking is not None
    other = change_line(order.id, 2, rent("van", 10, 13), actor=ann(), at=NOW)
    assert {one.resource: one.state for one in Booking.objects.all()} == {
        "cmm-1": "cancelled",
        "van-1": "confirmed",
    }
    assert [line.amount.minor for line in other.lines if line.state == "ordered"] == [5_000]


def test_a_change_into_what_is_taken_changes_nothing(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    book(hours(12, 14), ForWhom(), actor=zoe(), at=NOW)

    assert refused(change_line, order.id, 1, rent("cmm", 11, 13), actor=ann(), at=NOW) == "order.taken"
    assert booking(order).starts_at == MONDAY + 9 * HOUR
    assert [line.state for line in seen(order).lines] == ["ordered"]


def test_moving_and_extending_the_booking_change_the_line_at_a_price_agreed_to(counter) -> None:
    order = ordered(rent("cmm", 9, 11), rent("van", 9, 12))
    own = booking(order).public_id

    assert move_booking(own, hours(12, 14), actor=ann(), at=NOW).amount == euros(12_000)
    assert refused(extend_booking, own, MONDAY + 15 * HOUR, actor=ann(), at=NOW) == "booking.price_changed"
    longer = extend_booking(own, MONDAY + 15 * HOUR, actor=ann(), at=NOW, agreed=euros(18_000))
    assert (longer.amount, longer.booking.ends_at) == (euros(18_000), MONDAY + 15 * HOUR)
    alive = [line for line in seen(order).lines if line.state == "ordered"]
    assert {line.amount.minor for line in alive} == {18_000, 5_000}
    book(hours(15, 16), ForWhom(), actor=zoe(), at=NOW)
    with pytest.raises(Taken):
        extend_booking(own, MONDAY + 16 * HOUR, actor=ann(), at=NOW, agreed=euros(24_000))


def test_a_booking_that_is_restored_stands_by_itself_and_its_fee_is_taken_back(counter) -> None:
    order = ordered(rent("cmm", 9, 11), cost_center="CC1")
    own = booking(order).public_id
    cancel_booking(own, actor=ann(), at=MONDAY - HOUR, agreed=euros(6_000))

    again = restore_booking(own, actor=ann(), at=MONDAY - HOUR, agreed=euros(12_000))

    assert (again.booking.line, again.booking.state, again.amount) == ("", "confirmed", euros(12_000))
    assert again.booking.cost_center == "CC1"
    fees = [line.owed.minor for line in seen(order).lines if line.event == "cancellation"]
    assert sum(fees) == 0
    assert len(fees) == 2


# --- at the counter ---------------------------------------------------------------------------------------------------


def test_handing_back_delivers_the_line_and_closes_the_order(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    own = booking(order).public_id

    assert refused(deliver_line, order.id, 1, actor=sam(), at=NOW) == "order.hand_back"
    hand_over(own, actor=sam(), at=MONDAY + 9 * HOUR)
    assert refused(cancel_order, order.id, actor=ann(), at=MONDAY + 9 * HOUR) == "state.forbidden"
    back = hand_back(own, actor=sam(), at=MONDAY + 11 * HOUR)
    assert back.amount == euros(12_000)
    assert (seen(order).state, seen(order).lines[0].state) == ("closed", "delivered")
    assert BookingPrice.objects.count() == 0


def test_what_is_late_is_priced_with_the_booking(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    hand_over(booking(order).public_id, actor=sam(), at=MONDAY + 9 * HOUR)

    back = hand_back(booking(order).public_id, actor=sam(), at=MONDAY + 12.5 * HOUR)

    assert back.late_fee == euros(5_000)
    assert BookingPrice.objects.get().event == "late"


def test_where_the_card_charges_by_use_the_delivered_price_is_the_bookings(database) -> None:
    rates = [
        dict(row) | ({"charge_for": "greater"} if row["offering"] == "sem" else {}) for row in ROWS["rates"]
    ]
    open_counter(**EXTRA, rates=list(rates))
    order = ordered(rent("sem", 9, 11))
    own = booking(order)
    hand_over(own.public_id, actor=sam(), at=MONDAY + 9 * HOUR)

    back = hand_back(own.public_id, actor=sam(), at=MONDAY + 11.5 * HOUR)

    assert seen(order).lines[0].amount == euros(16_000)
    assert back.amount == euros(20_000)
    assert [(row.event, row.minor) for row in own.prices.exclude(event="late")] == [("use", 20_000)]


def test_nobody_came_is_a_fee_of_the_order(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    join_waiting_list(hours(10, 11), ForWhom(), actor=zoe(), at=NOW)

    gone = miss_booking(booking(order).public_id, actor=sam(), at=MONDAY + 9.5 * HOUR)

    assert gone.fee == euros(3_000)
    assert booking(order).state == "no-show"
    lines = seen(order).lines
    assert [(line.event, line.state) for line in lines] == [("use", "cancelled"), ("no-show", "delivered")]


# --- counting and speed -----------------------------------------------------------------------------------------------


def test_counters_count_lines_and_bookings_together(counter) -> None:
    first = ordered(rent("bench", 9, 10), by=ann)
    second = book(hours(10, 11, "bench"), ForWhom(), actor=ann(), at=NOW)
    third = ordered(rent("bench", 11, 12))

    assert [first.lines[0].amount, second.amount, third.lines[0].amount] == [euros(0), euros(0), euros(1_000)]
    cancel_order(third.id, actor=ann(), at=NOW)
    assert Tally.objects.get(party="BIO").value == 2


def test_shares_go_along_with_the_booking(counter) -> None:
    shares = (Share("CC1", Decimal(60)), Share("CC2", amount=euros(4_800)))
    with pytest.raises(Refusal):
        ordered(rent("cmm", 9, 11), shares=shares)

    order = ordered(rent("cmm", 9, 11), shares=(Share("CC1", Decimal(60)), Share("CC2", Decimal(40))))

    assert booking(order).shares == Order.objects.get(id=order.id).shares
    assert booking(order).cost_center == "CC1"


def test_as_many_statements_for_three_rentals_as_for_thirty(counter) -> None:
    counts = []
    for first, several in ((0, 3), (100, 30)):
        wishes = [rent("cmm", 9 + first + number, 10 + first + number) for number in range(several)]
        with CaptureQueriesContext(connection) as told:
            ordered(*wishes)
        counts.append(len(told))

    assert counts[0] == counts[1]
    assert Booking.objects.filter(state="confirmed").count() == 33


def test_a_booking_of_a_line_shows_the_price_of_its_line(counter) -> None:
    order = ordered(rent("cmm", 9, 11))
    own = booking(order)

    shown = get_booking(own.public_id, actor=ann(), at=NOW).price()
    assert shown is not None
    assert shown.amount == euros(12_000)
    assert use_amounts([own]) == {own.id: euros(12_000)}
    change = preview_change(own.public_id, hours(9, 12), actor=ann(), at=NOW)
    assert (change.before, change.amount) == (euros(12_000), euros(18_000))


@pytest.mark.postgres
def test_a_booking_and_an_order_wait_for_the_server_five_times(postgres) -> None:
    open_counter(**EXTRA)
    ordered(Wish("van", start=MONDAY, end=MONDAY + HOUR))
    buyer, counts = ann(), []
    for deed in (
        lambda: book(hours(9, 11), ForWhom(), actor=buyer, at=NOW),
        lambda: place_order(Basket("BIO", (rent("van", 9, 11),)), actor=buyer, at=NOW),
    ):
        with CaptureQueriesContext(connection) as told:
            deed()
        counts.append(len(told))

    # The opening message, BEGIN, the locks and what is read behind them, the rows, COMMIT; an order's key comes first.
    assert counts[0] <= 5
    assert counts[1] <= 9
