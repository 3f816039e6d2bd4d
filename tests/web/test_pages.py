"""Every page, for everybody, in both languages: it answers, says its language, and says who it is for."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from comptoir.web.urls import ROUTES
from comptoir.web.views.errors import server_error
from tests.web.conftest import PERSONAS
from tests.web.routes import (
    ADDRESSES,
    AT_COUNTER,
    FILES,
    FOR_BOOKS,
    FOR_KNOWN,
    FOR_PAYERS,
    LEADING_ON,
    OPEN_TO,
    POSTED,
    UNMADE,
)

MOST_QUERIES = 15


def test_every_route_is_listed() -> None:
    assert {route.name for route in ROUTES} == set(ADDRESSES) | POSTED


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_answers_everybody(demo, language) -> None:
    for persona in PERSONAS:
        client = demo(persona)
        for name, addresses in ADDRESSES.items():
            for address in addresses:
                answer = client.get(f"/{language}/{address}")
                allowed = (
                    {404} if name in UNMADE | FOR_BOOKS or (name in FOR_KNOWN and not persona) else {200}
                )
                allowed = {302} if name in LEADING_ON else allowed
                allowed = {200 if persona == "marc" else 404} if name in AT_COUNTER else allowed
                allowed = {200 if persona in ("marc", "bruno") else 404} if name in FOR_PAYERS else allowed
                allowed = {200 if persona else 302} if name == "account" else allowed
                allowed = {200 if persona in OPEN_TO[name] else 404} if name in OPEN_TO else allowed
                allowed = {404} if "=nothing" in address else allowed
                allowed = {401} if name == "socialaccount_login_error" else allowed
                allowed = {404} if "supplier=LAB" in address and name in AT_COUNTER else allowed
                assert answer.status_code in allowed, (persona, address)
                if answer.status_code == 302:
                    continue
                text = answer.content.decode()
                if name in FILES:
                    continue
                assert f'<html lang="{language}"' in text
                assert re.search(r"<title>[^<]+</title>", text)


def test_the_number_of_queries_does_not_grow(demo) -> None:
    for persona in PERSONAS:
        client = demo(persona)
        client.get("/fr/")
        for addresses in ADDRESSES.values():
            for address in addresses:
                with CaptureQueriesContext(connection) as queries:
                    client.get(f"/fr/{address}")
                assert len(queries) <= MOST_QUERIES, (persona, address, len(queries))


def test_a_page_is_private_and_loads_nothing_foreign(demo) -> None:
    answer = demo("claire").get("/fr/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "Accept-Language"} <= set(re.split(r",\s*", answer.headers["Vary"]))
    assert not {"ETag", "Last-Modified"} & set(answer.headers)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_no_page_carries_inline_code_or_style(demo) -> None:
    client = demo("marc")
    for addresses in ADDRESSES.values():
        for address in addresses:
            text = client.get(f"/fr/{address}").content.decode()
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), address
            assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), address


def test_cookies_are_closed_to_scripts(demo) -> None:
    client = demo("claire")
    client.get("/fr/")

    for name in ("session", "csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_a_persona_is_only_lent_in_a_demo(demo, settings) -> None:
    settings.COMPTOIR_DEMO = False
    client = Client()

    assert client.post("/fr/act-as/", {"persona": "claire"}).status_code == 404
    assert 'name="persona"' not in client.get("/fr/").content.decode()


def test_a_persona_chosen_before_the_demo_ended_is_nobody(demo, settings) -> None:
    client = demo("marc")
    settings.COMPTOIR_DEMO = False

    assert client.get("/fr/cards/MET-2026/").status_code == 404


def test_forms_need_their_token(demo) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/fr/act-as/", {"persona": "claire"})

    assert answer.status_code == 403
    assert "resté ouvert trop longtemps" in answer.content.decode()


def test_the_way_back_leads_nowhere_else(demo) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", ""):
        answer = demo("").post("/en/theme/", {"theme": "dark", "next": elsewhere})
        assert answer.headers["Location"] == "/en/"


def test_the_chosen_colors_are_remembered(demo) -> None:
    client = demo("")
    client.post("/fr/theme/", {"theme": "dark", "next": "/fr/help/"})

    assert 'data-theme="dark"' in client.get("/fr/").content.decode()


def test_switching_the_language_keeps_the_page(demo) -> None:
    text = demo("").get("/fr/offers/cmm/?of-hour=3").content.decode()

    assert 'href="/en/offers/cmm/?of-hour=3"' in text


def test_the_root_leads_to_the_readers_language(demo) -> None:
    assert demo("").get("/", headers={"accept-language": "en"}).headers["Location"] == "/en/"
    assert demo("").get("/", headers={"accept-language": "fr"}).headers["Location"] == "/fr/"


NOT_THERE = (
    "offers/nothing/", "cards/MET-2026/", "cards/nothing/", "standing/?supplier=nobody", "standing/?customer=p20",
    "nothing/at/all/",
)  # fmt: skip


def test_what_one_may_not_know_is_not_there(demo) -> None:
    for persona in ("", "novatek"):
        client = demo(persona)
        for address in NOT_THERE:
            answer = client.get(f"/en/{address}")
            assert answer.status_code == 404, address
            assert "There is nothing at this address" in answer.content.decode()


def test_a_manager_opens_only_their_own_card(demo) -> None:
    marc = demo("marc")

    assert marc.get("/fr/cards/MET-2026/").status_code == 200
    assert marc.get("/fr/cards/LAB-2026/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Une panne de notre côté"), ("en", "broke on our side")]
)
def test_a_fault_of_ours_is_told_without_database_or_detail(language, words) -> None:
    with translation.override(language):
        answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert words in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()


def test_an_empty_counter_says_why_and_what_next(counter) -> None:
    text = Client().get("/en/").content.decode()

    assert "Nothing is offered yet" in text
    assert "/en/ask/" in text


def test_a_quantity_that_is_none_is_said_beside_its_field(demo) -> None:
    for bad in ("x", "-1", "0", "1e9", "NaN", "9" * 11, "3 hours", "١٢", "<b>"):
        text = demo("").get("/en/offers/cmm/", {"of-hour": bad}).content.decode()
        assert 'aria-invalid="true"' in text, bad
        assert "Write a number" in text, bad


def test_pages_are_bounded(demo) -> None:
    for page in ("0", "-1", "x", "9" * 11, "2"):
        answer = demo("").get("/en/", {"page": page})
        assert answer.status_code == 200
        assert answer.content.count(b'class="entry"') <= 20
