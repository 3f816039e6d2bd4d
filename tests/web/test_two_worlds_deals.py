"""Law 7 in talks about prices: floors, mandates and others' agreements leave no trace on an outsider's pages."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from comptoir.core.values import Tables
from comptoir.operations.actors import the_machine
from comptoir.operations.deals import reading
from comptoir.operations.deals.mandates import set_floor, set_mandate
from comptoir.operations.demo_people import qualify_people
from comptoir.operations.import_company import import_company
from tests.web.conftest import AT, look_as
from tests.web.test_basket import fields
from tests.web.test_two_worlds import told
from tests.web.worlds import one_world, spellings

# A floor and another customer's price: amounts that stand nowhere else.
FLOOR, THEIRS = Decimal("23.47"), Decimal("29.83")
MACHINE = the_machine("tests")


def open_to_all() -> Tables:
    """The demo company, its units free to negotiate with everybody."""
    world = one_world()
    cards = [{**card, "negotiable_for": "everyone"} for card in world.settings["card"]]  # type: ignore[attr-defined]
    return Tables({**world.settings, "card": cards}, world.tables)


@pytest.fixture
def talks(counter) -> list[str]:
    """Everything of an outsider's own that there may be: the addresses of its pages."""
    import_company(open_to_all(), actor="tests", at=AT)
    qualify_people(at=AT)
    novatek, marc = look_as("novatek"), look_as("marc")
    asked = novatek.post("/en/offers/calibration/negotiate/", {"price": "40", "key": "one"})["Location"]
    marc.post(asked, {"verb": "offer", "price": "44", "conditions": "By courier", "key": "offer"})
    agreed = novatek.post("/en/offers/gauge-blocks/negotiate/", {"price": "24", "key": "two"})["Location"]
    marc.post(agreed, {"verb": "offer", "price": "25", "key": "second"})
    novatek.post(agreed, {"verb": "agree", "key": "yes"})
    made = []
    for verb in ("quote", "order", "draft"):
        novatek.post("/en/basket/add/", {"offering": "calibration", "of-piece": "2"})
        sent = fields(novatek.get("/en/basket/").content.decode())
        made.append(novatek.post("/en/basket/order/", {**sent, "verb": verb})["Location"])
    lists = ["/en/deals/", "/en/quotes/", "/en/activity/", "/en/basket/", "/en/approvals/", "/en/spending/"]
    behind = [
        "/en/negotiations/",
        "/en/negotiations/authority/",
        "/en/deals/register/",
        "/en/supplied/",
        "/en/usage/",
    ]
    own = re.findall(r'href="(/en/deals/[A-Z0-9]{8,}/)"', novatek.get("/en/deals/").content.decode())
    assert own
    english = [
        asked,
        agreed,
        *made,
        *own,
        *lists,
        *behind,
        f"{made[1]}lines/1/?of-piece=3",
        "/en/offers/calibration/negotiate/",
    ]
    return [*english, *(one.replace("/en/", "/fr/", 1) for one in english)]


def seen(addresses: list[str]) -> dict[str, bytes]:
    """What the outsider sees of its own, and how its wrong moves are answered."""
    novatek = look_as("novatek")
    novatek.post("/en/basket/add/", {"offering": "calibration", "of-piece": "4"})
    found = {address: told(novatek.get(address)) for address in addresses}
    for sent in ({"verb": "counter", "price": "x"}, {"verb": "approve"}, {"verb": "escalate", "price": "1"}):
        found[str(sent)] = told(novatek.post(addresses[0], sent))
    return found


def change_what_is_secret() -> None:
    """Another floor, another mandate, an agreement with somebody else, and somebody else's order at its price."""
    set_floor("MET", "calibration", str(FLOOR), actor=MACHINE, at=AT + timedelta(hours=1))
    set_mandate("p02", "MET", Decimal("0.38"), actor=MACHINE, at=AT + timedelta(hours=1))
    claire, marc = look_as("claire"), look_as("marc")
    asked = claire.post("/en/offers/calibration/negotiate/", {"price": str(THEIRS), "key": "k"})["Location"]
    assert marc.post(asked, {"verb": "offer", "price": str(THEIRS), "key": "o"}).status_code == 302
    assert claire.post(asked, {"verb": "agree", "key": "a"}).status_code == 302
    claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": "1"})
    claire.post("/en/basket/order/", fields(claire.get("/en/basket/").content.decode()))


def leaks(found: dict[str, bytes]) -> list[str]:
    """Where a secret amount can be read."""
    secrets = [text.encode() for amount in (FLOOR, THEIRS) for text in spellings(amount)]
    return [place for place, content in found.items() if any(secret in content for secret in secrets)]


def test_an_outsiders_talks_quotes_and_orders_know_nothing_of_floors_and_others(talks) -> None:
    first = seen(talks)
    change_what_is_secret()
    second = seen(talks)

    assert [place for place in first if first[place] != second[place]] == []
    assert leaks(second) == []


def test_the_sellers_side_sees_the_difference(talks) -> None:
    marc = look_as("marc")
    first = marc.get(talks[0]).content
    change_what_is_secret()
    second = marc.get(talks[0]).content

    assert first != second
    assert leaks({"": second})


def test_a_customer_who_was_given_the_sellers_view_would_be_found(talks, monkeypatch) -> None:
    """A planted fault: whoever reads a thread is taken for the seller's side."""
    monkeypatch.setattr(reading, "reads_own", lambda *_given: False)
    first = seen(talks)
    change_what_is_secret()
    second = seen(talks)

    assert [place for place in first if first[place] != second[place]]
    assert leaks(second)
