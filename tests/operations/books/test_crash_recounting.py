"""I-04: a collection that dies while it prices bookings again goes on, and charges what was used once."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations.verify import verify
from comptoir.store.models import Charge, UsageRecord
from tests.operations.bookings.counter import HOUR, hours
from tests.operations.books.test_used_bookings import DECEMBER, counter, lent, used
from tests.operations.forking import driver
from tests.operations.orders.shop import MACHINE

DEEDS = "tests.operations.books.used_deeds"
DIES_AT = {"recount.written"}


@pytest.mark.parametrize(("by", "code"), [("exit", 86), ("kill", -9)])
def test_a_recount_that_dies_is_made_once(database, by: str, code: int) -> None:
    counter(cmm="used")
    bookings = [lent(hours(9 + number, 10 + number)) for number in range(2)]
    with driver(database, DEEDS) as children:
        connection.close()
        children.once(f"{DEEDS}:collect", 0)
        for number, booking in enumerate(bookings):
            used(booking, 9 + number, 11 + number, at=DECEMBER + HOUR)
        connection.close()
        for place in ("recount.written", "booking.priced:2", "charge.written"):
            died = children.once(f"{DEEDS}:collect", 2, COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)
            assert died.code == code, f"{place} was never reached"
        children.once(f"{DEEDS}:collect", 3)
    assert (
        list(Charge.objects.filter(again=False).values_list("amount", "state")) == [(12_000, "in review")] * 2
    )
    assert set(UsageRecord.objects.values_list("state", flat=True)) == {"charged"}
    assert verify(actor=MACHINE, at=DECEMBER + 9 * HOUR).findings == ()
