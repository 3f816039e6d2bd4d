"""Are the figures of a card in order? Tiers that rise, shares that are shares, caps above minimums, tax at the end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from comptoir.core.pricing.checks.found import finding
from comptoir.core.pricing.terms import Adjustment, AdjustmentKind, Card, Combine, Rate
from comptoir.core.values import Finding, Severity
from comptoir.core.values.unit import unit

_HUNDRED = Decimal(100)


def check_figures(card: Card) -> Iterator[Finding]:
    """Tiers, shares, caps and the order of adjustments."""
    for rate in card.rates:
        yield from _rate(rate)
    yield from _tiers(card)
    yield from _adjustments(card)
    yield from _bundles(card)


def _rate(rate: Rate) -> Iterator[Finding]:
    if rate.min_amount is not None and rate.max_amount is not None and rate.max_amount < rate.min_amount:
        yield finding(
            Severity.ERROR,
            "rate.cap",
            rate.place,
            "max_amount",
            found=rate.max_amount,
            expected=rate.min_amount,
        )
    if rate.subsidy and rate.subsidy.percent and rate.subsidy.value > _HUNDRED:
        yield finding(
            Severity.ERROR, "share.over", rate.place, "subsidy", found=rate.subsidy.value, expected="100"
        )
    if rate.subsidy and not rate.paid_by:
        yield finding(Severity.WARNING, "subsidy.nobody", rate.place, "paid_by", found="", expected="paid_by")


def _tiers(card: Card) -> Iterator[Finding]:
    """Rows of one offering and class that differ in `from`: in rising order, from nothing on, of one kind."""
    units = {offering.id: offering.unit for offering in card.offerings}
    groups: dict[tuple[object, ...], list[Rate]] = {}
    for rate in card.rates:
        window = rate.window.parts if rate.window else None
        key = (rate.offering, rate.classes, rate.event, rate.combine, window, rate.condition, rate.valid)
        groups.setdefault(key, []).append(rate)
    for rows in groups.values():
        if not any(row.start for row in rows):
            continue
        starts = [_start(card, row, units) for row in rows]
        for row, (base, value), (last_base, last) in zip(rows[1:], starts[1:], starts, strict=False):
            if base == last_base and value < last:
                yield finding(Severity.WARNING, "tier.order", row.place, "from", found=value, expected=last)
        counted = all(row.counter is None for row in rows)
        if counted and all(value > 0 for _, value in starts) and rows[0].combine is Combine.BASE:
            yield finding(
                Severity.NOTE, "tier.first", rows[0].place, "from", found=starts[0][1], expected="0"
            )
        kinds = {row.tier for row in rows}
        if len(kinds) > 1:
            found = tuple(sorted(kind.value for kind in kinds))
            yield finding(Severity.WARNING, "tier.mixed", rows[-1].place, "tier", found=found)


def _start(card: Card, rate: Rate, units: dict[str, str]) -> tuple[str, Decimal]:
    """Where a tier begins, in the base of its unit."""
    if rate.start is None:
        return "", Decimal(0)
    own = rate.per.units[0] if rate.per and rate.per.units else units.get(rate.offering, "")
    name = rate.start.unit or own
    if not name:
        return "", rate.start.value
    measured = unit(name, card.units)
    return measured.base, rate.start.value * measured.factor


def _adjustments(card: Card) -> Iterator[Finding]:
    taxed: Adjustment | None = None
    floors: dict[tuple[object, ...], Adjustment] = {}
    for row in card.adjustments:
        shares = (AdjustmentKind.REBATE, AdjustmentKind.SUBSIDY)
        if row.kind in shares and row.amount.percent and row.amount.value > _HUNDRED:
            yield finding(
                Severity.ERROR, "share.over", row.place, "amount", found=row.amount.value, expected="100"
            )
        if row.kind is AdjustmentKind.SUBSIDY and not row.paid_by:
            yield finding(
                Severity.WARNING, "subsidy.nobody", row.place, "paid_by", found="", expected="paid_by"
            )
        if taxed is not None and row.kind is not AdjustmentKind.TAX:
            yield finding(
                Severity.WARNING, "adjustment.after_tax", row.place, "kind", found=row.id, other=taxed.place
            )
        if row.kind is AdjustmentKind.TAX:
            taxed = row
        key = (row.classes, row.offerings, row.scope, row.counter, row.condition)
        if row.kind is AdjustmentKind.MINIMUM:
            floors[key] = row
        floor = floors.get(key)
        if row.kind is AdjustmentKind.MAXIMUM and floor and floor.amount.value > row.amount.value:
            yield finding(
                Severity.ERROR,
                "rate.cap",
                row.place,
                "amount",
                found=row.amount.value,
                expected=floor.amount.value,
            )


def _bundles(card: Card) -> Iterator[Finding]:
    """Offerings that come along with themselves, at any depth."""
    along: dict[str, list[str]] = {}
    for row in card.components:
        along.setdefault(row.offering, []).append(row.component)
    for row in card.components:
        if _reaches(row.component, row.offering, along):
            yield finding(Severity.ERROR, "bundle.circle", row.place, "component", found=row.component)


def _reaches(start: str, goal: str, along: dict[str, list[str]]) -> bool:
    seen, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += along.get(name, [])
    return False
