"""I-19: one key from twenty processes is one order; and approvals without their protection (tests/races has the rest).

COMPTOIR_RACE_ROUNDS makes it longer (nightly: 3000).
"""

from __future__ import annotations

import os

import pytest
from django.db import connection

from comptoir.operations.bounds import set_limit
from comptoir.store.models import Order
from tests.operations.forking import driver
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, wish
from tests.operations.orders.test_place_order import euros

ROUNDS = int(os.environ.get("COMPTOIR_RACE_ROUNDS", "6"))
MUTANT_ROUNDS = 12
DEEDS = "tests.operations.orders.deeds"


@pytest.fixture
def shop(database) -> str:
    """The shop, with a fresh person for every round."""
    names = [f"r{number}" for number in range(max(ROUNDS, MUTANT_ROUNDS))]
    opened(
        people=[*ROWS["people"], *({"person": name, "name": name} for name in names)],
        affiliations=[
            *ROWS["affiliations"],
            *({"affiliation": name, "party": name, "fact": "employed by", "of": "BIO"} for name in names),
        ],
    )
    return database


def approvals(shop: str, count: int, *, protected: bool):
    for limit in (5_000, 10_000):
        set_limit(actor=actor("cora"), payer="BIO", amount=euros(limit), at=AT)
    with driver(shop, DEEDS) as children:
        for _ in range(count):
            order = bought(wish("scan", 2)).order.id
            connection.close()
            ended = children.together(
                *((f"{DEEDS}:approve", who, order, protected) for who in ("bob", "cora"))
            )
            assert {one.code for one in ended} == {0}
            yield order, sorted(one.answer for one in ended)


def test_without_protection_an_approved_order_stays_waiting(shop) -> None:
    rounds = approvals(shop, 4 * MUTANT_ROUNDS, protected=False)

    assert any(Order.objects.get(id=order).state == "awaiting approval" for order, _ in rounds)


def test_twenty_with_one_key_order_once(shop) -> None:
    with driver(shop, DEEDS) as children:
        for turn in range(ROUNDS):
            connection.close()
            ended = children.together(*((f"{DEEDS}:buy_once", f"r{turn}", "key", 1) for _ in range(20)))
            assert len({one.answer for one in ended}) == 1
            assert Order.objects.filter(buyer=f"r{turn}").count() == 1
            connection.close()
            assert children.once(f"{DEEDS}:buy_once", f"r{turn}", "key", 2).answer == "idempotency.other_body"
            other = children.once(f"{DEEDS}:buy_once", f"r{turn}", "other", 1).answer
            assert other != ended[0].answer


@pytest.mark.parametrize("place", ["order.recorded", "order.committed"])
def test_eight_with_the_key_of_one_who_was_killed_order_once(shop, place: str) -> None:
    """Whoever died before the commit left the key free; who died after it left the order."""
    with driver(shop, DEEDS) as children:
        for turn, by in enumerate(("exit", "kill")):
            deed = (f"{DEEDS}:buy_once", f"r{turn}", "key", 1)
            connection.close()
            died = children.once(*deed, COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)
            left = list(Order.objects.filter(buyer=f"r{turn}").values_list("id", flat=True))
            connection.close()
            ended = children.together(*(deed for _ in range(8)))

            assert died.code in (86, -9)
            assert len(left) == (place == "order.committed")
            assert len({one.answer for one in ended}) == 1
            assert list(Order.objects.filter(buyer=f"r{turn}").values_list("id", flat=True)) == (
                left or [ended[0].answer]
            )
