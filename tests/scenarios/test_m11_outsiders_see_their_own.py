"""M11: an outsider sees its own price and why, and nothing else: never an internal rate, a cost or another's deal."""

from __future__ import annotations

from comptoir.core.ordering.basket import Basket
from comptoir.operations.place_order import place_order
from tests.scenarios.stage import NINA, NOW, acting, some


def test_nothing_that_novatek_can_read_of_its_order_names_an_inside(company) -> None:
    order = place_order(Basket("NOV", (some("calibration", 4),)), actor=acting(NINA, "NOV"), at=NOW).order

    told = repr([line.reasons for line in order.lines]) + repr([part.reasons for part in order.parts])
    assert order.lines[0].rate_class == "public"
    assert "interne" not in told
    # The internal rate (31.20) and what it costs (19) in any spelling.
    assert not {"31.20", "3120", "31.2", "'19'"} & set(told.replace(",", " ").replace("(", " ").split())
