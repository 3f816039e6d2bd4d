"""Counters, caps, limits, funds and approvals: what bounds an order, and how it is given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from comptoir.core.ordering.basket import Basket
from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount, Refusal
from comptoir.operations.approve_order import approve_order, refuse_order
from comptoir.operations.bounds import end_limit, pay_in, set_limit
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.change_order import change_line
from comptoir.operations.import_company import import_company
from comptoir.operations.read_order import get_order
from comptoir.store.models import Fund, FundEntry, Tally
from comptoir.store.orders.queries import broken_funds
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, tables, wish
from tests.operations.orders.test_place_order import euros, refused


@pytest.fixture
def shop(database) -> None:
    opened()


def amounts(order) -> list[int]:
    return [line.amount.minor for line in order.lines]


def test_the_third_rental_of_the_year_costs(shop) -> None:
    assert [amounts(bought(wish("hall")).order) for _ in range(3)] == [[0], [0], [8_000]]
    assert amounts(bought(wish("hall"), by="ben", acting_for="NEW").order) == [0]
    assert amounts(bought(wish("hall"), at=AT + timedelta(days=60)).order) == [0]


def test_lines_of_one_order_count_for_each_other(shop) -> None:
    assert amounts(bought(wish("hall"), wish("hall"), wish("hall")).order) == [0, 0, 8_000]


def test_a_cancelled_rental_gives_its_use_back(shop) -> None:
    first = bought(wish("hall")).order.id
    bought(wish("hall"))

    cancel_order(first, actor=actor("ann", "BIO"), at=AT)

    assert amounts(bought(wish("hall")).order) == [0]
    assert amounts(bought(wish("hall")).order) == [8_000]


def test_quantities_count_over_the_month_exactly(shop) -> None:
    assert amounts(bought(wish("store", "9.5", "hour")).order) == [2_850]
    assert amounts(bought(wish("store", 60, "minute")).order) == [150 + 50]
    assert amounts(bought(wish("store", 1, "hour"), at=AT + timedelta(days=10)).order) == [300]


def test_a_counter_that_a_card_brings_later_counts_what_was_ordered_before(shop) -> None:
    bought(wish("cut", 3), wish("scan"))
    changed = [
        *(row for row in ROWS["rates"] if row["offering"] != "cut"),
        {"offering": "cut", "class": "*", "price": "10", "per": "piece", "counter": "quantity per year"},
        {
            "offering": "cut",
            "class": "*",
            "price": "5",
            "per": "piece",
            "counter": "quantity per year",
            "from": "4",
        },
    ]
    import_company(tables(rates=changed), actor="tests", at=AT + timedelta(hours=1))

    assert amounts(bought(wish("cut", 2), at=AT + timedelta(hours=2)).order) == [1_500]
    assert amounts(bought(wish("cut", 2), at=AT + timedelta(hours=3)).order) == [1_000]


def test_a_cap_holds_and_is_given_back(shop) -> None:
    set_limit(actor=actor("bob"), payer="BIO", amount=euros(15_000), cap_per=CounterPeriod.MONTH, at=AT)
    first = bought(wish("scan", 2)).order.id

    assert refused(bought, wish("scan")) == "order.cap"
    cancel_order(first, actor=actor("sam"), at=AT)
    assert bought(wish("cut", 9)).order.state == "confirmed"  # The fee of the first, 60.00, still counts.
    assert refused(bought, wish("cut", 1)) == "order.cap"
    assert bought(wish("cut", 1), at=AT + timedelta(days=20)).order.state == "confirmed"


def test_a_cap_set_later_counts_what_was_spent_before(shop) -> None:
    bought(wish("scan", 2))
    number = set_limit(
        actor=actor("bob"), payer="BIO", amount=euros(15_000), cap_per=CounterPeriod.YEAR, at=AT
    )

    assert refused(bought, wish("scan")) == "order.cap"
    end_limit(number, actor=actor("bob"), at=AT)
    assert bought(wish("scan")).order.state == "confirmed"
    assert (
        refused(set_limit, actor=actor("ann", "BIO"), payer="BIO", amount=euros(1), at=AT)
        == "permission.denied"
    )


def test_above_a_limit_somebody_else_says_yes(shop) -> None:
    set_limit(actor=actor("cora"), payer="CC1", amount=euros(10_000), at=AT)
    assert bought(wish("scan"), cost_center="CC1").order.state == "confirmed"
    order = bought(wish("scan", 2), by="bob", cost_center="CC1").order

    assert (order.state, order.needed) == ("awaiting approval", 1)
    assert refused(approve_order, order.id, actor=actor("bob"), at=AT) == "order.own_approval"
    assert refused(approve_order, order.id, actor=actor("zoe", "BIO"), at=AT) == "permission.denied"
    assert refused(approve_order, order.id, actor=actor("wim"), at=AT) == "order.unknown"
    approved = approve_order(order.id, actor=actor("oli", "BIO"), at=AT)

    assert (approved.state, approved.approved_by) == ("confirmed", ("oli",))
    assert refused(approve_order, order.id, actor=actor("cora"), at=AT) == "state.forbidden"


def test_an_approved_order_is_not_raised_behind_the_approvers_back(shop) -> None:
    set_limit(actor=actor("cora"), payer="BIO", amount=euros(10_000), at=AT)
    order = bought(wish("scan", 2)).order.id
    approve_order(order, actor=actor("bob"), at=AT)
    buyer = actor("ann", "BIO")

    assert refused(change_line, order, 1, wish("scan", 3), actor=buyer, at=AT) == "order.above_limit"
    assert change_line(order, 1, wish("scan", 1), actor=buyer, at=AT).state == "confirmed"


def test_two_limits_ask_for_two_persons(shop) -> None:
    for limit in (5_000, 10_000):
        set_limit(actor=actor("cora"), payer="BIO", amount=euros(limit), at=AT)
    order = bought(wish("scan", 2)).order.id

    assert approve_order(order, actor=actor("bob"), at=AT).state == "awaiting approval"
    assert refused(approve_order, order, actor=actor("bob"), at=AT) == "order.approved_twice"
    assert approve_order(order, actor=actor("cora"), at=AT).state == "confirmed"


def test_a_refused_order_gives_everything_back(shop) -> None:
    set_limit(actor=actor("cora"), payer="BIO", amount=euros(5_000), at=AT)
    pay_in(actor=actor("cora"), payer="BIO", amount=euros(20_000), at=AT)
    order = bought(wish("scan"), wish("hall")).order.id

    assert refuse_order(order, actor=actor("bob"), at=AT, note="not this year").state == "refused"
    assert Fund.objects.get().balance == 20_000
    assert set(Tally.objects.values_list("value", flat=True)) == {0}


def test_a_fund_pays_and_is_never_overdrawn(shop) -> None:
    assert pay_in(actor=actor("cora"), payer="NEW", amount=euros(30_000), at=AT) == euros(30_000)
    first = bought(wish("scan", 2), by="ben", acting_for="NEW").order

    assert first.owed() == (euros(28_800),)
    assert Fund.objects.get().balance == 1_200
    assert refused(bought, wish("scan"), by="ben", acting_for="NEW") == "fund.short"
    cancel_order(first.id, actor=actor("ben", "NEW"), at=AT)
    assert Fund.objects.get().balance == 30_000 - 14_400  # Half of the price is the fee.
    assert broken_funds() == ()
    assert refused(pay_in, actor=actor("bob"), payer="NEW", amount=euros(1), at=AT) == "permission.denied"
    assert refused(pay_in, actor=actor("cora"), payer="NEW", amount=euros(0), at=AT) == "fund.amount"


def test_the_database_itself_refuses_an_overdraft(shop) -> None:
    pay_in(actor=actor("cora"), payer="NEW", amount=euros(100), at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.update(balance=-1)
    assert FundEntry.objects.count() == 1


def test_an_order_that_is_refused_leaves_nothing_behind(shop) -> None:
    pay_in(actor=actor("cora"), payer="BIO", amount=euros(100), at=AT)

    assert refused(bought, wish("scan"), wish("hall"), key="once") == "fund.short"

    assert Tally.objects.count() == 0
    pay_in(actor=actor("cora"), payer="BIO", amount=euros(10_000), at=AT)
    assert not bought(wish("scan"), wish("hall"), key="once").repeated


def test_a_limit_says_what_it_asks_in_its_currency(shop) -> None:
    set_limit(actor=actor("cora"), payer="BIO", amount=Amount(1, "CHF"), at=AT)

    assert bought(wish("scan")).order.state == "confirmed"


def test_an_approver_from_the_buyers_side_sees_the_whole_order(shop) -> None:
    set_limit(actor=actor("cora"), payer="BIO", amount=euros(1), at=AT)
    order = bought(wish("scan"), cost_center="CC1").order.id

    assert get_order(order, actor=actor("oli"), at=AT).whole
    with pytest.raises(Refusal):
        get_order(order, actor=actor("ben"), at=AT)


def test_a_basket_says_what_it_is() -> None:
    assert Basket("ann", (wish("scan"),)) == Basket("ann", (wish("scan"),))


def test_a_frozen_price_refuses_even_a_stray_statement(shop) -> None:
    bought(wish("scan"))

    for statement in (
        "UPDATE store_orderline SET amount = 1",
        "UPDATE store_orderline SET reasons = '[]'",
        "UPDATE store_orderpart SET gross = 1",
        "DELETE FROM store_orderline",
        "DELETE FROM store_orderpart",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
