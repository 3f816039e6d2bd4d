"""M9: who knows the sellers can strike a good deal at a reasonable price, within guardrails that are never told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from comptoir.core.ordering.thread import SeenThread, Speaker
from comptoir.operations.company import current_company
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.expiring import expire
from comptoir.operations.deals.mandates import delegate, end_delegation, set_floor, set_mandate
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.deals.reading import (
    SupplierThread,
    get_deal,
    get_negotiation,
    list_own_deals,
    list_own_negotiations,
    list_supplied_deals,
    list_supplied_negotiations,
)
from comptoir.operations.desk import desk
from comptoir.store.audit.queries import list_deeds
from comptoir.store.deals.models import AgreedDeal, NegotiationMove
from comptoir.wording import say_reason
from tests.operations.deals.house import (
    AT,
    BRUNO,
    CLAIRE,
    DAY,
    DINA,
    ELSA,
    HOUR,
    MARC,
    PAUL,
    ROWS,
    TESS,
    TODAY,
    ZOE,
    claire,
    price,
    refused,
    settle,
    who,
)


def paid(customer: str = "BIO", quantity: str = "1 hour", on: date = TODAY, known_at=None) -> str:
    """What a customer pays for an hour, by the company of the store."""
    company = current_company(known_at)
    answer = company.quote(on=on, offering="cmm", quantity=quantity, customer=customer)
    return str(answer.total.major)


def asked(amount: str = "80", **more) -> str:
    """A request of Claire's for her unit; its public id."""
    return ask_for_price("cmm", price(amount, **more), actor=claire(), at=AT).id


def struck(amount: str = "80", **more) -> str:
    """A deal that Claire and Elsa struck; its public id."""
    negotiation = asked(amount, **more)
    offer_price(negotiation, price(amount), actor=who(ELSA), at=AT)
    return agree_deal(negotiation, actor=claire(), at=AT).deal


# --- the story --------------------------------------------------------------------------------------------------------


def test_a_deal_is_struck_and_the_price_is_lower_at_once(database) -> None:
    settle()
    assert paid() == "90.00"

    request = ask_for_price("cmm", price("75", min_quantity=Decimal(2)), actor=claire(), at=AT)
    offered = offer_price(request.id, price("84"), actor=who(ELSA), at=AT + HOUR)
    countered = counter_offer(request.id, price("78"), actor=claire(AT + 2 * HOUR), at=AT + 2 * HOUR)
    agreed = agree_deal(request.id, actor=who(ELSA, at=AT + 3 * HOUR), at=AT + 3 * HOUR)

    assert [request.state, offered.thread.state, countered.state] == ["asked", "offered", "countered"]
    assert isinstance(agreed.negotiation, SupplierThread)
    assert agreed.negotiation.thread.state == "agreed"
    assert paid(quantity="2 hours") == "156.00"
    assert paid(quantity="1 hour") == "90.00"
    assert paid("MET", quantity="2 hours") == "180.00"
    assert desk().company.deals == current_company().deals
    deeds = [deed.action for deed in list_deeds() if deed.action.startswith("deal.")][::-1]
    assert deeds == ["deal.ask", "deal.offer", "deal.counter", "deal.agree", "deal.agreed"]


def test_a_deal_is_known_from_the_instant_it_was_agreed_and_holds_on_its_days(sqlite) -> None:
    settle()
    deal = struck("80", start=date(2026, 12, 1), end=date(2027, 1, 1))
    recorded = AgreedDeal.objects.get(public_id=deal).recorded_at
    before = recorded - timedelta(microseconds=1)

    assert [paid(on=date(2026, month, day)) for month, day in ((11, 30), (12, 1), (12, 31))] == [
        "90.00",
        "80.00",
        "80.00",
    ]
    assert paid(on=date(2026, 12, 1), known_at=before) == "90.00"
    assert paid(on=date(2026, 12, 1), known_at=recorded) == "80.00"

    end_deal(deal, actor=claire(AT + 10 * DAY), at=AT + 10 * DAY, on=date(2026, 12, 20))

    assert [paid(on=date(2026, 12, day)) for day in (19, 20)] == ["80.00", "90.00"]
    assert paid(on=date(2026, 12, 20), known_at=recorded) == "80.00"
    with refused("deal.ended"):
        end_deal(deal, actor=claire(AT + 11 * DAY), at=AT + 11 * DAY)


