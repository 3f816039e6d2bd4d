"""What does a row of the journal and a row of the charges say to an accountant's spreadsheet?

The rows are plain values that operations fill from the ledger. Rule to remember: debit and credit stand in two
columns and are never negative; heads are in the reader's language, codes and numbers are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.values import Amount
from comptoir.documents.sheet import Cell, Sheet
from comptoir.wording import say

_JOURNAL = (
    "journal entry day account account_name auxiliary text piece piece_day debit credit currency "
    "cost_center order"
).split()
_CHARGES = "charge day supplier customer cost_center offering quantity unit net vat gross currency order state".split()


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of an entry.

    entry         number of the entry, gap-free in its books
    piece         the document behind it, and its day
    debit, credit exactly one is not zero, in the currency of the books
    foreign       the amount in another currency, where the document is in one
    letter        mark of the lines that settle each other, with its day
    posted        the day on which the entry became final
    """

    journal: str
    journal_name: str
    entry: int
    day: date
    account: str
    account_name: str
    text: str
    piece: str
    piece_day: date
    debit: Amount
    credit: Amount
    posted: date
    auxiliary: str = ""
    auxiliary_name: str = ""
    letter: str = ""
    lettered: date | None = None
    foreign: Amount | None = None
    cost_center: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One charge as a spreadsheet shows it; `state` is in words already."""

    charge: str
    day: date
    supplier: str
    customer: str
    cost_center: str
    offering: str
    quantity: Decimal
    unit: str
    net: Amount
    vat: Amount
    gross: Amount
    order: str = ""
    state: str = ""


def journal_sheet(rows: Iterable[JournalRow], language: str) -> Sheet:
    """The journal as a table, for `to_csv` and `to_xlsx`."""
    return _sheet("journal", _JOURNAL, [_journal_cells(row) for row in rows], language)


def charge_sheet(rows: Iterable[ChargeRow], language: str) -> Sheet:
    """Charges as a table, for `to_csv` and `to_xlsx`."""
    return _sheet("charges", _CHARGES, [_charge_cells(row) for row in rows], language)


def _journal_cells(row: JournalRow) -> tuple[Cell, ...]:
    special: dict[str, Cell] = {"currency": row.debit.currency}
    return tuple(special.get(name) or getattr(row, name) for name in _JOURNAL)


def _charge_cells(row: ChargeRow) -> tuple[Cell, ...]:
    special: dict[str, Cell] = {"currency": row.net.currency}
    return tuple(special.get(name) or getattr(row, name) for name in _CHARGES)


def _sheet(name: str, columns: list[str], rows: list[tuple[Cell, ...]], language: str) -> Sheet:
    heads = tuple(say(f"documents.column.{column}", {}, language) for column in columns)
    return Sheet(say(f"documents.sheet.{name}", {}, language), heads, tuple(rows))
