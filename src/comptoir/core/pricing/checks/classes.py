"""Are the classes of a card sound: can each be reached, is the usual one there, is a priority declared?

Classes are read from the top and the first that holds counts, so a class is dead when an earlier one holds wherever
it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.core.pricing.checks.found import finding, nearest
from comptoir.core.pricing.language.logic import cannot_both_hold, implies
from comptoir.core.pricing.terms import AnyOf, Card, Compare, Comparison, Condition, RateClass
from comptoir.core.relation.ties import SIDE, Side
from comptoir.core.values import Finding, Severity


def _of_side(side: Side) -> Condition:
    ties = tuple(tie.value for tie, its in SIDE.items() if its is side)
    return AnyOf(
        (Compare("", "side", Comparison.EQ, (side.value,)), Compare("", "tie", Comparison.IN, ties)),
    )


_SIDES = {side: _of_side(side) for side in Side}


def check_classes(card: Card) -> Iterator[Finding]:
    """Dead classes, the usual class, a last class for everybody, declared priorities."""
    if not card.classes:
        yield finding(
            Severity.ERROR, "class.none", card.place, found="", expected="classes.csv", card=card.id
        )
        return
    yield from _usual(card)
    for index, klass in enumerate(card.classes):
        earlier = _hiding(klass, card.classes[:index])
        if earlier:
            yield finding(
                Severity.WARNING, "class.dead", klass.place, "when", found=klass.id, other=earlier.id,
                at=earlier.place,
            )  # fmt: skip
        if klass.condition is not None and cannot_both_hold(klass.condition, klass.condition):
            yield finding(Severity.WARNING, "class.never", klass.place, "when", found=klass.id)
        if klass.priority is not None:
            yield finding(
                Severity.NOTE, "class.priority", klass.place, "priority", found=klass.priority, name=klass.id
            )
    if all(klass.condition is not None for klass in card.classes):
        last = card.classes[-1]
        yield finding(Severity.NOTE, "class.no_rest", last.place, "when", found=last.id)


def _usual(card: Card) -> Iterator[Finding]:
    known = [klass.id for klass in card.classes]
    if not card.usual:
        yield finding(
            Severity.NOTE, "card.no_usual", card.place, "usual", found="", expected=known[-1], card=card.id
        )
    elif card.usual not in known:
        expected = nearest(card.usual, known)
        yield finding(Severity.ERROR, "card.usual", card.place, "usual", found=card.usual, expected=expected)


def _hiding(klass: RateClass, earlier: tuple[RateClass, ...]) -> RateClass | None:
    """The earlier class that holds wherever this one does."""
    for other in earlier:
        if other.condition is None or (
            klass.condition is not None and implies(klass.condition, other.condition)
        ):
            return other
    return None


def dead_classes(card: Card) -> frozenset[str]:
    """Ids of the classes that no customer can be in."""
    return frozenset(
        klass.id for index, klass in enumerate(card.classes) if _hiding(klass, card.classes[:index])
    )


def side_of(card: Card, name: str) -> Side | None:
    """On which side all customers of a class are, by its condition and those above it; None where both may be.

    >>> from comptoir.core.pricing.language import read_condition
    >>> from comptoir.core.values import DayPeriod, Place
    >>> where = Place("classes.csv", 2)
    >>> inside = RateClass(where, "inside", "", "", condition=read_condition("side = internal"))
    >>> card = Card(where, "C", "S", "", "", "EUR", DayPeriod(), classes=(inside, RateClass(where, "rest", "", "")))
    >>> side_of(card, "inside").value, side_of(card, "rest").value
    ('internal', 'external')
    """
    above: list[Condition] = []
    for klass in card.classes:
        if klass.id == name:
            return next((side for side in Side if _all_on(side, klass.condition, above)), None)
        if klass.condition is not None:
            above.append(klass.condition)
    return None


def _all_on(side: Side, condition: Condition | None, above: list[Condition]) -> bool:
    other = _SIDES[Side.EXTERNAL if side is Side.INTERNAL else Side.INTERNAL]
    if condition is not None and (implies(condition, _SIDES[side]) or cannot_both_hold(condition, other)):
        return True
    # Whoever is on the other side has already been taken by a class above.
    plain = other.parts[0] if isinstance(other, AnyOf) else other
    return any(implies(plain, earlier) for earlier in above)
