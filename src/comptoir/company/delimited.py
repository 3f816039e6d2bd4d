"""What rows does a CSV file hold? Header, separator, quotes and shape, row by row with their line numbers.

The rule to remember: a row is given out whole or reported, never shifted. Rows whose first cell starts with `#` and
rows without any content are not data. Cells come out trimmed, in Unicode's composed form, with decimal points.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from comptoir.company.collect import Findings, nearest
from comptoir.company.columns import File
from comptoir.core.values import Place, Row

if TYPE_CHECKING:
    from _csv import Reader

WIDEST = 200
LONGEST_CELL = 10_000
MOST_ROWS = 500_000
SEPARATORS = (",", ";", "\t")

# Cells that a spreadsheet would run as a formula; `#` because it would make the row a comment.
_RISKY = "=+\\-@\t\r#＝＋－＠"
_SHIELDED = re.compile(f"'+[{_RISKY}]")
_TO_SHIELD = re.compile(f"'*[{_RISKY}]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d ., \u00a0\u202f]*%?")
# Types whose cells are written with a decimal comma where `;` or a tab separates.
_NUMERIC = frozenset(
    "number amount percent money tax price per step threshold component measures counters assignments expected".split()
)
# Control characters, lone surrogates, and marks that turn the direction of what is read.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_POINTS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?=,\d)")


def read_rows(stream: Iterable[str], file: File, findings: Findings) -> tuple[Row, ...]:
    """The rows of one file; what is wrong with its shape goes to `findings`.

    stream    lines of text with `\\n` ends
    """
    lines = _without_nul(iter(stream), file, findings)
    separator, first = _header_line(lines, file)
    if not first:
        findings.error("file.empty", Place(file.name), expected=", ".join(required(file)), found="")
        return ()
    skipped = len(first) - 1
    reader = csv.reader(chain(first[-1:], lines), delimiter=separator, strict=True)
    records = _records(reader, file, skipped, findings)
    header = next(records, None)
    names = _columns(header[1], Place(file.name, header[0]), file, findings) if header else None
    if names is None:
        return ()
    return tuple(_rows(records, names, file, separator != ",", findings))


def required(file: File) -> list[str]:
    """Names of the columns that a file cannot do without."""
    return [column.name for column in file.columns if column.required]


def shield(text: str) -> str:
    """A cell as it is written: an apostrophe in front of what a spreadsheet would take for a formula.

    >>> shield("=1+1"), shield("-5.00"), shield("'=x"), shield("O'Neil")
    ("'=1+1", '-5.00', "''=x", "O'Neil")
    """
    return f"'{text}" if _TO_SHIELD.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def unshield(text: str) -> str:
    """A cell as it is meant: exactly the apostrophe that `shield` adds is taken off.

    >>> unshield("'=1+1"), unshield("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    return text[1:] if _SHIELDED.match(text) else text


def with_points(text: str) -> str:
    """Numbers of a `;` file with a decimal point.

    >>> with_points("1.250,50"), with_points("2,5 x students"), with_points("4 participants, 2 days")
    ('1250.50', '2.5 x students', '4 participants, 2 days')
    """
    return (
        _COMMA.sub(".", _POINTS.sub(lambda match: match[0].replace(".", ""), text)) if "," in text else text
    )


def _without_nul(lines: Iterator[str], file: File, findings: Findings) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            findings.error("file.nul", Place(file.name, number), found="U+0000", expected="CSV UTF-8")
            line = line.replace("\0", "")
        yield line


def _header_line(lines: Iterator[str], file: File) -> tuple[str, list[str]]:
    """The separator, and the lines up to the header: comments and blank lines may stand above it."""
    passed: list[str] = []
    for line in lines:
        passed.append(line)
        if line.strip() and not line.lstrip("\ufeff \"'").startswith("#"):
            known = {column.name for column in file.columns}
            best = max(SEPARATORS, key=lambda mark: (len(known & set(_split(line, mark))), line.count(mark)))
            return best, passed
    return ",", []


def _split(line: str, separator: str) -> list[str]:
    return [part.strip().strip('"').strip().casefold() for part in line.split(separator)]


def _records(reader: Reader, file: File, skipped: int, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on; a broken quote ends the file with one finding."""
    while True:
        line = skipped + reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            code = "file.cell_long" if "field larger" in str(problem) else "file.quote"
            findings.error(code, Place(file.name, line), found=str(problem), expected=LONGEST_CELL)
            return
        yield line, record


def _columns(record: list[str], place: Place, file: File, findings: Findings) -> list[str] | None:
    """The columns in the order of the header ("" for an empty one), or None where rows cannot be read by it."""
    if len(record) > WIDEST:
        findings.error("file.wide", place, found=len(record), expected=WIDEST)
        return None
    known = {column.name for column in file.columns}
    names = [clean(cell).casefold() for cell in record]
    good = True
    for index, name in enumerate(names):
        if name and name not in known:
            findings.error(
                "header.unknown", place._replace(column=clean(record[index])), found=clean(record[index]),
                expected=nearest(name, known - set(names)),
            )  # fmt: skip
        elif name and names.index(name) != index:
            findings.error("header.twice", place._replace(column=name), found=name, expected=name)
            good = False
    for name in required(file):
        if name not in names:
            findings.error(
                "header.missing", place._replace(column=name), found=", ".join(names), expected=name
            )
            good = False
    return names if good else None


def _rows(
    records: Iterator[tuple[int, list[str]]], names: list[str], file: File, comma: bool, findings: Findings
) -> Iterator[Row]:
    columns = [file.column(name) for name in names]
    numeric = [comma and column is not None and column.type in _NUMERIC for column in columns]
    known = [column is not None for column in columns]
    shared: dict[str, str] = {}
    count = 0
    for line, record in records:
        if not any(record) or record[0].lstrip().startswith("#"):
            continue
        place = Place(file.name, line)
        if len(record) > len(names) and any(cell.strip() for cell in record[len(names) :]):
            findings.error("row.long", place, found=len(record), expected=len(names))
            continue
        cells = {}
        for index, raw in enumerate(record[: len(names)]):
            text = _cell(raw, place, names[index], findings)
            if text and not names[index]:
                findings.error("header.nameless", place, found=text, expected=", ".join(required(file)))
            elif text and known[index]:
                text = with_points(text) if numeric[index] else text
                cells[names[index]] = shared.setdefault(text, text)
        if cells:
            count += 1
            if count > MOST_ROWS:
                findings.error("file.long", place, found=f"> {MOST_ROWS}", expected=MOST_ROWS)
                return
            yield Row(place, cells)


def _cell(raw: str, place: Place, column: str, findings: Findings) -> str:
    if not raw:
        return ""
    text = raw.strip() if raw.isascii() else clean(raw)
    if len(text) > LONGEST_CELL:
        findings.error("cell.long", place._replace(column=column), found=len(text), expected=LONGEST_CELL)
        return text[:LONGEST_CELL]
    if not text.isprintable() and (hidden := _HIDDEN.search(text)):
        findings.error(
            "cell.control", place._replace(column=column), found=f"U+{ord(hidden[0]):04X}", expected=""
        )
        return ""
    return unshield(text) if text[:1] == "'" else text


def clean(raw: str) -> str:
    """Trimmed and composed: é is one character, however it was typed."""
    return unicodedata.normalize("NFC", raw).strip().strip("\ufeff")
