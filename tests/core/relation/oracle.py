"""The standing rules once more, as plainly as they can be said: no windows, nothing remembered, one day at a time.

Slow on purpose. Properties hold `core.relation` to this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from comptoir.core.relation import Fact, FactKind, Party, Tie
from comptoir.core.relation.industries import same_industry

PEOPLE = ("person", "individual")
ORGANIZATIONS = ("company", "public body", "association")


class Day:
    """All facts in force on one day, as known at an instant."""

    def __init__(
        self, parties: Iterable[Party], facts: Iterable[Fact], day: date, known_at: datetime
    ) -> None:
        self.kind = {party.id: str(party.kind) for party in parties}
        self.code = {party.id: party.industry for party in parties}
        self.known = effective(facts, known_at)
        self.facts = [fact for fact in self.known if day in fact.valid]

    def of(self, kind: FactKind, subject: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind and fact.subject == subject]

    def is_place(self, party: str) -> bool:
        return self.kind.get(party) == "unit" or self.kind.get(party) in ORGANIZATIONS

    def up(self, place: str) -> set[str]:
        """A place and everything above it."""
        found = {place}
        while True:
            more = {
                fact.object
                for node in found
                if self.kind[node] == "unit"
                for fact in self.of(FactKind.PART_OF, node)
                if self.is_place(fact.object)
            }
            if more <= found:
                return found
            found |= more

    def entities_of_place(self, place: str) -> set[str]:
        reached = self.up(place)
        organizations = {node for node in reached if self.kind[node] in ORGANIZATIONS}
        tops = {
            node
            for node in reached
            if not any(self.is_place(fact.object) for fact in self.of(FactKind.PART_OF, node))
        }
        return organizations or tops

    def joins(self, party: str) -> list[tuple[Tie, str]]:
        """Where a party belongs directly, by which tie."""
        if self.is_place(party):
            return [(Tie.UNIT, party)]
        if self.kind.get(party) not in PEOPLE:
            return []
        employed = [(Tie.EMPLOYEE, fact.object) for fact in self.of(FactKind.EMPLOYED_BY, party)]
        members = [
            (Tie.MEMBER, fact.object)
            for fact in self.of(FactKind.MEMBER_OF, party)
            if fact.role == "seconded"
        ]
        return [(tie, place) for tie, place in employed + members if self.is_place(place)]

    def group(self, entity: str) -> set[str]:
        """Everybody that control connects with an entity, by adding members until nothing changes."""
        groups = [{one} for one in self.kind if self.kind[one] in ORGANIZATIONS]
        merged = True
        while merged:
            merged = False
            for owners in groups:
                for owned in groups:
                    if owners is not owned and any(self.votes(one, owners) > 50 for one in owned):
                        owners |= owned
                        groups.remove(owned)
                        merged = True
                        break
                if merged:
                    break
        return next((group for group in groups if entity in group), {entity})

    def votes(self, company: str, owners: set[str]) -> Decimal:
        held: dict[str, Decimal] = {}
        for fact in self.of(FactKind.CONTROLLED_BY, company):
            if fact.object in owners and fact.object != company and fact.share is not None:
                held[fact.object] = max(held.get(fact.object, Decimal(0)), fact.share)
        return sum(held.values(), Decimal(0))

    def codes(self, entity: str) -> set[str]:
        dated = [one for one in self.known if one.kind is FactKind.IN_INDUSTRY and one.subject == entity]
        if dated:
            return {fact.role for fact in self.of(FactKind.IN_INDUSTRY, entity)}
        return {self.code[entity]} - {""}

    def tie(self, customer: str, supplier: str) -> Tie:
        """The first tie that holds."""
        if customer not in self.kind or supplier not in self.kind:
            return Tie.NONE
        house = {entity for _, place in self.joins(supplier) for entity in self.entities_of_place(place)}
        joins = self.joins(customer)
        for wanted in (Tie.UNIT, Tie.EMPLOYEE, Tie.MEMBER):
            if any(tie is wanted and self.entities_of_place(place) & house for tie, place in joins):
                return wanted
        entities = {entity for _, place in joins for entity in self.entities_of_place(place)}
        if any(self.group(one) & house for one in entities):
            return Tie.GROUP_COMPANY
        holders = {customer}.union(*(self.up(place) for _, place in joins))
        above = self.up(supplier) if self.is_place(supplier) else set()
        if any(fact.object in above for one in holders for fact in self.of(FactKind.AGREEMENT_WITH, one)):
            return Tie.PARTNER
        own = {code for entity in entities for code in self.codes(entity)}
        theirs = {code for entity in house for code in self.codes(entity)}
        alike = any(same_industry(one, other) for one in own for other in theirs)
        return Tie.SAME_INDUSTRY if alike else Tie.NONE


def effective(facts: Iterable[Fact], known_at: datetime) -> list[Fact]:
    """Facts learnt by an instant that nothing learnt by then replaces."""
    learnt = [fact for fact in facts if fact.recorded_at <= known_at]
    last: dict[str, Fact] = {}
    for fact in sorted(learnt, key=lambda one: (one.recorded_at, one.id)):
        if fact.corrects:
            last[fact.corrects] = fact
    return [
        fact
        for fact in learnt
        if fact.kind is not FactKind.RETRACTED
        and (fact.id not in last or all(one is fact for one in learnt if one.corrects == fact.id))
        and (not fact.corrects or last[fact.corrects] is fact)
    ]


def next_change(
    parties: Iterable[Party], facts: list[Fact], customer: str, supplier: str, day: date, known_at: datetime,
    *, last: date,
) -> date | None:  # fmt: skip
    """The first later day with another tie, found by asking every day."""
    everybody = list(parties)
    today = Day(everybody, facts, day, known_at).tie(customer, supplier)
    while day < last:
        day += timedelta(days=1)
        if Day(everybody, facts, day, known_at).tie(customer, supplier) is not today:
            return day
    return None
