"""How does time go by at the demo's counters? Deeds in the order of their instants; one leads to others later.

    life = Life(company)
    for month in MONTHS:
        life.live(month)

Rule to remember: what is due after the last minute of the demo's day is not done: what is booked for tomorrow is still
to come, and what is out today is not back yet.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from comptoir.company import Company
from comptoir.company.demo import TODAY
from comptoir.core.ordering.basket import Wish
from comptoir.core.pricing.language import read_measures
from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, resolve_actor
from comptoir.operations.demo_life.habits import read_habits

MONTHS = tuple(date(2025 + number // 12, number % 12 + 1, 1) for number in range(5, 23))
LAST = TODAY
# What nobody may refuse: without it the counters would stay shut.
MUST = ("settling in", "mandate", "fund", "maintenance", "negotiation")
Deed = Callable[[datetime], Any]


class Life:
    """The clock of the demo, and who acts at each instant.

    done       how often what was done, by its name; `refused`: how often a rule said no, by its code
    speakers   person and party of everybody who has habits
    """

    def __init__(self, company: Company) -> None:
        self.company = company
        self.zone = company.settings.time_zone
        # Facts are known from the first morning on; people settle in, then the counters open.
        self.start, self.end = self.at(MONTHS[0], 11, 30), self.at(LAST, 23, 59)
        self.speakers = tuple(dict.fromkeys((one.person, one.party) for one in read_habits()))
        self.refused: dict[str, int] = {}
        self.done: dict[str, int] = {}
        self._due: list[tuple[datetime, int, str, Deed]] = []
        self._number = count()
        self._actors: dict[tuple[str, str, date], Actor] = {}

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A local time of the house, in UTC."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def plan(self, at: datetime, what: str, deed: Deed) -> None:
        """Have something done at an instant, if the demo's time goes so far; at its beginning at the earliest."""
        if at <= self.end:
            heapq.heappush(self._due, (max(at, self.start), next(self._number), what, deed))

    def live(self, until: datetime) -> None:
        """Do everything that is due before an instant. What a rule refuses is not done, as at any counter."""
        while self._due and self._due[0][0] < until:
            at, _, what, deed = heapq.heappop(self._due)
            try:
                deed(at)
            except Refusal as refusal:
                if what in MUST:
                    raise
                code = refusal.reason.code
                self.refused[code] = self.refused.get(code, 0) + 1
            else:
                self.done[what] = self.done.get(what, 0) + 1

    def actor(self, person: str, party: str, at: datetime) -> Actor:
        """A person in a capacity, as on that day."""
        key = (person, party, at.date())
        if key not in self._actors:
            if len(self._actors) > 500:
                self._actors.clear()
            self._actors[key] = resolve_actor(person, acting_for=party, at=at)
        return self._actors[key]

    def counter(self, offering: str, at: datetime) -> Actor:
        """Who answers for the counter that offers something."""
        supplier = self.company.offerings[offering].supplier
        return self.actor(self.company.parties[supplier].manager, supplier, at)

    def wish(self, offering: str, quantity: str) -> Wish:
        """So much of an offering."""
        unit = self.company.offerings[offering].unit
        return Wish(offering, read_measures(quantity, default_unit=unit))
