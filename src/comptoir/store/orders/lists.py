"""Many orders, quotes and lines at once: what pages list, in as many statements for one row as for a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from comptoir.store.orders.models import (
    Approval,
    Fund,
    FundEntry,
    Order,
    OrderLine,
    OrderPart,
    SavedQuote,
    SpendingLimit,
)
from comptoir.store.orders.queries import MOST_LISTED, StoredOrder, list_line_bookings
from comptoir.store.orders.rows import LineRow, OrderRow, PartRow

_OPEN = ("ordered", "partly delivered")


class OpenLine(NamedTuple):
    """A line that waits to be delivered, with its order's parties."""

    order: str
    line: LineRow
    buyer: str
    beneficiary: str
    submitted_at: datetime


class StoredLimit(NamedTuple):
    """A limit or a cap that counts, and who set it."""

    id: int
    payer: str
    kind: str
    amount: int
    currency: str
    period: str
    set_by: str
    set_at: datetime


def list_stored(ids: Sequence[str]) -> tuple[StoredOrder, ...]:
    """Orders with their parts, lines and approvals, in the order of their ids; those that do not exist left out."""
    wanted = list(dict.fromkeys(ids))
    orders = {
        row[0]: OrderRow(*row) for row in Order.objects.filter(id__in=wanted).values_list(*OrderRow._fields)
    }
    parts: dict[str, list[PartRow]] = {}
    for row in OrderPart.objects.filter(order__in=wanted).order_by("number").values_list(*PartRow._fields):
        part = PartRow(*row)
        parts.setdefault(part.order_id, []).append(part)
    lines: dict[str, list[LineRow]] = {}
    for cells in OrderLine.objects.filter(order__in=wanted).order_by("number").values_list(*LineRow._fields):
        line = LineRow(*cells)
        lines.setdefault(line.order_id, []).append(line)
    said: dict[str, list[tuple[str, bool]]] = {}
    words = Approval.objects.filter(order__in=wanted).order_by("id")
    for order, approver, approved in words.values_list("order_id", "approver", "approved"):
        said.setdefault(order, []).append((approver, approved))
    booked = list_line_bookings(line for own in lines.values() for line in own)
    return tuple(
        StoredOrder(
            orders[one],
            tuple(parts.get(one, ())),
            tuple(lines.get(one, ())),
            tuple(said.get(one, ())),
            booked.get(one, ()),
        )
        for one in wanted
        if one in orders
    )


def list_open_lines(supplier: str, limit: int = MOST_LISTED) -> tuple[OpenLine, ...]:
    """A supplier's lines of confirmed orders that were not delivered yet, the longest waiting first."""
    names = LineRow._fields
    found = OrderLine.objects.filter(
        supplier=supplier, state__in=_OPEN, order__state="confirmed", event="use"
    )
    found = found.exclude(wish=0).filter(label="").order_by("order__submitted_at", "order", "number")
    rows = found.values_list(*names, "order__buyer", "order__beneficiary", "order__submitted_at")
    return tuple(OpenLine(row[0], LineRow(*row[: len(names)]), *row[len(names) :]) for row in rows[:limit])


def list_notes(order: str) -> tuple[tuple[str, bool, str, datetime], ...]:
    """What approvers said about an order: who, yes or no, their note and when."""
    found = Approval.objects.filter(order=order).order_by("id")
    return tuple(found.values_list("approver", "approved", "note", "at"))


# --- what payers may spend --------------------------------------------------------------------------------------------


def list_limits(payers: Iterable[str]) -> tuple[StoredLimit, ...]:
    """The limits and caps of some payers that count now."""
    found = SpendingLimit.objects.filter(payer__in=list(payers), ended_at=None).order_by(
        "payer", "kind", "id"
    )
    return tuple(StoredLimit(*row) for row in found.values_list(*StoredLimit._fields))


def list_funds(payers: Iterable[str]) -> tuple[tuple[str, int, str], ...]:
    """The funds of some payers: payer, balance, currency."""
    found = Fund.objects.filter(payer__in=list(payers)).order_by("payer", "currency")
    return tuple(found.values_list("payer", "balance", "currency"))


def list_movements(payers: Iterable[str], limit: int = 20) -> tuple[tuple[str, datetime, int, str, str], ...]:
    """What moved in the funds of some payers, the newest first: payer, when, amount, currency, order (or empty)."""
    found = FundEntry.objects.filter(fund__payer__in=list(payers)).order_by("-id")
    rows = found.values_list("fund__payer", "at", "amount", "fund__currency", "order_id")[:limit]
    return tuple((*row[:4], row[4] or "") for row in rows)


# --- quotes -----------------------------------------------------------------------------------------------------------


def list_saved_quotes(
    *, buyers: Iterable[str] = (), makers: Iterable[str] = (), series: str = "", limit: int = MOST_LISTED
) -> tuple[SavedQuote, ...]:
    """Quotes for some buyers or made by some persons, or the versions of one series, the newest first."""
    found = SavedQuote.objects.order_by("-made_at", "id")
    found = found.filter(Q(buyer__in=list(buyers)) | Q(made_by__in=list(makers)) | Q(series=series or None))
    return tuple(found[: min(limit, MOST_LISTED)])
