"""Checkout: cost centers shared, invoices with their numbers, drafts, quotes, rentals, and the counter."""

from __future__ import annotations

import re
from datetime import date

import pytest

from comptoir.web.paying import vat_error
from tests.web.people import eyes_of
from tests.web.test_basket import fields
from tests.web.test_orders import number, text

TIME = {
    "day": "2026-12-08",
    "start": "09:00",
    "until": "2026-12-08",
    "end": "11:00",
    "resource": "",
    "count": "1",
}


def filled(client, *more: dict[str, str]) -> dict[str, str]:
    """Put something into the basket; what its form sends along."""
    for one in more or ({"offering": "calibration", "of-piece": "3"},):
        client.post("/en/basket/add/", one)
    return fields(text(client, "/en/basket/"))


def send(client, sent: dict[str, str], **more: str):
    """Send the checkout form."""
    return client.post("/en/basket/order/", {**sent, **more})


def test_sale_and_rental_stand_side_by_side_each_with_its_why(demo) -> None:
    claire = demo("claire")
    made = claire.post("/en/basket/add/", {"offering": "gauge-blocks", **TIME, "key": "k"})
    assert made["Location"].endswith("/basket/")
    sent = filled(claire, {"offering": "filament", "of-gram": "250"})
    page = text(claire, "/en/basket/")

    assert page.count("Why this price?") == 2
    assert "Metrology" in page
    assert "Prototype workshop" in page
    done = send(claire, sent)
    assert done.status_code == 302
    assert "Set of gauge blocks" in text(claire, done["Location"])


def test_a_time_that_is_taken_leads_back_to_the_form_with_everything_typed(demo) -> None:
    claire, novatek = demo("claire"), demo("novatek")
    claire.post("/en/basket/add/", {"offering": "cmm", **TIME, "until": "2026-12-08", "end": "11:00"})
    answer = novatek.post(
        "/en/basket/add/", {"offering": "cmm", **TIME, "until": "2026-12-08", "end": "11:00"}
    )

    assert "/offers/cmm/book/" in answer["Location"]
    assert "start=09%3A00" in answer["Location"]
    assert "Your basket is empty" in text(novatek, "/en/basket/")


def test_a_hold_that_is_over_is_taken_again_by_one_click(demo, settings) -> None:
    claire = demo("claire")
    claire.post("/en/basket/add/", {"offering": "gauge-blocks", **TIME})
    assert "Hold it again" not in text(claire, "/en/basket/")
    settings.COMPTOIR_TODAY = date(2026, 11, 24)
    page = text(claire, "/en/basket/")

    assert "The hold is over" in page
    claire.post("/en/basket/change/", {"again": "1"})
    assert "The hold is over" not in text(claire, "/en/basket/")


def test_a_charge_is_shared_and_the_sum_must_be_the_whole(demo, monkeypatch) -> None:
    bruno = eyes_of(monkeypatch)("p09")
    sent = filled(bruno)
    page = send(bruno, {**sent, "center-1": "LAB-009"}, verb="more").content.decode()
    assert 'name="share-2"' in page
    centers = re.findall(r'<option value="(LAB-[^"]+|LB[^"]+)"', page)
    assert centers

    wrong = send(
        bruno, sent, **{"center-1": centers[0], "share-1": "60", "center-2": "nothing", "share-2": "x"}
    )
    assert wrong.status_code == 409
    assert 'value="60"' in wrong.content.decode()
    assert "You may order on no open cost center called so" in wrong.content.decode()


