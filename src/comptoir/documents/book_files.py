"""How are the rows of the books written in the form that somebody asked for?

CSV and XLSX are for people, in a language; Parquet is for programs, in none. Rule to remember: pyarrow is loaded when
a Parquet file is written, for few commands and pages need it.
"""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.documents.csv_out import to_csv
from comptoir.documents.journal import ChargeRow, JournalRow, charge_sheet, journal_sheet
from comptoir.documents.sheet import Sheet
from comptoir.documents.xlsx import to_xlsx

# As the end of a file's name says them.
FORMS = ("csv", "xlsx", "parquet")


def journal_file(rows: Sequence[JournalRow], form: str, language: str) -> bytes:
    """The journal in one of the `FORMS`."""
    if form == "parquet":
        from comptoir.documents.parquet import journal_parquet  # noqa: PLC0415

        return journal_parquet(rows)
    return _sheet_file(journal_sheet(rows, language), form, language)


def charge_file(rows: Sequence[ChargeRow], form: str, language: str) -> bytes:
    """Charges in one of the `FORMS`."""
    if form == "parquet":
        from comptoir.documents.parquet import charge_parquet  # noqa: PLC0415

        return charge_parquet(rows)
    return _sheet_file(charge_sheet(rows, language), form, language)


def _sheet_file(sheet: Sheet, form: str, language: str) -> bytes:
    return to_csv(sheet, language) if form == "csv" else to_xlsx(sheet)
