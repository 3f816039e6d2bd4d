"""Who bears a booking: payer, cost centers and shares, checked and bounded like an order's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from comptoir.core.booking import Recurrence
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount, Refusal
from comptoir.core.values.share import Share, read_shares
from comptoir.operations.bookings import (
    ForWhom,
    book,
    cancel_booking,
    confirm_booking,
    extend_booking,
    hand_back,
    hand_over,
    hold_booking,
    join_waiting_list,
    move_booking,
    recur_booking,
    restore_booking,
)
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.operations.budgets import get_budget
from comptoir.store.bookings.models import Booking
from comptoir.store.models import Fund, Tally
from comptoir.store.orders.queries import broken_funds
from tests.operations.bookings.counter import (
    HOUR,
    MONDAY,
    NOW,
    Cells,
    ann,
    ben,
    hours,
    open_counter,
    sam,
    zoe,
)
from tests.operations.orders.shop import MACHINE

CENTERS: list[Cells] = [
    {"cost_center": "CC1", "name": "Cells", "unit": "BIO", "owner": "ben"},
    {"cost_center": "CC2", "name": "Proteins", "unit": "BIO"},
    {"cost_center": "M1", "name": "Metrology", "unit": "MET"},
]
SHARED = ForWhom(shares=(Share("CC1", Decimal(25)), Share("CC2", Decimal(75))))


def euros(minor: int) -> Amount:
    return Amount(minor, "EUR")


def refused(deed, *args, **more) -> str:
    with pytest.raises(Refusal) as told:
        deed(*args, **more)
    return told.value.reason.code


@pytest.fixture
def counter(database) -> None:
    open_counter(cost_centers=CENTERS)


def capped(payer: str, minor: int) -> None:
    set_limit(actor=MACHINE, payer=payer, amount=euros(minor), cap_per=CounterPeriod.YEAR, at=NOW)


def spent(payer: str) -> int:
    return Tally.objects.get(party=payer).value


def test_shares_are_kept_in_percent_with_the_payer(counter) -> None:
    one = book(hours(9, 11), SHARED, actor=ann(), at=NOW).booking
    # Two hours cost 120, with a fifth of tax 144.
    by_amount = ForWhom(shares=(Share("CC1", amount=euros(3_600)), Share("CC2", Decimal(100))))
    other = book(hours(11, 13), by_amount, actor=ann(), at=NOW).booking

    assert (one.payer, one.cost_center, read_shares(one.shares)) == ("BIO", "CC1", SHARED.shares)
    fresh = Booking.objects.get(id=other.id)
    assert [share.percent for share in read_shares(fresh.shares)] in ([25, 75], [30, 70])


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (ForWhom(cost_center="M1"), "order.payer"),
        (ForWhom(cost_center="none"), "order.cost_center"),
        (ForWhom(payer="NEW"), "order.payer"),
        (ForWhom(shares=(Share("CC1", Decimal(50)),)), "billing.split.sum"),
    ],
)
def test_who_bears_it_is_looked_at(counter, who, code) -> None:
    assert refused(book, hours(9, 11), who, actor=ann(), at=NOW) == code
    assert Booking.objects.count() == 0


def test_a_cap_counts_the_share_and_gets_it_back(counter) -> None:
    capped("CC1", 8_000)
    made = book(hours(9, 11), SHARED, actor=ann(), at=NOW).booking
    quarter = spent("CC1")

    assert quarter in (3_000, 3_600)
    longer = extend_booking(made.public_id, MONDAY + 13 * HOUR, actor=ann(), at=NOW, agreed=euros(24_000))
    assert (longer.amount, spent("CC1")) == (euros(24_000), 2 * quarter)
    assert refused(book, hours(14, 20), SHARED, actor=ann(), at=NOW) == "order.cap"
    move_booking(made.public_id, hours(10, 12), actor=ann(), at=NOW, agreed=euros(12_000))
    assert spent("CC1") == quarter
    cancel_booking(made.public_id, actor=ann(), at=NOW)
    assert spent("CC1") == 0
    restore_booking(made.public_id, actor=ann(), at=NOW)
    assert spent("CC1") == quarter


def test_above_a_limit_it_must_be_ordered(counter) -> None:
    set_limit(actor=MACHINE, payer="CC1", amount=euros(4_000), at=NOW)

    assert book(hours(9, 11), SHARED, actor=ann(), at=NOW).booking.state == "confirmed"
    assert refused(book, hours(11, 17), SHARED, actor=ann(), at=NOW) == "booking.above_limit"
    held = hold_booking(hours(11, 17), SHARED, actor=ann(), at=NOW).booking
    assert refused(confirm_booking, held.public_id, actor=ann(), at=NOW) == "booking.above_limit"


def test_a_fund_is_never_overdrawn(counter) -> None:
    pay_in(actor=MACHINE, payer="CC1", amount=euros(20_000), at=NOW)
    own = ForWhom(cost_center="CC1")
    made = book(hours(9, 11), own, actor=ann(), at=NOW).booking
    price = 20_000 - Fund.objects.get().balance

    assert price in (12_000, 14_400)
    assert refused(book, hours(12, 14), own, actor=ann(), at=NOW) == "fund.short"
    cancel_booking(made.public_id, actor=ann(), at=MONDAY - HOUR, agreed=euros(6_000))
    assert 20_000 - Fund.objects.get().balance == price // 2
    restore_booking(made.public_id, actor=ann(), at=MONDAY - HOUR, agreed=euros(12_000))
    assert 20_000 - Fund.objects.get().balance == price
    assert broken_funds() == ()


def test_bounds_never_stop_a_return(counter) -> None:
    capped("CC1", 15_000)
    made = book(hours(9, 11), ForWhom(cost_center="CC1"), actor=ann(), at=NOW).booking
    hand_over(made.public_id, actor=sam(), at=MONDAY + 9 * HOUR)

    back = hand_back(made.public_id, actor=sam(), at=MONDAY + 18 * HOUR)

    assert back.late_fee == euros(17_500)
    assert spent("CC1") > 15_000
    budget = get_budget("CC1", actor=ben(), at=NOW)
    assert (budget.delivered, budget.remaining) == (euros(spent("CC1")), euros(0))


def test_recurring_bookings_and_the_waiting_list_keep_the_shares(counter) -> None:
    thrice = Recurrence(Frequency.DAILY, 3)
    found = recur_booking(hours(9, 10), thrice, SHARED, actor=ann(), at=NOW)
    assert {one.booking.shares for one in found.booked} == {found.booked[0].booking.shares}
    assert read_shares(found.booked[0].booking.shares) == SHARED.shares

    taken = book(hours(12, 13), ForWhom(), actor=zoe(), at=NOW).booking
    join_waiting_list(hours(12, 13), SHARED, actor=ann(), at=NOW)
    (offered,) = cancel_booking(taken.public_id, actor=zoe(), at=NOW).offered
    confirmed = confirm_booking(offered.public_id, actor=ann(), at=NOW).booking
    assert read_shares(confirmed.shares) == SHARED.shares
    assert (confirmed.payer, confirmed.cost_center) == ("BIO", "CC1")