def test_a_deal_ended_today_no_longer_prices_and_never_reaches_back(sqlite) -> None:
    settle()
    deal = struck()

    with refused("deal.ends_past"):
        end_deal(deal, actor=who(MARC, at=AT + DAY), at=AT + DAY, on=TODAY)
    end_deal(deal, actor=who(MARC, at=AT + DAY), at=AT + DAY)

    assert paid(on=TODAY) == "80.00"
    assert paid(on=TODAY + DAY) == "90.00"


# --- guardrails -------------------------------------------------------------------------------------------------------


def test_beyond_the_authority_an_approver_decides_and_the_customer_hears_only_that(sqlite) -> None:
    settle()
    negotiation = asked("60")

    with refused("negotiation.seller.needs_approval"):
        offer_price(negotiation, price("60"), actor=who(ELSA), at=AT)
    escalate(negotiation, price("60"), actor=who(ELSA), at=AT)
    seen = get_negotiation(negotiation, actor=claire(), at=AT)
    approve_offer(negotiation, actor=who(MARC), at=AT)
    agreed = agree_deal(negotiation, actor=claire(), at=AT)

    assert isinstance(seen, SeenThread)
    assert (seen.state, seen.moves[-1].terms, seen.expires_at) == ("awaiting approval", None, None)
    assert [reason.code for reason in seen.moves[-1].reasons] == ["negotiation.in_review"]
    deal = list_supplied_deals("MET", actor=who(MARC), at=AT)[0]
    assert (deal.seen.id, deal.seller, deal.approver) == (agreed.deal, ELSA, MARC)
    assert paid() == "60.00"


def test_what_is_within_the_authority_needs_no_approver(sqlite) -> None:
    settle()

    with refused("negotiation.within_authority"):
        escalate(asked("80"), price("80"), actor=who(ELSA), at=AT)


@pytest.mark.parametrize("floor", ["", "50", "45% of usual", "60% of inside", "unit cost + 30%"])
def test_no_price_goes_below_the_floor_whoever_approves(sqlite, floor) -> None:
    settle()
    if floor:
        set_floor("MET", "cmm", floor, actor=who(MARC), at=AT)
    negotiation = asked("41.49")

    for verb in (offer_price, escalate):
        with refused("negotiation.seller.refused"):
            verb(negotiation, price("41.49"), actor=who(ELSA), at=AT)


def test_a_floor_raised_while_a_price_is_in_review_counts(sqlite) -> None:
    settle()
    negotiation = asked("60")
    escalate(negotiation, price("60"), actor=who(ELSA), at=AT)
    set_floor("MET", "*", "61", actor=who(MARC), at=AT)

    with refused("negotiation.seller.refused"):
        approve_offer(negotiation, actor=who(MARC), at=AT)


@pytest.mark.parametrize("person", [ELSA, PAUL, CLAIRE, BRUNO])
def test_nobody_approves_who_is_no_manager_of_the_unit_or_has_a_part_in_it(sqlite, person) -> None:
    settle()
    negotiation = asked("60")
    escalate(negotiation, price("60"), actor=who(ELSA), at=AT)

    with pytest.raises(Exception, match=r"permission.denied|negotiation.unknown|negotiation.own_approval"):
        approve_offer(negotiation, actor=who(person), at=AT)
    assert approve_offer(negotiation, actor=who(TESS), at=AT).thread.state == "offered"


def test_a_manager_who_sells_asks_the_manager_above(sqlite) -> None:
    settle()
    set_mandate(MARC, "MET", Decimal("0.3"), actor=who(TESS), at=AT)
    negotiation = asked("70")
    escalate(negotiation, price("70"), actor=who(MARC), at=AT)

    with refused("negotiation.own_approval"):
        approve_offer(negotiation, actor=who(MARC), at=AT)
    assert approve_offer(negotiation, actor=who(TESS), at=AT).thread.state == "offered"


def test_the_buyers_manager_approves_nothing_for_his_own_people(sqlite) -> None:
    settle()
    # Paul of the lab buys for himself: Marc manages both the lab and him.
    negotiation = ask_for_price("cmm", price("71"), actor=who(PAUL), at=AT).id
    escalate(negotiation, price("71"), actor=who(ELSA), at=AT)

    with refused("negotiation.own_approval"):
        approve_offer(negotiation, actor=who(MARC), at=AT)
    assert approve_offer(negotiation, actor=who(TESS), at=AT).thread.state == "offered"


