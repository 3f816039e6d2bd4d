"""`comptoir close`: what a month's close would do, run it as far as it goes, approve it, show it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comptoir.cli.acting import As, Doing, DryRun, Format, Note, RowsFormat, deed
from comptoir.cli.close_shape import close_shape, close_table, closes_table, plan_shape, plan_table, ran_shape
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import show
from comptoir.cli.progress import counted

if TYPE_CHECKING:
    from comptoir.operations.closing import CloseView

_ALL = "all"
_ROWS = ("table", "json", "csv", "ndjson")
Supplier = Annotated[str, typer.Argument(metavar="UNIT", help="cli.close.unit")]
EachSupplier = Annotated[str, typer.Argument(metavar="UNIT|all", help="cli.close.each")]
Period = Annotated[str, typer.Argument(metavar="MONTH", help="cli.close.month")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.close.reason")]


def plan(
    context: typer.Context,
    supplier: EachSupplier,
    period: Period,
    as_: As = "",
    format_: RowsFormat = "table",
) -> Exit:
    """Show what a close would do and what stands against it."""
    with deed(context.obj, as_, "", format_, formats=_ROWS) as doing:
        _show_plans(doing, supplier, period, format_)
    return Exit.OK


def run(
    context: typer.Context,
    supplier: EachSupplier,
    period: Period,
    upto: Annotated[str, typer.Option("--upto", metavar="STEP", help="cli.close.upto")] = "certify",
    carry: Annotated[bool, typer.Option("--carry", help="cli.close.carry")] = False,
    as_: As = "",
    dry_run: DryRun = False,
    format_: RowsFormat = "table",
) -> Exit:
    """Take a month's close as far as it goes."""
    # Outside of a rehearsal: a certificate is also kept outside of the store, and a dry run must not leave one there.
    with deed(context.obj, as_, "", format_, formats=_ROWS) as doing:
        if dry_run:
            _show_plans(doing, supplier, period, format_)
            doing.terminal.tell("cli.acting.dry")
            return Exit.OK
        from comptoir.operations.closing import run_close

        rows = []
        for unit in counted(_suppliers(doing, supplier), doing.terminal, "cli.close.working"):
            done = run_close(unit, period, actor=doing.actor, at=doing.at, upto=upto, carry=carry)
            rows.append(ran_shape(done, doing))
        show({"closes": rows}, format_, rows="closes", table=lambda: closes_table(rows, doing))
    _say_next(doing, rows)
    return Exit.OK


def approve(
    context: typer.Context, supplier: Supplier, period: Period, note: Note = "", as_: As = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Say yes to exactly what would be posted now."""
    with deed(context.obj, as_, "", format_, dry_run, person=True) as doing:
        from comptoir.operations.closing import approve_close, get_close

        needed = approve_close(supplier, period, actor=doing.actor, at=doing.at, note=note)
        seen = get_close(supplier, period, actor=doing.actor, at=doing.at)
        _show(doing, seen, format_, approvals_missing=needed)
    doing.terminal.tell("cli.close.approved", count=needed, unit=supplier, period=period)
    return Exit.OK


def undo(
    context: typer.Context, supplier: Supplier, period: Period, reason: Reason, as_: As = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Ask that a close be taken back, or, as the second person, take it back."""
    return _twice(context, "undo_close", supplier, period, reason, as_, format_, dry_run)


def reopen(
    context: typer.Context, supplier: Supplier, period: Period, reason: Reason, as_: As = "",
    format_: Format = "table",
) -> Exit:  # fmt: skip
    """Declare a closed month open again for what came late."""
    return _twice(context, "reopen_close", supplier, period, reason, as_, format_)


def show_close(
    context: typer.Context, supplier: Supplier, period: Period, as_: As = "", format_: Format = "table"
) -> Exit:
    """Show a close with its steps and its certificate."""
    with deed(context.obj, as_, "", format_) as doing:
        from comptoir.operations.closing import get_close

        _show(doing, get_close(supplier, period, actor=doing.actor, at=doing.at), format_)
    return Exit.OK


def list_all(context: typer.Context, as_: As = "", format_: RowsFormat = "table") -> Exit:
    """List closes, newest month first."""
    with deed(context.obj, as_, "", format_, formats=_ROWS) as doing:
        from comptoir.operations.closing import list_closes

        rows = [close_shape(one, doing) for one in list_closes(actor=doing.actor, at=doing.at)]
        show({"closes": rows}, format_, rows="closes", table=lambda: closes_table(rows, doing))
    return Exit.OK


VERBS = {
    "plan": (plan, ("MET 2026-10", "all 2026-10 --format csv")),
    "run": (run, ("MET 2026-10 --dry-run", "MET 2026-10 --as p15", "all 2026-10 --carry --format json")),
    "approve": (approve, ("MET 2026-10 --as p02", "MET 2026-10 --as p15")),
    "undo": (
        undo,
        (
            'MET 2026-10 --as p15 --reason "wrong rate card"',
            'MET 2026-10 --as p54 --reason "wrong card" --dry-run',
        ),
    ),
    "reopen": (reopen, ('MET 2026-10 --as p15 --reason "late meter readings"',)),
    "show": (show_close, ("MET 2026-10", "MET 2026-10 --format json")),
    "list": (list_all, ("", "--format ndjson")),
}


def _suppliers(doing: Doing, supplier: str) -> tuple[str, ...]:
    """The unit that is named, or every unit with a rate card.

    raises    Failure (usage) for a unit without one
    """
    known = tuple(dict.fromkeys(card.supplier for card in doing.company.cards))
    if supplier == _ALL:
        return known
    if supplier not in known:
        from comptoir.company.collect import nearest

        raise Failure("cli.close.unknown", Exit.USAGE, found=supplier, expected=nearest(supplier, known))
    return (supplier,)


def _show_plans(doing: Doing, supplier: str, period: str, format_: str) -> None:
    from comptoir.operations.closing import plan_close

    plans = [plan_close(unit, period, actor=doing.actor, at=doing.at) for unit in _suppliers(doing, supplier)]
    rows = [plan_shape(one, doing) for one in plans]
    show({"plans": rows}, format_, rows="plans", table=lambda: plan_table(plans, doing))


def _twice(
    context: typer.Context, verb: str, supplier: str, period: str, reason: str, as_: str, format_: str,
    dry_run: bool = False,
) -> Exit:  # fmt: skip
    """A deed on a close that has a reason."""
    with deed(context.obj, as_, "", format_, dry_run, person=True) as doing:
        from comptoir.operations import closing

        act: Callable[..., Any] = getattr(closing, verb)
        done = act(supplier, period, reason=reason, actor=doing.actor, at=doing.at)
        _show(doing, closing.get_close(supplier, period, actor=doing.actor, at=doing.at), format_)
    if done is False:
        doing.terminal.tell("cli.close.second", unit=supplier, period=period)
    return Exit.OK


def _show(doing: Doing, seen: CloseView, format_: str, **more: object) -> None:
    shape = {"dry_run": doing.dry_run, "close": close_shape(seen, doing), **more}
    show(shape, format_, table=lambda: close_table(seen, doing))


def _say_next(doing: Doing, rows: list[dict[str, Any]]) -> None:
    """What a close that waits is waiting for, and the command that goes on."""
    for row in rows:
        if row["waits_for"]:
            told = row["waits_for"]["text"]
            doing.terminal.tell("cli.close.waits", unit=row["supplier"], period=row["period"], reason=told)
