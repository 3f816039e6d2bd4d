"""I-19 and the counters: separate processes at one moment, one right outcome; without the protection, a wrong one.

COMPTOIR_RACE_ROUNDS makes it longer (nightly: 3000).
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from django.db import connection

from comptoir.core.pricing.terms import CounterPeriod
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.store.models import Fund, Order, Tally
from comptoir.store.orders.queries import broken_funds
from tests.operations.forking import driver
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, wish
from tests.operations.orders.test_place_order import euros

RACERS = 8
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


def rounds_of(shop: str, count: int, deed, prepare=lambda _: None):
    """Some rounds of racers: after each, what they answered."""
    with driver(shop, DEEDS) as children:
        for turn in range(count):
            prepare(turn)
            connection.close()
            ended = children.together(*(deed(turn, racer) for racer in range(RACERS)))
            assert {one.code for one in ended} == {0}
            yield turn, [one.answer for one in ended]


def halls(shop: str, count: int, *, protected: bool):
    return rounds_of(shop, count, lambda turn, _: (f"{DEEDS}:buy", f"r{turn}", "hall", "", protected))


def test_two_free_rentals_are_never_three(shop) -> None:
    for turn, answers in halls(shop, ROUNDS, protected=True):
        assert Counter(map(str, answers)) == {"[0]": 2, "[8000]": RACERS - 2}
        assert Tally.objects.get(party=f"r{turn}").value == RACERS


def test_without_protection_more_are_free(shop) -> None:
    assert any(answers.count([0]) > 2 for _, answers in halls(shop, MUTANT_ROUNDS, protected=False))


def funded(turn: int) -> None:
    pay_in(actor=actor("cora"), payer=f"r{turn}", amount=euros(5 * 6_000), at=AT)


def scans(shop: str, count: int, prepare, *, protected: bool):
    deed = lambda turn, _: (f"{DEEDS}:buy", f"r{turn}", "scan", "", protected)  # noqa: E731
    return rounds_of(shop, count, deed, prepare)


def test_a_fund_for_five_pays_five(shop) -> None:
    for turn, answers in scans(shop, ROUNDS, funded, protected=True):
        assert Counter(map(str, answers)) == {"[6000]": 5, "fund.short": RACERS - 5}
        assert Fund.objects.get(payer=f"r{turn}").balance == 0
    assert broken_funds() == ()


def test_without_protection_a_fund_pays_more(shop) -> None:
    assert any(
        answers.count([6_000]) > 5 for _, answers in scans(shop, MUTANT_ROUNDS, funded, protected=False)
    )


def capped(turn: int) -> None:
    set_limit(
        actor=actor("cora"), payer=f"r{turn}", amount=euros(5 * 6_000), cap_per=CounterPeriod.YEAR, at=AT
    )


def test_a_cap_for_five_lets_five_through(shop) -> None:
    for _, answers in scans(shop, ROUNDS, capped, protected=True):
        assert Counter(map(str, answers)) == {"[6000]": 5, "order.cap": RACERS - 5}


def waiting(_: int) -> None:
    bought(wish("scan", 2))


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


def test_of_two_last_approvals_exactly_one_confirms(shop) -> None:
    for order, answers in approvals(shop, ROUNDS, protected=True):
        assert "confirmed" in answers
        assert Order.objects.get(id=order).state == "confirmed"


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
