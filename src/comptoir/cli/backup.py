"""`comptoir backup FILE`: the whole store in one file, while everybody works, with hashes that prove it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli.acting import As, Format, deed
from comptoir.cli.failure import Exit
from comptoir.cli.output import grid, show
from comptoir.cli.progress import working
from comptoir.cli.terminal import Terminal

if TYPE_CHECKING:
    from comptoir.operations.backup import Manifest

EXAMPLES = ("backup-2026-11-23.zip", "/mnt/elsewhere/comptoir.zip --format json")


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.backup.file")],
    as_: As = "",
    format_: Format = "table",
) -> Exit:
    """Write a backup."""
    with deed(context.obj, as_, "", format_) as doing:
        from comptoir.operations.backup import make_backup

        with working(doing.terminal, "cli.backup.working"):
            made = make_backup(file.absolute(), actor=doing.actor, at=doing.at)
        shape = manifest_shape(made, file)
        show(shape, format_, table=lambda: manifest_table(made, doing.terminal))
    doing.terminal.tell("cli.backup.done", file=str(file))
    return Exit.OK


def manifest_shape(made: Manifest, file: Path) -> dict[str, object]:
    """What a backup says of itself, as JSON (docs/commands.md)."""
    journals = [{"journal": one.journal, "count": one.count, "head": one.head} for one in made.journals]
    names = ("engine", "at", "content", "commitments", "digest", "size")
    return {"file": str(file), **{name: getattr(made, name) for name in names}, "journals": journals}


def manifest_table(made: Manifest, terminal: Terminal) -> str:
    """The same for people."""
    names = ("engine", "at", "size", "content", "commitments", "digest")
    rows = [(terminal.say(f"cli.backup.{name}"), str(getattr(made, name))) for name in names]
    rows += [(one.journal, f"{one.count} {one.head}") for one in made.journals]
    return grid(rows, terminal)
