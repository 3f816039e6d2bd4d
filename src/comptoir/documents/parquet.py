"""How do the journal and the charges become Parquet: typed columns that a program reads without guessing?

Columns go by the names of the rows' own fields, in no language; amounts are decimals of four places beside their
currency, days are days. Rule to remember: the kinds of the columns never depend on what is in the rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import fields
from decimal import ROUND_HALF_EVEN, Context, Decimal

import pyarrow
import pyarrow.parquet

from comptoir.core.values import Amount
from comptoir.documents.journal import ChargeRow, JournalRow

Row = JournalRow | ChargeRow

_AMOUNT, _QUANTITY = pyarrow.decimal128(24, 4), pyarrow.decimal128(38, 12)
_TWELVE, _WIDE = Decimal("1e-12"), Context(prec=38, rounding=ROUND_HALF_EVEN)
# By how the field of the row is declared.
_KINDS = {
    "str": pyarrow.string(),
    "int": pyarrow.int64(),
    "date": pyarrow.date32(),
    "date | None": pyarrow.date32(),
    "Decimal": _QUANTITY,
    "Amount": _AMOUNT,
    "Amount | None": _AMOUNT,
}


def journal_parquet(rows: Iterable[JournalRow]) -> bytes:
    """The journal as Parquet; `foreign` has a currency of its own."""
    return _parquet(JournalRow, tuple(rows), {"currency": "debit", "foreign_currency": "foreign"})


def charge_parquet(rows: Iterable[ChargeRow]) -> bytes:
    """Charges as Parquet; quantities have at most twelve decimals."""
    return _parquet(ChargeRow, tuple(rows), {"currency": "net"})


def _parquet(kind: type[Row], rows: tuple[Row, ...], currencies: dict[str, str]) -> bytes:
    """One table; `currencies`: further columns, each with the field whose currency it says."""
    columns = {
        one.name: pyarrow.array([_cell(getattr(row, one.name)) for row in rows], _KINDS[str(one.type)])
        for one in fields(kind)
    }
    for name, of in currencies.items():
        told = [None if (amount := getattr(row, of)) is None else amount.currency for row in rows]
        columns[name] = pyarrow.array(told, pyarrow.string())
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out, compression="zstd")
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, Amount):
        return value.major
    if isinstance(value, Decimal):
        return value.quantize(_TWELVE, context=_WIDE)
    return value
