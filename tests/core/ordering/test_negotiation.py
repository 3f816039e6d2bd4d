"""Guardrails: what a seller may grant alone, and that the asker never learns the floor."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.ordering.negotiation import Guardrails, Mandate, Verdict, judge, may_approve

RAILS = Guardrails(ceiling=Decimal(90), floor=Decimal(50))
ELSA = Mandate("elsa", Decimal("0.20"))


@pytest.mark.parametrize(
    ("case", "price", "verdict"),
    [
        ("at the usual price", "90", Verdict.GRANTED),
        ("at the edge of the authority", "72", Verdict.GRANTED),
        ("just beyond it", "71.99", Verdict.NEEDS_APPROVAL),
        ("at the floor", "50", Verdict.NEEDS_APPROVAL),
        ("below the floor", "49.99", Verdict.REFUSED),
        ("above the usual price", "90.01", Verdict.REFUSED),
    ],
)
def test_an_offer_is_judged_by_ceiling_authority_and_floor(case, price, verdict):
    assert judge(Decimal(price), RAILS, ELSA).verdict is verdict, case


@given(st.decimals(0, 120, places=2), st.decimals(1, 60, places=2), st.decimals(1, 60, places=2))
def test_two_floors_below_which_an_offer_falls_give_the_asker_the_same_words(price, first, second):
    low = min(first, second, price + 1)
    floors = {floor for floor in (first, second, low) if price < floor}

    said = {judge(price, Guardrails(Decimal(90), floor), ELSA).public for floor in floors}

    assert len(said) <= 1


def test_nobody_approves_for_himself():
    assert may_approve("marc", seller="elsa", buyer="claire", buyer_manager="bruno") is None
    for person in ("elsa", "claire", "bruno"):
        reason = may_approve(person, seller="elsa", buyer="claire", buyer_manager="bruno")
        assert reason is not None
        assert reason.code == "negotiation.own_approval"
