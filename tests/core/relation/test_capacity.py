"""For whom somebody may act, and that the price follows the capacity."""

from __future__ import annotations

from datetime import date

import pytest

from comptoir.core.relation import capacities, standing
from tests.cast import NOW, TODAY, cast, fact


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("claire", [("unit", "MET"), ("private", "claire")]),
        ("sven", [("unit", "MET"), ("private", "sven")]),
        ("sam", [("private", "sam")]),
        ("ines", [("organization", "RIVAL"), ("private", "ines")]),
        ("nora", [("private", "nora")]),
        ("MET", [("unit", "MET")]),
        ("RIVAL", [("organization", "RIVAL")]),
        ("ghost", []),
    ],
)
def test_the_cast_may_act(person: str, expected: list[tuple[str, str]]) -> None:
    found = capacities(cast(), person, as_of=TODAY, known_at=NOW)

    assert [(capacity.kind, capacity.party) for capacity in found] == expected


def test_a_capacity_ends_with_its_fact() -> None:
    found = capacities(cast(), "claire", as_of=date(2027, 1, 1), known_at=NOW)

    assert [capacity.party for capacity in found] == ["claire"]


def test_one_person_in_three_capacities_has_three_standings() -> None:
    book = cast(fact("acts", "claire", "acts for", "RIVAL"))

    found = capacities(book, "claire", as_of=TODAY, known_at=NOW)

    ties = [standing(book, one.party, "WORK", as_of=TODAY, known_at=NOW).tie for one in found]
    assert ties == ["unit", "same industry", "employee"]
    assert [one.proof[0].code for one in found] == [
        "standing.employed_as", "standing.acts_for", "capacity.private",
    ]  # fmt: skip


def test_a_unit_is_named_once_however_many_facts_lead_to_it() -> None:
    book = cast(
        fact("again", "claire", "acts for", "MET"), fact("more", "claire", "member of", "MET", "seconded")
    )

    found = capacities(book, "claire", as_of=TODAY, known_at=NOW)

    assert [one.party for one in found] == ["MET", "claire"]
