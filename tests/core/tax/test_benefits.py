"""Discounts to employees, self-supply and the rounding of VAT, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.tax import (
    Nature,
    Relation,
    Situation,
    Use,
    Vat,
    VatCategory,
    benefit,
    benefit_of,
    breakdown,
    self_supply,
    settle,
)
from comptoir.core.values import Amount, Named

THIRTY = Decimal("0.3")


def eur(minor: int) -> Amount:
    return Amount(minor, "EUR")


def bought(relation: Relation):
    found = Situation(date(2026, 11, 23), relation, Named("A"), Named("b"), "FR", "FR", business=False)
    return settle(found, nature=Nature.SERVICES)


@pytest.mark.parametrize(
    ("paid", "whole"),
    [(10000, None), (7001, None), (7000, None), (6999, 3001), (6000, 4000), (0, 10000), (12000, None)],
)
def test_exactly_thirty_percent_is_neglected_and_beyond_all_counts(paid: int, whole: int | None) -> None:
    found = benefit(eur(paid), eur(10000), tolerance=THIRTY)

    assert (None if found is None else found.amount.minor) == whole


@pytest.mark.parametrize(("paid", "flagged"), [(700000, False), (699900, True)])
def test_thirty_point_zero_one_percent_counts(paid: int, flagged: bool) -> None:
    assert (benefit(eur(paid), eur(1000000), tolerance=THIRTY) is not None) is flagged


@pytest.mark.parametrize(
    ("relation", "unsold", "paid", "flagged"),
    [
        (Relation.EMPLOYEE, False, 7000, False),
        (Relation.EMPLOYEE, False, 6999, True),
        (Relation.SISTER_EMPLOYEE, False, 10000, False),
        (Relation.SISTER_EMPLOYEE, False, 9999, True),
        (Relation.EMPLOYEE, True, 5000, False),
        (Relation.SISTER_EMPLOYEE, True, 5000, False),
        (Relation.SISTER_EMPLOYEE, True, 4999, True),
        (Relation.OUTSIDER, False, 1, False),
        (Relation.GROUP_COMPANY, False, 1, False),
    ],
)
def test_who_has_a_tolerance(relation: Relation, unsold: bool, paid: int, flagged: bool) -> None:
    found = benefit_of(bought(relation), eur(paid), eur(10000), unsold=unsold)

    assert (found is not None) is flagged


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_the_whole_saving_or_nothing(paid: int, usual: int) -> None:
    found = benefit(eur(paid), eur(usual), tolerance=THIRTY)

    assert (found is not None) is ((usual - paid) * 10 > usual * 3)
    assert found is None or found.amount.minor == usual - paid


@pytest.mark.parametrize(
    ("use", "deduction", "inputs", "owed"),
    [
        (Use.BUSINESS, "1", True, None),
        (Use.BUSINESS, "0", True, 2000),
        (Use.BUSINESS, "0.99", True, 20),
        (Use.PRIVATE, "1", True, 2000),
        (Use.PRIVATE, "1", False, None),
    ],
)
def test_self_supply(use: Use, deduction: str, inputs: bool, owed: int | None) -> None:
    found = self_supply(
        eur(10000), rate=Decimal("0.2"), deduction=Decimal(deduction), use=use, inputs_deducted=inputs
    )

    assert (None if found is None else found.owed.minor) == owed
    assert found is None or found.owed + found.deducted == found.vat


def test_a_deduction_beyond_all_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        self_supply(eur(1), rate=THIRTY, deduction=Decimal("1.01"), use=Use.BUSINESS)


def test_vat_is_rounded_once_per_rate() -> None:
    twenty, low = Vat(VatCategory.STANDARD, Decimal("0.2")), Vat(VatCategory.STANDARD, Decimal("0.055"))

    rows = breakdown([(eur(33), twenty), (eur(100), low), (eur(33), twenty), (eur(33), twenty)])

    assert [(row.taxable.minor, row.tax.minor) for row in rows] == [(99, 20), (100, 6)]  # 5.5 is 6


def test_a_rate_of_another_category_is_refused() -> None:
    with pytest.raises(ValueError, match="does not bear"):
        Vat(VatCategory.REVERSE_CHARGE, Decimal("0.2"))
    with pytest.raises(ValueError, match="does not bear"):
        Vat(VatCategory.STANDARD, Decimal(0))
