"""How does a table become a workbook: numbers as numbers, days as days, texts as nothing but text?

Rule to remember: openpyxl makes a formula of a text that begins with `=`; the kind of every text cell is set by hand,
and the mark that Excel calls a quote prefix keeps it text when somebody edits it.
"""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from comptoir.core.values import Amount, minor_digits
from comptoir.documents.sheet import Cell, Sheet, shield, visible

_GREEN = "0F5C4A"
_HEAD_LINE = Border(bottom=Side(style="thin", color=_GREEN))
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def to_xlsx(sheets: Sheet | tuple[Sheet, ...]) -> bytes:
    """One workbook of one or more tables, with heads that stay in sight."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in (sheets,) if isinstance(sheets, Sheet) else sheets:
        _fill(book.create_sheet(visible(sheet.name).translate(_NO_NAME)[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, line in enumerate((sheet.heads, *sheet.rows), 1):
        for column, value in enumerate(line, 1):
            cell = page.cell(number, column)
            assert isinstance(cell, BookCell)  # Nothing is merged here.
            _write(cell, value)
            if number == 1:
                cell.font = Font(bold=True, color=_GREEN)
                cell.border = _HEAD_LINE
    page.freeze_panes = "A2"
    for column, head in enumerate(sheet.heads, 1):
        longest = max(
            (len(str(line[column - 1])) for line in sheet.rows if line[column - 1] is not None), default=0
        )
        page.column_dimensions[get_column_letter(column)].width = min(48, max(len(head), longest, 8) + 2)


def _write(cell: BookCell, value: Cell) -> None:
    """One cell by its kind."""
    if isinstance(value, str):
        cell.value = shield(value)
        cell.data_type = "s"
        cell.style = "Normal"
        cell.quotePrefix = True
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > 48)
    elif isinstance(value, Amount):
        cell.value = value.major
        digits = minor_digits(value.currency)
        cell.number_format = f"#,##0.{'0' * digits}" if digits else "#,##0"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif value is not None:
        cell.value = value
