"""A shop whose counter has delivered things, and the months in which they are charged.

October 2026: ann (Biology, CC1) had two scans and one cut; ben bought a scan for NEW; a gift was handed over.
"""

from __future__ import annotations

from datetime import UTC, datetime

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.operations.actors import Actor
from comptoir.operations.charges import lapse_reviews
from comptoir.operations.closing import approve_close, run_close
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.place_order import place_order
from tests.operations.orders.shop import MACHINE, Cells, actor, opened, wish
from tests.operations.paper.house import INVOICING, ORGANIZATIONS

OCTOBER = datetime(2026, 10, 12, 9, tzinfo=UTC)
# After every review window of what is collected at LATER.
NOVEMBER = datetime(2026, 11, 3, 9, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def deliver(
    *wishes: Wish,
    by: str = "ann",
    acting_for: str = "BIO",
    cost_center: str = "CC1",
    at: datetime = OCTOBER,
    delivered: datetime | None = None,
) -> str:
    """Order some things and hand them over; the order's id."""
    who = actor(by, acting_for, at=at)
    placed = place_order(
        Basket(acting_for, wishes, cost_center=cost_center),
        actor=who,
        at=at,
    )
    for line in placed.order.lines:
        if line.wish and not line.label:
            deliver_line(placed.order.id, line.number, actor=MACHINE, at=delivered or at)
    return placed.order.id


def house(**rows: list[Cells]) -> None:
    """The shop, with all that invoices must say."""
    opened(**{"organizations": ORGANIZATIONS, "invoicing": INVOICING, **rows})


def october() -> None:
    """The shop, and its October."""
    house()
    deliver(wish("scan", 2), wish("cut"))
    deliver(wish("scan"), by="ben", acting_for="NEW", cost_center="")


def closed(supplier: str, period: str, *, collected: datetime = NOVEMBER, at: datetime = REVIEWED) -> str:
    """Close a month: collected, reviewed in silence, approved by two, posted, certified; its hash."""
    run_close(supplier, period, actor=MACHINE, at=collected)
    lapse_reviews(supplier, actor=MACHINE, at=at)
    run_close(supplier, period, actor=MACHINE, at=at)
    for person in approvers(supplier, at):
        approve_close(supplier, period, actor=person, at=at)
    return run_close(supplier, period, actor=MACHINE, at=at).hash


def approvers(supplier: str, at: datetime) -> tuple[Actor, Actor]:
    """Two persons who may approve: the supplier's manager, and the controller."""
    manager = {"MET": "mia", "WORK": "wim"}[supplier]
    return actor(manager, at=at), actor("cora", at=at)
