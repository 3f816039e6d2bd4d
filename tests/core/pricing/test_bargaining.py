"""Between which prices there is something to negotiate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from comptoir.company import build
from comptoir.company.demo import demo_tables
from comptoir.core.pricing.bargaining import Asked, class_price, usual_price

ON = date(2026, 11, 23)


def test_a_price_may_be_talked_about_before_a_training_is_passed():
    """The measuring machine is refused to whoever is not trained; its price is known all the same."""
    company = build(demo_tables()).company
    assert company is not None
    book = company.book("MET", ON)
    assert book is not None
    claire = company.profile("p20", "MET", as_of=ON)
    machine = Asked("cmm", "hour", Decimal(1), ON)

    assert usual_price(book, claire, machine) == 90
    assert class_price(book, claire, machine, None) == 63
