"""What holds of every price: more never costs less, the order of unrelated rows is nothing, passes are the cheapest."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.core.pricing import compile_card, evaluate, quote, replay
from comptoir.core.pricing.passes import cheapest_cover
from comptoir.core.pricing.request import Line, Request
from comptoir.core.pricing.terms import Card
from tests.core.pricing.build import DAY, SOMEBODY, ask, at, card, line, rate

prices = st.integers(0, 5_000).map(lambda cents: str(Decimal(cents) / 100))
numbers = st.integers(1, 40).map(str)
quantities = st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4)


@st.composite
def tariffs(draw: st.DrawFn) -> Card:
    """Cards on which more may not cost less: no tier here prices the whole quantity anew."""
    first: dict[str, Any] = {}
    for name, values in (
        ("step", numbers),
        ("min_quantity", numbers),
        ("included", numbers),
        ("min_amount", prices),
    ):
        if draw(st.booleans()):
            first[name] = draw(values)
    rows = [rate("scan", draw(prices), **first)]
    rows += [rate("scan", draw(prices), from_=start) for start in draw(st.sets(numbers, max_size=3))]
    if draw(st.booleans()):
        rows.append(rate("scan", draw(prices), when="20:00-07:00"))
    if draw(st.booleans()):
        rows.append(rate("scan", draw(prices), per="line", combine="greater"))
    if draw(st.booleans()):
        rows.append(rate("scan", draw(prices), combine="plus", included=draw(numbers)))
    if draw(st.booleans()):
        rows.append(rate("scan", draw(prices), per="12 hours", combine="cheapest"))
    return card(*rows, units={"scan": "hour"})


@settings(max_examples=150, deadline=None)
@given(tariffs(), quantities, quantities, st.integers(0, 96))
def test_more_never_costs_less(priced: Card, one: Decimal, other: Decimal, quarter: int) -> None:
    book = compile_card(priced)
    start = at("2026-03-28 12:00") + quarter * timedelta(minutes=15)

    less, more = (
        quote(book, Request(SOMEBODY, DAY, (Line("scan", {"hour": quantity}, start=start),)))
        for quantity in sorted((one, other))
    )

    assert less.total <= more.total
    for answer in (less, more):
        assert replay(answer.lines[0].reasons) == answer.total


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), prices), unique_by=lambda row: row[0], min_size=1),
    st.randoms(),
)
def test_the_order_of_unrelated_rows_is_nothing(rows: list[tuple[str, str]], chance) -> None:
    plain = [rate(name, price, from_=start) for name, price in rows for start in ("0", "3")]
    shuffled = list(plain)
    chance.shuffle(shuffled)
    by_name = sorted(shuffled, key=lambda row: [row.offering, plain.index(row)])

    one, other = (compile_card(card(*found)) for found in (plain, by_name))

    assert one.hash == other.hash
    for name, _ in rows:
        assert evaluate(one, name, "all", {"piece": Decimal(5)}) == evaluate(
            other, name, "all", {"piece": Decimal(5)}
        )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 30)), min_size=1, max_size=4),
    st.none() | st.integers(0, 8),
    st.integers(1, 80),
)
def test_no_other_combination_of_passes_costs_less(
    passes: list[tuple[int, int]], filler: int | None, wanted: int
) -> None:
    found = cheapest_cover(
        Fraction(wanted), [(Fraction(length), Fraction(price)) for length, price in passes],
        None if filler is None else Fraction(filler),
    )  # fmt: skip

    costs = [0]
    for length in range(1, wanted + 1):
        ways = [price + costs[max(0, length - own)] for own, price in passes]
        costs.append(min(ways if filler is None else [*ways, filler + costs[length - 1]]))
    cost, counts, filled = found
    assert cost == costs[wanted]
    assert sum(passes[index][0] * count for index, count in counts.items()) + filled >= wanted
    assert sum(passes[index][1] * count for index, count in counts.items()) + filled * (filler or 0) == cost


def test_passes_for_a_million_days_are_found_at_once() -> None:
    passes = [
        (Fraction(days), Fraction(price)) for days, price in ((1, 25), (7, 120), (31, 250), (365, 2000))
    ]

    cost, counts, filled = cheapest_cover(Fraction(1_000_000), passes, Fraction(30))

    assert (int(cost), counts, int(filled)) == (5_480_000, {3: 2740}, 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(quantities, min_size=1, max_size=5), st.integers(1, 60).map(str))
def test_lines_of_one_request_run_up_a_counter_like_one_line(parts: list[Decimal], start: str) -> None:
    cells: dict[str, Any] = {"counter": "quantity per year"}
    priced = card(rate("scan", "3", **cells), rate("scan", "1", from_=start, **cells), units={"scan": "hour"})

    together = ask(priced, line("scan", hour=sum(parts)))
    apart = ask(priced, *(line("scan", hour=part) for part in parts))

    assert together.total == apart.total
