"""The table of docs/algorithms/negotiation.md is true."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.core.ordering.negotiation import Guardrails, Mandate, judge

PAGE = Path(__file__).resolve().parents[3] / "docs" / "algorithms" / "negotiation.md"
TABLE = PAGE.read_text(encoding="utf-8").split("<!-- worked example: begin -->")[1].split("<!--")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()[2:]]


@pytest.mark.parametrize(("price", "verdict", "heard"), ROWS, ids=[row[0] for row in ROWS])
def test_a_price_is_judged_as_the_page_says(price, verdict, heard) -> None:
    judgment = judge(
        Decimal(price), Guardrails(Decimal(120), Decimal("41.50")), Mandate("elsa", Decimal("0.4"))
    )

    assert judgment.verdict.value == verdict
    assert judgment.public.code == f"negotiation.{heard}"