def test_nobody_sells_to_a_party_he_may_act_for(sqlite) -> None:
    settle()
    negotiation = ask_for_price("cmm", price("80"), actor=who(PAUL, "MET"), at=AT).id

    with refused("negotiation.unknown"):
        offer_price(negotiation, price("80"), actor=who(ELSA), at=AT)


def test_a_price_that_is_no_better_than_ones_own_is_not_asked_for(sqlite) -> None:
    settle()

    with refused("negotiation.not_below_own"):
        asked("90")
    with refused("negotiation.customer_pays_less"):
        offer_price(asked("80"), price("95"), actor=who(ELSA), at=AT)


def test_a_price_is_found_where_none_is_published(sqlite) -> None:
    settle()
    negotiation = ask_for_price("study", actor=claire(), at=AT).id

    with refused("negotiation.seller.needs_approval"):
        offer_price(negotiation, price("1000"), actor=who(ELSA), at=AT)
    escalate(negotiation, price("1000"), actor=who(ELSA), at=AT)
    approve_offer(negotiation, actor=who(MARC), at=AT)
    agree_deal(negotiation, actor=claire(), at=AT)

    answer = current_company().quote(on=TODAY, offering="study", quantity="1", customer="BIO")
    assert str(answer.total.major) == "1000.00"


# --- mandates ---------------------------------------------------------------------------------------------------------


def test_without_a_mandate_nobody_offers_and_a_lent_one_counts_for_its_days(sqlite) -> None:
    settle()
    negotiation = asked("80")
    with refused("negotiation.no_mandate"):
        offer_price(negotiation, price("80"), actor=who(PAUL), at=AT)

    delegate(PAUL, "MET", actor=who(ELSA), at=AT, start=TODAY, end=TODAY + DAY)
    with refused("negotiation.no_mandate"):
        offer_price(negotiation, price("80"), actor=who(PAUL, at=AT + DAY), at=AT + DAY)
    offered = offer_price(negotiation, price("80"), actor=who(PAUL), at=AT)

    assert offered.thread.moves[-1].lent_by == ELSA
    assert end_delegation(PAUL, "MET", actor=who(ELSA), at=AT + HOUR) == 1


def test_who_lent_his_mandate_does_not_approve_what_came_of_it(sqlite) -> None:
    settle()
    set_mandate(MARC, "MET", Decimal("0.1"), actor=who(TESS), at=AT)
    delegate(PAUL, "MET", actor=who(MARC), at=AT, start=TODAY, end=TODAY + DAY)
    negotiation = asked("60")
    escalate(negotiation, price("60"), actor=who(PAUL), at=AT)

    with refused("negotiation.own_approval"):
        approve_offer(negotiation, actor=who(MARC), at=AT)


def test_a_mandate_taken_away_counts_for_the_next_move_and_an_offer_made_still_binds(sqlite) -> None:
    settle()
    first, second = asked("80"), ask_for_price("cmm", price("80"), actor=who(CLAIRE), at=AT).id
    offer_price(first, price("80"), actor=who(ELSA), at=AT)
    set_mandate(ELSA, "MET", Decimal(0), actor=who(MARC), at=AT + HOUR)

    with refused("negotiation.seller.needs_approval"):
        offer_price(second, price("80"), actor=who(ELSA, at=AT + HOUR), at=AT + HOUR)
    assert agree_deal(first, actor=claire(AT + HOUR), at=AT + HOUR).deal


def test_mandates_are_set_by_a_manager_for_others(sqlite) -> None:
    settle()

    with refused("mandate.own"):
        set_mandate(MARC, "MET", Decimal("0.5"), actor=who(MARC), at=AT)
    with refused("permission.denied"):
        set_mandate(PAUL, "MET", Decimal("0.5"), actor=who(ELSA), at=AT)
    with refused("mandate.outside"):
        set_mandate(ZOE, "MET", Decimal("0.5"), actor=who(MARC), at=AT)
    for share in ("1.01", "-0.1", "0.00001", "NaN"):
        with refused("mandate.share"):
            set_mandate(PAUL, "MET", Decimal(share), actor=who(MARC), at=AT)


# --- whose turn, and until when ---------------------------------------------------------------------------------------


