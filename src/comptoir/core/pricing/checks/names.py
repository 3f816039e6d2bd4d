"""Which names and values in a card's conditions and prices does nobody know?

A name in a condition is part of a standing, a fact of the request, a declared question or a unit of measure. Any
other is an error: it would never hold, silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comptoir.core.pricing.checks.found import finding, nearest
from comptoir.core.pricing.conditions import PROFILE_NAMES, comparisons
from comptoir.core.pricing.language import read_condition
from comptoir.core.pricing.terms import (
    Card,
    Combine,
    Compare,
    Condition,
    Event,
    Rate,
    Relative,
    Source,
    Threshold,
)
from comptoir.core.relation.ties import Side, Stage, Tie
from comptoir.core.values import Finding, Place, Severity, Unreadable
from comptoir.core.values.unit import canonical, unit

REQUEST_NAMES = frozenset({"purpose", "funding", "payment", "project", "notice", "quantity", "event"})
_KINDS = ("person", "unit", "company", "public body", "association", "individual")
# The values of names whose words the house has fixed.
FIXED: Mapping[str, tuple[str, ...]] = {
    "side": tuple(one.value for one in Side),
    "tie": tuple(one.value for one in Tie),
    "stage": tuple(one.value for one in Stage),
    "kind": _KINDS,
    "event": tuple(one.value for one in Event),
}


def check_names(card: Card) -> Iterator[Finding]:
    """Unknown names and values in the conditions and relative prices of a card."""
    questions = {name.casefold(): kinds for name, kinds in card.questions.items()}
    units = units_of(card)
    seen: set[tuple[Place, str, Condition]] = set()
    for place, column, condition in conditions_of(card):
        if (place, column, condition) not in seen:
            seen.add((place, column, condition))
            for compare in comparisons(condition):
                yield from _compare(compare, place, column, questions, units)
    yield from _references(card)


def conditions_of(card: Card) -> Iterator[tuple[Place, str, Condition]]:
    """Every condition of a card with its place and column."""
    for klass in card.classes:
        yield from _named(klass.place, when=klass.condition, requires=klass.requires)
    for rate in card.rates:
        yield from _named(rate.place, **{"if": rate.condition}, requires=rate.requires)
    for adjustment in card.adjustments:
        yield from _named(adjustment.place, **{"if": adjustment.condition})
    for component in card.components:
        yield from _named(component.place, **{"if": component.condition})
    for offering in card.offerings:
        if offering.requires:
            try:
                yield offering.place, "requires", read_condition(offering.requires)
            except Unreadable:
                continue  # reported where the cell was read


def _named(place: Place, **conditions: Condition | None) -> Iterator[tuple[Place, str, Condition]]:
    for column, condition in conditions.items():
        if condition is not None:
            yield place, column, condition


def units_of(card: Card) -> frozenset[str]:
    """The dimensions that requests of this card may state: of its offerings, its rows and its conversions."""
    names = {offering.unit for offering in card.offerings} | set(card.units) | {"hour", "month"}
    for rate in card.rates:
        names.update(rate.per.units if rate.per else ())
        names.update(pair[1] for pair in (rate.step, rate.min_quantity) if pair)
        if isinstance(rate.start, Threshold) and rate.start.unit:
            names.add(rate.start.unit)
    return frozenset(unit(name, card.units).base for name in names if name)


def _compare(
    compare: Compare,
    place: Place,
    column: str,
    questions: Mapping[str, tuple[str, ...]],
    units: frozenset[str],
) -> Iterator[Finding]:
    name = compare.name
    declared = questions.get(name)
    if declared is None and name not in PROFILE_NAMES | REQUEST_NAMES:
        if unit(canonical(name)).base in units or canonical(name) in units:
            return
        known = PROFILE_NAMES | REQUEST_NAMES | questions.keys()
        yield finding(
            Severity.ERROR, "condition.unknown", place, column, found=name, expected=nearest(name, known)
        )
        return
    choices = FIXED.get(name) or (declared if declared and len(declared) > 1 else None)
    if declared == ("yes/no",):
        wrong = [str(value) for value in compare.values if not isinstance(value, bool)]
        choices = ("yes", "no")
    elif choices:
        allowed = {choice.casefold() for choice in choices}
        wrong = [text for value in compare.values if (text := _text(value)).casefold() not in allowed]
    else:
        return
    for text in wrong:
        yield finding(
            Severity.ERROR,
            "condition.choice",
            place,
            column,
            found=text,
            name=name,
            expected=" | ".join(choices),
        )


def _is_plain(rate: Rate) -> bool:
    """Whether a row is the one that `base` means: no window, no tier, no part."""
    return rate.window is None and rate.start is None and rate.combine is not Combine.PLUS


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _references(card: Card) -> Iterator[Finding]:
    """Classes and offerings that a relative price refers to and that do not exist, and prices that go in a circle."""
    classes = {klass.id for klass in card.classes}
    offerings = {offering.id for offering in card.offerings}
    for rate in card.rates:
        price = rate.price
        if not isinstance(price, Relative):
            continue
        known = (
            classes
            if price.source is Source.CLASS
            else offerings
            if price.source is Source.OFFERING
            else None
        )
        if known is not None and price.ref not in known:
            expected = nearest(price.ref, known)
            yield finding(
                Severity.ERROR, "price.reference", rate.place, "price", found=price.ref, expected=expected
            )
        elif price.ref in (rate.classes if price.source is Source.CLASS else (rate.offering,)):
            yield finding(Severity.ERROR, "price.circle", rate.place, "price", found=price.ref)
        elif price.source is Source.BASE and _is_plain(rate):
            yield finding(Severity.ERROR, "price.base", rate.place, "price", found="base", expected="when")
