"""What was agreed with the tax in it is what is to be paid, to the cent, whatever the lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from comptoir.core.billing.agreed import agree
from comptoir.core.billing.charging import net_of
from comptoir.core.billing.claims import Claim, claim_line
from comptoir.core.billing.invoice import totals
from comptoir.core.billing.shares import Part
from comptoir.core.tax.rules import Relation, SettlementKind
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Amount

RATES = ("0.2", "0.1", "0.055", "0.021", "0.19", "0.077")


def claim(number: int, minor: int, rate: str, *, gross: bool = True, share: bool = False) -> Claim:
    vat = Vat(VatCategory.STANDARD, Decimal(rate))
    stated = Amount(minor, "EUR")
    net = net_of(stated, vat.rate, gross=gross)
    owed = (Part("CC1", net),) if share else ()
    return Claim(
        f"C{number:04}", "MET", "ORG", "NEW", "NEW", "scan", date(2026, 11, 1), Decimal(1), "piece", net,
        SettlementKind.INVOICE, Relation.OUTSIDER, vat, owed, "MET-CC", gross=stated if gross else None,
    )  # fmt: skip


def payable(claims: tuple[Claim, ...], rounding: Amount | None) -> Amount:
    lines = [claim_line(one, id=str(place), name=one.id) for place, one in enumerate(claims, 1)]
    return totals(lines, rounding=rounding, currency="EUR").payable


def test_three_thirds_of_ten_euros() -> None:
    # 8.33 three times bears 5.00: 29.99. One line is 8.34, and it is 30.00.
    found = agree([claim(n, 1000, "0.2") for n in range(3)])

    assert [one.amount.minor for one in found.claims] == [834, 833, 833]
    assert found.rounding is None
    assert payable(found.claims, found.rounding).minor == 3000


def test_what_no_net_comes_to_is_rounded_when_it_is_paid() -> None:
    # 0.02 and its tax make 0.02, 0.03 and its tax 0.04.
    found = agree([claim(1, 3, "0.2")])

    assert [one.amount.minor for one in found.claims] == [3]
    assert found.rounding == Amount(-1, "EUR")
    assert payable(found.claims, found.rounding).minor == 3


def test_what_was_agreed_net_is_left_alone() -> None:
    claims = [claim(n, 333, "0.2", gross=False) for n in range(5)]

    assert agree(claims) == (tuple(claims), None)


def test_a_cost_center_bears_the_cent_too() -> None:
    found = agree([claim(n, 1000, "0.2", share=True) for n in range(3)])

    assert [one.owed[0].amount for one in found.claims] == [one.amount for one in found.claims]


def test_any_document_comes_to_what_was_agreed() -> None:
    chance = Random(4)
    for _ in range(3000):
        claims = []
        for number in range(chance.randint(1, 40)):
            rate, gross = chance.choice(RATES), chance.random() < 0.8
            minor = chance.choice((chance.randint(1, 99), chance.randint(-9999, 99999), 0))
            claims.append(claim(number, minor, rate, gross=gross))
        found = agree(claims)

        agreed = sum(one.gross.minor for one in claims if one.gross is not None)
        fixed = [claim_line(one, id=one.id, name=one.id) for one in claims if one.gross is None]
        assert (
            payable(found.claims, found.rounding).minor == agreed + totals(fixed, currency="EUR").gross.minor
        )
        moved = [
            abs(new.amount.minor - old.amount.minor) for new, old in zip(found.claims, claims, strict=True)
        ]
        assert max(moved) <= 2
        kinds = {one.vat for one in claims if one.gross is not None}
        assert abs(found.rounding.minor if found.rounding else 0) <= len(kinds)
        assert [
            replace(one, amount=two.amount) for one, two in zip(claims, found.claims, strict=True)
        ] == list(found.claims)
