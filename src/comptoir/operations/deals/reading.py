"""What may each side see of a negotiation or a deal, and who may see it at all?

The customer sees what was said to it and its own deals; the supplier's side sees everything with the limits; everybody
else, the customer's manager included, sees that there is nothing. Rule to remember: the two views are two types, and
the customer's has no field for a floor, a mandate or a name behind the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.ordering.negotiation import (
    FloorRule,
    Guardrails,
    HeldMandate,
    Judgment,
    Lending,
    Mandate,
    judge,
    mandate_of,
)
from comptoir.core.ordering.states import verbs
from comptoir.core.ordering.thread import OPEN, SeenThread, Thread, for_customer
from comptoir.core.pricing.terms import Per
from comptoir.core.values import DayPeriod, Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.deals.guarding import limits
from comptoir.operations.deals.talking import known, reads_own
from comptoir.operations.desk import Desk, desk
from comptoir.store.deals.queries import (
    StoredDeal,
    find_deal,
    list_deals_of,
    list_floors,
    list_lendings,
    list_mandates,
    list_threads,
)

MOST = 100


@dataclass(frozen=True, slots=True)
class SupplierThread:
    """A negotiation as the supplier's side sees it: all that was said, and the meter.

    rails       the limits of today; None where the customer may not negotiate any more
    mandate     the reader's own authority, where he has one
    judgment    what the guardrails say of the price that stands
    """

    thread: Thread
    rails: Guardrails | None
    mandate: Mandate | None
    judgment: Judgment | None


@dataclass(frozen=True, slots=True)
class SeenDeal:
    """A deal as its customer may see it."""

    id: str
    supplier: str
    customer: str
    offering: str
    price: Decimal
    per: Per | None
    currency: str
    min_quantity: Decimal
    conditions: str
    valid: DayPeriod
    agreed_on: date | None
    negotiation: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SupplierDeal:
    """A deal as the supplier's side sees it: also who granted it."""

    seen: SeenDeal
    agreed_by: str
    seller: str
    approver: str
    while_inside: bool
    recorded_at: datetime
    ended_at: datetime | None
    reasons: tuple[Reason, ...]


def get_negotiation(negotiation: str, *, actor: Actor, at: datetime) -> SeenThread | SupplierThread:
    """A negotiation as the actor may see it.

    raises    Refusal("negotiation.unknown"), also where it is none of the actor's business
    """
    thread = known(negotiation, actor, at=at)
    return for_customer(thread) if reads_own(actor, thread) else seen_by_seller(thread, actor=actor, at=at)


def list_own_negotiations(*, actor: Actor, at: datetime, open_only: bool = False) -> tuple[SeenThread, ...]:
    """The negotiations of the party the actor acts for, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "deal.ask", actor.acting_for, at=at)
    found = list_threads(customers=[actor.acting_for], open_only=open_only, limit=MOST)
    return tuple(for_customer(thread) for thread in found)


def list_supplied_negotiations(
    unit: str, *, actor: Actor, at: datetime, open_only: bool = False
) -> tuple[SupplierThread, ...]:
    """The negotiations at a unit's counter, the newest first; those of the actor's own parties are left out.

    raises    Refusal("permission.denied")
    """
    require(actor, "deal.read", unit, at=at)
    found = list_threads(suppliers=[unit], open_only=open_only, limit=MOST)
    rules = _Rules(desk(), list_mandates(unit), list_lendings(unit), list_floors(unit)) if found else None
    return tuple(
        seen_by_seller(thread, actor=actor, at=at, rules=rules)
        for thread in found
        if thread.customer not in actor.parties
    )


class _Rules(NamedTuple):
    """What decides all negotiations of a unit, read once."""

    counter: Desk
    mandates: tuple[HeldMandate, ...]
    lendings: tuple[Lending, ...]
    floors: tuple[FloorRule, ...]


class Authority(NamedTuple):
    """Who of a unit may grant how much alone, to whom that is lent, and below what nobody goes."""

    mandates: tuple[HeldMandate, ...]
    lendings: tuple[Lending, ...]
    floors: tuple[FloorRule, ...]


def authority_in(unit: str, *, actor: Actor, at: datetime) -> Authority:
    """Mandates, lendings and floors of a unit that hold today or later.

    raises    Refusal("permission.denied")
    """
    require(actor, "deal.read", unit, at=at)
    day = desk().day(at)
    return Authority(
        tuple(one for one in list_mandates(unit) if one.valid.end is None or one.valid.end > day),
        tuple(one for one in list_lendings(unit) if one.valid.end is None or one.valid.end > day),
        tuple(one for one in list_floors(unit) if one.valid.end is None or one.valid.end > day),
    )


def seen_by_seller(
    thread: Thread, *, actor: Actor, at: datetime, rules: _Rules | None = None
) -> SupplierThread:
    """A negotiation with the limits of today and the reader's authority."""
    unit = thread.supplier
    known = rules or _Rules(desk(), list_mandates(unit), list_lendings(unit), list_floors(unit))
    counter = known.counter
    day = counter.day(at)
    held = mandate_of(actor.person, unit, known.mandates, known.lendings, on=day)
    standing = thread.standing
    terms = standing.terms if standing else None
    quantity = terms.min_quantity if terms else Decimal(0)
    try:
        rails = limits(counter.company, thread, quantity, day=day, at=at, floors=known.floors).rails
    except Refusal:
        return SupplierThread(thread, None, held, None)
    judgment = None
    if terms is not None and terms.price is not None:
        judgment = judge(terms.price, rails, held or Mandate(actor.person, Decimal(0)))
    return SupplierThread(thread, rails, held, judgment)


