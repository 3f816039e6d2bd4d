"""M10: even without negotiating, internals get larger discounts; outsiders pay the usual price."""

from __future__ import annotations

import pytest

from comptoir.company import Company, check
from comptoir.company.demo import demo_tables
from comptoir.core.pricing import Status
from comptoir.core.values import Row, Tables
from tests.scenarios.stage import TODAY

ANSWERS = {"trained": True, "licence": True}


def total(company: Company, customer: str, offering: str) -> int | None:
    """What one unit of an offering costs a customer; None where there is no price for it."""
    quantity = "1 participant, 1 day" if offering == "python-course" else "1"
    answer = company.quote(customer=customer, offering=offering, quantity=quantity, on=TODAY, given=ANSWERS)
    return answer.total.minor if answer.status in (Status.PRICED, Status.FREE) else None


def test_no_insider_pays_more_than_an_outsider_for_the_same(company) -> None:
    compared = 0
    for offering in company.offerings:
        inside, outside = (total(company, customer, offering) for customer in ("ESS", "NOV"))
        if inside is not None and outside is not None:
            compared += 1
            assert inside <= outside, offering
    assert compared > 25


def test_an_outsider_pays_the_usual_price_and_an_insider_sees_both(company) -> None:
    assert total(company, "NOV", "cmm") == 9_000
    assert total(company, "ESS", "cmm") == 6_300


def test_a_card_that_asks_more_inside_than_outside_is_not_published() -> None:
    tables = demo_tables()
    place = ("poster", "interne", "IMP-2026")
    rates = tuple(
        Row(row.place, {**row.cells, "price": "120"})
        if tuple(row.cells.get(name) for name in ("offering", "class", "card")) == place
        else row
        for row in tables.tables["rates"]
    )

    found = check(Tables(tables.settings, {**tables.tables, "rates": rates}), on=TODAY)

    assert "level.inside_above" in {one.code for one in found.findings}


@pytest.mark.parametrize("customer", ["NOV", "ESS"])
def test_every_price_is_explained(company, customer: str) -> None:
    answer = company.quote(customer=customer, offering="cmm", quantity="3 hours", on=TODAY, given=ANSWERS)

    codes = [reason.code for line in answer.lines for reason in line.reasons]
    assert {"price.class", "price.rounded"} <= set(codes)
