"""What the stories of the mission are told with: who acts, when, and what they ask for.

claire     p20, an employee of engine testing (ESS)
hugo       p21, her colleague; karine  p12, head of mechanical design (BEM)
marc       p02, head of metrology (MET), a supplier; elsa  p34, who sells for it
nina       x01, who acts for Novatek (NOV), a company outside
gaelle     x08, who acts for Hydrolys (HYD), a partner; firmin  x12, a passer-by
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.ordering.basket import Wish
from comptoir.operations.actors import Actor, resolve_actor, the_machine
from comptoir.operations.bookings import ForWhom, Want, record_qualification
from comptoir.operations.company import current_company
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.demo_roles import give_roles
from comptoir.operations.import_company import import_company
from tests.web.company import tables

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEFORE = datetime(2025, 6, 1, 9, 10, tzinfo=UTC)
HOUSE = the_machine("scenario")
CLAIRE, HUGO, KARINE, MARC, ELSA = "p20", "p21", "p12", "p02", "p34"
NINA, GAELLE, FIRMIN, CONTROLLER = "x01", "x08", "x12", "p15"


def raise_curtain() -> Company:
    """Import the demo company, hand out its roles, train whoever uses a machine."""
    import_company(tables(), actor="scenario", at=BEFORE)
    give_roles(at=BEFORE)
    for person in (CLAIRE, HUGO, KARINE, NINA, GAELLE):
        record_qualification(person, "trained", actor=HOUSE, at=BEFORE, valid_from=date(2025, 1, 6))
    set_mandate(ELSA, "MET", Decimal("0.40"), actor=HOUSE, at=BEFORE)
    return current_company()


def acting(person: str, party: str = "", at: datetime = NOW) -> Actor:
    """Somebody, for a party."""
    return resolve_actor(person, acting_for=party, at=at)


def some(offering: str, count: int, unit: str = "piece") -> Wish:
    """So much of an offering."""
    return Wish(offering, {unit: Decimal(count)})


def three_hours(day: int = 24, hour: int = 9) -> Want:
    """The measuring machine for three hours of a day in November."""
    start = datetime(2026, 11, day, hour - 1, tzinfo=UTC)
    return Want("cmm", start, start + timedelta(hours=3))


def used_by(person: str) -> ForWhom:
    """For whom one books: the party one acts for; this person uses it."""
    return ForWhom(used_by=person)
