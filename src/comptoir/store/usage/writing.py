"""How is usage written down? Added, never changed; only its state moves. Inside the caller's transaction and turn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from comptoir.core.ordering.usage import Usage, content_hash, identity
from comptoir.core.values.reason_json import to_json
from comptoir.store.usage.models import UsageImport, UsageRecord, UsageReject
from comptoir.store.usage.queries import Reject, measures_text, of_its_booking

_COLUMNS = (
    "public_id", "supplier", "offering", "customer", "person", "resource", "booking", "day", "starts_at", "ends_at",
    "measures", "source", "device", "external_id", "identity", "content", "state", "replaces_id", "usage_import_id",
    "row", "note", "recorded_by", "recorded_at",
)  # fmt: skip
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_INSERT = f"INSERT INTO store_usagerecord ({_NAMES}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608


class NewUsage(NamedTuple):
    """A record to be written down; `identity` and `content` as in core/ordering/usage.py, empty: not worked out yet."""

    public_id: str
    supplier: str
    usage: Usage
    state: str
    note: str = ""
    line: int | None = None
    identity: str = ""
    content: str = ""


class NewImport(NamedTuple):
    """A file to be written down, with its counts."""

    public_id: str
    supplier: str
    source: str
    file_name: str
    file_hash: str
    mapping: Mapping[str, str]
    created: int
    duplicate: int
    rejected: int


def add_records(
    records: Iterable[NewUsage],
    *,
    by: str,
    at: datetime,
    number: str | None = None,
    replaces: int | None = None,
) -> None:
    """Write records down, of an import or a correction where there is one."""
    instant, day = connection.ops.adapt_datetimefield_value, connection.ops.adapt_datefield_value
    now = instant(at)
    rows = [
        (
            new.public_id, new.supplier, said.offering, said.customer, said.person, said.resource, said.booking,
            day(said.day), instant(said.start), instant(said.end), measures_text(said.measures), said.source,
            said.device, said.external_id, new.identity or identity(said), new.content or content_hash(said),
            new.state, replaces, number, new.line, new.note, by, now,
        )
        for new in records
        for said in (new.usage,)
    ]  # fmt: skip
    # By hand: of a file with many rows the models would cost several times the statement.
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def add_import(new: NewImport, *, by: str, at: datetime) -> None:
    """Write a file down, after its records."""
    UsageImport.objects.create(
        id=new.public_id, supplier=new.supplier, source=new.source, file_name=new.file_name,
        file_hash=new.file_hash, mapping=json.dumps(dict(new.mapping), ensure_ascii=False),
        rows=new.created + new.duplicate + new.rejected, created=new.created, duplicate=new.duplicate,
        rejected=new.rejected, actor=by, recorded_at=at,
    )  # fmt: skip


def add_rejects(rejects: Iterable[Reject], *, number: str) -> None:
    """Keep the refused rows of an import."""
    UsageReject.objects.bulk_create(
        [
            UsageReject(
                usage_import_id=number, row=one.line, cells=json.dumps(dict(one.cells), ensure_ascii=False),
                reasons=to_json(one.reasons),
            )
            for one in rejects
        ],
        batch_size=2_000,
    )  # fmt: skip


def move_state(rows: Sequence[int], before: str, after: str) -> int:
    """Bring records from one state to another; how many there were."""
    moved = 0
    for start in range(0, len(rows), 900):
        wanted = rows[start : start + 900]
        moved += UsageRecord.objects.filter(id__in=wanted, state=before).update(state=after)
    return moved


def undo_records(number: str) -> int:
    """Take the records of an import back; how many."""
    found = UsageRecord.objects.filter(usage_import_id=number, state__in=("recorded", "duplicate"))
    return found.update(state="undone")


def close_import(number: str, *, by: str, at: datetime) -> None:
    """Mark an import as undone."""
    UsageImport.objects.filter(id=number).update(undone_at=at, undone_by=by)


def charge_usage(records: Sequence[str], bookings: Sequence[str]) -> None:
    """Records by their public ids, and those of some bookings, are charged: nobody charges them again."""
    _move_all(records, bookings, "recorded", "charged")


def release_usage(records: Sequence[str], bookings: Sequence[str]) -> None:
    """Records by their public ids, and those of some bookings, may be charged anew."""
    _move_all(records, bookings, "charged", "recorded")


def _move_all(records: Sequence[str], bookings: Sequence[str], before: str, after: str) -> None:
    for start in range(0, len(records), 900):
        UsageRecord.objects.filter(public_id__in=records[start : start + 900], state=before).update(
            state=after
        )
    for start in range(0, len(bookings), 900):
        found = UsageRecord.objects.filter(booking__in=bookings[start : start + 900], state=before)
        # What was used of something else beside a booking is charged by itself.
        found.filter(of_its_booking()).update(state=after)
