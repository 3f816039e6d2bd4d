"""Separate processes answer at one moment: one deal, the losers are told; without protection, two deals.

COMPTOIR_RACE_ROUNDS makes it longer (nightly: 3000).
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from django.db import connection

from comptoir.operations.deals.agreeing import end_deal
from comptoir.operations.deals.asking import withdraw
from comptoir.store.deals.queries import find_thread
from comptoir.store.models import AgreedDeal, Negotiation
from tests.operations.deals.deeds import disarm, in_review, offered
from tests.operations.deals.house import AT, CLAIRE, DINA, ELSA, MARC, TESS, claire, settle
from tests.operations.forking import driver

ROUNDS = int(os.environ.get("COMPTOIR_RACE_ROUNDS", "4"))
MUTANT_ROUNDS = 12
RACERS = 8
DEEDS = "tests.operations.deals.deeds"
ANSWER = f"{DEEDS}:answer"


@pytest.fixture
def house(database) -> str:
    settle()
    return database


def clear_all() -> None:
    """A round of its own: no deal holds, no request is open."""
    for deal in AgreedDeal.objects.filter(ended_at=None):
        end_deal(deal.public_id, actor=claire(), at=AT)
    for row in Negotiation.objects.filter(expires_at__isnull=False):
        withdraw(row.public_id, actor=claire(), at=AT)


def answers(children, deeds) -> Counter[str]:
    connection.close()
    ended = children.together(*deeds)
    assert {one.code for one in ended} == {0}
    return Counter(one.answer for one in ended)


def test_of_one_negotiation_comes_one_deal(house) -> None:
    with driver(house, DEEDS) as children:
        for turn in range(ROUNDS):
            clear_all()
            negotiation = offered()

            found = answers(
                children, [(ANSWER, "agree", negotiation, (CLAIRE, DINA)[n % 2]) for n in range(RACERS)]
            )

            assert found == {"done": 1, "state.forbidden": RACERS - 1}, turn
            assert AgreedDeal.objects.filter(negotiation__public_id=negotiation).count() == 1


def test_of_two_negotiations_for_one_thing_one_deal_holds(house) -> None:
    with driver(house, DEEDS) as children:
        for turn in range(ROUNDS):
            clear_all()
            both = offered(), offered("81")

            found = answers(children, [(ANSWER, "agree", both[n % 2], CLAIRE) for n in range(RACERS)])

            assert found["done"] == 1, turn
            assert set(found) <= {"done", "state.forbidden", "deal.taken"}
            assert AgreedDeal.objects.filter(ended_at=None).count() == 1


def test_two_approvers_at_once_approve_once(house) -> None:
    with driver(house, DEEDS) as children:
        for turn in range(ROUNDS):
            clear_all()
            negotiation = in_review()
            deeds = [(ANSWER, "approve", negotiation, (MARC, TESS)[n % 2]) for n in range(RACERS)]

            found = answers(children, deeds)

            assert found == {"done": 1, "state.forbidden": RACERS - 1}, turn
            stored = find_thread(negotiation)
            assert stored is not None
            assert len(stored.thread.moves) == 3


def test_an_offer_is_taken_or_withdrawn_never_both(house) -> None:
    with driver(house, DEEDS) as children:
        for turn in range(ROUNDS):
            clear_all()
            negotiation = offered()
            deeds = [
                (ANSWER, "agree", negotiation, CLAIRE) if n % 2 else (ANSWER, "withdraw", negotiation, ELSA)
                for n in range(RACERS)
            ]

            found = answers(children, deeds)

            assert found["done"] == 1, turn
            stored = find_thread(negotiation)
            assert stored is not None
            agreed = AgreedDeal.objects.filter(negotiation__public_id=negotiation).exists()
            assert agreed == (stored.thread.state == "agreed")


def test_without_protection_two_deals_hold(house) -> None:
    disarm()
    doubled = False
    with driver(house, DEEDS) as children:
        for _ in range(MUTANT_ROUNDS):
            if doubled:
                break
            clear_all()
            several = [offered() for _ in range(4)]
            connection.close()

            children.together(*((ANSWER, "agree", one, CLAIRE, False) for one in several))

            doubled = AgreedDeal.objects.filter(ended_at=None).count() > 1
    assert doubled
