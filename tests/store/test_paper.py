"""Paper in the store: its values come back whole, the database refuses every change, its numbers have no hole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from comptoir.core.billing.invoice import Invoice
from comptoir.core.values import Amount, Reason
from comptoir.documents.statement import Statement
from comptoir.store.paper.frozen import freeze, thaw
from comptoir.store.paper.models import Paper, PaperEvent, PaperLine, PaperSeries
from comptoir.store.paper.rows import EventRow, LineRow, PaperRow, event_hash, paper_hash
from comptoir.store.paper.writing import add_event, add_paper, take_number
from tests.documents.invoices import credit_note, random_invoice, sample
from tests.documents.statements import statement

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
TABLES = ("store_paper", "store_paperline", "store_paperevent", "store_paperseries")


def paper_row(sequence: int = 1, **changes) -> PaperRow:
    row = PaperRow(
        f"P{sequence}", f"MET-2026-{sequence:05}", "invoice", "MOREAU", "MET", 2026, sequence, DAY, NOW, "ann", "RIVAL",
        "RIVAL", "outsider", "", "EUR", 10000, 2000, 12000, date(2026, 12, 23), "fr", "", "{}", "<x/>", "", "",
    )._replace(**changes)  # fmt: skip
    return row._replace(hash=paper_hash(row))


def event(number: int = 1, **changes) -> EventRow:
    row = EventRow(number, "issue", "issued", NOW, DAY, "ann", 12000, 12000)._replace(**changes)
    return row._replace(hash=event_hash(row, "before"))


def sequence(day: date) -> int:
    """The next number of the year of a day."""
    taken = take_number("MOREAU", "MET", day.year, day=day)
    assert taken is not None
    return taken.sequence


@pytest.fixture
def issued(database) -> None:
    """One paper with a line and an event, and its series."""
    take_number("MOREAU", "MET", 2026, day=DAY)
    paper = add_paper(paper_row(), [LineRow("1", "C-1", "LAB", 10000)])
    add_event(paper, event())


@pytest.mark.parametrize("seed", range(20))
def test_an_invoice_comes_back_as_it_was(seed: int) -> None:
    invoice = random_invoice(Random(seed), seed + 1)

    assert thaw(Invoice, freeze(invoice)) == invoice
    assert freeze(thaw(Invoice, freeze(invoice))) == freeze(invoice)


def test_credit_notes_and_statements_come_back_too() -> None:
    told = statement()
    line = replace(told.lines[0], why=(Reason("price.rounded", (("amount", Amount(833, "EUR")),)),))
    explained = replace(told, lines=(line,))

    assert thaw(Invoice, freeze(credit_note())) == credit_note()
    assert thaw(Statement, freeze(explained)) == explained


def test_a_text_of_an_earlier_version_is_read_with_the_defaults_of_today() -> None:
    text = freeze(sample()).replace('"vat_on_debits":false,', "")

    assert thaw(Invoice, text) == sample()


def test_what_no_document_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        freeze((1.5,))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("how", ["update", "delete", "truncate"])
def test_the_database_refuses_every_change(issued, table: str, how: str) -> None:
    columns = {"store_paper": "gross", "store_paperline": "amount", "store_paperevent": "owed"}
    statements = {
        "update": f"UPDATE {table} SET {columns.get(table, 'year')} = 1",
        "delete": f"DELETE FROM {table}",
        # SQLite has no TRUNCATE: there it is a DELETE without a condition.
        "truncate": f"TRUNCATE {table} CASCADE"
        if connection.vendor == "postgresql"
        else f"DELETE FROM {table}",
    }

    with pytest.raises(DatabaseError, match=r"_kept|_whole"), transaction.atomic():
        connection.cursor().execute(statements[how])

    assert Paper.objects.get().gross == 12000
    assert PaperLine.objects.get().amount == 10000
    assert PaperEvent.objects.get().owed == 12000
    assert PaperSeries.objects.get().last == 1


def test_only_a_counter_its_day_and_its_head_move(issued) -> None:
    PaperSeries.objects.update(last=2, last_day=DAY, head="x")

    with pytest.raises(DatabaseError, match="store_paperseries_kept"), transaction.atomic():
        PaperSeries.objects.update(entity="OTHER")


def test_a_number_that_is_rolled_back_leaves_no_hole(database) -> None:
    taken = []
    for attempt in range(6):
        try:
            with transaction.atomic():
                number = sequence(DAY)
                if attempt % 2:
                    raise ConnectionError
                taken.append(number)
        except ConnectionError:
            continue

    assert taken == [1, 2, 3]


def test_numbers_follow_the_days_and_belong_to_one_entity(database) -> None:
    assert sequence(DAY) == 1

    assert take_number("MOREAU", "MET", 2026, day=date(2026, 11, 22)) is None
    assert take_number("SISTER", "MET", 2026, day=DAY) is None
    assert sequence(date(2027, 1, 2)) == 1
    assert sequence(DAY) == 2


OTHER: dict[type, Any] = {
    str: "changed",
    int: 7,
    date: date(2020, 1, 1),
    datetime: datetime(2020, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("column", PaperRow._fields[:-1])
def test_every_column_of_a_paper_is_hashed(column: str) -> None:
    row = paper_row()
    changed: dict[str, Any] = {column: OTHER[type(getattr(row, column))]}

    assert paper_hash(row._replace(**changed)) != row.hash


@pytest.mark.parametrize("column", EventRow._fields[:-1])
def test_every_column_of_an_event_is_hashed(column: str) -> None:
    row = event()
    changed: dict[str, Any] = {column: OTHER.get(type(getattr(row, column)), 3)}

    assert event_hash(row._replace(**changed), "before") != row.hash
