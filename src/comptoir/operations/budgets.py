"""What may a cost center still spend, and which ones may this actor order on?

    get_budget(cost_center, …)       budget, committed, delivered, remaining: for who answers for it
    find_cost_centers(actor, text)   those it may order on, what it used lately first, each with what remains

Rule to remember: who may only order on a cost center learns what remains of it, and nothing of what was spent on what.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.company.model import CostCenter
from comptoir.core.relation import capacities
from comptoir.core.values import Amount, Named, Reason, Refusal
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.bounds import Bounds, bounds_of
from comptoir.operations.committed import Spent, spent
from comptoir.operations.desk import Desk, desk
from comptoir.operations.paying import center_of
from comptoir.store.orders.queries import recent_cost_centers

MOST_FOUND = 50


class Budget(NamedTuple):
    """A cost center in the period of its cap (the tightest one), or, without a cap, for as long as it is known.

    budget      the cap; None: it has none
    committed   ordered and booked, still to be delivered
    delivered   delivered, whether it was charged yet or is charged later
    remaining   the cap less both; None without a cap
    whole       whether the actor may see more than what remains; the other amounts are None if not
    """

    cost_center: str
    name: Named
    unit: str
    owner: str
    period: str
    budget: Amount | None
    committed: Amount | None
    delivered: Amount | None
    remaining: Amount | None
    whole: bool


class Choice(NamedTuple):
    """A cost center to choose: its label, its owner, and what remains of its budget (None: it has none)."""

    cost_center: str
    name: Named
    unit: str
    owner: str
    remaining: Amount | None


def get_budget(cost_center: str, *, actor: Actor, at: datetime) -> Budget:
    """The budget of a cost center, as far as the actor may see it.

    raises    Refusal: order.cost_center where there is none; permission.denied for who may neither see nor use it
    """
    counter = desk()
    found = center_of(counter.company, cost_center)
    if found is None:
        raise Refusal(Reason("order.cost_center", (("cost_center", cost_center),)))
    whole = answers_for(actor, found, at=at)
    if not whole and not _usable(counter, actor, found, at=at):
        raise denied("budget.read", found.unit or cost_center)
    return _budget(counter, found, at=at, whole=whole)


def list_budgets(*, actor: Actor, at: datetime) -> tuple[Budget, ...]:
    """The budgets of all cost centers that the actor answers for, in the order of cost_centers.csv."""
    counter = desk()
    own = [one for one in counter.company.cost_centers if answers_for(actor, one, at=at)]
    return tuple(_budget(counter, one, at=at, whole=True) for one in own[:MOST_FOUND])


def find_cost_centers(
    actor: Actor, text: str = "", *, at: datetime, buyer: str = "", limit: int = 20
) -> tuple[Choice, ...]:
    """The open cost centers that the actor may order on, those used lately first, then by name.

    text      a part of the id, of a name or of the owner's name; empty: all
    buyer     the party that buys, where it is not the one the actor acts for
    """
    counter = desk()
    day = counter.day(at)
    recent = recent_cost_centers(actor.person)
    place = {name: number for number, name in enumerate(recent)}
    asked = text.casefold().split()
    allowed = _payable(counter, actor, buyer, at=at)
    found = [
        one
        for one in counter.company.cost_centers
        if day in one.valid
        and (actor.machine or one.unit in allowed or one.owner == actor.person)
        and all(word in _searched(counter, one) for word in asked)
    ]
    found.sort(key=lambda one: (place.get(one.id, len(recent)), one.name_fr.casefold(), one.id))
    shown = found[: min(limit, MOST_FOUND)]
    bounds = bounds_of(counter, [one.id for one in shown], at=at) if shown else None
    return tuple(_choice(counter, one, bounds, at=at) for one in shown)


def answers_for(actor: Actor, center: CostCenter, *, at: datetime) -> bool:
    """Whether an actor sees all of a cost center: its owner, its unit's manager, a controller, an auditor."""
    return actor.machine or center.owner == actor.person or may(actor, "budget.read", center.unit, at)


# --- inside -----------------------------------------------------------------------------------------------------------


def _payable(counter: Desk, actor: Actor, buyer: str, *, at: datetime) -> frozenset[str]:
    """The units on whose cost centers an actor may order for a buyer."""
    own = capacities(counter.company.facts, buyer or actor.acting_for, as_of=counter.day(at), known_at=at)
    return actor.parties | {one.party for one in own}


def _usable(counter: Desk, actor: Actor, center: CostCenter, *, at: datetime) -> bool:
    return counter.day(at) in center.valid and center.unit in _payable(counter, actor, "", at=at)


def _searched(counter: Desk, center: CostCenter) -> str:
    owner = counter.company.parties.get(center.owner)
    named = (owner.named.name_fr, owner.named.name_en) if owner is not None else ()
    return " ".join((center.id, center.name_fr, center.name_en, center.owner, *named)).casefold()


def _named(center: CostCenter) -> Named:
    return Named(center.id, center.name_fr, center.name_en)


def _choice(counter: Desk, center: CostCenter, bounds: Bounds | None, *, at: datetime) -> Choice:
    budget = _budget(counter, center, at=at, whole=False, bounds=bounds)
    return Choice(center.id, budget.name, center.unit, center.owner, budget.remaining)


def _budget(
    counter: Desk, center: CostCenter, *, at: datetime, whole: bool, bounds: Bounds | None = None
) -> Budget:
    known = bounds or bounds_of(counter, [center.id], at=at)
    caps = [cap for cap in known.caps if cap.bound.payer == center.id]
    found = [(cap, spent(counter.company, center.id, cap.bound.currency, since=cap.since)) for cap in caps]
    if not found:
        currency = counter.company.settings.currency
        total = spent(counter.company, center.id, currency, since=None) if whole else Spent(0, 0)
        return _told(center, "", currency, None, total, whole=whole)
    cap, total = min(found, key=lambda one: one[0].bound.amount - one[1].owed)
    return _told(center, cap.bound.period, cap.bound.currency, cap.bound.amount, total, whole=whole)


def _told(
    center: CostCenter, period: str, currency: str, cap: int | None, total: Spent, *, whole: bool
) -> Budget:
    def amount(minor: int | None, *, shown: bool = whole) -> Amount | None:
        return Amount(minor, currency) if minor is not None and shown else None

    remaining = None if cap is None else max(0, cap - total.owed)
    return Budget(
        center.id, _named(center), center.unit, center.owner, period,
        amount(cap), amount(total.ahead), amount(total.delivered), amount(remaining, shown=True), whole,
    )  # fmt: skip
