"""Bookings told as they happen: held, confirmed, moved, cancelled, restored, handed over and back, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from comptoir.core.booking import Recurrence
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.values import Amount, Refusal
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    Want,
    book,
    book_together,
    calendars,
    cancel_booking,
    cancellation_fee,
    confirm_booking,
    day_board,
    expire_holds,
    extend_booking,
    hand_back,
    hand_over,
    hold_booking,
    join_waiting_list,
    leave_waiting_list,
    miss_booking,
    move_booking,
    my_bookings,
    put_in_maintenance,
    queue_position,
    record_qualification,
    recur_booking,
    restore_booking,
    slots,
)
from comptoir.operations.import_company import import_company
from comptoir.store.audit.queries import list_deeds
from comptoir.store.bookings.guards import overbooked
from comptoir.store.bookings.models import Booking, WaitingWish
from comptoir.store.bookings.queries import find_price, list_prices
from comptoir.store.outbox.queries import Message, list_waiting
from tests.operations.bookings.counter import (
    HOUR,
    MONDAY,
    NOBODY,
    NOW,
    ROWS,
    ann,
    ben,
    hours,
    open_counter,
    sam,
    tables,
    zoe,
)


def besides_news() -> list[Message]:
    """What waits to be sent but the news of each booking itself (tests/operations/clock/test_booking_mails.py)."""
    return [one for one in list_waiting() if not one.reason.code.startswith("booking.told.")]


@pytest.fixture
def counter(database):
    open_counter()
    yield
    assert overbooked(connection) == ()


@pytest.fixture
def small(sqlite):
    """The same on SQLite alone, for what does not depend on the engine."""
    open_counter()
    yield
    assert overbooked(connection) == ()


def eur(amount: int) -> Amount:
    return Amount(100 * amount, "EUR")


def state(booking: Booking) -> str:
    return Booking.objects.get(id=booking.id).state


def reason(problem: pytest.ExceptionInfo[Refusal]) -> str:
    return problem.value.reason.code


# --- hold, confirm, refuse ------------------------------------------------------------------------------------------


def test_a_hold_is_priced_and_becomes_a_commitment(counter) -> None:
    held = hold_booking(hours(9, 11), NOBODY, actor=ann(), at=NOW)
    assert (held.booking.state, held.amount) == ("held", eur(120))
    assert held.booking.held_until == NOW + timedelta(minutes=10)

    confirmed = confirm_booking(held.booking.public_id, actor=ann(), at=NOW + timedelta(minutes=5))

    assert (state(held.booking), confirmed.amount) == ("confirmed", eur(120))
    assert [deed.action for deed in list_deeds(2)] == ["booking.confirmed", "booking.held"]
    price = find_price(confirmed.booking)
    assert price is not None
    assert price.rate_class == "inside"
    assert any(one.code == "price.rounded" for one in price.reasons)


def test_the_outsider_pays_the_usual_price_for_the_same_hours(counter) -> None:
    assert book(hours(9, 11), NOBODY, actor=zoe(), at=NOW).amount == eur(240)


def test_who_comes_second_hears_when_it_is_free_and_no_name(counter) -> None:
    book(hours(9, 11), NOBODY, actor=ann(), at=NOW)

    with pytest.raises(Taken) as problem:
        book(hours(10, 12), NOBODY, actor=zoe(), at=NOW)

    taken = problem.value
    assert reason(problem) == "booking.taken"
    assert [(one.start, one.end, one.id) for one in taken.conflicts] == [
        (MONDAY + 9 * HOUR, MONDAY + 11 * HOUR, "")
    ]
    assert [slot.start for slot in taken.alternatives] == [
        MONDAY + 11 * HOUR, MONDAY + 11.5 * HOUR, MONDAY + 12 * HOUR,
    ]  # fmt: skip


def test_touching_is_fine(counter) -> None:
    book(hours(9, 11), NOBODY, actor=ann(), at=NOW)

    book(hours(11, 12), NOBODY, actor=zoe(), at=NOW)
    book(hours(8, 9), NOBODY, actor=ben(), at=NOW)

    assert Booking.objects.count() == 3


def test_a_turnaround_keeps_the_next_one_waiting(counter) -> None:
    book(hours(9, 11, "sem"), NOBODY, actor=ann(), at=NOW)

    with pytest.raises(Taken):
        book(hours(11, 12, "sem"), NOBODY, actor=zoe(), at=NOW)
    book(hours(11.5, 12, "sem"), NOBODY, actor=zoe(), at=NOW)


def test_a_pool_is_never_taken_beyond_what_there_is_turnaround_included(counter) -> None:
    book(hours(8, 10, "car", quantity=2), NOBODY, actor=ann(), at=NOW)
    book(hours(9, 12, "car"), NOBODY, actor=ben(), at=NOW)

    for start in (9.5, 10, 10.2):
        with pytest.raises(Taken):
            book(hours(start, start + 2, "car", quantity=2), NOBODY, actor=zoe(), at=NOW)
    book(hours(10.25, 12, "car", quantity=2), NOBODY, actor=zoe(), at=NOW)


def test_several_of_a_pool_cost_as_often(small) -> None:
    assert book(hours(8, 10, "car", quantity=3), NOBODY, actor=ann(), at=NOW).amount == eur(60)


def test_any_resource_of_the_offering_will_do(counter) -> None:
    vans = [book(hours(8, 12, "van"), NOBODY, actor=ann(), at=NOW).booking.resource for _ in range(2)]
    with pytest.raises(Taken):
        book(hours(8, 12, "van"), NOBODY, actor=ann(), at=NOW)

    assert vans == ["van-1", "van-2"]


def test_a_lapsed_hold_takes_nothing(counter) -> None:
    held = hold_booking(hours(9, 11), NOBODY, actor=ann(), at=NOW)
    with pytest.raises(Taken):
        book(hours(9, 10), NOBODY, actor=zoe(), at=NOW + timedelta(minutes=9))

    book(hours(9, 10), NOBODY, actor=zoe(), at=NOW + timedelta(minutes=10))

    assert state(held.booking) == "expired"
    with pytest.raises(Refusal) as problem:
        confirm_booking(held.booking.public_id, actor=ann(), at=NOW + timedelta(minutes=11))
    assert reason(problem) == "booking.hold_over"


def test_a_lapsed_hold_that_nobody_took_may_still_be_had(small) -> None:
    held = hold_booking(hours(9, 11), NOBODY, actor=ann(), at=NOW)

    confirm_booking(held.booking.public_id, actor=ann(), at=NOW + timedelta(minutes=30))

    assert state(held.booking) == "confirmed"


def test_a_price_that_changed_since_the_hold_is_agreed_to_first(small) -> None:
    held = hold_booking(hours(9, 11), NOBODY, actor=ben(), at=NOW)
    left = [row for row in ROWS["affiliations"] if row["party"] != "ben"]
    import_company(tables(affiliations=left), actor="test", at=NOW)

    with pytest.raises(Refusal) as problem:
        confirm_booking(held.booking.public_id, actor=ben(), at=NOW)
    assert reason(problem) == "booking.price_changed"
    assert state(held.booking) == "held"

    assert confirm_booking(held.booking.public_id, actor=ben(), at=NOW, agreed=eur(240)).amount == eur(240)


@pytest.mark.parametrize(
    ("want", "code"),
    [
        (hours(-90, -89), "booking.lead"),
        (hours(30_000, 30_001), "booking.window"),
        (hours(9, 9), "booking.empty"),
        (hours(2, 3, "bench"), "booking.closed"),
        (hours(9.1, 10, "bench"), "booking.slot"),
        (hours(9, 10, "car", quantity=4), "booking.capacity"),
        (hours(9, 10, "cmm", "sem-1"), "booking.unknown_resource"),
        (hours(9, 10, "nothing"), "booking.no_resource"),
    ],
)
def test_a_rule_refuses_with_its_reason(small, want, code) -> None:
    with pytest.raises(Refusal) as problem:
        book(want, NOBODY, actor=ann(), at=NOW)
    assert reason(problem) == code


def test_a_key_books_once(counter) -> None:
    first = book(hours(9, 11), NOBODY, actor=ann(), at=NOW, key="k1")

    again = book(hours(9, 11), NOBODY, actor=ann(), at=NOW, key="k1")

    assert again.booking.public_id == first.booking.public_id
    assert Booking.objects.count() == 1
    with pytest.raises(Refusal) as problem:
        book(hours(12, 13), NOBODY, actor=ann(), at=NOW, key="k1")
    assert reason(problem) == "idempotency.other_body"


# --- who may ---------------------------------------------------------------------------------------------------------


def test_nobody_books_for_a_party_they_do_not_act_for(small) -> None:
    with pytest.raises(Refusal) as problem:
        book(hours(9, 10), ForWhom(buyer="BIO"), actor=zoe(), at=NOW)
    assert reason(problem) == "permission.denied"

    assert book(hours(9, 10), ForWhom(buyer="NEW", used_by="zoe"), actor=sam(), at=NOW).amount == eur(120)


def test_another_customers_booking_is_unknown(small) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking

    for deed in (
        lambda: cancel_booking(booked.public_id, actor=zoe(), at=NOW),
        lambda: move_booking(booked.public_id, hours(12, 13), actor=zoe(), at=NOW),
        lambda: extend_booking(booked.public_id, MONDAY + 12 * HOUR, actor=zoe(), at=NOW),
        lambda: hand_over(booked.public_id, actor=ann(), at=MONDAY + 9 * HOUR),
        lambda: cancel_booking("0000000000", actor=ann(), at=NOW),
    ):
        with pytest.raises(Refusal) as problem:
            deed()
        assert reason(problem) == "booking.unknown"
    assert state(booked) == "confirmed"


def test_only_the_qualified_may_use_it(small) -> None:
    with pytest.raises(Refusal) as problem:
        book(hours(9, 11), ForWhom(buyer="NEW", used_by="sam"), actor=sam(), at=NOW)
    assert reason(problem) == "booking.not_qualified"

    record_qualification("sam", "trained", actor=sam(), at=NOW, valid_from=date(2026, 11, 23), offering="cmm")

    book(hours(9, 11), ForWhom(buyer="NEW", used_by="sam"), actor=sam(), at=NOW)


def test_saying_that_one_is_trained_does_not_train(small) -> None:
    who = ForWhom(buyer="NEW", used_by="sam", given={"trained": True})

    with pytest.raises(Refusal) as problem:
        book(hours(9, 11), who, actor=sam(), at=NOW)
    assert reason(problem) == "booking.not_qualified"


# --- move, extend, cancel, restore ----------------------------------------------------------------------------------


def test_a_booking_moves_at_its_new_price(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    book(hours(14, 15), NOBODY, actor=zoe(), at=NOW)

    with pytest.raises(Taken):
        move_booking(booked.public_id, hours(13, 15), actor=ann(), at=NOW)
    with pytest.raises(Refusal) as problem:
        move_booking(booked.public_id, hours(15, 18), actor=ann(), at=NOW)
    assert reason(problem) == "booking.price_changed"
    moved = move_booking(booked.public_id, hours(15, 18), actor=ann(), at=NOW, agreed=eur(180))

    assert (moved.booking.starts_at, moved.amount) == (MONDAY + 15 * HOUR, eur(180))
    book(hours(9, 11), NOBODY, actor=zoe(), at=NOW)


def test_a_booking_may_move_over_itself(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking

    moved = move_booking(booked.public_id, hours(10, 12), actor=ann(), at=NOW)

    assert moved.amount == eur(120)


def test_a_booking_is_extended_as_far_as_it_is_free(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    book(hours(12, 13), NOBODY, actor=zoe(), at=NOW)

    with pytest.raises(Taken):
        extend_booking(booked.public_id, MONDAY + 12.5 * HOUR, actor=ann(), at=NOW, agreed=eur(210))
    extended = extend_booking(booked.public_id, MONDAY + 12 * HOUR, actor=ann(), at=NOW, agreed=eur(180))

    assert extended.booking.ends_at == MONDAY + 12 * HOUR
    assert [price.amount for price in list_prices(extended.booking)] == [eur(120), eur(180)]


def test_one_in_use_overruns(small) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    hand_over(booked.public_id, actor=sam(), at=MONDAY + 9 * HOUR)

    extend_booking(booked.public_id, MONDAY + 12 * HOUR, actor=ann(), at=MONDAY + 10 * HOUR, agreed=eur(180))

    assert state(booked) == "started"


def test_the_fee_is_shown_and_agreed_to_before_a_late_cancellation(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    early, late = MONDAY - 24 * HOUR, MONDAY + 8 * HOUR

    assert cancellation_fee(booked.public_id, actor=ann(), at=early).amount == eur(0)
    assert cancellation_fee(booked.public_id, actor=ann(), at=late).amount == eur(60)
    with pytest.raises(Refusal) as problem:
        cancel_booking(booked.public_id, actor=ann(), at=late)
    assert (reason(problem), problem.value.reason.get("fee")) == ("booking.fee", eur(60))
    assert state(booked) == "confirmed"
    cancelled = cancel_booking(booked.public_id, actor=ann(), at=late, agreed=eur(60))

    assert (state(booked), cancelled.fee) == ("cancelled", eur(60))
    book(hours(9, 11), NOBODY, actor=zoe(), at=late)


def test_the_supplier_cancels_for_nothing_and_the_customer_is_told(small) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking

    cancelled = cancel_booking(booked.public_id, actor=sam(), at=MONDAY + 8 * HOUR, note="Panne.")

    assert cancelled.fee == eur(0)
    assert [(one.recipient, one.reason.code) for one in besides_news()] == [
        ("ann", "booking.cancelled_by_supplier")
    ]


def test_a_cancellation_is_taken_back_with_its_fee_while_it_is_free(counter) -> None:
    late = MONDAY + 8 * HOUR
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    cancel_booking(booked.public_id, actor=ann(), at=late, agreed=eur(60))

    restored = restore_booking(booked.public_id, actor=ann(), at=late)

    fee = find_price(restored.booking, "cancellation")
    assert (state(booked), restored.amount) == ("confirmed", eur(120))
    assert fee is not None
    assert (fee.amount, fee.status) == (eur(0), "waived")


def test_a_cancellation_is_not_taken_back_once_somebody_else_has_it(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    cancel_booking(booked.public_id, actor=ann(), at=NOW)
    book(hours(10, 12), NOBODY, actor=zoe(), at=NOW)

    with pytest.raises(Taken):
        restore_booking(booked.public_id, actor=ann(), at=NOW)
    assert state(booked) == "cancelled"


def test_a_counted_use_is_given_back(small) -> None:
    def one(first: float):
        return book(hours(first, first + 1, "bench"), NOBODY, actor=ann(), at=NOW)

    first, second, third = one(8), one(9), one(10)
    assert [made.amount for made in (first, second, third)] == [eur(0), eur(0), eur(10)]

    cancel_booking(second.booking.public_id, actor=ann(), at=NOW)
    cancel_booking(third.booking.public_id, actor=ann(), at=NOW)

    assert one(11).amount == eur(0)


# --- several, again and again ----------------------------------------------------------------------------------------


def test_several_or_none(counter) -> None:
    book(hours(9, 11), NOBODY, actor=zoe(), at=NOW)

    with pytest.raises(Taken):
        book_together([hours(9, 11, "sem"), hours(9, 11)], NOBODY, actor=ann(), at=NOW)
    assert Booking.objects.count() == 1
    made = book_together([hours(9, 11, "sem"), hours(11, 12)], NOBODY, actor=ann(), at=NOW)

    assert [one.amount for one in made] == [eur(160), eur(60)]


def test_every_week_or_not_at_all(counter) -> None:
    weekly = Recurrence(Frequency.WEEKLY, 4)
    third = hours(9, 10)
    book(
        Want("cmm", third.start + timedelta(weeks=2), third.end + timedelta(weeks=2)),
        NOBODY,
        actor=zoe(),
        at=NOW,
    )

    with pytest.raises(Taken):
        recur_booking(hours(9, 10), weekly, NOBODY, actor=ann(), at=NOW)
    assert Booking.objects.count() == 1
    made = recur_booking(hours(9, 10), weekly, NOBODY, actor=ann(), at=NOW, each=True)

    assert [one.number for one in made.missed] == [2]
    assert len(made.missed[0].alternatives) == 3
    assert [one.booking.starts_at for one in made.booked] == [
        MONDAY + 9 * HOUR + timedelta(weeks=week) for week in (0, 1, 3)
    ]
    assert {one.booking.series for one in made.booked} == {made.series}


# --- the counter -----------------------------------------------------------------------------------------------------


def test_handed_over_used_and_returned_early_frees_the_rest(counter) -> None:
    booked = book(hours(9, 12, "sem"), NOBODY, actor=ann(), at=NOW).booking
    with pytest.raises(Refusal) as problem:
        hand_over(booked.public_id, actor=sam(), at=MONDAY + 8 * HOUR)
    assert reason(problem) == "booking.too_early"
    hand_over(booked.public_id, actor=sam(), at=MONDAY + 9 * HOUR, condition="propre")

    returned = hand_back(booked.public_id, actor=sam(), at=MONDAY + 10 * HOUR, condition="rayure")

    assert (state(booked), returned.late, returned.late_fee) == ("returned", timedelta(0), None)
    with pytest.raises(Taken):
        book(hours(10.25, 11, "sem"), NOBODY, actor=zoe(), at=MONDAY + 10 * HOUR)
    book(hours(10.5, 12, "sem"), NOBODY, actor=zoe(), at=MONDAY + 10 * HOUR)


def test_late_is_paid_by_the_card(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    hand_over(booked.public_id, actor=sam(), at=MONDAY + 9 * HOUR)

    returned = hand_back(booked.public_id, actor=sam(), at=MONDAY + 12.5 * HOUR)

    assert (returned.late, returned.late_fee) == (1.5 * HOUR, eur(50))


def test_who_does_not_come_pays_by_the_card_and_the_rest_is_free(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    with pytest.raises(Refusal) as problem:
        miss_booking(booked.public_id, actor=sam(), at=MONDAY + 9.1 * HOUR)
    assert reason(problem) == "booking.not_missed_yet"

    missed = miss_booking(booked.public_id, actor=sam(), at=MONDAY + 9.5 * HOUR)

    assert (state(booked), missed.fee) == ("no-show", eur(30))
    book(hours(10, 11), NOBODY, actor=zoe(), at=MONDAY + 9.5 * HOUR)


def test_maintenance_takes_all_of_a_pool_and_does_not_displace_unasked(counter) -> None:
    booked = book(hours(9, 11, "car"), NOBODY, actor=ann(), at=NOW).booking

    with pytest.raises(Taken):
        put_in_maintenance("cars", MONDAY + 8 * HOUR, MONDAY + 10 * HOUR, actor=sam(), at=NOW)
    put_in_maintenance(
        "cars", MONDAY + 8 * HOUR, MONDAY + 10 * HOUR, actor=sam(), at=NOW, displace=True, note="Révision."
    )

    assert state(booked) == "cancelled"
    assert [one.recipient for one in besides_news()] == ["ann"]
    with pytest.raises(Taken):
        book(hours(9, 10, "car"), NOBODY, actor=zoe(), at=NOW)


def test_the_board_shows_what_there_is_to_do(small) -> None:
    out = book(hours(8, 9), NOBODY, actor=ann(), at=NOW).booking
    book(hours(12, 13), NOBODY, actor=zoe(), at=NOW)
    book(hours(9, 10), NOBODY, actor=ben(), at=NOW)
    hand_over(out.public_id, actor=sam(), at=MONDAY + 8 * HOUR)

    board = day_board("MET", MONDAY, MONDAY + 24 * HOUR, actor=sam(), at=MONDAY + 9.5 * HOUR)

    assert [one.buyer for one in board.pick_ups] == ["ben", "NEW"]
    assert [one.buyer for one in board.late] == ["BIO"]
    assert [one.buyer for one in board.missed] == ["ben"]
    with pytest.raises(Refusal):
        day_board("MET", MONDAY, MONDAY + 24 * HOUR, actor=ann(), at=NOW)
    assert [one.public_id for one in my_bookings(ann(), since=NOW)] == [out.public_id]


# --- waiting ---------------------------------------------------------------------------------------------------------


def test_the_first_who_waits_gets_what_becomes_free_then_the_next(counter) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    wishes = [
        join_waiting_list(hours(9, 11), NOBODY, actor=actor, at=NOW + timedelta(minutes=minute))
        for minute, actor in enumerate((zoe(), ben()))
    ]
    assert [queue_position(wish) for wish in wishes] == [1, 2]

    cancel_booking(booked.public_id, actor=ann(), at=NOW + HOUR)

    assert [(one.recipient, one.reason.code) for one in besides_news()] == [("zoe", "booking.slot_freed")]
    offered = WaitingWish.objects.get(id=wishes[0].id)
    assert (offered.state, offered.booking.state) == ("offered", "held")  # type: ignore[union-attr]
    with pytest.raises(Taken):
        book(hours(9, 11), NOBODY, actor=ann(), at=NOW + HOUR)

    expire_holds(at=NOW + 3 * HOUR)

    assert [one.recipient for one in besides_news()] == ["zoe", "ben"]
    assert [WaitingWish.objects.get(id=wish.id).state for wish in wishes] == ["passed", "offered"]
    second = WaitingWish.objects.get(id=wishes[1].id)
    assert second.booking is not None
    confirm_booking(second.booking.public_id, actor=ben(), at=NOW + 3 * HOUR)
    assert WaitingWish.objects.get(id=wishes[1].id).state == "taken"


def test_who_left_the_queue_is_not_asked(small) -> None:
    booked = book(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    wish = join_waiting_list(hours(9, 11), NOBODY, actor=zoe(), at=NOW)
    leave_waiting_list(wish.public_id, actor=zoe(), at=NOW)

    cancel_booking(booked.public_id, actor=ann(), at=NOW)

    assert besides_news() == []


# --- when is it free -------------------------------------------------------------------------------------------------


def test_a_calendar_says_when_it_is_open_taken_and_free(small) -> None:
    book(hours(9, 11, "bench"), NOBODY, actor=ann(), at=NOW)

    (found,) = calendars(MONDAY, MONDAY + 24 * HOUR, at=NOW, offering="bench")

    assert found.open == ((MONDAY + 7 * HOUR, MONDAY + 17 * HOUR),)
    assert [(one.start, one.end, one.id) for one in found.taken] == [
        (MONDAY + 9 * HOUR, MONDAY + 11 * HOUR, "")
    ]
    assert found.free == (
        (MONDAY + 7 * HOUR, MONDAY + 9 * HOUR),
        (MONDAY + 11 * HOUR, MONDAY + 17 * HOUR),
    )


def test_free_slots_are_offered_in_order(small) -> None:
    book(hours(8, 16, "bench"), NOBODY, actor=ann(), at=NOW)

    found = slots(MONDAY, MONDAY + 24 * HOUR, at=NOW, offering="bench", length=HOUR)

    assert [slot.start for slot in found] == [MONDAY + 7 * HOUR, MONDAY + 16 * HOUR]


def test_a_hold_that_lapses_goes_to_who_waits_before_anybody_who_comes_then(small) -> None:
    held = hold_booking(hours(9, 11), NOBODY, actor=ann(), at=NOW).booking
    join_waiting_list(hours(9, 11), NOBODY, actor=zoe(), at=NOW + timedelta(minutes=1))

    with pytest.raises(Taken):
        book(hours(9, 11), NOBODY, actor=ben(), at=NOW + timedelta(minutes=11))
    assert expire_holds(at=NOW + timedelta(minutes=11)) == 1

    assert state(held) == "expired"
    assert [one.recipient for one in besides_news()] == ["zoe"]


def test_a_resource_taken_out_of_the_folder_leaves_its_bookings_to_be_ended(small) -> None:
    booked = book(hours(9, 11, "van", "van-1"), NOBODY, actor=ann(), at=NOW).booking
    used = book(hours(9, 11, "van", "van-2"), NOBODY, actor=ann(), at=NOW).booking
    left = [row for row in ROWS["resources"] if row["offering"] != "van"]
    import_company(tables(resources=left), actor="test", at=NOW)

    with pytest.raises(Refusal) as problem:
        move_booking(booked.public_id, hours(12, 14, "van"), actor=ann(), at=NOW)
    assert reason(problem) == "booking.unknown_resource"
    cancel_booking(booked.public_id, actor=ann(), at=NOW)
    hand_over(used.public_id, actor=sam(), at=MONDAY + 9 * HOUR)
    hand_back(used.public_id, actor=sam(), at=MONDAY + 11 * HOUR)

    assert (state(booked), state(used)) == ("cancelled", "returned")
