"""Do the price levels of a card keep their promises? Insiders never above the usual price (M10); under the one-rate
policy no outsider below an insider, and all insiders alike.

Classes are compared by evaluating the same plain requests for both, not by reading figures: tiers, minimums, fees and
relative prices are in, and what an offering requires (a training) counts as met. What a request does not state
(windows, answers, counters) stands at its default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from comptoir.core.catalog import Offering
from comptoir.core.pricing.checks.classes import dead_classes, side_of
from comptoir.core.pricing.checks.found import finding
from comptoir.core.pricing.compile import PriceBook, compile_card
from comptoir.core.pricing.conditions import PROFILE_NAMES, names_used
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Line, Request, Status
from comptoir.core.pricing.terms import Card, Policy, Rate
from comptoir.core.relation.profile import Profile
from comptoir.core.relation.ties import Side
from comptoir.core.values import Amount, Finding, Measures, Severity
from comptoir.core.values.unit import unit

_SAMPLES = (Decimal(1), Decimal(10))
_MOST_SAMPLES = 6
_SOMEBODY = Profile("")
# Totals by class, one table per sample.
Totals = dict[str, Amount]


def check_prices(card: Card, book: PriceBook, *, on: date) -> Iterator[Finding]:
    """Compare the classes of a card, offering by offering.

    on    the day whose prices are compared; a card that is not in force that day is compared on its first day
    """
    dead = dead_classes(card)
    names = [klass.id for klass in card.classes if klass.id not in dead]
    sides = {name: side_of(card, name) for name in names}
    inside = [name for name in names if sides[name] is Side.INTERNAL]
    outside = [name for name in names if sides[name] is Side.EXTERNAL]
    if not inside or not (outside or card.usual):
        return
    day = on if on in card.valid else card.valid.start or on
    rows, book = _rows(card), _opened(card, book)
    for offering in card.offerings:
        own = [
            *rows.get(offering.id, ()),
            *(row for group in _groups(card, offering) for row in rows.get(group, ())),
        ]
        for measures in _samples(card, offering, own):
            totals = _totals(book, offering.id, measures, [*inside, *outside], day)
            found = [*_compare(card, offering, own, measures, totals, inside, outside)]
            yield from found
            if found:
                break


def _opened(card: Card, book: PriceBook) -> PriceBook:
    """The card's prices for whoever has what they require: a training refuses a customer, it sets no price."""
    asked = [one.requires for one in card.offerings]
    if not (
        any(asked) or any(one.requires for one in card.classes) or any(one.requires for one in card.rates)
    ):
        return book
    return compile_card(
        replace(
            card,
            offerings=tuple(replace(one, requires="") for one in card.offerings),
            classes=tuple(replace(one, requires=None, requires_text="") for one in card.classes),
            rates=tuple(replace(one, requires=None, requires_text="") for one in card.rates),
        )
    )


def _rows(card: Card) -> Mapping[str, list[Rate]]:
    rows: dict[str, list[Rate]] = {}
    for rate in card.rates:
        rows.setdefault(rate.offering, []).append(rate)
    return rows


def _groups(card: Card, offering: Offering) -> list[str]:
    return [f"group:{name}" for name, members in card.groups.items() if offering.id in members]


def _samples(card: Card, offering: Offering, rows: list[Rate]) -> list[Measures]:
    """A few requests that reach the different tiers of an offering."""
    counts = dict.fromkeys(_SAMPLES)
    for row in rows:
        if row.start is not None and row.counter is None:
            counts.setdefault(row.start.value + 1)
    others = {
        name: Decimal(1)
        for row in rows
        for name in (row.per.units if row.per and len(row.per.units) > 1 else ())
        if unit(name, card.units).base != unit(offering.unit, card.units).base
    }
    return [{offering.unit: count, **others} for count in list(counts)[:_MOST_SAMPLES]]


def _totals(book: PriceBook, offering: str, measures: Measures, names: list[str], day: date) -> Totals:
    totals: Totals = {}
    request = Request(_SOMEBODY, day, (Line(offering, measures),))
    for name in dict.fromkeys(names):
        answer = quote(book, request, rate_class=name)
        if answer.status in (Status.PRICED, Status.FREE):
            # Net amounts: a class that pays tax is not dearer for the tax.
            totals[name] = answer.net
    return totals


def _by_standing(card: Card, name: str) -> bool:
    """Whether only who the customer is decides the class: work paid by others may well cost insiders more."""
    condition = next(klass.condition for klass in card.classes if klass.id == name)
    return condition is None or names_used(condition) <= PROFILE_NAMES


def _compare(
    card: Card,
    offering: Offering,
    rows: list[Rate],
    measures: Measures,
    totals: Totals,
    inside: list[str],
    outside: list[str],
) -> Iterator[Finding]:
    one_rate = card.policy is Policy.ONE_RATE
    usual = totals.get(card.usual)
    for name in inside:
        total = totals.get(name)
        if total is None:
            continue
        place = next((row.place for row in rows if name in row.classes), offering.place)
        if usual is not None and name != card.usual and total.minor > usual.minor:
            severity = Severity.ERROR if one_rate else Severity.WARNING
            yield finding(
                severity, "level.inside_above", place, "price", found=total, expected=usual, rate_class=name,
                usual=card.usual, offering=offering.id, quantity=measures,
            )  # fmt: skip
        for other in outside if one_rate else ():
            theirs = totals.get(other)
            if theirs is not None and theirs.minor < total.minor and other != card.usual:
                yield finding(
                    Severity.ERROR, "level.outside_below", place, "price", found=theirs, expected=total,
                    rate_class=other, inside=name, offering=offering.id, quantity=measures,
                )  # fmt: skip
    if one_rate:
        known = [name for name in inside if name in totals and _by_standing(card, name)]
        for one, other in pairwise(known):
            if totals[one].minor != totals[other].minor:
                place = next((row.place for row in rows if other in row.classes), offering.place)
                yield finding(
                    Severity.WARNING, "level.inside_differs", place, "price", found=totals[other],
                    expected=totals[one], rate_class=other, other=one, offering=offering.id, quantity=measures,
                )  # fmt: skip
