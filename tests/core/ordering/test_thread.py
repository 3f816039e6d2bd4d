"""What the customer may read of a negotiation, and the limits of asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.ordering import MACHINES
from comptoir.core.ordering.negotiation import (
    FloorRule,
    Guardrails,
    HeldMandate,
    Lending,
    Mandate,
    floor_price,
    floor_rule,
    judge,
    mandate_of,
    may_approve,
    may_propose,
)
from comptoir.core.ordering.thread import OPEN, WHO, Move, Speaker, Terms, Thread, advance, for_customer
from comptoir.core.values import DayPeriod, Refusal, Unreadable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ASKED = Thread("T", "MET", "cmm", "hour", "BIO", "claire", "EUR")
ALWAYS = DayPeriod()


def moves(price: Decimal, floor: Decimal, share: Decimal, seller: str) -> tuple[Move, ...]:
    """A negotiation in which a price is asked, put before an approver with its judgment, and approved."""
    terms = Terms(price, DayPeriod(TODAY, None))
    private = judge(price, Guardrails(Decimal(90), floor), Mandate(seller, share)).private
    return (
        Move("ask", Speaker.CUSTOMER, "claire", NOON, "asked", terms, NOON + DAY),
        Move(
            "escalate",
            Speaker.SELLER,
            seller,
            NOON,
            "awaiting approval",
            terms,
            NOON + DAY,
            seller,
            "",
            (private,),
        ),
    )


PRICES = st.decimals(0, 200, places=2)


@given(PRICES, PRICES, PRICES, st.decimals(0, 1, places=2), st.decimals(0, 1, places=2))
def test_two_worlds_that_differ_in_what_the_unit_knows_read_the_same(
    price, floor, other_floor, share, other_share
):
    worlds = [
        repr(for_customer(replace(ASKED, moves=moves(price, rail, concession, seller)))).encode()
        for rail, concession, seller in ((floor, share, "elsa"), (other_floor, other_share, "paul"))
    ]

    assert worlds[0] == worlds[1]


def test_a_price_in_review_is_a_state_and_nothing_else():
    seen = for_customer(replace(ASKED, moves=moves(Decimal(60), Decimal(50), Decimal(0), "elsa")))

    assert (seen.state, seen.expires_at) == ("awaiting approval", None)
    assert (seen.moves[-1].terms, seen.moves[-1].expires_at, seen.moves[-1].reasons) == (None, None, ())


def test_every_move_of_the_table_has_its_side():
    machine = MACHINES["deal"]
    for verb, (before, _) in machine.transitions.items():
        for state in before:
            assert WHO.get((state, verb)) or WHO.get(("", verb)), (state, verb)
    assert machine.states >= OPEN
    assert {state for state, _ in WHO if state} <= machine.states


def test_a_proposal_stands_until_its_instant():
    thread = replace(ASKED, moves=moves(Decimal(60), Decimal(50), Decimal(0), "elsa")[:1])

    assert advance(thread, "offer", Speaker.SELLER, at=NOON + DAY - timedelta(microseconds=1)) == "offered"
    with pytest.raises(Refusal, match=r"negotiation.expired"):
        advance(thread, "offer", Speaker.SELLER, at=NOON + DAY)
    assert advance(thread, "expire", Speaker.CLOCK, at=NOON + DAY) == "expired"
    with pytest.raises(Refusal, match=r"negotiation.not_expired"):
        advance(thread, "expire", Speaker.CLOCK, at=NOON)
    with pytest.raises(Refusal, match=r"negotiation.not_your_turn"):
        advance(thread, "offer", Speaker.CUSTOMER, at=NOON)


def test_the_widest_mandate_of_the_day_counts_and_lending_ends_with_it():
    elsa = HeldMandate("elsa", "MET", Decimal("0.2"), DayPeriod(None, TODAY + DAY))
    paul = HeldMandate("paul", "MET", Decimal("0.1"), ALWAYS)
    lent = Lending("elsa", "paul", "MET", DayPeriod(TODAY, TODAY + 5 * DAY))
    again = Lending("paul", "zoe", "MET", ALWAYS)

    def held(person: str, on: date = TODAY, unit: str = "MET") -> tuple[Decimal, str] | None:
        found = mandate_of(person, unit, (elsa, paul), (lent, again), on=on)
        return (found.concession, found.lent_by) if found else None

    assert held("paul") == (Decimal("0.2"), "elsa")
    assert held("paul", TODAY + DAY) == (Decimal("0.1"), "")
    assert held("paul", TODAY - DAY) == (Decimal("0.1"), "")
    assert held("zoe") == (Decimal("0.1"), "paul"), "what was lent cannot be lent on"
    assert held("elsa", TODAY + DAY) is None
    assert held("elsa", unit="BIO") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("45", Decimal(45)),
        ("60% of usual", Decimal(54)),
        ("usual - 10", Decimal(80)),
        ("70% of academic", Decimal(35)),
        ("unit cost", Decimal(40)),
        ("unit cost + 12.5%", Decimal(45)),
        ("2 x unit cost", Decimal(80)),
        ("50% of nobody", None),
        ("free", Decimal(0)),
    ],
)
def test_a_floor_is_a_price_or_a_share(cell, expected):
    classes = {"academic": Decimal(50)}

    assert floor_price(cell, usual=Decimal(90), cost=Decimal(40), class_price=classes.get) == expected


@pytest.mark.parametrize(
    "cell", ["quote", "not offered", "cost", "base - 5%", "10 x offering:scan", "50% of booked"]
)
def test_what_is_no_floor_is_refused(cell):
    with pytest.raises(Unreadable, match=r"floor\.form"):
        floor_price(cell, usual=Decimal(90), cost=Decimal(40))


def test_a_floor_of_the_offering_beats_that_of_all():
    rules = [
        FloorRule("MET", "*", "10"),
        FloorRule("MET", "cmm", "20", DayPeriod(TODAY, None)),
        FloorRule("BIO", "cmm", "30"),
    ]

    def found(offering: str, on: date = TODAY) -> str | None:
        rule = floor_rule(rules, "MET", offering, on=on)
        return rule.floor if rule else None

    assert [found("cmm"), found("cmm", TODAY - DAY), found("scan")] == ["20", "10", "10"]
    assert floor_rule(rules, "LAB", "cmm", on=TODAY) is None


@pytest.mark.parametrize(
    ("count", "refused", "waits"),
    [
        (0, [], None), (4, [], None), (0, [0], 1), (0, [1], None), (0, [0, 10, 20], 7), (0, [7, 10, 20], None),
        (0, [0, 31, 40], 1),
    ],
)  # fmt: skip
def test_asking_is_limited(count, refused, waits):
    found = may_propose(count, [NOON - days * DAY for days in refused], at=NOON)

    assert (found is None) == (waits is None)
    if found is not None:
        assert found.get("until") == NOON - min(refused) * DAY + waits * DAY


def test_five_proposals_are_enough():
    found = may_propose(5, [], at=NOON)

    assert found is not None
    assert found.code == "negotiation.too_many"


def test_whoever_had_a_part_in_it_does_not_approve():
    also = [("seller", "paul"), ("manager of the buyer", "bruno")]

    for person in ("paul", "bruno", "claire"):
        assert may_approve(person, seller="elsa", buyer="claire", buyer_manager="", also=also)
    assert may_approve("tess", seller="elsa", buyer="claire", buyer_manager="", also=also) is None


def test_without_a_usual_price_nobody_grants_alone():
    judgment = judge(Decimal(50), Guardrails(None, Decimal(40)), Mandate("elsa", Decimal(1)))

    assert judgment.verdict.value == "needs approval"
