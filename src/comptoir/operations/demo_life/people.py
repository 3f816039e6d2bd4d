"""Who is who at the demo's counters: roles, qualifications, mandates, and what payers may spend."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount
from comptoir.operations.actors import the_machine
from comptoir.operations.bookings import record_qualification
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.demo_life.habits import Habit
from comptoir.operations.demo_life.living import Deed, Life
from comptoir.operations.demo_roles import give_roles
from comptoir.store.bookings.queries import held_qualifications

_HOUSE = the_machine("demo")
# seller, unit, how far below the usual price alone, and from when on (None: from the beginning)
MANDATES = (
    ("p34", "MET", Decimal("0.40"), None),
    ("p35", "MET", Decimal("0.40"), date(2026, 6, 1)),
    ("p36", "ATE", Decimal("0.40"), None),
)
_TRAINED_SINCE = date(2025, 1, 6)
# A design office that asks before it spends much, purchasing with a monthly cap, a start-up that pays beforehand.
ASKING, CAPPED, PREPAYING = "BEM", "ACH", "KER"


def settle_in(life: Life, habits: tuple[Habit, ...], at: datetime) -> None:
    """Roles, mandates and qualifications, as they stand before the first deed."""
    give_roles(at=at)
    for person, unit, share, since in MANDATES:
        life.plan(at if since is None else life.at(since, 10), "mandate", _mandate(person, unit, share))
    renting = {one.person for one in habits if one.offering in life.company.resources_of}
    for person in sorted(renting):
        held = held_qualifications(person, "", on=at.date())
        for name in sorted(life.company.qualifications - held):
            record_qualification(
                person, name, actor=_HOUSE, at=at, valid_from=_TRAINED_SINCE, source="attestation"
            )
    set_limit(actor=_HOUSE, payer=ASKING, amount=_euros(900), at=at)
    set_limit(actor=_HOUSE, payer=CAPPED, amount=_euros(400), at=at, cap_per=CounterPeriod.MONTH)


def _mandate(person: str, unit: str, share: Decimal) -> Deed:
    """Give a seller a mandate at an instant."""
    return lambda at: set_mandate(person, unit, share, actor=_HOUSE, at=at)


def fill_funds(life: Life, month: date) -> None:
    """The start-up pays in at the beginning of every quarter."""
    if month.month % 3 == 0:
        pay = _euros(900)
        life.plan(
            life.at(month, 8, 30),
            "fund",
            lambda at: pay_in(actor=life.actor("p15", "", at), payer=PREPAYING, amount=pay, at=at),
        )


def _euros(major: int) -> Amount:
    return Amount(major * 100, "EUR")
