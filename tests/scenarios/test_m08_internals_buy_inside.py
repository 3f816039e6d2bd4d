"""M8: internals buy directly inside the company: ordered, delivered, looked at, charged to a cost center, both sides
booked at once, no VAT, a statement, a journal for the accountant, and an invoice is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Refusal
from comptoir.documents import Statement, journal_sheet
from comptoir.documents.csv_out import to_csv
from comptoir.operations.books import get_entry
from comptoir.operations.books.exporting import export_journal
from comptoir.operations.charges import accept_charge, get_charge, list_charges
from comptoir.operations.closing import approve_close, run_close
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.paper import find_papers, get_paper, issue_invoice, render
from comptoir.operations.place_order import place_order
from comptoir.store.charges.queries import Wanted
from tests.scenarios.stage import CLAIRE, CONTROLLER, MARC, acting, some

OCTOBER = datetime(2026, 10, 12, 9, tzinfo=UTC)
COLLECTED = datetime(2026, 11, 3, 9, tzinfo=UTC)
SEEN = datetime(2026, 11, 5, 9, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST, UPTO = date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture
def delivered(company) -> str:
    """Claire's unit ordered four calibrations on its cost center, and metrology delivered them."""
    basket = Basket("ESS", (some("calibration", 4),), cost_center="ESS-012")
    order = place_order(basket, actor=acting(CLAIRE, "ESS", OCTOBER), at=OCTOBER).order
    deliver_line(order.id, 1, actor=acting(MARC, "MET", OCTOBER), at=OCTOBER)
    return order.id


def test_from_the_order_to_the_statement_and_the_journal(delivered: str) -> None:
    controller, claire = acting(CONTROLLER, at=REVIEWED), acting(CLAIRE, "ESS", SEEN)
    manager = acting(MARC, "MET", REVIEWED)

    run_close("MET", "2026-10", actor=acting(CONTROLLER, at=COLLECTED), at=COLLECTED)
    (charge,) = list_charges(Wanted(payers=("ESS",)), actor=claire, at=SEEN)
    assert (charge.settlement, str(charge.vat_rate), charge.amount.minor) == (
        "cost center charge",
        "0",
        12_480,
    )
    assert charge.state == "in review", "the customer has a say before anything is posted"
    assert accept_charge(charge.id, actor=claire, at=SEEN).state == "accepted"

    for person in (manager, controller):
        approve_close("MET", "2026-10", actor=person, at=REVIEWED)
    closed = run_close("MET", "2026-10", actor=controller, at=REVIEWED)
    assert closed.state == "certified"
    assert run_close("MET", "2026-10", actor=controller, at=REVIEWED).state == "certified", (
        "again changes nothing"
    )

    posted = get_charge(charge.id, actor=claire, at=REVIEWED)
    entry = get_entry(posted.entry, actor=controller, at=REVIEWED).entry
    consumer, supplier = entry.postings
    assert (consumer.cost_center, consumer.debit.minor) == ("ESS-012", 12_480)
    assert (supplier.cost_center, supplier.credit.minor) == ("MET-002", 12_480)
    assert consumer.entity == supplier.entity == "ARV", "one legal entity, both sides at once"

    (listed,) = find_papers(actor=claire, at=REVIEWED)
    statement = get_paper(listed.number, actor=claire, at=REVIEWED).told("fr")
    assert isinstance(statement, Statement), "a statement of the cost center, and no invoice"
    assert [one.amount.minor for one in statement.lines] == [12_480]
    assert [(one.cost_center, one.amount.minor) for one in statement.shares] == [("ESS-012", 12_480)]
    assert render(listed.number, actor=claire, at=REVIEWED).content.startswith(b"%PDF")

    rows = export_journal("ARV", since=FIRST, upto=UPTO, language="fr", actor=controller, at=REVIEWED)
    assert sorted((row.cost_center, row.debit.minor, row.credit.minor) for row in rows) == [
        ("ESS-012", 12_480, 0),
        ("MET-002", 0, 12_480),
    ]
    written = to_csv(journal_sheet(rows, "fr"), "fr").decode("utf-8-sig")
    assert written.count("124,80") == 2, "the file says each side once"


def test_an_invoice_for_it_is_refused(delivered: str) -> None:
    controller = acting(CONTROLLER, at=REVIEWED)
    run_close("MET", "2026-10", actor=controller, at=COLLECTED)
    run_close("MET", "2026-10", actor=controller, at=REVIEWED)
    (charge,) = list_charges(Wanted(supplier="MET"), actor=acting(MARC, "MET", REVIEWED), at=REVIEWED)

    with pytest.raises(Refusal, match=r"billing\.not_invoiced|paper\.charge"):
        issue_invoice([charge.id], actor=controller, at=REVIEWED)
