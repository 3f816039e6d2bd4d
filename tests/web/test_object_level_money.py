"""I-17 for money: charges, papers and their files, certificates and entries, each tried by everybody but its own."""

from __future__ import annotations

import pytest
from django.test import Client

from comptoir.store.models import JournalEntryRow
from comptoir.store.state_hash import commitments_hash
from tests.web.money import PERIOD, Month, closed_month
from tests.web.signing_in import has_account, sign_in

Doors = dict[str, Client]
# Metrology supplied Novatek (outside) and engine testing (inside); who is neither side nor the house's books.
STRANGERS = ("other unit", "other supplier", "other outsider", "passer-by")


@pytest.fixture
def month(demo) -> Month:
    """The charges and papers of a closed month."""
    return closed_month()


@pytest.fixture
def doors(month, demo) -> Doors:
    """Everybody who stands in one relation to what Novatek and engine testing owe metrology."""
    for person in ("p24", "p36", "x07"):
        has_account(person)
    return {
        "payer": demo("novatek"),
        "inside": demo("claire"),
        "other unit": sign_in("p24"),
        "other supplier": sign_in("p36"),
        "other outsider": sign_in("x07"),
        "passer-by": demo(""),
        "manager": demo("marc"),
        "controller": demo("ines"),
        "auditor": demo("adrien"),
    }


def opened(doors: Doors, address: str) -> set[str]:
    """Who gets an answer at an address; all others meet the same 404 as where there is nothing."""
    seen = {who: client.get(f"/en/{address}").status_code for who, client in doors.items()}
    assert set(seen.values()) <= {200, 404}, seen
    return {who for who, status in seen.items() if status == 200}


def test_a_charge_and_a_paper_are_their_payers_and_their_suppliers(month: Month, doors: Doors) -> None:
    house = {"manager", "controller", "auditor"}

    assert opened(doors, f"charges/{month.outside}/") == {"payer"} | house
    assert opened(doors, f"charges/{month.inside}/") == {"inside"} | house
    for address in ("", "document.pdf", "document.xml"):
        assert opened(doors, f"papers/{month.invoice}/{address}") == {"payer"} | house, address
        assert not opened(doors, f"papers/{month.other_invoice}/{address}") & {"payer", "inside"}, address
    assert opened(doors, f"papers/{month.statement}/") >= {"controller", "auditor"}
    assert not opened(doors, f"papers/{month.statement}/") & {"payer", *STRANGERS}


def test_certificates_and_entries_are_the_houses(month: Month, doors: Doors) -> None:
    entry = JournalEntryRow.objects.first()
    assert entry is not None

    for file in ("certificate.json", "papers.zip"):
        assert opened(doors, f"closes/MET/{PERIOD}/{file}") == {"manager", "controller", "auditor"}
    assert opened(doors, f"journal/{entry.id}/") == {"controller", "auditor"}


def test_no_form_of_money_moves_anything_for_a_stranger(month: Month, doors: Doors) -> None:
    before = commitments_hash()
    verbs = (
        "accept",
        "dispute",
        "resolve",
        "correct",
        "send",
        "pay",
        "remind",
        "credit",
        "void",
        "write_off",
        "return",
    )
    for address in (f"charges/{month.waiting}/", f"papers/{month.invoice}/", f"closes/MET/{PERIOD}/"):
        for who in STRANGERS:
            for verb in verbs:
                form = {
                    "verb": verb,
                    "reason": "mine",
                    "amount": "1",
                    "day": "2026-11-20",
                    "agreed": "12345",
                    "key": "k",
                }
                answer = doors[who].post(f"/en/{address}", form)
                assert answer.status_code == 404, (address, who, verb)
    assert commitments_hash() == before
