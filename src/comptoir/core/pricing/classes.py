"""Which class of a card does a customer belong to?

The first class whose condition holds. Where no condition looks beyond the profile of the party that decides, the
class is remembered per profile and day. Rule to remember: a class's `requires` never chooses the class; without it
the customer belongs to the class and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from comptoir.core.pricing.conditions import (
    PROFILE_NAMES,
    Facts,
    Test,
    comparisons,
    compile_condition,
    why,
)
from comptoir.core.pricing.terms import Card, RateClass
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Named, Reason

_REMEMBERED = 50_000


class Classed(NamedTuple):
    """The class of a customer, and the reasons: which class, and by which facts."""

    rate_class: RateClass
    reasons: tuple[Reason, ...]


class Classes:
    """The classes of a card, compiled, in the card's order."""

    __slots__ = ("_known", "_tests", "by_id", "of_profile_alone", "requires")

    def __init__(self, card: Card) -> None:
        self._tests: tuple[tuple[RateClass, Test | None], ...] = tuple(
            (one, None if one.condition is None else compile_condition(one.condition)) for one in card.classes
        )
        self.by_id: Mapping[str, RateClass] = {one.id: one for one in card.classes}
        self.requires: Mapping[str, Test] = {
            one.id: compile_condition(one.requires) for one in card.classes if one.requires is not None
        }
        self.of_profile_alone = all(
            compare.name in PROFILE_NAMES and compare.who in ("", card.decides)
            for one in card.classes
            if one.condition is not None
            for compare in comparisons(one.condition)
        )
        self._known: dict[tuple[int, date], tuple[Profile, Classed | None]] = {}

    def of(self, facts: Facts) -> Classed | None:
        """The first class whose condition holds, or None."""
        found = next((one for one, test in self._tests if test is None or test(facts)), None)
        if found is None:
            return None
        because = () if found.condition is None else why(found.condition, facts)
        return Classed(found, (class_reason(found), *because))

    def remembered(self, profile: Profile, on: date) -> Classed | None:
        """The class of a profile on a day, for cards whose classes look at nothing else.

        Profiles are told apart by identity, so each is kept beside its class.
        """
        key = (id(profile), on)
        known = self._known.get(key)
        if known is None or known[0] is not profile:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = (profile, self.of(Facts(on=on, deciding=profile)))
        return known[1]


def class_reason(found: RateClass) -> Reason:
    """Which class a customer is in."""
    return Reason("price.class", (("class", Named(found.id, found.name_fr, found.name_en)),))
