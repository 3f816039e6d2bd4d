"""`comptoir new FOLDER`: a company folder to start from, every file with an example row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.dates import now
from comptoir.cli.failure import Exit
from comptoir.cli.output import checked_format, show
from comptoir.cli.terminal import Terminal
from comptoir.company.templates import new, new_demo

EXAMPLES = ("my-company", "mon-entreprise --lang fr", "a-look-around --demo")


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="cli.new.folder")],
    demo: Annotated[bool, typer.Option("--demo", help="cli.new.demo")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Write the folder and name its files."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    files = new_demo(folder) if demo else new(folder, terminal.spoken, on=now().date())
    shape = {"folder": str(folder), "files": list(files)}
    show(shape, format_, table=lambda: "".join(f"{folder / name}\n" for name in files))
    terminal.tell("cli.new.done", folder=str(folder), count=len(files))
    return Exit.OK
