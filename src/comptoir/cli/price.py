"""`comptoir price`: what a request costs, line by line, and why; from the usual price to the customer's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.dates import now, today
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.options import End, Given, Measured, Request, Start
from comptoir.cli.output import checked_format, show
from comptoir.cli.price_shape import Priced, price_shape, price_table
from comptoir.cli.request_text import asked_by_json, asked_by_options
from comptoir.cli.source import open_company
from comptoir.cli.terminal import Terminal
from comptoir.company import Asked, Company
from comptoir.company.collect import Findings
from comptoir.company.requests import understand
from comptoir.core.pricing.ladder import ladder
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.view import public_view
from comptoir.wording import say_finding

EXAMPLES = (
    '--folder my-company --customer claire --offering cmm --quantity "3 hours" --on 2026-11-23',
    '--folder my-company --as "side=external" --offering cmm --quantity "3 hours" --on 2026-11-23',
    "--folder my-company --request request.json --format json",
)


def command(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help="cli.folder")] = None,
    customer: Annotated[str, typer.Option("--customer", metavar="PARTY", help="cli.price.customer")] = "",
    as_: Annotated[str, typer.Option("--as", metavar="FACTS", help="cli.price.as")] = "",
    offering: Annotated[str, typer.Option("--offering", metavar="ID", help="cli.price.offering")] = "",
    quantity: Measured = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="cli.price.on")] = "",
    payer: Annotated[str, typer.Option("--payer", metavar="PARTY", help="cli.price.payer")] = "",
    beneficiary: Annotated[
        str, typer.Option("--beneficiary", metavar="PARTY", help="cli.price.beneficiary")
    ] = "",
    purpose: Annotated[str, typer.Option("--purpose", metavar="TEXT", help="cli.price.purpose")] = "",
    given: Given = "",
    counters: Annotated[str, typer.Option("--counters", metavar="COUNTS", help="cli.price.counters")] = "",
    event: Annotated[str, typer.Option("--event", metavar="EVENT", help="cli.price.event")] = "",
    start: Start = "",
    end: End = "",
    reserved: Annotated[str, typer.Option("--reserved", metavar="QUANTITY", help="cli.price.reserved")] = "",
    used: Annotated[str, typer.Option("--used", metavar="QUANTITY", help="cli.price.used")] = "",
    used_start: Annotated[
        str, typer.Option("--used-start", metavar="INSTANT", help="cli.price.used-start")
    ] = "",
    used_end: Annotated[str, typer.Option("--used-end", metavar="INSTANT", help="cli.price.used-end")] = "",
    request: Request = "",
    auditor: Annotated[bool, typer.Option("--auditor", help="cli.price.auditor")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format.rows")] = "table",
) -> Exit:
    """Print the quote and its explanation."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json", "csv", "ndjson")
    head = {"customer": customer, "as": as_, "payer": payer, "beneficiary": beneficiary, "date": on}
    line = {
        "offering": offering, "quantity": quantity, "event": event, "start": start, "end": end, "reserved": reserved,
        "used": used, "used_start": used_start, "used_end": used_end, "given": given, "counters": counters,
    }  # fmt: skip
    asked = asked_by_json(request) if request else asked_by_options(head, line, purpose)
    company, terminal = open_company(folder, terminal)
    told = priced(company, asked, auditor, terminal)
    shape = price_shape(told, terminal.spoken)
    show(shape, format_, rows="lines", table=lambda: price_table(told, terminal))
    return Exit.OK


def priced(company: Company, asked: Asked, auditor: bool, terminal: Terminal) -> Priced:
    """The quote and its ladder.

    raises    Failure (usage) for a request that cannot be understood, saying everything that is wrong with it
    """
    zone = company.settings.time_zone
    if asked.on is None and not asked.lines[0].start:
        asked = replace(asked, on=today(zone))
    findings = Findings()
    understood = understand(company, asked, findings, today=today(zone), known_at=now())
    if understood is None:
        told = "\n".join(
            f"{finding.place}: {say_finding(finding, terminal.spoken)}" for finding in findings.all()
        )
        raise Failure("cli.failed", Exit.USAGE, reason=told)
    request, card = understood
    deals = tuple(deal for deal in company.deals if deal.customer == request.buyer.party)
    book = company.compiled(card)
    answer = quote(book, request, deals=deals)
    seen = answer if auditor else public_view(answer)
    return Priced(company, card, request, seen, ladder(book, request, deals))
