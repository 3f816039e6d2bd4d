"""How does a company come into the store? Whole or not at all, in one transaction, once, and so that it can be undone.

    preview(tables)            what an import would do, and to whom; writes nothing
    import_company(tables)     do it
    undo_import(number)        make the company again exactly what it was before an import

Rules to remember: an import is refused if another came in since its preview; importing the same company again does
nothing; the undoing is recorded like any other change, so that what was believed in between stays answerable.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from comptoir.company import Company
from comptoir.company.check import check
from comptoir.core.values import Finding, Reason, Refusal, Severity, Tables
from comptoir.operations import overlaps
from comptoir.operations.company import find_company
from comptoir.operations.compare import compare
from comptoir.operations.diff import Diff, diff_table, key_indices, places_of, refused_rows
from comptoir.operations.failpoints import reach
from comptoir.operations.impact import impact
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.facts.learnt import Learnt, learnt_periods, zone_of
from comptoir.store.imports.models import Import
from comptoir.store.imports.queries import ImportRecord, find_last_import, get_import, list_effective_imports
from comptoir.store.layout import TABLES, Flat, columns, content_hash, flatten, settings_of, unflatten
from comptoir.store.rows import Stored, add, all_known, close

FACTS = "affiliations"
# Rows written between two places at which a process may die.
CHUNK = 5_000
# One import at a time: the number of PostgreSQL's advisory lock, the same for every process.
_LOCK = 7_283_911
Counts = tuple[int, int, int, int]


class Imported(NamedTuple):
    """What was imported; `repeated`: nothing was done, this very company was already imported then."""

    record: ImportRecord
    repeated: bool = False


class ImportRejected(Refusal):
    """Errors stand against an import; `findings` tell each with its file, row and column."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        super().__init__(Reason("import.rejected", (("count", errors),)))
        self.findings = findings


def preview(tables: Tables, *, as_of: date | None = None) -> Diff:
    """What importing these tables would do: counts, changes, findings and who becomes somebody else.

    as_of     the day for which standings are compared; default today
    """
    day, instant = as_of or timezone.localdate(), timezone.now()
    last = find_last_import()
    flat = flatten(tables)
    company, findings = _checked(tables, day)
    stored = all_known(None)
    diffs = []
    for table in TABLES:
        places = places_of(tables, table.name, len(flat[table.name]))
        refused = refused_rows(places, findings)
        diffs.append(diff_table(table.name, stored[table.name], flat[table.name], places, refused))
    digest = content_hash(flat)
    repeats = last if last and last.content_hash == digest else None
    before = None if repeats else find_company(read=lambda: unflatten(_flat(stored)))
    return Diff(
        tables=tuple(diffs),
        findings=findings,
        impact=impact(before, company, as_of=day, known_at=instant) if before and company else None,
        base=last.id if last else 0,
        content_hash=digest,
        repeats=repeats,
    )


def import_company(tables: Tables, *, actor: str, at: datetime, base: int | None = None) -> Imported:
    """Take a company into the store.

    actor     who does it, for the audit trail
    at        now, an aware instant; if the store's last change was later than that, just after it
    base      `Diff.base` of the preview this was decided on; None: the state found now
    raises    ImportRejected with all findings, for what `check` calls an error stops an import;
              Refusal("import.conflict") if another import came first
    """
    _, findings = _checked(tables, timezone.localdate(at))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ImportRejected(findings)
    flat = flatten(tables)
    digest = content_hash(flat)
    expected = _last_id() if base is None else base
    with _alone():
        last = find_last_import()
        if last is not None and last.content_hash == digest:
            return Imported(last, repeated=True)
        if (last.id if last else 0) != expected:
            raise Refusal(Reason("import.conflict"))
        recorded = _write(flat, digest, actor=actor, at=at)
    reach("import.committed")
    return Imported(recorded)


