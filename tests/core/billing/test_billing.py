"""From delivery to charge, to parts, to books: every cent is somewhere, and both sides agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comptoir.core.billing.charging import changes, differences, net_of, rate_delivery, unaccounted
from comptoir.core.billing.posting import (
    deposit_postings,
    group_postings,
    internal_postings,
    invoice_postings,
    payment_postings,
    self_assessed,
    write_off_postings,
)
from comptoir.core.billing.shares import Share, parts, with_subsidy
from comptoir.core.billing.states import MACHINES, next_state, verbs
from comptoir.core.ledger import (
    FRENCH_CHART,
    JournalEntry,
    imbalances,
    require_sound,
    reversal,
    reversed_ids,
    trial_balance,
)
from comptoir.core.pricing import compile_card, quote
from comptoir.core.pricing.request import Line, Request
from comptoir.core.relation.profile import Profile
from comptoir.core.tax import Relation, Vat, VatBreakdown, VatCategory
from comptoir.core.values import Amount, Refusal
from tests.core.billing.build import DAY, charge, eur, invoice_of
from tests.core.pricing.build import card, rate

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def book(price: str):
    return compile_card(card(rate("scan", price), units={"scan": "piece"}))


def asked(count: int) -> Request:
    return Request(Profile("ana"), DAY, (Line("scan", {"piece": Decimal(count)}),))


# --- delivery and quote -----------------------------------------------------------------------------------------------


def test_what_was_delivered_as_quoted_says_nothing() -> None:
    rates = book("12.50")

    rated = rate_delivery(rates, asked(3), quoted=quote(rates, asked(3)))

    assert (rated.delivered.total, rated.differences) == (eur(3750), ())


def test_a_difference_is_said_line_by_line_and_in_all() -> None:
    rates = book("12.50")

    rated = rate_delivery(rates, asked(4), quoted=quote(rates, asked(3)))

    first, *steps, last = rated.differences
    assert (first.get("quoted"), first.get("charged"), first.get("difference")) == (
        eur(3750),
        eur(5000),
        eur(1250),
    )
    assert any(step.get("quantity") == 4 for step in steps)
    assert last.get("difference") == eur(1250)


def test_a_line_that_was_not_delivered_is_a_difference() -> None:
    rates = book("12.50")
    two = replace(asked(1), lines=(*asked(1).lines, *asked(2).lines))

    found = differences(quote(rates, two), quote(rates, asked(1)))

    assert [one.get("difference") for one in found] == [eur(-2500), eur(-2500)]


def test_another_price_book_is_refused() -> None:
    with pytest.raises(Refusal, match=r"billing\.other_book"):
        rate_delivery(book("13"), asked(3), quoted=quote(book("12.50"), asked(3)))


def test_what_has_no_price_is_refused_not_lost() -> None:
    strange = replace(asked(1), lines=(Line("unknown", {"piece": Decimal(1)}),))

    with pytest.raises(Refusal, match=r"billing\.no_price"):
        rate_delivery(book("1"), strange, quoted=None)


def test_without_a_quote_it_is_said() -> None:
    assert [one.code for one in rate_delivery(book("1"), asked(1), quoted=None).differences] == [
        "billing.not_quoted"
    ]


def test_a_gross_price_is_taken_apart_to_the_cent() -> None:
    assert net_of(eur(1000), Decimal("0.2"), gross=True) == eur(833)
    assert net_of(eur(1000), Decimal("0.2"), gross=False) == eur(1000)


def test_charges_that_come_out_otherwise_are_found() -> None:
    same, dearer, gone = charge("1", 100), charge("2", 200), charge("3", 300)
    again = {"1": same, "2": replace(dearer, amount=eur(250)), "3": None}

    found = changes([same, dearer, gone], lambda one: again[one.id])

    assert [(one.before.id, one.difference.minor) for one in found] == [("2", 50), ("3", -300)]


def test_usage_in_is_charged_or_rejected_or_parked() -> None:
    assert unaccounted(["a", "b", "c"], ["a"], ["b"], ["c"]) == ()
    assert unaccounted(iter(["a", "b"]), ["a"], [], []) == ("b",)
    assert unaccounted(["a"], ["a"], ["x"], []) == ("x",)


# --- splits -----------------------------------------------------------------------------------------------------------


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=8),
    st.integers(0, 100),
)
def test_a_split_loses_nothing(minor: int, weights: list[int], tenth: int) -> None:
    whole = sum(weights)
    assume(whole > 0)
    total = eur(minor)
    percents = [Decimal(weight * 10_000 // whole) / 100 for weight in weights]
    percents[-1] += 100 - sum(percents)
    fixed = eur(int(minor * tenth / 100)) if abs(minor) < 10**6 else eur(0)
    shares = [Share("F", amount=fixed), *(Share(f"C{n}", percent=one) for n, one in enumerate(percents))]

    found = parts(total, shares)

    assert sum(part.amount.minor for part in found) == minor
    assert all(part.amount.minor * minor >= 0 for part in found)
    assert [part.cost_center for part in found] == [share.cost_center for share in shares]


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([], "billing.split.none"),
        ([Share("A")], "billing.split.form"),
        ([Share("A", Decimal(100), eur(5))], "billing.split.form"),
        ([Share("A", Decimal(-1)), Share("B", Decimal(101))], "billing.split.form"),
        ([Share("A", amount=Amount(1000, "USD"))], "billing.split.form"),
        ([Share("A", Decimal("99.99"))], "billing.split.sum"),
        ([Share("A", amount=eur(999))], "billing.split.sum"),
        ([Share("A", amount=eur(1001)), Share("B", Decimal(100))], "billing.split.sum"),
    ],
)
def test_a_split_that_is_not_the_whole_is_refused(shares: list[Share], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parts(eur(1000), shares)

    assert refused.value.reason.code == code


def test_an_amount_and_the_rest_in_percent() -> None:
    found = parts(eur(1000), [Share("A", amount=eur(1)), Share("B", Decimal(50)), Share("C", Decimal(50))])

    assert [part.amount.minor for part in found] == [1, 500, 499]


# --- books ------------------------------------------------------------------------------------------------------------


def entry(number: int, postings) -> JournalEntry:
    return require_sound(JournalEntry(f"E{number}", "S", DAY, AT, f"source {number}", postings))


def test_both_sides_of_an_internal_charge_name_one_line_and_amount() -> None:
    one = replace(charge("C1", 1000, Relation.SAME_ENTITY), subsidy=eur(300), paid_by="FUND")
    owed = parts(one.owed, [Share("A", Decimal("33.3")), Share("B", Decimal("66.7"))])

    found = internal_postings(
        one, with_subsidy(owed, one.subsidy, one.paid_by), entity="ORG", earned_by="LAB", chart=FRENCH_CHART
    )

    by_line: dict[str, list] = {}
    for posting in found:
        by_line.setdefault(posting.line, []).append(posting)
    assert [tuple(one.balance.minor for one in both) for both in by_line.values()] == [
        (233, -233),
        (467, -467),
        (300, -300),
    ]
    assert {posting.account for posting in found} == {"186", "187"}
    entry(1, found)


def test_a_charge_that_wants_an_invoice_is_not_posted_internally() -> None:
    with pytest.raises(Refusal, match=r"billing\.not_internal"):
        internal_postings(
            charge("C1", 100), parts(eur(100), [Share("A", Decimal(100))]), entity="ORG", earned_by="LAB",
            chart=FRENCH_CHART,
        )  # fmt: skip


def test_parts_that_are_not_the_charge_are_refused() -> None:
    with pytest.raises(Refusal, match=r"billing\.split\.sum"):
        internal_postings(
            charge("C1", 100, Relation.SAME_ENTITY), parts(eur(99), [Share("A", Decimal(100))]), entity="ORG",
            earned_by="LAB", chart=FRENCH_CHART,
        )  # fmt: skip


@given(st.lists(st.tuples(st.integers(-500_00, 900_00), st.sampled_from(["0.2", "0.055"])), min_size=1))
def test_the_books_of_two_companies_agree_to_the_cent(rows) -> None:
    made = invoice_of(rows)
    owed = parts(made.totals.net, [Share("A", Decimal(50)), Share("B", Decimal(50))])

    both = group_postings(
        made, owed, seller="S", buyer="B", earned_by="LAB", chart=FRENCH_CHART, bought_with=FRENCH_CHART
    )

    receivable = sum(one.balance.minor for one in both.seller if one.account == "4511")
    payable = sum(one.balance.minor for one in both.buyer if one.account == "4512")
    assert receivable == -payable == made.totals.gross.minor
    assert sum(one.balance.minor for one in both.seller) == sum(one.balance.minor for one in both.buyer) == 0


def test_a_deposit_is_never_revenue() -> None:
    journal = [
        entry(n, deposit_postings(verb, eur(5000), entity="ORG", customer="ana", chart=FRENCH_CHART))
        for n, verb in enumerate(("hold", "release", "hold", "keep"))
    ]

    rows = {row.account: row.balance.minor for row in trial_balance(journal)}

    assert rows == {"165": 0, "411": -5000, "512": 5000}
    with pytest.raises(Refusal):
        deposit_postings("sell", eur(1), entity="ORG", customer="ana", chart=FRENCH_CHART)


def test_the_buyer_owes_the_vat_itself_under_the_reverse_charge() -> None:
    row = VatBreakdown(Vat(VatCategory.REVERSE_CHARGE), eur(1000), eur(0))

    found = self_assessed(row, Decimal("0.2"), entity="B", chart=FRENCH_CHART)

    assert [one.balance.minor for one in found] == [200, -200]
    assert (
        self_assessed(row._replace(vat=Vat(VatCategory.EXPORT)), Decimal("0.2"), entity="B", chart={}) == ()
    )


def test_a_write_off_takes_its_share_of_vat_back() -> None:
    made = invoice_of([(10000, "0.2")])

    found = write_off_postings(made, eur(6000), entity="S", buyer="B", borne_by="LAB", chart=FRENCH_CHART)

    assert {one.account: one.balance.minor for one in found} == {"654": 5000, "44571": 1000, "411": -6000}
    for wrong in (0, 12001):
        with pytest.raises(Refusal, match=r"billing\.write_off"):
            write_off_postings(made, eur(wrong), entity="S", buyer="B", borne_by="LAB", chart=FRENCH_CHART)


events = st.lists(
    st.tuples(
        st.sampled_from(["internal", "invoice", "deposit", "payment"]),
        st.integers(1, 10**7),
        st.booleans(),
    ),
    max_size=30,
)


def happened(kind: str, minor: int, number: int):
    if kind == "internal":
        one = charge(str(number), minor, Relation.SAME_ENTITY)
        owed = parts(one.amount, [Share("A", Decimal("12.5")), Share("B", Decimal("87.5"))])
        return internal_postings(one, owed, entity="S", earned_by="LAB", chart=FRENCH_CHART)
    if kind == "invoice":
        made = invoice_of([(minor, "0.2"), (-minor // 3, "0.055")])
        return invoice_postings(made, entity="S", buyer="B", earned_by="LAB", chart=FRENCH_CHART)
    if kind == "deposit":
        return deposit_postings("hold", eur(minor), entity="S", customer="B", chart=FRENCH_CHART)
    return payment_postings(eur(minor), entity="S", buyer="B", chart=FRENCH_CHART)


@settings(max_examples=150)
@given(events)
def test_any_sequence_of_events_and_reversals_balances(plan) -> None:
    journal: list[JournalEntry] = []
    for number, (kind, minor, taken_back) in enumerate(plan):
        postings = happened(kind, minor, number)
        posted = entry(number, postings)
        journal.append(posted)
        if taken_back:
            journal.append(
                reversal(
                    posted, id=f"R{number}", day=DAY, recorded_at=AT, reason="wrong", actor="x",
                    reversed_already=reversed_ids(journal),
                )
            )  # fmt: skip

    rows = trial_balance(journal)

    assert imbalances(rows) == ()
    internal = sum(row.balance.minor for row in rows if row.account in ("186", "187"))
    assert internal == 0
    open_vat = sum(row.balance.minor for row in rows if row.account == "44571")
    kept = [minor for kind, minor, back in plan if kind == "invoice" and not back]
    assert -open_vat == sum(
        invoice_of([(minor, "0.2"), (-minor // 3, "0.055")]).totals.vat.minor for minor in kept
    )


# --- states -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_is_reached_and_ends(name: str) -> None:
    machine = MACHINES[name]
    reached = {machine.initial}
    while (
        more := {next_state(name, state, verb) for state in reached for verb in verbs(name, state)} - reached
    ):
        reached |= more

    assert reached == machine.states
    assert all(verbs(name, state) == () for state in machine.final)
    assert all(verbs(name, state) or state in machine.final | {"paid"} for state in machine.states)


@pytest.mark.parametrize(
    ("machine", "state", "verb"),
    [
        ("charge", "disputed", "post"),
        ("charge", "in review", "post"),
        ("charge", "posted", "withdraw"),
        ("charge", "reversed", "reverse"),
        ("invoice", "sent", "void"),
        ("invoice", "issued", "discard"),
        ("deposit", "released", "keep"),
    ],
)
def test_what_may_not_follow_is_refused(machine: str, state: str, verb: str) -> None:
    with pytest.raises(Refusal, match=r"state\.forbidden"):
        next_state(machine, state, verb)
