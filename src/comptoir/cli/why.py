"""`comptoir why PARTY --supplier UNIT`: who a customer is to a supplier on a day, with the proof."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.dates import day_of, instant_of, now, today
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import Shape, checked_format, plain, reason_shape, show
from comptoir.cli.source import open_company
from comptoir.cli.terminal import Terminal
from comptoir.company import Company
from comptoir.company.collect import nearest
from comptoir.core.relation.standing import Standing
from comptoir.wording import say_reason

EXAMPLES = (
    "claire --supplier MET --as-of 2026-11-23 --folder my-company",
    "claire --supplier MET --as-of 2025-06-01 --known-at 2025-06-30",
    "ACME --supplier MET --auditor --format json",
)


def command(
    context: typer.Context,
    party: Annotated[str, typer.Argument(metavar="PARTY", help="cli.why.party")],
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.why.supplier")],
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.why.as-of")] = "",
    known_at: Annotated[str, typer.Option("--known-at", metavar="WHEN", help="cli.why.known-at")] = "",
    folder: Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help="cli.folder")] = None,
    auditor: Annotated[bool, typer.Option("--auditor", help="cli.why.auditor")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Print the standing and its proof."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    company, terminal = open_company(folder, terminal)
    zone = company.settings.time_zone
    for name in (party, supplier):
        _known(company, name, str(folder or "store"), terminal)
    standing = company.standing(
        party,
        supplier,
        as_of=day_of(as_of, "--as-of") if as_of else today(zone),
        known_at=instant_of(known_at, "--known-at", zone) if known_at else now().astimezone(zone),
    )
    show(
        _shape(standing, auditor, terminal.spoken),
        format_,
        table=lambda: _table(standing, company, auditor, terminal),
    )
    return Exit.OK


def _known(company: Company, name: str, folder: str, terminal: Terminal) -> None:
    """Refuse a party that the company does not know, rather than call it external."""
    if name not in company.parties:
        hint = terminal.say("cli.hint", expected=nearest(name, company.parties))
        raise Failure("cli.why.unknown", Exit.USAGE, folder=folder, found=name, hint=hint)


def _shape(standing: Standing, auditor: bool, language: str) -> Shape:
    """The standing as JSON."""
    steps = [
        reason_shape(reason, language) for reason in standing.proof if auditor or reason.depth == "customer"
    ]
    return {
        "customer": standing.customer,
        "supplier": standing.supplier,
        "as_of": plain(standing.as_of, language),
        "known_at": plain(standing.known_at, language),
        "side": standing.side.value,
        "tie": standing.tie.value,
        "stage": standing.stage.value,
        "proof": [step for step in steps if step["depth"] == "customer"],
        "rejected": [step for step in steps if step["depth"] == "auditor"],
        "next_change": plain(standing.next_change, language),
    }


def _table(standing: Standing, company: Company, auditor: bool, terminal: Terminal) -> str:
    """The standing for people: verdict, proof, what was set aside, next change."""
    language = terminal.spoken
    lines = [
        terminal.say(
            "cli.why.verdict",
            customer=company.parties[standing.customer].named,
            supplier=company.parties[standing.supplier].named,
            side=standing.side,
            tie=standing.tie,
            stage=standing.stage,
            as_of=standing.as_of,
            known_at=standing.known_at,
        )
    ]
    for depth, title in (("customer", "cli.why.proof"), ("auditor", "cli.why.rejected")):
        steps = [say_reason(reason, language) for reason in standing.proof if reason.depth == depth]
        if steps and (auditor or depth == "customer"):
            lines += [
                "",
                terminal.say(title),
                *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
            ]
    change = terminal.say("cli.why.next", day=standing.next_change) if standing.next_change else ""
    return "\n".join([*lines, "", change or terminal.say("cli.why.no-change"), ""])
