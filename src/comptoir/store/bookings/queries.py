"""What is taken of a resource, which booking is this, who waits, who is qualified? Answers as plain values.

A hold whose time is over takes nothing any more, whether it has been put away yet or not: every question is asked as
at an instant. Rule to remember: nothing here knows who asks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from comptoir.core.booking import Occupation
from comptoir.core.values import Amount, Reason
from comptoir.core.values.reason_json import from_json
from comptoir.store.bookings.models import Booking, BookingPrice, CalendarFeed, Qualification, WaitingWish
from comptoir.store.kept import Kept
from comptoir.store.messages import Question, Rows, ask_together

_HELD = (
    "SELECT name FROM store_qualification WHERE person = %s AND offering IN ('', %s) "
    "AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
)
# Below SQLite's 999 variables in one statement.
_MOST_NAMES = 900
# What every deed of a booking asks: itself, those of a line, the wishes for its offering, its prices.
_BOOKING = Kept(lambda public_id: Booking.objects.filter(public_id=public_id))
_LOCKED = Kept(lambda public_id: Booking.objects.filter(public_id=public_id).select_for_update())
_OF_LINES = Kept(lambda lines: Booking.objects.filter(line__in=lines).order_by("id"))
_LOCKED_OF_LINES = Kept(
    lambda lines: Booking.objects.filter(line__in=lines).order_by("id").select_for_update()
)
_WAITING = Kept(
    lambda offering: WaitingWish.objects.filter(state="waiting", offering=offering).order_by("asked_at", "id")
)
_OFFERED = Kept(
    lambda booking: WaitingWish.objects.filter(booking=booking, state="offered").order_by("id")[:1]
)
_PRICE = Kept(
    lambda booking, event: BookingPrice.objects.filter(booking=booking, event=event).order_by("-id")[:1]
)
_TOOK = Kept(
    lambda bookings: BookingPrice.objects.filter(booking__id__in=bookings).values_list("took", flat=True)
)


class BorneRow(NamedTuple):
    """What one booking owes: by whom, in which shares (JSON text), whether it is over, and how much."""

    payer: str
    shares: str
    delivered: bool
    owed: int


class FrozenPrice(NamedTuple):
    """What a booking was priced at for an event, and why; `amount` None: known only after use."""

    event: str
    at: datetime
    status: str
    amount: Amount | None
    net: Amount | None
    tax: Amount | None
    deposit: Amount
    rate_class: str
    book: str
    reasons: tuple[Reason, ...]


def list_taken(
    resources: Iterable[str],
    start: datetime,
    end: datetime,
    *,
    at: datetime,
    but: int | None = None,
    nameless: bool = False,
) -> dict[str, list[Occupation]]:
    """What of each resource is taken at some instant of `[start, end)`, in order of their starts.

    at        now: holds that ended by then take nothing
    but       a booking that does not count (the one that is to be moved)
    nameless  without the bookings' ids, for who may not know whose they are
    """
    names = list(dict.fromkeys(resources))
    found: dict[str, list[Occupation]] = {name: [] for name in names}
    for first in range(0, len(names), _MOST_NAMES):
        (rows,) = ask_together(taken_question(names[first : first + _MOST_NAMES], start, end, at=at, but=but))
        found |= read_taken(names[first : first + _MOST_NAMES], rows, nameless=nameless)
    return found


def taken_question(
    names: Sequence[str], start: datetime, end: datetime, *, at: datetime, but: int | None = None
) -> Question:
    """The question after what is taken of some resources; `read_taken` reads its answer."""
    instant, _ = _INSTANTS[connection.vendor == "sqlite"]
    marks = ", ".join(["%s"] * len(names))
    columns = ", ".join(instant.format(name) for name in ("starts_at", "ends_at", "blocked_until"))
    statement = (
        f"SELECT resource, {columns}, quantity, kind, state, public_id "  # noqa: S608
        f"FROM store_booking WHERE occupies AND resource IN ({marks}) AND blocked_until > %s "
        "AND starts_at < %s AND (held_until IS NULL OR held_until > %s) AND id <> %s ORDER BY starts_at, id"
    )
    return statement, [*names, *(_bound(one) for one in (start, end, at)), but or 0]


def read_taken(names: Iterable[str], rows: Rows, *, nameless: bool = False) -> dict[str, list[Occupation]]:
    """What of each resource is taken, by the answer to `taken_question`."""
    found: dict[str, list[Occupation]] = {name: [] for name in names}
    _, read = _INSTANTS[connection.vendor == "sqlite"]
    for name, starts, ends, until, quantity, kind, state, public in rows:
        what = "hold" if state == "held" else kind
        found[name].append(
            Occupation(read(starts), read(ends), quantity, what, "" if nameless else public, read(until))
        )
    return found


def _bound(instant: datetime) -> Any:
    """An instant as the database compares it."""
    return connection.ops.adapt_datetimefield_value(instant)


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


# How an instant is asked for and read: SQLite keeps it as text in UTC, which is read faster than Django would.
_INSTANTS: dict[bool, tuple[str, Callable[[Any], datetime]]] = {
    True: ("{0} || '+00:00'", datetime.fromisoformat),
    False: ("{0}", _in_utc),
}


def list_lapsed(resources: Iterable[str], *, at: datetime, limit: int = 500) -> tuple[str, ...]:
    """Public ids of holds of some resources whose time is over but that still stand as holds, oldest first."""
    (rows,) = ask_together(lapsed_question(resources, at=at, limit=limit))
    return tuple(public_id for (public_id,) in rows)


def lapsed_question(resources: Iterable[str], *, at: datetime, limit: int = 500) -> Question:
    """The question after the public ids of holds whose time is over."""
    names: list[Any] = list(resources)
    marks = ", ".join(["%s"] * len(names))
    return (
        f"SELECT public_id FROM store_booking WHERE state = 'held' AND held_until <= %s "  # noqa: S608
        f"AND resource IN ({marks}) ORDER BY held_until, id LIMIT {int(limit)}",
        [_bound(at), *names],
    )


def find_booking(public_id: str, *, lock: bool = False) -> Booking | None:
    """One booking, or None; `lock` keeps it from others until the transaction ends."""
    found: Booking | None = (_LOCKED if lock else _BOOKING).first(public_id=public_id)
    return found


def find_bookings(public_ids: Sequence[str]) -> tuple[Booking, ...]:
    """Several bookings in order of their starts."""
    found: list[Booking] = []
    for first in range(0, len(public_ids), _MOST_NAMES):
        found += Booking.objects.filter(public_id__in=public_ids[first : first + _MOST_NAMES])
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))


def list_bookings(
    *,
    buyer: str = "",
    person: str = "",
    supplier: str = "",
    resources: Sequence[str] = (),
    series: str = "",
    kind: str = "",
    states: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
) -> tuple[Booking, ...]:
    """Bookings in order of their starts, at most `limit`: of a buyer, of a person, of a supplier, in a time."""
    found = Booking.objects.order_by("starts_at", "id")
    wanted = {"buyer": buyer, "supplier": supplier, "series": series, "kind": kind}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if person:
        found = found.filter(Q(used_by=person) | Q(booked_by=person))
    if resources:
        found = found.filter(resource__in=resources)
    if states:
        found = found.filter(state__in=states)
    if since is not None:
        found = found.filter(ends_at__gt=since)
    if until is not None:
        found = found.filter(starts_at__lt=until)
    return tuple(found[:limit])


def find_price(booking: Booking, event: str = "use") -> FrozenPrice | None:
    """The price in force of a booking for an event: the last one that was frozen."""
    row = _PRICE.first(booking=booking.id, event=event)
    return None if row is None else _price(row)


def last_took(booking: Booking, event: str) -> str:
    """What the price in force for an event added to running totals, as JSON; empty where there is no price."""
    row = _PRICE.first(booking=booking.id, event=event)
    return "" if row is None else str(row.took)


def list_took(bookings: Iterable[Booking]) -> list[str]:
    """What all prices of some bookings added to running totals, as JSON."""
    ids = [one.id for one in bookings]
    return [
        took
        for first in range(0, len(ids), _MOST_NAMES)
        for took in _TOOK(bookings=ids[first : first + _MOST_NAMES])
    ]


def list_use_prices(ids: Sequence[int]) -> dict[int, Amount]:
    """What several bookings cost by their use, by their numbers; those known only after use are left out."""
    found: dict[int, Amount] = {}
    for first in range(0, len(ids), _MOST_NAMES):
        rows = BookingPrice.objects.filter(booking__in=ids[first : first + _MOST_NAMES], event="use")
        for booking, minor, currency in rows.order_by("id").values_list("booking_id", "minor", "currency"):
            found.pop(booking, None)
            if minor is not None:
                found[booking] = Amount(minor, currency)
    return found


def list_prices(booking: Booking) -> tuple[FrozenPrice, ...]:
    """Every price of a booking that was ever frozen, in order."""
    return tuple(_price(row) for row in BookingPrice.objects.filter(booking=booking).order_by("id"))


def newest_usage(bookings: Iterable[Booking]) -> dict[int, str]:
    """By booking: the digest of the records that its newest price of use was made from, where it has one."""
    ids = sorted(one.id for one in bookings)
    found: dict[int, str] = {}
    for first in range(0, len(ids), _MOST_NAMES):
        rows = BookingPrice.objects.filter(booking__in=ids[first : first + _MOST_NAMES], event="use")
        found |= dict(rows.order_by("id").values_list("booking_id", "usage"))
    return found


def _price(row: BookingPrice) -> FrozenPrice:
    def amount(minor: int | None) -> Amount | None:
        return None if minor is None else Amount(minor, row.currency)

    return FrozenPrice(
        row.event,
        row.at,
        row.status,
        amount(row.minor),
        amount(row.net_minor),
        amount(row.tax_minor),
        Amount(row.deposit_minor, row.currency),
        row.rate_class,
        row.book,
        from_json(row.reasons),
    )


def list_borne(
    payers: Sequence[str], cost_centers: Sequence[str], currency: str, *, since: datetime | None
) -> tuple[BorneRow, ...]:
    """What is owed for bookings that no order made, by booking: of payers, or shared by any of some cost centers."""
    whose = Q(booking__payer__in=payers) | Q(booking__payer="", booking__buyer__in=payers)
    for name in cost_centers:
        whose |= Q(booking__shares__contains=json.dumps(name, ensure_ascii=False))
    found = BookingPrice.objects.filter(whose, currency=currency).filter(
        Q(booking__line="") | Q(event="late")
    )
    if since is not None:
        found = found.filter(booking__booked_at__gte=since)
    newest: dict[tuple[int, str], BorneRow] = {}
    rows = found.order_by("id").values_list(
        "booking", "event", "booking__state", "booking__payer", "booking__buyer", "booking__shares",
        "net_minor", "tax_minor",
    )  # fmt: skip
    for number, event, state, payer, buyer, shares, net, tax in rows:
        if event in _OWED_IN.get(state, ()):
            owed = (net or 0) + (tax or 0)
            newest[number, event] = BorneRow(payer or buyer, shares, state not in _AHEAD, owed)
    return tuple(newest.values())


# Which events are owed in which state; of those, the states in which it is still to come.
_OWED_IN = {
    "confirmed": ("use",),
    "started": ("use",),
    "returned": ("use", "late"),
    "cancelled": ("cancellation",),
    "no-show": ("no-show",),
}
_AHEAD = ("confirmed", "started")


class Held(NamedTuple):
    """A qualification that a person holds, for an offering or (empty) for all, on some days."""

    person: str
    offering: str
    name: str
    valid_from: date
    valid_to: date | None

    def holds(self, offering: str, on: date) -> bool:
        """Whether it counts for an offering on a day."""
        return (
            self.offering in ("", offering)
            and self.valid_from <= on
            and (self.valid_to is None or on < self.valid_to)
        )


def list_held_by(people: Iterable[str]) -> tuple[Held, ...]:
    """All qualifications of some persons."""
    found = Qualification.objects.filter(person__in=list(dict.fromkeys(people))).order_by("id")
    return tuple(Held(*row) for row in found.values_list(*Held._fields))


def list_of_lines(lines: Iterable[str], *, lock: bool = False) -> tuple[Booking, ...]:
    """The bookings of some order lines ("order/number"), in order of their numbers."""
    return tuple((_LOCKED_OF_LINES if lock else _OF_LINES)(lines=list(lines)))


def list_holds(public_ids: Iterable[str]) -> dict[str, Booking]:
    """Some bookings by their public ids, kept from others until the transaction ends."""
    found = Booking.objects.select_for_update().filter(public_id__in=list(public_ids)).order_by("id")
    return {one.public_id: one for one in found}


def held_qualifications(person: str, offering: str, *, on: date) -> frozenset[str]:
    """The qualifications that a person holds for an offering on a day."""
    return frozenset(name for (name,) in ask_together(held_question(person, offering, on=on))[0])


def held_question(person: str, offering: str, *, on: date) -> Question:
    """The question after the qualifications that a person holds for an offering on a day."""
    day = connection.ops.adapt_datefield_value(on)
    return _HELD, [person, offering, day, day]


def list_waiting(offering: str) -> tuple[WaitingWish, ...]:
    """Who waits for something of an offering, first come first."""
    return tuple(_WAITING(offering=offering))


def find_offered(booking: Booking) -> WaitingWish | None:
    """The wish to which a hold was offered, or None."""
    found: WaitingWish | None = _OFFERED.first(booking=booking.id)
    return found


def list_wishes(person: str, buyer: str) -> tuple[WaitingWish, ...]:
    """What a person, or the party they act for, waits for or was offered, first come first."""
    mine = Q(asked_by=person) | Q(used_by=person)
    mine = mine | Q(buyer=buyer) if buyer else mine
    found = WaitingWish.objects.filter(mine, state__in=("waiting", "offered")).order_by("asked_at", "id")
    return tuple(found.select_related("booking"))


def list_qualifications(
    *, person: str = "", names: Sequence[str] = (), offerings: Sequence[str] = ()
) -> tuple[Qualification, ...]:
    """Who holds or held what, the latest first: of a person, of some names, for some offerings or for all."""
    found = Qualification.objects.order_by("-valid_from", "-id")
    if person:
        found = found.filter(person=person)
    if names:
        found = found.filter(name__in=names)
    if offerings:
        found = found.filter(offering__in=("", *offerings))
    return tuple(found)


def find_feed(*, digest: str = "", person: str = "") -> CalendarFeed | None:
    """The calendar address that works: by the digest of its secret, or of a person."""
    found = CalendarFeed.objects.filter(ended_at=None)
    found = found.filter(digest=digest) if digest else found.filter(person=person)
    return found.first()


def count_bookings() -> int:
    """How many bookings and holds, maintenance not counted."""
    return Booking.objects.filter(kind=Booking.BOOKING).count()
