"""I-02, I-03, I-14: numbers that orders fight for, last approvals and deals, by processes at one moment; and mutants.

Rounds come from COMPTOIR_RACE_ROUNDS and processes from COMPTOIR_RACE_PROCESSES (nightly: 3000 and 16).
"""

from __future__ import annotations

import sys

import pytest
from django.db import connection

from comptoir.store.models import AgreedDeal, Fund, Order, Tally
from comptoir.store.orders.queries import broken_funds
from tests.operations.deals.deeds import disarm
from tests.operations.deals.house import settle
from tests.races.buying import open_shop
from tests.races.racing import Race, race
from tests.races.test_bookings import FEWER, MUTANT_ROUNDS, PROCESSES

# A round of deals takes four times as long: every change of a deal makes another company of now.
DEAL_ROUNDS = max(12, FEWER // 4)

pytestmark = pytest.mark.slow


def started(
    url: str, scenario: str, rounds: int, capsys: pytest.CaptureFixture[str], *, protected: bool = True
) -> Race:
    """A race on a fresh database, told in one line."""
    connection.close()
    ended = race(url, scenario, rounds=rounds, processes=PROCESSES, protected=protected)
    with capsys.disabled():
        sys.stdout.write(f"\n{scenario} on {connection.vendor}: {ended.told()}\n")
    return ended


# scenario: how many win every round, and what the others hear
SHOP = {
    "buying:counter": (2, {"paid"}),
    "buying:fund": (5, {"fund.short"}),
    "buying:cap": (5, {"order.cap"}),
    "buying:key": (1, {"repeated"}),
}


@pytest.mark.parametrize("scenario", SHOP)
def test_as_many_as_there_is_for_get_it_every_round(database, capsys, scenario: str) -> None:
    winners, others = SHOP[scenario]
    open_shop(FEWER)

    ended = started(database, scenario, FEWER, capsys)

    assert ended.winners() == {winners: FEWER}
    assert set(ended.answers()) == {"won", *others}
    assert broken_funds() == ()
    if scenario == "buying:counter":
        assert set(Tally.objects.values_list("value", flat=True)) == {PROCESSES}
    if scenario == "buying:fund":
        assert set(Fund.objects.values_list("balance", flat=True)) == {0}


def test_exactly_one_has_the_last_word_on_an_order(database, capsys) -> None:
    open_shop(FEWER)

    ended = started(database, "buying:approval", FEWER, capsys)

    assert ended.winners() == {1: FEWER}
    assert set(ended.answers()) == {"won", "waits", "order.approved_twice", "state.forbidden"}
    assert set(Order.objects.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.parametrize("scenario", ["buying:counter", "buying:fund", "buying:cap"])
def test_without_protection_more_get_it(database, capsys, scenario: str) -> None:
    open_shop(MUTANT_ROUNDS)

    ended = started(database, scenario, MUTANT_ROUNDS, capsys, protected=False)

    assert max(ended.winners()) > SHOP[scenario][0]


@pytest.mark.parametrize("scenario", ["agreeing:agree", "agreeing:agree_several"])
def test_one_deal_comes_of_it_every_round(database, capsys, scenario: str) -> None:
    settle()

    ended = started(database, scenario, DEAL_ROUNDS, capsys)

    assert ended.winners() == {1: DEAL_ROUNDS}
    assert set(ended.answers()) <= {"won", "state.forbidden", "deal.taken"}
    assert AgreedDeal.objects.filter(ended_at=None).count() == 1


def test_without_protection_several_deals_hold(database, capsys) -> None:
    disarm()
    settle()

    ended = started(database, "agreeing:agree_several", MUTANT_ROUNDS, capsys, protected=False)

    assert max(ended.winners()) > 1
