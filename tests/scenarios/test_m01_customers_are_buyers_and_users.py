"""M1: customers are buyers, potential or actual, and users of what an organization offers."""

from __future__ import annotations

from datetime import date

from comptoir.core.ordering.basket import Basket
from comptoir.operations.bookings import ForWhom, book
from comptoir.operations.place_order import place_order
from tests.scenarios.stage import CLAIRE, FIRMIN, HUGO, NOW, TODAY, acting, some, three_hours


def test_who_has_not_bought_yet_is_already_a_customer(company) -> None:
    passing = company.standing(FIRMIN, "MET", as_of=TODAY, known_at=NOW)
    before, after = (
        company.standing("NOV", "MET", as_of=day, known_at=NOW)
        for day in (date(2025, 6, 16), date(2025, 6, 17))
    )

    assert passing.stage == "potential"
    assert (before.stage, after.stage) == ("potential", "actual"), "its first purchase is a dated fact"


def test_buyer_payer_and_beneficiary_are_three(company) -> None:
    basket = Basket(CLAIRE, (some("calibration", 4),), payer="ESS", beneficiary="BEM", cost_center="ESS-012")

    order = place_order(basket, actor=acting(CLAIRE), at=NOW).order

    assert (order.buyer, order.payer, order.beneficiary) == (CLAIRE, "ESS", "BEM")
    assert order.cost_center == "ESS-012"


def test_who_uses_it_need_not_be_who_books_it(company) -> None:
    booked = book(three_hours(), ForWhom(used_by=HUGO), actor=acting(CLAIRE, "ESS"), at=NOW).booking

    assert (booked.booked_by, booked.buyer, booked.used_by) == (CLAIRE, "ESS", HUGO)
