"""How does a table become CSV that opens well in a spreadsheet of the reader's country?

French spreadsheets expect `;` and a decimal comma, English ones `,` and a point. Rule to remember: UTF-8 with its
mark, CRLF, and every text shielded (`sheet.py`).
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from comptoir.core.values import Amount
from comptoir.documents.sheet import Cell, Sheet, shield

_MARK = "\ufeff"


def to_csv(sheet: Sheet, language: str) -> bytes:
    """The table as CSV for a language.

    >>> to_csv(Sheet("x", ("a", "b"), (("=1", Amount(1250, "EUR")),)), "fr").decode("utf-8-sig").splitlines()
    ['a;b', "'=1;12,50"]
    """
    french = language == "fr"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow([shield(head) for head in sheet.heads])
    writer.writerows([_text(cell, french=french) for cell in line] for line in sheet.rows)
    return (_MARK + text.getvalue()).encode()


def _text(cell: Cell, *, french: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return shield(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    number = cell.major if isinstance(cell, Amount) else Decimal(cell)
    return f"{number:f}".replace(".", ",") if french else f"{number:f}"
