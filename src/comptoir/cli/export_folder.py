"""`comptoir export`: the company as a folder (importing it again changes nothing), or a file out of the books."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.acting import As, moment
from comptoir.cli.dates import instant_of
from comptoir.cli.export_books import CHARGES, FEC, JOURNAL, Asked, export_books
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import checked_format, grid, show
from comptoir.cli.source import open_company
from comptoir.cli.terminal import Terminal
from comptoir.company import write_tables
from comptoir.company.columns import FILES

EXAMPLES = (
    "my-company",
    "my-company --yes",
    "as-of-june --known-at 2026-06-30",
    "journal.xlsx --journal --entity ARV --from 2026-10-01 --to 2026-11-01",
    "charges.parquet --charges --supplier MET",
    "for-the-auditor --fec --entity ARV --from 2026-01-01 --to 2027-01-01",
)


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="cli.export.folder")],
    journal: Annotated[bool, typer.Option("--journal", help="cli.export.journal")] = False,
    charges: Annotated[bool, typer.Option("--charges", help="cli.export.charges")] = False,
    fec: Annotated[bool, typer.Option("--fec", help="cli.export.fec")] = False,
    entity: Annotated[str, typer.Option("--entity", metavar="ORG", help="cli.export.entity")] = "",
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.export.supplier")] = "",
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="cli.export.from")] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="cli.export.to")] = "",
    known_at: Annotated[str, typer.Option("--known-at", metavar="WHEN", help="cli.export.known-at")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="cli.export.yes")] = False,
    as_: As = "",
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Write the folder, or the file."""
    chosen = [name for name, said in ((JOURNAL, journal), (CHARGES, charges), (FEC, fec)) if said]
    if len(chosen) > 1 or (chosen and known_at):
        raise Failure("cli.export.one", Exit.USAGE)
    if chosen:
        asked = Asked(chosen[0], folder, entity, supplier, from_, to, yes)
        return export_books(asked, context.obj, as_, format_)
    if entity or supplier or from_ or to or as_:
        raise Failure("cli.export.which", Exit.USAGE)
    return _folder(context.obj, folder, known_at, yes, format_)


def _folder(terminal: Terminal, folder: Path, known_at: str, yes: bool, format_: str) -> Exit:
    checked_format(format_, "table", "json")
    company, terminal = open_company(None, terminal)
    from comptoir.operations.actors import the_machine
    from comptoir.operations.books.anchoring import anchor_books, write_anchors
    from comptoir.operations.export_company import export_company

    zone = company.settings.time_zone
    tables = export_company(instant_of(known_at, "--known-at", zone) if known_at else None)
    taken = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if taken and not yes:
        raise Failure("cli.export.taken", Exit.CONFLICT, folder=str(folder), found=tuple(taken[:5]))
    beside = folder.absolute().with_name(f"{folder.absolute().name}.anchors.jsonl")
    if beside.exists() and not yes:
        raise Failure("cli.export.there", Exit.CONFLICT, found=(beside.name,))
    files = write_tables(tables, folder)
    for file in FILES:
        # A table that the store no longer has must not survive in the folder.
        if file.name in taken and file.name not in files:
            (folder / file.name).unlink()
    at = moment(company)
    write_anchors(anchor_books("export", actor=the_machine("export"), at=at), beside, why="export", at=at)
    rows = [{"file": name, "rows": len(tables.rows(name.removesuffix(".csv")))} for name in files]
    shape = {"folder": str(folder), "files": rows, "anchors": str(beside)}
    show(
        shape,
        format_,
        table=lambda: grid([(str(row["file"]), str(row["rows"])) for row in rows], terminal, right=(1,)),
    )
    terminal.tell("cli.export.done", folder=str(folder), count=len(files))
    return Exit.OK
