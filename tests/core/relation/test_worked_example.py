"""The worked example of docs/algorithms/standing.md gives what the page says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comptoir.core.relation import standing
from tests.cast import NOW, cast

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "standing.md"


def rows() -> list[list[str]]:
    """The cells of the page's table, without its head."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("<!-- worked example: begin -->")[1].split("<!-- worked example: end -->")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]} on {row[1]}")
def test_the_page_says_what_the_code_does(row: list[str]) -> None:
    customer, on, side, tie, next_change, proof = row

    found = standing(cast(), customer, "MET", as_of=date.fromisoformat(on), known_at=NOW)

    assert [found.side, found.tie, str(found.next_change or "")] == [side, tie, next_change]
    codes = [reason.code.removeprefix("standing.") for reason in found.proof if reason.depth == "customer"]
    assert codes == proof.split(", ")
