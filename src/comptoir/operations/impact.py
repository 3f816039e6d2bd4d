"""Who becomes somebody else by an import? Parties whose side or tie towards a supplier change on a day.

Shown before anything is written ("12 people become external"). Standings are asked for every party and every supplier
that has a card; people with the same facts in force have the same standing, so each sort of people is asked once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.pricing.conditions import Facts, holds
from comptoir.core.relation.facts import PEOPLE, FactBook, FactKind
from comptoir.core.relation.knowledge import Knowledge, known
from comptoir.core.relation.standing import standing


class Position(NamedTuple):
    """What a party is to a supplier: side, tie, and the class of its rate card ("" where it has none)."""

    side: str
    tie: str
    rate_class: str = ""


class Shift(NamedTuple):
    """A party that becomes something else to a supplier."""

    party: str
    supplier: str
    before: Position
    after: Position


class Impact(NamedTuple):
    """What an import changes for whom, on a day.

    shifts    every party and supplier whose side or tie differ, classes included
    becomes   how many parties become what: (side, tie) after -> parties
    crossing  how many parties change their side: side after -> parties
    joined, left   parties known only after, or only before
    """

    as_of: date
    shifts: tuple[Shift, ...]
    becomes: Mapping[tuple[str, str], int]
    crossing: Mapping[str, int]
    joined: int
    left: int


def impact(before: Company, after: Company, *, as_of: date, known_at: datetime) -> Impact:
    """Compare every party's standing towards every supplier, in two states of the company."""
    parties = [party for party in after.parties if party in before.parties]
    suppliers = sorted({card.supplier for card in after.cards} & {card.supplier for card in before.cards})
    old, new = _Positions(before, as_of, known_at), _Positions(after, as_of, known_at)
    shifts = tuple(
        Shift(party, supplier, old.with_class(party, supplier), new.with_class(party, supplier))
        for party in parties
        for supplier in suppliers
        if old.of(party, supplier) != new.of(party, supplier)
    )
    became = {(shift.party, shift.after.side, shift.after.tie) for shift in shifts}
    crossed = {(shift.party, shift.after.side) for shift in shifts if shift.before[0] != shift.after[0]}
    return Impact(
        as_of,
        shifts,
        Counter((side_after, tie_after) for _, side_after, tie_after in became),
        Counter(word for _, word in crossed),
        joined=len(after.parties) - len(parties),
        left=len(before.parties) - len(parties),
    )


class _Positions:
    """Side and tie of every party of one company, each sort of people asked once."""

    def __init__(self, company: Company, as_of: date, known_at: datetime) -> None:
        self.company, self.as_of, self.known_at = company, as_of, known_at
        self._knowledge = known(company.facts, known_at)
        self._sorts: dict[str, Hashable] = {}
        self._known: dict[tuple[Hashable, str], Position] = {}

    def of(self, party: str, supplier: str) -> Position:
        """Side and tie of a party."""
        sort = self._sorts.get(party)
        if sort is None:
            sort = self._sorts[party] = _sort(self.company.facts, self._knowledge, party, self.as_of)
        found = self._known.get((sort, supplier))
        if found is None:
            asked = standing(self.company.facts, party, supplier, as_of=self.as_of, known_at=self.known_at)
            found = self._known[(sort, supplier)] = Position(str(asked.side), str(asked.tie))
        return found

    def with_class(self, party: str, supplier: str) -> Position:
        """Side, tie and class of a party."""
        return self.of(party, supplier)._replace(rate_class=self._class(party, supplier))

    def _class(self, party: str, supplier: str) -> str:
        """The first class of the supplier's card whose condition holds for a party that asks for itself."""
        card = self.company.card(supplier, self.as_of)
        if card is None or self.as_of not in card.valid:
            return ""
        seen = self.company.profile(party, supplier, as_of=self.as_of, known_at=self.known_at)
        facts = Facts(on=self.as_of, deciding=seen)
        return next(
            (one.id for one in card.classes if one.condition is None or holds(one.condition, facts)), ""
        )


def _sort(book: FactBook, knowledge: Knowledge, party: str, day: date) -> Hashable:
    """What a party's side and tie follow from: for people the facts in force, for others the party itself."""
    declared = book.parties.get(party)
    if declared is None or declared.kind not in PEOPLE:
        return party
    in_force = {
        (fact.kind, fact.object, fact.role, fact.share)
        for facts in knowledge.facts(party).values()
        for fact in facts
        if day in fact.valid and fact.kind is not FactKind.BOUGHT_FROM
    }
    return (declared.kind, declared.industry, frozenset(in_force))
