"""Which usage was recorded, what is it known by, and what came with which file?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Measures, Reason
from comptoir.core.values.reason_json import from_json
from comptoir.store.bookings.models import Booking
from comptoir.store.kept import Kept
from comptoir.store.usage.models import UsageImport, UsageRecord, UsageReject

# Below SQLite's 999 variables in one statement.
_MOST_ASKED = 900
# An undone record is as if it had never come.
_GONE = "undone"


class StoredUsage(NamedTuple):
    """A record as stored. `replaces`: public id of the record that it corrects."""

    row: int
    id: str
    supplier: str
    usage: Usage
    state: str
    replaces: str
    number: str
    line: int | None
    note: str
    recorded_by: str
    recorded_at: datetime


class Known(NamedTuple):
    """What is known under an identity: the record that counts or counted, and what it says."""

    id: str
    content: str
    state: str


class StoredImport(NamedTuple):
    """One file as taken in. Rows = created + duplicate + rejected."""

    id: str
    supplier: str
    source: str
    file_name: str
    file_hash: str
    mapping: Mapping[str, str]
    rows: int
    created: int
    duplicate: int
    rejected: int
    actor: str
    recorded_at: datetime
    undone_at: datetime | None


class Reject(NamedTuple):
    """A refused row: its line, its cells as they were, and why."""

    line: int
    cells: Mapping[str, str]
    reasons: tuple[Reason, ...]


def find_known(supplier: str, identities: Iterable[str]) -> dict[str, tuple[Known, ...]]:
    """What a supplier knows under identities, in the order it came; duplicates and what was undone left out."""
    wanted = list(dict.fromkeys(identities))
    found: dict[str, tuple[Known, ...]] = {}
    for start in range(0, len(wanted), _MOST_ASKED):
        rows = UsageRecord.objects.filter(supplier=supplier, identity__in=wanted[start : start + _MOST_ASKED])
        rows = rows.exclude(state__in=(_GONE, "duplicate")).order_by("id")
        for identity, *known in rows.values_list("identity", "public_id", "content", "state"):
            found[identity] = (*found.get(identity, ()), Known(*known))
    return found


def find_usage(public_id: str) -> StoredUsage | None:
    """A record by its public id."""
    row = UsageRecord.objects.select_related("replaces").filter(public_id=public_id).first()
    return _stored(row) if row else None


def list_usage(
    *,
    supplier: str = "",
    customers: Sequence[str] = (),
    booking: str = "",
    days: tuple[date, date] | None = None,
    states: Sequence[str] = (),
    limit: int = 100,
) -> tuple[StoredUsage, ...]:
    """Records, the newest first: of a supplier, of customers, of a booking, of the days `[from, to)`."""
    found = UsageRecord.objects.select_related("replaces").order_by("-id")
    if supplier:
        found = found.filter(supplier=supplier)
    if customers:
        found = found.filter(customer__in=customers)
    if booking:
        found = found.filter(booking=booking)
    if days:
        found = found.filter(day__gte=days[0], day__lt=days[1])
    if states:
        found = found.filter(state__in=states)
    return tuple(_stored(row) for row in found[:limit])


def counting_of(booking: str) -> tuple[StoredUsage, ...]:
    """The records of a booking that count, in the order of their start."""
    found = UsageRecord.objects.filter(booking=booking, state__in=("recorded", "charged"))
    rows = found.select_related("replaces").order_by("starts_at", "id")
    return tuple(_stored(row) for row in rows)


def of_its_booking() -> Exists:
    """The condition that a record is of the very offering that its booking is of, so that it counts in its price."""
    return Exists(
        Booking.objects.filter(
            public_id=OuterRef("booking"), offering=OuterRef("offering"), kind=Booking.BOOKING
        )
    )


class Touched(NamedTuple):
    """What new records are about, beside themselves: bookings, and records that were charged and are replaced."""

    bookings: tuple[str, ...]
    replaced: tuple[str, ...]


_BY_BOOKING = Kept(
    lambda bookings: (
        UsageRecord.objects.filter(booking__in=bookings, state__in=("recorded", "charged"))
        .select_related("replaces")
        .order_by("starts_at", "id")
    )
)
_BOOKED = Kept(lambda names: Booking.objects.filter(public_id__in=names, kind=Booking.BOOKING))


def _new(supplier: str, before: date) -> QuerySet[UsageRecord]:
    return UsageRecord.objects.filter(supplier=supplier, state="recorded", day__lt=before)


_NEWLY_BOOKED = Kept(
    lambda supplier, before: (
        _new(supplier, before)
        .exclude(booking="")
        .filter(of_its_booking())
        .values_list("booking", flat=True)
        .distinct()
    )
)
_NEWLY_REPLACED = Kept(
    lambda supplier, before: (
        _new(supplier, before).exclude(replaces=None).order_by("id").values_list("replaces", flat=True)
    )
)


def touched_by_new(supplier: str, before: date) -> Touched:
    """What the records of a supplier that are not charged yet, about days before a day, are about.

    A correction is also about what the records that it replaced, at any remove, were about.
    """
    bookings = set(_NEWLY_BOOKED(supplier=supplier, before=before))
    replaced: list[str] = []
    wanted = _NEWLY_REPLACED(supplier=supplier, before=before)
    while wanted:
        further: list[int] = []
        for start in range(0, len(wanted), _MOST_ASKED):
            rows = UsageRecord.objects.filter(id__in=wanted[start : start + _MOST_ASKED]).order_by("id")
            for public_id, booking, earlier in rows.values_list("public_id", "booking", "replaces"):
                replaced.append(public_id)
                bookings |= {booking} - {""}
                further += [earlier] if earlier else []
        wanted = further
    return Touched(tuple(sorted(bookings)), tuple(replaced))


def ancestors_of(records: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By record: the records that it replaced, at any remove; those that replaced none are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(records), _MOST_ASKED):
        rows = UsageRecord.objects.filter(
            public_id__in=records[start : start + _MOST_ASKED], replaces__isnull=False
        )
        for row in rows.select_related("replaces"):
            one, olds = row.replaces, []
            while one is not None:
                olds.append(one.public_id)
                one = one.replaces
            found[row.public_id] = tuple(olds)
    return found


def counting_by_booking(bookings: Iterable[Booking]) -> dict[str, tuple[StoredUsage, ...]]:
    """The records that count of some bookings' own offerings, by public id of the booking, in order of their start."""
    own = {one.public_id: one.offering for one in bookings}
    names = sorted(own)
    found: dict[str, tuple[StoredUsage, ...]] = dict.fromkeys(own, ())
    for start in range(0, len(names), _MOST_ASKED):
        for row in _BY_BOOKING(bookings=names[start : start + _MOST_ASKED]):
            if row.offering == own[row.booking]:
                found[row.booking] = (*found[row.booking], _stored(row))
    return found


