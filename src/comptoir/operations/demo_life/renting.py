"""What is booked at the demo's counters, and what becomes of it: used, cancelled, returned late, never fetched."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from comptoir.core.ordering.usage import Usage
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    Want,
    book,
    cancel_booking,
    cancellation_fee,
    hand_back,
    hand_over,
    miss_booking,
    put_in_maintenance,
)
from comptoir.operations.demo_life.habits import Wanted
from comptoir.operations.demo_life.living import MONTHS, Life
from comptoir.operations.taking.wanted import expecting
from comptoir.operations.usage.recording import record_usage
from comptoir.store.bookings.models import Booking

_HOURS = (8, 9, 10, 13, 14, 15)
_DAY_STARTS, _DAY_ENDS = 8, 18
# How a booking goes on: up to which chance.
_CANCELLED, _MISSED, _LATE = 0.06, 0.09, 0.15
# Resources that are serviced: each on a morning of every third month, from a day on.
SERVICED = {
    "cmm-1": date(2025, 1, 1),
    "milling-1": date(2025, 1, 1),
    "lathe-1": date(2025, 1, 1),
    "sem-1": date(2026, 1, 1),
}
_BACK_TO_FRONT = timedelta(days=2)
# What is driven: so many kilometers a day at most, noted at the return.
_DRIVEN = {"city-car": 160, "van": 120}


def rent(life: Life, wanted: Wanted) -> None:
    """Have somebody book a resource some days ahead."""
    start, end = _time_of(life, wanted)
    ahead = wanted.day - timedelta(days=wanted.chance.randint(1, 9))
    day = max(ahead, wanted.habit.since, MONTHS[0])
    at = life.at(day, wanted.chance.randint(9, 17), wanted.chance.randint(0, 59))
    life.plan(at, "booking", lambda now: _book(life, wanted, start, end, now))


def service(life: Life, month: date, resource: str, day: date) -> None:
    """Have a resource serviced on a morning; whoever booked it then is told."""
    offering = life.company.bookable[resource].offering
    start, end = life.at(day, 8), life.at(day, 12)

    def put(at: datetime) -> None:
        put_in_maintenance(
            resource, start, end, actor=life.counter(offering, at), at=at, note="entretien trimestriel", displace=True
        )  # fmt: skip

    life.plan(life.at(month, 7), "maintenance", put)


def _time_of(life: Life, wanted: Wanted) -> tuple[datetime, datetime]:
    """From when until when: some hours of a day, or whole days."""
    if life.company.offerings[wanted.habit.offering].unit == "hour":
        hour = wanted.chance.choice(_HOURS)
        start = life.at(wanted.day, hour, wanted.chance.choice((0, 30)))
        return start, start + timedelta(hours=wanted.much)
    last = wanted.day + timedelta(days=wanted.much - 1)
    return life.at(wanted.day, _DAY_STARTS), life.at(last, _DAY_ENDS)


def _book(life: Life, wanted: Wanted, start: datetime, end: datetime, at: datetime) -> None:
    """Book, or take the first free time that is offered instead, if it is near."""
    habit, chance = wanted.habit, wanted.chance
    actor = life.actor(habit.person, habit.party, at)
    expected = {"km": Decimal(wanted.much * 60)} if habit.offering in _DRIVEN else {}
    who = ForWhom(used_by=habit.person, cost_center=habit.cost_center, given=expecting({}, expected))
    try:
        booked = book(Want(habit.offering, start, end), who, actor=actor, at=at)
    except Taken as taken:
        slot = next((one for one in taken.alternatives if abs(one.start - start) < _BACK_TO_FRONT), None)
        if slot is None:
            raise
        booked = book(Want(habit.offering, slot.start, slot.end, slot.resource), who, actor=actor, at=at)
    _go_on(life, booked.booking, wanted, chance)


def _go_on(life: Life, booking: Booking, wanted: Wanted, chance: Random) -> None:
    """What becomes of a booking."""
    number, offering = booking.public_id, booking.offering
    start, habit = booking.starts_at, wanted.habit
    fate = chance.random()

    def cancel(at: datetime) -> None:
        actor = life.actor(habit.person, habit.party, at)
        fee = cancellation_fee(number, actor=actor, at=at).amount
        cancel_booking(number, actor=actor, at=at, agreed=fee)

    if fate < _CANCELLED:
        notice = timedelta(hours=chance.choice((4, 20, 30, 48)))
        life.plan(max(start - notice, booking.booked_at + timedelta(minutes=5)), "cancellation", cancel)
    elif fate < _MISSED:
        life.plan(
            start + timedelta(minutes=45),
            "no-show",
            lambda at: miss_booking(number, actor=life.counter(offering, at), at=at),
        )
    else:
        hand_on(life, booking, chance, late=fate < _LATE)


def hand_on(life: Life, booking: Booking, chance: Random, *, late: bool = False) -> None:
    """Have a booking fetched at its time, and brought back at its end or later."""
    number, offering = booking.public_id, booking.offering

    def out(at: datetime) -> None:
        hand_over(number, actor=life.counter(offering, at), at=at, condition="bon état")

    def back(at: datetime) -> None:
        _note_distance(life, booking, at)
        hand_back(number, actor=life.counter(offering, at), at=at, condition="bon état")

    after = timedelta(minutes=chance.randint(20, 110) if late else -chance.randint(0, 15))
    life.plan(booking.starts_at + timedelta(minutes=chance.randint(-5, 10)), "hand-over", out)
    life.plan(booking.ends_at + after, "return", back)


def _note_distance(life: Life, booking: Booking, at: datetime) -> None:
    """What a car was driven, off its counter, before it is taken back."""
    most = _DRIVEN.get(booking.offering)
    if most is None:
        return
    days = (booking.ends_at - booking.starts_at).days + 1
    driven = Decimal(Random(f"km {booking.resource} {booking.starts_at}").randint(15, most) * days)
    usage = Usage("", "", life.day(at), {"km": driven}, booking=booking.public_id, source="odometer")
    record_usage(usage, actor=life.counter(booking.offering, at), at=at)
