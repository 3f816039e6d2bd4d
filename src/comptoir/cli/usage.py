"""`comptoir usage`: take in a file of what was used, after a look at it; take it back; list what was used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli.acting import As, Doing, DryRun, For, Format, RowsFormat, checked_supplier, deed
from comptoir.cli.dates import day_of
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import grid, plain, reason_shape, show
from comptoir.cli.progress import counting, working
from comptoir.wording import format_measures, say_reason, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comptoir.operations.usage.importing import UsagePreview
    from comptoir.store.usage.queries import Reject, StoredImport, StoredUsage

Supplier = Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.usage.supplier")]
Import = Annotated[str, typer.Argument(metavar="NUMBER", help="cli.usage.import-id")]
_COUNTS = ("rows", "created", "duplicate", "rejected")
_SHOWN = 20


def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.usage.file")],
    supplier: Supplier,
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="cli.usage.map")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="cli.usage.set")
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="cli.usage.name")] = "",
    as_: As = "",
    for_: For = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Take a file of usage in, or only look at it."""
    with deed(context.obj, as_, for_, format_, formats=("table", "json")) as doing:
        seen, number = _read_in(doing, file, supplier, name, map_, _pairs(set_, "--set"), dry_run)
        show(_preview_shape(seen, number, doing), format_, table=lambda: _preview_table(seen, doing))
    _say_next(doing, seen, number, file)
    return Exit.PARTIAL if seen.counts.rejected else Exit.OK


