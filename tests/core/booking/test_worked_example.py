"""The worked example of docs/algorithms/booking.md gives what the page says."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from comptoir.core.booking import Occupation, Resource, alternatives, conflicts

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "booking.md"
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 9, tzinfo=PARIS)
RESOURCES = {
    "microscope": Resource("sem-1", "sem", "Europe/Paris", turnaround=timedelta(minutes=30)),
    "cars": Resource("cars", "car", "Europe/Paris", capacity=3, turnaround=timedelta(minutes=15)),
}


def clock(text: str) -> datetime:
    hour, minute = text.split(":")
    return datetime(2026, 11, 23, int(hour), int(minute), tzinfo=PARIS)


def rows() -> list[list[str]]:
    """The cells of the page's table, without its head."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("<!-- worked example: begin -->")[1].split("<!-- worked example: end -->")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]


def test_the_page_says_what_the_code_does() -> None:
    taken: dict[str, list[Occupation]] = {name: [] for name in RESOURCES}
    answers = []

    for name, start, end, count, _ in rows():
        resource, first, last = RESOURCES[name], clock(start), clock(end)
        if conflicts(resource, taken[name], first, last, int(count)):
            found = alternatives([(resource, taken[name])], first, last, at=NOW, quantity=int(count))
            free = ", ".join(f"{slot.start.astimezone(PARIS):%H:%M}" for slot in found)
            answers.append(f"taken; free at {free}")
        else:
            taken[name].append(Occupation(first, last, int(count), "booking"))
            answers.append("granted")

    assert answers == [row[-1] for row in rows()]
