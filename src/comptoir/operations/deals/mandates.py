"""Who gives whom the authority to grant prices, and for how long is it lent?

    set_mandate       a manager of the unit, or of one above, says how far a seller may go alone
    delegate          a seller lends his mandate to a colleague for some days
    end_delegation    and takes it back
    set_floor         below which no price of the unit goes, whoever approves

Rule to remember: a new mandate or floor takes the place of those that share a day with it; nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.ordering.negotiation import FLOOR_FORMS, floor_price
from comptoir.core.relation import same_entity
from comptoir.core.values import DayPeriod, Reason, Refusal, Unreadable
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.deals.writing import close_lendings, close_mandates, put_floor, put_lending, put_mandate

_SCALE = 10_000


def set_mandate(
    person: str, unit: str, concession: Decimal, *, actor: Actor, at: datetime, start: date | None = None,
    end: date | None = None,
) -> None:  # fmt: skip
    """Say how far a seller may go alone; nothing (0) leaves the usual price.

    concession   largest share of the usual price, 0.15 for 15 %
    start, end   first day, default today; first day no longer
    raises       Refusal: permission.denied, mandate.own, mandate.share, mandate.period, mandate.outside
    """
    require(actor, "deal.delegate", unit, at=at)
    if person == actor.person:
        raise Refusal(Reason("mandate.own"))
    if not concession.is_finite() or not 0 <= concession <= 1 or concession * _SCALE % 1:
        raise Refusal(Reason("mandate.share", (("found", concession),)))
    day = desk().day(at)
    valid = _period(start or day, end)
    _belongs(person, unit, day, at=at)
    told = {"person": person, "unit": unit, "concession": str(concession), "valid": _shown(valid)}
    with _written("mandate.set", told, actor=actor, at=at):
        close_mandates(person, unit, valid, at=at)
        reach("mandate.closed")
        put_mandate(person, unit, int(concession * _SCALE), start or day, end, by=actor.person, at=at)


def delegate(
    colleague: str, unit: str, *, actor: Actor, at: datetime, start: date, end: date, seller: str = ""
) -> None:
    """Lend a mandate in a unit to a colleague for some days; he can lend it to nobody else.

    seller    whose mandate; default one's own, a manager may say another's
    raises    Refusal: permission.denied, delegation.self, mandate.period, mandate.outside
    """
    lender = seller or actor.person
    require(actor, "deal.answer" if lender == actor.person else "deal.delegate", unit, at=at)
    if colleague == lender:
        raise Refusal(Reason("delegation.self"))
    valid = _period(start, end)
    _belongs(colleague, unit, desk().day(at), at=at)
    told = {"seller": lender, "colleague": colleague, "unit": unit, "valid": _shown(valid)}
    with _written("mandate.lent", told, actor=actor, at=at):
        put_lending(lender, colleague, unit, start, end, by=actor.person, at=at)


def end_delegation(colleague: str, unit: str, *, actor: Actor, at: datetime, seller: str = "") -> int:
    """From now on a mandate is no longer lent to a colleague; how many lendings that ended.

    raises    Refusal("permission.denied")
    """
    lender = seller or actor.person
    require(actor, "deal.answer" if lender == actor.person else "deal.delegate", unit, at=at)
    told = {"seller": lender, "colleague": colleague, "unit": unit}
    with _written("mandate.returned", told, actor=actor, at=at):
        return close_lendings(lender, colleague, unit, at=at)


def set_floor(
    unit: str, offering: str, floor: str, *, actor: Actor, at: datetime, start: date | None = None,
    end: date | None = None,
) -> None:  # fmt: skip
    """Set the floor of a unit's offering (`*`: of all it offers); empty: back to the unit cost.

    floor     `45`, `60% of usual`, `70% of academic`, `unit cost + 10%`
    raises    Refusal: permission.denied, floor.form, mandate.period
    """
    require(actor, "deal.approve", unit, at=at)
    if floor:
        _readable(unit, floor)
    valid = _period(start, end)
    deed = {"unit": unit, "offering": offering, "floor": floor, "valid": _shown(valid)}
    with _written("floor.set", deed, actor=actor, at=at):
        put_floor(unit, offering, floor, valid, by=actor.person, at=at)


def _readable(unit: str, floor: str) -> None:
    """Refuse a floor that says no price, or refers to a class that the unit's cards do not have."""
    cards = [card for card in desk().company.cards if card.supplier == unit]
    known = {rate_class.id for card in cards for rate_class in card.classes}
    try:
        found = floor_price(
            floor,
            usual=Decimal(1),
            cost=Decimal(1),
            class_price=lambda name: Decimal(1) if name in known else None,
        )
    except Unreadable as problem:
        raise Refusal(Reason("floor.form", (("expected", problem.expected), ("found", floor)))) from problem
    if found is None:
        raise Refusal(Reason("floor.form", (("expected", FLOOR_FORMS), ("found", floor))))


@contextmanager
def _written(action: str, told: dict[str, str], *, actor: Actor, at: datetime) -> Iterator[None]:
    """A transaction with its line in the audit trail."""
    with turn([f"mandates {told['unit']}"]):
        yield
        reach("mandate.written")
        record_deed(action, actor=actor.name, at=at, params=told)


def _period(start: date | None, end: date | None) -> DayPeriod:
    if start is not None and end is not None and start >= end:
        raise Refusal(Reason("mandate.period", (("start", start), ("end", end))))
    return DayPeriod(start, end)


def _belongs(person: str, unit: str, day: date, *, at: datetime) -> None:
    if not same_entity(desk().company.facts, person, unit, as_of=day, known_at=at):
        raise Refusal(Reason("mandate.outside", (("person", person), ("unit", unit))))


def _shown(valid: DayPeriod) -> str:
    return f"{valid.start or ''} .. {valid.end or ''}"
