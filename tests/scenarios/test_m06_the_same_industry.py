"""M6: some externals buy or rent elsewhere but are affiliated to the same industry: a tie that may have its rate."""

from __future__ import annotations

from tests.scenarios.stage import NOW, TODAY


def test_a_partner_is_outside_and_has_a_rate_of_its_own(company) -> None:
    partner = company.standing("HYD", "MET", as_of=TODAY, known_at=NOW)
    prices = {
        customer: company.quote(
            customer=customer, offering="cmm", quantity="3 hours", on=TODAY, given="trained=yes"
        )
        for customer in ("HYD", "NOV")
    }

    assert (partner.side, partner.tie) == ("external", "partner")
    assert (prices["HYD"].rate_class, prices["NOV"].rate_class) == ("partenaire", "public")
    assert prices["HYD"].total < prices["NOV"].total


def test_a_firm_of_the_industry_is_recognized_without_any_agreement(company) -> None:
    assert company.standing("TEC", "MET", as_of=TODAY, known_at=NOW).tie == "same industry"
