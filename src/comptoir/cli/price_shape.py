"""What does a quote look like as JSON, and on a terminal?"""

from __future__ import annotations

from typing import NamedTuple

from comptoir.cli.output import Shape, grid, plain, reason_shape
from comptoir.cli.terminal import Terminal
from comptoir.company import Company
from comptoir.core.pricing.ladder import Rung
from comptoir.core.pricing.request import PricedLine, Quote, Request, Status
from comptoir.core.pricing.terms import Card
from comptoir.core.values import Amount, Reason
from comptoir.wording import format_amount, say, say_reason, word


class Priced(NamedTuple):
    """A quote as the reader may see it, what it answers, and the rungs from the usual price to it."""

    company: Company
    card: Card
    request: Request
    quote: Quote
    ladder: tuple[Rung, ...]


def price_shape(priced: Priced, language: str) -> Shape:
    """The quote as JSON (docs/commands.md)."""
    quote = priced.quote
    return {
        "status": quote.status.value,
        "card": priced.card.id,
        "supplier": priced.card.supplier,
        "class": quote.rate_class,
        "on": plain(priced.request.on, language),
        "prices": "gross" if priced.card.gross else "net",
        **{
            name: plain(getattr(quote, name), language)
            for name in ("total", "net", "tax", "gross", "deposit")
        },
        "lines": [_line_shape(line, language) for line in quote.lines],
        "reasons": [reason_shape(reason, language) for reason in quote.reasons],
        "ladder": [_rung_shape(rung, language) for rung in priced.ladder],
        "book": quote.book,
    }


def price_table(priced: Priced, terminal: Terminal) -> str:
    """The quote for people: lines, totals, the ladder, and why."""
    language, quote = terminal.spoken, priced.quote
    head = [
        terminal.say(f"cli.price.{name}") for name in ("line", "offering-head", "class", "status", "amount")
    ]
    rows = [_row(priced, line, language) for line in quote.lines]
    parts = [grid(rows, terminal, head=head, right=(4,)), _totals(quote, terminal)]
    if len(priced.ladder) > 1:
        rungs = [
            (f"  {say(rung.code, (), language)}", _amount(rung.amount, rung.status, language))
            for rung in priced.ladder
        ]
        parts.append(terminal.say("cli.price.ladder") + "\n" + grid(rungs, terminal, right=(1,)))
    steps = [say_reason(reason, language) for reason in _all_reasons(quote)]
    parts.append("\n".join([terminal.say("cli.price.why"), *(f"  {step}" for step in steps), ""]))
    return "\n".join(parts)


def _row(priced: Priced, line: PricedLine, language: str) -> tuple[str, ...]:
    """One line of the table."""
    offering = priced.company.offerings.get(line.offering)
    name = (offering.name_fr if language == "fr" else offering.name_en) if offering else ""
    number = "" if line.line is None else str(line.line + 1)
    shown = name or line.label or line.offering
    return (
        number,
        shown,
        line.rate_class,
        word(line.status.value, language),
        _amount(line.amount, line.status, language),
    )


def _totals(quote: Quote, terminal: Terminal) -> str:
    """The total, or net, tax and gross where tax is due; and the deposit."""
    language = terminal.spoken
    if quote.status not in (Status.PRICED, Status.FREE):
        return grid([(terminal.say("cli.price.total"), word(quote.status.value, language))], terminal)
    names = ["net", "tax", "gross"] if quote.tax.minor else ["total"]
    if quote.deposit.minor:
        names.append("deposit")
    rows = [
        (terminal.say(f"cli.price.{name}"), format_amount(getattr(quote, name), language)) for name in names
    ]
    return grid(rows, terminal, right=(1,))


def _all_reasons(quote: Quote) -> list[Reason]:
    """The request's reasons, then each line's."""
    return [*quote.reasons, *(reason for line in quote.lines for reason in line.reasons)]


def _amount(amount: Amount, status: Status, language: str) -> str:
    """An amount, or nothing where there is no price."""
    return format_amount(amount, language) if status in (Status.PRICED, Status.FREE) else "—"


def _line_shape(line: PricedLine, language: str) -> Shape:
    """One line as JSON."""
    return {
        "line": line.line,
        "label": line.label,
        "offering": line.offering,
        "class": line.rate_class,
        "status": line.status.value,
        "amount": plain(line.amount, language),
        "subsidy": plain(line.subsidy, language),
        "paid_by": line.paid_by,
        "deposit": plain(line.deposit, language),
        "tax_rate": str(line.tax_rate),
        "reasons": [reason_shape(reason, language) for reason in line.reasons],
    }


def _rung_shape(rung: Rung, language: str) -> Shape:
    """One rung of the ladder as JSON."""
    return {"rung": rung.name, "status": rung.status.value, "amount": plain(rung.amount, language)}
