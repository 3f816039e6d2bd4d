"""I-07, I-08, I-11: the database refuses to change what was posted; where it is forced to, `verify` names the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import IntegerField

from comptoir.core.ledger import Anchor, JournalEntry, credit, debit
from comptoir.core.values import Amount
from comptoir.operations.books import post_entries, reverse_entry
from comptoir.operations.verify import verify
from comptoir.store import guards
from comptoir.store.charges.writing import sealed
from comptoir.store.ledger.queries import heads
from comptoir.store.models import Charge
from tests.operations.books.ledger import REVIEWED, closed, october
from tests.operations.orders.shop import MACHINE, opened

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
POSTED = ("store_journalentryrow", "store_postingrow", "store_anchorrow", "store_chargemove", "store_closestep",
          "store_closeapproval", "store_auditrow")  # fmt: skip
# Columns of a charge that are decided once; a close's certificate.
CHAINED = ("store_journalentryrow", "store_postingrow")
MIDDLE = "ORG-MI-000000003"


def books() -> Anchor:
    """Five entries, the third of them with every column filled: a reversal."""
    opened()
    five = Amount(500, "EUR")
    for text in ("one", "two"):
        both = (
            debit("411", "ORG", five, party="NEW", line="L1"),
            credit("706", "ORG", five, "MET", line="L1"),
        )
        entry = JournalEntry("", "ORG-MI", AT.date(), AT, f"payment {text}", both, text=text)
        post_entries([entry], actor=MACHINE, at=AT)
    reverse_entry("ORG-MI-000000001", reason="twice", actor=MACHINE, at=AT)
    reverse_entry("ORG-MI-000000002", reason="twice", actor=MACHINE, at=AT)
    both = (debit("512", "ORG", five), credit("411", "ORG", five, party="NEW"))
    post_entries([JournalEntry("", "ORG-MI", AT.date(), AT, "payment 3", both)], actor=MACHINE, at=AT)
    return heads(["ORG-MI"])["ORG-MI"]


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


@contextmanager
def forced() -> Iterator[None]:
    """A world without guards and checks, in which whatever is done is undone at the end."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA defer_foreign_keys = ON")
        guards.remove(connection)
        yield
        transaction.set_rollback(True)


def run(statement: str, values: tuple = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def flipped(table: str, column: str) -> str:
    """An SQL expression that is another value of the same kind."""
    if column in ("number", "lines", "debit", "credit"):
        return f'CASE WHEN "{column}" = 0 THEN 0 ELSE "{column}" + 7 END'
    if column in ("day", "recorded_at"):
        return {"day": "'2026-11-22'", "recorded_at": "'2026-11-23 09:00:01'"}[column]
    return f"\"{column}\" || 'x'"


def verified() -> list[tuple[str, int]]:
    found = verify(actor=MACHINE, at=AT, parts=("chains", "balances"))
    return [(one.code, one.place.line) for one in found.findings]


def test_every_column_of_every_chained_table_is_flipped_and_found(database) -> None:
    books()
    assert verified() == []
    for table in CHAINED:
        for column in columns(table):
            key = "entry_id" if table == "store_postingrow" else "id"
            with forced():
                if column in ("debit", "credit"):
                    where = f'{key} = %s AND "{column}" > 0'
                else:
                    where = f"{key} = %s"
                if table == "store_postingrow" and column in ("number", "entry_id"):
                    where += " AND number = 1"
                changed = run(
                    f'UPDATE {table} SET "{column}" = {flipped(table, column)} WHERE {where}', (MIDDLE,)
                )
                found = verified()

            assert changed, column
            assert found, f"{table}.{column} was changed, and nobody saw it"
            assert found[0][1] == 3, f"{table}.{column}: {found}"
    assert verified() == []


def _copy_behind() -> str:
    given = ("id", "number", "reverses", "reason")
    names = ", ".join(f'"{name}"' for name in columns("store_journalentryrow") if name not in given)
    return (
        f"INSERT INTO store_journalentryrow (id, number, reverses, reason, {names}) "
        f"SELECT 'ORG-MI-000000006', 6, '', '', {names} FROM store_journalentryrow WHERE id = 'ORG-MI-000000005'"
    )


SWAP = (
    "UPDATE store_journalentryrow SET number = 99 WHERE id = 'ORG-MI-000000002'",
    "UPDATE store_journalentryrow SET number = 2 WHERE id = 'ORG-MI-000000004'",
    "UPDATE store_journalentryrow SET number = 4 WHERE id = 'ORG-MI-000000002'",
)
DELETE = (
    "DELETE FROM store_postingrow WHERE entry_id = '{0}'",
    "DELETE FROM store_journalentryrow WHERE id = '{0}'",
)


@pytest.mark.parametrize(
    ("done", "first"),
    [
        ([one.format("ORG-MI-000000003") for one in DELETE], ("ledger.missing", 3)),
        ([one.format("ORG-MI-000000001") for one in DELETE], ("ledger.missing", 1)),
        (DELETE[:1], ("ledger.altered", 3)),
        (SWAP, ("ledger.altered", 2)),
        ([one.format("ORG-MI-000000005") for one in DELETE], ("ledger.truncated", 5)),
        (["DELETE FROM store_postingrow", "DELETE FROM store_journalentryrow"], ("ledger.truncated", 1)),
    ],
)  # fmt: skip
def test_a_deleted_an_exchanged_and_a_cut_off_entry_are_found(
    database, done: list[str], first: tuple[str, int]
) -> None:
    anchor = books()
    with forced():
        for statement in done:
            run(statement.format(MIDDLE))
        found = verify(actor=MACHINE, at=AT, anchors=[anchor], parts=("chains",)).findings

    assert (found[0].code, found[0].place.line) == first


def test_an_inserted_entry_is_found(database) -> None:
    books()
    with forced():
        run(_copy_behind())
        found = verified()

    assert found[0] == ("ledger.altered", 6)


def test_what_was_posted_is_neither_changed_nor_deleted(database) -> None:
    october()
    closed("MET", "2026-10")
    for table in POSTED:
        column = next(name for name in columns(table) if name not in ("id", "entry_id"))
        names = ", ".join(f'"{name}"' for name in columns(table))
        done = [f'UPDATE {table} SET "{column}" = "{column}"', f"DELETE FROM {table}"]
        done.append(
            f"TRUNCATE {table} CASCADE"
            if connection.vendor == "postgresql"
            else f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}"
        )
        assert run(f"SELECT 1 FROM {table}") or connection.vendor == "sqlite", "there is nothing to change"
        for statement in done:
            with pytest.raises(DatabaseError):
                together(statement)


