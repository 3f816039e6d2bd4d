"""M12: whatever their position, they are treated the same: one queue, blind to relation and rank."""

from __future__ import annotations

import inspect

from comptoir.operations.bookings import book, cancel_booking, cancellation_fee, join_waiting_list, slots
from comptoir.store.bookings.models import WaitingWish
from tests.scenarios.stage import CLAIRE, HUGO, NINA, NOW, acting, three_hours, used_by


def test_who_is_free_when_cannot_even_be_asked_by_somebody(company) -> None:
    assert not {"actor", "customer", "buyer"} & set(inspect.signature(slots).parameters)


def test_the_outsider_who_came_first_is_served_first(company) -> None:
    taken = book(three_hours(), used_by(CLAIRE), actor=acting(CLAIRE, "ESS"), at=NOW).booking
    for person, party in ((NINA, "NOV"), (HUGO, "ESS")):
        join_waiting_list(three_hours(), used_by(person), actor=acting(person, party), at=NOW)

    claire = acting(CLAIRE, "ESS")
    fee = cancellation_fee(taken.public_id, actor=claire, at=NOW).amount
    cancelled = cancel_booking(taken.public_id, actor=claire, at=NOW, agreed=fee)

    assert [one.buyer for one in cancelled.offered] == ["NOV"]
    assert WaitingWish.objects.get(buyer="ESS").state == "waiting"
