"""Which rows does a file of usage hold? CSV or Parquet, row by row, as text by column, with line numbers.

A file is read from its beginning each time, so that the largest one is never in memory as a whole. What its shape
leaves unreadable is refused as a file; what is wrong with a row is that row's own matter.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pyarrow
import pyarrow.parquet

from comptoir.company.delimited import SEPARATORS, clean, unshield
from comptoir.core.values import Reason, Refusal

MOST_ROWS = 2_000_000
MOST_BYTES = 200_000_000
LONGEST_CELL = 10_000
_PARQUET = b"PAR1"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NULL = "\0"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is read: its columns in order, its separator and encoding (empty: Parquet)."""

    path: Path
    columns: tuple[str, ...]
    separator: str = ""
    encoding: str = ""

    @property
    def comma(self) -> bool:
        """Whether its numbers may have a decimal comma."""
        return self.separator in (";", "\t")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: its line (of Parquet: its number), its cells by column, and what is wrong with its shape."""

    line: int
    cells: Mapping[str, str]
    wrong: Reason | None = None


def file_hash(path: Path) -> str:
    """The digest of a file's bytes."""
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def shape_of(path: Path) -> Shape:
    """How a file is read.

    raises    Refusal("usage.file_form")
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(f"> {MOST_BYTES // 1_000_000} MB")
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as problem:
        raise _unreadable(problem.strerror or type(problem).__name__) from problem
    if head == _PARQUET:
        with _readable():
            names = pyarrow.parquet.ParquetFile(path).schema_arrow.names
        return Shape(path, _unique([clean(str(name)) for name in names]))
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    with _readable(), path.open("r", encoding=encoding, newline="") as text:
        first = next((line for line in text if line.strip()), "")
        if _NULL in first:
            raise _unreadable("U+0000")
        separator = max(SEPARATORS, key=first.count)
        names = next(csv.reader([first], delimiter=separator), [])
    return Shape(path, _unique([clean(name) for name in names]), separator, encoding)


def count_rows(path: Path) -> int:
    """About how many rows a file holds, quickly: of Parquet what it says, of CSV its lines without the header."""
    with path.open("rb") as stream:
        if stream.read(4) != _PARQUET:
            stream.seek(0)
            lines = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
            return max(0, lines - 1)
    with _readable():
        return int(pyarrow.parquet.ParquetFile(path).metadata.num_rows)


def rows_of(shape: Shape) -> Iterator[FileRow]:
    """The rows of a file in order; rows without any content are left out.

    raises    Refusal: usage.file_form, usage.file_long
    """
    found = _parquet(shape) if not shape.encoding else _csv(shape)
    with _readable():
        for number, row in enumerate(found, 1):
            if number > MOST_ROWS:
                raise Refusal(Reason("usage.file_long", (("most", MOST_ROWS),)))
            yield row


def _csv(shape: Shape) -> Iterator[FileRow]:
    with shape.path.open("r", encoding=shape.encoding, newline="") as text:
        reader = csv.reader(text, delimiter=shape.separator, strict=True)
        header = False
        for record in reader:
            if not any(cell.strip() for cell in record):
                continue
            if not header:
                header = True
                continue
            cells = [_cell(cell) for cell in record]
            wrong = None
            if len(cells) > len(shape.columns) and any(cells[len(shape.columns) :]):
                wrong = Reason("usage.row_long", (("found", len(cells)), ("expected", len(shape.columns))))
            yield FileRow(reader.line_num, dict(zip(shape.columns, cells, strict=False)), wrong)


def _parquet(shape: Shape) -> Iterator[FileRow]:
    line = 0
    for batch in pyarrow.parquet.ParquetFile(shape.path).iter_batches(batch_size=5_000):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            line += 1
            cells = dict(zip(shape.columns, map(_text, values), strict=True))
            if any(cells.values()):
                yield FileRow(line, cells)


def _text(value: object) -> str:
    """A value of a Parquet column as the text that a cell would hold; of a float, its shortest exact form."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _cell(str(value))


def _cell(raw: str) -> str:
    if raw.isascii() and len(raw) <= LONGEST_CELL and raw[:1] != "'":
        return raw.strip()
    return unshield(clean(raw))[:LONGEST_CELL]


def _unique(names: list[str]) -> tuple[str, ...]:
    """Names of columns; of two with one name a file cannot say which is meant."""
    given = [name for name in names if name]
    if not given or len(set(given)) < len(given):
        raise _unreadable(", ".join(names)[:200])
    return tuple(name or f"({number})" for number, name in enumerate(names, 1))


@contextmanager
def _readable() -> Iterator[None]:
    """What a library says of a broken file, as a refusal."""
    try:
        yield
    except (UnicodeError, csv.Error, pyarrow.ArrowException, OSError) as problem:
        raise _unreadable(str(problem).splitlines()[0][:200] if str(problem) else "") from problem


def _unreadable(found: str) -> Refusal:
    return Refusal(Reason("usage.file_form", (("found", found),)))
