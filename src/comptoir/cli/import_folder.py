"""`comptoir import FOLDER`: what an import would change, and to whom; then do it, whole or not at all; or undo one."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comptoir.cli.dates import day_of, now
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.findings import finding_rows, finding_shape
from comptoir.cli.output import Shape, checked_format, grid, plain, show
from comptoir.cli.progress import working
from comptoir.cli.source import start_django, stated_language
from comptoir.cli.terminal import Terminal
from comptoir.company import read_tables
from comptoir.core.values import Finding, Severity

if TYPE_CHECKING:
    from comptoir.operations.diff import Diff
    from comptoir.operations.impact import Impact

EXAMPLES = ("my-company --dry-run", "my-company", "my-company --yes --format json", "--undo 3")

_COUNTS = ("rows", "created", "updated", "unchanged", "rejected", "ended")


def command(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="cli.import.folder")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.import.dry-run")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="cli.yes")] = False,
    undo: Annotated[str, typer.Option("--undo", metavar="NUMBER", help="cli.import.undo")] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.import.as-of")] = "",
    changes: Annotated[bool, typer.Option("--changes", help="cli.import.changes")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Import or undo; rows with errors are named and nothing is imported."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    if undo:
        return _undo(undo, format_, terminal)
    if folder is None:
        raise Failure("cli.usage.missing", Exit.USAGE, command="import", found="FOLDER")
    if not folder.is_dir():
        raise Failure("folder.missing", found=str(folder), expected="company.toml")
    tables, form = read_tables(folder)
    terminal = terminal.in_language_of(stated_language(tables))
    with working(terminal, "cli.import.working"):
        start_django(migrate=True)
        from comptoir.operations.import_company import import_company, preview

        diff = preview(tables, as_of=day_of(as_of, "--as-of") if as_of else None)
    findings = (*form, *diff.findings)
    good = not any(finding.severity is Severity.ERROR for finding in findings)
    shape = _shape(folder, diff, findings, changes, terminal.spoken)
    wanted = good and not dry_run and diff.repeats is None
    if wanted and format_ == "table":
        sys.stdout.write(_table(diff, findings, changes, terminal))
    if wanted and (yes or _agreed(terminal)):
        with working(terminal, "cli.import.working"):
            done = import_company(tables, actor=f"cli:{getpass.getuser()}", at=now(), base=diff.base)
        shape |= {"applied": True, "import": done.record.id}
    if not wanted or format_ == "json":
        show(shape, format_, table=lambda: _table(diff, findings, changes, terminal))
    _say_next(shape, folder, terminal)
    return Exit.OK if good else Exit.PARTIAL


def _agreed(terminal: Terminal) -> bool:
    """Whether the person at the terminal says yes.

    raises    Failure (usage) where nobody is there to ask
    """
    if not sys.stdin.isatty():
        raise Failure("cli.import.ask", Exit.USAGE)
    sys.stderr.write(terminal.say("cli.import.sure") + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "o", "oui")


def _undo(number: str, format_: str, terminal: Terminal) -> Exit:
    """Undo an import."""
    if not number.isdecimal():
        raise Failure("cli.import.number", Exit.USAGE, found=number)
    start_django(migrate=True)
    from comptoir.operations.import_company import undo_import

    undone = undo_import(int(number), actor=f"cli:{getpass.getuser()}", at=now())
    show({"undone": int(number), "import": undone.id}, format_, table=lambda: "")
    terminal.tell("cli.import.undone", number=int(number))
    return Exit.OK


def _shape(
    folder: Path, diff: Diff, findings: tuple[Finding, ...], changes: bool, language: str
) -> dict[str, Any]:
    """The preview as JSON."""
    tables = [{"table": one.table} | {name: getattr(one, name) for name in _COUNTS} for one in diff.tables]
    shape: dict[str, Any] = {
        "folder": str(folder),
        "applied": False,
        "import": None,
        "repeats": diff.repeats.id if diff.repeats else None,
        "tables": tables,
        "totals": {name: sum(getattr(one, name) for one in diff.tables) for name in _COUNTS},
        "impact": _impact_shape(diff.impact) if diff.impact else None,
        "findings": [finding_shape(finding, language) for finding in findings],
    }
    if changes:
        shape["changes"] = [
            {
                "table": one.table,
                "action": one.action.value,
                "key": list(one.key),
                "columns": list(one.differing),
                "before": plain(one.before, language),
                "after": plain(one.after, language),
            }
            for one in diff.changes()
        ]
    return shape


def _impact_shape(impact: Impact) -> Shape:
    """Who becomes somebody else, as JSON."""
    return {
        "as_of": impact.as_of.isoformat(),
        "becomes": [
            {"side": side, "tie": tie, "parties": count}
            for (side, tie), count in sorted(impact.becomes.items())
        ],
        "crossing": dict(sorted(impact.crossing.items())),
        "joined": impact.joined,
        "left": impact.left,
    }


def _table(diff: Diff, findings: tuple[Finding, ...], changes: bool, terminal: Terminal) -> str:
    """The preview for people: counts by table, who becomes somebody else, what is wrong."""
    head = [terminal.say(f"cli.import.{name}") for name in ("table", *_COUNTS)]
    rows = [
        (one.table, *(str(getattr(one, name)) for name in _COUNTS))
        for one in diff.tables
        if one.rows or one.ended
    ]
    parts = [grid(rows, terminal, head=head, right=range(1, 7))]
    if changes:
        told = [
            (one.table, " ".join(one.key), one.action.value, ", ".join(one.differing))
            for one in diff.changes()
        ]
        parts.append(grid(told, terminal))
    if diff.impact:
        parts.append("".join(f"{line}\n" for line in _impact_lines(diff.impact, terminal)))
    if findings:
        parts.append(finding_rows(findings, terminal))
    return "\n".join(part for part in parts if part)


def _impact_lines(impact: Impact, terminal: Terminal) -> list[str]:
    """Who becomes somebody else, in words."""
    return [
        terminal.say("cli.import.becomes", count=count, side=side, tie=tie, day=impact.as_of)
        for (side, tie), count in sorted(impact.becomes.items())
    ]


def _say_next(shape: dict[str, Any], folder: Path, terminal: Terminal) -> None:
    """What was done, and what to do next."""
    if shape["applied"]:
        terminal.tell("cli.import.done", number=shape["import"], rows=shape["totals"]["rows"])
    elif shape["repeats"] is not None:
        terminal.tell("cli.import.repeated", number=shape["repeats"])
    elif errors := sum(finding["severity"] == Severity.ERROR for finding in shape["findings"]):
        terminal.complain("cli.import.refused", count=errors, folder=str(folder))
    else:
        terminal.tell("cli.import.dry", folder=str(folder))
