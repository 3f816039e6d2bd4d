"""A line of paper multiplies: what was priced, where one price explains the amount; else what was measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.billing.claims import Claim, billed
from comptoir.core.tax.rules import Relation, SettlementKind
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Amount, Reason

USED = Decimal("1.7333")


def priced(quantity: str, price: str, per: str = "1", unit: str = "hour") -> Reason:
    told = {"quantity": Decimal(quantity), "unit": unit, "per": Decimal(per), "price": Decimal(price)}
    return Reason("price.unit", (*told.items(), ("currency", "EUR")))


def claim(*reasons: Reason, minor: int = 172_00) -> Claim:
    return Claim(
        "c1", "MET", "ARV", "NOV", "NOV", "cmm", date(2025, 6, 4), USED, "hour", Amount(minor, "EUR"),
        SettlementKind.INVOICE, Relation.OUTSIDER, Vat(VatCategory.STANDARD, Decimal("0.2")), reasons=reasons,
    )  # fmt: skip


def test_a_begun_hour_is_billed_as_one() -> None:
    assert billed(claim(priced("2", "86"))) == (Decimal(2), "hour")


@pytest.mark.parametrize(
    "reasons",
    [
        (),
        (priced("2", "43"),),
        (priced("1", "86"), priced("1", "86")),
        (Reason("price.unit", (("price", Decimal(86)),)),),
    ],
    ids=["nothing said", "a discount or a fee beside it", "two prices", "no quantity"],
)
def test_what_one_price_does_not_explain_says_what_was_measured(reasons) -> None:
    assert billed(claim(*reasons)) == (USED, "hour")
