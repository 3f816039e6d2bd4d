"""`comptoir verify`: whether the books are as they were written; each finding names the first place that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli.acting import As, Doing, RowsFormat, deed
from comptoir.cli.dates import day_of
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.findings import finding_rows, finding_shape
from comptoir.cli.output import grid, show
from comptoir.cli.progress import working

if TYPE_CHECKING:
    from comptoir.core.ledger import Anchor
    from comptoir.core.values import DayPeriod
    from comptoir.operations.verify import Verified

EXAMPLES = (
    "",
    "--format json",
    "--against backup-2026-11-23.zip --against anchors.jsonl",
    '--part chains --part "two sides"',
)


def command(
    context: typer.Context,
    against: Annotated[
        list[Path] | None, typer.Option("--against", metavar="FILE", help="cli.verify.against")
    ] = None,
    part: Annotated[list[str] | None, typer.Option("--part", metavar="NAME", help="cli.verify.part")] = None,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="cli.verify.from")] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="cli.verify.to")] = "",
    as_: As = "",
    format_: RowsFormat = "table",
) -> Exit:
    """Look at everything, and end in exit code 5 where something is wrong."""
    with deed(context.obj, as_, "", format_, formats=("table", "json", "csv", "ndjson")) as doing:
        from comptoir.operations.sealing import seal_rows
        from comptoir.operations.upkeep import note_verified
        from comptoir.operations.verify import PARTS, verify

        for name in part or ():
            if name not in PARTS:
                raise Failure(
                    "cli.usage.choice", Exit.USAGE, name="--part", found=name, expected=tuple(PARTS)
                )
        anchors = [anchor for file in against or () for anchor in _anchors(file)]
        with working(doing.terminal, "cli.verify.working"):
            seal_rows(at=doing.at)
            found = verify(
                actor=doing.actor, at=doing.at, anchors=anchors, period=_period(since, to), parts=tuple(part or ())
            )  # fmt: skip
        if not part:
            note_verified(found, actor=doing.actor, at=doing.at)
        show(
            verified_shape(found, doing), format_, rows="findings", table=lambda: verified_table(found, doing)
        )
    doing.terminal.tell("cli.verify.sound" if found.sound else "cli.verify.broken", count=len(found.findings))
    return Exit.OK if found.sound else Exit.BREACH


def verified_shape(found: Verified, doing: Doing) -> dict[str, object]:
    """What was looked at and what is wrong, as JSON (docs/commands.md)."""
    return {
        "sound": found.sound,
        "counts": dict(found.counts),
        "journals": [{"journal": one.journal, "count": one.count, "head": one.head} for one in found.heads],
        "findings": [finding_shape(one, doing.language) for one in found.findings],
    }


def verified_table(found: Verified, doing: Doing) -> str:
    """The same for people: counts, the state of each journal, then the findings."""
    terminal = doing.terminal
    counts = [(terminal.say(f"cli.verify.{name}"), str(count)) for name, count in found.counts.items()]
    journals = [(one.journal, str(one.count), one.head) for one in found.heads]
    parts = [grid(counts, terminal, right=(1,)), grid(journals, terminal, right=(1,)) if journals else ""]
    return "\n".join([*(one for one in parts if one), finding_rows(found.findings, terminal)])


def _anchors(file: Path) -> tuple[Anchor, ...]:
    """The states of journals that a file tells: a backup, or a file of anchors."""
    import errno
    import zipfile

    from comptoir.operations.backup import read_manifest
    from comptoir.operations.books.anchoring import read_anchors

    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(file))
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "", str(file))
    if zipfile.is_zipfile(file):
        return read_manifest(file).journals
    try:
        anchors = read_anchors(file)
    except UnicodeDecodeError:
        anchors = ()
    if not anchors:
        raise Failure("cli.verify.no-anchors", Exit.USAGE, file=str(file))
    return anchors


def _period(since: str, to: str) -> DayPeriod | None:
    from comptoir.core.values import DayPeriod

    if not since and not to:
        return None
    return DayPeriod(day_of(since, "--from") if since else None, day_of(to, "--to") if to else None)
