"""I-04: a booking that dies at a named place, by exit or by signal, is as before or after, never between."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations import failpoints
from comptoir.store import models
from comptoir.store.bookings import guards
from tests.operations.bookings.counter import open_counter
from tests.operations.bookings.deeds import do, prepare
from tests.operations.forking import driver

pytestmark = pytest.mark.slow

# Each deed and the places it comes by, the last of which is after its commit.
WAYS = {
    "book": "locked expired inserted priced tallied recorded committed",
    "confirm": "locked changed priced tallied recorded committed",
    "move": "locked changed tallied priced recorded committed",
    "cancel": "locked changed tallied recorded inserted waiting.changed told committed",
    "restore": "locked changed priced tallied recorded committed",
    "hand_back": "locked changed tallied priced recorded committed",
    "maintain": "locked changed tallied told recorded inserted committed",
    "join": "waiting.inserted waiting.recorded",
    "qualify": "qualification.written qualification.recorded",
    "order": "locked changed order.counted order.row order.parts order.lines inserted order.recorded order.committed",
    "cancel_line": "locked order.lines order.counted changed recorded inserted told order.recorded committed",
    "move_line": "locked order.lines order.counted order.row order.parts changed recorded order.recorded committed",
    "return_line": "locked changed order.lines order.moved order.recorded recorded committed",
    "feed": "feed.written feed.recorded",
}
TABLES = (
    models.Booking,
    models.BookingPrice,
    models.WaitingWish,
    models.OutboxRow,
    models.Qualification,
    models.CalendarFeed,
    models.AuditRow,
    models.Tally,
    models.Order,
    models.OrderPart,
    models.OrderLine,
)


def places(name: str) -> list[str]:
    """The full names of the places a deed comes by."""
    return [place if "." in place else f"booking.{place}" for place in WAYS[name].split()]


DIES_AT = {place for name in WAYS for place in places(name)}


def world() -> list[list[object]]:
    """Every row that a booking writes."""
    rows: list[list[object]] = [sorted(table._default_manager.values_list(), key=str) for table in TABLES]
    connection.close()
    return rows


@pytest.mark.parametrize("name", WAYS)
def test_dying_anywhere_leaves_bookings_before_or_after(database, name: str) -> None:
    open_counter()
    with driver(database) as children:
        for week, (by, code) in enumerate((("exit", 86), ("kill", -9))):
            public_id = prepare(name, week)
            before = world()
            for place in places(name):
                ended = children.once(
                    "tests.operations.bookings.deeds:do",
                    name,
                    week,
                    public_id,
                    COMPTOIR_FAIL_AT=place,
                    COMPTOIR_FAIL_BY=by,
                )

                assert ended.code == code, f"{place} was never reached"
                assert (world() == before) is not place.endswith(".committed"), place
            if not places(name)[-1].endswith(".committed"):
                do(name, week, public_id)
                assert world() != before
    assert guards.overbooked(connection) == ()


def test_every_place_of_bookings_is_died_at() -> None:
    own = {
        place
        for place in failpoints.PLACES
        if place.split(".")[0] in ("booking", "waiting", "qualification", "feed")
    }

    assert own == {place for place in DIES_AT if not place.startswith("order.")}
