"""What was ordered, what may still be spent, and what do the running totals say?

Plain statements where every order asks, Django's queries elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, F, Max, Q, Sum, When

from comptoir.core.values.share import read_shares
from comptoir.store.bookings.models import Booking
from comptoir.store.kept import Kept
from comptoir.store.look import once
from comptoir.store.messages import Question
from comptoir.store.orders.models import (
    Approval,
    Fund,
    FundEntry,
    Order,
    OrderLine,
    OrderPart,
    Outcome,
    SavedQuote,
)
from comptoir.store.orders.rows import LineBooking, LineRow, OrderRow, PartRow

_BOUNDS = (
    "SELECT kind, id, payer, amount, currency, period FROM store_spendinglimit "
    "WHERE payer IN ({payers}) AND ended_at IS NULL "
    "UNION ALL SELECT 'fund', id, payer, balance, currency, '' FROM store_fund WHERE payer IN ({payers}) "
    "ORDER BY 1, 2"
)
# One order, its parts, its lines, who said what, the bookings of lines, and what a booking drew: asked by every deed.
_UNLOCKED = Kept(lambda order: Order.objects.filter(id=order).values_list(*OrderRow._fields))
_LOCKED = Kept(
    lambda order: Order.objects.filter(id=order).select_for_update().values_list(*OrderRow._fields)
)
_PARTS = Kept(
    lambda order: OrderPart.objects.filter(order=order).order_by("number").values_list(*PartRow._fields)
)
_LINES = Kept(
    lambda order: OrderLine.objects.filter(order=order).order_by("number").values_list(*LineRow._fields)
)
_SAID = Kept(
    lambda order: Approval.objects.filter(order=order).order_by("id").values_list("approver", "approved")
)
_BOOKED = Kept(
    lambda lines: (
        Booking.objects.filter(line__in=lines)
        .order_by("id")
        .values_list("line", "public_id", "resource", "state")
    )
)
_DRAWN = Kept(
    lambda booking: (
        FundEntry.objects.filter(booking=booking)
        .values_list("fund")
        .annotate(sum=Sum("amount"))
        .order_by("fund")
    )
)
MOST_LISTED = 100
# Below SQLite's 999 variables in one statement.
_MOST_NAMES = 900


class StoredOrder(NamedTuple):
    """An order with its parts, its lines, who approved or refused it, and the bookings of its lines."""

    order: OrderRow
    parts: tuple[PartRow, ...]
    lines: tuple[LineRow, ...]
    approvals: tuple[tuple[str, bool], ...]
    bookings: tuple[LineBooking, ...] = ()


class BorneRow(NamedTuple):
    """What one commitment owes: by whom, in which shares (JSON text), whether it was delivered, and how much."""

    payer: str
    shares: str
    delivered: bool
    owed: int


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


def bounds_question(payers: Iterable[str]) -> Question:
    """The question after the limits, caps and funds of some payers; its answer are rows like Bound."""
    wanted = list(dict.fromkeys(payers))
    marks = ", ".join(["%s"] * len(wanted))
    return _BOUNDS.format(payers=marks), [*wanted, *wanted]


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


def list_borne(
    payers: Sequence[str], cost_centers: Sequence[str], currency: str, *, since: datetime | None
) -> tuple[BorneRow, ...]:
    """What is owed for lines that are not cancelled, by order: of payers, or shared by any of some cost centers."""
    whose = Q(order__payer__in=payers)
    for name in cost_centers:
        whose |= Q(order__shares__contains=json.dumps(name, ensure_ascii=False))
    found = OrderLine.objects.filter(whose, currency=currency).exclude(state="cancelled")
    if since is not None:
        found = found.filter(order__submitted_at__gte=since)
    delivered = Case(When(state="delivered", then=1), default=0)
    rows = found.values_list("order__payer", "order__shares", delivered, "order").annotate(Sum("owed"))
    return tuple(BorneRow(payer, shares, done == 1, owed) for payer, shares, done, _, owed in rows)


def find_outcome(actor: str, operation: str, key: str) -> tuple[str, str] | None:
    """The body's digest and the outcome of a key that was used, or None."""
    found = Outcome.objects.filter(actor=actor, operation=operation, key=key)
    return found.values_list("body", "outcome").first()


def find_order(order: str, *, lock: bool = False) -> StoredOrder | None:
    """An order, or None; `lock`: nobody else writes it until the transaction ends."""
    return _order(order, lock=True) if lock else once(("order", order), lambda: _order(order, lock=False))


