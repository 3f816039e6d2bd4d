"""FEC, CSV, XLSX and calendars: exact columns and formats, formulas made harmless, bookings that keep their UID."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow.parquet
import pytest
from icalendar import Calendar

from comptoir.core.values import Amount, Refusal
from comptoir.documents import (
    ChargeRow,
    JournalRow,
    Occasion,
    charge_sheet,
    fec_name,
    journal_sheet,
    to_csv,
    to_fec,
    to_ics,
    to_xlsx,
)
from comptoir.documents.parquet import charge_parquet, journal_parquet
from comptoir.wording import say_reason

_PARIS = ZoneInfo("Europe/Paris")


def _euro(minor: int) -> Amount:
    return Amount(minor, "EUR")


def _row(entry: int, account: str, debit: int, credit: int, **changes) -> JournalRow:
    row = JournalRow(
        journal="VE", journal_name="Ventes", entry=entry, day=date(2026, 11, 23), account=account,
        account_name="Clients" if account.startswith("4") else "Prestations", text="Microscope\tnovembre",
        piece="F2026-0042", piece_day=date(2026, 11, 23), debit=_euro(debit), credit=_euro(credit),
        posted=date(2026, 11, 30),
    )  # fmt: skip
    return replace(row, **changes)


ENTRY = [
    _row(1, "411000", 42240, 0, auxiliary="C0007", auxiliary_name="Verrerie du Rhône SAS", letter="AA",
         lettered=date(2026, 12, 2)),
    _row(1, "706000", 0, 35200),
    _row(1, "445710", 0, 7040),
]  # fmt: skip


def test_parquet_says_the_same_in_columns_whose_kinds_never_change():
    foreign = _row(2, "411000", 100, 0, foreign=Amount(131, "USD"))
    table = pyarrow.parquet.read_table(io.BytesIO(journal_parquet([*ENTRY, foreign])))
    empty = pyarrow.parquet.read_table(io.BytesIO(journal_parquet([])))

    rows = table.to_pylist()
    assert table.schema == empty.schema
    assert [row["debit"] for row in rows] == [Decimal("422.40"), 0, 0, 1]
    assert sum(row["credit"] for row in rows) == Decimal("422.40")
    assert (rows[0]["day"], rows[0]["lettered"], rows[1]["lettered"]) == (
        date(2026, 11, 23),
        date(2026, 12, 2),
        None,
    )
    assert [(row["foreign"], row["foreign_currency"]) for row in rows[2:]] == [
        (None, None),
        (Decimal("1.31"), "USD"),
    ]
    assert {row["currency"] for row in rows} == {"EUR"}


def test_parquet_of_charges_keeps_quantities_to_twelve_decimals():
    third = ChargeRow(
        "C1", date(2026, 11, 2), "MET", "NOV", "", "=cmm", Decimal(1) / 3, "hour", _euro(100), _euro(20), _euro(120)
    )  # fmt: skip

    (row,) = pyarrow.parquet.read_table(io.BytesIO(charge_parquet([third]))).to_pylist()

    assert row["quantity"] == Decimal("0.333333333333")
    assert (row["net"], row["vat"], row["gross"], row["currency"]) == (
        1,
        Decimal("0.20"),
        Decimal("1.20"),
        "EUR",
    )
    assert row["offering"] == "=cmm", "a program reads it, no spreadsheet runs it"


def test_the_fec_has_the_eighteen_columns_of_the_law():
    lines = to_fec(ENTRY).decode().split("\r\n")

    assert lines[0] == (
        "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t"
        "PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"
    )
    assert lines[1] == (
        "VE\tVentes\t1\t20261123\t411000\tClients\tC0007\tVerrerie du Rhône SAS\t"
        "F2026-0042\t20261123\tMicroscope novembre\t422,40\t0,00\tAA\t20261202\t20261130\t\t"
    )
    assert [line.count("\t") for line in lines[:-1]] == [17] * 4
    assert lines[-1] == ""


def test_the_fec_states_the_amount_in_another_currency():
    rows = [replace(ENTRY[0], foreign=Amount(40000, "CHF")), *ENTRY[1:]]

    first = to_fec(rows).decode().split("\r\n")[1].split("\t")

    assert first[16:] == ["400,00", "CHF"]


def test_the_fec_bears_the_name_of_the_law():
    assert fec_name("552100554", date(2026, 12, 31)) == "552100554FEC20261231.txt"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([ENTRY[0], _row(1, "706000", 0, 35201), ENTRY[2]], "documents.fec.unbalanced"),
        ([_row(1, "411000", 100, 100)], "documents.fec.sides"),
        ([_row(1, "411000", -100, 0), _row(1, "706000", 0, -100)], "documents.fec.sides"),
        ([*ENTRY, _row(3, "411000", 100, 0), _row(3, "706000", 0, 100)], "documents.fec.gap"),
    ],
)
def test_unsound_books_make_no_fec(rows, code):
    with pytest.raises(Refusal) as refused:
        to_fec(rows)

    assert refused.value.reason.code == code
    for language in ("fr", "en"):
        assert "1" in say_reason(refused.value.reason, language) or "3" in say_reason(
            refused.value.reason, language
        )


@pytest.mark.parametrize(("language", "separator", "amount"), [("fr", ";", "422,40"), ("en", ",", "422.40")])
def test_the_journal_opens_in_the_spreadsheets_of_the_country(language, separator, amount):
    data = to_csv(journal_sheet(ENTRY, language), language)

    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))

    assert data.startswith(b"\xef\xbb\xbf")
    debit = "Débit" if language == "fr" else "Debit"
    assert rows[0][debit] == amount
    assert len(rows) == 3
    assert {len(row) for row in rows} == {14}


def test_the_workbook_holds_numbers_days_and_texts():
    charge = ChargeRow("CH-1", date(2026, 11, 12), "Microscopie", "Optique", "CC-310", "Microscope", Decimal(3), "hour",
        _euro(12600), _euro(0), _euro(12600))  # fmt: skip

    book = openpyxl.load_workbook(
        io.BytesIO(to_xlsx((charge_sheet([charge], "fr"), journal_sheet(ENTRY, "fr"))))
    )

    assert book.sheetnames == ["Imputations", "Journal"]
    row = {head.value: cell.value for head, cell in zip(*book["Imputations"].iter_rows(), strict=True)}
    assert (row["HT"], row["Quantité"], row["Client"]) == (126, 3, "Optique")
    assert row["Jour"].date() == date(2026, 11, 12)


def _booking(**changes) -> Occasion:
    booking = Occasion(
        uid="booking-8f3a@counter.example",
        sequence=0,
        start=datetime(2026, 11, 23, 10, tzinfo=_PARIS),
        end=datetime(2026, 11, 23, 13, tzinfo=_PARIS),
        summary="Microscope",
        changed=datetime(2026, 11, 1, 8, tzinfo=UTC),
    )
    return replace(booking, **changes)


def test_a_booking_keeps_its_uid_and_counts_its_changes():
    moved = _booking(
        sequence=2,
        start=datetime(2026, 11, 24, 10, tzinfo=_PARIS),
        end=datetime(2026, 11, 24, 12, tzinfo=_PARIS),
    )

    events = [Calendar.from_ical(to_ics([one])).walk("VEVENT")[0] for one in (_booking(), moved)]

    assert [str(event["UID"]) for event in events] == ["booking-8f3a@counter.example"] * 2
    assert [int(str(event.decoded("SEQUENCE"))) for event in events] == [0, 2]
    assert events[1].decoded("DTSTART") == moved.start


def test_the_calendar_brings_the_rules_of_its_zone():
    text = to_ics([_booking()], name="Microscopie").decode()

    assert "BEGIN:VTIMEZONE" in text
    assert "TZID:Europe/Paris" in text
    assert "DTSTART;TZID=Europe/Paris:20261123T100000" in text
    assert "DTSTAMP:20261101T080000Z" in text
    assert "X-WR-CALNAME:Microscopie" in text


def test_a_cancelled_booking_is_sent_as_cancelled():
    text = to_ics([_booking(sequence=3, cancelled=True)], method="CANCEL").decode()

    assert "METHOD:CANCEL" in text
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:3" in text


def test_a_text_cannot_add_lines_to_a_calendar():
    text = to_ics(
        [_booking(summary="x\r\nATTENDEE:mailto:eve@evil.example", description="a;b,c\\d")]
    ).decode()

    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert "ATTENDEE" not in event
    assert str(event["DESCRIPTION"]) == "a;b,c\\d"


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        to_ics([_booking(start=datetime(2026, 11, 23, 10))])  # noqa: DTZ001
