"""What do we know about who belongs to whom, since when, and when did we learn it?

A fact is dated twice: `valid` says when it holds in the world, `recorded_at` when we learnt it. Rule to remember:
a fact is never overwritten; a later fact that `corrects` it replaces it for every question asked with a `known_at`
from its `recorded_at` on, and every earlier answer stays as it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from comptoir.core.values import DayPeriod, Named, Place

# `recorded_at` of a fact that says nothing about when it was learnt: known in every answer.
SINCE_EVER = datetime(1900, 1, 1, tzinfo=UTC)


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    UNIT = "unit"
    COMPANY = "company"
    PUBLIC_BODY = "public body"
    ASSOCIATION = "association"
    INDIVIDUAL = "individual"


PEOPLE = frozenset({PartyKind.PERSON, PartyKind.INDIVIDUAL})
ORGANIZATIONS = frozenset({PartyKind.COMPANY, PartyKind.PUBLIC_BODY, PartyKind.ASSOCIATION})
UNITS = frozenset({PartyKind.UNIT})


class FactKind(StrEnum):
    """What a fact says, from its subject to its object; `retracted` withdraws the fact it corrects."""

    EMPLOYED_BY = "employed by"
    MEMBER_OF = "member of"
    PART_OF = "part of"
    CONTROLLED_BY = "controlled by"
    AGREEMENT_WITH = "agreement with"
    IN_INDUSTRY = "in industry"
    IN_VAT_GROUP = "in vat group"
    ACTS_FOR = "acts for"
    BOUGHT_FROM = "bought from"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Party:
    """A person, an org unit or an organization.

    founded     what `age` counts from; industry the activity code where no dated `in industry` fact says it
    vat_group   the VAT group an organization declares to be in, where no dated `in vat group` fact says it
    valid       when the unit exists
    """

    id: str
    kind: PartyKind
    name_fr: str = ""
    name_en: str = ""
    country: str = ""
    founded: date | None = None
    industry: str = ""
    vat_group: str = ""
    vat_number: str = ""
    siren: str = ""
    supplier: bool = False
    manager: str = ""
    valid: DayPeriod = DayPeriod()
    place: Place = field(default=Place(""), compare=False)

    @property
    def named(self) -> Named:
        """The party as reasons carry it."""
        return Named(self.id, self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of affiliations.csv.

    role    of `employed by` and `member of`; the programme of an agreement; the activity code of an industry; the
            name of a VAT group
    share   percent of the votes, 0 to 100, for `controlled by`
    recorded_at  an aware instant: when we learnt it
    corrects     the id of the fact that this one replaces from `recorded_at` on, or empty
    """

    id: str
    kind: FactKind
    subject: str
    object: str = ""
    role: str = ""
    share: Decimal | None = None
    valid: DayPeriod = DayPeriod()
    source: str = ""
    recorded_at: datetime = SINCE_EVER
    corrects: str = ""
    place: Place = field(default=Place("affiliations.csv"), compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class FactBook:
    """All parties and facts, indexed; made by `of`, never changed afterwards.

    internal_members  roles of `member of` that count as belonging, in lower case
    by_subject        facts by who they are about, retractions left out
    corrections       corrections by the id of what they correct, in the order they were learnt
    moments           every instant at which something was learnt, in order
    remembered        what `knowledge.known` worked out; a cache, bounded, of no meaning of its own
    said              facts put into reasons by `proof`; likewise
    """

    parties: Mapping[str, Party]
    facts: tuple[Fact, ...]
    internal_members: frozenset[str]
    by_subject: Mapping[str, tuple[Fact, ...]]
    corrections: Mapping[str, tuple[Fact, ...]]
    moments: tuple[datetime, ...]
    remembered: dict[int, Any] = field(default_factory=dict, repr=False)
    said: dict[object, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        parties: Iterable[Party],
        facts: Iterable[Fact],
        *,
        internal_members: frozenset[str] = frozenset({"seconded"}),
    ) -> FactBook:
        """Index parties and facts. Of two parties with one id the first counts (`conflicts` tells).

        raises    ValueError for a `recorded_at` without a time zone

        >>> ana, lab = Party("ana", PartyKind.PERSON), Party("LAB", PartyKind.UNIT)
        >>> book = FactBook.of([ana, lab], [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB")])
        >>> [fact.object for fact in book.by_subject["ana"]]
        ['LAB']
        """
        everybody: dict[str, Party] = {}
        for party in parties:
            everybody.setdefault(party.id, party)
        everything = tuple(facts)
        by_subject: dict[str, list[Fact]] = {}
        corrections: dict[str, list[Fact]] = {}
        for fact in everything:
            if fact.recorded_at.tzinfo is None:
                raise ValueError(f"fact {fact.id}: recorded_at needs a time zone")
            if fact.kind is not FactKind.RETRACTED:
                by_subject.setdefault(fact.subject, []).append(fact)
            if fact.corrects:
                corrections.setdefault(fact.corrects, []).append(fact)
        return cls(
            MappingProxyType(everybody),
            everything,
            frozenset(role.casefold() for role in internal_members),
            {subject: tuple(sorted(own, key=_by_object)) for subject, own in by_subject.items()},
            {target: tuple(sorted(those, key=_by_learning)) for target, those in corrections.items()},
            tuple(sorted({fact.recorded_at for fact in everything})),
        )

    def epoch(self, known_at: datetime) -> int:
        """How many moments of learning lie at or before an instant: questions of one epoch have one answer."""
        return bisect_right(self.moments, known_at)

    def holds(self, fact: Fact, known_at: datetime) -> bool:
        """Whether a fact is known at an instant and nothing known by then replaces it.

        Of several corrections of one fact, the last one learnt counts (ties: the greater id).
        """
        if fact.recorded_at > known_at:
            return False
        if any(other is not fact and other.recorded_at <= known_at for other in self._replacing(fact.id)):
            return False
        rivals = self._replacing(fact.corrects) if fact.corrects else ()
        learnt = _by_learning(fact)
        return not any(_by_learning(rival) > learnt and rival.recorded_at <= known_at for rival in rivals)

    def _replacing(self, fact: str) -> tuple[Fact, ...]:
        return self.corrections.get(fact, ())


def _by_object(fact: Fact) -> tuple[str, str]:
    return (fact.object, fact.id)


def _by_learning(fact: Fact) -> tuple[datetime, str]:
    return (fact.recorded_at, fact.id)
