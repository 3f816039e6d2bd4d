"""`comptoir restore FILE`: a backup into an empty store, proved the same by its hashes, then verified."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.acting import Format
from comptoir.cli.backup import manifest_shape, manifest_table
from comptoir.cli.dates import now
from comptoir.cli.failure import Exit
from comptoir.cli.output import checked_format, show
from comptoir.cli.progress import working
from comptoir.cli.source import start_django
from comptoir.cli.terminal import Terminal

EXAMPLES = ("backup-2026-11-23.zip", "backup-2026-11-23.zip --format json")


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.restore.file")],
    format_: Format = "table",
) -> Exit:
    """Restore a backup."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    start_django()
    from comptoir.operations.actors import the_machine
    from comptoir.operations.backup import restore_backup
    from comptoir.operations.verify import verify

    actor, at = the_machine(f"cli:{getpass.getuser()}"), now()
    with working(terminal, "cli.restore.working"):
        made = restore_backup(file, actor=actor, at=at)
        found = verify(actor=actor, at=at, anchors=made.journals)
    shape = {**manifest_shape(made, file), "sound": found.sound}
    show(shape, format_, table=lambda: manifest_table(made, terminal))
    terminal.tell("cli.restore.done" if found.sound else "cli.verify.broken", count=len(found.findings))
    return Exit.OK if found.sound else Exit.BREACH
