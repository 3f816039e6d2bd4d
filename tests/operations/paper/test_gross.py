"""A card whose prices hold the tax: the invoice comes to the agreed price to the cent, on paper and in the books."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from comptoir.core.values import Amount, Tables
from comptoir.operations.charges import collect_charges
from comptoir.operations.import_company import import_company
from comptoir.operations.paper import (
    credit_invoice,
    get_paper,
    issue_invoice,
    render,
    send_paper,
    verify_papers,
)
from comptoir.operations.verify import verify
from comptoir.store.ledger.queries import sum_balances
from comptoir.store.models import Charge, OrderPart
from tests.operations.books.ledger import NOVEMBER, OCTOBER, deliver
from tests.operations.orders import shop
from tests.operations.orders.shop import wish
from tests.operations.paper import house
from tests.operations.paper.house import AT, actor, charges

_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"


def gross_house() -> None:
    """The house, whose lab states its prices with the tax."""
    house.opened()
    found = shop.tables(**house.given())
    cards: Any = found.settings["card"]
    changed = [dict(card) | ({"prices": "gross"} if card["id"] == "met" else {}) for card in cards]
    import_company(Tables(shop.SETTINGS | {"card": changed}, found.tables), actor="tests", at=OCTOBER)


def owed(number: str) -> dict[str, int]:
    """What an invoice says is to be paid: its row, its XML, its paper, and the books."""
    view = get_paper(number, actor=actor(), at=AT)
    xml = etree.fromstring(render(number, form="xml", actor=actor(), at=AT).content)
    due = xml.findtext(f".//{{{_RAM}}}DuePayableAmount")
    balances = {(one.entity, one.account): one.balance.minor for one in sum_balances()}
    return {
        "row": view.row.gross,
        "xml": int(Decimal(due or 0) * 100),
        "value": view.told("fr").totals.payable.minor,  # type: ignore[union-attr]
        "books": balances.get(("ORG", "411"), 0) + balances.get(("ORG", "4511"), 0),
    }


def of(minors: list[int], kind: house.Kind = house.OUTSIDE) -> list[str]:
    """Charges of scans at prices with 20 % in them."""
    made: list[str] = []
    for minor in minors:
        net = Amount.of(Decimal(minor) / 120, "EUR").minor
        shares = json.dumps([["CC1", net]]) if kind is house.SISTER else "[]"
        made += charges(net, kind=kind, gross=minor, shares=shares)
    return made


def test_what_was_ordered_with_the_tax_is_what_is_invoiced(database) -> None:
    gross_house()
    order = deliver(
        wish("scan"),
        wish("scope", 1, "hour"),
        wish("scope", 3, "hour"),
        by="ben",
        acting_for="NEW",
        cost_center="",
    )
    collect_charges("MET", "2026-10", actor=shop.MACHINE, at=NOVEMBER)
    found = Charge.objects.filter(payer="NEW")
    found.update(state="accepted")

    number = issue_invoice([one.id for one in found], actor=actor(), at=AT)

    agreed = OrderPart.objects.get(order=order).gross
    assert sum(one.gross or 0 for one in found) == agreed == 12000 + 7777 + 23331
    assert owed(number) == dict.fromkeys(("row", "xml", "value", "books"), agreed)
    assert verify(actor=shop.MACHINE, at=AT).findings == ()


@pytest.mark.parametrize("minors", [[1000] * 3, [3], [999, 1001, 777, 3], [1999] * 7, [3, 10000]])
@pytest.mark.parametrize("kind", [house.OUTSIDE, house.SISTER])
def test_paper_xml_and_books_come_to_what_was_agreed(sqlite, minors, kind) -> None:
    house.opened()

    number = issue_invoice(of(minors, kind), actor=actor(), at=AT)

    assert owed(number) == dict.fromkeys(("row", "xml", "value", "books"), sum(minors))
    assert verify_papers() == ()
    assert {one.balance.minor for one in sum_balances() if one.account in ("758", "658")} <= {-1, 1}
    assert len(render(number, actor=actor(), at=AT).content) > 1000


def test_a_credit_note_takes_back_the_rounding_too(database) -> None:
    house.opened()
    number = issue_invoice(of([3]), actor=actor(), at=AT)
    send_paper(number, actor=actor(), at=AT)

    credit_invoice(number, reason="not wanted", actor=actor(), at=AT)

    assert get_paper(number, actor=actor(), at=AT).owed.minor == 0
    assert {one.balance.minor for one in sum_balances()} == {0}
    assert verify_papers() == ()


def test_taken_back_line_by_line_nothing_is_left(database) -> None:
    house.opened()
    number = issue_invoice(of([1000] * 3), actor=actor(), at=AT)
    send_paper(number, actor=actor(), at=AT)

    for line in ("1", "2", "3"):
        credit_invoice(number, reason="not wanted", lines=[line], actor=actor(), at=AT)

    assert get_paper(number, actor=actor(), at=AT).owed.minor == 0
    assert {one.balance.minor for one in sum_balances() if one.account == "411"} == {0}
    assert verify_papers() == ()
