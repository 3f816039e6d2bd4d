"""Where does a party belong on a day: which units and organizations is it in, and by which chain of facts?

A person belongs where it is employed and where it is a member in a role that counts; a unit belongs to what it is
part of; an organization stands for itself. Every chain climbs `part of` to a legal entity. Rules to remember: the
shortest chain is the proof, ties go by id; what nobody declared leads nowhere; cycles end where they close.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from comptoir.core.relation.facts import ORGANIZATIONS, PEOPLE, UNITS, Fact, FactKind, PartyKind
from comptoir.core.relation.knowledge import EVER, NEVER, Knowledge, window
from comptoir.core.relation.proof import not_in_force, once, set_aside, step
from comptoir.core.relation.ties import RANK, Tie
from comptoir.core.values import Reason

PLACES = UNITS | ORGANIZATIONS
_NOTHING: tuple[Fact, ...] = ()
_JOINING = (FactKind.EMPLOYED_BY, FactKind.MEMBER_OF)


class Route(NamedTuple):
    """A chain of facts from a party up to a place: the parties on it, both ends included, and its steps.

    order   sorts routes to one place: tie first, then length, then the ids on the way
    """

    order: tuple[int, int, tuple[str, ...]]
    tie: Tie
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Claim(NamedTuple):
    """Something that holds for a party through where it belongs: an agreement, an activity code, and its chain."""

    fact: Fact | None
    holder: str
    role: str
    reasons: tuple[Reason, ...]

    def by(self, into: Reason) -> Claim:
        """The same claim of somebody who is in the place by one more step."""
        return Claim(self.fact, self.holder, self.role, (into, *self.reasons))


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """Where a party belongs, in a window of days in which nothing about it changes.

    entities    legal entity -> the best route to it
    above       for a unit or organization: every place above it, itself included -> the shortest route
    within      every place the party is in, itself included; for `within`, also by roles that do not count
    joined      facts in force by which a person is somewhere, whether they count or not; `counting` those that do
    through     of a person: the step into each place it belongs to, and that place
    agreed      agreements in force that the party itself holds or, for a place, one above it
    coded       activity codes of a place's legal entities
    considered  what was looked at and does not count
    """

    party: str
    since: date
    until: date
    entities: Mapping[str, Route] = field(default_factory=dict)
    above: Mapping[str, Route] = field(default_factory=dict)
    within: frozenset[str] = frozenset()
    joined: tuple[Fact, ...] = ()
    counting: tuple[Fact, ...] = ()
    through: tuple[tuple[Reason, Belonging], ...] = ()
    agreed: tuple[Claim, ...] = ()
    coded: tuple[Claim, ...] = ()
    considered: tuple[Reason, ...] = ()

    def agreements(self) -> tuple[Claim, ...]:
        """Agreements in force that the party or a place it belongs to holds."""
        if not self.through:
            return self.agreed
        lent = (claim.by(into) for into, place in self.through for claim in place.agreed)
        return (*self.agreed, *lent)

    def industries(self) -> tuple[Claim, ...]:
        """Activity codes of the legal entities of the party."""
        if not self.through:
            return self.coded
        return tuple(claim.by(into) for into, place in self.through for claim in place.coded)


def belonging(knowledge: Knowledge, party: str, day: date) -> Belonging:
    """Where a party belongs on a day, remembered for as long as it stays so."""
    found = knowledge.belongings.find(party, day)
    if found is None:
        found = _work_out(knowledge, party, day)
        knowledge.belongings.keep(party, found)
    assert isinstance(found, Belonging)
    return found


def _work_out(knowledge: Knowledge, party: str, day: date) -> Belonging:
    kind = knowledge.kind(party)
    if kind in PLACES:
        return _of_place(knowledge, party, day)
    if kind in PEOPLE:
        return _of_person(knowledge, party, day)
    return Belonging(party, EVER, NEVER)


# --- units and organizations --------------------------------------------------------------------------------------


def _of_place(knowledge: Knowledge, party: str, day: date) -> Belonging:
    above = {party: Route((RANK[Tie.UNIT], 1, (party,)), Tie.UNIT, (party,), ())}
    tops: list[str] = []
    considered: list[Reason] = []
    agreements: list[Claim] = []
    since, until = EVER, NEVER
    queue = [party]
    for node in queue:  # Grows while it is walked: breadth first, so the first route found is the shortest.
        facts = knowledge.facts(node)
        own = above[node]
        agreed = facts.get(FactKind.AGREEMENT_WITH, _NOTHING)
        upward = facts.get(FactKind.PART_OF, _NOTHING) if knowledge.kind(node) in UNITS else _NOTHING
        since, until = window((*upward, *agreed), day, since, until)
        agreements += _claims(knowledge, agreed, day, own.reasons)
        considered += not_in_force(knowledge, (*upward, *agreed), day)
        parents = [fact for fact in upward if day in fact.valid and knowledge.kind(fact.object) in PLACES]
        for fact in parents:
            if fact.object not in above:
                nodes = (*own.nodes, fact.object)
                order = (RANK[Tie.UNIT], len(nodes), nodes)
                above[fact.object] = Route(order, Tie.UNIT, nodes, (*own.reasons, step(knowledge, fact)))
                queue.append(fact.object)
        if not parents:
            tops.append(node)
    entities = _entities(knowledge, above, tops)
    industries, since, until = _industries(knowledge, entities, day, since, until)
    return Belonging(
        party, since, until, entities, above, frozenset(above), agreed=tuple(agreements),
        coded=industries, considered=tuple(considered),
    )  # fmt: skip


def _entities(knowledge: Knowledge, above: Mapping[str, Route], tops: list[str]) -> dict[str, Route]:
    """The organizations reached; where there is none, the units at the top stand for a legal entity."""
    reached = {node: route for node, route in above.items() if knowledge.kind(node) in ORGANIZATIONS}
    return reached or {node: above[node] for node in tops}


def _industries(
    knowledge: Knowledge, entities: Mapping[str, Route], day: date, since: date, until: date
) -> tuple[tuple[Claim, ...], date, date]:
    """The activity codes of legal entities; dated facts, where there are any, stand above the declared code."""
    claims: list[Claim] = []
    for entity, route in entities.items():
        facts = knowledge.facts(entity).get(FactKind.IN_INDUSTRY, _NOTHING)
        since, until = window(facts, day, since, until)
        declared = knowledge.book.parties[entity].industry
        if facts:
            claims += _claims(knowledge, facts, day, route.reasons)
        elif declared:
            said = Reason(
                "standing.industry_declared", (("subject", knowledge.named(entity)), ("role", declared))
            )
            claims.append(Claim(None, entity, declared, (*route.reasons, said)))
    return tuple(claims), since, until


def _claims(knowledge: Knowledge, facts: Iterable[Fact], day: date, chain: tuple[Reason, ...]) -> list[Claim]:
    return [
        Claim(fact, fact.subject, fact.role, (*chain, step(knowledge, fact)))
        for fact in facts
        if day in fact.valid
    ]


# --- people -------------------------------------------------------------------------------------------------------


def _of_person(knowledge: Knowledge, person: str, day: date) -> Belonging:
    facts = knowledge.facts(person)
    joining = [fact for kind in _JOINING for fact in facts.get(kind, _NOTHING)]
    agreed = facts.get(FactKind.AGREEMENT_WITH, _NOTHING)
    since, until = window((*joining, *agreed), day)
    considered = not_in_force(knowledge, (*joining, *agreed), day)
    joined = [fact for fact in joining if day in fact.valid and knowledge.kind(fact.object) in PLACES]
    counting: list[Fact] = []
    entities: dict[str, Route] = {}
    within: set[str] = set()
    through: list[tuple[Reason, Belonging]] = []
    for fact in joined:
        place = belonging(knowledge, fact.object, day)
        since, until = max(since, place.since), min(until, place.until)
        within |= place.within
        tie = _tie(knowledge, fact)
        if tie is None:
            considered.append(set_aside(knowledge, fact, "standing.role_outside"))
            continue
        counting.append(fact)
        considered += place.considered
        into = step(knowledge, fact)
        through.append((into, place))
        for entity, route in place.entities.items():
            nodes = (person, *route.nodes)
            longer = Route((RANK[tie], len(nodes), nodes), tie, nodes, (into, *route.reasons))
            if entity not in entities or longer.order < entities[entity].order:
                entities[entity] = longer
    return Belonging(
        person, since, until, entities, within=frozenset(within), joined=tuple(joined), counting=tuple(counting),
        through=tuple(through), agreed=tuple(_claims(knowledge, agreed, day, ())), considered=once(considered),
    )  # fmt: skip


def _tie(knowledge: Knowledge, fact: Fact) -> Tie | None:
    """The tie that a fact gives a person to the place it is in, if it counts."""
    if fact.kind is FactKind.EMPLOYED_BY:
        return Tie.EMPLOYEE
    return Tie.MEMBER if fact.role.casefold() in knowledge.book.internal_members else None


def is_person(kind: PartyKind | None) -> bool:
    """Whether a party is a natural person."""
    return kind in PEOPLE
