"""How does a folder of files become tables of text, and tables a folder again?

The rule to remember: reading what was written gives the same tables, and writing them again the same bytes. Comments,
column order and the separator are not data: written files are UTF-8 with `,`, columns in the order of `columns.FILES`.
Nothing outside the folder is ever read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from comptoir.company.collect import Findings, nearest
from comptoir.company.columns import BY_TABLE, FILES, File
from comptoir.company.decode import open_text
from comptoir.company.delimited import clean, read_rows, shield
from comptoir.company.toml import FILE as SETTINGS
from comptoir.company.toml import read_toml, write_toml
from comptoir.core.values import Finding, Place, Row, Tables

_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".xlsm", ".numbers")
_LARGEST_SETTINGS = 1_000_000


class TablesRead(NamedTuple):
    """Tables as read, and what was wrong with the files' form."""

    tables: Tables
    findings: tuple[Finding, ...]


def read_tables(folder: Path | str) -> TablesRead:
    """Read every file of a company folder into text; every problem of form is a finding, none is raised."""
    root = Path(folder)
    findings = Findings()
    if not root.is_dir():
        findings.error("folder.missing", Place(root.name or str(root)), found=root.name, expected=SETTINGS)
        return TablesRead(Tables(), findings.all())
    try:
        names = sorted(path.name for path in root.iterdir())
    except OSError as problem:
        findings.error("file.closed", Place(root.name), found=problem.strerror or type(problem).__name__)
        return TablesRead(Tables(), findings.all())
    settings = _settings(root, names, findings)
    tables = {file.table: _table(root, file, findings) for file in FILES if file.name in names}
    for name in names:
        _strangers(name, findings)
    return TablesRead(Tables(settings, tables), findings.all())


def write_tables(tables: Tables, folder: Path | str) -> tuple[str, ...]:
    """Write tables as a company folder (made if missing) and name the files written.

    raises    ValueError for a table or a column that the format does not have
    """
    root = Path(folder)
    texts = {SETTINGS: write_toml(tables.settings)}
    for name in tables.tables:
        if name not in BY_TABLE:
            raise ValueError(f"a company folder has no table {name!r}")
    for file in FILES:
        if file.table in tables.tables:
            texts[file.name] = write_csv(file, tables.rows(file.table))
    root.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(texts)


def write_csv(file: File, rows: Iterable[Row]) -> str:
    """One table as CSV text: the columns that hold something, and those a row cannot do without.

    raises    ValueError for a column that the file does not have
    """
    kept = [row for row in rows if any(clean(text) for text in row.cells.values())]
    used = {name for row in kept for name, text in row.cells.items() if clean(text)}
    if unknown := used - {column.name for column in file.columns}:
        raise ValueError(f"{file.name} has no column {min(unknown)!r}")
    names = [column.name for column in file.columns if column.required or column.name in used]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([shield(clean(row[name])) for name in names] for row in kept)
    return out.getvalue()


def _settings(root: Path, names: list[str], findings: Findings) -> dict[str, object]:
    if SETTINGS not in names:
        findings.error("file.missing", Place(SETTINGS), found=", ".join(names[:6]), expected=SETTINGS)
        return {}
    place = Place(SETTINGS)
    path = _inside(root, SETTINGS, findings)
    stream = open_text(path, place, findings) if path else None
    if stream is None:
        return {}
    with stream:
        text = stream.read(_LARGEST_SETTINGS + 1)
    if len(text) > _LARGEST_SETTINGS:
        findings.error("file.large", place, found=f"> {_LARGEST_SETTINGS}", expected=_LARGEST_SETTINGS)
        return {}
    return read_toml(text, findings)


def _table(root: Path, file: File, findings: Findings) -> tuple[Row, ...]:
    path = _inside(root, file.name, findings)
    stream = open_text(path, Place(file.name), findings) if path else None
    if stream is None:
        return ()
    with stream:
        return read_rows(stream, file, findings)


def _inside(root: Path, name: str, findings: Findings) -> Path | None:
    """The file, unless it is a link that leads out of the folder, or no file at all."""
    path = root / name
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links that lead round in a circle
        inside = False
    if not inside:
        findings.error("file.outside", Place(name), found=name, expected=name)
        return None
    if not path.is_file():
        findings.error("file.closed", Place(name), found=name)
        return None
    return path


def _strangers(name: str, findings: Findings) -> None:
    """A file that will not be read although somebody may think so."""
    known = [SETTINGS, *(file.name for file in FILES)]
    stem, dot, ending = name.rpartition(".")
    kind = (dot + ending).casefold()
    if name in known or name.startswith((".", "~")):
        return
    if kind in _SPREADSHEETS and stem.casefold() in BY_TABLE:
        findings.error("file.spreadsheet", Place(name), found=name, expected=f"{stem.casefold()}.csv")
    elif kind in (".csv", ".toml"):
        close = nearest(name, known)
        if close in known:
            findings.error("file.unknown", Place(name), found=name, expected=close)
        else:
            findings.note("file.ignored", Place(name), found=name, expected=close)
