"""For whom may a person act on a date, and which legal entity or group is a party in?

The same person orders for a unit's budget, privately, or for an outside firm: the order says which, and the price
follows the capacity. Rules to remember: who belongs to a unit may order for that unit; who orders for an
organization needs an `acts for`; everybody may act privately.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from comptoir.core.relation.belonging import Route, belonging, is_person
from comptoir.core.relation.facts import ORGANIZATIONS, UNITS, FactBook, FactKind
from comptoir.core.relation.groups import grouping
from comptoir.core.relation.knowledge import Knowledge, known
from comptoir.core.relation.proof import step
from comptoir.core.values import Named, Reason


class CapacityKind(StrEnum):
    """In what quality somebody acts."""

    UNIT = "unit"
    ORGANIZATION = "organization"
    PRIVATE = "private"


class Capacity(NamedTuple):
    """One way to act: the party that is then the customer, and the facts that allow it."""

    kind: CapacityKind
    party: str
    named: Named
    proof: tuple[Reason, ...]


def capacities(book: FactBook, person: str, *, as_of: date, known_at: datetime) -> tuple[Capacity, ...]:
    """For whom a person may act: own units, then units and organizations it acts for, then itself.

    returns   no capacity for an unknown party; a unit or organization acts for itself

    >>> from comptoir.core.relation.facts import Fact, Party, PartyKind
    >>> from datetime import UTC
    >>> book = FactBook.of([Party("ana", PartyKind.PERSON), Party("LAB", PartyKind.UNIT)],
    ...     [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB")])
    >>> found = capacities(book, "ana", as_of=date(2026, 11, 23), known_at=datetime(2026, 11, 23, tzinfo=UTC))
    >>> [(str(capacity.kind), capacity.party) for capacity in found]
    [('unit', 'LAB'), ('private', 'ana')]
    """
    knowledge = known(book, known_at)
    kind = knowledge.kind(person)
    if kind is None:
        return ()
    if not is_person(kind):
        own = CapacityKind.UNIT if kind in UNITS else CapacityKind.ORGANIZATION
        return (Capacity(own, person, knowledge.named(person), ()),)
    allowed: dict[str, Reason] = {}
    for fact in belonging(knowledge, person, as_of).counting:
        if knowledge.kind(fact.object) in UNITS:
            allowed.setdefault(fact.object, step(knowledge, fact))
    for fact in knowledge.facts(person).get(FactKind.ACTS_FOR, ()):
        if as_of in fact.valid and knowledge.kind(fact.object) in UNITS | ORGANIZATIONS:
            allowed.setdefault(fact.object, step(knowledge, fact))
    acting = [
        Capacity(_kind_of(knowledge, party), party, knowledge.named(party), (reason,))
        for party, reason in allowed.items()
    ]
    private = Reason("capacity.private", (("subject", knowledge.named(person)),))
    return (*acting, Capacity(CapacityKind.PRIVATE, person, knowledge.named(person), (private,)))


def has_left(book: FactBook, person: str, allowed: frozenset[str]) -> bool:
    """Whether a person who belonged to units, or will, may act for none of them now.

    allowed   the parties that the person may act for, by `capacities`

    >>> from comptoir.core.relation.facts import Fact, Party, PartyKind
    >>> book = FactBook.of([Party("ana", PartyKind.PERSON), Party("LAB", PartyKind.UNIT)],
    ...     [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB")])
    >>> has_left(book, "ana", frozenset({"ana", "LAB"})), has_left(book, "ana", frozenset({"ana"}))
    (False, True)
    """

    def of_house(party: str) -> bool:
        return party in book.parties and book.parties[party].kind in UNITS

    return any(of_house(fact.object) for fact in book.by_subject.get(person, ())) and not any(
        of_house(party) for party in allowed
    )


def legal_entity_of(book: FactBook, party: str, *, as_of: date, known_at: datetime) -> str | None:
    """The legal entity a party belongs to: the organization itself, or the top of its units where there is none.

    returns   of several, the one by the tie that comes first, then the shortest chain, then by id; None if unknown
    """
    routes = belonging(known(book, known_at), party, as_of).entities.values()
    return min(routes, key=_order).nodes[-1] if routes else None


def same_entity(book: FactBook, one: str, other: str, *, as_of: date, known_at: datetime) -> bool:
    """Whether two parties belong to one legal entity, so that a charge between them is no supply."""
    knowledge = known(book, known_at)
    return (
        not belonging(knowledge, one, as_of)
        .entities.keys()
        .isdisjoint(belonging(knowledge, other, as_of).entities)
    )


def group_of(book: FactBook, entity: str, *, as_of: date, known_at: datetime) -> frozenset[str]:
    """All legal entities in the group of one, itself included."""
    groups = grouping(known(book, known_at), entity, as_of)
    if groups is None:
        return frozenset({entity})
    return frozenset(other for other in groups.group if groups.together(entity, other))


def _order(route: Route) -> tuple[int, int, tuple[str, ...]]:
    return route.order


def _kind_of(knowledge: Knowledge, party: str) -> CapacityKind:
    return CapacityKind.UNIT if knowledge.kind(party) in UNITS else CapacityKind.ORGANIZATION


def tied(book: FactBook, person: str, places: Iterable[str], *, as_of: date, known_at: datetime) -> bool:
    """Whether the facts of a day tie a person to the group of one of some places: it belongs there or acts for it.

    places    units and organizations; none: any tie to anybody counts
    """
    knowledge = known(book, known_at)
    own = set(belonging(knowledge, person, as_of).entities)
    for fact in knowledge.facts(person).get(FactKind.ACTS_FOR, ()):
        if as_of in fact.valid:
            own |= belonging(knowledge, fact.object, as_of).entities.keys()
    wanted = {entity for place in places for entity in belonging(knowledge, place, as_of).entities}
    return (
        bool(own)
        if not wanted
        else any(
            not own.isdisjoint(group_of(book, entity, as_of=as_of, known_at=known_at)) for entity in wanted
        )
    )


def tied_since(
    book: FactBook, person: str, places: Sequence[str], *, since: date, as_of: date, known_at: datetime
) -> bool:
    """Whether a person was tied to the group of one of some places on a day, or became so since."""
    facts = known(book, known_at).facts(person)
    begun = {one.valid.start for own in facts.values() for one in own if one.valid.start is not None}
    days = {since, *(day for day in begun if since < day <= as_of)}
    return any(tied(book, person, places, as_of=day, known_at=known_at) for day in days)
