"""Several processes that issue invoices at once: for the test of the numbers, and for the measure of their speed."""

from __future__ import annotations

from tests.operations.forking import driver

DEEDS = "tests.operations.paper.deeds"


def issue_at_once(
    url: str, processes: int, each: int, *, seed: int, careless: bool = False
) -> list[tuple[str, float]]:
    """The number that each was told, and the seconds that it took, with the waiting for its turn.

    careless   the mutant: the number is taken in a transaction of its own, before the one that issues
    """
    with driver(url, DEEDS) as children:
        ended = children.together(
            *((f"{DEEDS}:issue_many", seed + number, each, careless) for number in range(processes))
        )
    assert {one.code for one in ended} == {0}
    return [(number, seconds) for one in ended for number, seconds in one.answer]
