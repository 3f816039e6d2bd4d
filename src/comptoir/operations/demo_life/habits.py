"""Who wants what, and how often? The demo's habits, and the wishes that come of them in a month: the same every time.

Chance here is a seed: each habit has a sequence of its own for each month, so that one more habit changes no other.
"""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from random import Random
from typing import NamedTuple

_RANGE = re.compile(r"^(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Habit:
    """One row of habits.csv: a person for a party wants so much of an offering, so many times a month."""

    party: str
    person: str
    cost_center: str
    offering: str
    quantity: str
    monthly: float
    since: date
    until: date


class Wanted(NamedTuple):
    """One wish: of which habit, on which working day, how much, and the chance that decides how it goes on."""

    habit: Habit
    day: date
    much: int
    quantity: str
    chance: Random


def read_habits() -> tuple[Habit, ...]:
    """The habits of the demo company."""
    text = resources.files("comptoir.company.demo").joinpath("data", "habits.csv").read_text(encoding="utf-8")
    return tuple(
        Habit(
            row["party"], row["person"], row["cost_center"], row["offering"], row["quantity"], float(row["monthly"]),
            date.fromisoformat(row["from"] or "2025-01-01"), date.fromisoformat(row["to"] or "9999-01-01"),
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    )  # fmt: skip


def wanted_in(month: date, habits: tuple[Habit, ...]) -> Iterator[Wanted]:
    """What all habits come to in a month, by its first day."""
    days = working_days(month)
    for habit in habits:
        seed = f"{month} {habit.party} {habit.person} {habit.offering}"
        chance = Random(seed)
        times = int(habit.monthly + chance.random())
        for day in sorted(chance.choice(days) for _ in range(times)):
            found = _RANGE.match(habit.quantity)
            assert found is not None
            much = chance.randint(int(found[1]), int(found[2] or found[1]))
            quantity = f"{much}{habit.quantity[found.end() :]}"
            if habit.since <= day < habit.until:
                yield Wanted(habit, day, much, quantity, Random(f"{seed} {day} {much}"))


def working_days(month: date) -> list[date]:
    """Mondays to Fridays of a month; holidays are for the opening hours to know."""
    last = calendar.monthrange(month.year, month.month)[1]
    days = (month + timedelta(days=number) for number in range(last))
    return [day for day in days if day.weekday() < 5]