def _order(order: str, *, lock: bool) -> StoredOrder | None:
    row = (_LOCKED if lock else _UNLOCKED).first(order=order)
    if row is None:
        return None
    lines = [LineRow(*one) for one in _LINES(order=order)]
    return StoredOrder(
        OrderRow(*row),
        tuple(PartRow(*one) for one in _PARTS(order=order)),
        tuple(lines),
        tuple(_SAID(order=order)),
        list_line_bookings(lines).get(order, ()),
    )


def list_line_bookings(lines: Iterable[LineRow]) -> dict[str, tuple[LineBooking, ...]]:
    """The bookings of some lines, by order; lines without a time have none, and nothing is asked for them."""
    names = [f"{line.order_id}/{line.number}" for line in lines if line.start is not None]
    found: dict[str, tuple[LineBooking, ...]] = {}
    for first in range(0, len(names), _MOST_NAMES):
        for name, *row in _BOOKED(lines=names[first : first + _MOST_NAMES]):
            order, _, number = name.rpartition("/")
            found[order] = (*found.get(order, ()), LineBooking(int(number), *row))
    return found


def list_orders(
    *, parties: Iterable[str] | None = None, payers: Iterable[str] | None = None, supplier: str = "",
    state: str = "", before: datetime | None = None, limit: int = MOST_LISTED, start: int = 0,
) -> tuple[str, ...]:  # fmt: skip
    """Ids of orders, newest first: of parties (as buyer, payer or beneficiary), of payers, of a supplier.

    limit     how many at most, a page and one more to tell whether others follow; start: how many to leave out
    """
    found = Order.objects.order_by("-created_at", "id")
    if parties is not None:
        about = list(parties)
        found = found.filter(Q(buyer__in=about) | Q(payer__in=about) | Q(beneficiary__in=about))
    if payers is not None:
        about = list(payers)
        whose = Q(payer__in=about) | Q(cost_center__in=about)
        for name in about[:MOST_LISTED]:  # Whoever bears a share besides the first.
            whose |= Q(shares__contains=json.dumps(name, ensure_ascii=False))
        found = found.filter(whose)
    if supplier:
        found = found.filter(lines__supplier=supplier).distinct()
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(created_at__lt=before)
    return tuple(found.values_list("id", flat=True)[start : start + min(limit, MOST_LISTED + 1)])


def recent_cost_centers(person: str, *, limit: int = 20) -> tuple[str, ...]:
    """The cost centers on which a person ordered lately, the last one first."""
    found = Order.objects.filter(ordered_by=person).exclude(cost_center="").order_by("-created_at")
    shares = found.values_list("shares", flat=True)[: 5 * limit]
    names = (share.cost_center for text in shares for share in read_shares(text))
    return tuple(dict.fromkeys(names))[:limit]


def list_lines(names: Iterable[str]) -> dict[str, LineRow]:
    """Some lines by "order/number"; those that do not exist are missing."""
    wanted = dict.fromkeys(names)
    orders = [name.rpartition("/")[0] for name in wanted]
    found: dict[str, LineRow] = {}
    for first in range(0, len(orders), _MOST_NAMES):
        rows = OrderLine.objects.filter(order__in=orders[first : first + _MOST_NAMES])
        for row in (LineRow(*cells) for cells in rows.values_list(*LineRow._fields)):
            found[f"{row.order_id}/{row.number}"] = row
    return {name: found[name] for name in wanted if name in found}


def next_number(order: str) -> int:
    """The number that the order's next line gets."""
    last = OrderLine.objects.filter(order=order).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def owing(order: str) -> dict[str, int]:
    """What an order owes by now, by currency."""
    lines = OrderLine.objects.filter(order=order).exclude(state="cancelled").values_list("currency")
    return dict(lines.annotate(Sum("owed")))


def drawn(order: str) -> dict[tuple[str, str], int]:
    """The funds that an order draws on, by payer and currency."""
    found = Fund.objects.filter(entries__order=order).distinct()
    return {
        (payer, currency): number for number, payer, currency in found.values_list("id", "payer", "currency")
    }


def drawn_for(booking: str) -> tuple[tuple[int, int], ...]:
    """What a booking has drawn on each fund and not been given back, in order of the funds."""
    return tuple((fund, -amount) for fund, amount in _DRAWN(booking=booking) if amount)


def find_quote(quote: str, *, lock: bool = False) -> SavedQuote | None:
    """A saved quote, or None."""
    found = SavedQuote.objects.filter(id=quote)
    return (found.select_for_update() if lock else found).first()


def broken_funds() -> tuple[int, ...]:
    """Funds whose balance is not the sum of their entries; there are none."""
    found = Fund.objects.annotate(sum=Sum("entries__amount")).exclude(balance=F("sum"))
    return tuple(found.exclude(balance=0, sum=None).values_list("id", flat=True))


def count_orders() -> int:
    """How many orders, drafts included."""
    return Order.objects.count()
