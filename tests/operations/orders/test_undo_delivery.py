"""A delivery noted by mistake: the line waits again, and nothing of it is charged; what is in the books stays."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.db import connection

from comptoir.core.values import Refusal
from comptoir.operations.charges import collect_charges, reverse_charge
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.spending import delivered_lately
from comptoir.operations.undo_delivery import undo_delivery
from comptoir.operations.verify import verify
from comptoir.store.models import AuditRow, Charge, Order
from tests.operations.books.ledger import NOVEMBER, OCTOBER, REVIEWED, closed, deliver, house
from tests.operations.forking import driver
from tests.operations.orders import deeds
from tests.operations.orders.shop import MACHINE, actor, wish

OCT = "2026-10"
DEEDS = "tests.operations.orders.deeds"


def undo(
    order: str, line: int = 1, *, by: str = "sam", reason: str = "wrong shelf", at: datetime = NOVEMBER
) -> str:
    """Take a delivery back: the order's state, or the code of the refusal."""
    try:
        return undo_delivery(order, line, reason=reason, actor=actor(by, at=at), at=at).state
    except Refusal as refusal:
        return refusal.reason.code


@pytest.fixture
def order(database) -> str:
    house()
    return deliver(wish("scan", 2), wish("cut"))


def test_the_line_waits_again_and_the_order_is_open(order) -> None:
    assert Order.objects.get(id=order).state == "closed"
    assert [one.order for one in delivered_lately("MET", actor=actor("sam", at=OCTOBER), at=OCTOBER)] == [
        order
    ]

    assert undo(order) == "confirmed"

    assert undo(order) == "state.forbidden"
    row = AuditRow.objects.filter(action="order.delivery_undone").get()
    assert (row.actor, json.loads(row.params)["note"]) == (actor("sam").name, "wrong shelf")
    assert collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER).charged == 0
    assert collect_charges("WORK", OCT, actor=MACHINE, at=NOVEMBER).charged == 1
    assert deliver_line(order, 1, actor=actor("sam", at=NOVEMBER), at=NOVEMBER).state == "closed"


def test_a_charge_in_review_is_withdrawn_and_comes_again_with_the_real_delivery(order) -> None:
    collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER)

    assert undo(order) == "confirmed"

    assert Charge.objects.get(supplier="MET").state == "withdrawn"
    deliver_line(order, 1, actor=actor("sam", at=NOVEMBER), at=NOVEMBER)
    assert collect_charges("MET", "2026-11", actor=MACHINE, at=REVIEWED).charged == 1
    again = Charge.objects.get(supplier="MET", again=False)
    assert (again.version, again.day) == (2, NOVEMBER.date())
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_what_is_in_the_books_is_reversed_first(order) -> None:
    closed("MET", OCT)
    assert undo(order, at=REVIEWED) == "order.delivery_posted"
    assert delivered_lately("MET", actor=actor("sam", at=REVIEWED), at=REVIEWED) == ()
    charge = Charge.objects.get(supplier="MET").id

    reverse_charge(charge, reason="never delivered", actor=actor("mia", at=REVIEWED), at=REVIEWED)

    assert undo(order, at=REVIEWED) == "confirmed"
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


def test_who_may_and_why(order) -> None:
    assert undo(order, reason=" ") == "order.undo_reason"
    assert undo(order, by="ann") in ("permission.denied", "order.unknown")
    assert undo(order, by="wim") == "permission.denied"
    assert undo(order, 9) == "order.line_unknown"
    assert undo("nothing") == "order.unknown"
    assert Order.objects.get(id=order).state == "closed"


def test_dying_anywhere_leaves_before_or_after(order, database) -> None:
    collect_charges("MET", OCT, actor=MACHINE, at=NOVEMBER)
    before = deeds.everything(), list(Charge.objects.values_list())
    with driver(database, DEEDS) as children:
        for place in ("charge.moved", "order.lines", "order.moved", "order.recorded"):
            connection.close()

            ended = children.once(f"{DEEDS}:undo_first", COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY="kill")

            assert ended.code == -9, f"{place} was never reached"
            assert (deeds.everything(), list(Charge.objects.values_list())) == before, place
        connection.close()
        ended = children.once(
            f"{DEEDS}:undo_first", COMPTOIR_FAIL_AT="order.committed", COMPTOIR_FAIL_BY="exit"
        )
    assert ended.code == 86
    assert (Order.objects.get(id=order).state, Charge.objects.get().state) == ("confirmed", "withdrawn")
