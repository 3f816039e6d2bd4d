"""What do surcharges, rebates, minimums, caps, subsidies and added tax make of the lines?

Adjustments are read from the top, and each sees what those above it made of the lines it is about: what an adjustment
adds or takes off is shared among its lines in proportion, to the minor unit, so that the next one and the tax find it
there. Adjustments of one kind over the same counter that differ in `from` are tiers of one: each has its own band of
the money. Rule to remember: every adjustment is rounded once, and is a line of its own, one per tax rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.conditions import Facts, compile_condition
from comptoir.core.pricing.exact import ZERO, number, to_amount
from comptoir.core.pricing.request import Line, PricedLine, Request, Status
from comptoir.core.pricing.terms import Adjustment, AdjustmentKind, Counted, Counter, Scope
from comptoir.core.values import Amount, Named, Reason, split


class Adjusted(NamedTuple):
    """The adjustments as lines, what is taxed at which rate afterwards, and tax that an adjustment added."""

    lines: tuple[PricedLine, ...]
    taxable: list[tuple[Amount, Decimal]]
    tax: Amount | None


class Change(NamedTuple):
    """What an adjustment comes to over some money, and how."""

    exact: Fraction
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Order:
    """The lines as the adjustments so far have made them."""

    book: PriceBook
    request: Request
    lines: tuple[PricedLine, ...]
    facts: tuple[Facts, ...]
    on: date
    current: list[int] = field(default_factory=list)
    rates: list[Decimal] = field(default_factory=list)
    added: list[PricedLine] = field(default_factory=list)
    tax: int | None = None

    def amount(self, minor: int) -> Amount:
        return Amount(minor, self.book.currency)


def adjusted(
    book: PriceBook, request: Request, lines: tuple[PricedLine, ...], facts: tuple[Facts, ...]
) -> Adjusted:
    """Apply the card's adjustments to priced lines.

    facts     of each line, for the adjustments' conditions
    """
    order = _Order(book, request, lines, facts, request.on)
    order.current = [line.amount.minor for line in lines]
    order.rates = [line.tax_rate for line in lines]
    rows = [one for one in book.card.adjustments if request.on in one.valid]
    for position, row in enumerate(rows):
        if any(_tier_of(row, other) for other in rows[:position]):
            continue
        tiers = [row, *(other for other in rows[position + 1 :] if _tier_of(other, row))]
        _apply(order, row, sorted(tiers, key=lambda one: one.start or 0))
    taxable = [(order.amount(minor), rate) for minor, rate in zip(order.current, order.rates, strict=True)]
    tax = None if order.tax is None else order.amount(order.tax)
    return Adjusted(tuple(order.added), taxable, tax)


def _tier_of(row: Adjustment, other: Adjustment) -> bool:
    """Whether two rows are tiers of one adjustment."""
    return (row.start is not None or other.start is not None) and _about(row) == _about(other)


def _about(row: Adjustment) -> tuple[object, ...]:
    """What an adjustment is about, its tier and amount aside."""
    return (row.kind, row.classes, row.offerings, row.scope, row.counter, row.condition, row.paid_by)


def _apply(order: _Order, row: Adjustment, tiers: list[Adjustment]) -> None:
    """One adjustment with its tiers, over each of the sums its scope names."""
    for covered in _covered(order, row):
        base = sum(order.current[index] for index in covered)
        for tier, following in zip(tiers, [*tiers[1:], None], strict=True):
            change = _change(order, tier, following, covered, base)
            if change is not None:
                _book(order, tier, covered, change)


def _covered(order: _Order, row: Adjustment) -> Iterator[tuple[int, ...]]:
    """The groups of lines that an adjustment is computed over: all together, each alone, or by session."""
    test = None if row.condition is None else compile_condition(row.condition)
    found = [
        index
        for index, (line, facts) in enumerate(zip(order.lines, order.facts, strict=True))
        if (not row.classes or line.rate_class in row.classes)
        and _names(order.book, row, line.offering)
        and (test is None or test(facts))
    ]
    if row.scope is Scope.LINE:
        yield from ((index,) for index in found)
    elif row.scope is Scope.ORDER:
        if found:
            yield tuple(found)
    else:
        sessions: dict[object, list[int]] = {}
        for index in found:
            word = _line_of(order, index).session
            sessions.setdefault(word or index, []).append(index)
        yield from (tuple(group) for group in sessions.values())


def _line_of(order: _Order, index: int) -> Line:
    """The line of the request that a priced line comes from (a component's main line is the one before it)."""
    own = next(line.line for line in reversed(order.lines[: index + 1]) if line.line is not None)
    return order.request.lines[own]


def _names(book: PriceBook, row: Adjustment, offering: str) -> bool:
    """Whether an adjustment is about an offering."""
    if not row.offerings:
        return True
    groups = {f"group:{group}" for group in book.groups.get(offering, ())}
    return any(cell == offering or cell in groups or cell == "*" for cell in row.offerings)


# --- what it comes to -----------------------------------------------------------------------------------------------


def _change(
    order: _Order, row: Adjustment, following: Adjustment | None, covered: tuple[int, ...], base: int
) -> Change | None:
    """What one adjustment comes to over a sum; None where it changes nothing."""
    money = Fraction(order.amount(base).major)
    before = _spent(order, row.counter, covered)
    if row.kind in (AdjustmentKind.MINIMUM, AdjustmentKind.MAXIMUM):
        return _limit(order, row, money, before)
    banded = row.start is not None or following is not None
    part = money
    if banded:
        low = Fraction(row.start or 0)
        high = None if following is None or following.start is None else Fraction(following.start)
        end = before + money if high is None else min(before + money, high)
        part = end - max(before, low)
        if part <= 0:
            return None
    value = Fraction(row.amount.value)
    currency = ("currency", order.book.currency)
    if row.amount.percent:
        share = value / 100
        told = Reason(
            "price.share", (*number("of", part), *number("factor", share), ("plus", Decimal(0)), currency)
        )
        exact = part * share
    else:
        exact = value if row.kind in (AdjustmentKind.SURCHARGE, AdjustmentKind.TAX) else min(value, money)
        told = Reason("price.flat", (*number("price", exact), currency))
    return Change(exact, (told,)) if exact else None


def _limit(order: _Order, row: Adjustment, money: Fraction, before: Fraction) -> Change | None:
    """What a minimum adds or a maximum takes off, given what the period has had before."""
    limit = max(ZERO, Fraction(row.amount.value) - before)
    least = row.kind is AdjustmentKind.MINIMUM
    missing = limit - money if least else money - limit
    if missing <= 0:
        return None
    code = "price.up-to-minimum" if least else "price.above-maximum"
    told = Reason(
        code,
        (*number("limit", Fraction(row.amount.value)), *number("before", before), *number("of", money),
         ("currency", order.book.currency)),
    )  # fmt: skip
    return Change(missing, (told,))


def _spent(order: _Order, counter: Counter | None, covered: tuple[int, ...]) -> Fraction:
    """What a counter stood at before this request, as any of the covered lines states it."""
    if counter is None:
        return ZERO
    scopes = (counter.scope,) if counter.scope else ("", "all")
    stated = [
        value
        for index in covered
        for known, value in _line_of(order, index).counters.items()
        if (known.counted, known.period, known.by) == (counter.counted, counter.period, counter.by)
        and known.scope in (*scopes, order.lines[index].offering)
    ]
    found = Fraction(max(stated, default=Decimal(0)))
    return found if counter.counted is Counted.SPEND else ZERO


# --- booking it -----------------------------------------------------------------------------------------------------


def _book(order: _Order, row: Adjustment, covered: tuple[int, ...], change: Change) -> None:
    """Enter a change: as lines of its own, and shared among the lines it is about."""
    if row.kind is AdjustmentKind.SUBSIDY:
        _subsidize(order, row, covered, change)
        return
    sign = -1 if row.kind in (AdjustmentKind.REBATE, AdjustmentKind.MAXIMUM) else 1
    total = to_amount(change.exact, order.book.currency)
    if row.kind is AdjustmentKind.TAX:
        order.tax = (order.tax or 0) + total.minor
        _add_line(order, row, covered, total, change, Decimal(0), sign=1)
        for index in covered:
            order.rates[index] = Decimal(0)
        return
    weights = [abs(order.current[index]) for index in covered]
    if not any(weights):
        weights = [1] + [0] * (len(covered) - 1)
    shares = split(total, tuple(Decimal(weight) for weight in weights))
    rates: dict[Decimal, int] = {}
    for index, share in zip(covered, shares, strict=True):
        order.current[index] += sign * share.minor
        rates[order.rates[index]] = rates.get(order.rates[index], 0) + share.minor
    told = {rate: minor for rate, minor in rates.items() if minor} or {order.rates[covered[0]]: 0}
    for rate, minor in told.items():
        _add_line(order, row, covered, order.amount(minor), change, rate, sign=sign, whole=len(told) == 1)


def _add_line(
    order: _Order, row: Adjustment, covered: tuple[int, ...], amount: Amount, change: Change, rate: Decimal, *,
    sign: int, whole: bool = True,
) -> None:  # fmt: skip
    """One line for an adjustment (or for its share at one tax rate)."""
    signed = order.amount(sign * amount.minor)
    name = Reason(
        f"price.adjustment.{row.kind.value}",
        (("adjustment", Named(row.id, row.name_fr, row.name_en)),),
    )
    currency = ("currency", order.book.currency)
    steps = (
        change.reasons
        if whole
        else (Reason("price.flat", (*number("price", Fraction(amount.major)), currency)),)
    )
    turn = (Reason("price.taken-off"),) if sign < 0 else ()
    reasons = (name, *steps, *turn, Reason("price.rounded", (("amount", signed),)))
    order.added.append(
        PricedLine(
            None,
            row.id,
            "",
            order.lines[covered[0]].rate_class,
            Status.PRICED,
            signed,
            reasons,
            tax_rate=rate,
        )
    )


def subsidy_reason(borne: Amount, paid_by: str) -> Reason:
    """How much of a price another pays, and who, if the card says."""
    if not paid_by:
        return Reason("price.subsidy-unnamed", (("amount", borne),))
    return Reason("price.subsidy", (("amount", borne), ("paid_by", paid_by)))


def _subsidize(order: _Order, row: Adjustment, covered: tuple[int, ...], change: Change) -> None:
    """A part of the lines that somebody else pays: it changes no price."""
    borne = to_amount(change.exact, order.book.currency)
    nothing = order.amount(0)
    name = (("adjustment", Named(row.id, row.name_fr, row.name_en)),)
    reasons = (
        Reason("price.adjustment.subsidy", name),
        subsidy_reason(borne, row.paid_by),
        Reason("price.rounded", (("amount", nothing),)),
    )
    order.added.append(
        PricedLine(
            None, row.id, "", order.lines[covered[0]].rate_class, Status.FREE, nothing, reasons,
            subsidy=borne, paid_by=row.paid_by,
        )
    )  # fmt: skip
