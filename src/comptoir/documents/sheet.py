"""What is a table for a spreadsheet, and how is a text kept from being run as a formula there?

Rule to remember: only texts are shielded; a number, an amount and a day are written by us and cannot be formulas.
A shielded text begins with an apostrophe, which spreadsheets take as "this is text".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.values import Amount

Cell = str | int | Decimal | Amount | date | None

# Also the full-width forms, which some spreadsheets fold; invisible letters and spaces before do not make them safe.
_RISKY = "=+\\-@＝＋－＠"
_INVISIBLE = "\\s\u00a0\u200b-\u200f\u2060\ufeff\x00-\x1f"
_FORMULA = re.compile(f"[{_INVISIBLE}\"']*[{_RISKY}]|[\t\r\n]")
# Read with another separator, a cell falls apart, and what follows the separator begins a cell of its own.
_INNER = re.compile(f"(?<=[,;\t\r\n])(?=[{_INVISIBLE}\"']*(?:[=@＝＠＋－]|[+-](?![\\s\\d])))")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the heads of its columns, its rows. All cells of a column are of one kind or empty."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def visible(text: str) -> str:
    """The text without the control characters that no file of a spreadsheet may hold."""
    return _HIDDEN.sub("", text)


def shield(text: str) -> str:
    """A text that no spreadsheet runs as a formula, however it is opened.

    >>> shield("=1+1"), shield("Scan; -5 %"), shield("a;=1"), shield("Lab")
    ("'=1+1", 'Scan; -5 %', "a;'=1", 'Lab')
    """
    text = _INNER.sub("'", visible(text))
    return f"'{text}" if _FORMULA.match(text) else text