def get_deal(deal: str, *, actor: Actor, at: datetime) -> SeenDeal | SupplierDeal:
    """A deal as the actor may see it.

    raises    Refusal("deal.unknown"), also where it is none of the actor's business
    """
    return _view(seen_deal(deal, actor, at=at), actor)


def seen_deal(deal: str, actor: Actor, *, at: datetime) -> StoredDeal:
    """A stored deal that is the actor's business.

    raises    Refusal("deal.unknown")
    """
    stored = find_deal(deal)
    if stored is None or not _may_see(stored, actor, at=at):
        raise Refusal(Reason("deal.unknown", (("deal", deal),)))
    return stored


def list_own_deals(*, actor: Actor, at: datetime) -> tuple[SeenDeal, ...]:
    """The deals of the party the actor acts for, the newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "deal.ask", actor.acting_for, at=at)
    return tuple(_seen(one) for one in list_deals_of(customers=[actor.acting_for], limit=MOST))


def list_supplied_deals(unit: str, *, actor: Actor, at: datetime) -> tuple[SupplierDeal, ...]:
    """The register of a unit's deals, the newest first; those of the actor's own parties are left out.

    raises    Refusal("permission.denied")
    """
    require(actor, "deal.read", unit, at=at)
    found = list_deals_of(suppliers=[unit], limit=MOST)
    return tuple(_full(one) for one in found if one.deal.customer not in actor.parties)


def possible(thread: SeenThread | SupplierThread) -> tuple[str, ...]:
    """The verbs that the table of states allows next, whoever may use them."""
    state = thread.state if isinstance(thread, SeenThread) else thread.thread.state
    return verbs("deal", state) if state in OPEN else ()


def _may_see(stored: StoredDeal, actor: Actor, *, at: datetime) -> bool:
    if actor.acting_for == stored.deal.customer:
        return True
    return stored.deal.customer not in actor.parties and may(actor, "deal.read", stored.supplier, at)


def _view(stored: StoredDeal, actor: Actor) -> SeenDeal | SupplierDeal:
    return _seen(stored) if actor.acting_for == stored.deal.customer else _full(stored)


def _seen(stored: StoredDeal) -> SeenDeal:
    deal = stored.deal
    reasons = tuple(one for one in from_json(stored.reasons) if one.depth == "customer")
    return SeenDeal(
        deal.id, stored.supplier, deal.customer, deal.offering, deal.price, deal.per, stored.currency,
        deal.min_quantity, stored.conditions, deal.valid, deal.agreed_on, stored.negotiation, reasons,
    )  # fmt: skip


def _full(stored: StoredDeal) -> SupplierDeal:
    deal = stored.deal
    return SupplierDeal(
        _seen(stored), stored.agreed_by, deal.seller, deal.approved_by, deal.while_inside, stored.recorded_at,
        stored.ended_at, from_json(stored.reasons),
    )  # fmt: skip
