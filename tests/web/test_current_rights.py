"""I-18: what has ended is gone with the next request, whatever still carries it: a session, a form, a basket, a key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from comptoir.core.values import Row, Tables
from comptoir.operations.accounts import grant_role, revoke_role
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from comptoir.web import rights
from tests.web.company import tables
from tests.web.conftest import AT
from tests.web.signing_in import HOUSE, has_account, sign_in, token

LATER = AT + timedelta(hours=2)
SOLD_ON = "offers/filament/"


def without_job(person: str, *, until: str = "2026-11-23") -> Tables:
    """The demo company in which a person's employment ended on a day."""
    found = dict(tables().tables)
    rows = []
    for row in found["affiliations"]:
        ends = row.cells.get("party") == person and row.cells.get("fact") == "employed by"
        rows.append(Row(row.place, {**row.cells, "valid_to": until}) if ends else row)
    return Tables(settings=tables().settings, tables={**found, "affiliations": tuple(rows), "examples": ()})


def text_of(client: Client, address: str) -> str:
    return client.get(f"/en/{address}").content.decode()


def test_a_role_opens_its_pages_and_a_session_ends_when_it_is_taken_back(demo) -> None:
    has_account("p37")
    client = sign_in("p37")
    assert client.get("/en/board/").status_code == 200

    revoke_role("p37", Role.COUNTER_STAFF, unit="ATE", actor=HOUSE, at=LATER)

    answer = client.get("/en/board/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/en/account/sign-in/?ended=yes&next=%2Fen%2Fboard%2F"
    assert "Your session has ended" in client.get(answer.headers["Location"]).content.decode()
    assert sign_in("p37").get("/en/board/").status_code == 404


def test_a_session_ends_also_when_a_role_is_added(demo) -> None:
    has_account("p35")
    client = sign_in("p35")

    grant_role("p35", Role.COUNTER_STAFF, unit="MET", actor=HOUSE, at=LATER)

    assert client.post("/en/basket/add/", {"offering": "filament", "of-gram": "250"}).status_code == 302
    assert "Passing by" in text_of(client, "")
    assert "Nothing" in text_of(client, "basket/") or "empty" in text_of(client, "basket/").lower()


def test_a_role_that_runs_out_ends_at_its_instant_before_and_after_alike(demo, settings) -> None:
    settings.COMPTOIR_TODAY = date(2026, 11, 24)
    grant_role("p20", Role.COUNTER_STAFF, unit="MET", actor=HOUSE, at=AT, valid_to=AT + timedelta(days=2))
    has_account("p20")
    client = sign_in("p20")
    assert client.get("/en/board/").status_code == 200

    settings.COMPTOIR_TODAY = date(2026, 11, 25)

    assert client.get("/en/board/").status_code == 302
    assert sign_in("p20").get("/en/board/").status_code == 404


def test_a_role_of_who_has_left_opens_nothing_and_the_page_of_people_says_so(demo, settings) -> None:
    has_account("p37")
    client, administrator = sign_in("p37"), demo("mathilde")
    assert client.get("/en/board/").status_code == 200
    assert "has left: counts no more" not in text_of(administrator, "people/")

    import_company(without_job("p37", until="2026-11-24"), actor="tests", at=LATER)
    assert client.get("/en/board/").status_code == 200
    settings.COMPTOIR_TODAY = date(2026, 11, 24)

    assert client.get("/en/board/").status_code == 404
    assert text_of(administrator, "people/").count("has left: counts no more") == 1


def test_a_session_without_its_stamp_is_none(demo) -> None:
    has_account("p37")
    client = sign_in("p37")
    session = client.session
    del session[rights.STAMP]
    session.save()

    assert client.get("/en/board/").status_code == 302


def test_a_careless_counter_would_go_on(demo, monkeypatch) -> None:
    """The mutant: whoever does not ask for the stamp lets the session live; the page itself still refuses."""
    monkeypatch.setattr(rights, "stamp", lambda _user: "always")
    has_account("p37")
    client = sign_in("p37")
    session = client.session
    session[rights.STAMP] = "always"
    session.save()

    revoke_role("p37", Role.COUNTER_STAFF, unit="ATE", actor=HOUSE, at=LATER)

    assert client.get("/en/").status_code == 200
    assert client.get("/en/board/").status_code == 404


def test_one_acts_for_whom_one_chose_and_only_for_whom_one_may(demo) -> None:
    client = demo("claire")
    assert '<option value="ESS" selected>' in text_of(client, "")

    assert client.post("/en/acting-for/", {"party": "p20", "next": "/en/"}).status_code == 302
    assert '<option value="p20" selected>' in text_of(client, "")
    for other in ("MET", "NOV", "p02", "", "nothing"):
        assert client.post("/en/acting-for/", {"party": other}).status_code == 404
    assert demo("").post("/en/acting-for/", {"party": "ESS"}).status_code == 404


def test_a_form_of_one_capacity_does_nothing_in_another(demo) -> None:
    has_account("p20")
    client = sign_in("p20", strict=True)
    before = token(client, "/en/offers/filament/")
    form = {"offering": "filament", "of-gram": "250", "csrfmiddlewaretoken": before}
    client.post("/en/acting-for/", {"party": "p20", "csrfmiddlewaretoken": before})

    assert client.post("/en/basket/add/", form).status_code == 403
    now = token(client, "/en/offers/filament/")
    assert client.post("/en/basket/add/", {**form, "csrfmiddlewaretoken": now}).status_code == 302


@pytest.mark.parametrize("by", ["persona", "account"])
def test_who_has_left_loses_the_internal_price_in_every_open_carrier(demo, by) -> None:
    has_account("p20")
    client = demo("claire") if by == "persona" else sign_in("p20")
    client.post("/en/acting-for/", {"party": "ESS"})
    client.post("/en/basket/add/", {"offering": "filament", "of-gram": "250"})
    inside, outside = text_of(client, SOLD_ON), text_of(demo(""), SOLD_ON)
    assert price_of(inside) != price_of(outside)
    basket = text_of(client, "basket/")
    form = {
        "agreed": field(basket, "agreed"), "key": field(basket, "key"), "cost_center": "ESS-012",
    }  # fmt: skip

    import_company(without_job("p20"), actor="tests", at=LATER)

    refused = client.post("/en/basket/order/", form)
    assert refused.status_code == 409
    assert "no longer act for Engine testing" in refused.content.decode()
    assert price_of(text_of(client, SOLD_ON)) == price_of(outside)
    assert field(text_of(client, "basket/"), "agreed") != form["agreed"]
    again = client.post("/en/basket/order/", form)
    assert again.status_code == 409
    assert "total has changed" in again.content.decode()


def test_who_leaves_tomorrow_is_inside_until_then(demo, settings) -> None:
    import_company(without_job("p20", until="2026-11-24"), actor="tests", at=LATER)
    client = demo("claire")
    inside, outside = text_of(client, SOLD_ON), text_of(demo(""), SOLD_ON)
    assert price_of(inside) != price_of(outside)

    settings.COMPTOIR_TODAY = date(2026, 11, 24)

    assert price_of(text_of(client, SOLD_ON)) == price_of(text_of(demo(""), SOLD_ON))


def test_a_replayed_order_is_shown_by_the_rights_of_today(demo) -> None:
    client = demo("claire")
    client.post("/en/basket/add/", {"offering": "filament", "of-gram": "250"})
    basket = text_of(client, "basket/")
    form = {"agreed": field(basket, "agreed"), "key": field(basket, "key")}
    placed = client.post("/en/basket/order/", form)
    assert placed.status_code == 302
    assert client.get(placed.headers["Location"]).status_code == 200

    import_company(without_job("p20"), actor="tests", at=LATER)

    assert client.get(placed.headers["Location"]).status_code == 404


def field(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def price_of(page: str) -> tuple[str, ...]:
    """The amounts of the price card, as far as they are prices."""
    import re

    return tuple(sorted(set(re.findall(r"€[\d,.]+", page.split("<main")[1]))))
