"""Who is the manager of a customer? Whoever manages the unit that it is or belongs to, or the next one above.

Asked where nobody may decide for people of his own: the buyer's manager approves no price for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from comptoir.core.relation.belonging import Route, belonging
from comptoir.core.relation.facts import FactBook
from comptoir.core.relation.knowledge import known


def managers_of(book: FactBook, party: str, *, as_of: date, known_at: datetime) -> frozenset[str]:
    """The managers of a party: one for each unit that it is or belongs to, never the party itself.

    >>> from datetime import UTC
    >>> from comptoir.core.relation.facts import Fact, FactKind, Party, PartyKind
    >>> lab = Party("LAB", PartyKind.UNIT, manager="marc")
    >>> book = FactBook.of([lab, Party("ana", PartyKind.PERSON)], [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB")])
    >>> managers_of(book, "ana", as_of=date(2026, 11, 23), known_at=datetime(2026, 11, 23, tzinfo=UTC))
    frozenset({'marc'})
    """
    knowledge = known(book, known_at)
    found = belonging(knowledge, party, as_of)
    units = [party, *(fact.object for fact in found.joined)]
    nearest = (_nearest(book, belonging(knowledge, unit, as_of).above.values(), party) for unit in units)
    return frozenset(manager for manager in nearest if manager)


def _nearest(book: FactBook, routes: Iterable[Route], but: str) -> str:
    """The manager of the first place on the way up that has another one."""
    upwards = sorted(routes, key=lambda route: route.order)
    places = (book.parties.get(route.nodes[-1]) for route in upwards)
    return next((place.manager for place in places if place and place.manager not in ("", but)), "")
