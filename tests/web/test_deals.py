"""Talking about a price on the pages: terms, an approver, an agreement with its register and its end."""

from __future__ import annotations

import re

from comptoir.operations.deals.expiring import expire
from comptoir.web import clock
from tests.web.people import APPROVER, eyes_of
from tests.web.test_basket import order
from tests.web.test_negotiation import ask
from tests.web.test_orders import text


def agreed(claire, marc, price: str = "30", **more: str) -> str:
    """A price that Claire asks for and Marc offers, agreed; the address of the thread."""
    address = ask(claire, "calibration", price=price, **more)["Location"]
    marc.post(address, {"verb": "offer", "price": price, "key": f"o{address}"})
    assert claire.post(address, {"verb": "agree", "key": f"a{address}"}).status_code == 302
    return address


def test_terms_are_said_and_the_next_orders_are_shown(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    address = ask(claire, "calibration", price="30")["Location"]
    marc.post(
        address,
        {"verb": "offer", "price": "30", "quantity": "5", "end": "2027-06-30", "conditions": "Drop-off on Mondays",
         "until": "2026-11-30", "key": "o"},
    )  # fmt: skip
    page = text(claire, address)

    for told in (
        "€30.00",
        "from 5 pieces on",
        "Drop-off on Mondays",
        "29 June 2027",
        "€150.00",
        "less than today",
    ):
        assert told in page, told
    assert "Usual price" in page


def test_beyond_the_authority_an_approver_decides(demo, monkeypatch) -> None:
    look = eyes_of(monkeypatch)
    claire, marc, claude = demo("claire"), demo("marc"), look(APPROVER)
    address = ask(claire, "calibration", price="25")["Location"]
    refused = marc.post(address, {"verb": "offer", "price": "22", "key": "o"})
    assert refused.status_code == 409
    assert "an approver decides" in refused.content.decode()
    assert marc.post(address, {"verb": "escalate", "price": "22", "key": "e"}).status_code == 302

    assert "Waiting for somebody else" in text(marc, address)
    assert "€22" not in text(claire, address)
    assert "With an approver" in text(marc, "/en/negotiations/")
    assert "To approve" in text(claude, "/en/negotiations/")
    assert claude.post(address, {"verb": "approve", "key": "y"}).status_code == 302
    assert "Accept the price on the table" in text(claire, address)


def test_an_agreement_stands_in_both_registers_with_its_use(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    agreed(claire, marc)
    assert "not used yet" in text(claire, "/en/deals/")
    order(claire)
    mine, theirs = text(claire, "/en/deals/"), text(marc, "/en/deals/register/")
    address = re.search(r'href="(/en/deals/[^"]+/)"><?', mine.split("entries")[1])

    assert "used 1 time" in mine
    assert "Engine testing" in theirs
    assert address
    assert "Marc Lebrun" in text(marc, address.group(1))
    assert "Marc Lebrun" not in text(claire, address.group(1)).split("<main")[1]
    for stranger in ("novatek", "mathilde", ""):
        assert demo(stranger).get(address.group(1)).status_code == 404


def test_an_agreement_ends_on_a_day(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    agreed(claire, marc)
    found = re.search(r'href="(/en/deals/[^"]+/)">', text(claire, "/en/deals/").split("entries")[1])
    assert found
    address = found.group(1)

    assert claire.post(address, {"on": "soon"}).status_code == 409
    assert claire.post(address, {"on": "2020-01-01"}).status_code == 409
    assert claire.post(address, {"on": "2026-12-31", "note": "Moved"}).status_code == 302
    assert "31 December 2026" in text(claire, address) or "30 December 2026" in text(claire, address)
    assert claire.post(address, {}).status_code == 409


def test_a_second_agreement_asks_which_one_counts(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    agreed(claire, marc)
    address = ask(claire, "calibration", price="29.50", key="another")["Location"]
    marc.post(address, {"verb": "offer", "price": "29.50", "key": "second"})
    asked = claire.post(address, {"verb": "agree", "key": "b"})
    replaces = re.search(r'name="replaces" value="([^"]+)"', asked.content.decode())

    assert asked.status_code == 409
    assert "Choose which one counts" in asked.content.decode()
    assert replaces
    done = claire.post(address, {"verb": "agree", "key": "c", "replaces": replaces.group(1)})
    assert done.status_code == 302
    assert "In force" in text(claire, "/en/deals/")


def test_what_expired_is_asked_again_without_typing(demo, settings) -> None:
    from datetime import date

    claire = demo("claire")
    address = ask(claire, "calibration", price="30")["Location"]
    settings.COMPTOIR_TODAY = date(2026, 12, 20)
    page = text(claire, address)
    again = re.search(r'href="([^"]*negotiate/[^"]*)"', page)

    assert "stands no more" in page
    assert again
    assert 'value="30"' in text(claire, again.group(1).replace("&amp;", "&"))
    assert expire(at=clock.now())


def test_a_mandate_is_lent_and_taken_back(demo, monkeypatch) -> None:
    marc = demo("marc")
    colleague = _colleague()
    place = "/en/negotiations/authority/"
    lent = {"verb": "lend", "who": colleague, "start": "2026-11-23", "end": "2026-12-05"}

    assert marc.post(place, {**lent, "end": ""}).status_code == 409
    assert marc.post(place, {**lent, "who": "e"}).status_code == 409
    assert marc.post(place, lent).status_code == 302
    page = text(marc, place)
    assert "→" in page
    back = re.search(r'name="who" value="([^"]*&gt;[^"]*)"', page)
    assert back
    marc.post(place, {"verb": "return", "who": back.group(1).replace("&gt;", ">")})
    assert "Nothing is lent" in text(marc, place)
    assert demo("claire").get(place).status_code == 404


def test_floors_and_mandates_are_set_by_who_may(demo, monkeypatch) -> None:
    claude = eyes_of(monkeypatch)(APPROVER)
    place = "/en/negotiations/authority/?supplier=MET"

    assert (
        claude.post(place, {"verb": "floor", "offering": "calibration", "floor": "nonsense"}).status_code
        == 409
    )
    assert (
        claude.post(place, {"verb": "floor", "offering": "calibration", "floor": "60% of usual"}).status_code
        == 302
    )
    assert claude.post(place, {"verb": "mandate", "who": "Marc Lebrun", "share": "x"}).status_code == 409
    assert claude.post(place, {"verb": "mandate", "who": "Marc Lebrun", "share": "12.5"}).status_code == 302
    page = text(claude, place)
    assert "60% of usual" in page
    assert "12.5" in page


def _colleague() -> str:
    """Somebody else employed by metrology."""
    from comptoir.core.relation.facts import FactKind
    from comptoir.operations.desk import desk

    facts = desk().company.facts
    found = next(
        subject
        for subject, own in facts.by_subject.items()
        if subject != "p02"
        and any(
            one.kind is FactKind.EMPLOYED_BY and one.object == "MET" and clock.today() in one.valid
            for one in own
        )
    )
    return facts.parties[found].id
