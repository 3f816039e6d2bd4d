"""Five more kinds of card, invented and worked out by hand: seasons, caps, ages, units that switch, purposes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comptoir.company.check import check

CARDS = sorted(path for path in (Path(__file__).parent / "cards").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_a_card_gives_what_was_worked_out_by_hand(folder: Path) -> None:
    checked = check(folder, on=date(2026, 11, 23))

    errors = [finding for finding in checked.findings if finding.severity == "error"]
    assert errors == []
    assert checked.examples_agree == checked.examples_total > 0
