"""In which capacities may somebody be served who stands at the counter? For whoever books on their behalf."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.relation import capacities
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk


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
