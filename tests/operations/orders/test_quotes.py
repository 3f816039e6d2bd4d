"""A quote binds: it keeps its price whatever the card says, until its time is over or its customer is another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from comptoir.core.ordering.basket import Basket
from comptoir.operations.import_company import import_company
from comptoir.operations.quotes import (
    accept_quote,
    decline_quote,
    expire_quotes,
    get_quote,
    quote_order,
    withdraw_quote,
)
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, rented, tables, wish
from tests.operations.orders.test_place_order import euros, refused


@pytest.fixture
def shop(database) -> None:
    opened()


def dearer() -> None:
    changed = [row | {"price": "90"} if row["offering"] == "scan" and row["class"] == "inside" else row
               for row in ROWS["rates"]]  # fmt: skip
    import_company(tables(rates=changed), actor="tests", at=AT + timedelta(hours=1))


def quoted(*wishes, by="ann", acting_for="BIO", buyer="", **more):
    return quote_order(Basket(buyer or acting_for, wishes), actor=actor(by, acting_for), at=AT, **more)


def test_an_accepted_quote_keeps_its_price(shop) -> None:
    quote = quoted(wish("scan", 2), rented("scope", AT + timedelta(days=30)))
    dearer()
    later = AT + timedelta(days=3)

    order = accept_quote(quote.id, actor=actor("ann", "BIO", later), at=later).order

    assert quote.owed == order.owed() == (euros(12_000 + 6_666),)
    assert order.lines[1].start == AT + timedelta(days=30)
    assert bought(wish("scan", 2), at=later).order.owed() == (euros(18_000),)
    assert refused(accept_quote, quote.id, actor=actor("ann", "BIO", later), at=later) == "state.forbidden"


def test_a_quote_ends_with_its_time(shop) -> None:
    quote = quoted(wish("scan"), by="sol", acting_for="", buyer="NEW", valid_until=AT + timedelta(days=2))
    late = AT + timedelta(days=2)

    assert refused(accept_quote, quote.id, actor=actor("ben", "NEW", late), at=late) == "quote.expired"
    assert expire_quotes(at=late) == 1
    assert get_quote(quote.id, actor=actor("ben", "NEW"), at=late).state == "expired"


def test_who_leaves_takes_no_inside_price_along(shop) -> None:
    quote = quoted(wish("scan"), by="zoe", acting_for="", buyer="zoe")
    gone = [
        row | {"valid_to": "2026-11-24"} if row["affiliation"] == "e-zoe" else row
        for row in ROWS["affiliations"]
    ]
    import_company(tables(affiliations=gone), actor="tests", at=AT + timedelta(hours=1))
    later = AT + timedelta(days=2)

    assert (
        refused(accept_quote, quote.id, actor=actor("zoe", "", later), at=later) == "quote.standing_changed"
    )


def test_two_quotes_do_not_make_two_free_rentals_of_one(shop) -> None:
    bought(wish("hall"))
    one, other = quoted(wish("hall")), quoted(wish("hall"))

    assert accept_quote(one.id, actor=actor("ann", "BIO"), at=AT).order.owed() == (euros(0),)
    assert refused(accept_quote, other.id, actor=actor("ann", "BIO"), at=AT) == "quote.used_up"


def test_a_new_version_replaces_the_one_before(shop) -> None:
    first = quoted(wish("scan"))
    second = quoted(wish("scan", 2), replaces=first.id)

    assert (second.version, get_quote(first.id, actor=actor("ann", "BIO"), at=AT).state) == (2, "replaced")
    assert refused(accept_quote, first.id, actor=actor("ann", "BIO"), at=AT) == "state.forbidden"
    assert accept_quote(second.id, actor=actor("ann", "BIO"), at=AT).order.owed() == (euros(12_000),)


def test_a_quote_is_its_buyers_and_its_makers(shop) -> None:
    quote = quoted(wish("scan"))

    assert refused(get_quote, quote.id, actor=actor("ben", "NEW"), at=AT) == "quote.unknown"
    assert refused(accept_quote, quote.id, actor=actor("ben", "NEW"), at=AT) == "quote.unknown"
    assert refused(quoted, wish("scan"), by="ben", acting_for="NEW", buyer="BIO") == "permission.denied"
    assert (
        refused(quoted, wish("scan"), by="sol", acting_for="", buyer="NEW", valid_until=AT)
        == "quote.validity"
    )
    decline_quote(quote.id, actor=actor("ann", "BIO"), at=AT)
    assert refused(withdraw_quote, quote.id, actor=actor("ann", "BIO"), at=AT) == "state.forbidden"


def test_accepting_twice_with_one_key_orders_once(shop) -> None:
    quote = quoted(wish("scan"))
    first = accept_quote(quote.id, actor=actor("ann", "BIO"), at=AT, key="k")

    again = accept_quote(quote.id, actor=actor("ann", "BIO"), at=AT, key="k")

    assert (again.repeated, again.order) == (True, first.order)
