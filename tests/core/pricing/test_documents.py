"""The worked examples of docs/algorithms/pricing.md and rounding.md give what the pages say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[3] / "docs" / "algorithms"


@pytest.mark.parametrize("page", ["pricing.md", "rounding.md"])
def test_a_page_gives_what_it_says(page: str) -> None:
    found = doctest.testfile(str(PAGES / page), module_relative=False, verbose=False)

    assert found.attempted > 5
    assert found.failed == 0
