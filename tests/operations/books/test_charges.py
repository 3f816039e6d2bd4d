"""A charge in review: accepted, disputed, corrected, given up; seen by its two sides and by nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Amount, Refusal, Tables
from comptoir.core.values.share import Share
from comptoir.operations.books import find_trail, list_entries, trial_balance
from comptoir.operations.charges import (
    Outcome,
    accept_charge,
    collect_charges,
    dispute_charge,
    get_charge,
    lapse_reviews,
    list_charges,
    list_parked,
    resolve_charge,
    reverse_charge,
    write_off_charge,
)
from comptoir.operations.closing import reopen_close, run_close, undo_close
from comptoir.operations.export_company import export_company
from comptoir.operations.import_company import import_company
from comptoir.operations.usage.recording import record_usage
from comptoir.operations.verify import verify
from comptoir.store.charges.queries import Wanted
from comptoir.store.ledger.queries import Wanted as Entries
from comptoir.store.models import Charge, MonthClose
from tests.operations.books.ledger import NOVEMBER, OCTOBER, REVIEWED, closed, deliver, house, october
from tests.operations.orders.shop import MACHINE, SETTINGS, actor, opened, tables, wish
from tests.operations.paper.house import INVOICING, ORGANIZATIONS

OCT = "2026-10"


@pytest.fixture
def collected(database) -> str:
    """The id of Biology's charge of 120.00, in review."""
    october()
    collect_charges("MET", OCT, actor=actor("mia", at=NOVEMBER), at=NOVEMBER)
    return Charge.objects.get(supplier="MET", payer="BIO").id


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.reason.code


def inside() -> list[int]:
    """What stands on the accounts between cost centers."""
    found = trial_balance(actor=MACHINE, at=REVIEWED)
    return [row.balance.minor for row in found if row.account in ("186", "187")]


def cards(company: Tables) -> list[dict[str, Any]]:
    """The cards of a company."""
    found: Any = company.settings["card"]
    return [dict(card) for card in found]


def reviewed_for(days: int) -> Tables:
    """The shop, whose lab says how long its charges may be looked at."""
    told = tables(organizations=ORGANIZATIONS, invoicing=INVOICING)
    changed = [card | ({"review_days": days} if card["id"] == "met" else {}) for card in cards(told)]
    return Tables(SETTINGS | {"card": changed}, told.tables)


def bob(at: datetime = NOVEMBER):
    return actor("bob", "BIO", at=at)


def test_each_counter_says_how_long_its_charges_may_be_looked_at(database) -> None:
    house()
    import_company(reviewed_for(3), actor="tests", at=OCTOBER - timedelta(days=9))
    deliver(wish("scan", 2), wish("cut"))
    for supplier in ("MET", "WORK"):
        collect_charges(supplier, OCT, actor=MACHINE, at=NOVEMBER)

    ends = dict(Charge.objects.values_list("supplier", "review_ends"))

    # 3 November and three days; the workshop's card says nothing: the company's ten.
    assert ends == {"MET": date(2026, 11, 6), "WORK": date(2026, 11, 13)}
    assert cards(export_company())[0]["review_days"] == 3
    over = NOVEMBER + timedelta(days=3)
    assert (lapse_reviews("MET", actor=MACHINE, at=over), lapse_reviews("WORK", actor=MACHINE, at=over)) == (
        1,
        0,
    )


def test_a_corrected_charge_is_looked_at_as_long_as_its_counter_says(collected) -> None:
    dispute_charge(collected, reason="only one scan", actor=bob(), at=NOVEMBER)
    import_company(reviewed_for(30), actor="tests", at=NOVEMBER)

    new = resolve_charge(
        collected,
        Outcome.CORRECT,
        reason="you are right",
        actor=MACHINE,
        at=NOVEMBER,
        amount=Amount(6000, "EUR"),
    )

    assert new.review_ends == date(2026, 12, 3)


def test_a_charge_says_what_why_on_which_paper_and_who_bears_it(collected) -> None:
    found = get_charge(collected, actor=bob(), at=NOVEMBER)

    assert (found.amount, found.settlement, found.vat_category) == (
        Amount(12000, "EUR"),
        "cost center charge",
        "O",
    )
    assert [(one.cost_center, one.amount.minor) for one in found.parts] == [("CC1", 12000)]
    assert [one.code for one in found.settled_because] == ["tax.is.same_entity", "tax.same_entity"]
    assert found.reasons[-1].code == "price.rounded"
    assert [move.verb for move in found.moves] == ["collect"]
    outside = Charge.objects.get(payer="NEW")
    assert (outside.settlement, outside.vat_category, outside.vat_rate, outside.shares) == (
        "invoice",
        "S",
        "0.2",
        "[]",
    )


