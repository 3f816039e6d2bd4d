"""What was delivered and is not charged yet? Order lines, bookings without a line, and usage that no booking holds.

Each as one plain value, whatever it comes from. Rule to remember: nothing here decides what it costs or who bears it;
a source that is parked is not given again by `list_new`, but by `load`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from typing import NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast, Concat

from comptoir.core.values import Reason
from comptoir.core.values.reason_json import from_json
from comptoir.store.bookings.models import Booking, BookingPrice
from comptoir.store.charges.models import BOOKING, ORDER_LINE, USAGE, Charge, ParkedSource
from comptoir.store.kept import Kept, counted
from comptoir.store.orders.models import LineDelivery, OrderLine, OrderPart
from comptoir.store.usage.models import UsageRecord
from comptoir.store.usage.queries import list_booked, of_its_booking

_SOME = 400
# Which events of a booking are charged in which of its states.
_EVENTS = {"returned": ("use", "late"), "no-show": ("no-show",), "cancelled": ("cancellation",)}
_FEES = ("late", "no-show", "cancellation")


class Price(NamedTuple):
    """A frozen price: as the card states it, and net where that is known; `gross`: the stated one holds the tax."""

    status: str
    stated: int | None
    net: int | None
    currency: str
    tax_rate: str
    gross: bool
    subsidy: int
    paid_by: str
    rate_class: str
    book: str
    reasons: tuple[Reason, ...]


class Delivered(NamedTuple):
    """One thing to charge.

    day       of the supply; `price_day` the day whose card priced it
    price     what is owed; None: it has none yet, as usage
    quoted    the committed price, where the delivery has another one
    shares    JSON of who bears it, empty: the payer's own cost center
    booking   the booking behind it, for its usage records
    """

    source_kind: str
    source: str
    event: str
    supplier: str
    customer: str
    payer: str
    beneficiary: str
    project: str
    purchase_order: str
    offering: str
    label: str
    day: date
    price_day: date
    measures: Mapping[str, str]
    start: datetime | None
    end: datetime | None
    price: Price | None
    quoted: Price | None
    shares: str
    booking: str

    @property
    def key(self) -> tuple[str, str, str]:
        """By what it is known again."""
        return self.source_kind, self.source, self.event


class Upto(NamedTuple):
    """Before which day, and the instant at which that day begins where the supplier is."""

    day: date
    begins: datetime

    @property
    def zone(self) -> tzinfo:
        """Where the supplier is: its days are those of its clock."""
        assert self.begins.tzinfo is not None
        return self.begins.tzinfo


def list_new(supplier: str, upto: Upto, *, limit: int) -> tuple[Delivered, ...]:
    """What a supplier delivered before a day that is neither charged nor parked, oldest first."""
    lines, prices, usage = _next(limit)
    found = _of_lines(lines(supplier=supplier, day=upto.day), upto.zone)
    if len(found) < limit:
        some = prices(supplier=supplier, begins=upto.begins)[: limit - len(found)]
        found += _of_prices(some, upto.zone)
    if len(found) < limit:
        found += _of_records(usage(supplier=supplier, day=upto.day)[: limit - len(found)])
    return tuple(found)


@cache
def _next(limit: int) -> tuple[Kept, Kept, Kept]:
    """The first so many order lines, prices of bookings, and records of usage."""
    return (
        Kept(
            lambda supplier, day: (
                _new_lines()
                .filter(supplier=supplier, day__lt=day)
                .select_related("order")
                .order_by("day", "order_id", "number")[:limit]
            )
        ),
        Kept(lambda supplier, begins: _new_prices(supplier, begins).order_by("id")[:limit]),
        Kept(
            lambda supplier, day: (
                _new_usage().filter(supplier=supplier, day__lt=day).order_by("day", "id")[:limit]
            )
        ),
    )


def count_new(supplier: str, upto: Upto) -> dict[str, int]:
    """How much of each kind was delivered before a day and is neither charged nor parked."""
    return {
        ORDER_LINE: _COUNT_LINES.first(supplier=supplier, day=upto.day),
        BOOKING: _COUNT_PRICES.first(supplier=supplier, begins=upto.begins),
        USAGE: _COUNT_USAGE.first(supplier=supplier, day=upto.day),
    }


def load(keys: Iterable[tuple[str, str, str]], zone: tzinfo) -> dict[tuple[str, str, str], Delivered]:
    """Deliveries by their keys, whatever became of them; those that no longer are to be charged are missing."""
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for kind, source, event in keys:
        by_kind.setdefault(kind, []).append((source, event))
    found: list[Delivered] = []
    for kind, wanted in by_kind.items():
        for first in range(0, len(wanted), _SOME):
            found += _loaded(kind, wanted[first : first + _SOME], zone)
    return {one.key: one for one in found}


def _loaded(kind: str, wanted: Sequence[tuple[str, str]], zone: tzinfo) -> list[Delivered]:
    sources = [source for source, _ in wanted]
    if kind == ORDER_LINE:
        return _of_lines(list(_lines().filter(Q(source__in=sources)).select_related("order")), zone)
    if kind == BOOKING:
        known = set(wanted)
        rows = _of_prices(list(_prices().filter(booking__public_id__in=sources)), zone)
        return [one for one in rows if (one.source, one.event) in known]
    records = UsageRecord.objects.filter(public_id__in=sources, state__in=("recorded", "charged"))
    return _of_records(list(records.filter(Q(booking="") | ~of_its_booking())))


# --- order lines ------------------------------------------------------------------------------------------------------


def _lines() -> QuerySet[OrderLine]:
    source = Concat(
        F("order_id"), Value("/"), Cast("number", CharField(max_length=12)), output_field=TextField()
    )
    found = OrderLine.objects.annotate(source=source)
    return found.filter(state="delivered", status__in=("priced", "free"))


def _new_lines() -> QuerySet[OrderLine]:
    return _lines().exclude(_settled(ORDER_LINE, OuterRef("source"), OuterRef("event")))


_PARTS = Kept(lambda orders: OrderPart.objects.filter(order__id__in=orders))
_GIVEN = Kept(
    lambda orders: (
        LineDelivery.objects.filter(order__id__in=orders, partly=False)
        .order_by("id")
        .values_list("order", "line", "at")
    )
)
_USED = Kept(
    lambda lines: (
        BookingPrice.objects.filter(booking__line__in=lines, event="use")
        .select_related("booking")
        .order_by("id")
    )
)


def _of_lines(lines: Sequence[OrderLine], zone: tzinfo) -> list[Delivered]:
    orders = sorted({line.order_id for line in lines})
    parts: dict[tuple[str, int], OrderPart] = {}
    handed: dict[tuple[str, int], datetime] = {}
    booked: dict[str, list[BookingPrice]] = {}
    for first in range(0, len(orders), _SOME):
        some = orders[first : first + _SOME]
        parts |= {(part.order_id, part.number): part for part in _PARTS(orders=some)}
        handed |= {(order, line): at for order, line, at in _GIVEN(orders=some)}
    sources = [f"{line.order_id}/{line.number}" for line in lines]
    for first in range(0, len(sources), _SOME):
        for row in _USED(lines=sources[first : first + _SOME]):
            booked.setdefault(row.booking.line, []).append(row)
    return [
        _of_line(
            line,
            parts.get((line.order_id, line.part)),
            booked.get(source, []),
            handed.get((line.order_id, line.number)),
            zone,
        )
        for line, source in zip(lines, sources, strict=True)
    ]


def _of_line(
    line: OrderLine,
    part: OrderPart | None,
    booked: Sequence[BookingPrice],
    delivered: datetime | None,
    zone: tzinfo,
) -> Delivered:
    """A line at its own price, or at what its bookings came to when they were handed back."""
    gross = part is not None and part.tax != 0 and part.total == part.gross
    own = Price(
        line.status, line.amount, None, line.currency, line.tax_rate, gross, line.subsidy, line.paid_by,
        line.rate_class, part.book if part else "", from_json(line.reasons),
    )  # fmt: skip
    newest = {row.booking_id: row for row in booked}
    used = _together(own, list(newest.values())) if newest else None
    order = line.order
    return Delivered(
        ORDER_LINE, f"{line.order_id}/{line.number}", line.event, line.supplier, order.buyer,
        order.payer or order.buyer, order.beneficiary, order.project, order.purchase_order, line.offering, line.label,
        _supplied(line, booked, delivered, zone), line.day, json.loads(line.measures or "{}"), line.start, line.end,
        used or own, own if used else None, _shares(order), ",".join(row.booking.public_id for row in newest.values()),
    )  # fmt: skip


def _supplied(
    line: OrderLine, booked: Sequence[BookingPrice], delivered: datetime | None, zone: tzinfo
) -> date:
    """The day of the supply: of the delivery where it is known, else the day it was agreed for."""
    returned = [row.booking.returned_at for row in booked if row.booking.returned_at is not None]
    if returned:
        return max(returned).astimezone(zone).date()
    return line.day if delivered is None else max(line.day, delivered.astimezone(zone).date())


def _together(own: Price, rows: Sequence[BookingPrice]) -> Price:
    """What the bookings of one line came to, together."""
    minor = None if any(row.minor is None for row in rows) else sum(row.minor or 0 for row in rows)
    net = None if any(row.net_minor is None for row in rows) else sum(row.net_minor or 0 for row in rows)
    reasons = tuple(reason for row in rows for reason in from_json(row.reasons))
    status = "incomplete" if minor is None else ("priced" if minor else "free")
    return own._replace(status=status, stated=minor, net=net, reasons=reasons, book=rows[-1].book)


def _shares(row: object) -> str:
    """Who bears it: shares over cost centers, else the one cost center."""
    shares = getattr(row, "shares", "")
    if shares and shares != "[]":
        return str(shares)
    center = getattr(row, "cost_center", "")
    return json.dumps([{"cost_center": center, "percent": "100"}]) if center else ""


# --- bookings ---------------------------------------------------------------------------------------------------------


def _prices() -> QuerySet[BookingPrice]:
    """The newest price of each event of bookings that are over; those of a line are charged with the line."""
    later = BookingPrice.objects.filter(
        booking=OuterRef("booking"), event=OuterRef("event"), id__gt=OuterRef("id")
    )
    over = Q()
    for state, events in _EVENTS.items():
        over |= Q(booking__state=state, event__in=events)
    own = Q(booking__line="") | Q(event__in=_FEES)
    found = BookingPrice.objects.filter(over, own, booking__kind="booking").exclude(Exists(later))
    # What was waived, or what costs nothing beside the use, is no claim.
    return found.exclude(event__in=_FEES, minor=0).select_related("booking")


def _new_prices(supplier: str, begins: datetime) -> QuerySet[BookingPrice]:
    """Those of a supplier that are neither charged nor parked; `begins`: the instant before which they were due."""
    before = (
        Q(event__in=("use", "late"), booking__returned_at__lt=begins)
        | Q(event="no-show", booking__starts_at__lt=begins)
        | Q(event="cancellation", at__lt=begins)
    )
    found = _prices().filter(before, booking__supplier=supplier)
    return found.exclude(_settled(BOOKING, OuterRef("booking__public_id"), OuterRef("event")))


_FIRST = Kept(
    lambda bookings: BookingPrice.objects.filter(booking__id__in=bookings, event="use").order_by("-id")
)


def _of_prices(prices: Sequence[BookingPrice], zone: tzinfo) -> list[Delivered]:
    first: dict[int, BookingPrice] = {}
    ids = sorted({row.booking_id for row in prices if row.event == "use"})
    for start in range(0, len(ids), _SOME):
        first |= {row.booking_id: row for row in _FIRST(bookings=ids[start : start + _SOME])}
    return [_of_price(row, first.get(row.booking_id), zone) for row in prices]


def _of_price(row: BookingPrice, first: BookingPrice | None, zone: tzinfo) -> Delivered:
    booking = row.booking
    moment = {"use": booking.returned_at, "late": booking.returned_at, "cancellation": row.at}.get(row.event)
    changed = first is not None and row.event == "use" and first.id != row.id
    start = booking.handed_over_at or booking.starts_at if row.event == "use" else None
    end = booking.returned_at if start is not None else None
    lasted = start is not None and end is not None and start < end
    day = (moment or booking.starts_at).astimezone(zone).date()
    return Delivered(
        BOOKING, booking.public_id, row.event, booking.supplier, booking.buyer, booking.payer or booking.buyer,
        booking.beneficiary, booking.project, "", booking.offering, "", day,
        booking.starts_at.astimezone(zone).date(), {}, start if lasted else None, end if lasted else None, _price(row),
        _price(first) if changed and first is not None and first.minor is not None else None, _shares(booking),
        booking.public_id,
    )  # fmt: skip


def _price(row: BookingPrice) -> Price:
    rate = "0"
    gross = bool(row.tax_minor) and row.minor == (row.net_minor or 0) + (row.tax_minor or 0)
    return Price(
        row.status, row.minor, row.net_minor, row.currency, rate, gross, 0, "", row.rate_class, row.book,
        from_json(row.reasons),
    )  # fmt: skip


# --- usage ------------------------------------------------------------------------------------------------------------


def _new_usage() -> QuerySet[UsageRecord]:
    found = UsageRecord.objects.filter(state="recorded").filter(Q(booking="") | ~of_its_booking())
    return found.exclude(_settled(USAGE, OuterRef("public_id"), Value("use")))


def counting_in_bookings(records: Iterable[str]) -> frozenset[str]:
    """Of usage records those that are not charged by themselves, but wait to count in the price of their booking."""
    names, found = sorted(records), set()
    for first in range(0, len(names), _SOME):
        rows = UsageRecord.objects.filter(public_id__in=names[first : first + _SOME], state="recorded")
        found |= set(rows.exclude(booking="").filter(of_its_booking()).values_list("public_id", flat=True))
    return frozenset(found)


def _of_records(records: Sequence[UsageRecord]) -> list[Delivered]:
    """Records that are charged by themselves; one beside a booking is borne as the booking is."""
    booked = list_booked(sorted({row.booking for row in records if row.booking}))
    return [_of_usage(row, booked.get(row.booking)) for row in records]


def _of_usage(row: UsageRecord, beside: Booking | None) -> Delivered:
    own = beside is not None and beside.buyer == row.customer
    payer = (beside.payer or row.customer) if beside is not None and own else row.customer
    receives = beside.beneficiary if beside is not None and own else ""
    return Delivered(
        USAGE, row.public_id, "use", row.supplier, row.customer, payer, receives or row.customer,
        beside.project if beside is not None and own else "", "", row.offering, "", row.day, row.day,
        json.loads(row.measures or "{}"), row.starts_at, row.ends_at, None, None,
        _shares(beside) if beside is not None and own else "", "",
    )  # fmt: skip


_COUNT_LINES = Kept(lambda supplier, day: counted(_new_lines().filter(supplier=supplier, day__lt=day)))
_COUNT_PRICES = Kept(lambda supplier, begins: counted(_new_prices(supplier, begins)))
_COUNT_USAGE = Kept(lambda supplier, day: counted(_new_usage().filter(supplier=supplier, day__lt=day)))


def _settled(kind: str, source: object, event: object) -> Q:
    """The condition that a source is charged, or parked."""
    charged = Charge.objects.filter(source_kind=kind, source=source, event=event, part="own", again=False)
    parked = ParkedSource.objects.filter(
        source_kind=kind, source=source, event=event, part="own", freed_at=None
    )
    return Q(Exists(charged)) | Q(Exists(parked))
