"""The pages of the house: roles and accounts, questions and their answers, the audit trail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from comptoir.core.values import Refusal
from comptoir.operations.demo_roles import ROLES
from comptoir.operations.requests import (
    AFTER_ANSWER,
    AFTER_QUESTION,
    MOST_A_DAY,
    ask_somebody,
    forget_requests,
)
from comptoir.operations.sending import send_waiting
from comptoir.store.accounts.queries import list_grants
from comptoir.store.models import RequestRow
from tests.web.conftest import AT
from tests.web.signing_in import PASSWORD

ASKED = {"text": "Do you measure gears?", "address": "eve@firm.example", "name": "Eve"}


def text_of(client: Client, address: str) -> str:
    return client.get(f"/en/{address}").content.decode()


def test_a_manager_hands_out_a_role_of_his_counter_with_dates_and_takes_it_back(demo) -> None:
    marc = demo("marc")
    grant = {"verb": "grant", "person": "p38", "role": "counter staff", "unit": "MET", "until": "2026-12-24"}

    assert marc.post("/en/people/", grant).status_code == 302

    assert "Océane Prigent" in text_of(marc, "people/")
    assert "24 December 2026" in text_of(marc, "people/")
    again = marc.post("/en/people/", grant)
    assert again.status_code == 422
    assert "already" in again.content.decode()
    taken = {"verb": "revoke", "person": "p38", "role": "counter staff", "unit": "MET"}
    assert marc.post("/en/people/", taken).status_code == 302
    assert list_grants(person="p38", at=AT + timedelta(days=1)) == ()


def test_a_role_can_begin_later(demo) -> None:
    marc = demo("marc")
    later = {"verb": "grant", "person": "p38", "role": "seller", "unit": "MET", "from": "2026-12-01"}

    assert marc.post("/en/people/", later).status_code == 302

    (grant,) = list_grants(person="p38")
    assert grant.valid_from.isoformat() == "2026-11-30T23:00:00+00:00"
    assert list_grants(person="p38", at=AT + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("who", "form", "status"),
    [
        ("marc", {"verb": "grant", "person": "p38", "role": "controller", "unit": "MET"}, 422),
        ("marc", {"verb": "grant", "person": "p38", "role": "seller", "unit": "ATE"}, 422),
        ("marc", {"verb": "grant", "person": "p02", "role": "seller", "unit": "MET"}, 422),
        ("marc", {"verb": "grant", "person": "nobody", "role": "seller", "unit": "MET"}, 422),
        ("marc", {"verb": "grant", "person": "p38", "role": "seller", "unit": "MET", "until": "x"}, 422),
        ("marc", {"verb": "grant", "person": "p38", "role": "king", "unit": "MET"}, 404),
        ("marc", {"verb": "invite", "person": "p38"}, 422),
        ("mathilde", {"verb": "grant", "person": "p60", "role": "controller", "unit": ""}, 422),
        ("adrien", {"verb": "grant", "person": "p38", "role": "seller", "unit": "MET"}, 422),
        ("claire", {"verb": "grant", "person": "p38", "role": "seller", "unit": "MET"}, 404),
        ("marc", {"verb": "explode"}, 404),
    ],
)
def test_nobody_hands_out_what_is_not_his(demo, who, form, status) -> None:
    before = list_grants()

    assert demo(who).post("/en/people/", form).status_code == status
    assert list_grants() == before
    assert not User.objects.exists()


def test_an_administrator_invites_somebody_who_sets_a_password_and_signs_in(demo) -> None:
    mathilde = demo("mathilde")
    assert (
        mathilde.post("/en/people/", {"verb": "invite", "person": "p38", "username": "oceane"}).status_code
        == 302
    )
    send_waiting(at=AT)
    (letter,) = mail.outbox
    assert letter.to == ["p38@arvor.example"]
    assert letter.subject == "Votre compte au comptoir"
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(letter.body))
    assert found is not None

    client = Client()
    form = client.get(found[1]).headers["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    answer = client.post("/en/account/sign-in/", {"login": "oceane", "password": PASSWORD})

    assert answer.status_code == 302
    assert "Océane Prigent" in text_of(client, "account/")
    assert mathilde.post("/en/people/", {"verb": "close", "person": "p38"}).status_code == 302
    assert client.get("/en/account/").status_code == 302
    assert "closed" in text_of(mathilde, "people/")


def test_a_visitor_asks_without_an_account_and_is_answered_by_mail_in_their_language(demo) -> None:
    page = text_of(demo(""), "ask/?offering=cmm")
    assert (
        page.count('<textarea id="text"') + page.count('<input id="address"') + page.count('<input id="name"')
        == 3
    )
    asked = demo("").post("/fr/ask/", {**ASKED, "offering": "cmm"})
    assert asked.headers["Location"] == "/fr/ask/?sent=yes"
    row = RequestRow.objects.get()
    assert (row.supplier, row.kind, row.language, row.about) == ("MET", "question", "fr", "cmm")

    elsa = demo("elsa")
    assert "Do you measure gears?" in text_of(elsa, "questions/")
    for other in ("", "claire", "novatek", "adrien"):
        assert demo(other).get("/en/questions/").status_code == 404
        assert demo(other).post("/en/questions/", {"question": row.public_id, "text": "x"}).status_code == 404
    answer = {"question": row.public_id, "text": "Oui, jusqu'au module 12."}
    assert elsa.post("/en/questions/", {**answer, "text": " "}).status_code == 422
    assert elsa.post("/en/questions/", answer).status_code == 302
    assert elsa.post("/en/questions/", answer).status_code == 422

    send_waiting(at=AT)
    (letter,) = mail.outbox
    assert letter.to == ["eve@firm.example"]
    assert "module 12" in str(letter.body)
    assert "Vous aviez demandé" in str(letter.body)
    assert "Oui, jusqu&#x27;au module 12." in text_of(elsa, "questions/?state=answered")


def test_a_standing_is_contested_before_its_supplier_without_writing_an_address(demo) -> None:
    claire = demo("claire")
    link = re.search(r'href="/en/ask/(\?about=standing[^"]*)"', text_of(claire, "standing/?supplier=MET"))
    assert link is not None
    assert 'id="address"' not in text_of(claire, f"ask/{link[1].replace('&amp;', '&')}")
    form = {"text": "I moved to metrology.", "about": "standing", "supplier": "MET"}
    assert claire.post("/en/ask/", form).status_code == 302

    assert "A standing is contested" in text_of(demo("marc"), "questions/")
    assert "I moved to metrology." not in text_of(demo("bruno"), "activity/")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({**ASKED, "text": "  "}, "nothing written"),
        ({**ASKED, "address": "eve"}, "no mail address"),
        ({**ASKED, "address": "eve@firm.example\nbcc: all@firm.example"}, "no mail address"),
        ({**ASKED, "text": "x" * 4001}, "4001"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_missing(demo, form, told) -> None:
    answer = demo("").post("/en/ask/", form)

    assert answer.status_code == 422
    assert told in answer.content.decode().replace(",", "")
    assert not RequestRow.objects.exists()


def test_one_address_asks_five_times_a_day(demo) -> None:
    def ask(hours: int) -> str:
        at = AT + timedelta(hours=hours)
        return ask_somebody("question", "x", actor=None, at=at, language="en", address="eve@firm.example")

    for _ in range(MOST_A_DAY):
        ask(0)
    with pytest.raises(Refusal, match=r"request\.many"):
        ask(23)
    assert ask(25)


def test_what_has_served_is_erased_and_the_prospect_stays_counted(demo) -> None:
    demo("").post("/en/ask/", ASKED)
    row = RequestRow.objects.get()

    assert forget_requests(at=row.asked_at + AFTER_QUESTION - timedelta(days=1)) == 0
    assert forget_requests(at=row.asked_at + AFTER_QUESTION + timedelta(days=1)) == 1
    row.refresh_from_db()
    assert (row.text, row.address, row.name, row.state) == ("", "", "", "closed")
    assert AFTER_ANSWER < AFTER_QUESTION
    assert forget_requests(at=row.asked_at + 2 * AFTER_QUESTION) == 0


def test_the_trail_is_filtered_paged_and_taken_away(demo) -> None:
    ines = demo("ines")

    page = text_of(ines, "audit/?what=role")
    assert page.count("<code>role.granted</code>") == len(ROLES)
    assert page.count("<td>Role handed out<br>") == len(ROLES)
    assert "<td>Rôle donné<br>" in ines.get("/fr/audit/?what=role").content.decode()
    assert "import.done" not in page
    assert text_of(ines, "audit/?about=p60").count("<code>role.granted</code>") == 1
    assert "Nothing was done that fits" in text_of(ines, "audit/?about=zeppelin")
    answer = ines.get("/fr/audit/deeds.csv?what=role")
    assert answer.content.decode("utf-8-sig").count("role.granted") == len(ROLES)
    for _ in range(55):
        ask_somebody("question", "x", actor=None, at=AT, language="en", address=f"{_}@firm.example")
    older = re.search(r'href="\?(before=\d+)"', text_of(ines, "audit/"))
    assert older is not None
    assert "Newest" in text_of(ines, f"audit/?{older[1]}")
