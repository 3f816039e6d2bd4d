"""What may a cost center still spend, and which ones may this actor order on?

    get_budget(cost_center, …)       budget, committed, delivered, remaining: for who answers for it
    find_cost_centers(actor, text)   those it may order on, what it used lately first, each with what remains

Rule to remember: who may only order on a cost center learns what remains of it, and nothing of what was spent on what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.company.model import CostCenter
from comptoir.core.relation import capacities
from comptoir.core.values import Amount, Named, Reason, Refusal
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.bounds import Cap, bounds_of
from comptoir.operations.committed import Spent, spent_each
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
    return _budgets(counter, [found], at=at, whole=whole)[0]


def list_budgets(*, actor: Actor, at: datetime) -> tuple[Budget, ...]:
    """The budgets of all cost centers that the actor answers for, in the order of cost_centers.csv."""
    counter = desk()
    own = [one for one in counter.company.cost_centers if answers_for(actor, one, at=at)]
    return tuple(_budgets(counter, own[:MOST_FOUND], at=at, whole=True))


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
        and (actor.machine or one.unit in allowed or actor.owns(one.owner))
        and all(word in _searched(counter, one) for word in asked)
    ]
    found.sort(key=lambda one: (place.get(one.id, len(recent)), one.name_fr.casefold(), one.id))
    shown = found[: min(limit, MOST_FOUND)]
    budgets = _budgets(counter, shown, at=at, whole=False)
    return tuple(Choice(one.cost_center, one.name, one.unit, one.owner, one.remaining) for one in budgets)


def answers_for(actor: Actor, center: CostCenter, *, at: datetime) -> bool:
    """Whether an actor sees all of a cost center: its owner, its unit's manager, a controller, an auditor."""
    return actor.machine or actor.owns(center.owner) or may(actor, "budget.read", center.unit, at)


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


def _budgets(counter: Desk, centers: Sequence[CostCenter], *, at: datetime, whole: bool) -> list[Budget]:
    """The budgets of cost centers, with as many statements for one as for all."""
    if not centers:
        return []
    currency = counter.company.settings.currency
    caps: dict[str, list[Cap]] = {one.id: [] for one in centers}
    for cap in bounds_of(counter, list(caps), at=at).caps:
        caps.get(cap.bound.payer, []).append(cap)
    wanted: dict[tuple[str, datetime | None], list[str]] = {}
    for center, own in caps.items():
        for cap in own:
            wanted.setdefault((cap.bound.currency, cap.since), []).append(center)
        if whole and not own:
            wanted.setdefault((currency, None), []).append(center)
    totals = {
        (center, *counted): total
        for counted, ids in wanted.items()
        for center, total in spent_each(counter.company, ids, counted[0], since=counted[1]).items()
    }
    return [_budget(one, caps[one.id], totals, currency, whole=whole) for one in centers]


def _budget(
    center: CostCenter, caps: Sequence[Cap], totals: Mapping[tuple[str, str, datetime | None], Spent], currency: str,
    *, whole: bool,
) -> Budget:  # fmt: skip
    found = [(cap, totals[center.id, cap.bound.currency, cap.since]) for cap in caps]
    if not found:
        total = totals.get((center.id, currency, None), Spent(0, 0))
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
