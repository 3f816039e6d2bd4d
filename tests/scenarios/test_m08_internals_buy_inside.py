"""M8: internals buy directly inside the company: charged to a cost center, both sides booked at once, no VAT, and an
invoice is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Refusal
from comptoir.operations.books import get_entry
from comptoir.operations.charges import list_charges
from comptoir.operations.closing import approve_close, run_close
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.paper import find_papers, issue_invoice, render
from comptoir.operations.place_order import place_order
from comptoir.store.charges.queries import Wanted
from tests.scenarios.stage import CLAIRE, CONTROLLER, MARC, acting, some

OCTOBER = datetime(2026, 10, 12, 9, tzinfo=UTC)
COLLECTED = datetime(2026, 11, 3, 9, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def delivered(company) -> str:
    """Claire's unit ordered four calibrations on its cost center, and metrology delivered them."""
    basket = Basket("ESS", (some("calibration", 4),), cost_center="ESS-012")
    order = place_order(basket, actor=acting(CLAIRE, "ESS", OCTOBER), at=OCTOBER).order
    deliver_line(order.id, 1, actor=acting(MARC, "MET", OCTOBER), at=OCTOBER)
    return order.id


def test_from_the_order_to_the_books_and_the_statement(delivered: str) -> None:
    controller, manager = acting(CONTROLLER, at=REVIEWED), acting(MARC, "MET", REVIEWED)
    run_close("MET", "2026-10", actor=controller, at=COLLECTED)
    (charge,) = list_charges(Wanted(supplier="MET"), actor=manager, at=REVIEWED)
    run_close("MET", "2026-10", actor=controller, at=REVIEWED)
    for person in (manager, controller):
        approve_close("MET", "2026-10", actor=person, at=REVIEWED)
    closed = run_close("MET", "2026-10", actor=controller, at=REVIEWED)

    assert (charge.settlement, str(charge.vat_rate), charge.amount.minor) == (
        "cost center charge",
        "0",
        12_480,
    )
    assert closed.state == "certified"

    (posted,) = list_charges(Wanted(supplier="MET"), actor=manager, at=REVIEWED)
    entry = get_entry(posted.entry, actor=controller, at=REVIEWED).entry
    consumer, supplier = entry.postings
    assert (consumer.cost_center, consumer.debit.minor) == ("ESS-012", 12_480)
    assert (supplier.cost_center, supplier.credit.minor) == ("MET-002", 12_480)
    assert consumer.entity == supplier.entity == "ARV", "one legal entity, both sides at once"

    statements = find_papers(actor=controller, at=REVIEWED, kinds=("statement",))
    if statements:
        told = render(statements[0].number, actor=controller, at=REVIEWED)
        assert told.content.startswith(b"%PDF")
    assert find_papers(actor=controller, at=REVIEWED, kinds=("invoice",)) == []


def test_an_invoice_for_it_is_refused(delivered: str) -> None:
    controller = acting(CONTROLLER, at=REVIEWED)
    run_close("MET", "2026-10", actor=controller, at=COLLECTED)
    run_close("MET", "2026-10", actor=controller, at=REVIEWED)
    (charge,) = list_charges(Wanted(supplier="MET"), actor=acting(MARC, "MET", REVIEWED), at=REVIEWED)

    with pytest.raises(Refusal, match=r"billing\.not_invoiced|paper\.charge"):
        issue_invoice([charge.id], actor=controller, at=REVIEWED)
