"""I-04: a process that dies at any named place of a negotiation leaves all of a move or nothing."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations import failpoints
from comptoir.operations.company import current_company
from comptoir.operations.deals.agreeing import agree_deal
from comptoir.store import guards
from comptoir.store.models import AgreedDeal
from tests.operations.deals.deeds import everything, offered
from tests.operations.deals.house import AT, ROWS, claire, settle
from tests.operations.forking import driver

DEEDS = "tests.operations.deals.deeds"
# Where it dies -> the deed, and which of the things made before it is about.
PLACES = {
    "deal.opened": ("ask",),
    "deal.moved": ("counter", "second"),
    "deal.ended": ("replace", "second", "deal"),
    "deal.agreed": ("replace", "second", "deal"),
    "deal.recorded": ("counter", "second"),
    "deal.recorded:2": ("replace", "second", "deal"),
    "deal.recorded:3": ("replace", "second", "deal"),
    "mandate.closed": ("mandate",),
    "mandate.written": ("mandate",),
    "mandate.written:1": ("lend",),
    "mandate.written:01": ("floor",),
    "deal.ended:1": ("end", "deal"),
}
AFTER = "deal.committed"
DIES_AT = {place.partition(":")[0] for place in (*PLACES, AFTER)}


@pytest.fixture
def house(database) -> dict[str, str]:
    more = [{"offering": "report2", "name": "Rapport", "supplier": "MET"}]
    settle(
        offerings=[*ROWS["offerings"], *more],
        rates=[*ROWS["rates"], {"offering": "report2", "class": "*", "price": "90", "per": "piece"}],
    )
    deal = agree_deal(offered(), actor=claire(), at=AT).deal
    return {"url": database, "deal": deal, "second": offered("79")}


def test_every_named_place_is_tried() -> None:
    own = {place for place in failpoints.PLACES if place.split(".")[0] in ("deal", "mandate")}
    assert own == DIES_AT


def test_dying_anywhere_leaves_before_or_after(house) -> None:
    before = everything()
    with driver(house["url"], DEEDS) as children:
        for place, (deed, *about) in PLACES.items():
            for by, code in (("exit", 86), ("kill", -9)):
                connection.close()

                ended = children.once(
                    f"{DEEDS}:{deed}", *(house[name] for name in about),
                    COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by,
                )  # fmt: skip

                assert ended.code == code, f"{place} was never reached"
                assert everything() == before, place


@pytest.mark.parametrize(("by", "code"), [("exit", 86), ("kill", -9)])
def test_dying_after_the_commit_leaves_all_of_it_once(house, by: str, code: int) -> None:
    before = everything()
    with driver(house["url"], DEEDS) as children:
        connection.close()

        settled = (f"{DEEDS}:replace", house["second"], house["deal"])
        died = children.once(*settled, COMPTOIR_FAIL_AT=AFTER, COMPTOIR_FAIL_BY=by)
        after = everything()
        connection.close()
        again = children.once(*settled)

    assert (died.code, again.code) == (code, 0)
    assert after != before
    assert everything() == after
    assert [deal.id for deal in current_company().deals] == [again.answer]
    assert AgreedDeal.objects.count() == 2
    assert guards.missing(connection) == ()