def test_a_charge_keeps_what_was_decided(database) -> None:
    october()
    closed("MET", "2026-10")
    for column in (*sealed(), "hash", "collected_at"):
        # What is empty becomes something, too.
        number = isinstance(Charge._meta.get_field(column), IntegerField)
        other = f'COALESCE("{column}", 0) + 1' if number else f"\"{column}\" || 'x'"
        if column in ("day", "collected_at"):
            other = "'2020-01-01'" if connection.vendor == "sqlite" else "'2020-01-01'::date"
        statement = f'UPDATE store_charge SET "{column}" = {other}'
        with pytest.raises(DatabaseError), transaction.atomic():
            run(statement)
        if column == "collected_at":
            continue
        with forced():
            if column in ("source_kind", "part"):
                # A check names the values there are.
                other = "usage" if column == "source_kind" else "subsidy"
                statement = f"UPDATE store_charge SET \"{column}\" = '{other}'"
            run(statement)
            found = verify(actor=MACHINE, at=REVIEWED, parts=("charges",)).findings
        assert found, f"{column} was changed, and nobody saw it"
    assert verify(actor=MACHINE, at=REVIEWED).findings == ()


HASH = "a" * 64
ENTRY = (
    "INSERT INTO store_journalentryrow (id, journal, number, day, recorded_at, source, actor, text, reverses, reason, "
    "lines, previous, hash) VALUES ('X-MI-000000001', 'X-MI', {number}, '2026-11-23', '2026-11-23 09:00:00', 's', '', "
    f"'', '', '', {{lines}}, '{{previous}}', '{HASH}')"
)
POSTING = (
    "INSERT INTO store_postingrow (entry_id, number, account, entity, debit, credit, currency, cost_center, party, "
    "line) VALUES ('X-MI-000000001', {number}, '411', '{entity}', {debit}, {credit}, '{currency}', '', '', '')"
)


def entry(number: int = 1, lines: int = 2, previous: str = "0" * 64) -> str:
    return ENTRY.format(number=number, lines=lines, previous=previous)


def posting(number: int, debit: int, credit: int, entity: str = "X", currency: str = "EUR") -> str:
    return POSTING.format(number=number, debit=debit, credit=credit, entity=entity, currency=currency)


def together(*statements: str) -> None:
    """Run statements in one transaction."""
    with transaction.atomic():
        for statement in statements:
            run(statement)


OFF = (
    (posting(1, 5, 0), posting(2, 0, 4), entry()),
    (posting(1, 5, 0), posting(2, 0, 5, entity="Y"), entry()),
    (posting(1, 5, 0), posting(2, 0, 5, currency="USD"), entry()),
    (posting(1, 5, 0), entry(lines=1)),
    (posting(1, 5, 0), posting(2, 0, 5), entry(lines=3)),
    (posting(1, 5, 5), posting(2, 0, 0), entry()),
    (posting(1, 0, 0), posting(2, 0, 0), entry()),
    (posting(1, -5, 0), posting(2, 0, -5), entry()),
    (posting(1, 5, 0), posting(2, 0, 5)),
    (posting(1, 5, 0), posting(2, 0, 5), entry(), posting(3, 5, 0), posting(4, 0, 5)),
    (posting(1, 5, 0), posting(2, 0, 5), entry(number=2)),
    (posting(1, 5, 0), posting(2, 0, 5), entry(previous=HASH)),
    (entry(),),
)


def test_the_database_refuses_books_that_are_off(database) -> None:
    for statements in OFF:
        with pytest.raises(DatabaseError):
            together(*statements)


def test_it_takes_books_that_are_sound(database) -> None:
    together(posting(1, 5, 0), posting(2, 0, 5), entry())
    with pytest.raises(DatabaseError):
        together(posting(3, 5, 0), posting(4, 0, 5))