def test_each_side_speaks_in_turn(sqlite) -> None:
    settle()
    negotiation = asked("80")

    with refused("state.forbidden"):
        counter_offer(negotiation, price("79"), actor=claire(), at=AT)
    with refused("state.forbidden"):
        agree_deal(negotiation, actor=claire(), at=AT)
    offer_price(negotiation, price("84"), actor=who(ELSA), at=AT)
    with refused("negotiation.not_your_turn"):
        agree_deal(negotiation, actor=who(ELSA), at=AT)
    with refused("negotiation.not_your_turn"):
        decline(negotiation, actor=who(ELSA), at=AT)
    assert isinstance(withdraw(negotiation, actor=who(ELSA), at=AT), SupplierThread)
    with refused("state.forbidden"):
        agree_deal(negotiation, actor=claire(), at=AT)


def test_what_expired_binds_nobody_whether_it_was_written_down_or_not(database) -> None:
    settle()
    negotiation = asked("80")
    offer_price(negotiation, price("84"), actor=who(ELSA), at=AT, until=AT + HOUR)

    with refused("negotiation.expired"):
        agree_deal(negotiation, actor=claire(AT + HOUR), at=AT + HOUR)
    assert expire(at=AT + HOUR - timedelta(seconds=1)) == ()
    assert expire(at=AT + HOUR) == (negotiation,)
    assert expire(at=AT + HOUR) == ()
    with refused("state.forbidden"):
        agree_deal(negotiation, actor=claire(), at=AT)


