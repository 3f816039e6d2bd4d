"""How does a file of usage come in? Looked at first, then whole or not at all, once, and so that it can be undone.

    preview_usage        what the file says and what would become of it; writes nothing
    import_usage         take it in: rows in = created + duplicate + rejected
    undo_usage_import    as if it had never come
    rejects_csv          the refused rows with their reasons, to mend and import again

Rule to remember: a row that cannot be taken keeps no other row out; it is kept beside them with its reason.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from comptoir.company.delimited import shield
from comptoir.core.ordering.usage import Likeness, Usage, alike, content_hash, identity
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.desk import Desk, desk
from comptoir.operations.failpoints import reach
from comptoir.operations.public_id import new_id, new_ids
from comptoir.operations.turns import turn
from comptoir.operations.usage.checking import bookings_of, checked
from comptoir.operations.usage.columns import Columns, check_mapping, detect, read_usage
from comptoir.operations.usage.files import FileRow, Shape, file_hash, rows_of, shape_of
from comptoir.operations.usage.recording import differs, turn_of
from comptoir.operations.usage.suggesting import RejectGroup, group
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.usage.queries import (
    Reject,
    StoredImport,
    find_import,
    find_import_of,
    find_known,
    list_rejects,
    revivable,
    states_of,
)
from comptoir.store.usage.writing import (
    NewImport,
    NewUsage,
    add_import,
    add_records,
    add_rejects,
    close_import,
    move_state,
    undo_records,
)
from comptoir.wording import say_reason

# Rows between two places at which a process may die.
CHUNK = 2_000
MOST_SHOWN = 100


class Counts(NamedTuple):
    """What becomes of the rows of a file; their sum is all of them."""

    created: int
    duplicate: int
    rejected: int


@dataclass(frozen=True, slots=True)
class UsagePreview:
    """What a file says. `repeats`: the import that took in this very file already; rejects: the first ones, `groups`:
    all of them by what is wrong; partial: only its beginning was read."""

    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    counts: Counts
    rejects: tuple[Reject, ...]
    repeats: StoredImport | None
    groups: tuple[RejectGroup, ...] = ()
    partial: bool = False


class ImportedUsage(NamedTuple):
    """A file as taken in; `repeated`: nothing was done, it was taken in before; else `seen` says what was in it."""

    record: StoredImport
    repeated: bool = False
    seen: UsagePreview | None = None


# Is told how many rows are done.
Told = Callable[[int], None]


def preview_usage(
    path: Path,
    *,
    supplier: str,
    actor: Actor,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    most: int = 0,
    told: Told | None = None,
) -> UsagePreview:
    """What would become of a file.

    mapping   field -> column; None: as the columns' names suggest
    values    field -> what all rows share
    most      look at no more rows than about so many; 0: at all
    told      is told how far it is
    raises    Refusal: permission.denied, usage.file_form, usage.file_long, usage.column_unknown, usage.column_missing,
              usage.field_unknown
    """
    require(actor, "usage.record", supplier, at=at)
    taking = _taking(path, supplier, actor, mapping, values, at=at)
    tally, partial = _Tally(told), False
    for chunk in taking.chunks():
        tally.add(chunk)
        if partial := bool(most) and tally.rows >= most:
            break
    return tally.preview(taking, find_import_of(supplier, file_hash(path)), partial=partial)


def guessed_mapping(path: Path, *, supplier: str, actor: Actor, at: datetime) -> dict[str, str]:
    """What the columns of a file seem to say: field -> column.

    raises    Refusal: permission.denied, usage.file_form
    """
    require(actor, "usage.record", supplier, at=at)
    return detect(shape_of(path).columns, _units_of(desk(), supplier))


def import_usage(
    path: Path,
    *,
    supplier: str,
    actor: Actor,
    at: datetime,
    name: str = "",
    mapping: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> ImportedUsage:
    """Take a file in.

    name      what its bringer calls it; also the source of rows that name none
    told      is told how many rows are done
    raises    Refusal, as `preview_usage` does; store.busy
    """
    require(actor, "usage.record", supplier, at=at)
    number, digest = new_id(), file_hash(path)
    with turn([turn_of(supplier)]):
        known = find_import_of(supplier, digest)
        if known is not None:
            return ImportedUsage(known, repeated=True)
        shared = {"source": name or path.name, **(values or {})}
        taking = _taking(path, supplier, actor, mapping, shared, at=at)
        seen = _write(taking, number, _Tally(told), by=actor.person, at=at)
        counts = seen.counts
        new = NewImport(
            number, supplier, shared["source"], name or path.name, digest, taking.columns.columns, *counts
        )
        add_import(new, by=actor.person, at=at)
        reach("usage.imported")
        params = {"import": number, "supplier": supplier, "file": digest, **counts._asdict()}
        record_deed("usage.imported", actor=actor.name, at=at, params=params)
        reach("usage.recorded")
    reach("usage.committed")
    found = find_import(number)
    assert found is not None
    return ImportedUsage(found, seen=seen)


def undo_usage_import(number: str, *, actor: Actor, at: datetime) -> int:
    """Take a file back: its records no longer count, and what was a duplicate of them only does.

    returns   how many records were taken back
    raises    Refusal: usage.import_unknown, permission.denied, usage.import_undone, usage.import_charged,
              usage.import_corrected
    """
    found = find_import(number)
    if found is None:
        raise Refusal(Reason("usage.import_unknown", (("number", number),)))
    require(actor, "usage.correct", found.supplier, at=at)
    with turn([turn_of(found.supplier)]):
        again = find_import(number)
        if again is None or again.undone_at is not None:
            raise Refusal(Reason("usage.import_undone", (("number", number),)))
        states = states_of(number)
        for state, code in (("charged", "usage.import_charged"), ("replaced", "usage.import_corrected")):
            if states.get(state):
                raise Refusal(Reason(code, (("count", states[state]),)))
        revived = revivable(again)
        undone = undo_records(number)
        reach("usage.undone")
        move_state(revived, "duplicate", "recorded")
        close_import(number, by=actor.person, at=at)
        reach("usage.imported")
        told = {"import": number, "undone": undone, "revived": len(revived)}
        record_deed("usage.import_undone", actor=actor.name, at=at, params=told)
        reach("usage.recorded")
    reach("usage.committed")
    return undone


def reject_groups(number: str, *, actor: Actor, at: datetime) -> tuple[StoredImport, tuple[RejectGroup, ...]]:
    """An import, and its refused rows by what is wrong with them.

    raises    Refusal: usage.import_unknown, also where it is none of the actor's business
    """
    found = find_import(number)
    if found is None or not may(actor, "usage.read", found.supplier, at):
        raise Refusal(Reason("usage.import_unknown", (("number", number),)))
    return found, group(list_rejects(number), found.mapping)


def rejects_csv(number: str, *, actor: Actor, at: datetime, language: str) -> str:
    """The refused rows of an import as a file: their own cells, their line and why, in the reader's language.

    raises    Refusal: usage.import_unknown, permission.denied
    """
    found = find_import(number)
    if found is None:
        raise Refusal(Reason("usage.import_unknown", (("number", number),)))
    require(actor, "usage.read", found.supplier, at=at)
    rejects = list(list_rejects(number))
    names = list(dict.fromkeys(column for one in rejects for column in one.cells))
    line, why = ("ligne", "motif") if language == "fr" else ("line", "reason")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*map(shield, names), line, why])
    for one in rejects:
        told = " ".join(say_reason(reason, language) for reason in one.reasons)
        writer.writerow([*(shield(one.cells.get(name, "")) for name in names), one.line, shield(told)])
    return stream.getvalue()


# --- row by row -------------------------------------------------------------------------------------------------------


class _Chunk(NamedTuple):
    """Some rows of a file, sorted out."""

    records: list[NewUsage]
    rejects: list[Reject]


@dataclass
class _Tally:
    """What became of the rows of a file so far."""

    told: Told | None = None
    rows: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def add(self, chunk: _Chunk) -> None:
        """Some more rows."""
        self.counted.update(new.state for new in chunk.records)
        self.counted["rejected"] += len(chunk.rejects)
        self.rejects += chunk.rejects
        self.rows += len(chunk.records) + len(chunk.rejects)
        if self.told is not None:
            self.told(self.rows)

    def preview(
        self, taking: _Taking, repeats: StoredImport | None, *, partial: bool = False
    ) -> UsagePreview:
        """All of it."""
        counts = Counts(self.counted["recorded"], self.counted["duplicate"], self.counted["rejected"])
        columns, shown = taking.columns.columns, tuple(self.rejects[:MOST_SHOWN])
        groups = group(self.rejects, columns)
        return UsagePreview(taking.shape.columns, columns, counts, shown, repeats, groups, partial)


@dataclass
class _Taking:
    """A file on its way in. `seen`: what its earlier rows said, by identity."""

    shape: Shape
    columns: Columns
    counter: Desk
    supplier: str
    at: datetime
    seen: dict[str, list[str]] = field(default_factory=dict)

    def chunks(self) -> Iterator[_Chunk]:
        """The rows of the file, a number of them at a time."""
        rows = rows_of(self.shape)
        while some := list(islice(rows, CHUNK)):
            yield self._sorted(some)

    def _sorted(self, rows: list[FileRow]) -> _Chunk:
        read: list[tuple[FileRow, Usage, str]] = []
        rejects: list[Reject] = []
        for row in rows:
            found = self._read(row)
            if isinstance(found, Reason):
                rejects.append(Reject(row.line, row.cells, (found,)))
            else:
                read.append((row, *found))
        bookings = bookings_of(usage for _, usage, _ in read)
        full: list[tuple[FileRow, Usage, str]] = []
        for row, usage, note in read:
            try:
                full.append((row, checked(self.counter, self.supplier, usage, bookings, at=self.at), note))
            except Refusal as refusal:
                rejects.append(Reject(row.line, row.cells, (refusal.reason,)))
        named = [(content := content_hash(usage), identity(usage, content)) for _, usage, _ in full]
        known = find_known(self.supplier, (name for _, name in named))
        records = []
        ids = new_ids(len(full))
        for (row, usage, note), (content, name), public_id in zip(full, named, ids, strict=True):
            earlier = known.get(name, ())
            own = self.seen.setdefault(name, [])
            if earlier or own:
                like = alike(content, [*(one.content for one in earlier), *own])
                if like is Likeness.DIFFERENT:
                    reason = differs(usage, earlier[-1].id if earlier else "")
                    rejects.append(Reject(row.line, row.cells, (reason,)))
                    continue
            else:
                like = Likeness.NEW
            own.append(content)
            state = "recorded" if like is Likeness.NEW else "duplicate"
            records.append(NewUsage(public_id, self.supplier, usage, state, note, row.line, name, content))
        return _Chunk(records, sorted(rejects, key=lambda one: one.line))

    def _read(self, row: FileRow) -> tuple[Usage, str] | Reason:
        if row.wrong is not None:
            return row.wrong
        settings = self.counter.company.settings
        try:
            return read_usage(
                row.cells,
                self.columns,
                zone=settings.time_zone,
                comma=self.shape.comma,
                own_units=self._units,
            )
        except Refusal as refusal:
            return refusal.reason

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return {item.id: item.unit for item in self.counter.company.offerings.values()}


def _units_of(counter: Desk, supplier: str) -> list[str]:
    return [item.unit for item in counter.company.offerings.values() if item.supplier == supplier]


def _taking(
    path: Path,
    supplier: str,
    actor: Actor,
    mapping: Mapping[str, str] | None,
    values: Mapping[str, str] | None,
    *,
    at: datetime,
) -> _Taking:
    """A file with the columns it is read by.

    raises    Refusal: usage.file_form, usage.column_unknown, usage.column_missing, usage.field_unknown
    """
    counter, shape = desk(), shape_of(path)
    guessed = mapping if mapping is not None else detect(shape.columns, _units_of(counter, supplier))
    shared = {"source": actor.person, **(values or {})}
    check_mapping(guessed, shape.columns, shared)
    return _Taking(shape, Columns(dict(guessed), shared), counter, supplier, at)


def _write(taking: _Taking, number: str, tally: _Tally, *, by: str, at: datetime) -> UsagePreview:
    """All rows of a file, a chunk at a time."""
    for chunk in taking.chunks():
        add_records(chunk.records, by=by, at=at, number=number)
        reach("usage.rows")
        add_rejects(chunk.rejects, number=number)
        reach("usage.rejects")
        # What is written is known from now on.
        taking.seen.clear()
        tally.add(chunk)
    return tally.preview(taking, None)
