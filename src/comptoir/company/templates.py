"""How does somebody begin? `comptoir new FOLDER` writes every file with an example, and says what each is for."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from comptoir.company.columns import FILES, File
from comptoir.company.demo import demo_tables
from comptoir.company.starter import README, ROWS, SETTINGS, Text
from comptoir.company.tables import write_tables
from comptoir.company.toml import FILE as SETTINGS_FILE
from comptoir.core.values import Reason, Refusal

_OTHERS = ("Autres colonnes :", "Other columns:")


def new(folder: Path | str, language: str, *, on: date) -> tuple[str, ...]:
    """Write a starter company folder and name its files.

    language   fr or en: of names, comments and the README
    on         today: the rate card begins with its year
    raises     Refusal (new.not_empty) where the folder already holds something
    """
    root = _empty(folder)
    texts = starter(language, on=on)
    root.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(texts)


def new_demo(folder: Path | str) -> tuple[str, ...]:
    """Write the demo company as a folder and name its files.

    raises     Refusal (new.not_empty) where the folder already holds something
    """
    return write_tables(demo_tables(), _empty(folder))


def _empty(folder: Path | str) -> Path:
    """The folder, if it is missing or empty."""
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Refusal(Reason("new.not_empty", (("found", root.name),)))
    return root


def starter(language: str, *, on: date) -> dict[str, str]:
    """The files of a new folder as texts, by name."""
    which = 0 if language == "fr" else 1
    year = str(on.year)
    texts = {"README.md": README[which] + _contents(which), SETTINGS_FILE: SETTINGS[which]}
    texts |= {file.name: _csv(file, which) for file in FILES}
    return {name: text.replace("{year}", year) for name, text in texts.items()}


def _contents(which: int) -> str:
    """What each file is for, as a table."""
    head = ("| fichier | une ligne est |", "| file | one row is |")[which]
    lines = [f"| `{file.name}` | {(file.fr, file.en)[which]} |" for file in FILES]
    return "\n".join([head, "|---|---|", *lines]) + "\n"


def _csv(file: File, which: int) -> str:
    """One file: what it is for, its other columns, a header and the example rows."""
    rows = ROWS.get(file.table, ())
    used = [
        column.name for column in file.columns if column.required or any(column.name in row for row in rows)
    ]
    others = [column.name for column in file.columns if column.name not in used]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"# {(file.fr, file.en)[which]}"])
    if others:
        writer.writerow([f"# {_OTHERS[which]} {' '.join(others)}"])
    writer.writerow(used)
    writer.writerows([_text(row.get(name, ""), which) for name in used] for row in rows)
    return out.getvalue()


def _text(cell: Text, which: int) -> str:
    return cell if isinstance(cell, str) else cell[which]
