"""A card of one rate is held against what was really sold under it."""

from __future__ import annotations

from datetime import date

from comptoir.core.values import DayPeriod, Tables
from comptoir.operations.import_company import import_company
from comptoir.operations.verify import verify
from comptoir.store.models import OrderLine
from tests.operations.books.ledger import REVIEWED, deliver
from tests.operations.books.test_tampering import forced, run
from tests.operations.orders.shop import AT, MACHINE, SETTINGS, opened, tables, wish


def one_rate() -> Tables:
    cards = [dict(card) for card in SETTINGS["card"]]  # type: ignore[attr-defined]
    cards[0] |= {"policy": "one rate"}
    return Tables(SETTINGS | {"card": cards}, tables().tables)


def found() -> list[str]:
    period = DayPeriod(date(2026, 10, 1), date(2026, 11, 1))
    return [
        one.code for one in verify(actor=MACHINE, at=REVIEWED, period=period, parts=("one rate",)).findings
    ]


def test_who_paid_another_rate_is_found(database) -> None:
    opened()
    import_company(one_rate(), actor="tests", at=AT.replace(month=9))
    deliver(wish("scan", 2))
    deliver(wish("scan", 2))
    deliver(wish("scan", 2), by="ben", acting_for="NEW", cost_center="")
    assert found() == []

    line = OrderLine.objects.order_by("id")[1]
    with forced():
        run("UPDATE store_orderline SET amount = amount - 1 WHERE id = %s", (line.id,))
        assert found() == ["one_rate.off_card", "one_rate.differs"]
    outside = OrderLine.objects.get(order__buyer="NEW")
    with forced():
        run("UPDATE store_orderline SET amount = 1 WHERE id = %s", (outside.id,))
        assert found() == ["one_rate.less"]
