"""Invoices come to what EN 16931 says, to the cent; lines are exact; credit notes point to what they take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.billing.claims import Series, credit_note, invoice_line, still_creditable
from comptoir.core.billing.invoice import Allowance, Payment, totals
from comptoir.core.billing.posting import invoice_postings
from comptoir.core.ledger import FRENCH_CHART
from comptoir.core.tax import Relation, Vat, VatCategory
from comptoir.core.values import Refusal
from tests.core.billing.build import DAY, charge, eur, invoice_of, line

TWENTY = Vat(VatCategory.STANDARD, Decimal("0.2"))


@pytest.mark.parametrize(
    ("rows", "vat"),
    [
        ([(33, "0.2")] * 3, 20),  # 19.8: per line it would be 21
        ([(10, "0.055")], 1),  # 0.55
        ([(100, "0.055")], 6),  # 5.5: a tie goes away from zero
        ([(-100, "0.055")], -6),
        ([(50, "0.055"), (50, "0.055")], 6),
        ([(100, "0.055"), (100, "0.2")], 26),
        ([(1, "0.2")] * 2, 0),
        ([(1, "0.2")] * 3, 1),
    ],
)
def test_vat_is_rounded_once_per_rate(rows: list[tuple[int, str]], vat: int) -> None:
    assert totals([line(n, *row) for n, row in enumerate(rows)], currency="EUR").vat.minor == vat


money = st.integers(-(10**7), 10**7)
rates = st.sampled_from(["0.2", "0.1", "0.055", "0.021"])


@given(
    st.lists(st.tuples(money, rates), max_size=20),
    st.lists(st.tuples(st.integers(0, 10**5), rates, st.booleans()), max_size=4),
    st.lists(st.integers(0, 10**6), max_size=3),
    st.integers(-5, 5),
)
def test_totals_follow_the_rules_of_en_16931(rows, more, paid, rounding) -> None:
    lines = [line(number, *row) for number, row in enumerate(rows)]
    put_on = [
        Allowance(eur(minor), "why", Vat(VatCategory.STANDARD, Decimal(rate)), surcharge=up)
        for minor, rate, up in more
    ]

    found = totals(lines, put_on, paid=[eur(one) for one in paid], rounding=eur(rounding), currency="EUR")

    cent = Decimal("0.01")
    by_rate: dict[str, Decimal] = {}
    for minor, rate in rows:
        by_rate[rate] = by_rate.get(rate, Decimal(0)) + Decimal(minor) / 100
    for minor, rate, up in more:
        by_rate[rate] = by_rate.get(rate, Decimal(0)) + Decimal(minor if up else -minor) / 100
    vat = sum(
        ((base * Decimal(rate)).quantize(cent, ROUND_HALF_UP) for rate, base in by_rate.items()), Decimal(0)
    )
    bt_106 = Decimal(sum(minor for minor, _ in rows)) / 100
    bt_107 = Decimal(sum(minor for minor, _, up in more if not up)) / 100
    bt_108 = Decimal(sum(minor for minor, _, up in more if up)) / 100
    bt_109 = bt_106 - bt_107 + bt_108
    assert [one.major for one in found] == [
        bt_106, bt_107, bt_108, bt_109, vat, bt_109 + vat, Decimal(sum(paid)) / 100, Decimal(rounding) / 100,
        bt_109 + vat - Decimal(sum(paid)) / 100 + Decimal(rounding) / 100,
    ]  # fmt: skip


def test_a_paid_invoice_is_of_the_paid_process() -> None:
    made = invoice_of([(10000, "0.2")])
    paid = replace(made, payments=(Payment(DAY, eur(12000)),))

    assert (made.process, paid.process, paid.totals.due.minor) == ("S1", "S2", 0)


# --- lines ------------------------------------------------------------------------------------------------------------


@given(
    st.integers(-(10**7), 10**7), st.decimals("-1000", "1000", places=3), st.sampled_from(["hour", "page"])
)
def test_a_line_is_always_its_price_times_its_quantity(minor: int, quantity: Decimal, unit: str) -> None:
    found = invoice_line(charge("C", minor, quantity=str(quantity), unit=unit), id="1", name="Scan")

    assert found.computed == found.amount == eur(minor)
    assert found.unit_price >= 0


def test_a_simple_line_keeps_its_measure() -> None:
    found = invoice_line(charge("C", 3750, quantity="1.5", unit="hour"), id="1", name="Scan")

    assert (found.quantity, found.unit, found.unit_price) == (Decimal("1.5"), "HUR", Decimal(25))


def test_a_line_that_does_not_divide_is_one_lot_and_says_its_measure() -> None:
    found = invoice_line(charge("C", 100001, quantity="30000", unit="piece"), id="1", name="Scan")

    assert (found.quantity, found.unit_price, found.note) == (Decimal(1), Decimal("1000.01"), "30000 piece")


def test_a_subsidized_line_claims_what_is_left() -> None:
    one = replace(charge("C", 1000), subsidy=eur(400), paid_by="FUND")

    assert invoice_line(one, id="1", name="Scan").amount == eur(600)


@pytest.mark.parametrize("relation", [Relation.SAME_ENTITY, Relation.VAT_GROUP])
def test_no_invoice_inside(relation: Relation) -> None:
    with pytest.raises(Refusal, match=r"tax\.invoice_refused"):
        invoice_line(charge("C", 1000, relation), id="1", name="Scan")


# --- credit notes and numbers -----------------------------------------------------------------------------------------

THREE = invoice_of([(1000, "0.2"), (2000, "0.2"), (333, "0.055")])


def credited(*lines: str, reason: str = "wrong hours", day: date = DAY, of=THREE):
    return credit_note(of, number="AV-2026-00001", issued=day, lines=lines, reason=reason)


def test_a_credit_note_points_to_its_lines() -> None:
    note = credited("2")

    assert [one.credits for one in note.lines] == [(THREE.number, "2")]
    assert (note.preceding, note.totals.gross) == (((THREE.number, DAY),), eur(2400))
    assert still_creditable(THREE, [note]) == THREE.totals.gross - eur(2400)


def test_a_whole_credit_note_takes_the_invoice_back_in_the_books() -> None:
    with_fee = replace(THREE, allowances=(Allowance(eur(100), "rebate", TWENTY),))
    note = credited(of=with_fee)
    books: dict[str, int] = {}

    for paper in (with_fee, note):
        for one in invoice_postings(paper, entity="S", buyer="B", earned_by="LAB", chart=FRENCH_CHART):
            books[one.account] = books.get(one.account, 0) + one.balance.minor

    assert still_creditable(with_fee, [note]) == eur(0)
    assert set(books.values()) == {0}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lines": ("9",)}, "billing.credit.line"),
        ({"reason": " "}, "billing.credit.reason"),
        ({"day": DAY - timedelta(days=1)}, "billing.credit.day"),
        ({"of": credited()}, "billing.credit.type"),
    ],
)
def test_a_credit_note_is_refused(change: dict, code: str) -> None:
    lines = change.pop("lines", ())

    with pytest.raises(Refusal) as refused:
        credited(*lines, **change)

    assert refused.value.reason.code == code


@pytest.mark.parametrize(("prefix", "sequence"), [("MET", 0), ("MÉT", 1), ("M ET", 1), ("M" * 25, 1)])
def test_a_number_that_may_not_be_is_refused(prefix: str, sequence: int) -> None:
    with pytest.raises(Refusal, match=r"billing\.number"):
        Series(prefix).number(2026, sequence)


def test_numbers_sort_as_they_count() -> None:
    numbers = [Series("MET").number(2026, sequence) for sequence in range(1, 2000)]

    assert sorted(numbers) == numbers
    assert len(Series("M" * 24).number(2026, 99999)) == 35
