"""What becomes of the demo's invoices? They are sent; most are paid by their day, a few later, and some not yet."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from comptoir.core.values import Amount
from comptoir.operations.actors import the_machine
from comptoir.operations.demo_life.living import LAST, Life
from comptoir.operations.paper import record_payment, send_paper
from comptoir.operations.paper.values import INVOICE
from comptoir.store.paper.queries import Seen, list_papers

_HOUSE = the_machine("demo")
_PAGE = 100
# Up to which chance an invoice is paid in time, and paid late; the others are still owed.
_IN_TIME, _LATE = 0.82, 0.95


def settle_papers(life: Life) -> int:
    """Send what was issued and take in what was paid, as far as that was not done; how many payments there were."""
    found, start = [], 0
    while page := list_papers(Seen(everything=True), kinds=(INVOICE,), start=start, limit=_PAGE):
        found += page
        start += _PAGE
    paid = 0
    for paper in sorted(found, key=lambda one: (one.issued_on, one.number)):
        chance = Random(f"{paper.payer} {paper.issued_on} {paper.gross}").random()
        if paper.state == "issued":
            send_paper(paper.number, actor=_HOUSE, at=life.at(paper.issued_on, 17))
        due = paper.due_on or paper.issued_on
        day = due - timedelta(days=2) if chance < _IN_TIME else due + timedelta(days=20)
        if paper.state in ("issued", "sent") and paper.owed > 0 and chance < _LATE and day <= LAST:
            amount = Amount(paper.owed, paper.currency)
            record_payment(
                paper.number,
                amount,
                day=day,
                actor=_HOUSE,
                at=life.at(day, 10),
                reference=f"VIR {paper.number}",
            )
            paid += 1
    return paid
