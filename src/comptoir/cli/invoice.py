"""`comptoir invoice`: the papers of the house, issued, listed, shown, written as files, sent, paid and credited."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comptoir.cli import wishes
from comptoir.cli.acting import As, Doing, DryRun, For, Format, Key, RowsFormat, deed
from comptoir.cli.dates import day_of
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import grid, plain, show
from comptoir.core.billing.states import MACHINES
from comptoir.core.values import Amount
from comptoir.wording import format_amount, word

if TYPE_CHECKING:
    from comptoir.operations.paper import PaperView
    from comptoir.store.paper.queries import ListedPaper

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="cli.invoice.number")]
_KINDS = ("invoice", "credit note", "statement", "internal document")


def list_papers(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="cli.invoice.kind")] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", metavar="STATE", help="cli.invoice.state")
    ] = None,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="cli.invoice.from")] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="cli.invoice.to")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="cli.invoice.overdue")] = False,
    page: Annotated[
        int, typer.Option("--page", metavar="N", min=1, max=1_000_000, help="cli.invoice.page")
    ] = 1,
    as_: As = "",
    for_: For = "",
    format_: RowsFormat = "table",
) -> Exit:
    """List papers, newest first."""
    for one in kind or ():
        if one not in _KINDS:
            raise Failure("cli.usage.choice", Exit.USAGE, name="--kind", found=one, expected=_KINDS)
    known = tuple(sorted(MACHINES["invoice"].states))
    for one in state or ():
        if one not in known:
            raise Failure("cli.usage.choice", Exit.USAGE, name="--state", found=one, expected=known)
    with deed(context.obj, as_, for_, format_, formats=("table", "json", "csv", "ndjson")) as doing:
        from comptoir.operations.paper import find_papers

        found = find_papers(
            actor=doing.actor, at=doing.at, kinds=tuple(kind or ()), states=tuple(state or ()), overdue=overdue,
            since=day_of(from_, "--from") if from_ else None, until=day_of(to, "--to") if to else None, page=page,
        )  # fmt: skip
        rows = [_row(one, doing) for one in found]
        show({"papers": rows}, format_, rows="papers", table=lambda: _table(found, doing))
    return Exit.OK


def issue(
    context: typer.Context,
    charges: Annotated[
        list[str] | None, typer.Argument(metavar="[CHARGE]...", help="cli.invoice.charges")
    ] = None,
    payer: Annotated[str, typer.Option("--payer", metavar="PARTY", help="cli.invoice.payer")] = "",
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.invoice.supplier")] = "",
    month: Annotated[str, typer.Option("--month", metavar="MONTH", help="cli.invoice.month")] = "",
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="cli.invoice.issued-on")] = "",
    as_: As = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Issue an invoice before the close: of these charges, or of what a payer accepted of a supplier's month."""
    of_month = (payer, supplier, month)
    if bool(charges) == any(of_month) or (any(of_month) and (not all(of_month) or key)):
        raise Failure("cli.invoice.of-what", Exit.USAGE)
    with deed(context.obj, as_, "", format_, dry_run) as doing:
        from comptoir.operations.paper import get_paper, issue_due, issue_invoice

        issued, actor, at = day_of(day, "--day") if day else None, doing.actor, doing.at
        if charges:
            numbers: tuple[str, ...] = (issue_invoice(charges, issued=issued, key=key, actor=actor, at=at),)
        else:
            numbers = issue_due(supplier, month, payer, issued=issued, actor=actor, at=at)
        papers = [get_paper(number, actor=actor, at=at) for number in numbers]
        shape = {"dry_run": dry_run, "issued": [_shape(seen, doing) for seen in papers]}
        show(shape, format_, table=lambda: "\n".join(_one(seen, doing) for seen in papers))
    return Exit.OK


def show_paper(
    context: typer.Context, number: Number, as_: As = "", for_: For = "", format_: Format = "table"
) -> Exit:
    """Show a paper, what is owed of it, and what happened to it."""
    with deed(context.obj, as_, for_, format_) as doing:
        _show(doing, number, format_)
    return Exit.OK


def render_paper(
    context: typer.Context,
    number: Number,
    out: Annotated[str, typer.Option("--out", metavar="FILE|-", help="cli.invoice.out")] = "",
    xml: Annotated[bool, typer.Option("--xml", help="cli.invoice.xml")] = False,
    as_: As = "",
    for_: For = "",
) -> Exit:
    """Write a paper as a file: PDF (an invoice with its Factur-X inside), or the XML alone."""
    with deed(context.obj, as_, for_, "table") as doing:
        from comptoir.operations.paper import render

        made = render(
            number,
            actor=doing.actor,
            at=doing.at,
            form="xml" if xml else "pdf",
            language=context.obj.language,
        )
    if out == "-":
        sys.stdout.buffer.write(made.content)
        return Exit.OK
    file = Path(out or made.name)
    file.write_bytes(made.content)
    doing.terminal.tell("cli.invoice.written", file=str(file))
    return Exit.OK


def send(
    context: typer.Context, number: Number, as_: As = "", dry_run: DryRun = False, format_: Format = "table"
) -> Exit:
    """Send a paper to whoever it is for."""
    with deed(context.obj, as_, "", format_, dry_run) as doing:
        from comptoir.operations.paper import send_paper

        send_paper(number, actor=doing.actor, at=doing.at)
        _show(doing, number, format_)
    return Exit.OK


