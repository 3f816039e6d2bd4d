"""I-07, I-08: whatever is done behind the guards to a table that only grows, `verify` names the table and the row.

Every column of every sealed table is taken from the schema and changed; rows are taken away, exchanged, put in, cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from comptoir.core.ledger import BORN, SEALS, Anchor
from comptoir.operations.sealing import seal_rows
from comptoir.operations.verify import verify
from comptoir.operations.verifying.seals import row_findings, seal_findings
from comptoir.store import guards
from comptoir.store.seals import pending as sealing
from comptoir.store.seals.chain import seals_head
from comptoir.store.seals.tables import CHAINED, Sealed, sealed_tables
from tests.operations.books.ledger import REVIEWED, closed, october
from tests.operations.orders.shop import MACHINE, opened

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST, MIDDLE, LAST = 1001, 1002, 1003
# What moves more than once: it follows from rows that are sealed, and is not itself.
MOVES = {
    "store_negotiation": {"state", "expires_at"}, "store_usagerecord": {"state"}, "store_orderline": {"state"},
    "store_savedquote": {"state", "changed_at"}, "store_deposit": {"state", "changed_at", "held_by", "ended_by"},
    "store_monthclose": {"state", "certificate", "hash", "certified_at", "why", "changed_at"},
    "store_charge": {"state", "again", "period", "review_ends", "why", "changed_at", "entry", "reversed_by", "paper"},
}  # fmt: skip


def run(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def columns(table: str) -> list[str]:
    """What the database itself says."""
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table)]


@contextmanager
def lawless() -> Iterator[None]:
    """A world without guards, checks and references, in which whatever is done is undone at the end."""
    sqlite = connection.vendor == "sqlite"
    if sqlite:
        run("PRAGMA ignore_check_constraints = ON")
        run("PRAGMA foreign_keys = OFF")
    with transaction.atomic():
        guards.remove(connection)
        if not sqlite:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype IN ('c', 'f', 'u', 'x') "
                    "AND conrelid::regclass::text LIKE 'store_%'"
                )
                for table, name in cursor.fetchall():
                    cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')
        yield
        transaction.set_rollback(True)
    if sqlite:
        run("PRAGMA ignore_check_constraints = OFF")
        run("PRAGMA foreign_keys = ON")


@contextmanager
def undone() -> Iterator[None]:
    """Something tried for a moment."""
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)


def key_of(table: Sealed, number: int) -> int | str:
    return number if table.ordered else f"K{number}"


def plant(table: Sealed, number: int) -> None:
    """A row with something in every column; the middle one has ended."""
    values: list[object] = []
    names = columns(table.table)
    for name in names:
        kind = table.kinds[name]
        value: object = f"{name} {number}"
        if name == table.key:
            value = key_of(table, number)
        elif name == table.mark and number != MIDDLE:
            value = None
        elif kind == "BooleanField":
            value = True
        elif kind == "DateField":
            value = "2026-11-23"
        elif kind == "DateTimeField":
            value = f"2026-11-23 09:00:00.{number:06d}"
            value = value if connection.vendor == "sqlite" else f"{value}+00"
        elif kind != "TextField":
            value = number
        values.append(value)
    marks = ", ".join(["%s"] * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    run(f"INSERT INTO {table.table} ({quoted}) VALUES ({marks})", *values)


def other(table: Sealed, name: str) -> str:
    """Another value of the same kind, as SQL."""
    kind, sqlite = table.kinds[name], connection.vendor == "sqlite"
    if kind == "BooleanField":
        return f'NOT "{name}"'
    if kind == "DateField":
        return f"date(\"{name}\", '+1 day')" if sqlite else f'"{name}" + 1'
    if kind == "DateTimeField":
        return f"\"{name}\" || '1'" if sqlite else f"\"{name}\" + interval '1 microsecond'"
    return f"\"{name}\" || 'x'" if kind == "TextField" else f'"{name}" + 70000'


def told(table: str) -> list[tuple[str, object]]:
    return [(one.code, dict(one.params)["found"]) for one in row_findings(table)]


def unseen(table: Sealed) -> list[str]:
    """The columns of a table that may be changed without being told."""
    found = []
    for name in columns(table.table):
        with undone():
            row = key_of(table, MIDDLE)
            changed = run(
                f'UPDATE {table.table} SET "{name}" = {other(table, name)} WHERE "{table.key}" = %s', row
            )
            assert changed == 1, name
            first = told(table.table)[:1]
            expected = "seal.deleted" if name == table.key else "seal.altered"
            if first != [(expected, str(row))]:
                found.append(name)
    return found


def planted() -> None:
    for table in sealed_tables().values():
        for number in (FIRST, MIDDLE, LAST):
            plant(table, number)
    seal_rows(at=AT)


def test_the_sealed_tables_are_all_that_the_guards_keep(database) -> None:
    kept = {guard.name.partition("_kept")[0] for guard in guards.guards(connection) if "_kept" in guard.name}
    # Series count, and parties may ask to be erased.
    assert kept - set(sealed_tables()) - CHAINED == {"store_paperseries", "store_invoicing"}
    for name, table in sealed_tables().items():
        assert set(columns(name)) == set(table.kinds)
        assert set(table.born) | set(table.ended) | MOVES.get(name, set()) == set(table.kinds) - {table.key}


def test_every_column_of_every_sealed_table_is_flipped_and_found(database) -> None:
    with lawless():
        planted()
        assert list(seal_findings(())) == []
        for name, table in sealed_tables().items():
            assert set(unseen(table)) == MOVES.get(name, set()), name


def test_mutant_a_column_that_is_not_sealed_is_missed(database, monkeypatch) -> None:
    tables = dict(sealed_tables())
    rate = tables["store_rate"]
    tables["store_rate"] = rate._replace(born=tuple(name for name in rate.born if name != "price"))
    monkeypatch.setattr(sealing, "sealed_tables", lambda: tables)
    with lawless():
        planted()
        assert unseen(rate) == ["price"]


def test_rows_taken_away_exchanged_and_put_in_are_found(database) -> None:
    with lawless():
        planted()
        for name, table in sealed_tables().items():
            first, middle, last = (key_of(table, number) for number in (FIRST, MIDDLE, LAST))
            for row in (first, middle, last):
                with undone():
                    run(f'DELETE FROM {name} WHERE "{table.key}" = %s', row)
                    assert told(name)[0] == ("seal.deleted", str(row)), name
            with undone():
                spare = key_of(table, 9)
                for old, new in ((first, spare), (last, first), (spare, last)):
                    run(f'UPDATE {name} SET "{table.key}" = %s WHERE "{table.key}" = %s', new, old)
                assert told(name)[0] == ("seal.altered", str(first)), name
            if table.ordered:
                with undone():
                    plant(table, 500)
                    seal_rows(at=AT)
                    assert told(name)[0] == ("seal.inserted", "500"), name


def test_a_tail_that_is_cut_with_its_seals_is_found_by_an_anchor(database) -> None:
    opened()
    seal_rows(at=AT)
    closed_head = seals_head()
    assert closed_head.count > 0
    with lawless():
        run("DELETE FROM store_sealrow WHERE id = %s", closed_head.count)
        assert [one.code for one in seal_findings(())][:1] != ["seal.cut"]
        found = list(seal_findings([closed_head]))
        assert (found[0].code, found[0].place.line) == ("seal.cut", closed_head.count)
    assert list(seal_findings([closed_head])) == []
    forged = Anchor(SEALS, closed_head.count, "a" * 64)
    assert [one.code for one in seal_findings([forged])] == ["seal.broken"]


def test_every_column_of_a_seal_is_flipped_and_found(database) -> None:
    opened()
    seal_rows(at=AT)
    with lawless():
        for name in columns("store_sealrow"):
            with undone():
                value = f'"{name}" + 1000' if name in ("id", "upto", "count") else f"\"{name}\" || 'x'"
                if name == "at":
                    value = "'2026-01-01 00:00:00'"
                assert run(f'UPDATE store_sealrow SET "{name}" = {value} WHERE id = 2') == 1
                found = list(seal_findings(()))
                assert found, name
                assert (found[0].code, found[0].place.line) == ("seal.broken", 2), name
        with undone():
            run("DELETE FROM store_sealrow WHERE id = 1")
            assert next(seal_findings(())).place.line == 1


def test_a_lived_month_is_sealed_and_sound(database) -> None:
    october()
    closed("MET", "2026-10")
    assert seal_rows(at=REVIEWED) > 0
    assert seal_rows(at=REVIEWED) == 0
    found = verify(actor=MACHINE, at=REVIEWED)
    assert found.findings == ()
    assert found.counts["unsealed"] == 0
    assert found.counts["sealed"] > 100
    assert SEALS in {one.journal for one in found.heads}


def test_a_forged_end_has_no_deed_behind_it(database) -> None:
    opened()
    seal_rows(at=AT)
    for table in ("store_rate", "store_affiliation"):
        with lawless():
            run(
                f"UPDATE {table} SET superseded_at = '2029-01-01 00:00:00' WHERE id = (SELECT MIN(id) FROM {table})"
            )
            seal_rows(at=AT)
            found = verify(actor=MACHINE, at=AT, parts=("deeds",)).findings
        assert [one.code for one in found] == ["seal.unexplained", "seal.content"]


def test_a_column_that_was_added_later_is_sealed_too(database, monkeypatch) -> None:
    tables = dict(sealed_tables())
    rate = tables["store_rate"]
    older = tables | {"store_rate": rate._replace(born=tuple(name for name in rate.born if name != "price"))}
    with lawless():
        with monkeypatch.context() as patch:
            patch.setattr(sealing, "sealed_tables", lambda: older)
            planted()
        seal_rows(at=AT)
        plant(rate, 2000)
        seal_rows(at=AT)
        assert list(seal_findings(())) == []
        assert unseen(rate) == []
        groups = sealing.reaches()[("store_rate", BORN)]
        assert ("price",) in groups
        assert rate.born in groups


@pytest.mark.parametrize("column", ["state", "expires_at"])
def test_a_negotiation_that_its_moves_do_not_explain_is_found(database, column: str) -> None:
    opened()
    with lawless():
        plant(sealed_tables()["store_negotiation"], MIDDLE)
        run("UPDATE store_negotiation SET expires_at = NULL")
        found = verify(actor=MACHINE, at=AT, parts=("deeds",)).findings
        assert [(one.code, one.place.line) for one in found] == [("seal.unexplained", MIDDLE)], column
