"""In which capacities may somebody be served who stands at the counter, and on what? For whoever books on their behalf.

Rule to remember: the counter learns which cost centers a customer has, never what remains of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.relation import capacities
from comptoir.core.values import Named, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.store.orders.queries import recent_cost_centers

_MOST = 50


class Served(NamedTuple):
    """One way to serve somebody: who uses it, and the party that is then the customer."""

    person: str
    party: str


def served_as(customer: str, *, actor: Actor, supplier: str, at: datetime) -> tuple[Served, ...]:
    """The capacities of a customer: units and organizations a person acts for, then itself; an organization is itself.

    raises    Refusal: permission.denied for who may not book for others there, booking.unknown_person
    """
    require(actor, "booking.make_for", supplier, at=at)
    counter = desk()
    if customer not in counter.company.parties:
        raise Refusal(Reason("booking.unknown_person", (("person", customer),)))
    found = capacities(counter.company.facts, customer, as_of=counter.day(at), known_at=at)
    return tuple(Served(customer, one.party) for one in found) or (Served(customer, customer),)


def centers_served(served: Served, *, actor: Actor, supplier: str, at: datetime) -> tuple[Named, ...]:
    """The open cost centers that may bear what somebody is served: those they ordered on lately first, then by name.

    raises    Refusal: permission.denied for who may not book for others there
    """
    require(actor, "booking.make_for", supplier, at=at)
    counter = desk()
    day = counter.day(at)
    own = capacities(counter.company.facts, served.party, as_of=day, known_at=at)
    units = {served.party, *(one.party for one in own)}
    place = {name: number for number, name in enumerate(recent_cost_centers(served.person))}
    found = [one for one in counter.company.cost_centers if one.unit in units and day in one.valid]
    found.sort(key=lambda one: (place.get(one.id, len(place)), one.name_fr.casefold(), one.id))
    return tuple(Named(one.id, one.name_fr, one.name_en) for one in found[:_MOST])
