"""The price book, a second way written from the documentation, and exact fractions agree to the cent."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core.pricing import compile_card, evaluate, quote, replay
from comptoir.core.pricing.request import Line, Request
from comptoir.core.pricing.terms import (
    Counted,
    Counter,
    CounterPeriod,
    Graduation,
    Per,
    Rate,
    Rounding,
    Threshold,
    UnitPrice,
)
from comptoir.core.values import Amount
from tests.core.pricing.build import DAY, HERE, SOMEBODY, ask, at, card, rate
from tests.core.pricing.direct import direct_cents, half_up

COUNTER = Counter(Counted.QUANTITY, CounterPeriod.YEAR)
LINES = 100


def random_rates(chance: random.Random) -> list[Rate]:
    """The rows of one price: any of the mechanisms, small numbers, many ties."""
    cells: dict[str, Any] = {}
    if chance.random() < 0.3:
        cells["step"] = (Decimal(chance.choice(("0.25", "1", "3", "6"))), "")
        cells["rounding"] = chance.choice(tuple(Rounding))
    if chance.random() < 0.2:
        cells["min_quantity"] = (Decimal(chance.randint(1, 40)) / 4, "")
    if chance.random() < 0.2:
        cells["included"] = Decimal(chance.randint(1, 40)) / 4
    if chance.random() < 0.2:
        cells["min_amount"] = Decimal(chance.randint(0, 4000)) / 100
    if chance.random() < 0.2:
        cells["max_amount"] = Decimal(chance.randint(4000, 9000)) / 100
    per = Per(("piece",), Decimal(chance.choice((1, 1, 3, 7, 60, 128))))
    rates = [Rate(HERE, "thing", (), random_price(chance), per=per, **cells)]
    if chance.random() < 0.5:
        mode = chance.choice(tuple(Graduation))
        above = mode is not Graduation.GRADUATED and chance.random() < 0.5
        for start in sorted(chance.sample(range(1, 60), chance.randint(1, 3))):
            at = Threshold(Decimal(start) / 2, "", above)
            rates.append(Rate(HERE, "thing", (), random_price(chance), per=per, start=at, tier=mode))
    return rates


def random_price(chance: random.Random) -> UnitPrice:
    """A price whose products are often half cents; sometimes free, sometimes a credit."""
    return UnitPrice(
        Decimal(chance.choice((0, 5, 15, 125, 999, 1005, -25, chance.randint(1, 99_999)))) / 1000
    )


@pytest.mark.parametrize(
    "cards", [100, pytest.param(1_000, marks=pytest.mark.slow)], ids=["10,000 lines", "100,000 lines"]
)
def test_the_price_book_is_the_direct_way(cards: int) -> None:
    chance = random.Random(20261123)
    ties = credits = 0
    for _ in range(cards):
        rates = random_rates(chance)
        book = compile_card(card(*rates))
        for _ in range(LINES):
            quantity = Decimal(chance.randint(0, 400)) / chance.choice((1, 4, 10, 100))

            amount = evaluate(book, "thing", "all", {"piece": quantity})

            exact = direct_cents(rates, quantity)
            assert amount == Amount(half_up(exact), "EUR"), (rates, quantity)
            ties += exact.denominator == 2
            credits += exact < 0
    assert ties > cards
    assert credits > cards


@pytest.mark.parametrize(
    "cards", [200, pytest.param(1_000, marks=pytest.mark.slow)], ids=["2,000 lines", "10,000 lines"]
)
def test_every_explanation_comes_to_its_amount(cards: int) -> None:
    chance = random.Random(7)
    for _ in range(cards):
        rates = [Rate(HERE, "thing", (), rate.price, **_others(rate)) for rate in random_rates(chance)]
        book = compile_card(card(*rates))
        for _ in range(10):
            quantity, had = Decimal(chance.randint(0, 400)) / 4, Decimal(chance.randint(0, 200)) / 4
            line = Line("thing", {"piece": quantity}, counters={COUNTER: had})

            answer = quote(book, Request(SOMEBODY, DAY, (line,)))

            assert replay(answer.lines[0].reasons) == answer.lines[0].amount == answer.total


def _others(rate: Rate) -> dict[str, Any]:
    """The cells of a rate, with a counter."""
    names = (
        "per",
        "step",
        "rounding",
        "included",
        "min_quantity",
        "min_amount",
        "max_amount",
        "start",
        "tier",
    )
    return {name: getattr(rate, name) for name in names} | {"counter": COUNTER}


def test_tiers_run_on_from_what_a_counter_has_seen() -> None:
    chance = random.Random(3)
    for _ in range(300):
        first = random_price(chance)
        starts = sorted(chance.sample(range(1, 60), 2))
        rates = [
            Rate(HERE, "thing", (), first, counter=COUNTER),
            *(Rate(HERE, "thing", (), random_price(chance), counter=COUNTER, start=Threshold(Decimal(start)))
              for start in starts),
        ]  # fmt: skip
        book = compile_card(card(*rates))
        for _ in range(10):
            quantity, had = Decimal(chance.randint(0, 99)), Decimal(chance.randint(0, 99))
            line = Line("thing", {"piece": quantity}, counters={COUNTER: had})

            answer = quote(book, Request(SOMEBODY, DAY, (line,)))

            assert answer.total.minor == half_up(direct_cents(rates, quantity, had))


def test_thirds_of_an_hour_make_half_a_cent_again() -> None:
    priced = card(
        rate("scan", "0.03", when="10:00-10:20"), rate("scan", "0.03", when="10:20-10:40"), rate("scan", "0.015"),
        units={"scan": "hour"},
    )  # fmt: skip
    line = Line("scan", {}, start=at("2026-03-02 10:00"), end=at("2026-03-02 11:00"))

    # 0.01 + 0.01 + 0.005: with rounded thirds it would be a hair under half a cent.
    assert ask(priced, line).total == Amount(3, "EUR")
