"""What may somebody see of charges? The payer's side its own, each supplier what it delivered, others nothing.

Rule to remember: a charge that one may not see does not exist for him; and where the customer reads, the auditor's
reasons are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.billing.shares import Part
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.desk import desk
from comptoir.store.charges import queries
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import Parked, Wanted


@dataclass(frozen=True, slots=True)
class MoveView:
    """One step of a charge."""

    at: datetime
    actor: str
    verb: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A charge as one actor may see it; the reasons of other depths and the supplier's side only for who may."""

    id: str
    state: str
    source_kind: str
    source: str
    event: str
    part: str
    supplier: str
    customer: str
    payer: str
    beneficiary: str
    project: str
    purchase_order: str
    offering: str
    label: str
    day: date
    quantity: Decimal
    unit: str
    amount: Amount
    quoted: Amount | None
    subsidy: Amount
    paid_by: str
    settlement: str
    vat_category: str
    vat_rate: Decimal
    exemption: str
    rate_class: str
    period: str
    review_ends: date | None
    parts: tuple[Part, ...]
    why: tuple[Reason, ...]
    differences: tuple[Reason, ...]
    entry: str
    paper: str
    reversed_by: str
    replaces: str
    moves: tuple[MoveView, ...]
    payers_side: bool
    told: str = field(repr=False)
    settled: str = field(repr=False)
    deep: bool = field(repr=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it comes to this amount."""
        return _shown(self.told, self.deep)

    @property
    def settled_because(self) -> tuple[Reason, ...]:
        """Why it goes on this paper, with this VAT."""
        return _shown(self.settled, self.deep)


def get_charge(charge: str, *, actor: Actor, at: datetime) -> ChargeView:
    """A charge with its steps.

    raises    Refusal(charge.unknown) where there is none, or none for this actor
    """
    found = queries.find_charge(charge)
    if found is None or not (_supplies(found, actor, at) or pays(found, actor, at)):
        raise unknown(charge)
    moves = tuple(
        MoveView(move.at, move.actor, move.verb, move.state, move.note) for move in queries.list_moves(charge)
    )
    return replace(_view(found, actor, at), moves=moves)


def list_charges(wanted: Wanted, *, actor: Actor, at: datetime, limit: int = 100) -> tuple[ChargeView, ...]:
    """Charges, newest day first: of a supplier, else of the party that the actor acts for, or of a cost center.

    raises    Refusal(permission.denied) for a supplier whose charges the actor may not read
    """
    if _reads_all(wanted, actor, at):
        own = wanted
    elif wanted.supplier and not wanted.payers:
        raise denied("charge.read_supplied", wanted.supplier)
    else:
        own = replace(wanted, payers=(actor.acting_for,))
    return tuple(_view(one, actor, at) for one in queries.list_charges(own, limit))


def list_parked(supplier: str, *, actor: Actor, at: datetime, after: int = 0) -> tuple[Parked, ...]:
    """What a supplier could not charge yet, and why.

    raises    Refusal(permission.denied)
    """
    if not may(actor, "charge.read_supplied", supplier, at):
        raise denied("charge.read_supplied", supplier)
    return queries.list_parked(supplier, after=after)


def pays(found: Charge, actor: Actor, at: datetime, action: str = "charge.read") -> bool:
    """Whether an actor may do something on the payer's side: who acts for it, answers for it, or owns a cost center."""
    if may(actor, action, found.payer, at) or (action == "charge.read" and _reads(found.payer, actor, at)):
        return True
    centers = {part.cost_center for part in queries.parts_of(found)}
    return any(actor.owns(owner_of(center)) for center in centers)


def unknown(charge: str) -> Refusal:
    """The refusal for a charge that does not exist, or not for him."""
    return Refusal(Reason("charge.unknown", (("charge", charge),)))


def owner_of(cost_center: str) -> str:
    """The person who answers for a cost center, or an empty text."""
    return next((one.owner for one in desk().company.cost_centers if one.id == cost_center), "")


def _reads(payer: str, actor: Actor, at: datetime) -> bool:
    return may(actor, "charge.read", payer, at) or may(actor, "charge.read_paid", payer, at)


def _reads_all(wanted: Wanted, actor: Actor, at: datetime) -> bool:
    """Whether everything that is wanted is the actor's business."""
    return (
        actor.machine
        or (wanted.supplier != "" and may(actor, "charge.read_supplied", wanted.supplier, at))
        or (wanted.cost_center != "" and actor.owns(owner_of(wanted.cost_center)))
        or (bool(wanted.payers) and all(_reads(one, actor, at) for one in wanted.payers))
    )


def _supplies(found: Charge, actor: Actor, at: datetime) -> bool:
    return may(actor, "charge.read_supplied", found.supplier, at)


def _view(found: Charge, actor: Actor, at: datetime) -> ChargeView:
    deep = may(actor, "charge.read_reasons", found.supplier, at)
    payers_side = pays(found, actor, at)

    def amount(minor: int) -> Amount:
        return Amount(minor, found.currency)

    return ChargeView(
        found.id, found.state, found.source_kind, found.source, found.event, found.part, found.supplier, found.customer,
        found.payer, found.beneficiary, found.project, found.purchase_order, found.offering, found.label, found.day,
        Decimal(found.quantity), found.unit, amount(found.amount),
        None if found.quoted is None else amount(found.quoted), amount(found.subsidy), found.paid_by, found.settlement,
        found.vat_category, Decimal(found.vat_rate), found.exemption, found.rate_class, found.period,
        found.review_ends, queries.parts_of(found) if payers_side or deep else (),
        _shown(found.why or "[]", deep), _shown(found.differences, deep), found.entry, found.paper, found.reversed_by,
        found.replaces, (), payers_side, found.reasons, found.settled_because, deep,
    )  # fmt: skip


def _shown(reasons: str, deep: bool) -> tuple[Reason, ...]:
    every = from_json(reasons)
    return every if deep else tuple(reason for reason in every if reason.depth == "customer")
