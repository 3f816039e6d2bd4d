"""`comptoir export FOLDER`: write the store out as a company folder; importing it again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.dates import instant_of
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import checked_format, grid, show
from comptoir.cli.source import open_company
from comptoir.cli.terminal import Terminal
from comptoir.company import write_tables
from comptoir.company.columns import FILES

EXAMPLES = ("my-company", "my-company --yes", "as-of-june --known-at 2026-06-30")


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="cli.export.folder")],
    known_at: Annotated[str, typer.Option("--known-at", metavar="WHEN", help="cli.export.known-at")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="cli.export.yes")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Write the folder."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    company, terminal = open_company(None, terminal)
    from comptoir.operations.export_company import export_company

    zone = company.settings.time_zone
    tables = export_company(instant_of(known_at, "--known-at", zone) if known_at else None)
    taken = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if taken and not yes:
        raise Failure("cli.export.taken", Exit.CONFLICT, folder=str(folder), found=tuple(taken[:5]))
    files = write_tables(tables, folder)
    for file in FILES:
        # A table that the store no longer has must not survive in the folder.
        if file.name in taken and file.name not in files:
            (folder / file.name).unlink()
    rows = [{"file": name, "rows": len(tables.rows(name.removesuffix(".csv")))} for name in files]
    shape = {"folder": str(folder), "files": rows}
    show(
        shape,
        format_,
        table=lambda: grid([(str(row["file"]), str(row["rows"])) for row in rows], terminal, right=(1,)),
    )
    terminal.tell("cli.export.done", folder=str(folder), count=len(files))
    return Exit.OK