def usage_digest(records: Iterable[str]) -> str:
    """The digest of which records count; empty where none does.

    >>> usage_digest([]), usage_digest(["B", "A"]) == usage_digest(["A", "B"])
    ('', True)
    """
    names = sorted(records)
    return sha256(" ".join(names).encode()).hexdigest() if names else ""


def late_since(supplier: str, closed: date, since: datetime) -> tuple[StoredUsage, ...]:
    """Records that came after an instant about days before a day: what a closed period did not know."""
    found = UsageRecord.objects.filter(supplier=supplier, day__lt=closed, recorded_at__gte=since)
    rows = found.filter(state="recorded").select_related("replaces").order_by("day", "id")
    return tuple(_stored(row) for row in rows)


def list_booked(public_ids: Sequence[str]) -> dict[str, Booking]:
    """Bookings by public id, of those that there are."""
    found: dict[str, Booking] = {}
    for start in range(0, len(public_ids), _MOST_ASKED):
        found |= {row.public_id: row for row in _BOOKED(names=public_ids[start : start + _MOST_ASKED])}
    return found


# --- imports ----------------------------------------------------------------------------------------------------------


def find_import(public_id: str) -> StoredImport | None:
    """An import by its id."""
    row = UsageImport.objects.filter(id=public_id).first()
    return _import(row) if row else None


def find_import_of(supplier: str, file_hash: str) -> StoredImport | None:
    """The import of a file that was not undone."""
    row = UsageImport.objects.filter(supplier=supplier, file_hash=file_hash, undone_at=None).first()
    return _import(row) if row else None


def list_usage_imports(supplier: str, limit: int = 100) -> tuple[StoredImport, ...]:
    """The imports of a supplier, the newest first."""
    return tuple(
        _import(row)
        for row in UsageImport.objects.filter(supplier=supplier).order_by("-recorded_at", "id")[:limit]
    )


def states_of(number: str) -> dict[str, int]:
    """How many records of an import are in which state."""
    counted = UsageRecord.objects.filter(usage_import_id=number).values("state").annotate(n=Count("id"))
    return {one["state"]: one["n"] for one in counted.order_by("state")}


def list_rejects(number: str) -> Iterator[Reject]:
    """The refused rows of an import, in the order of the file."""
    for row in UsageReject.objects.filter(usage_import_id=number).order_by("id").iterator(chunk_size=2_000):
        yield Reject(row.row, json.loads(row.cells), from_json(row.reasons))


def revivable(found: StoredImport) -> tuple[int, ...]:
    """Duplicates that would count if an import had never been: the first of each identity that came otherwise."""
    own = UsageRecord.objects.filter(usage_import_id=found.id, state="recorded").values("identity")
    others = UsageRecord.objects.filter(supplier=found.supplier, identity__in=own, state="duplicate")
    others = others.filter(Q(usage_import=None) | ~Q(usage_import_id=found.id)).order_by("id")
    first: dict[str, int] = {}
    for identity, row in others.values_list("identity", "id"):
        first.setdefault(identity, row)
    return tuple(first.values())


def measures_text(measures: Measures) -> str:
    """Quantities as they are stored.

    >>> measures_text({"hour": Decimal("1.50")})
    '{"hour":"1.5"}'
    """
    plain = {name: f"{value.normalize():f}" for name, value in sorted(measures.items())}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _stored(row: UsageRecord) -> StoredUsage:
    measures = {name: Decimal(value) for name, value in json.loads(row.measures).items()}
    usage = Usage(
        row.offering, row.customer, row.day, measures, row.starts_at, row.ends_at, row.person, row.resource,
        row.booking, row.source, row.device, row.external_id,
    )  # fmt: skip
    return StoredUsage(
        row.id, row.public_id, row.supplier, usage, row.state, row.replaces.public_id if row.replaces else "",
        row.usage_import_id or "", row.row, row.note, row.recorded_by, row.recorded_at,
    )  # fmt: skip


def _import(row: UsageImport) -> StoredImport:
    return StoredImport(
        row.id, row.supplier, row.source, row.file_name, row.file_hash, json.loads(row.mapping),
        row.rows, row.created, row.duplicate, row.rejected, row.actor, row.recorded_at, row.undone_at,
    )  # fmt: skip


def count_usage() -> int:
    """How many usage records, duplicates included."""
    return UsageRecord.objects.count()
