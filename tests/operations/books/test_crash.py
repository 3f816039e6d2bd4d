"""I-04, I-25: a close that dies at any named place and is run again comes to what one came to that never died."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.core.ledger import verify
from comptoir.operations import failpoints
from comptoir.operations.books import trial_balance
from comptoir.store.ledger.queries import heads, list_journals
from comptoir.store.models import Charge, Deposit, OrderPart
from tests.operations.books.chains import chain_of
from tests.operations.books.deeds import ledger, live, month, result
from tests.operations.books.ledger import REVIEWED, deliver, house
from tests.operations.forking import driver
from tests.operations.orders.shop import MACHINE, opened, wish

DEEDS = "tests.operations.books.deeds"
# A month each; the same place at another time is another point to die at.
PLACES = (
    "close.opened", "charge.usage", "charge.parked", "charge.written", "charge.recorded", "charge.committed",
    "charge.committed:2", "close.step", "close.step:2", "charge.moved", "close.step:4", "close.approved",
    "close.approved:2", "books.locked", "books.postings", "books.entries", "books.recorded", "close.chunk",
    "close.posted", "close.anchored", "close.certified",
)  # fmt: skip
POSTING = ("books.locked", "books.postings", "books.entries", "books.recorded")
UNDOING = ("close.approved", "close.chunk", "close.undone", "close.anchored")
DIES_AT = {place.partition(":")[0] for place in (*PLACES, *UNDOING, "books.committed", "deposit.written")}
BY = (("exit", 86), ("kill", -9))


def test_every_named_place_is_tried() -> None:
    own = {
        place for place in failpoints.PLACES if place.startswith(("books.", "charge.", "close.", "deposit."))
    }
    assert own == DIES_AT


@pytest.mark.parametrize(("by", "code", "half"), [("exit", 86, 0), ("kill", -9, 1)])
def test_a_close_that_dies_anywhere_and_goes_on_comes_to_the_same(
    database, by: str, code: int, half: int
) -> None:
    house()
    places = PLACES[half::2]
    for index in range(len(places) + 1):
        live(index)
    with driver(database, DEEDS) as children:
        connection.close()
        assert children.once(f"{DEEDS}:close", 0).answer == "certified"
        for index, place in enumerate(places, 1):
            connection.close()
            died = children.once(f"{DEEDS}:close", index, COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)
            gone_on = children.once(f"{DEEDS}:close", index)
            again = children.once(f"{DEEDS}:close", index)

            assert died.code == code, f"{place} was never reached"
            assert (gone_on.answer, again.answer) == ("certified", "certified"), place
            for own, never_killed in zip(result(index), result(0), strict=True):
                assert own == never_killed, place
    for journal in list_journals():
        assert verify(journal, chain_of(journal), heads([journal])[journal]) == ()


@pytest.mark.parametrize(("by", "code"), BY)
def test_an_undoing_that_dies_anywhere_and_goes_on_takes_all_of_it_back(database, by: str, code: int) -> None:
    house()
    for index in range(len(UNDOING)):
        live(index)
    with driver(database, DEEDS) as children:
        for index, place in enumerate(UNDOING):
            connection.close()
            children.once(f"{DEEDS}:close", index)
            children.once(f"{DEEDS}:undo", index, "cora")
            died = children.once(
                f"{DEEDS}:undo", index, "machine", COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by
            )
            gone_on = children.once(f"{DEEDS}:undo", index, "machine")

            assert died.code == code, f"{place} was never reached"
            assert gone_on.answer is True, place
            # Twice: what never dies is in balance too.
            charges = Charge.objects.filter(period=str(month(index)), settlement="cost center charge")
            assert set(charges.values_list("state", "again")) == {("reversed", True)}, place
    balances = trial_balance(actor=MACHINE, at=REVIEWED)
    assert {row.balance.minor for row in balances} == {0}


def test_posting_that_dies_anywhere_posts_nothing(database) -> None:
    opened()
    before = ledger()
    with driver(database, DEEDS) as children:
        for place in POSTING:
            for by, code in BY:
                connection.close()
                died = children.once(f"{DEEDS}:post", COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)

                assert died.code == code, f"{place} was never reached"
                assert ledger() == before, place
        connection.close()
        assert children.once(f"{DEEDS}:post", COMPTOIR_FAIL_AT="books.committed").code == 86
    assert len(ledger()[0]) == 1


def test_a_deposit_that_dies_anywhere_is_asked_and_taken_once(database) -> None:
    opened()
    order = deliver(wish("scan"), by="ben", acting_for="NEW", cost_center="")
    part = OrderPart.objects.filter(order=order).values().get()
    OrderPart.objects.bulk_create([OrderPart(**part | {"id": None, "number": 2, "deposit": 30000})])
    with driver(database, DEEDS) as children:
        for verb, states in (("ask", []), ("hold", ["asked"])):
            for by, code in BY:
                connection.close()
                died = children.once(
                    f"{DEEDS}:deposit", verb, COMPTOIR_FAIL_AT="deposit.written", COMPTOIR_FAIL_BY=by
                )
                assert died.code == code
                assert list(Deposit.objects.values_list("state", flat=True)) == states
                assert ledger() == [[], []]
            connection.close()
            children.once(f"{DEEDS}:deposit", verb)
    assert list(Deposit.objects.values_list("state", flat=True)) == ["held"]
    assert len(ledger()[1]) == 2
