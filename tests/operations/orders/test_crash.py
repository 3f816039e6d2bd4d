"""I-04: a process that dies at a named place of an order leaves all of it or nothing; the same key orders once."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.core.values import Amount
from comptoir.operations import failpoints
from comptoir.operations.approve_order import approve_order
from comptoir.operations.bounds import set_limit
from comptoir.store.models import Order
from comptoir.store.orders.queries import broken_funds
from tests.operations.forking import driver
from tests.operations.orders import deeds
from tests.operations.orders.shop import AT, actor, bought, opened, wish

DEEDS = "tests.operations.orders.deeds"
ORDER = ("claimed", "row", "counted", "drawn", "parts", "lines", "recorded")
PLACES = {
    **{f"order.{place}": "order" for place in ORDER},
    "order.moved": "last_approval",
    "approval.written": "last_approval",
    "quote.written": "quote",
    "bounds.written": "bound",
    "account.written": "account",
    "role.written": "role",
}
AFTER = "order.committed"
DIES_AT = {*PLACES, AFTER}


@pytest.fixture
def shop(database) -> str:
    opened()
    deeds.capped()
    for limit in (5_000, 10_000):
        set_limit(actor=actor("cora"), payer="BIO", amount=Amount(limit, "EUR"), at=AT)
    waiting = bought(wish("scan", 2), by="zoe").order.id
    approve_order(waiting, actor=actor("cora"), at=AT)
    return database


def test_every_named_place_is_tried() -> None:
    own = {place for place in failpoints.PLACES if place.split(".")[0] in
           ("order", "approval", "quote", "bounds", "account", "role")}  # fmt: skip
    assert own == DIES_AT


def test_dying_anywhere_leaves_before_or_after(shop) -> None:
    before = deeds.everything()
    with driver(shop, DEEDS) as children:
        for place, deed in PLACES.items():
            for by, code in (("exit", 86), ("kill", -9)):
                connection.close()

                ended = children.once(f"{DEEDS}:{deed}", COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)

                assert ended.code == code, f"{place} was never reached"
                assert deeds.everything() == before, place


@pytest.mark.parametrize(("by", "code"), [("exit", 86), ("kill", -9)])
def test_dying_after_the_commit_leaves_all_of_it_once(shop, by: str, code: int) -> None:
    before = deeds.everything()
    with driver(shop, DEEDS) as children:
        connection.close()

        died = children.once(f"{DEEDS}:order", COMPTOIR_FAIL_AT=AFTER, COMPTOIR_FAIL_BY=by)
        after = deeds.everything()
        connection.close()
        again = children.once(f"{DEEDS}:order")

    assert died.code == code
    assert after != before
    assert again.code == 0
    assert deeds.everything() == after
    assert Order.objects.filter(id=again.answer).count() == 1
    assert broken_funds() == ()
