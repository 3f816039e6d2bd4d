"""Can two conditions hold together, and does one follow from the other, whatever the customer?

Simple reasoning for the checker (a class below one that always takes its customers is dead). Sound but incomplete:
True is certain, False means "not seen". It compares comparisons of the same name, takes conjunctions and
alternatives apart, and knows that an unknown name makes every comparison fail. Rule to remember: a name whose party
may have several values at once (role, within, agreement ...) can be equal to two texts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.pricing.language.conditions import AGE_NAMES, TEXT_NAMES
from comptoir.core.pricing.language.numbers import fold
from comptoir.core.pricing.terms import AllOf, AnyOf, Compare, Comparison, Condition, Not, Span
from comptoir.core.values.unit import unit

_MAX_STEPS = 20_000
# Names of which a party or a request never has two values.
_SINGLE = frozenset({"side", "stage", "tie", "kind", "event"})


def implies(first: Condition, second: Condition) -> bool:
    """Whether the second condition certainly holds wherever the first does.

    >>> from comptoir.core.pricing.language import read_condition
    >>> implies(read_condition("side = internal and age < 2 years"), read_condition("age <= 36 months"))
    True
    """
    return _Reasoner().implies(_normal(first), _normal(second))


def cannot_both_hold(first: Condition, second: Condition) -> bool:
    """Whether two conditions certainly never hold together.

    >>> from comptoir.core.pricing.language import read_condition
    >>> cannot_both_hold(read_condition("side = internal"), read_condition("role = phd and side = external"))
    True
    >>> cannot_both_hold(read_condition("role = phd"), read_condition("role = tutor"))
    False
    """
    return _Reasoner().excludes(_normal(first), _normal(second))


def _normal(condition: Condition, negated: bool = False) -> Condition:
    """The same condition with `not` in front of single comparisons only, and `x != yes` as `not x = yes`."""
    if isinstance(condition, Not):
        return _normal(condition.part, not negated)
    if isinstance(condition, Compare):
        if condition.comparison is Comparison.NE and isinstance(condition.values[0], bool):
            condition, negated = replace(condition, comparison=Comparison.EQ), not negated
        return Not(condition) if negated else condition
    parts = tuple(_normal(part, negated) for part in condition.parts)
    return AllOf(parts) if isinstance(condition, AllOf) is not negated else AnyOf(parts)


class _Reasoner:
    """Takes two normal conditions apart; gives up (says False) after so many steps."""

    def __init__(self) -> None:
        self.steps = 0

    def tired(self) -> bool:
        """Count a step; conditions nested on purpose would otherwise take for ever."""
        self.steps += 1
        return self.steps > _MAX_STEPS

    def implies(self, first: Condition, second: Condition) -> bool:
        """`implies` of normal conditions."""
        if self.tired():
            return False
        if isinstance(first, AnyOf):
            return all(self.implies(part, second) for part in first.parts)
        if isinstance(second, AllOf):
            return all(self.implies(first, part) for part in second.parts)
        if isinstance(second, AnyOf) and any(self.implies(first, part) for part in second.parts):
            return True
        if isinstance(first, AllOf):
            return any(self.implies(part, second) for part in first.parts)
        if isinstance(first, Not) and isinstance(second, Not):
            return self.implies(second.part, first.part)
        if isinstance(second, Not):
            return self.excludes(first, second.part)
        return isinstance(first, Compare) and isinstance(second, Compare) and _leaf_implies(first, second)

    def excludes(self, first: Condition, second: Condition) -> bool:
        """`cannot_both_hold` of normal conditions."""
        if self.tired():
            return False
        for one, other in ((first, second), (second, first)):
            if isinstance(one, AnyOf):
                return all(self.excludes(part, other) for part in one.parts)
        for one, other in ((first, second), (second, first)):
            if isinstance(one, AllOf) and any(self.excludes(part, other) for part in one.parts):
                return True
            if isinstance(one, Not) and self.implies(other, one.part):
                return True
        return isinstance(first, Compare) and isinstance(second, Compare) and _leaf_excludes(first, second)


def _leaf_implies(first: Compare, second: Compare) -> bool:
    """Whether one comparison follows from another."""
    if (first.who, first.name) != (second.who, second.name):
        return False
    if _same(first, second):
        return True
    wanted, accepted = _texts(first), _texts(second)
    if wanted is not None and accepted is not None:
        return all(_covered(text, accepted, first.name) for text in wanted)
    if wanted is not None and (avoided := _avoided(second)) is not None:
        return first.name in _SINGLE and avoided not in wanted
    inner, outer = _range(first), _range(second)
    return inner is not None and outer is not None and outer.contains(inner)


def _leaf_excludes(first: Compare, second: Compare) -> bool:
    """Whether two comparisons never hold together."""
    if (first.who, first.name) != (second.who, second.name):
        return False
    if all(one.comparison is Comparison.EQ and isinstance(one.values[0], bool) for one in (first, second)):
        return first.values[0] is not second.values[0]
    mine, theirs = _texts(first), _texts(second)
    if mine is not None and theirs is not None:
        return first.name in _SINGLE and not mine & theirs
    for one, other in ((first, second), (second, first)):
        texts, avoided = _texts(one), _avoided(other)
        if texts is not None and avoided is not None:
            # `!=` fails as soon as one of the values is the text.
            return texts == {avoided}
    left, right = _range(first), _range(second)
    return left is not None and right is not None and left.misses(right)


def _same(first: Compare, second: Compare) -> bool:
    """Whether two comparisons are the same; to Python `x = 1` and `x = yes` would be."""
    return first == second and [*map(type, first.values)] == [*map(type, second.values)]


def _texts(compare: Compare) -> frozenset[str] | None:
    """The texts of which one must be equal, or None for another comparison."""
    if compare.comparison in (Comparison.EQ, Comparison.IN) and all(
        isinstance(one, str) for one in compare.values
    ):
        return frozenset(fold(str(one)) for one in compare.values)
    return None


def _avoided(compare: Compare) -> str | None:
    """The text that none may be equal to, or None for another comparison."""
    value = compare.values[0]
    return fold(value) if compare.comparison is Comparison.NE and isinstance(value, str) else None


def _covered(text: str, accepted: frozenset[str], name: str) -> bool:
    """Whether a value that fits one text fits an accepted one; an activity code fits from the front."""
    if name == "industry":
        return any(text.replace(".", "").startswith(other.replace(".", "")) for other in accepted)
    return text in accepted


class _Range(NamedTuple):
    """Numbers of one dimension between two ends; an end of None is open to infinity."""

    base: str
    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool

    def contains(self, other: _Range) -> bool:
        """Whether every number of the other range is one of this."""
        if self.base != other.base:
            return False
        low = self.low is None or (
            other.low is not None and (other.low, not other.low_in) >= (self.low, not self.low_in)
        )
        high = self.high is None or (
            other.high is not None and (other.high, other.high_in) <= (self.high, self.high_in)
        )
        return low and high

    def misses(self, other: _Range) -> bool:
        """Whether no number is in both ranges."""
        return self.base == other.base and (self._below(other) or other._below(self))

    def _below(self, other: _Range) -> bool:
        """Whether this range ends before the other begins."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.high_in and other.low_in))


def _range(compare: Compare) -> _Range | None:
    """The range of numbers or lengths of time that a comparison allows, or None for another comparison."""
    value = compare.values[0]
    if len(compare.values) != 1 or compare.name in TEXT_NAMES or isinstance(value, bool | str):
        return None
    base, number = "", value
    if isinstance(value, Span):
        measured = unit(value.unit)
        # A number that a customer answers is read in the unit it is compared with, so units are not converted.
        converts = compare.name in AGE_NAMES or compare.name in ("notice", "quantity")
        base, number = measured.base, value.count * measured.factor
        if not converts:
            base, number = value.unit, value.count
    assert isinstance(number, Decimal)
    inside = compare.comparison in (Comparison.LE, Comparison.GE, Comparison.EQ, Comparison.IN)
    if compare.comparison in (Comparison.LT, Comparison.LE):
        return _Range(base, None, False, number, inside)
    if compare.comparison in (Comparison.GT, Comparison.GE):
        return _Range(base, number, inside, None, False)
    return None if compare.comparison is Comparison.NE else _Range(base, number, True, number, True)
