"""I-17 at the counter: negotiations, deals and usage, each tried by everybody but its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from comptoir.store.state_hash import commitments_hash
from tests.web.signing_in import has_account, sign_in
from tests.web.test_negotiation import ask
from tests.web.test_usage import BAD, GOOD, bring, take_in

Doors = dict[str, Client]
STRANGERS = ("other unit", "other supplier", "outsider", "passer-by")


@pytest.fixture
def doors(demo, settings, tmp_path) -> Doors:
    """Who stands in one relation to what engine testing and metrology do together."""
    settings.HOME = tmp_path
    for person in ("p24", "p36"):
        has_account(person)
    return {
        "buyer": demo("claire"),
        "other unit": sign_in("p24"),
        "other supplier": sign_in("p36"),
        "outsider": demo("novatek"),
        "passer-by": demo(""),
        "manager": demo("marc"),
    }


def opened(doors: Doors, address: str) -> set[str]:
    """Who gets an answer at an address; all others meet 404."""
    seen = {who: client.get(address).status_code for who, client in doors.items()}
    assert set(seen.values()) <= {200, 404}, (address, seen)
    return {who for who, status in seen.items() if status == 200}


def untouched(doors: Doors, address: str, verbs: tuple[str, ...], who: tuple[str, ...] = STRANGERS) -> None:
    """No form that a stranger sends is taken, and nothing has changed."""
    before = commitments_hash()
    for one in who:
        for verb in verbs:
            sent = {"verb": verb, "price": "1", "key": f"{one} {verb}", "reason": "mine", "note": "mine"}
            assert doors[one].post(address, sent).status_code in (404, 405), (address, one, verb)
    assert commitments_hash() == before


def test_a_negotiation_and_its_deal_are_its_two_sides(doors: Doors) -> None:
    address = ask(doors["buyer"], "calibration", price="24")["Location"]
    verbs = ("offer", "counter", "approve", "agree", "decline", "withdraw")

    assert opened(doors, address) == {"buyer", "manager"}
    untouched(doors, address, verbs)

    assert doors["manager"].post(address, {"verb": "offer", "price": "30", "key": "o"}).status_code == 302
    assert doors["buyer"].post(address, {"verb": "agree", "key": "a"}).status_code == 302
    found = re.search(r'href="(/en/deals/[0-9A-Z]{10}/)', doors["buyer"].get("/en/deals/").content.decode())
    assert found is not None
    assert opened(doors, found[1]) == {"buyer", "manager"}
    untouched(doors, found[1], ("end", "ask"))


def test_what_was_used_and_its_files_are_the_counters(doors: Doors) -> None:
    marc = doors["manager"]
    preview = bring(marc, GOOD)
    assert opened(doors, preview) == {"manager"}
    untouched(doors, preview, ("take",), (*STRANGERS, "buyer"))

    taken = take_in(marc, bring(marc, GOOD.splitlines()[0] + "\n" + BAD + "ESS;cmm;2026-11-19;60;a6\n"))
    for address in (taken, f"{taken}rejects.csv"):
        assert opened(doors, address) == {"manager"}, address
    untouched(doors, f"{taken}undo/", ("undo",), (*STRANGERS, "buyer"))
    found = re.search(r'href="(/en/usage/records/[^"]+)"', marc.get("/en/usage/").content.decode())
    assert found is not None
    assert not opened(doors, found[1]) & set(STRANGERS)
    untouched(doors, found[1], ("correct", "void"))
