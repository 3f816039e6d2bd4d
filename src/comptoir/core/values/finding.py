"""Findings: what is wrong or doubtful in what somebody wrote, where it stands, and how to mend it.

Checks return all findings at once and raise nothing. A finding is a code with parameters; `wording` says it in
French and English, always as what, where, why and how to mend it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops an import; a warning wants a decision; a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where something was written: a file of the company folder, its line (from 1) and its column's name."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}" if self.line else self.file
        return f"{text} [{self.column}]" if self.column else text


class Finding(NamedTuple):
    """One thing found, with its place; `params` hold at least `found`, and `expected` where there is one."""

    code: str
    severity: Severity
    place: Place
    params: tuple[tuple[str, object], ...] = ()
