"""What was said in negotiations, what may be granted by whom, and which deals hold, as known at an instant?

Every change of the deals has a number and an instant, both rising; so a revision names one state of all deals, and
what was known at an instant is the state of the last change by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Max, Q

from comptoir.core.ordering.negotiation import FloorRule, HeldMandate, Lending
from comptoir.core.ordering.thread import OPEN, Move, Speaker, Terms, Thread
from comptoir.core.pricing.bargaining import LINE
from comptoir.core.pricing.terms import Deal, Per
from comptoir.core.values import DayPeriod, Place
from comptoir.core.values.reason_json import from_json
from comptoir.store.deals.models import (
    AgreedDeal,
    Delegation,
    FloorRow,
    Negotiation,
    NegotiationMove,
    SellerMandate,
)

# Where a negotiated price stands, beside the rows of deals.csv.
PLACE = Place("negotiations")
# A deal that was ended before its first day holds on no day that anybody asks about.
NEVER = DayPeriod(date.min, date.fromordinal(2))
_SCALE = Decimal(10_000)


class StoredThread(NamedTuple):
    """A negotiation with its row."""

    row: int
    thread: Thread


class StoredDeal(NamedTuple):
    """A deal as agreed, whom it concerns, and when it ends if that was said since."""

    row: int
    deal: Deal
    supplier: str
    currency: str
    negotiation: str
    conditions: str
    agreed_by: str
    recorded_at: datetime
    ended_at: datetime | None
    reasons: str

    @property
    def holds(self) -> bool:
        """Whether there is any day on which it holds."""
        return self.deal.valid != NEVER


class Revision(NamedTuple):
    """One state of all deals: the number of their last change (0: there are none), and the deal agreed last."""

    change: int = 0
    last: str = ""


class Proposals(NamedTuple):
    """What a customer has proposed for an offering: prices in open negotiations, and when it was declined."""

    open: int
    refusals: tuple[datetime, ...]


# --- negotiations -----------------------------------------------------------------------------------------------------


def find_thread(public_id: str) -> StoredThread | None:
    """A negotiation by its public id."""
    row = Negotiation.objects.filter(public_id=public_id).first()
    return next(iter(_with_moves([row])), None) if row else None


def list_threads(
    *, customers: Iterable[str] = (), suppliers: Iterable[str] = (), open_only: bool = False, limit: int = 100
) -> tuple[Thread, ...]:
    """Negotiations of some customers or at some suppliers' counters, the newest first."""
    found = Negotiation.objects.filter(Q(customer__in=list(customers)) | Q(supplier__in=list(suppliers)))
    if open_only:
        found = found.filter(state__in=sorted(OPEN))
    return tuple(one.thread for one in _with_moves(list(found.order_by("-id")[:limit])))


def list_due(at: datetime, limit: int) -> tuple[str, ...]:
    """Public ids of negotiations whose last proposal stands no more."""
    due = Negotiation.objects.filter(expires_at__lte=at).order_by("expires_at", "id")
    return tuple(due.values_list("public_id", flat=True)[:limit])


def proposals(customer: str, offering: str, *, since: datetime) -> Proposals:
    """What a customer proposed for an offering in open negotiations, and when the supplier's side declined since."""
    of = NegotiationMove.objects.filter(negotiation__customer=customer, negotiation__offering=offering)
    proposed = of.filter(verb__in=("ask", "counter"), negotiation__state__in=sorted(OPEN)).count()
    declined = of.filter(verb="decline", at__gte=since).exclude(speaker=Speaker.CUSTOMER.value)
    return Proposals(proposed, tuple(declined.order_by("at").values_list("at", flat=True)))


def _with_moves(rows: list[Negotiation]) -> list[StoredThread]:
    moves: dict[int, list[Move]] = {row.id: [] for row in rows}
    for move in NegotiationMove.objects.filter(negotiation_id__in=list(moves)).order_by(
        "negotiation_id", "number"
    ):
        moves[move.negotiation_id].append(_move(move))
    return [
        StoredThread(
            row.id,
            Thread(
                row.public_id, row.supplier, row.offering, row.per, row.customer, row.asker, row.currency,
                tuple(moves[row.id]),
            ),
        )
        for row in rows
    ]  # fmt: skip


def _move(row: NegotiationMove) -> Move:
    terms = None
    if row.valid_from is not None:
        price = Decimal(row.price) if row.price else None
        valid = DayPeriod(row.valid_from, row.valid_to)
        terms = Terms(price, valid, Decimal(row.min_quantity), row.conditions)
    return Move(
        row.verb, Speaker(row.speaker), row.person, row.at, row.state, terms, row.expires_at, row.lent_by, row.note,
        from_json(row.reasons),
    )  # fmt: skip


# --- who may grant how much -------------------------------------------------------------------------------------------


def list_mandates(unit: str) -> tuple[HeldMandate, ...]:
    """The mandates of a unit's sellers, as known now."""
    rows = SellerMandate.objects.filter(unit=unit, superseded_at=None).order_by("id")
    return tuple(
        HeldMandate(row.person, row.unit, row.concession / _SCALE, DayPeriod(row.valid_from, row.valid_to))
        for row in rows
    )


