"""Whatever a request states, there is an answer: never an error, and every price replays."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from comptoir.core.pricing import Quote, Status, replay
from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import Event
from tests.core.pricing.build import INSIDER, OUTSIDER, SOMEBODY, ask, at, card, deal, line, rate, said
from tests.core.pricing.cases import CASES, Case

UNITS = (
    "hour minute day week month year piece page sample user participant core-hour rental mile student".split()
)
PRICED = (Status.PRICED, Status.FREE)


def odd_line(chance: random.Random, case: Case) -> Line:
    """A line that states too much, too little, or something else than what is priced."""
    start = at("2026-01-31 22:37") + timedelta(minutes=chance.randint(0, 1_000_000))
    end = start + timedelta(minutes=chance.choice((0, 7, 90, 5_000, -600)))
    used = start + timedelta(minutes=chance.randint(-90, 90))
    measures = {chance.choice(UNITS): Decimal(chance.choice((0, 1, 3, 100, -2, 999_999))) / chance.choice((1, 4))
                for _ in range(chance.choice((0, 1, 1, 2)))}  # fmt: skip
    return Line(
        chance.choice([one.offering for one in case.card.rates]),
        dict(chance.choice(case.lines).measures) if chance.random() < 0.5 else measures,
        event=chance.choice([Event.USE, Event.USE, *Event]),
        start=chance.choice((None, start)),
        end=chance.choice((None, end)),
        used_start=chance.choice((None, used)),
        used_end=chance.choice((None, end)),
        reserved=chance.choice((None, None, measures)),
        used=chance.choice((None, None, measures)),
        counters={
            one.counter: Decimal(chance.randint(0, 9_000))
            for one in case.card.rates
            if one.counter is not None
        },
        answers={"assisted": True, "airport": True, "notice": Decimal(chance.randint(0, 10**7))},
        cost=chance.choice((None, Decimal("37.80"))),
    )


def test_every_request_has_an_answer_that_replays() -> None:
    chance = random.Random(11)
    seen: set[Status] = set()
    for _ in range(1_500):
        case = chance.choice(CASES)
        lines = [odd_line(chance, case) for _ in range(chance.choice((1, 1, 3)))]
        given = (deal(str(chance.randint(0, 50)), offering=lines[0].offering),)

        answer = ask(case.card, *lines, who=chance.choice((INSIDER, OUTSIDER, SOMEBODY)), deals=given)

        seen.add(answer.status)
        assert_replays(answer)
    assert seen == set(Status)


def assert_replays(answer: Quote) -> None:
    """The explanations of an answer come to its amounts."""
    assert all(replay(one.reasons) == one.amount for one in answer.lines if one.status in PRICED)
    if answer.status in PRICED:
        assert replay(answer.reasons) == answer.total


def test_a_period_that_ends_before_it_starts_is_asked_again() -> None:
    priced = card(rate("scan", "60"), units={"scan": "hour"})

    answer = ask(priced, line("scan", start="2026-03-02 14:00", end="2026-03-02 13:00"))

    assert said(answer) == "incomplete"
    assert answer.lines[0].reasons[-1].code == "price.ends-before-start"
