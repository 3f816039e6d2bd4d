"""How many standings with proof and next change can one process derive in a second?

The world: one company whose unit tree is 12 deep, 3,000 people in it, an affiliate, firms outside, and five years of
facts: hires, transfers, leavers, moved units, a company bought and sold, facts learnt late and facts corrected. Each
question draws its own customer, supplier and date, and one of four instants of knowledge; no pair is prepared. The
first run is reported apart, for it starts with nothing remembered.
"""

from __future__ import annotations

import gc
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter

from comptoir.core.relation import Fact, FactBook, FactKind, Party, PartyKind, Side, standing
from comptoir.core.values import DayPeriod

DEPTH = 12
PEOPLE = 3_000
FIRMS = 300
QUESTIONS = 60_000
RUNS = 5
FIRST = date(2022, 1, 1)
DAYS = 5 * 365
KNOWN_AT = [datetime(year, 11, 23, tzinfo=UTC) for year in (2023, 2024, 2025, 2026)]

Question = tuple[str, str, date, datetime]


class _World:
    """A company in the making: parties, facts, and the units at the bottom of the tree."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.parties: list[Party] = []
        self.facts: list[Fact] = []
        self.units: list[str] = []
        self.depths: list[str] = []  # units people work in: the lower half of the tree

    def day(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange(DAYS))

    def fact(self, kind: FactKind, subject: str, target: str, valid: DayPeriod, **more: object) -> Fact:
        """One fact, learnt about when it began."""
        learnt = datetime.combine(valid.start or FIRST, datetime.min.time(), UTC) - timedelta(days=30)
        made = Fact(str(len(self.facts)), kind, subject, target, valid=valid, source="roster", recorded_at=learnt,
                    **more)  # type: ignore[arg-type]  # fmt: skip
        self.facts.append(made)
        return made

    def tree(self, company: str, depth: int, breadth: int) -> None:
        """A unit tree: `breadth` units on each of `depth` levels, some of which moved once."""
        above = [company]
        for level in range(1, depth + 1):
            here = [f"{company}-{level}-{number}" for number in range(breadth)]
            for unit in here:
                self.parties.append(Party(unit, PartyKind.UNIT, unit, unit))
                moved = self.day() if self.chance.random() < 0.2 else None
                self.fact(FactKind.PART_OF, unit, self.chance.choice(above), DayPeriod(None, moved))
                if moved:
                    self.fact(FactKind.PART_OF, unit, self.chance.choice(above), DayPeriod(moved, None))
            above = here
            self.units += here
            self.depths += here if level > depth // 2 else []

    def person(self, name: str) -> None:
        """One to three employments after each other; some end; one in ten was first recorded wrongly."""
        self.parties.append(Party(name, PartyKind.PERSON, name, name))
        edges = sorted({self.day() for _ in range(self.chance.randint(1, 3))})
        for start, end in zip(edges, [*edges[1:], None], strict=True):
            leaves = self.day() if end is None and self.chance.random() < 0.3 else end
            valid = DayPeriod(start, leaves if leaves is None or leaves > start else None)
            wrong = self.fact(
                FactKind.EMPLOYED_BY, name, self.chance.choice(self.depths), valid, role="engineer"
            )
            if self.chance.random() < 0.1:
                later = wrong.recorded_at + timedelta(days=90)
                self.facts.append(
                    Fact(f"{wrong.id}c", wrong.kind, name, self.chance.choice(self.depths), "engineer", None, valid,
                         "audit", later, wrong.id)
                )  # fmt: skip

    def firm(self, name: str, company: str) -> None:
        """A firm outside: some have an agreement, some an activity code, some were held or sold."""
        code = self.chance.choice(["71.20B", "72.19Z", "62.01Z", ""])
        self.parties.append(Party(name, PartyKind.COMPANY, name, name, industry=code))
        start = self.day()
        draw = self.chance.random()
        if draw < 0.2:
            valid = DayPeriod(start, start + timedelta(days=730))
            self.fact(FactKind.AGREEMENT_WITH, name, self.chance.choice(self.units), valid, role="PARTNERS")
        elif draw < 0.3:
            share = Decimal(self.chance.choice([30, 50, 60, 100]))
            self.fact(FactKind.CONTROLLED_BY, name, company, DayPeriod(None, start), share=share)


def world(seed: int = 1) -> tuple[FactBook, list[str], list[str]]:
    """The book of facts, all customers and all suppliers."""
    made = _World(seed)
    made.parties.append(Party("ORG", PartyKind.COMPANY, "Org", "Org", industry="71.20B"))
    made.parties.append(Party("SUB", PartyKind.COMPANY, "Sub", "Sub", industry="62.01Z"))
    made.fact(FactKind.CONTROLLED_BY, "SUB", "ORG", DayPeriod(date(2023, 7, 1), None), share=Decimal(75))
    made.tree("ORG", DEPTH, 20)
    made.tree("SUB", DEPTH, 3)
    people = [f"p{number}" for number in range(PEOPLE)]
    firms = [f"f{number}" for number in range(FIRMS)]
    for person in people:
        made.person(person)
    for firm in firms:
        made.firm(firm, "ORG")
    suppliers = [unit for unit in made.units if unit.startswith(f"ORG-{DEPTH}-") or unit.startswith("ORG-6-")]
    return FactBook.of(made.parties, made.facts), [*people, *made.units, *firms], suppliers


def questions(customers: list[str], suppliers: list[str], seed: int) -> list[Question]:
    """Questions as they come: another customer, supplier, date and knowledge each time."""
    chance = random.Random(seed)
    return [
        (
            chance.choice(customers),
            chance.choice(suppliers),
            FIRST + timedelta(days=chance.randrange(DAYS)),
            chance.choice(KNOWN_AT),
        )
        for _ in range(QUESTIONS)
    ]


def run() -> dict[str, object]:
    """Standings per second: the median of several runs, and the first one by itself."""
    book, customers, suppliers = world()
    speeds: list[float] = []
    steps = inside = changing = 0
    gc.collect()
    for number in range(RUNS):
        asked = questions(customers, suppliers, number)
        began = perf_counter()
        for customer, supplier, day, known_at in asked:
            found = standing(book, customer, supplier, as_of=day, known_at=known_at)
            steps += len(found.proof)
            inside += found.side is Side.INTERNAL
            changing += found.next_change is not None
        speeds.append(QUESTIONS / (perf_counter() - began))
    answers = QUESTIONS * RUNS
    return {
        "per_s": round(median(speeds)),
        "first_run_per_s": round(speeds[0]),
        "questions": QUESTIONS,
        "runs": RUNS,
        "facts": len(book.facts),
        "tree_depth": DEPTH,
        "proof_steps_mean": round(steps / answers, 1),
        "internal_share": round(inside / answers, 2),
        "next_change_share": round(changing / answers, 2),
    }


MEASURES = {"standing": run}
