"""What was known at an instant: the facts that hold then, and what follows from them, worked out once.

Everything that follows from facts stays the same between two of their dates. So each answer carries the window
`[since, until)` in which it holds, and is remembered with it: rule to remember, a window ends at the first date on
which any fact that was looked at begins or ends, whether it counted or not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from comptoir.core.relation.facts import Fact, FactBook, FactKind, PartyKind
from comptoir.core.values import Named, Reason

# The edges of time, inside this room only: `until` NEVER means that nothing known ends it.
EVER = date.min
NEVER = date.max
_MOST_REMEMBERED = 64

FactsByKind = dict[FactKind, tuple[Fact, ...]]


class Windowed(Protocol):
    """Something that holds from `since` (included) to `until` (excluded)."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date: ...


class Timeline(dict[Any, tuple[tuple[date, ...], tuple[Any, ...]]]):
    """Answers by key, each with its window. Entries are replaced whole, so that threads may share one."""

    def find(self, key: object, day: date) -> Any:
        """The answer that holds on a day, or None where it has not been worked out yet."""
        entry = self.get(key)
        if entry is None:
            return None
        at = bisect_right(entry[0], day) - 1
        if at >= 0:
            found = entry[1][at]
            if day < found.until:
                return found
        return None

    def keep(self, key: object, answer: Windowed) -> None:
        """Remember an answer for its window."""
        starts, answers = self.get(key, ((), ()))
        at = bisect_right(starts, answer.since)
        self[key] = (
            (*starts[:at], answer.since, *starts[at:]),
            (*answers[:at], answer, *answers[at:]),
        )


class Knowledge:
    """The facts known at an instant, by subject and kind, and the answers already worked out from them."""

    def __init__(self, book: FactBook, known_at: datetime) -> None:
        self.book = book
        self._known_at = known_at
        self._facts: dict[str, FactsByKind] = {}
        self._named: dict[str, Named] = {}
        self.reasons: dict[object, Reason] = book.said  # What a fact says depends on no date.
        self.belongings = Timeline()
        self.groupings = Timeline()
        self.profiles = Timeline()
        self.stakes: Any = None

    def facts(self, subject: str) -> FactsByKind:
        """The facts known about a party, by kind, each kind ordered by object and id."""
        found = self._facts.get(subject)
        if found is None:
            kinds: dict[FactKind, list[Fact]] = {}
            for fact in self.book.by_subject.get(subject, ()):
                if self.book.holds(fact, self._known_at):
                    kinds.setdefault(fact.kind, []).append(fact)
            found = self._facts[subject] = {kind: tuple(facts) for kind, facts in kinds.items()}
        return found

    def kind(self, party: str) -> PartyKind | None:
        """What a party is, None for one that nobody declared."""
        known = self.book.parties.get(party)
        return known.kind if known else None

    def named(self, party: str) -> Named:
        """A party with its names; an undeclared one goes by its id."""
        found = self._named.get(party)
        if found is None:
            known = self.book.parties.get(party)
            found = self._named[party] = known.named if known else Named(party)
        return found


def known(book: FactBook, known_at: datetime) -> Knowledge:
    """What was known at an instant; questions between the same two moments of learning share one."""
    epoch = book.epoch(known_at)
    found = book.remembered.get(epoch)
    if found is None:
        if len(book.remembered) >= _MOST_REMEMBERED:
            book.remembered.clear()
        found = book.remembered[epoch] = Knowledge(book, known_at)
    assert isinstance(found, Knowledge)
    return found


def window(facts: Iterable[Fact], day: date, since: date = EVER, until: date = NEVER) -> tuple[date, date]:
    """Narrow a window around a day so that none of the facts begins or ends inside it.

    >>> from comptoir.core.values import DayPeriod
    >>> year = DayPeriod(date(2026, 1, 1), date(2027, 1, 1))
    >>> window([Fact("1", FactKind.PART_OF, "A", "B", valid=year)], date(2026, 6, 1))
    (datetime.date(2026, 1, 1), datetime.date(2027, 1, 1))
    """
    for fact in facts:
        for edge in (fact.valid.start, fact.valid.end):
            if edge is None:
                continue
            if edge <= day:
                if edge > since:
                    since = edge
            elif edge < until:
                until = edge
    return since, until
