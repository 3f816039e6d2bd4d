"""Can every row of a card count? Ties, rows that another always beats, rows of classes or days that never come.

Of rows of one offering and class with the same `per`, `when`, `from`, event and way to combine, the first whose `if`
holds counts (docs/company-folder.md, section 5). Rows that are parts of their own (`combine = plus`) never compete.
"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.core.pricing.checks.classes import dead_classes
from comptoir.core.pricing.checks.found import finding
from comptoir.core.pricing.language.logic import implies
from comptoir.core.pricing.terms import Card, Combine, Per, Rate
from comptoir.core.values import Finding, Severity

_ALL = ""


def check_rows(card: Card) -> Iterator[Finding]:
    """Ties and dead rows among the rates of a card."""
    units = {offering.id: offering.unit for offering in card.offerings}
    rivals: dict[tuple[object, ...], list[Rate]] = {}
    told: set[tuple[int, int]] = set()
    for rate in card.rates:
        if rate.combine in (Combine.PLUS, Combine.CHEAPEST):
            continue
        for name in rate.classes or (_ALL,):
            above = rivals.setdefault((name, *_slot(rate, units)), [])
            for other in above:
                pair = (id(other), id(rate))
                if pair not in told and _beats(other, rate):
                    told.add(pair)
                    yield _beaten(other, rate)
                    break
            above.append(rate)
    yield from _out_of_reach(card)


def _slot(rate: Rate, units: dict[str, str]) -> tuple[object, ...]:
    """What must be the same for two rows to compete."""
    default = units.get(rate.offering)
    per = rate.per or (Per((default,)) if default else None)
    window = rate.window.parts if rate.window else None
    return rate.offering, per, window, rate.start, rate.event, rate.combine


def _beats(first: Rate, second: Rate) -> bool:
    """Whether the first row counts wherever the second would."""
    if not first.valid.overlaps(second.valid):
        return False
    covered = first.condition is None or (
        second.condition is not None and implies(second.condition, first.condition)
    )
    whole = (first.valid.start is None or (second.valid.start or first.valid.start) > first.valid.start) and (
        first.valid.end is None or (second.valid.end is not None and second.valid.end <= first.valid.end)
    )
    return covered and (whole or (first.condition is None and second.condition is None))


def _beaten(first: Rate, second: Rate) -> Finding:
    tie = first.condition is None and second.condition is None
    found = second.offering
    if tie:
        return finding(Severity.ERROR, "rate.tie", second.place, "", found=found, other=first.place)
    return finding(Severity.WARNING, "rate.dead", second.place, "if", found=found, other=first.place)


def _out_of_reach(card: Card) -> Iterator[Finding]:
    """Rows of classes that nobody is in, of days outside the card, of groups without members."""
    dead = dead_classes(card)
    of_card = {klass.id for klass in card.classes}
    for rate in card.rates:
        if rate.classes and dead.issuperset(rate.classes):
            yield finding(Severity.WARNING, "rate.class_dead", rate.place, "class", found=rate.classes)
        for name in rate.classes:
            if of_card and name not in of_card:
                yield finding(
                    Severity.ERROR, "rate.other_card", rate.place, "class", found=name, card=card.id
                )
        if not rate.valid.overlaps(card.valid):
            yield finding(
                Severity.WARNING,
                "rate.outside",
                rate.place,
                "valid_from",
                found=rate.valid,
                expected=card.valid,
            )
        group = rate.offering.removeprefix("group:")
        if group != rate.offering and not card.groups.get(group):
            yield finding(Severity.WARNING, "group.empty", rate.place, "offering", found=group)
    offered = {offering.id for offering in card.offerings}
    for rate in card.rates:
        if rate.offering not in offered and rate.offering != "*" and not rate.offering.startswith("group:"):
            yield finding(
                Severity.ERROR, "rate.other_supplier", rate.place, "offering", found=rate.offering,
                expected=card.supplier, card=card.id,
            )  # fmt: skip