def undo_import(number: int, *, actor: str, at: datetime) -> ImportRecord:
    """Make the company again what it was before an import; the undoing is an import of its own kind.

    raises    Refusal: "import.unknown"; "import.undone" if that was done already; "import.newer" if the company
              was changed since, with the import to undo first
    """
    with _alone():
        effective = list_effective_imports()
        if not Import.objects.filter(id=number, kind=Import.FOLDER).exists():
            raise Refusal(Reason("import.unknown", (("number", number),)))
        if all(one.id != number for one in effective):
            raise Refusal(Reason("import.undone", (("number", number),)))
        last = effective[-1]
        if last.id != number:
            newer = (("number", number), ("newer", last.id), ("recorded_at", last.recorded_at))
            raise Refusal(Reason("import.newer", newer))
        before = all_known(last.recorded_at - timedelta(microseconds=1))
        flat = _flat(before)
        return _write(flat, content_hash(flat), actor=actor, at=at, undoes=number)


def _checked(tables: Tables, on: date) -> tuple[Company | None, tuple[Finding, ...]]:
    """The company that tables make, None where an error stands against it, and everything found in them."""
    checked = check(tables, on=on)
    if checked.company is None or checked.errors:
        return None, checked.findings
    found: list[Finding] = []
    for name in overlaps.KEYS:
        rows = [row.cells for row in tables.rows(name)]
        places = places_of(tables, name, len(rows))
        found += overlaps.findings(name, rows, places, overlaps.overlaps(name, rows))
    return (None if found else checked.company), (*checked.findings, *found)


def _write(flat: Flat, digest: str, *, actor: str, at: datetime, undoes: int | None = None) -> ImportRecord:
    """Bring the store to a state, and write down that this was done."""
    last = find_last_import()
    recorded_at = max(at, last.recorded_at + timedelta(microseconds=1)) if last else at
    counts = {}
    learnt = _learnt(flat)
    stored = all_known(None)
    for table in TABLES:
        name = table.name
        reckoned = learnt if name == FACTS else None
        made = compare(stored[name], flat[name], key_indices(name), reckoned=reckoned)
        close(name, made.close, at=recorded_at)
        reach("import.closed")
        for start in range(0, len(made.add), CHUNK):
            reach("import.rows")
            add(name, made.add[start : start + CHUNK], at=recorded_at)
        counts[name] = (
            len(made.created),
            len(made.updated) + len(made.moved),
            made.unchanged,
            len(made.ended),
        )
    row = Import.objects.create(
        recorded_at=recorded_at,
        actor=actor,
        kind=Import.FOLDER if undoes is None else Import.UNDO,
        content_hash=digest,
        counts=json.dumps(counts),
        undoes_id=undoes,
    )
    action = "import.done" if undoes is None else "import.undone"
    told = {"import": row.id, "undoes": undoes, "content_hash": digest}
    record_deed(action, actor=actor, at=recorded_at, params=told)
    reach("import.recorded")
    return get_import(row.id)


def _flat(stored: Mapping[str, Sequence[Stored]]) -> Flat:
    return {name: [row.cells for row in rows] for name, rows in stored.items()}


def _learnt(flat: Flat) -> list[Learnt]:
    rows = [dict(zip(columns(FACTS), cells, strict=True)) for cells in flat[FACTS]]
    return learnt_periods(rows, zone_of(settings_of(flat)))


def _last_id() -> int:
    last = find_last_import()
    return last.id if last else 0


@contextmanager
def _alone() -> Iterator[None]:
    """A transaction that no other import runs beside.

    raises    Refusal("import.conflict") where another one does; Refusal("import.guarded") where the database
              refuses a row that nothing here had found wrong
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
                    if cursor.fetchone() != (True,):
                        raise Refusal(Reason("import.conflict"))
            reach("import.locked")
            yield
    except IntegrityError as problem:
        found = str(problem).strip().splitlines()[0]
        raise Refusal(Reason("import.guarded", (("found", found),))) from problem
    except OperationalError as problem:
        if "locked" in str(problem):  # SQLite's one writer took longer than the busy timeout.
            raise Refusal(Reason("import.conflict")) from problem
        raise
