"""What becomes due by itself? Holds, quotes and negotiations whose time is over; who is late is told; what need not be
kept any longer is forgotten.

    run_due(at=now)

Nothing depends on when it runs: whatever is over is refused all the same by those who look at the instant themselves.
Running it twice, or twice at once, does nothing twice. Rule to remember: each part is a transaction of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from comptoir.core.values import Reason
from comptoir.operations.bookings import expire_holds
from comptoir.operations.deals.expiring import expire as expire_negotiations
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.quotes import expire_quotes
from comptoir.operations.requests import forget_requests
from comptoir.operations.taking.telling import reader_of
from comptoir.operations.taking.turns import named
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking
from comptoir.store.outbox.queries import leave, were_left

ACTOR = "clock"
GRACE = timedelta(minutes=15)
MOST = 500


class Done(NamedTuple):
    """How many of each were due."""

    holds: int = 0
    quotes: int = 0
    negotiations: int = 0
    late: int = 0
    forgotten: int = 0


def run_due(*, at: datetime) -> Done:
    """Do what is due at an instant."""
    return Done(
        holds=expire_holds(at=at),
        quotes=expire_quotes(at=at),
        negotiations=len(expire_negotiations(at=at)),
        late=tell_late(at=at),
        forgotten=forget_requests(at=at),
    )


def tell_late(*, at: datetime) -> int:
    """Tell those who have not brought back what they took, once for each booking and end; how many."""
    company = desk().company
    started = Booking.objects.filter(state="started", ends_at__lte=at - GRACE).order_by("ends_at", "id")
    rows = {f"late:{one.public_id}:{one.ends_at.isoformat()}": one for one in started[:MOST]}
    if not rows.keys() - were_left(tuple(rows)):
        return 0
    with turn(["clock late"]):
        told = rows.keys() - were_left(tuple(rows))
        for key in sorted(told):
            booking = rows[key]
            params = (
                ("resource", named(company, booking.resource)),
                ("end", booking.ends_at),
                ("booking", booking.public_id),
            )
            leave(key, Reason("booking.late", params), recipient=reader_of(booking), at=at)
        if told:
            bookings = sorted(rows[key].public_id for key in told)
            record_deed("booking.late_told", actor=ACTOR, at=at, params={"bookings": bookings})
        reach("clock.told")
    return len(told)
