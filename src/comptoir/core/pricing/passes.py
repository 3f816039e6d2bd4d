"""Which combination of passes covers a quantity at the least cost?

A pass covers a whole length (31 days for 250); beside passes a plain price per unit may fill what is left. The answer
is exact: no other combination costs less. It is found by counting in the passes' greatest common length and asking,
for every remainder by the pass with the best price per length, which other passes to take: a shortest path over at
most as many points as that pass is long. So a million days cost no more time than a month. Rule to remember: a cover
may be longer than what it covers, never shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from heapq import heappop, heappush
from math import ceil, floor, gcd, lcm

# How many passes of each kind: its index and count. -1 stands for what the plain price fills.
Counts = dict[int, int]


def cheapest_cover(
    quantity: Fraction, passes: Sequence[tuple[Fraction, Fraction]], filler: Fraction | None = None
) -> tuple[Fraction, Counts, Fraction]:
    """The cheapest passes for a quantity.

    passes     (length, price) each, lengths above zero
    filler     the plain price per unit of quantity, or None where passes have to cover all
    returns    the cost, how many of each pass, and how much the plain price fills

    >>> day, month = (Fraction(1), Fraction(25)), (Fraction(31), Fraction(250))
    >>> cost, counts, _ = cheapest_cover(Fraction(12), [day, month])
    >>> int(cost), counts
    (250, {1: 1})
    >>> cost, counts, filled = cheapest_cover(Fraction(33), [month], Fraction(25))
    >>> int(cost), counts, int(filled)
    (300, {0: 1}, 2)
    """
    if quantity <= 0:
        return Fraction(0), {}, Fraction(0)
    common = _common(length for length, _ in passes)
    lengths = [int(length / common) for length, _ in passes]
    prices = [price for _, price in passes]
    if filler is None:
        cost, counts = _cover(ceil(quantity / common), lengths, prices)
        return cost, counts, Fraction(0)
    whole = floor(quantity / common)
    rest = quantity - whole * common
    # Filling what passes leave open is one more pass of the common length; the uneven rest is filled or covered.
    lengths, prices = [*lengths, 1], [*prices, filler * common]
    filled_cost, filled = _cover(whole, lengths, prices)
    covered_cost, covered = _cover(ceil(quantity / common), lengths, prices)
    last = len(passes)
    if not rest or filled_cost + rest * filler < covered_cost:
        units = filled.pop(last, 0)
        return filled_cost + rest * filler, filled, units * common + rest
    units = covered.pop(last, 0)
    return covered_cost, covered, min(units * common, quantity)


def _common(lengths: Iterable[Fraction]) -> Fraction:
    """The greatest length that all lengths are multiples of."""
    found = list(lengths)
    denominator = reduce(lcm, (length.denominator for length in found))
    return Fraction(reduce(gcd, (int(length * denominator) for length in found)), denominator)


def _cover(wanted: int, lengths: list[int], prices: list[Fraction]) -> tuple[Fraction, Counts]:
    """The cheapest counts whose lengths add up to at least what is wanted."""
    if wanted <= 0:
        return Fraction(0), {}
    best = min(range(len(lengths)), key=lambda index: (prices[index] / lengths[index], -lengths[index]))
    found = _by_remainder(wanted, lengths, prices, best)
    return found if found is not None else _step_by_step(wanted, lengths, prices)


def _by_remainder(
    wanted: int, lengths: list[int], prices: list[Fraction], best: int
) -> tuple[Fraction, Counts] | None:
    """The cover by the best pass and, for every remainder, the cheapest others; None if it would need less than none.

    Against the best pass every other loses something per use. The least loss to reach each remainder is a shortest
    path; if the cheapest of all of them fits into what is wanted, no cover is cheaper.
    """
    length, price = lengths[best], prices[best]
    rate = price / length
    loss = {0: Fraction(0)}
    came: dict[int, int] = {}
    done: set[int] = set()
    queue = [(Fraction(0), 0)]
    while queue:
        lost, at = heappop(queue)
        if at in done:
            continue
        done.add(at)
        for index, other in enumerate(lengths):
            if index == best:
                continue
            more, to = lost + prices[index] - rate * other, (at + other) % length
            if to not in loss or more < loss[to]:
                loss[to], came[to] = more, index
                heappush(queue, (more, to))
    options = []
    for remainder, lost in loss.items():
        others: Counts = {}
        taken, at = 0, remainder
        while at in came and at != 0:
            index = came[at]
            others[index] = others.get(index, 0) + 1
            taken, at = taken + lengths[index], (at - lengths[index]) % length
        count = -((taken - wanted) // length)
        options.append((lost + rate * taken + price * count, count, remainder, others))
    cost, count, _, others = min(options, key=lambda option: (option[0], option[2]))
    if count < 0:
        return None
    return cost, ({best: count} if count else {}) | others


def _step_by_step(wanted: int, lengths: list[int], prices: list[Fraction]) -> tuple[Fraction, Counts]:
    """The cheapest cover of every length up to the wanted one, for what is shorter than a few passes."""
    costs = [Fraction(0)]
    chosen = [-1]
    for length in range(1, wanted + 1):
        index = min(range(len(lengths)), key=lambda one: prices[one] + costs[max(0, length - lengths[one])])
        chosen.append(index)
        costs.append(prices[index] + costs[max(0, length - lengths[index])])
    counts: Counts = {}
    at = wanted
    while at > 0:
        counts[chosen[at]] = counts.get(chosen[at], 0) + 1
        at = max(0, at - lengths[chosen[at]])
    return costs[wanted], counts
