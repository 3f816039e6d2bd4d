"""The examples of the pages of docs/algorithms about tax, books and paper give what the pages say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[3] / "docs" / "algorithms"


@pytest.mark.parametrize("page", ["tax.md", "ledger.md", "allocation.md", "invoicing.md", "closing.md"])
def test_the_page_tells_the_truth(page: str) -> None:
    found = doctest.testfile(str(PAGES / page), module_relative=False)

    assert found.attempted > 3
    assert found.failed == 0
