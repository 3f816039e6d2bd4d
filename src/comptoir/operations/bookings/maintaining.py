"""When is a resource out of service, and who is qualified to use it?"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from comptoir.core.booking import Resource as Rules
from comptoir.core.booking import conflicts
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.bookings import of_lines
from comptoir.operations.bookings.changing import cancelled_by_supplier
from comptoir.operations.bookings.pricing import held_names
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.taking.occupying import place, write_down
from comptoir.operations.taking.turns import NoRoom, rules_for
from comptoir.operations.taking.waiting import fair_turn
from comptoir.operations.taking.wanted import ForWhom, Want, in_utc
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking, Qualification
from comptoir.store.bookings.queries import find_booking, list_taken


def put_in_maintenance(
    resource: str,
    start: datetime,
    end: datetime,
    *,
    actor: Actor,
    at: datetime,
    quantity: int = 0,
    note: str = "",
    displace: bool = False,
) -> Booking:
    """Take a resource out of service for a time.

    quantity  how many of a pool; 0: all of it
    displace  cancel the bookings in the way, without a fee, and tell their customers; else they are refused for
    raises    Taken; Refusal: permission.denied, booking.unknown_resource
    """
    company = desk().company
    rules = rules_for(company, Want("", start, end, resource))[0]
    want = in_utc(Want(rules.offering, start, end, resource, quantity or rules.capacity))
    require(actor, "booking.maintain", company.offerings[rules.offering].supplier, at=at)
    displaced = _in_the_way(rules, want, at=at) if displace else []
    names = (*of_lines.names_with(displaced), *held_names(displaced))
    with fair_turn(company, (want,), at=at, more=names):
        taken = list_taken((resource,), want.start, want.end + rules.turnaround, at=at)[resource]
        near = conflicts(rules, taken, want.start, want.end, want.quantity)
        for one in near if displace else ():
            booking = find_booking(one.id, lock=True)
            if booking is None or booking.state == "started" or booking.kind == Booking.MAINTENANCE:
                raise NoRoom(want, (rules,), near)
            if booking.line and booking.state == "confirmed":
                of_lines.displace(booking, note, names=names, actor=actor, at=at)
            elif booking.state != "returned":
                cancelled_by_supplier(booking, note, actor=actor, at=at)
        made = place(
            company,
            want,
            ForWhom(),
            state="confirmed",
            booked_by=actor.name,
            at=at,
            kind=Booking.MAINTENANCE,
            note=note,
            ruled=False,
        )
        write_down("booking.maintenance", made, actor=actor.name, at=at, note=note, displaced=len(near))
    return made


def _in_the_way(rules: Rules, want: Want, *, at: datetime) -> list[Booking]:
    """The bookings that leave no room for maintenance, as they stand before anybody's turn."""
    taken = list_taken((rules.id,), want.start, want.end + rules.turnaround, at=at)[rules.id]
    near = conflicts(rules, taken, want.start, want.end, want.quantity)
    return [booking for one in near if (booking := find_booking(one.id)) is not None]


def record_qualification(
    person: str,
    name: str,
    *,
    actor: Actor,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
    offering: str = "",
    source: str = "",
) -> Qualification:
    """Note that a person is qualified: trained, licensed.

    offering  for what; empty: for everything that asks for it, which only the whole house may say
    raises    Refusal: permission.denied, booking.unknown_person, booking.period
    """
    company = desk().company
    known = company.offerings.get(offering)
    require(actor, "booking.qualify", known.supplier if known else "", at=at)
    if person not in company.parties:
        raise Refusal(Reason("booking.unknown_person", (("person", person),)))
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal(Reason("booking.period", (("start", valid_from), ("end", valid_to))))
    with transaction.atomic():
        made = Qualification.objects.create(
            person=person,
            name=name,
            offering=offering,
            valid_from=valid_from,
            valid_to=valid_to,
            source=source,
            recorded_at=at,
            recorded_by=actor.name,
        )
        reach("qualification.written")
        told = {"person": person, "name": name, "offering": offering, "from": valid_from.isoformat()}
        record_deed("qualification.recorded", actor=actor.name, at=at, params=told)
        reach("qualification.recorded")
    return made


def end_qualification(number: int, *, on: date, actor: Actor, at: datetime) -> None:
    """A qualification ends: `on` is the first day on which it no longer holds.

    raises    Refusal: booking.unknown_qualification, permission.denied, booking.period
    """
    company = desk().company
    with transaction.atomic():
        row = Qualification.objects.select_for_update().filter(id=number).first()
        if row is None:
            raise Refusal(Reason("booking.unknown_qualification", (("number", number),)))
        known = company.offerings.get(row.offering)
        require(actor, "booking.qualify", known.supplier if known else "", at=at)
        if on <= row.valid_from:
            raise Refusal(Reason("booking.period", (("start", row.valid_from), ("end", on))))
        row.valid_to = on
        row.save(force_update=True, update_fields=["valid_to"])
        reach("qualification.written")
        told = {"person": row.person, "name": row.name, "to": on.isoformat()}
        record_deed("qualification.ended", actor=actor.name, at=at, params=told)
        reach("qualification.recorded")
