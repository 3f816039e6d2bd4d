"""What was ordered, what may still be spent, and what do the running totals say?

Plain statements where every order asks, Django's queries elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Max, Q, Sum

from comptoir.store.orders.models import (
    Approval,
    Fund,
    Order,
    OrderLine,
    OrderPart,
    Outcome,
    SavedQuote,
)
from comptoir.store.orders.rows import Bound, LineRow, OrderRow, PartRow

_BOUNDS = (
    "SELECT kind, id, payer, amount, currency, period FROM store_spendinglimit "
    "WHERE payer IN ({payers}) AND ended_at IS NULL "
    "UNION ALL SELECT 'fund', id, payer, balance, currency, '' FROM store_fund WHERE payer IN ({payers}) "
    "ORDER BY 1, 2"
)
MOST_LISTED = 100


class StoredOrder(NamedTuple):
    """An order with its parts, its lines and who approved or refused it."""

    order: OrderRow
    parts: tuple[PartRow, ...]
    lines: tuple[LineRow, ...]
    approvals: tuple[tuple[str, bool], ...]


class Taken(NamedTuple):
    """What one committed line took, for tallies that are counted from history."""

    supplier: str
    offering: str
    event: str
    day: date
    amount: int
    uses: int
    quantity: Mapping[str, int]
    buyer: str
    payer: str
    beneficiary: str
    project: str


def list_bounds(payers: Iterable[str]) -> tuple[Bound, ...]:
    """The limits, caps and funds of some payers."""
    wanted = list(dict.fromkeys(payers))
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS.format(payers=marks), [*wanted, *wanted])
        return tuple(Bound(*row) for row in cursor.fetchall())


def get_tallies(keys: Sequence[str]) -> dict[str, int]:
    """What tallies stand at; those never advanced are missing."""
    if not keys:
        return {}
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, value FROM store_tally WHERE key IN ({marks})", list(keys))  # noqa: S608
        return dict(cursor.fetchall())


def list_taken(
    suppliers: Iterable[str], parties: Iterable[str], *, project: str, since: date | None
) -> tuple[Taken, ...]:
    """What committed lines of some suppliers took for any of some parties (or a project), since a day."""
    about = [*dict.fromkeys(parties)]
    whom = Q(order__buyer__in=about) | Q(order__payer__in=about) | Q(order__beneficiary__in=about)
    if project:
        whom |= Q(order__project=project)
    found = (
        OrderLine.objects.filter(whom, supplier__in=list(suppliers))
        .exclude(state="cancelled")
        .exclude(measured="")
    )
    if since is not None:
        found = found.filter(day__gte=since)
    rows = found.values_list(
        "supplier", "offering", "event", "day", "amount", "measured",
        "order__buyer", "order__payer", "order__beneficiary", "order__project",
    )  # fmt: skip
    return tuple(_taken(*row) for row in rows)


def _taken(
    supplier: str, offering: str, event: str, day: date, amount: int, measured: str, *whom: str
) -> Taken:
    uses, quantity = json.loads(measured)
    return Taken(supplier, offering, event, day, amount, uses, quantity, *whom)


def spent(payer: str, currency: str, *, since: datetime | None) -> int:
    """What a payer or a cost center owes for lines that are not cancelled, of orders submitted since an instant."""
    found = OrderLine.objects.filter(
        Q(order__payer=payer) | Q(order__cost_center=payer), currency=currency
    ).exclude(state="cancelled")
    if since is not None:
        found = found.filter(order__submitted_at__gte=since)
    return int(found.aggregate(sum=Sum("owed"))["sum"] or 0)


def find_outcome(actor: str, operation: str, key: str) -> tuple[str, str] | None:
    """The body's digest and the outcome of a key that was used, or None."""
    found = Outcome.objects.filter(actor=actor, operation=operation, key=key)
    return found.values_list("body", "outcome").first()


def find_order(order: str, *, lock: bool = False) -> StoredOrder | None:
    """An order, or None; `lock`: nobody else writes it until the transaction ends."""
    found = Order.objects.filter(id=order)
    row = (found.select_for_update() if lock else found).values_list(*OrderRow._fields).first()
    if row is None:
        return None
    parts = OrderPart.objects.filter(order=order).order_by("number").values_list(*PartRow._fields)
    lines = OrderLine.objects.filter(order=order).order_by("number").values_list(*LineRow._fields)
    said = Approval.objects.filter(order=order).order_by("id").values_list("approver", "approved")
    return StoredOrder(
        OrderRow(*row),
        tuple(PartRow(*one) for one in parts),
        tuple(LineRow(*one) for one in lines),
        tuple(said),
    )


def list_orders(
    *, parties: Iterable[str] | None = None, payers: Iterable[str] | None = None, supplier: str = "",
    state: str = "", before: datetime | None = None, limit: int = MOST_LISTED,
) -> tuple[str, ...]:  # fmt: skip
    """Ids of orders, newest first: of parties (as buyer, payer or beneficiary), of payers, of a supplier."""
    found = Order.objects.order_by("-created_at", "id")
    if parties is not None:
        about = list(parties)
        found = found.filter(Q(buyer__in=about) | Q(payer__in=about) | Q(beneficiary__in=about))
    if payers is not None:
        about = list(payers)
        found = found.filter(Q(payer__in=about) | Q(cost_center__in=about))
    if supplier:
        found = found.filter(lines__supplier=supplier).distinct()
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(created_at__lt=before)
    return tuple(found.values_list("id", flat=True)[: min(limit, MOST_LISTED)])


def next_number(order: str) -> int:
    """The number that the order's next line gets."""
    last = OrderLine.objects.filter(order=order).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def drawn(order: str) -> tuple[tuple[int, str], ...]:
    """The funds that an order draws on, each with its currency."""
    found = Fund.objects.filter(entries__order=order).distinct().order_by("id")
    return tuple(found.values_list("id", "currency"))


def find_quote(quote: str, *, lock: bool = False) -> SavedQuote | None:
    """A saved quote, or None."""
    found = SavedQuote.objects.filter(id=quote)
    return (found.select_for_update() if lock else found).first()


def broken_funds() -> tuple[int, ...]:
    """Funds whose balance is not the sum of their entries; there are none."""
    found = Fund.objects.annotate(sum=Sum("entries__amount")).exclude(balance=F("sum"))
    return tuple(found.exclude(balance=0, sum=None).values_list("id", flat=True))
