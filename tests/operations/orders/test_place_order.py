"""M2, M3, M8: baskets become commitments; frozen, explained, permitted, recorded; and refused where a rule says no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.core.ordering.basket import Basket
from comptoir.core.pricing import replay
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import resolve_actor
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.change_order import change_line
from comptoir.operations.deliver_order import deliver_line, hand_over_free
from comptoir.operations.import_company import import_company
from comptoir.operations.place_order import place_order, price_basket, save_basket, submit_order
from comptoir.operations.read_order import find_orders, get_order
from comptoir.store.audit.queries import list_deeds
from comptoir.store.models import Order, OrderLine, OrderPart
from comptoir.store.orders.rows import TABLES
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, rented, tables, wish


def euros(minor: int) -> Amount:
    return Amount(minor, "EUR")


def refused(deed, *args, **more) -> str:
    with pytest.raises(Refusal) as told:
        deed(*args, **more)
    return told.value.reason.code


@pytest.fixture
def shop(database) -> None:
    opened()


def test_several_suppliers_sale_and_rental_stand_in_one_order(shop) -> None:
    start = AT + timedelta(days=20)

    order = bought(wish("scan", 2), rented("scope", start, 3), wish("cut", 5), cost_center="CC1").order

    assert order.state == "confirmed"
    assert {(line.offering, line.amount.minor, line.rate_class) for line in order.lines} == {
        ("scan", 12_000, "inside"), ("scope", 9_999, "inside"), ("cut", 5_000, "all"),
    }  # fmt: skip
    assert {part.supplier for part in order.parts} == {"MET", "WORK"}
    assert order.owed() == (euros(26_999),)
    assert order.payer == "BIO"


def test_the_price_follows_the_capacity_and_is_explained(shop) -> None:
    inside = bought(wish("scan"), acting_for="BIO").order
    outside = bought(wish("scan"), by="ben", acting_for="NEW").order

    assert inside.lines[0].amount == euros(6_000)
    assert outside.lines[0].amount == euros(12_000)
    assert outside.owed() == (euros(14_400),)
    for order in (inside, outside):
        stored = get_order(order.id, actor=actor("cora"), at=AT)
        assert [replay(line.reasons) for line in stored.lines] == [line.amount for line in stored.lines]


def test_what_is_stored_is_what_was_told(shop) -> None:
    told = bought(wish("scan", 3), wish("cut", 1)).order

    assert get_order(told.id, actor=actor("ann", "BIO"), at=AT) == told
    assert list_deeds(1)[0].action == "order.placed"
    assert list_deeds(1)[0].params["order"] == told.id


def test_nobody_orders_for_whom_he_may_not(shop) -> None:
    assert refused(bought, wish("scan"), by="ben", acting_for="", buyer="BIO") == "permission.denied"
    assert refused(bought, wish("scan"), by="ann", acting_for="NEW") == "actor.capacity"
    assert refused(bought, wish("scan"), by="ann", acting_for="", payer="NEW") == "order.payer"
    assert Order.objects.count() == 0


def test_counter_staff_order_for_somebody_who_stands_there(shop) -> None:
    order = bought(wish("scan"), by="sam", acting_for="", buyer="NEW").order

    assert (order.ordered_by, order.buyer, order.lines[0].amount) == ("sam", "NEW", euros(12_000))
    assert refused(bought, wish("cut"), by="sam", acting_for="", buyer="NEW") == "permission.denied"


@pytest.mark.parametrize(
    ("wishes", "more", "code"),
    [
        ((), {}, "order.empty"),
        ((wish("scan", 0),), {}, "order.quantity"),
        ((wish("scan", "NaN"),), {}, "order.quantity"),
        ((rented("scope", AT, -1),), {}, "order.period"),
        ((wish("nothing"),), {}, "order.unknown_offering"),
        ((wish("expert"),), {}, "order.not_priced"),
        ((wish("scan"),), {"cost_center": "CC0"}, "order.cost_center"),
        ((wish("scan"),), {"cost_center": "CC1", "payer": "MET"}, "order.cost_center_of"),
        ((wish("scan"),), {"beneficiary": "nobody"}, "order.party"),
        ((wish("scan"),) * 201, {}, "order.too_many_lines"),
    ],
)
def test_a_basket_that_cannot_be_ordered_says_why(shop, wishes, more, code) -> None:
    assert refused(bought, *wishes, **more) == code
    assert Order.objects.count() == 0


def test_only_the_supplier_states_an_actual_cost(shop) -> None:
    from decimal import Decimal

    assert bought(wish("ship", cost=Decimal(100)), by="sam", acting_for="", buyer="NEW").order.lines[
        0
    ].amount == euros(11_000)
    assert refused(bought, wish("ship", cost=Decimal(1)), by="ben", acting_for="NEW") == "permission.denied"


def test_an_order_exists_only_for_who_may_see_it(shop) -> None:
    order = bought(wish("scan"), wish("cut")).order.id

    assert get_order(order, actor=actor("ann", "BIO"), at=AT).whole
    assert get_order(order, actor=actor("bob"), at=AT).whole  # Manager of the unit that pays.
    seen = get_order(order, actor=actor("wim"), at=AT)
    assert {line.offering for line in seen.lines} == {"cut"}
    assert {part.supplier for part in seen.parts} == {"WORK"}
    assert refused(get_order, order, actor=actor("ben", "NEW"), at=AT) == "order.unknown"
    # She still acts for BIO, in whichever capacity she looks.
    assert get_order(order, actor=actor("ann"), at=AT).whole
    assert refused(get_order, order, actor=actor("ben"), at=AT) == "order.unknown"
    assert refused(get_order, "0000000000", actor=actor("ann"), at=AT) == "order.unknown"
    assert [one.id for one in find_orders(actor=actor("sam"), at=AT, supplier="MET")] == [order]
    assert refused(find_orders, actor=actor("ben", "NEW"), at=AT, supplier="MET") == "permission.denied"


def test_a_draft_keeps_wishes_and_takes_the_price_of_its_submission(shop) -> None:
    buyer = actor("ann", "BIO")
    draft = save_basket(Basket("BIO", (wish("scan"),)), actor=buyer, at=AT)
    assert save_basket(Basket("BIO", (wish("scan", 2),)), actor=buyer, at=AT, order=draft) == draft
    assert get_order(draft, actor=buyer, at=AT).lines == ()

    order = submit_order(draft, actor=buyer, at=AT).order

    assert (order.id, order.lines[0].amount) == (draft, euros(12_000))
    assert refused(submit_order, draft, actor=buyer, at=AT) == "state.forbidden"


def test_statements_do_not_grow_with_the_lines(shop) -> None:
    def statements(count: int) -> int:
        wishes = tuple(wish(name) for name in ("scan", "hall", "cut", "scan"))
        buyer = resolve_actor("ann", acting_for="BIO", at=AT)
        with CaptureQueriesContext(connection) as seen:
            place_order(Basket("BIO", (wishes * 50)[:count]), actor=buyer, at=AT, key=f"k{count}")
        return len(seen)

    bought(wish("hall"))
    few = statements(4)

    assert statements(200) == few


def test_a_price_asked_for_writes_nothing(shop) -> None:
    priced = price_basket(Basket("BIO", (wish("hall"),)), actor=actor("ann", "BIO"), at=AT)

    assert priced.owed() == {"EUR": 0}
    assert Order.objects.count() == 0


def test_what_is_given_free_is_recorded(shop) -> None:
    order = hand_over_free(wish("scan"), to="BIO", actor=actor("sam"), at=AT, note="sample left over")

    assert (order.state, order.lines[0].status, order.lines[0].amount) == ("closed", "free", euros(0))
    assert replay(get_order(order.id, actor=actor("ann", "BIO"), at=AT).lines[0].reasons) == euros(0)
    assert refused(hand_over_free, wish("cut"), to="BIO", actor=actor("sam"), at=AT) == "permission.denied"


def test_the_last_delivery_closes_the_order(shop) -> None:
    order = bought(wish("scan"), wish("cut")).order.id

    assert refused(deliver_line, order, 1, actor=actor("ann", "BIO"), at=AT) == "permission.denied"
    assert deliver_line(order, 1, actor=actor("sam"), at=AT, partly=True).state == "confirmed"
    assert deliver_line(order, 1, actor=actor("sam"), at=AT).state == "confirmed"
    assert deliver_line(order, 2, actor=actor("wim"), at=AT).state == "closed"
    assert refused(cancel_order, order, actor=actor("ann", "BIO"), at=AT) == "state.forbidden"


def test_cancelling_costs_what_the_card_says_for_the_notice(shop) -> None:
    buyer = actor("ann", "BIO")
    soon = bought(rented("scope", AT + timedelta(days=5))).order.id
    later = bought(rented("scope", AT + timedelta(days=25))).order.id
    sold = bought(wish("scan")).order.id

    assert cancel_order(soon, actor=buyer, at=AT).owed() == (euros(4_000),)
    assert cancel_order(later, actor=buyer, at=AT).owed() == ()
    cancelled = cancel_order(sold, actor=actor("sam"), at=AT)

    assert cancelled.state == "cancelled"
    fee = get_order(sold, actor=buyer, at=AT).lines[-1]
    assert (fee.event, fee.about, fee.amount) == ("cancellation", 1, euros(3_000))
    assert replay(fee.reasons) == fee.amount
    assert refused(cancel_order, later, actor=actor("wim"), at=AT) == "order.unknown"


def test_one_line_of_several_can_be_cancelled(shop) -> None:
    order = bought(wish("scan"), wish("cut")).order.id

    left = cancel_order(order, actor=actor("ann", "BIO"), at=AT, lines=[2])

    assert left.state == "confirmed"
    assert left.owed() == (euros(6_000),)
    assert refused(cancel_order, order, actor=actor("ann", "BIO"), at=AT, lines=[9]) == "order.line_unknown"


def test_a_change_is_a_new_line_and_less_costs_a_fee_on_the_difference(shop) -> None:
    buyer = actor("ann", "BIO")
    order = bought(wish("scan", 4)).order.id

    more = change_line(order, 1, wish("scan", 5), actor=buyer, at=AT)
    assert more.owed() == (euros(30_000),)
    less = change_line(order, 2, wish("scan", 3), actor=buyer, at=AT)

    assert less.owed() == (euros(18_000 + 6_000),)
    assert [(line.number, line.about, line.state) for line in less.lines] == [
        (1, 0, "cancelled"), (2, 1, "cancelled"), (3, 2, "ordered"), (4, 2, "delivered"),
    ]  # fmt: skip
    assert refused(change_line, order, 1, wish("scan"), actor=buyer, at=AT) == "state.forbidden"


def test_rows_are_the_columns_of_their_tables() -> None:
    for model, given in ((Order, ()), (OrderPart, ("id",)), (OrderLine, ("id",))):
        columns = {str(field.column) for field in model._meta.concrete_fields} - set(given)
        assert columns == set(TABLES[model._meta.db_table]._fields)


def test_who_left_while_waiting_for_the_turn_orders_for_nobody(shop) -> None:
    """The actor was worked out before the import came in, and the order takes its turn after it (I-18)."""
    at_the_door = actor("ann", "BIO")
    place_order(Basket("BIO", (wish("scan"),)), actor=at_the_door, at=AT, key="before")
    gone = [row for row in ROWS["affiliations"] if row["affiliation"] != "e-ann"]
    import_company(tables(affiliations=gone), actor="tests", at=AT)

    found = refused(place_order, Basket("BIO", (wish("scan"),)), actor=at_the_door, at=AT)

    again = refused(place_order, Basket("BIO", (wish("scan"),)), actor=at_the_door, at=AT, key="before")

    assert found == "actor.capacity"
    assert again == "actor.capacity", "nor is she shown what she ordered while she could"