def test_a_request_is_limited_in_number_and_by_a_wait_after_a_refusal(sqlite) -> None:
    settle()
    negotiation, *_ = [asked(amount) for amount in ("81", "80", "79", "78", "77")]
    with refused("negotiation.too_many"):
        asked("76")

    decline(negotiation, actor=who(ELSA), at=AT)
    with refused("negotiation.cooling_down"):
        asked("76")
    later = AT + DAY
    ask_for_price("cmm", price("76"), actor=claire(later), at=later)
    ask_for_price("cmm", price("76"), actor=who(DINA), at=AT)


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (Proposal(Decimal("-1")), "negotiation.price"),
        (Proposal(Decimal("NaN")), "negotiation.price"),
        (Proposal(Decimal("1e400")), "negotiation.price"),
        (Proposal(Decimal("0.0000001")), "negotiation.price"),
        (Proposal(Decimal(80), min_quantity=Decimal(-1)), "negotiation.quantity"),
        (Proposal(Decimal(80), start=TODAY - DAY), "negotiation.period"),
        (Proposal(Decimal(80), start=TODAY, end=TODAY), "negotiation.period"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(sqlite, proposal, code) -> None:
    settle()

    with refused(code) as caught:
        ask_for_price("cmm", proposal, actor=claire(), at=AT)
    assert all(say_reason(caught.value.reason, language) for language in ("en", "fr"))


def test_odd_requests_are_refused(sqlite) -> None:
    settle()

    with refused("negotiation.unknown_offering"):
        ask_for_price("nothing", actor=claire(), at=AT)
    with refused("negotiation.per"):
        ask_for_price("cmm", actor=claire(), at=AT, per="page")
    with refused("negotiation.expiry"):
        ask_for_price("cmm", actor=claire(), at=AT, until=AT)


# --- policies ---------------------------------------------------------------------------------------------------------


def test_under_one_rate_nobody_negotiates_and_an_old_deal_stops_counting(sqlite) -> None:
    settle(card={"policy": "one rate"})

    with refused("negotiation.one_rate"):
        asked("80")
    with refused("negotiation.not_open"):
        ask_for_price("cmm", price("80"), actor=who(ZOE, "NEW"), at=AT)


def test_outsiders_negotiate_where_the_card_says_everyone(sqlite) -> None:
    settle(card={"negotiable_for": "everyone"})

    negotiation = ask_for_price("cmm", price("100"), actor=who(ZOE, "NEW"), at=AT).id
    offer_price(negotiation, price("100"), actor=who(ELSA), at=AT)
    agree_deal(negotiation, actor=who(ZOE, "NEW"), at=AT)

    assert paid("NEW") == "100.00"


def test_by_default_an_outsider_hears_that_the_price_is_not_negotiated(sqlite) -> None:
    settle()

    with refused("negotiation.not_open"):
        ask_for_price("cmm", price("100"), actor=who(ZOE, "NEW"), at=AT)


# --- secrets ----------------------------------------------------------------------------------------------------------


def test_a_deal_is_seen_by_its_customer_and_the_suppliers_side_and_nobody_else(sqlite) -> None:
    settle()
    negotiation = ask_for_price("cmm", price("80"), actor=who(CLAIRE), at=AT).id
    offer_price(negotiation, price("80"), actor=who(ELSA), at=AT)
    deal = agree_deal(negotiation, actor=who(CLAIRE), at=AT).deal

    assert [one.id for one in list_own_deals(actor=who(CLAIRE), at=AT)] == [deal]
    assert [one.seen.id for one in list_supplied_deals("MET", actor=who(ELSA), at=AT)] == [deal]
    for other in (
        who(BRUNO),
        who(BRUNO, "BIO"),
        who(DINA),
        who(DINA, "BIO"),
        who(CLAIRE, "BIO"),
        who(ZOE, "NEW"),
    ):
        assert list_own_deals(actor=other, at=AT) == ()
        assert list_own_negotiations(actor=other, at=AT) == ()
        with refused("negotiation.unknown"):
            get_negotiation(negotiation, actor=other, at=AT)
        with refused("deal.unknown"):
            get_deal(deal, actor=other, at=AT)
        with refused("permission.denied"):
            list_supplied_deals("MET", actor=other, at=AT)
        with refused("permission.denied"):
            list_supplied_negotiations("MET", actor=other, at=AT)


def test_what_the_customer_reads_names_no_limit_and_nobody_behind_the_counter(sqlite) -> None:
    settle()
    negotiation = asked("60")
    escalate(negotiation, price("60"), actor=who(ELSA), at=AT, note="for the boss")
    approve_offer(negotiation, actor=who(MARC), at=AT)
    agree_deal(negotiation, actor=claire(), at=AT)

    read = repr(get_negotiation(negotiation, actor=claire(), at=AT)) + repr(
        list_own_deals(actor=claire(), at=AT)
    )

    for secret in ("41.5", "72", ELSA, MARC, "floor", "authority", "mandate", "boss", "120"):
        assert secret not in read


def test_the_seller_reads_the_meter(sqlite) -> None:
    settle()

    seen = get_negotiation(asked("60"), actor=who(ELSA), at=AT)

    assert isinstance(seen, SupplierThread)
    assert seen.rails is not None
    assert seen.mandate is not None
    assert seen.judgment is not None
    limits: tuple[object, ...] = (seen.rails.ceiling, seen.rails.floor, seen.mandate.concession)
    assert limits == (
        120,
        Decimal("41.50"),
        Decimal("0.4"),
    )
    assert "41,50" in say_reason(seen.judgment.private, "fr")


@pytest.mark.parametrize("amount", ["41.49", "1", "0"])
def test_the_answer_to_a_price_below_the_floor_is_the_same_whatever_the_floor_is(sqlite, amount) -> None:
    settle()
    answers = set()
    for floor in ("", "41.50", "60", "89.99", "99% of usual"):
        set_floor("MET", "cmm", floor, actor=who(MARC), at=AT)
        request = ask_for_price("cmm", price(amount), actor=claire(), at=AT)
        seen = get_negotiation(request.id, actor=claire(), at=AT)
        answers |= {repr(request).replace(request.id, ""), repr(seen).replace(request.id, "")}
        withdraw(request.id, actor=claire(), at=AT)

    assert len(answers) == 1


# --- one deal at a time -----------------------------------------------------------------------------------------------


def test_a_second_deal_replaces_the_first_only_by_name(database) -> None:
    settle()
    first = struck("80")
    negotiation = asked("75")
    offer_price(negotiation, price("75"), actor=who(ELSA), at=AT)

    with refused("deal.taken"):
        agree_deal(negotiation, actor=claire(), at=AT)
    with refused("deal.unknown"):
        agree_deal(negotiation, actor=claire(), at=AT, replaces="NOSUCHDEAL")
    agree_deal(negotiation, actor=claire(), at=AT, replaces=first)

    assert paid() == "75.00"
    assert [str(deal.price) for deal in current_company().deals] == ["75"]


def test_a_deal_of_the_folder_is_never_doubled(sqlite) -> None:
    settle(
        deals=[
            {"deal": "D-1", "customer": "BIO", "offering": "cmm", "price": "85", "valid_from": "2026-01-01"}
        ]
    )
    negotiation = asked("75")
    offer_price(negotiation, price("75"), actor=who(ELSA), at=AT)

    with refused("deal.taken_folder"):
        agree_deal(negotiation, actor=claire(), at=AT)


def test_the_database_itself_refuses_a_second_deal_and_a_changed_word(database) -> None:
    settle()
    deal = struck("80")
    row = AgreedDeal.objects.get(public_id=deal)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedDeal.objects.filter(id=row.id).update(price="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        NegotiationMove.objects.update(price="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        NegotiationMove.objects.all().delete()

    other = asked("75")
    row.id, row.public_id, row.change, row.negotiation_id = None, "X", 99, _row(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def _row(negotiation: str) -> int:
    from comptoir.store.deals.queries import find_thread

    stored = find_thread(negotiation)
    assert stored is not None
    return stored.row


# --- the same again, people who change --------------------------------------------------------------------------------


def test_the_same_key_does_it_once(sqlite) -> None:
    settle()
    first = ask_for_price("cmm", price("80"), actor=claire(), at=AT, key="k1")
    second = ask_for_price("cmm", price("80"), actor=claire(), at=AT, key="k1")
    with refused("idempotency.other_body"):
        ask_for_price("cmm", price("79"), actor=claire(), at=AT, key="k1")
    offer_price(first.id, price("80"), actor=who(ELSA), at=AT, key="k1")
    offer_price(first.id, price("80"), actor=who(ELSA), at=AT, key="k1")
    agreed = agree_deal(first.id, actor=claire(), at=AT, key="k2")
    again = agree_deal(first.id, actor=claire(), at=AT, key="k2")

    assert second == first
    assert (again.deal, again.repeated) == (agreed.deal, True)
    assert AgreedDeal.objects.count() == 1


def test_who_leaves_speaks_for_nobody_and_his_deal_ends_with_him(sqlite) -> None:
    gone = AT + 40 * DAY
    rows = [
        {**row, "valid_to": "2027-01-01"} if row["party"] in (CLAIRE, ELSA) else row
        for row in ROWS["affiliations"]
    ]
    settle(affiliations=rows, card={"valid_to": date(2028, 1, 1)})
    negotiation = ask_for_price("cmm", price("80"), actor=who(CLAIRE), at=AT, until=AT + 60 * DAY).id
    second = asked("80", end=date(2028, 1, 1))
    offer_price(negotiation, price("80"), actor=who(ELSA), at=AT, until=AT + 60 * DAY)
    agree_deal(negotiation, actor=who(CLAIRE), at=AT)

    assert paid(CLAIRE, on=date(2026, 12, 31)) == "80.00"
    assert paid(CLAIRE, on=date(2027, 1, 1)) == "120.00"
    with refused("actor.capacity"):
        claire(gone)
    with refused("negotiation.unknown"):
        offer_price(second, price("80"), actor=who(ELSA, at=gone), at=gone)


# --- benefits in kind -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "flagged"), [("84", False), ("83.99", True)])
def test_an_employee_who_buys_for_himself_is_flagged_beyond_thirty_percent(sqlite, amount, flagged) -> None:
    # 120 and 20 % tax: 144.00 in public, of which 70 % are 100.80, or 84.00 before tax: who buys privately pays it.
    rows = [
        {"offering": "cmm", "class": "inside", "price": "110", "per": "hour"},
        {"offering": "cmm", "class": "public", "price": "120", "per": "hour"},
    ]
    settle(rates=rows)
    negotiation = ask_for_price("cmm", price(amount), actor=who(CLAIRE), at=AT).id
    offer_price(negotiation, price(amount), actor=who(ELSA), at=AT)
    agree_deal(negotiation, actor=who(CLAIRE), at=AT)

    reasons = list_own_deals(actor=who(CLAIRE), at=AT)[0].reasons
    flags = [reason for reason in reasons if reason.code == "negotiation.private_benefit"]
    assert bool(flags) is flagged
    assert all("144,00" in say_reason(flag, "fr") for flag in flags)
    seen = get_negotiation(negotiation, actor=who(CLAIRE), at=AT)
    assert isinstance(seen, SeenThread)
    offered = next(move for move in seen.moves if move.speaker is Speaker.SELLER)
    assert bool([one for one in offered.reasons if one.code == "negotiation.private_benefit"]) is flagged
