"""What happens to an invoice after it was issued: voided, credited, issued anew, paid, reminded, written off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from comptoir import wording
from comptoir.core.values import Amount, Refusal
from comptoir.documents import broken_rules
from comptoir.operations.paper import (
    ask_write_off,
    credit_for_undo,
    credit_invoice,
    get_paper,
    issue_for_close,
    issue_invoice,
    record_payment,
    refund,
    reissue_invoice,
    render,
    return_payment,
    send_paper,
    send_reminder,
    verify_papers,
    void_invoice,
    write_off,
)
from comptoir.store.ledger.queries import sum_balances
from comptoir.store.models import OutboxRow, Paper, PaperEvent
from comptoir.store.outbox.queries import list_waiting
from tests.operations.paper import house
from tests.operations.paper.house import AT, DAY, actor, charges

WEEK = timedelta(days=7)


def eur(minor: int) -> Amount:
    return Amount(minor, "EUR")


def sent(*minors: int, kind: house.Kind = house.OUTSIDE) -> str:
    """An invoice that its customer has."""
    number = issue_invoice(charges(*minors, kind=kind), actor=actor(), at=AT)
    send_paper(number, actor=actor(), at=AT)
    return number


def paid(number: str, minor: int, day: date = DAY, **more):
    return record_payment(number, eur(minor), day=day, actor=actor(at=AT + WEEK), at=AT + WEEK, **more)


def balance(*accounts: str, entity: str = "ORG") -> int:
    """Debit less credit of some accounts."""
    return sum(
        one.debit.minor - one.credit.minor for one in sum_balances(entity=entity) if one.account in accounts
    )


@pytest.fixture
def opened(database) -> Iterator[None]:
    house.opened()
    yield
    sound()


@pytest.fixture
def quick(sqlite) -> Iterator[None]:
    house.opened()
    yield
    sound()


def sound() -> None:
    """After every story the papers are sound, and all accounts come to nothing."""
    assert verify_papers() == ()
    assert sum(one.debit.minor - one.credit.minor for one in sum_balances()) == 0


def test_an_invoice_nobody_has_yet_is_voided_and_its_charges_come_again(opened) -> None:
    ids = charges(10000)
    number = issue_invoice(ids, actor=actor(), at=AT)

    void_invoice(number, reason="wrong customer", actor=actor(), at=AT)

    assert balance("411") == balance("706") == 0
    assert get_paper(number, actor=actor(), at=AT).state == "void"
    assert [(one.state, one.again) for one in house.found(ids)] == [("reversed", True)]
    assert issue_invoice(charges(1), actor=actor(), at=AT) == "MOR-2026-00002"  # The number stays taken.
    with pytest.raises(Refusal, match=r"state\.forbidden"):
        void_invoice(number, reason="again", actor=actor(), at=AT)


def test_an_invoice_that_was_sent_is_not_voided(quick) -> None:
    number = sent(10000)

    with pytest.raises(Refusal, match=r"state\.forbidden"):
        void_invoice(number, reason="too late", actor=actor(), at=AT)
    assert balance("411") == 12000


def test_a_credit_note_points_to_the_lines_it_takes_back(opened) -> None:
    number = sent(10000, 2500)

    note = credit_invoice(number, lines=["2"], reason="broken sample", actor=actor(), at=AT)

    view = get_paper(note, actor=actor(), at=AT)
    assert note == "MOR-A-2026-00001"
    assert (view.row.gross, view.row.credits) == (3000, number)
    assert [line.takes_back for line in view.stored.lines] == ["2"]
    xml = render(note, actor=actor(), at=AT, form="xml").content
    assert broken_rules(xml) == ()
    assert number.encode() in xml
    invoice = get_paper(number, actor=actor(), at=AT)
    assert (invoice.state, invoice.owed) == ("sent", eur(12000))
    assert (balance("411"), balance("706"), balance("44571")) == (12000, -10000, -2000)
    for again in (["2"], ["2", "1"], ["9"]):
        with pytest.raises(Refusal, match=r"paper\.credited|billing\.credit\.line"):
            credit_invoice(number, lines=again, reason="once more", actor=actor(), at=AT)


def test_all_that_is_left_is_credited_and_nothing_twice(opened) -> None:
    number = sent(10000, 2500)
    credit_invoice(number, lines=["1"], reason="first", actor=actor(), at=AT)

    credit_invoice(number, reason="the rest", actor=actor(), at=AT)

    view = get_paper(number, actor=actor(), at=AT)
    assert (view.state, view.owed.minor, balance("411")) == ("credited", 0, 0)
    with pytest.raises(Refusal, match=r"paper\.credited"):
        credit_invoice(number, reason="again", actor=actor(), at=AT)
    notes = Paper.objects.filter(kind="credit note").order_by("id").values_list("number", "gross")
    assert list(notes) == [("MOR-A-2026-00001", 12000), ("MOR-A-2026-00002", 3000)]


def test_a_credit_note_in_a_group_takes_both_sides_back(quick) -> None:
    number = sent(10000, 333, kind=house.SISTER)

    credit_invoice(number, lines=["2"], reason="wrong", actor=actor(), at=AT)

    assert balance("4511") == 12000 == -balance("4512", entity="SIS")
    assert balance("611", entity="SIS") == 10000 == -balance("706")


def test_the_same_key_credits_once(quick) -> None:
    number = sent(10000)

    notes = {credit_invoice(number, reason="r", actor=actor(), at=AT, key="k") for _ in range(2)}

    assert len(notes) == 1
    assert Paper.objects.filter(kind="credit note").count() == 1


def test_an_invoice_is_issued_anew_with_the_address_of_today(opened) -> None:
    number = issue_invoice(charges(10000), actor=actor(), at=AT)
    moved = [{**row, "street": "99 rue Z"} if row["party"] == "NEW" else row for row in house.INVOICING]
    house.import_again(invoicing=moved)

    fresh = reissue_invoice(number, reason="they moved", actor=actor(), at=AT)

    old, new = (get_paper(one, actor=actor(), at=AT) for one in (number, fresh))
    assert (old.state, new.state, new.row.gross, balance("411")) == ("void", "issued", 12000, 12000)
    xml = render(fresh, actor=actor(), at=AT, form="xml").content.decode()
    assert "99 rue Z" in xml
    assert number in xml  # It says which one it replaces.
    assert broken_rules(xml.encode()) == ()
    assert {one.paper for one in house.found([line.charge for line in new.stored.lines])} == {fresh}


def test_a_sent_invoice_is_issued_anew_once_it_is_credited(quick) -> None:
    number = sent(10000)
    with pytest.raises(Refusal, match=r"paper\.not_reissued"):
        reissue_invoice(number, reason="wrong", actor=actor(), at=AT)
    credit_invoice(number, reason="wrong", actor=actor(), at=AT)

    reissue_invoice(number, reason="wrong", actor=actor(), at=AT)

    assert balance("411") == 12000


def test_paid_in_parts_then_too_much_then_given_back(opened) -> None:
    number = sent(10000)

    assert paid(number, 5000, reference="VIR 1") == ("partly paid", eur(7000))
    assert paid(number, 9000) == ("paid", eur(-2000))
    assert balance("411") == -2000
    assert balance("512") == 14000
    with pytest.raises(Refusal, match=r"paper\.refund"):
        refund(number, eur(2001), day=DAY, actor=actor(), at=AT)
    assert refund(number, eur(2000), day=DAY, actor=actor(), at=AT).owed == eur(0)
    assert balance("411") == 0
    assert paid(number, 100) == ("paid", eur(-100))  # A customer may pay twice.


def test_a_payment_in_a_group_is_in_both_books(quick) -> None:
    number = sent(10000, kind=house.SISTER)

    paid(number, 12000)

    assert balance("4511") == balance("4512", entity="SIS") == 0
    assert balance("512") == 12000 == -balance("512", entity="SIS")


def test_a_payment_that_bounced_is_owed_again(opened) -> None:
    number = sent(10000)
    paid(number, 5000)
    paid(number, 7000)

    assert return_payment(number, 4, reason="rejected", actor=actor(), at=AT).state == "partly paid"
    assert return_payment(number, 3, reason="rejected", actor=actor(), at=AT) == ("sent", eur(12000))
    for again in (3, 4, 1, 99):
        with pytest.raises(Refusal, match=r"paper\.no_payment"):
            return_payment(number, again, reason="again", actor=actor(), at=AT)
    assert balance("411") == 12000


def test_credited_after_it_was_paid_it_is_given_back(quick) -> None:
    number = sent(10000)
    paid(number, 12000)

    credit_invoice(number, reason="complaint", actor=actor(), at=AT)

    assert get_paper(number, actor=actor(), at=AT).owed == eur(-12000)
    assert refund(number, eur(12000), day=DAY, actor=actor(), at=AT).owed == eur(0)


def test_what_a_credit_note_leaves_may_be_paid_already(quick) -> None:
    number = sent(10000, 5000)
    paid(number, 12000)

    credit_invoice(number, lines=["2"], reason="r", actor=actor(), at=AT)

    assert get_paper(number, actor=actor(), at=AT).state == "paid"


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        (eur(0), DAY, "paper.amount"),
        (eur(-5), DAY, "paper.amount"),
        (Amount(5, "USD"), DAY, "paper.amount"),
        (eur(5), DAY - WEEK, "paper.payment_day"),
        (eur(5), DAY + 5 * WEEK, "paper.payment_day"),
    ],
)
def test_a_wrong_payment_is_refused(quick, amount: Amount, day: date, code: str) -> None:
    number = sent(10000)

    with pytest.raises(Refusal) as refused:
        record_payment(number, amount, day=day, actor=actor(), at=AT)

    assert refused.value.reason.code == code
    assert PaperEvent.objects.filter(verb__startswith="pay").count() == 0


def test_what_is_not_sent_is_not_paid_and_keys_record_once(quick) -> None:
    number = issue_invoice(charges(10000), actor=actor(), at=AT)
    with pytest.raises(Refusal, match=r"state\.forbidden"):
        paid(number, 100)
    send_paper(number, actor=actor(), at=AT)

    assert paid(number, 100, key="k") == paid(number, 100, key="k")

    assert PaperEvent.objects.filter(verb="pay_part").count() == 1


def test_three_reminders_each_when_its_time_has_come(opened) -> None:
    number = sent(100000)
    due = get_paper(number, actor=actor(), at=AT).row.due_on
    assert due is not None
    late = AT + (due - DAY)

    with pytest.raises(Refusal, match=r"paper\.no_reminder"):
        send_reminder(number, actor=actor(), at=late)
    levels = [send_reminder(number, actor=actor(), at=late + timedelta(days=day)) for day in (1, 15, 29)]

    assert levels == [1, 2, 3]
    for day in (30, 300):
        with pytest.raises(Refusal, match=r"paper\.no_reminder"):
            send_reminder(number, actor=actor(), at=late + timedelta(days=day))
    told = [one for one in list_waiting() if "reminder" in one.reason.code]
    assert [one.recipient for one in told] == ["NEW"] * 3
    second = dict(told[1].reason.params)
    assert (second["days"], second["interest"], second["fee"]) == (15, eur(599), eur(4000))
    for message in told:
        assert all(number in wording.say_reason(message.reason, language) for language in ("fr", "en"))


def test_a_private_customer_owes_no_recovery_fee(quick) -> None:
    number = sent(100000, kind=house.PRIVATE)
    at = AT + timedelta(days=31)

    send_reminder(number, actor=actor(), at=at)
    send_reminder(number, actor=actor(), at=at + timedelta(days=14))

    second = next(one.reason for one in list_waiting() if one.reason.code == "paper.reminder.second")
    assert dict(second.params)["fee"] == eur(0)


def test_a_paid_invoice_is_not_reminded_of(quick) -> None:
    number = sent(10000)
    paid(number, 12000)

    with pytest.raises(Refusal, match=r"paper\.no_reminder"):
        send_reminder(number, actor=actor(), at=AT + 20 * WEEK)


def test_writing_off_takes_two_persons(opened) -> None:
    number = sent(10000)
    paid(number, 2400)
    with pytest.raises(Refusal, match=r"paper\.not_asked"):
        write_off(number, actor=actor(), at=AT)
    ask_write_off(number, reason="bankrupt", actor=actor(), at=AT)
    with pytest.raises(Refusal, match=r"paper\.four_eyes"):
        write_off(number, actor=actor(), at=AT)

    done = write_off(number, actor=actor("carl"), at=AT)

    assert done == ("written off", eur(0))
    assert (balance("411"), balance("654"), balance("44571")) == (0, 8000, -400)


def test_sending_leaves_one_message_for_the_payer(quick) -> None:
    number = sent(10000)

    with pytest.raises(Refusal, match=r"state\.forbidden"):
        send_paper(number, actor=actor(), at=AT)

    assert list(OutboxRow.objects.values_list("recipient", "key")) == [("NEW", f"paper {number} sent")]


def test_undoing_a_close_voids_what_nobody_has_and_credits_the_rest(quick) -> None:
    ids = [
        *charges(1000),
        *charges(2000, kind=house.SISTER),
        *charges(500, kind=house.INSIDE, state="posted"),
    ]
    done = issue_for_close(house.due(ids), supplier="MET", period="2026-11", actor=actor(), at=AT)
    send_paper(done.by_charge[ids[0]], actor=actor(), at=AT)

    credit_for_undo(supplier="MET", period="2026-11", reason="wrong rates", actor=actor(), at=AT)

    assert balance("411") == balance("4511") == 0
    assert [(one.state, one.again) for one in house.found(ids[:2])] == [("reversed", True)] * 2
    states = dict(Paper.objects.values_list("kind", "number"))
    assert "credit note" in states
    assert get_paper(states["statement"], actor=actor(), at=AT).state == "void"


@pytest.mark.parametrize("person", ["ann", "mia", "sam", "aude", "ben", "root"])
def test_only_the_controller_changes_papers(quick, person: str) -> None:
    number = sent(10000)
    who = actor(person)

    for deed in (
        lambda: void_invoice(number, reason="r", actor=who, at=AT),
        lambda: credit_invoice(number, reason="r", actor=who, at=AT),
        lambda: reissue_invoice(number, reason="r", actor=who, at=AT),
        lambda: record_payment(number, eur(1), day=DAY, actor=who, at=AT),
        lambda: refund(number, eur(1), day=DAY, actor=who, at=AT),
        lambda: send_reminder(number, actor=who, at=AT + 20 * WEEK),
        lambda: ask_write_off(number, reason="r", actor=who, at=AT),
        lambda: write_off(number, actor=who, at=AT),
    ):
        with pytest.raises(Refusal, match=r"permission\.denied"):
            deed()
