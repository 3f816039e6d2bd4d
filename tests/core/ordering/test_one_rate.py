"""One rate over a period: deals, prices off the card, unequal prices and cheaper outsiders are found, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.ordering.one_rate import Sold, prove_one_rate
from comptoir.core.pricing.negotiable import Circle
from comptoir.core.values import Amount, DayPeriod

YEAR = DayPeriod(date(2026, 1, 1), date(2027, 1, 1))
FIVE = Amount(500, "EUR")
INSIDE = Sold("a", date(2026, 3, 1), "LAB", "scan", Circle.SAME_RATE, "1 hour", FIVE, FIVE)
OUTSIDE = replace(
    INSIDE, id="o", circle=Circle.NEVER_LESS, amount=Amount(900, "EUR"), quoted=Amount(900, "EUR")
)


def codes(*sold: Sold) -> list[str]:
    return [found.code for found in prove_one_rate(sold, period=YEAR).breaches]


def test_equal_prices_hold_and_a_volume_rebate_of_the_card_is_none():
    many = replace(
        INSIDE, id="b", asked="100 hours", amount=Amount(40_000, "EUR"), quoted=Amount(40_000, "EUR")
    )

    proof = prove_one_rate([INSIDE, replace(INSIDE, id="c"), many, OUTSIDE], period=YEAR)

    assert proof.holds
    assert (proof.lines, proof.same_rate, proof.prices) == (4, 3, 2)


def test_each_breach_is_found():
    less = Amount(400, "EUR")

    assert codes(replace(INSIDE, deal="D")) == ["one_rate.deal"]
    assert codes(replace(INSIDE, amount=less)) == ["one_rate.off_card"]
    assert codes(INSIDE, replace(INSIDE, id="b", amount=less, quoted=None)) == ["one_rate.differs"]
    assert codes(INSIDE, replace(OUTSIDE, amount=less)) == ["one_rate.less"]
    assert codes(replace(OUTSIDE, deal="D")) == []


def test_what_was_sold_at_another_time_is_no_matter():
    assert codes(replace(INSIDE, day=date(2027, 1, 1), deal="D")) == []


@given(
    st.permutations(
        [INSIDE, replace(INSIDE, id="b", amount=Amount(1, "EUR")), OUTSIDE, replace(INSIDE, id="c")]
    )
)
def test_the_order_of_the_lines_is_no_matter(lines):
    assert codes(*lines) == ["one_rate.off_card", "one_rate.differs"]
