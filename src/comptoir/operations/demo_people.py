"""What may the people of the demo do at the counter? They are trained, licensed and mandated, noted as for anybody."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from comptoir.operations.actors import the_machine
from comptoir.operations.bookings import record_qualification
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.desk import desk
from comptoir.store.bookings.queries import held_qualifications

PEOPLE = ("p20", "NOV", "p02")
# Who answers for metrology, and how far below the usual price alone.
SELLER, COUNTER, SHARE = "p02", "MET", Decimal("0.40")
SINCE = date(2026, 1, 5)


def qualify_people(*, at: datetime) -> int:
    """Note that the people whose eyes one may borrow hold every qualification of the house; how many were noted."""
    company = desk().company
    actor = the_machine("demo")
    noted = 0
    for person in PEOPLE:
        held = held_qualifications(person, "", on=at.date()) if person in company.parties else frozenset()
        for name in sorted(company.qualifications - held) if person in company.parties else ():
            record_qualification(person, name, actor=actor, at=at, valid_from=SINCE, source="demo")
            noted += 1
    if noted and SELLER in company.parties:
        set_mandate(SELLER, COUNTER, SHARE, actor=actor, at=at, start=SINCE)
    return noted
