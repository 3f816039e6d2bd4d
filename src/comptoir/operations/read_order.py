"""What may somebody see of an order? The buyer's side all of it, each supplier its own lines, others nothing.

Rule to remember: an order that one may not see does not exist for him: the same refusal, word for word, as for an id
that was never given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.ordering.basket import Wish, from_text
from comptoir.core.pricing.request import Answer
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.core.values.share import Share, read_shares
from comptoir.operations.actors import Actor, may
from comptoir.operations.desk import desk
from comptoir.operations.paying import owners_of
from comptoir.store.orders.lists import list_stored
from comptoir.store.orders.queries import MOST_LISTED, StoredOrder, find_order, list_orders
from comptoir.store.orders.rows import LineBooking, LineRow, PartRow


@dataclass(frozen=True, slots=True)
class PartView:
    """What one supplier asks for on one price day; `book` and the auditor's reasons only for who may read them."""

    supplier: str
    price_day: date
    rate_class: str
    total: Amount
    net: Amount
    tax: Amount
    gross: Amount
    subsidy: Amount
    deposit: Amount
    book: str
    told: str = field(repr=False)
    deep: bool = field(repr=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """How the lines make the total."""
        return _shown(self.told, self.deep)


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what it is, its frozen price and why; `booking`: what it took of a resource."""

    number: int
    wish: int
    about: int
    supplier: str
    offering: str
    label: str
    event: str
    start: datetime | None
    end: datetime | None
    measures: Mapping[str, Decimal]
    rate_class: str
    status: str
    amount: Amount
    owed: Amount
    tax_rate: Decimal
    state: str
    told: str = field(repr=False)
    deep: bool = field(repr=False)
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    booking: LineBooking | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the line costs what it does, as far as the actor may read it."""
        return _shown(self.told, self.deep)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as one actor may see it. `whole`: all of it; else only the lines of the actor's own units."""

    id: str
    state: str
    ordered_by: str
    buyer: str
    payer: str
    beneficiary: str
    cost_center: str
    shares: tuple[Share, ...]
    project: str
    purchase_order: str
    submitted_at: datetime | None
    needed: int
    approved_by: tuple[str, ...]
    parts: tuple[PartView, ...]
    lines: tuple[LineView, ...]
    whole: bool

    def owed(self) -> tuple[Amount, ...]:
        """What the payer owes for the lines seen here that are not cancelled, one sum per currency."""
        sums: dict[str, int] = {}
        for line in self.lines:
            if line.state != "cancelled":
                sums[line.owed.currency] = sums.get(line.owed.currency, 0) + line.owed.minor
        return tuple(Amount(minor, currency) for currency, minor in sorted(sums.items()))


def get_order(order: str, *, actor: Actor, at: datetime) -> OrderView:
    """An order as the actor may see it.

    raises    Refusal("order.unknown") where there is none, or none for this actor
    """
    found = find_order(order)
    if found is None:
        raise unknown(order)
    return view_of(found, actor=actor, at=at)


def find_orders(
    *,
    actor: Actor,
    at: datetime,
    supplier: str = "",
    state: str = "",
    limit: int = MOST_LISTED,
    start: int = 0,
) -> tuple[OrderView, ...]:
    """The latest orders of the party that the actor acts for, or those of a supplier, newest first.

    limit     how many at most, a page and one more; start: how many to leave out

    raises    Refusal("permission.denied") for a supplier whose orders the actor may not read
    """
    if supplier and not may(actor, "order.read_supplied", supplier, at):
        raise Refusal(
            Reason("permission.denied", (("what", Reason("action.order.read_supplied")), ("place", supplier)))
        )
    parties = None if supplier else [actor.acting_for]
    ids = list_orders(parties=parties, supplier=supplier, state=state, limit=limit, start=start)
    return tuple(view_of(one, actor=actor, at=at) for one in list_stored(ids))


def wishes_of(order: str, *, actor: Actor, at: datetime) -> tuple[Wish, ...]:
    """What was wished for in an order, line by line, for who sees all of it.

    raises    Refusal("order.unknown")
    """
    found = find_order(order)
    if found is None or not sees_whole(found, actor, at):
        raise unknown(order)
    return from_text(found.order.basket).lines


def measures_of(line: LineRow) -> dict[str, Decimal]:
    """The quantities that a line was ordered in."""
    return {name: Decimal(text) for name, text in json.loads(line.measures or "{}").items()}


def unknown(order: str) -> Refusal:
    """The refusal for an order that does not exist, or not for him."""
    return Refusal(Reason("order.unknown", (("order", order),)))


def sees_whole(found: StoredOrder, actor: Actor, at: datetime) -> bool:
    """Whether an actor may see all of an order: who buys, pays or receives it, and who answers for the payer."""
    order = found.order
    own = {order.buyer, order.payer, order.beneficiary}
    return (
        actor.machine
        # In whichever of its capacities a person looks: what is its own does not vanish with a choice in the menu.
        or not own.isdisjoint(actor.parties)
        or any(may(actor, "order.read", party, at) for party in own)
        or may(actor, "order.read_paid", order.payer, at)
        or actor.person in owners_of(desk().company, read_shares(order.shares))
    )


def view_of(found: StoredOrder, *, actor: Actor, at: datetime) -> OrderView:
    """A stored order as an actor may see it.

    raises    Refusal("order.unknown") where the actor may see nothing of it
    """
    suppliers = {line.supplier for line in found.lines}
    whole = sees_whole(found, actor, at)
    seen = suppliers if whole else {one for one in suppliers if may(actor, "order.read_supplied", one, at)}
    if not whole and not seen:
        raise unknown(found.order.id)
    deep = {one for one in seen if may(actor, "order.read_reasons", one, at)}
    order = found.order
    wishes = from_text(order.basket).lines
    own = {one.line: one for one in found.bookings}
    return OrderView(
        order.id, order.state, order.ordered_by, order.buyer, order.payer, order.beneficiary,
        order.cost_center if whole else "", read_shares(order.shares) if whole else (), order.project,
        order.purchase_order, order.submitted_at, order.needed,
        tuple(name for name, approved in found.approvals if approved) if whole else (),
        tuple(_part(part, part.supplier in deep) for part in found.parts if part.supplier in seen),
        tuple(
            _line(line, line.supplier in deep, wishes, own.get(line.number))
            for line in found.lines if line.supplier in seen
        ),
        whole,
    )  # fmt: skip


def _part(part: PartRow, deep: bool) -> PartView:
    def amount(minor: int) -> Amount:
        return Amount(minor, part.currency)

    return PartView(
        part.supplier, part.price_day, part.rate_class, amount(part.total), amount(part.net), amount(part.tax),
        amount(part.gross), amount(part.subsidy), amount(part.deposit), part.book if deep else "", part.reasons, deep,
    )  # fmt: skip


def _line(line: LineRow, deep: bool, wishes: tuple[Wish, ...], booking: LineBooking | None) -> LineView:
    return LineView(
        line.number, line.wish, line.about, line.supplier, line.offering, line.label, line.event, line.start, line.end,
        measures_of(line), line.rate_class, line.status, Amount(line.amount, line.currency),
        Amount(line.owed, line.currency), Decimal(line.tax_rate), line.state, line.reasons, deep,
        wishes[line.wish - 1].answers if 0 < line.wish <= len(wishes) else {}, booking,
    )  # fmt: skip


def _shown(reasons: str, deep: bool) -> tuple[Reason, ...]:
    every = from_json(reasons)
    return every if deep else tuple(reason for reason in every if reason.depth == "customer")
