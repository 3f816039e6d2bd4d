"""M7: those who pass by and look the products over already count as customers."""

from __future__ import annotations

from comptoir.core.pricing import Status
from tests.scenarios.stage import FIRMIN, NOW, TODAY


def test_a_passer_by_has_a_price_for_all_that_has_one_and_it_is_the_usual_one(company) -> None:
    looked, usual = (
        company.quote(offering="calibration", quantity="4", on=TODAY, **who)
        for who in ({"customer": FIRMIN}, {"as_": "kind=company"})
    )

    assert looked.status is Status.PRICED
    assert looked.total == usual.total
    assert company.standing(FIRMIN, "MET", as_of=TODAY, known_at=NOW).stage == "potential"