def test_a_sum_below_the_whole_says_what_it_is(demo) -> None:
    from decimal import Decimal

    from django.utils import translation

    from comptoir.core.values import Amount
    from comptoir.core.values.share import Share
    from comptoir.web.paying import Center, Paying, ShareRow, sum_error

    rows = (ShareRow(1, "A", "60"), ShareRow(2, "B", "30"))
    centers = (Center("A", "A", "", ""), Center("B", "B", "", ""))
    percent = Paying(True, False, centers, rows, shares=(Share("A", Decimal(60)), Share("B", Decimal(30))))
    amounts = Paying(
        True, False, centers, rows, "amount",
        shares=(Share("A", amount=Amount(6000, "EUR")), Share("B", amount=Amount(3000, "EUR"))),
    )  # fmt: skip
    with translation.override("en"):
        assert "90% of 100%" in sum_error(percent, Amount(9000, "EUR"))
        assert sum_error(amounts, Amount(9000, "EUR")) == ""
        assert "€90.00 of €95.00" in sum_error(amounts, Amount(9500, "EUR"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [("FR81234567", "too few or too many"), ("FR40303265046", "a wrong digit"), ("XX12", "is none")],
)
def test_a_wrong_vat_number_says_what_is_wrong(demo, monkeypatch, typed, told) -> None:
    novatek = eyes_of(monkeypatch)("HAR")
    sent = filled(novatek)
    answer = send(novatek, sent, vat_number=typed, purchase_order="PO-7")

    assert answer.status_code == 409
    assert told in answer.content.decode()
    assert 'value="PO-7"' in answer.content.decode()
    assert vat_error("DE136695976") == ""


def test_an_invoice_keeps_its_purchase_order_and_a_sound_number(demo, monkeypatch) -> None:
    novatek = eyes_of(monkeypatch)("HAR")
    done = send(novatek, filled(novatek), vat_number="FR40303265045", purchase_order="PO-7", project="P-1")

    assert done.status_code == 302
    page = text(novatek, done["Location"])
    assert "PO-7" in page
    assert "P-1" in page


def test_somebody_else_receives_it(demo) -> None:
    claire = demo("claire")
    sent = filled(claire)
    unclear = send(claire, sent, receiver="zzz")
    done = send(claire, sent, receiver="Bruno Delmas")

    assert unclear.status_code == 409
    assert "Nobody is called so" in unclear.content.decode()
    assert "Bruno Delmas" in text(claire, done["Location"])


def test_the_approver_is_shown_before_ordering(demo) -> None:
    demo("bruno").post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "10"})
    claire = demo("claire")
    filled(claire)
    page = text(claire, "/en/basket/")

    assert "It waits for 1 approval" in page
    assert "Bruno Delmas" in page


def test_without_a_cost_center_the_order_is_kept_as_a_draft(demo, monkeypatch) -> None:
    from comptoir.web import paying

    claire = demo("claire")
    monkeypatch.setattr(paying, "find_cost_centers", lambda *_given, **_more: ())
    filled(claire)
    page = text(claire, "/en/basket/")
    assert "No open cost center may be charged by you" in page
    assert "Bruno Delmas" in page
    assert "Order and commit to pay" not in page
    made = send(claire, {}, verb="draft")
    assert made.status_code == 302
    assert "Draft" in text(claire, made["Location"])
    monkeypatch.undo()

    claire.post(f"{made['Location']}again/")
    assert 'value="3"' in text(claire, "/en/basket/")
    assert "Cancelled" in text(claire, made["Location"])


def test_what_was_taken_out_is_put_back(demo) -> None:
    claire = demo("claire")
    filled(claire)
    claire.post("/en/basket/change/", {"out": "1"})
    page = text(claire, "/en/basket/")
    assert "was taken out" in page
    claire.post("/en/basket/change/", {"back": "yes"})

    assert 'value="3"' in text(claire, "/en/basket/")


def test_a_quote_binds_has_versions_and_becomes_an_order(demo) -> None:
    claire = demo("claire")
    first = send(claire, filled(claire), verb="quote")
    assert first.status_code == 302
    page = text(claire, first["Location"])
    assert "Binding" in page
    assert "23 December 2026" in page

    claire.post(first["Location"], {"verb": "change"})
    claire.post("/en/basket/change/", {"of-1-piece": "5"})
    second = send(claire, fields(text(claire, "/en/basket/")), verb="quote")
    page = text(claire, second["Location"])
    assert "version 2" in page
    assert "Replaced" in page
    assert claire.post(first["Location"], {"verb": "accept"}).status_code == 409
    placed = claire.post(second["Location"], {"verb": "accept", "key": "a"})
    assert "/orders/" in placed["Location"]
    assert "Accepted" in text(claire, "/en/quotes/")
    assert demo("novatek").get(second["Location"]).status_code == 404


def test_the_counter_orders_and_quotes_for_a_customer(demo) -> None:
    marc, novatek = demo("marc"), demo("novatek")
    filled(marc)
    assert "At the counter" in text(marc, "/en/basket/")
    assert marc.post("/en/basket/customer/", {"customer": "zzz"}).status_code == 409
    marc.post("/en/basket/customer/", {"customer": "Novatek SARL"})
    page = text(marc, "/en/basket/")
    assert "Ordered for" in page
    assert "Invoice to" in page
    sent = fields(page)
    quoted = send(marc, sent, verb="quote", valid_until="2026-12-01")
    assert "1 December 2026" in text(marc, quoted["Location"])
    assert "Order at this price" not in text(marc, quoted["Location"])
    assert "Sent by you" in text(marc, "/en/quotes/")
    assert novatek.post(quoted["Location"], {"verb": "decline"}).status_code == 302
    assert "Declined" in text(marc, quoted["Location"])

    marc.post(quoted["Location"], {"verb": "change"})
    done = send(marc, fields(text(marc, "/en/basket/")))
    assert number(done["Location"]) in text(novatek, "/en/activity/")
    assert demo("claire").post("/en/basket/customer/", {"customer": "NOV"}).status_code == 404