def list_lendings(unit: str) -> tuple[Lending, ...]:
    """Which mandates in a unit are lent to whom, as known now."""
    rows = Delegation.objects.filter(unit=unit, superseded_at=None).order_by("id")
    return tuple(
        Lending(row.seller, row.colleague, row.unit, DayPeriod(row.valid_from, row.valid_to)) for row in rows
    )


def list_floors(unit: str) -> tuple[FloorRule, ...]:
    """The floors that a unit has set, as known now."""
    rows = FloorRow.objects.filter(unit=unit, superseded_at=None).order_by("id")
    return tuple(
        FloorRule(row.unit, row.offering, row.floor, DayPeriod(row.valid_from, row.valid_to)) for row in rows
    )


# --- deals ------------------------------------------------------------------------------------------------------------


def deals_revision(known_at: datetime | None = None) -> Revision:
    """The last change of deals that was known at an instant (None: now)."""
    begun, ended = AgreedDeal.objects.order_by("-change"), AgreedDeal.objects.exclude(end_change=None)
    if known_at is not None:
        begun, ended = begun.filter(recorded_at__lte=known_at), ended.filter(ended_at__lte=known_at)
    agreed = begun.values_list("change", "public_id").first()
    if agreed is None:
        return Revision()
    end = ended.order_by("-end_change").values_list("end_change", flat=True).first()
    return Revision(max(agreed[0], end or 0), agreed[1])


def list_agreed(revision: Revision) -> tuple[Deal, ...]:
    """All deals as they were after a change, with the days on which they hold by what was known then."""
    rows = (
        AgreedDeal.objects.filter(change__lte=revision.change)
        .select_related("negotiation")
        .order_by("change")
    )
    stored = [_deal(row, revision.change) for row in rows.iterator(chunk_size=5_000)]
    return tuple(one.deal for one in stored if one.holds)


def find_deal(public_id: str) -> StoredDeal | None:
    """A deal by its public id, as known now."""
    row = AgreedDeal.objects.filter(public_id=public_id).select_related("negotiation").first()
    return _deal(row, None) if row else None


def find_deal_of(negotiation: int) -> str:
    """The public id of the deal that came of a negotiation, by its row; empty for none."""
    return (
        AgreedDeal.objects.filter(negotiation_id=negotiation).values_list("public_id", flat=True).first()
        or ""
    )


def list_deals_of(
    *, customers: Iterable[str] = (), suppliers: Iterable[str] = (), limit: int = 100
) -> tuple[StoredDeal, ...]:
    """Deals of some customers or of some suppliers, the newest first."""
    rows = AgreedDeal.objects.filter(Q(customer__in=list(customers)) | Q(supplier__in=list(suppliers)))
    return tuple(_deal(row, None) for row in rows.select_related("negotiation").order_by("-id")[:limit])


def list_overlapping(customer: str, offering: str, valid: DayPeriod) -> tuple[StoredDeal, ...]:
    """The deals of a customer and offering that hold on some day of a period."""
    rows = AgreedDeal.objects.filter(customer=customer, offering=offering).exclude(ends_on=F("valid_from"))
    stored = [_deal(row, None) for row in rows.select_related("negotiation").order_by("id")]
    return tuple(one for one in stored if one.deal.valid.overlaps(valid))


def last_change() -> tuple[int, datetime | None]:
    """The number and the instant of the last change of deals."""
    found = AgreedDeal.objects.aggregate(
        change=Max("change"), end=Max("end_change"), recorded=Max("recorded_at"), ended=Max("ended_at")
    )
    instants = [one for one in (found["recorded"], found["ended"]) if one is not None]
    return max(found["change"] or 0, found["end"] or 0), max(instants, default=None)


def _deal(row: AgreedDeal, revision: int | None) -> StoredDeal:
    """A deal as known after a change (None: now)."""
    known = row.end_change is not None and (revision is None or row.end_change <= revision)
    ends = [day for day in (row.valid_to, row.ends_on if known else None) if day is not None]
    end = min(ends, default=None)
    valid = NEVER if end is not None and end <= row.valid_from else DayPeriod(row.valid_from, end)
    deal = Deal(
        PLACE, row.public_id, row.customer, row.offering, Decimal(row.price),
        Per(()) if row.per == LINE else Per((row.per,)), valid, min_quantity=Decimal(row.min_quantity),
        seller=row.seller, approved_by=row.approver, agreed_on=row.agreed_on, while_inside=row.while_inside,
    )  # fmt: skip
    return StoredDeal(
        row.id, deal, row.supplier, row.currency, row.negotiation.public_id, row.conditions, row.agreed_by,
        row.recorded_at, row.ended_at if known else None, row.reasons,
    )  # fmt: skip


def count_threads() -> int:
    """How many negotiations, whatever became of them."""
    return Negotiation.objects.count()