def test_collecting_again_or_by_somebody_else_adds_nothing(collected) -> None:
    before = list(Charge.objects.order_by("id").values())

    assert collect_charges("MET", OCT, actor=MACHINE, at=REVIEWED) == (0, 0, 0, 0)
    assert list(Charge.objects.order_by("id").values()) == before
    assert refused(lambda: collect_charges("MET", OCT, actor=bob(), at=NOVEMBER)) == "permission.denied"


def test_nobody_else_sees_a_charge(collected) -> None:
    ben = actor("ben", "NEW", at=NOVEMBER)
    assert refused(lambda: get_charge(collected, actor=ben, at=NOVEMBER)) == "charge.unknown"
    assert refused(lambda: accept_charge(collected, actor=ben, at=NOVEMBER)) == "charge.unknown"
    assert [one.payer for one in list_charges(Wanted(), actor=ben, at=NOVEMBER)] == ["NEW"]
    assert (
        refused(lambda: list_charges(Wanted(supplier="MET"), actor=ben, at=NOVEMBER)) == "permission.denied"
    )
    # The seller's side reads it, and does not speak for the customer.
    assert (
        refused(lambda: accept_charge(collected, actor=actor("sol", at=NOVEMBER), at=NOVEMBER))
        == "permission.denied"
    )
    # Who owns the cost center may look and speak.
    assert accept_charge(collected, actor=actor("oli", at=NOVEMBER), at=NOVEMBER).state == "accepted"


def test_a_dispute_is_upheld(collected) -> None:
    disputed = dispute_charge(collected, reason="Only one scan.", actor=bob(), at=NOVEMBER)
    assert (disputed.state, disputed.why[0].get("note")) == ("disputed", "Only one scan.")
    assert refused(lambda: resolve_charge(collected, Outcome.UPHOLD, reason="Two.", actor=bob(), at=NOVEMBER)) in (
        "charge.unknown", "permission.denied",
    )  # fmt: skip

    mia = actor("mia", at=NOVEMBER)
    upheld = resolve_charge(collected, Outcome.UPHOLD, reason="Two were made.", actor=mia, at=NOVEMBER)

    assert upheld.state == "resolved"
    assert [move.verb for move in upheld.moves] == ["collect", "dispute", "resolve"]


def test_a_dispute_is_answered_by_a_correction(collected) -> None:
    dispute_charge(collected, reason="Only one scan.", actor=bob(), at=NOVEMBER)
    shares = (Share("CC1", Decimal(100)),)
    mia = actor("mia", at=NOVEMBER)
    found = resolve_charge(
        collected,
        Outcome.CORRECT,
        reason="True.",
        actor=mia,
        at=NOVEMBER,
        amount=Amount(6000, "EUR"),
        shares=shares,
    )

    assert (found.state, found.amount.minor, found.replaces) == ("in review", 6000, collected)
    assert found.differences[-1].code == "charge.corrected"
    assert get_charge(collected, actor=mia, at=NOVEMBER).state == "withdrawn"
    assert collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER).charged == 0
    closed("MET", OCT)
    assert inside() == [6000, -6000]
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_a_cancelled_charge_stays_cancelled(collected) -> None:
    dispute_charge(collected, reason="It never came.", actor=bob(), at=NOVEMBER)
    mia = actor("mia", at=NOVEMBER)
    assert (
        resolve_charge(collected, Outcome.CANCEL, reason="Sorry.", actor=mia, at=NOVEMBER).state
        == "withdrawn"
    )
    assert collect_charges("MET", OCT, actor=MACHINE, at=REVIEWED).charged == 0


def test_a_dispute_needs_its_reason_and_its_time(collected) -> None:
    assert refused(lambda: dispute_charge(collected, reason=" ", actor=bob(), at=NOVEMBER)) == "charge.reason"
    late = NOVEMBER + timedelta(days=10)
    assert (
        refused(lambda: dispute_charge(collected, reason="no", actor=bob(late), at=late))
        == "charge.review_over"
    )


def test_an_open_dispute_stops_nobody_and_is_posted_with_the_next_month(collected) -> None:
    dispute_charge(collected, reason="Only one scan.", actor=bob(), at=NOVEMBER)
    closed("MET", OCT)

    assert MonthClose.objects.get().state == "certified"
    assert Charge.objects.get(id=collected).period == "2026-11"
    assert list_entries(Entries(journal="ORG-IN"), actor=MACHINE, at=REVIEWED) == ()


