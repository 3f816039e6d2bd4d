"""A basket comes back from its text, equal baskets share a digest, and what is no basket is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.ordering.basket import Basket, Wish, check_basket, digest, from_text, to_text
from comptoir.core.values import Refusal

NUMBERS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10**9), places=3)
WORDS = st.sampled_from(("", "x", "é", "a b", "$decimal", "\x1f"))
ANSWERS = st.dictionaries(WORDS, st.booleans() | WORDS | NUMBERS, max_size=2)
STARTS = st.datetimes(timezones=st.just(UTC))
PERIODS = st.none() | st.tuples(STARTS, st.timedeltas(timedelta(minutes=1), timedelta(days=9)))


@st.composite
def wishes(draw) -> Wish:
    period = draw(PERIODS)
    start, end = (
        (None, None) if period is None or period[0].year > 9998 else (period[0], period[0] + period[1])
    )
    measures = draw(st.dictionaries(WORDS, NUMBERS, max_size=2))
    return Wish(draw(st.text()), measures, start, end, draw(ANSWERS), draw(WORDS), draw(st.none() | NUMBERS))


BASKETS = st.builds(
    Basket, WORDS, st.lists(wishes(), min_size=1, max_size=2).map(tuple), WORDS, WORDS, WORDS, WORDS, WORDS, ANSWERS,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(BASKETS)
def test_a_basket_comes_back_as_it_was(basket: Basket) -> None:
    assert from_text(to_text(basket)) == basket
    check_basket(basket)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(BASKETS, BASKETS)
def test_only_equal_baskets_share_a_digest(one: Basket, other: Basket) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_the_order_of_names_is_no_difference() -> None:
    one = Wish("x", {"hour": Decimal(1), "piece": Decimal(2)})
    other = Wish("x", {"piece": Decimal(2), "hour": Decimal(1)})
    assert digest(Basket("a", (one,))) == digest(Basket("a", (other,)))


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("x", {"hour": Decimal(0)}), "order.quantity"),
        (Wish("x", {"hour": Decimal("Infinity")}), "order.quantity"),
        (Wish("x", {"hour": Decimal("sNaN")}), "order.quantity"),
        (Wish("x", {"hour": Decimal(10**9 + 1)}), "order.quantity"),
        (Wish("x", cost=Decimal(-1)), "order.quantity"),
        (Wish("x", start=datetime(2026, 1, 1, tzinfo=UTC)), "order.period"),
        (Wish("x", start=datetime(2026, 1, 1), end=datetime(2026, 1, 2)), "order.period"),  # noqa: DTZ001
    ],
)
def test_what_is_no_wish_is_refused(wish: Wish, code: str) -> None:
    with pytest.raises(Refusal) as told:
        check_basket(Basket("a", (wish,)))
    assert told.value.reason.code == code
