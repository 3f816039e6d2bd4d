"""The document of ordering shows the very states that the code walks."""

from __future__ import annotations

from comptoir.core.ordering.states import MACHINES
from tests.house.tree import ROOT


def test_the_document_shows_the_tables() -> None:
    text = (ROOT / "docs" / "algorithms" / "ordering.md").read_text(encoding="utf-8")
    shown = text.partition("<!-- states: begin -->")[2].partition("<!-- states: end -->")[0].split("\n")

    rows = [
        f"| {machine.name} | {verb} | "
        + ", ".join(f"**{state}**" if state == machine.initial else state for state in sorted(before))
        + f" | {after} |"
        for machine in MACHINES.values()
        for verb, (before, after) in machine.transitions.items()
    ]

    assert [line for line in shown if line][2:] == rows
