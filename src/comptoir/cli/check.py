"""`comptoir check FOLDER...`: what is wrong in a company folder, where it stands and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from comptoir.cli.dates import day_of, now
from comptoir.cli.failure import Exit
from comptoir.cli.findings import finding_rows, finding_shape
from comptoir.cli.output import Shape, checked_format, show
from comptoir.cli.progress import counted
from comptoir.cli.source import stated_language
from comptoir.cli.terminal import Terminal
from comptoir.company import read_tables
from comptoir.company.check import Checked, check
from comptoir.core.values import Severity

EXAMPLES = ("my-company", "examples/* --format json", "my-company --on 2027-01-01")


class _Folder(NamedTuple):
    """One folder, what was found in it, and the terminal speaking its language."""

    name: str
    checked: Checked
    terminal: Terminal

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.checked.findings)

    @property
    def fails(self) -> bool:
        """Whether it may not be used as it is."""
        return bool(self.count(Severity.ERROR)) or self.checked.examples_agree < self.checked.examples_total


def command(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="cli.check.folders")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="cli.check.on")] = "",
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format.rows")] = "table",
) -> Exit:
    """Check folders; failure where one has an error or an example that disagrees."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json", "csv", "ndjson")
    day = day_of(on, "--on") if on else now().date()
    checked = [_check(folder, day, terminal) for folder in counted(folders, terminal, "cli.check.working")]
    show(_shape(checked), format_, rows="findings", table=lambda: "\n".join(_table(one) for one in checked))
    return Exit.FAILURE if any(folder.fails for folder in checked) else Exit.OK


def _check(folder: Path, day: date, terminal: Terminal) -> _Folder:
    """What is found in one folder."""
    checked = check(folder, on=day)
    language = (
        checked.company.settings.language if checked.company else stated_language(read_tables(folder).tables)
    )
    return _Folder(str(folder), checked, terminal.in_language_of(language))


def _shape(folders: list[_Folder]) -> Shape:
    """All folders as JSON; at the top the sums over them, each finding with its folder."""
    shapes = [
        {
            "folder": folder.name,
            "examples": {"agree": folder.checked.examples_agree, "total": folder.checked.examples_total},
            "findings": [finding_shape(one, folder.terminal.spoken) for one in folder.checked.findings],
        }
        for folder in folders
    ]
    return {
        "folders": shapes,
        "examples": {
            "agree": sum(folder.checked.examples_agree for folder in folders),
            "total": sum(folder.checked.examples_total for folder in folders),
        },
        "findings": [
            {"folder": folder.name, **finding_shape(one, folder.terminal.spoken)}
            for folder in folders
            for one in folder.checked.findings
        ],
    }


def _table(folder: _Folder) -> str:
    """One folder for people: a finding a row, then the summary."""
    summary = folder.terminal.say(
        "cli.check.summary",
        folder=folder.name,
        errors=folder.count(Severity.ERROR),
        warnings=folder.count(Severity.WARNING),
        agree=folder.checked.examples_agree,
        total=folder.checked.examples_total,
    )
    return finding_rows(folder.checked.findings, folder.terminal) + summary + "\n"
