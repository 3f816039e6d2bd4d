"""M2: most of them buy or rent products or services."""

from __future__ import annotations

import pytest

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.operations.bookings import Taken, book
from comptoir.operations.place_order import place_order
from tests.scenarios.stage import CLAIRE, NINA, NOW, acting, some, three_hours, used_by


def test_a_sale_and_a_rental_stand_in_one_basket_priced_by_one_engine(company) -> None:
    want = three_hours()
    rental = Wish("cmm", {}, want.start, want.end, {"trained": True})

    order = place_order(
        Basket("NOV", (some("calibration", 2), rental)), actor=acting(NINA, "NOV"), at=NOW
    ).order

    bought, rented = order.lines
    assert (bought.amount.minor, rented.amount.minor) == (9_600, 27_000)
    assert all(line.reasons[-1].code == "price.rounded" for line in order.lines), "both explain themselves"


def test_a_rented_thing_is_never_rented_twice(company) -> None:
    book(three_hours(), used_by(NINA), actor=acting(NINA, "NOV"), at=NOW)

    with pytest.raises(Taken) as late:
        book(three_hours(), used_by(CLAIRE), actor=acting(CLAIRE, "ESS"), at=NOW)

    assert 0 < len(late.value.alternatives) <= 3
    assert [one.id for one in late.value.conflicts] == [""], "nobody learns who was first"
