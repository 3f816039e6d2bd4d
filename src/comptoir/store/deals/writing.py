"""How is a negotiation written down? Its moves one after another, and of it one deal at most.

Every function runs inside its caller's transaction and turn.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from comptoir.core.ordering.thread import Move, Thread
from comptoir.core.values import DayPeriod, Reason
from comptoir.core.values.reason_json import to_json
from comptoir.store.deals.models import (
    AgreedDeal,
    Delegation,
    FloorRow,
    Negotiation,
    NegotiationMove,
    SellerMandate,
)
from comptoir.store.deals.queries import StoredDeal, last_change


class NewDeal(NamedTuple):
    """A deal to be written down."""

    public_id: str
    price: str
    min_quantity: str
    conditions: str
    start: date
    end: date | None
    while_inside: bool
    agreed_by: str
    seller: str
    approver: str
    agreed_on: date
    replaces: str
    reasons: tuple[Reason, ...]


def open_thread(thread: Thread, *, at: datetime) -> int:
    """Write a negotiation down, without its moves; its row's number."""
    row = Negotiation.objects.create(
        public_id=thread.id, supplier=thread.supplier, offering=thread.offering, per=thread.per,
        customer=thread.customer, asker=thread.asker, currency=thread.currency, state="asked", opened_at=at,
    )  # fmt: skip
    return row.id


def add_move(row: int, number: int, move: Move) -> None:
    """Add a move to a negotiation, and bring the negotiation to the state that it leaves."""
    terms = move.terms
    NegotiationMove.objects.create(
        negotiation_id=row, number=number, verb=move.verb, speaker=move.speaker.value, person=move.by, at=move.at,
        state=move.state, price="" if terms is None or terms.price is None else str(terms.price),
        min_quantity=str(terms.min_quantity) if terms else "",
        valid_from=terms.valid.start if terms else None, valid_to=terms.valid.end if terms else None,
        conditions=terms.conditions if terms else "", expires_at=move.expires_at, lent_by=move.lent_by,
        note=move.note, reasons=to_json(move.reasons),
    )  # fmt: skip
    Negotiation.objects.filter(id=row).update(state=move.state, expires_at=move.expires_at)


def add_deal(row: int, thread: Thread, deal: NewDeal, *, at: datetime) -> None:
    """Write the deal of a negotiation down, from now on, or from just after the last change of deals."""
    change, instant = _next(at)
    AgreedDeal.objects.create(
        public_id=deal.public_id, negotiation_id=row, change=change, supplier=thread.supplier,
        customer=thread.customer, offering=thread.offering, price=deal.price, per=thread.per,
        currency=thread.currency, min_quantity=deal.min_quantity, conditions=deal.conditions,
        valid_from=deal.start, valid_to=deal.end, while_inside=deal.while_inside,
        agreed_by=deal.agreed_by, seller=deal.seller, approver=deal.approver, agreed_on=deal.agreed_on,
        recorded_at=instant, replaces=deal.replaces, reasons=to_json(deal.reasons),
    )  # fmt: skip


def end_agreed(deal: StoredDeal, *, ends_on: date, by: str, note: str, at: datetime) -> None:
    """From `ends_on` on a deal no longer holds; never before its first day, then it holds on none."""
    change, instant = _next(at)
    start = deal.deal.valid.start
    AgreedDeal.objects.filter(id=deal.row).update(
        ends_on=max(ends_on, start) if start else ends_on, ended_at=instant, ended_by=by, end_note=note,
        end_change=change,
    )  # fmt: skip
    Negotiation.objects.filter(public_id=deal.negotiation).update(state="ended")


def _next(at: datetime) -> tuple[int, datetime]:
    """The number and the instant of the next change of deals."""
    change, instant = last_change()
    return change + 1, at if instant is None else max(at, instant + timedelta(microseconds=1))


# --- who may grant how much -------------------------------------------------------------------------------------------


def put_mandate(
    person: str, unit: str, concession: int, start: date, end: date | None, *, by: str, at: datetime
) -> None:
    """Give a seller a mandate in ten-thousandths; those of other days stay."""
    SellerMandate.objects.create(
        person=person, unit=unit, concession=concession, valid_from=start, valid_to=end, set_by=by,
        recorded_at=at,
    )  # fmt: skip


def close_mandates(person: str, unit: str, valid: DayPeriod, *, at: datetime) -> int:
    """From now on what a seller had on some of these days is no longer believed; how many that were."""
    known = SellerMandate.objects.filter(person=person, unit=unit, superseded_at=None)
    met = [row.id for row in known if DayPeriod(row.valid_from, row.valid_to).overlaps(valid)]
    return SellerMandate.objects.filter(id__in=met).update(superseded_at=at)


def put_lending(
    seller: str, colleague: str, unit: str, start: date, end: date, *, by: str, at: datetime
) -> None:
    """Lend a seller's mandate to a colleague."""
    Delegation.objects.create(
        seller=seller, colleague=colleague, unit=unit, valid_from=start, valid_to=end, set_by=by,
        recorded_at=at,
    )  # fmt: skip


def close_lendings(seller: str, colleague: str, unit: str, *, at: datetime) -> int:
    """From now on a mandate is no longer lent; how many lendings that ended."""
    known = Delegation.objects.filter(seller=seller, colleague=colleague, unit=unit, superseded_at=None)
    return known.update(superseded_at=at)


def put_floor(unit: str, offering: str, floor: str, valid: DayPeriod, *, by: str, at: datetime) -> None:
    """Set a unit's floor for an offering, in place of what it had on some of these days; an empty one only ends."""
    known = FloorRow.objects.filter(unit=unit, offering=offering, superseded_at=None)
    met = [row.id for row in known if DayPeriod(row.valid_from, row.valid_to).overlaps(valid)]
    FloorRow.objects.filter(id__in=met).update(superseded_at=at)
    if floor:
        FloorRow.objects.create(
            unit=unit, offering=offering, floor=floor, valid_from=valid.start, valid_to=valid.end, set_by=by,
            recorded_at=at,
        )  # fmt: skip