def pay(
    context: typer.Context,
    number: Number,
    amount: Annotated[str, typer.Option("--amount", metavar="AMOUNT", help="cli.invoice.amount")],
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="cli.invoice.day")],
    reference: Annotated[str, typer.Option("--reference", metavar="TEXT", help="cli.invoice.reference")] = "",
    as_: As = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Say that money came in."""
    with deed(context.obj, as_, "", format_, dry_run) as doing:
        from comptoir.operations.paper import get_paper, record_payment

        currency = get_paper(number, actor=doing.actor, at=doing.at).row.currency
        paid = wishes.amount_of(amount, currency, "--amount")
        if paid is None:
            raise Failure("cli.usage.amount", Exit.USAGE, name="--amount", found=amount)
        record_payment(
            number,
            paid,
            day=day_of(day, "--day"),
            actor=doing.actor,
            at=doing.at,
            reference=reference,
            key=key,
        )
        _show(doing, number, format_)
    return Exit.OK


def credit(
    context: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.close.reason")],
    lines: Annotated[list[str] | None, typer.Option("--line", metavar="ID", help="cli.invoice.line")] = None,
    again: Annotated[bool, typer.Option("--again", help="cli.invoice.again")] = False,
    as_: As = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Take an invoice, or lines of it, back by a credit note."""
    with deed(context.obj, as_, "", format_, dry_run) as doing:
        from comptoir.operations.paper import credit_invoice

        note = credit_invoice(
            number,
            reason=reason,
            actor=doing.actor,
            at=doing.at,
            lines=tuple(lines or ()),
            again=again,
            key=key,
        )
        _show(doing, note, format_)
    return Exit.OK


VERBS = {
    "issue": (
        issue,
        (
            "--payer NOV --supplier MET --month 2026-10 --as p15 --dry-run",
            "C-7f3a C-91be --day 2026-11-20 --as p15",
        ),
    ),
    "list": (
        list_papers,
        ("", "--overdue --format csv", '--kind "credit note" --from 2026-10-01 --to 2026-11-01'),
    ),
    "show": (show_paper, ("ARV-2026-00042", "ARV-FA-2026-0042 --format json")),
    "render": (render_paper, ("ARV-2026-00042", "ARV-FA-2026-0042 --xml --out -")),
    "send": (send, ("ARV-2026-00042 --as p15",)),
    "pay": (pay, ("ARV-2026-00042 --amount 324.00 --day 2026-11-20 --as p15",)),
    "credit": (credit, ('ARV-2026-00042 --line 1 --reason "wrong quantity" --as p15 --dry-run',)),
}


def _row(paper: ListedPaper, doing: Doing) -> dict[str, Any]:
    """A paper as one row of a list."""

    def money(minor: int) -> object:
        return plain(Amount(minor, paper.currency), doing.language)

    return {
        "number": paper.number,
        "kind": paper.kind,
        "state": paper.state,
        "entity": paper.entity,
        "payer": paper.payer,
        "cost_center": paper.cost_center,
        "issued_on": plain(paper.issued_on, doing.language),
        "due_on": plain(paper.due_on, doing.language),
        **{name: money(getattr(paper, name)) for name in ("net", "vat", "gross", "owed")},
    }


def _table(papers: list[ListedPaper], doing: Doing) -> str:
    terminal, language = doing.terminal, doing.language
    names = ("number", "kind", "state", "payer", "issued", "due", "gross", "owed")
    head = [terminal.say(f"cli.invoice.{name}-head") for name in names]
    rows = [
        (
            one.number, word(one.kind, language, family="paper"),
            word(one.state, language, family="invoice"), one.payer, one.issued_on.isoformat(),
            one.due_on.isoformat() if one.due_on else "",
            format_amount(Amount(one.gross, one.currency), language),
            format_amount(Amount(one.owed, one.currency), language),
        )
        for one in papers
    ]  # fmt: skip
    return grid(rows, terminal, head=head, right=(6, 7)) if rows else terminal.say("cli.invoice.none") + "\n"


def _show(doing: Doing, number: str, format_: str) -> None:
    from comptoir.operations.paper import get_paper

    seen = get_paper(number, actor=doing.actor, at=doing.at)
    show({"dry_run": doing.dry_run, "paper": _shape(seen, doing)}, format_, table=lambda: _one(seen, doing))


def _shape(seen: PaperView, doing: Doing) -> dict[str, Any]:
    row, language = seen.row, doing.language
    return {
        "number": row.number,
        "kind": row.kind,
        "state": seen.state,
        "entity": row.entity,
        "payer": row.payer,
        "issued_on": plain(row.issued_on, language),
        "due_on": plain(row.due_on, language),
        "net": plain(Amount(row.net, row.currency), language),
        "vat": plain(Amount(row.vat, row.currency), language),
        "gross": plain(seen.gross, language),
        "owed": plain(seen.owed, language),
        "lines": [
            {"id": one.line, "amount": plain(Amount(one.amount, row.currency), language)}
            for one in seen.stored.lines
        ],
        "events": [
            {"verb": one.verb, "at": doing.local(one.at), "state": one.state, "note": one.note} for one in seen.events
        ],
        "verbs": list(seen.verbs),
    }  # fmt: skip


def _one(seen: PaperView, doing: Doing) -> str:
    terminal, language, row = doing.terminal, doing.language, seen.row
    facts = (
        ("number", row.number),
        ("kind", word(row.kind, language, family="paper")),
        ("state", word(seen.state, language, family="invoice")),
        ("payer", row.payer),
        ("issued", row.issued_on.isoformat()),
        ("due", row.due_on.isoformat() if row.due_on else ""),
        ("gross", format_amount(seen.gross, language)),
        ("owed", format_amount(seen.owed, language)),
    )
    told = [(terminal.say(f"cli.invoice.{name}-head"), text) for name, text in facts if text]
    events = [
        (doing.shown(one.at), one.verb, word(one.state, language, family="invoice"), one.note)
        for one in seen.events
    ]
    return "\n".join((grid(told, terminal), grid(events, terminal)))
