"""Which usage was recorded, what is it known by, and what came with which file?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q

from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Measures, Reason
from comptoir.core.values.reason_json import from_json
from comptoir.store.bookings.models import Booking
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


def late_since(supplier: str, closed: date, since: datetime) -> tuple[StoredUsage, ...]:
    """Records that came after an instant about days before a day: what a closed period did not know."""
    found = UsageRecord.objects.filter(supplier=supplier, day__lt=closed, recorded_at__gte=since)
    rows = found.filter(state="recorded").select_related("replaces").order_by("day", "id")
    return tuple(_stored(row) for row in rows)


def list_booked(public_ids: Sequence[str]) -> dict[str, Booking]:
    """Bookings by public id, of those that there are."""
    found: dict[str, Booking] = {}
    for start in range(0, len(public_ids), _MOST_ASKED):
        rows = Booking.objects.filter(
            public_id__in=public_ids[start : start + _MOST_ASKED], kind=Booking.BOOKING
        )
        found |= {row.public_id: row for row in rows}
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