def undo(
    context: typer.Context, number: Import, as_: As = "", for_: For = "", dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:  # fmt: skip
    """Take a file back."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.usage.importing import undo_usage_import

        undone = undo_usage_import(number, actor=doing.actor, at=doing.at)
        show({"dry_run": dry_run, "undone": number, "records": undone}, format_, table=str)
    if not dry_run:
        doing.terminal.tell("cli.usage.undone", number=number, count=undone)
    return Exit.OK


def rejects(context: typer.Context, number: Import, as_: As = "", for_: For = "") -> Exit:
    """Write the refused rows of a file as CSV, to mend and import again."""
    with deed(context.obj, as_, for_, "table") as doing:
        from comptoir.operations.usage.importing import rejects_csv

        sys.stdout.write(rejects_csv(number, actor=doing.actor, at=doing.at, language=doing.language))
    return Exit.OK


def list_usage(
    context: typer.Context,
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.usage.of")] = "",
    imports: Annotated[bool, typer.Option("--imports", help="cli.usage.imports")] = False,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="cli.usage.from")] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="cli.usage.to")] = "",
    as_: As = "",
    for_: For = "",
    format_: RowsFormat = "table",
) -> Exit:
    """List what was used, or the files that were taken in."""
    if (imports and not supplier) or not (as_ or for_ or supplier):
        raise Failure("cli.usage.whose", Exit.USAGE)
    if bool(from_) != bool(to):
        raise Failure("cli.usage.both", Exit.USAGE, one="--from", other="--to")
    with deed(context.obj, as_, for_, format_, formats=("table", "json", "csv", "ndjson")) as doing:
        from comptoir.operations.usage import reading

        checked_supplier(doing, supplier)
        if imports:
            files = reading.list_imports_of(supplier, actor=doing.actor, at=doing.at)
            rows = [_import_row(one, doing) for one in files]
            show({"imports": rows}, format_, rows="imports", table=lambda: _imports_table(files, doing))
            return Exit.OK
        days = (day_of(from_, "--from"), day_of(to, "--to")) if from_ and to else None
        found = (
            reading.list_supplied_usage(supplier, actor=doing.actor, at=doing.at, days=days)
            if supplier
            else reading.list_own_usage(actor=doing.actor, at=doing.at)
        )
        rows = [_usage_row(one, doing) for one in found]
        show({"usage": rows}, format_, rows="usage", table=lambda: _usage_table(found, doing))
    return Exit.OK


VERBS = {
    "import": (
        import_file,
        (
            "october.csv --supplier NUM --dry-run",
            "october.csv --supplier NUM --as p07",
            'jobs.parquet --supplier NUM --map "measure:core-hour=cpu" --set offering=core-hour --format json',
        ),
    ),
    "undo": (undo, ("5c1d8… --as p07",)),
    "rejects": (rejects, ("5c1d8… > to-mend.csv",)),
    "list": (list_usage, ("--supplier NUM --from 2026-10-01 --to 2026-11-01 --format csv", "--supplier NUM --imports")),
}  # fmt: skip


def _pairs(texts: list[str] | None, option: str) -> dict[str, str]:
    """FIELD=VALUE options.

    raises    Failure (usage)
    """
    found = {}
    for text in texts or ():
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise Failure("cli.usage.pair", Exit.USAGE, name=option, found=text)
        found[name.strip()] = value.strip()
    return found


def _read_in(
    doing: Doing, file: Path, supplier: str, name: str, map_: list[str] | None, values: dict[str, str], dry_run: bool,
) -> tuple[UsagePreview, str | None]:  # fmt: skip
    """What a file says, and the number under which it was taken in; it is read once."""
    from comptoir.operations.usage.files import count_rows
    from comptoir.operations.usage.importing import guessed_mapping, import_usage, preview_usage

    with working(doing.terminal, "cli.usage.working"):
        mapping = guessed_mapping(file, supplier=supplier, actor=doing.actor, at=doing.at)
        total = count_rows(file)
    mapping = {**mapping, **_pairs(map_, "--map")}
    with counting(total, doing.terminal, "cli.usage.working") as told:
        if not dry_run:
            done = import_usage(
                file, supplier=supplier, actor=doing.actor, at=doing.at, name=name, mapping=mapping, values=values,
                told=told,
            )  # fmt: skip
            if done.seen is not None:
                return done.seen, done.record.id
        seen = preview_usage(
            file, supplier=supplier, actor=doing.actor, at=doing.at, mapping=mapping, values=values, told=told
        )
    return seen, None


def _preview_shape(seen: UsagePreview, number: str | None, doing: Doing) -> dict[str, object]:
    return {
        "applied": number is not None,
        "import": number,
        "repeats": seen.repeats.id if seen.repeats else None,
        "columns": list(seen.columns),
        "mapping": dict(seen.mapping),
        "rows": sum(seen.counts),
        **seen.counts._asdict(),
        "rejects": [_reject(one, doing) for one in seen.rejects],
    }


def _reject(one: Reject, doing: Doing) -> dict[str, object]:
    reasons = [reason_shape(reason, doing.language) for reason in one.reasons]
    return {"line": one.line, "cells": dict(one.cells), "reasons": reasons}


def _preview_table(seen: UsagePreview, doing: Doing) -> str:
    terminal = doing.terminal
    counts = {"rows": sum(seen.counts), **seen.counts._asdict()}
    parts = [
        grid([(terminal.say(f"cli.usage.{name}"), str(counts[name])) for name in _COUNTS], terminal, right=(1,)),
        grid([(column, said) for said, column in seen.mapping.items()], terminal,
             head=[terminal.say("cli.usage.column"), terminal.say("cli.usage.says")]),
    ]  # fmt: skip
    if seen.rejects:
        told = [
            (str(one.line), " ".join(say_reason(reason, doing.language) for reason in one.reasons))
            for one in seen.rejects[:_SHOWN]
        ]
        parts.append(
            grid(told, terminal, head=[terminal.say("cli.usage.line"), terminal.say("cli.usage.why")])
        )
    return "\n".join(parts)


def _say_next(doing: Doing, seen: UsagePreview, number: str | None, file: Path) -> None:
    if number is not None:
        doing.terminal.tell("cli.usage.done", number=number, created=seen.counts.created)
    elif seen.repeats is not None:
        doing.terminal.tell("cli.usage.repeated", number=seen.repeats.id)
    else:
        doing.terminal.tell("cli.usage.dry", file=str(file))
    if number is not None and seen.counts.rejected:
        doing.terminal.tell("cli.usage.some", number=number, count=seen.counts.rejected)


def _usage_row(one: StoredUsage, doing: Doing) -> dict[str, object]:
    usage = one.usage
    return {
        "id": one.id, "supplier": one.supplier, "state": one.state, "offering": usage.offering,
        "customer": usage.customer, "day": usage.day.isoformat(), "quantity": plain(usage.measures, doing.language),
        "start": doing.local(usage.start), "end": doing.local(usage.end), "person": usage.person,
        "resource": usage.resource, "booking": usage.booking, "source": usage.source,
        "external_id": usage.external_id, "replaces": one.replaces, "import": one.number, "note": one.note,
    }  # fmt: skip


def _usage_table(found: Iterable[StoredUsage], doing: Doing) -> str:
    terminal, language = doing.terminal, doing.language
    head = [
        terminal.say(f"cli.usage.{name}") for name in ("day-head", "what", "customer", "quantity", "state")
    ]
    rows = [
        (
            one.usage.day.isoformat(), doing.named(one.usage.offering), one.usage.customer,
            format_measures(one.usage.measures, language) if one.usage.measures else "",
            word(one.state, language, family="usage"),
        )
        for one in found
    ]  # fmt: skip
    return grid(rows, terminal, head=head) if rows else terminal.say("cli.usage.none") + "\n"


def _import_row(one: StoredImport, doing: Doing) -> dict[str, object]:
    return {
        "id": one.id, "file": one.file_name, "source": one.source, "rows": one.rows, "created": one.created,
        "duplicate": one.duplicate, "rejected": one.rejected, "by": one.actor,
        "recorded_at": doing.local(one.recorded_at), "undone_at": doing.local(one.undone_at),
    }  # fmt: skip


def _imports_table(found: Iterable[StoredImport], doing: Doing) -> str:
    terminal = doing.terminal
    head = [terminal.say(f"cli.usage.{name}") for name in ("number-head", "file-head", "day-head", *_COUNTS)]
    rows = [
        (one.id, one.file_name, doing.shown(one.recorded_at), *(str(getattr(one, name)) for name in _COUNTS))
        for one in found
    ]
    return (
        grid(rows, terminal, head=head, right=range(3, 7)) if rows else terminal.say("cli.usage.none") + "\n"
    )
