"""M5, M13: external customers do not belong to the organization and are not affiliated to it: derived from facts, on a
date, with the reasons; never a checkbox."""

from __future__ import annotations

from datetime import date

from comptoir.core.relation import Standing, standing
from tests.cast import NOW, cast


def stands(customer: str, day: date) -> Standing:
    """Who a customer is to metrology on a day, as known now."""
    return standing(cast(), customer, "MET", as_of=day, known_at=NOW)


def test_external_is_what_no_fact_ties_to_the_house_and_the_proof_says_so() -> None:
    found = stands("RIVAL", date(2026, 11, 23))

    assert found.side == "external"
    assert found.proof


def test_an_employee_turns_outsider_on_the_day_the_contract_ends() -> None:
    last, first = stands("claire", date(2026, 12, 31)), stands("claire", date(2027, 1, 1))

    assert (last.side, first.side) == ("internal", "external")
    assert last.next_change == date(2027, 1, 1)


def test_what_was_true_then_is_still_said_of_then() -> None:
    sold = [stands("SOLD", day).side for day in (date(2026, 6, 30), date(2026, 7, 1))]

    assert sold == ["internal", "external"]
