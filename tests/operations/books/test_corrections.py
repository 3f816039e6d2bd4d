"""A fact corrected later, a deposit, and who is who on the day: what changes in the claims, and what never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from comptoir.core.values import Refusal
from comptoir.operations.books import trial_balance
from comptoir.operations.charges import (
    ask_deposits,
    collect_charges,
    hold_deposit,
    keep_deposit,
    recheck_charges,
    release_deposit,
    waive_deposit,
)
from comptoir.operations.import_company import import_company
from comptoir.operations.verify import verify
from comptoir.store.charges.queries import list_deposits
from comptoir.store.models import Charge, OrderPart, UsageRecord
from tests.operations.books.ledger import NOVEMBER, OCTOBER, REVIEWED, closed, deliver
from tests.operations.orders.shop import MACHINE, ROWS, actor, opened, tables, wish

OCT = "2026-10"


def with_facts(*more: dict[str, str], without: tuple[str, ...] = ()) -> list[dict[str, str]]:
    return [row for row in ROWS["affiliations"] if row["affiliation"] not in without] + list(more)


def test_a_fact_corrected_later_is_shown_then_reversed_and_charged_anew(database) -> None:
    opened()
    deliver(wish("scan"), by="ben", acting_for="NEW", cost_center="")
    deliver(wish("scan", 2))
    closed("MET", OCT)
    # Biology was never a part of the house: it belonged to NEW all the time.
    moved = {"affiliation": "fix", "party": "BIO", "fact": "part of", "of": "NEW", "corrects": "u-BIO",
             "recorded_at": "2026-11-25"}  # fmt: skip
    at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    import_company(tables(affiliations=with_facts(moved)), actor="tests", at=at)
    mia = actor("mia", at=at)
    before = list(Charge.objects.order_by("id").values())

    shown = recheck_charges("MET", OCT, actor=mia, at=at)

    assert list(Charge.objects.order_by("id").values()) == before
    change = shown.changes[0]
    assert len(shown.changes) == 1
    assert (change.before.minor, change.after and change.after.minor) == (12000, 24000)
    assert (change.settled_before, change.settled_after) == ("cost center charge", "invoice")
    with pytest.raises(Refusal) as caught:
        recheck_charges("MET", OCT, actor=mia, at=at, apply="other", reason="HR was wrong")
    assert caught.value.reason.code == "charge.recheck_changed"

    done = recheck_charges("MET", OCT, actor=mia, at=at, apply=shown.content, reason="HR was wrong")

    assert len(done.applied) == 1
    new = Charge.objects.get(id=done.applied[0])
    assert (new.replaces, new.amount, new.settlement, new.vat_rate) == (
        change.charge,
        24000,
        "invoice",
        "0.2",
    )
    # October is closed: it is posted with November.
    assert (new.period, new.day.month, new.state) == ("2026-11", 10, "in review")
    assert {row.balance.minor for row in trial_balance(actor=MACHINE, at=at)} == {0}
    assert recheck_charges("MET", OCT, actor=mia, at=at).changes == ()
    assert verify(actor=MACHINE, at=at).findings == ()


def test_a_month_of_twelve_hundred_charges_is_looked_at_to_the_end(database) -> None:
    opened(cost_centers=ROWS["cost_centers"][:1])
    count = 1203
    UsageRecord.objects.bulk_create(
        UsageRecord(
            public_id=f"U{number:09}", source="door", external_id=str(number), supplier="MET", offering="scan",
            customer="BIO", day=OCTOBER.date(), measures='{"piece":"1"}', identity=f"door {number}",
            content=str(number), state="recorded", recorded_at=OCTOBER, recorded_by="tests",
        )
        for number in range(count)
    )  # fmt: skip
    assert collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER).charged == count
    moved = {"affiliation": "fix", "party": "BIO", "fact": "part of", "of": "NEW", "corrects": "u-BIO",
             "recorded_at": "2026-11-25"}  # fmt: skip
    at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    rows = {"affiliations": with_facts(moved), "cost_centers": ROWS["cost_centers"][:1]}
    import_company(tables(**rows), actor="tests", at=at)
    mia = actor("mia", at=at)

    shown = recheck_charges("MET", OCT, actor=mia, at=at)

    assert (shown.looked_at, len(shown.changes)) == (count, count)
    done = recheck_charges("MET", OCT, actor=mia, at=at, apply=shown.content, reason="HR was wrong")
    assert len(set(done.applied)) == count
    assert Charge.objects.filter(again=False, settlement="invoice", amount=12000).count() == count


GROUP = (
    {"organization": "ORG", "name": "Moreau SA", "country": "FR"},
    {"organization": "NEW", "name": "Neuve SAS", "country": "FR"},
    {"organization": "SIS", "name": "Sœur SAS", "country": "FR"},
    {"organization": "BEL", "name": "Belge SA", "country": "BE", "vat_number": "BE0417497106"},
    {"organization": "SUI", "name": "Suisse AG", "country": "CH"},
)
FACTS = (
    {"affiliation": "own", "party": "SIS", "fact": "controlled by", "of": "ORG", "share": "80",
     "valid_to": "2026-10-20"},
    {"affiliation": "v1", "party": "ORG", "fact": "in vat group", "role": "MOREAU", "valid_from": "2026-10-10"},
    {"affiliation": "v2", "party": "SIS", "fact": "in vat group", "role": "MOREAU", "valid_from": "2026-10-10",
     "valid_to": "2026-10-20"},
    *({"affiliation": f"acts-{firm}", "party": "ben", "fact": "acts for", "of": firm}
      for firm in ("SIS", "BEL", "SUI")),
    {"affiliation": "e-ann2", "party": "ann", "fact": "employed by", "of": "BIO", "valid_to": "2026-10-15"},
)  # fmt: skip
CASES = (
    # who pays, on which day, on which paper, category, rate
    ("ann", "BIO", 12, "cost center charge", "O", "0"),
    ("ben", "SIS", 9, "invoice", "S", "0.2"),
    ("ben", "SIS", 10, "internal document", "O", "0"),
    ("ben", "SIS", 19, "internal document", "O", "0"),
    ("ben", "SIS", 20, "invoice", "S", "0.2"),
    ("ben", "NEW", 12, "invoice", "S", "0.2"),
    ("ben", "BEL", 12, "invoice", "AE", "0"),
    ("ben", "SUI", 12, "invoice", "G", "0"),
    ("ann", "ann", 14, "invoice", "S", "0.2"),
    ("ann", "ann", 15, "invoice", "S", "0.2"),
)


@pytest.fixture
def group(database) -> None:
    """A house with a sister company until 20 October, in one VAT group from the 10th, and an employee who leaves."""
    opened(organizations=list(GROUP), affiliations=with_facts(*FACTS, without=("e-ann",)))


@pytest.mark.parametrize(("by", "payer", "day", "paper", "category", "rate"), CASES)
def test_the_day_decides_the_paper_and_the_vat(group, by, payer, day, paper, category, rate) -> None:
    at = OCTOBER.replace(day=day)
    center = "CC1" if payer == "BIO" else ""
    order = deliver(wish("scan"), by=by, acting_for=payer, cost_center=center, at=at)

    collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER)

    charge = Charge.objects.get(source__startswith=order)
    assert (charge.settlement, charge.vat_category, charge.vat_rate) == (paper, category, rate)
    assert charge.relation == {
        ("ann", 14): "employee", ("ann", 15): "outsider", ("SIS", 9): "group company", ("SIS", 20): "outsider",
    }.get((payer, day), charge.relation)  # fmt: skip
    assert charge.quoted == charge.amount


def test_the_quote_of_a_private_purchase_bears_vat(group) -> None:
    deliver(wish("scan"), by="ann", acting_for="ann", cost_center="", at=OCTOBER)
    deliver(wish("scan"), by="ann", acting_for="BIO", at=OCTOBER)
    deliver(wish("scan"), by="ben", acting_for="SIS", cost_center="", at=OCTOBER)

    taxes = dict(OrderPart.objects.values_list("order__payer", "tax"))
    assert taxes == {"ann": 1200, "BIO": 0, "SIS": 0}


def test_a_deposit_is_a_debt_and_never_revenue(database) -> None:
    opened()
    order = deliver(wish("scan"), by="ben", acting_for="NEW", cost_center="")
    # The shop's card asks for no deposit: this order's part does.
    part = OrderPart.objects.filter(order=order).values().get()
    asking = [part | {"id": None, "number": number, "deposit": 30000} for number in (2, 3, 4)]
    OrderPart.objects.bulk_create([OrderPart(**columns) for columns in asking])
    assert ask_deposits("MET", actor=MACHINE, at=NOVEMBER) == 3
    assert ask_deposits("MET", actor=MACHINE, at=NOVEMBER) == 0
    first, second, third = (one.id for one in list_deposits(supplier="MET"))
    sam = actor("sam", at=NOVEMBER)

    for one in (first, second):
        hold_deposit(one, actor=sam, at=NOVEMBER)
    release_deposit(first, actor=sam, at=NOVEMBER + timedelta(days=1))
    keep_deposit(second, reason="broken", actor=sam, at=NOVEMBER + timedelta(days=2))
    waive_deposit(third, actor=sam, at=NOVEMBER)

    balances = {row.account: row.balance.minor for row in trial_balance(actor=MACHINE, at=REVIEWED)}
    assert balances == {"165": 0, "411": -30000, "512": 30000}
    with pytest.raises(Refusal) as caught:
        release_deposit(second, actor=sam, at=NOVEMBER)
    assert caught.value.reason.code == "state.forbidden"
