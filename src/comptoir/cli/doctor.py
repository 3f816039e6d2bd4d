"""`comptoir doctor`: whether this installation is healthy; each red line names the command that mends it."""

from __future__ import annotations

from typing import Annotated

import typer

from comptoir.cli.failure import Exit
from comptoir.cli.health import Check, checks, versions
from comptoir.cli.output import checked_format, grid, show
from comptoir.cli.source import start_django
from comptoir.cli.terminal import Terminal
from comptoir.wording import word

EXAMPLES = ("", "--format json")


def command(
    context: typer.Context,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format.rows")] = "table",
) -> Exit:
    """Look, and fail where something is wrong."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json", "csv", "ndjson")
    start_django()
    found = list(checks())
    healthy = all(check.state != "error" for check in found)
    shape = {
        "healthy": healthy,
        "versions": versions(),
        "checks": [_shape(check, terminal) for check in found],
    }
    show(shape, format_, rows="checks", table=lambda: _table(found, terminal))
    terminal.tell("cli.doctor.healthy" if healthy else "cli.doctor.ill")
    return Exit.OK if healthy else Exit.FAILURE


def _shape(check: Check, terminal: Terminal) -> dict[str, str]:
    """One check as JSON."""
    return {**check._asdict(), "message": terminal.say(f"cli.doctor.{check.name}")}


def _table(found: list[Check], terminal: Terminal) -> str:
    """The checks for people."""
    rows = [(word(check.state, terminal.spoken), terminal.say(f"cli.doctor.{check.name}"), check.found, _mend(check))
            for check in found]  # fmt: skip
    told = ", ".join(f"{name} {number}" for name, number in versions().items())
    return f"{told}\n\n{grid(rows, terminal)}"


def _mend(check: Check) -> str:
    return f"→ {check.mend}" if check.mend else ""
