"""What racers do: each way in which a booking comes to take a resource, against others who want it too.

Round n is about the n-th slot of an hour; racers never meet in another round.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import timedelta
from importlib import import_module
from itertools import permutations
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.core.booking import Recurrence
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.values import Amount, Reason
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import (
    Taken,
    Want,
    book,
    book_together,
    cancel_booking,
    confirm_booking,
    extend_booking,
    hold_booking,
    move_booking,
    put_in_maintenance,
    recur_booking,
    restore_booking,
)
from comptoir.operations.desk import desk
from comptoir.operations.place_order import place_order
from comptoir.store.bookings.models import Booking
from comptoir.store.locks import take
from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ann, ben, sam, zoe
from tests.races.racing import Racer

DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")


class Scenario:
    """Everybody books the same hour of the same machine."""

    offering = "cmm"
    resource = ""

    def __init__(self) -> None:
        desk()
        self.actors = {"ann": ann(), "ben": ben(), "zoe": zoe(), "sam": sam()}

    def actor(self, number: int) -> Actor:
        """Who a racer is."""
        return self.actors[("ann", "zoe", "ben")[number % 3]]

    def unprotect(self) -> None:
        """The mutant: nobody takes turns or locks, every statement is a transaction, and looking takes its time."""
        rooms: dict[str, Any] = {
            name: import_module(f"comptoir.operations.{room}.{name}")
            for room, names in (
                ("taking", ("turns", "occupying", "waiting")),
                ("bookings", ("changing", "holding", "maintaining")),
            )
            for name in names
        }
        rooms["turns"].lock_question = lambda _names: None
        rooms["turns"].transaction = type("Nothing", (), {"atomic": staticmethod(nullcontext)})
        unprotect_orders()
        for name in ("occupying", "maintaining"):
            rooms[name].list_taken = _slowly(rooms[name].list_taken)
        rooms["waiting"].read_taken = _slowly(rooms["waiting"].read_taken)
        for name in ("changing", "holding", "waiting", "maintaining"):
            rooms[name].find_booking = _unlocked(rooms[name].find_booking)

    def slot(self, number: int, length: int = 1) -> Want:
        start = MONDAY + 3 * number * HOUR
        return Want(self.offering, start, start + length * HOUR, self.resource)

    def prepare(self, racer: Racer, number: int) -> None:
        """What a racer does before the barrier."""

    def deed(self, racer: Racer, number: int) -> object:
        """What it does when the barrier falls."""
        return book(self.slot(number), NOBODY, actor=racer.actor, at=NOW)


def unprotect_orders() -> None:
    """Orders take no turns and no locks either."""
    nothing = type("Nothing", (), {"atomic": staticmethod(nullcontext)})
    import_module("comptoir.operations.turns").transaction = nothing  # type: ignore[attr-defined]
    import_module("comptoir.operations.place_order").take = lambda _names: None  # type: ignore[attr-defined]


def _slowly(look: Any) -> Any:
    def slow(*asked: Any, **how: Any) -> Any:
        found = look(*asked, **how)
        sleep(0.003)
        return found

    return slow


def _unlocked(find: Any) -> Any:
    return lambda public_id, **_: find(public_id)


class create(Scenario):
    pass


class hold(Scenario):
    def deed(self, racer, number):
        return hold_booking(self.slot(number), NOBODY, actor=racer.actor, at=NOW)


class confirm(Scenario):
    """Some confirm the same hold, whose time has just run out; the others would have the slot."""

    def prepare(self, racer, number):
        if racer.number == 0:
            hold_booking(self.slot(number), NOBODY, actor=racer.actor, at=NOW - timedelta(minutes=20))

    def deed(self, racer, number):
        if racer.number % 3 == 0:
            held = Booking.objects.get(starts_at=self.slot(number).start, booked_by="ann")
            return confirm_booking(held.public_id, actor=self.actors["ann"], at=NOW)
        return super().deed(racer, number)


class move(Scenario):
    """Everybody moves a booking of their own to the slot."""

    def prepare(self, racer, number):
        if number == 0:
            home = self.slot(5_000 + racer.number)
            racer.kept["id"] = book(home, NOBODY, actor=racer.actor, at=NOW).booking.public_id

    def deed(self, racer, number):
        return move_booking(racer.kept["id"], self.slot(number), actor=racer.actor, at=NOW)


class extend(Scenario):
    """The first extends a booking into the hour after it; the others book that hour."""

    def prepare(self, racer, number):
        if racer.number == 0:
            racer.kept["id"] = book(self.slot(number), NOBODY, actor=racer.actor, at=NOW).booking.public_id

    def deed(self, racer, number):
        slot = self.slot(number, 2)
        if racer.number == 0:
            agreed = Amount(12_000, "EUR")
            return extend_booking(racer.kept["id"], slot.end, actor=racer.actor, at=NOW, agreed=agreed)
        return book(Want("cmm", slot.start + HOUR, slot.end), NOBODY, actor=racer.actor, at=NOW)


class restore(Scenario):
    """Some take the same cancellation back; the others would have the slot."""

    def prepare(self, racer, number):
        if racer.number == 0:
            made = book(self.slot(number), NOBODY, actor=racer.actor, at=NOW).booking
            cancel_booking(made.public_id, actor=racer.actor, at=NOW)

    def deed(self, racer, number):
        if racer.number % 3 == 0:
            slot = self.slot(number)
            cancelled = Booking.objects.filter(starts_at=slot.start, booked_by="ann").earliest("id")
            return restore_booking(cancelled.public_id, actor=self.actors["ann"], at=NOW)
        return super().deed(racer, number)


class recur(Scenario):
    """Everybody books three days in a row, so that all of them want the third day."""

    def deed(self, racer, number):
        # By the counter's clock, as a series repeats: else two are an hour apart where it changes between them.
        start = MONDAY.astimezone(PARIS) + (5 * number + 2 - racer.number % 3) * DAY
        thrice = Recurrence(Frequency.DAILY, 3)
        return recur_booking(Want("cmm", start, start + HOUR), thrice, NOBODY, actor=racer.actor, at=NOW)


class maintain(Scenario):
    """The counter puts the machine in maintenance; the others would have the slot."""

    def deed(self, racer, number):
        if racer.number == 0:
            slot = self.slot(number)
            return put_in_maintenance("cmm-1", slot.start, slot.end, actor=self.actors["sam"], at=NOW)
        return super().deed(racer, number)


class together(Scenario):
    """Three resources, each racer in another order."""

    def deed(self, racer, number):
        slot = self.slot(number)
        orders = list(permutations((("cmm", "cmm-1"), ("sem", "sem-1"), ("van", "van-1"))))
        wants = [
            Want(offering, slot.start, slot.end, resource)
            for offering, resource in orders[racer.number % len(orders)]
        ]
        return book_together(wants, NOBODY, actor=racer.actor, at=NOW)


class unsorted(together):
    """The same; its mutant locks what it wants one by one, in the order in which it was asked for."""

    def unprotect(self):
        turns: Any = import_module("comptoir.operations.taking.turns")
        turns.lock_question = _one_by_one


def _one_by_one(names: Iterable[str]) -> None:
    for name in names:
        take([name])
        sleep(0.003)


def rented(*wants: Want) -> Basket:
    """A basket that rents, each wish of the very resource that is named."""
    return Basket(
        "", tuple(Wish(one.offering, start=one.start, end=one.end, resource=one.resource) for one in wants)
    )


def ordered(*wants: Want, actor: Actor) -> object:
    """An order of rentals, refused like a booking."""
    try:
        return place_order(rented(*wants), actor=actor, at=NOW).order.id and None
    except Taken as taken:
        if taken.reason.code != "order.taken":
            raise
        raise Taken(Reason("booking.taken"), taken.conflicts, taken.alternatives) from None


class order(Scenario):
    """Some order the slot, the others book it."""

    def deed(self, racer, number):
        if racer.number % 2:
            return super().deed(racer, number)
        return ordered(self.slot(number), actor=racer.actor)


class crosswise(together):
    """Three resources, ordered or booked together, each racer in another order."""

    def deed(self, racer, number):
        if racer.number % 2:
            return super().deed(racer, number)
        slot = self.slot(number)
        orders = list(permutations((("cmm", "cmm-1"), ("sem", "sem-1"), ("van", "van-1"))))
        wants = [
            Want(offering, slot.start, slot.end, resource)
            for offering, resource in orders[racer.number % len(orders)]
        ]
        return ordered(*wants, actor=racer.actor)


class counted(Scenario):
    """Everybody takes another hour of a bench whose price counts: running totals and resource are locked at once."""

    def slot(self, number, length=1):
        start = MONDAY + timedelta(days=number // 5 * 7 + number % 5, hours=8)
        return Want("bench", start, start + length * HOUR)

    def deed(self, racer, number):
        slot = self.slot(number)
        own = Want("bench", slot.start + racer.number * HOUR, slot.end + racer.number * HOUR)
        actor = self.actors["ann"]
        return ordered(own, actor=actor) if racer.number % 2 else book(own, NOBODY, actor=actor, at=NOW)


class pool(Scenario):
    """One of three cars."""

    offering = "car"


class either(Scenario):
    """One van, whichever of the two."""

    offering = "van"