def test_a_posted_charge_is_given_up_or_charged_anew_by_a_reversal(collected) -> None:
    closed("MET", OCT)
    mia = actor("mia", at=REVIEWED)
    back = reverse_charge(collected, reason="Wrong unit.", actor=mia, at=REVIEWED)
    assert back.state == "reversed"
    assert inside() == [0, 0]
    # Its month is closed: what is charged anew is posted with the next one.
    assert collect_charges("MET", "2026-11", actor=MACHINE, at=REVIEWED).charged == 1
    anew = Charge.objects.get(payer="BIO", supplier="MET", again=False)
    assert (anew.version, anew.period, anew.day.month) == (2, "2026-11", 10)
    written_off = write_off_charge(anew.id, reason="Not worth it.", actor=mia, at=REVIEWED)
    assert written_off.state == "withdrawn"
    assert collect_charges("MET", "2026-11", actor=MACHINE, at=REVIEWED).charged == 0
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()
    trail = find_trail(collected)
    assert trail is not None
    assert len(trail.entries) == 2


def test_what_cannot_be_charged_is_parked_and_freed(database) -> None:
    opened()
    deliver(wish("scan"))
    usage = Usage("expert", "BIO", date(2026, 10, 10), {"piece": Decimal(1)}, source="door", external_id="1")
    record_usage(usage, actor=MACHINE, at=OCTOBER)
    other = Usage("scan", "BIO", date(2026, 10, 10), {"piece": Decimal(1)}, source="door", external_id="2")
    record_usage(other, actor=MACHINE, at=OCTOBER)

    found = collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER)

    assert found == (3, 1, 2, 0)
    parked = {one.offering: one.reason.code for one in list_parked("MET", actor=MACHINE, at=NOVEMBER)}
    # Biology had two cost centers in October, and usage names none.
    assert parked == {"expert": "order.not_priced", "scan": "charge.which_cost_center"}


def test_late_usage_goes_to_the_next_month_or_to_one_that_was_opened_again(database) -> None:
    opened()
    november, later = "2026-11", datetime(2026, 12, 20, 9, tzinfo=UTC)
    deliver(wish("scan"), at=datetime(2026, 11, 12, 9, tzinfo=UTC))
    closed("MET", november, collected=datetime(2026, 12, 2, 9, tzinfo=UTC), at=later)
    late = Usage("scan", "BIO", date(2026, 11, 20), {"piece": Decimal(1)}, source="door", external_id="9")
    record_usage(late, actor=MACHINE, at=later)

    collect_charges("MET", "2026-12", actor=MACHINE, at=later)
    assert Charge.objects.get(source_kind="usage").period == "2026-12"
    reverse_charge(Charge.objects.get(source_kind="usage").id, reason="open again", actor=MACHINE, at=later)
    reopen_close("MET", november, reason="late usage", actor=actor("cora", at=later), at=later)
    collect_charges("MET", november, actor=MACHINE, at=later)
    assert Charge.objects.get(source_kind="usage", again=False).period == november
    at = later + timedelta(days=20)
    closed("MET", november, collected=later, at=at)
    assert [(one.number, one.state) for one in MonthClose.objects.order_by("number")] == [
        (1, "certified"), (2, "certified"),
    ]  # fmt: skip
    assert verify(actor=MACHINE, at=at).findings == ()


def test_a_close_needs_two_persons_and_so_does_its_undoing(collected) -> None:
    run = run_close("MET", OCT, actor=MACHINE, at=REVIEWED)
    assert (run.waits_for and run.waits_for.code, run.done) == (
        "close.not_approved", ("collect", "exceptions", "review"),
    )  # fmt: skip
    closed("MET", OCT)
    cora = actor("cora", at=REVIEWED)
    assert undo_close("MET", OCT, reason="wrong card", actor=cora, at=REVIEWED) is False
    assert (
        refused(lambda: undo_close("MET", OCT, reason="x", actor=cora, at=REVIEWED)) == "close.approved_twice"
    )
    assert undo_close("MET", OCT, reason="wrong card", actor=MACHINE, at=REVIEWED) is True
    assert {row.balance.minor for row in trial_balance(actor=MACHINE, at=REVIEWED)} == {0}
    again = closed("MET", OCT, collected=REVIEWED, at=REVIEWED + timedelta(days=20))
    assert again
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_the_day_of_the_supply_is_the_day_of_the_delivery(database) -> None:
    opened()
    late = datetime(2026, 11, 2, 9, tzinfo=UTC)
    deliver(wish("scan"), delivered=late)

    collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER)

    charge = Charge.objects.get()
    assert (charge.day, charge.period) == (date(2026, 11, 2), "2026-11")
