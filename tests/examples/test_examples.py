"""The real rate cards under `examples/`: every folder reads without errors and gives its 139 worked quotes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comptoir.company.check import check

EXAMPLES = Path(__file__).parents[2] / "examples"
CARDS = sorted(path for path in EXAMPLES.iterdir() if (path / "examples.csv").is_file())
TODAY = date(2026, 11, 23)
WORKED_QUOTES = 139


@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_a_real_card_gives_its_worked_quotes(folder: Path) -> None:
    checked = check(folder, on=TODAY)

    errors = [finding for finding in checked.findings if finding.severity == "error"]
    assert errors == []
    assert checked.examples_agree == checked.examples_total > 0


def test_all_worked_quotes_stand_there() -> None:
    checked = [check(folder, on=TODAY) for folder in CARDS]

    assert len(CARDS) == 16
    assert sum(one.examples_total for one in checked) == WORKED_QUOTES


@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_a_card_says_where_it_comes_from(folder: Path) -> None:
    company = check(folder, on=TODAY).company
    assert company is not None

    for card in company.cards:
        assert card.source
        assert card.read_on == date(2026, 11, 1)
