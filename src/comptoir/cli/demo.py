"""`comptoir demo`: the demo company in the store, one price told to an insider and an outsider, then its pages."""

from __future__ import annotations

import os
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from comptoir.cli.dates import now
from comptoir.cli.failure import Exit
from comptoir.cli.output import Shape, checked_format, plain, reason_shape, show
from comptoir.cli.price import priced
from comptoir.cli.price_shape import Priced
from comptoir.cli.progress import counted, working
from comptoir.cli.serve import serve
from comptoir.cli.source import start_django
from comptoir.cli.terminal import Terminal
from comptoir.company.demo import TODAY
from comptoir.core.pricing.language import read_measures
from comptoir.core.relation.facts import Party
from comptoir.core.values import Reason
from comptoir.wording import format_amount, say, say_reason

if TYPE_CHECKING:
    from comptoir.company import Company

EXAMPLES = ("", "--no-serve", "--no-serve --format json")

# Two worked examples of the demo company that ask for the same thing: an employee, and a firm outside.
_SIDE_BY_SIDE = ("cmm-interne", "cmm-public")
_WIDTH = 52


def command(
    context: typer.Context,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="cli.demo.no-serve")] = False,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Build the demo company, show one price twice, serve."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    with working(terminal, "cli.demo.working"):
        company = _built()
    terminal = terminal.in_language_of(company.settings.language)
    _live(company, terminal)
    counts = _counts(company)
    show(
        {"counts": counts, "prices": _prices(company, terminal)},
        format_,
        table=lambda: f"{_summary(counts, terminal)}\n\n{side_by_side(company, terminal)}",
    )
    if no_serve:
        terminal.tell("cli.demo.next")
    else:
        serve("127.0.0.1", 8000, 1, terminal)
    return Exit.OK


class Answer(NamedTuple):
    """One customer's price for what both ask for: what is asked, why it is this customer's, and the price."""

    customer: Party
    offering: str
    quantity: str
    belonging: tuple[Reason, ...]
    price: Priced


def _built() -> Company:
    """The demo company in the store; somebody's own company is never replaced.

    Its pages stand still on the demo's day and let anybody look through the eyes of its personas.
    """
    os.environ.setdefault("COMPTOIR_DEMO", "yes")
    os.environ.setdefault("COMPTOIR_TODAY", TODAY.isoformat())
    start_django()
    from comptoir.operations.demo import build_demo

    return build_demo(at=now())


def _live(company: Company, terminal: Terminal) -> None:
    """Eighteen months at its counters, lived once and closed."""
    from comptoir.operations import demo_life

    if not demo_life.has_lived():
        demo_life.live_demo(company, through=lambda months: counted(months, terminal, "cli.demo.living"))
        terminal.tell("cli.demo.lived", start=demo_life.MONTHS[0], end=TODAY)
    if not demo_life.has_closed(company):
        demo_life.close_demo(company, through=lambda closes: counted(closes, terminal, "cli.demo.closing"))
        counter, period = demo_life.LEFT
        unit, command = company.parties[counter].named, f"comptoir close run {counter} {period}"
        months = len(demo_life.MONTHS) - 1
        terminal.tell("cli.demo.closed", count=months, unit=unit, period=period, command=command)


def _summary(counts: dict[str, int], terminal: Terminal) -> str:
    """How much there is to look at, in words."""
    return "\n".join((terminal.say("cli.demo.counts", **counts), terminal.say("cli.demo.deeds", **counts)))


def _answer(company: Company, name: str, terminal: Terminal) -> Answer:
    """The price of one worked example of the demo company, with the customer's standing."""
    asked = next(example.asked for example in company.examples if example.id == name)
    assert isinstance(asked.customer, str)
    line = asked.lines[0]
    price = priced(company, asked, False, terminal)
    standing = company.standing(asked.customer, price.card.supplier, as_of=price.request.on)
    belonging = tuple(reason for reason in standing.proof if reason.depth == "customer")
    return Answer(company.parties[asked.customer], line.offering, line.quantity, belonging, price)


def _prices(company: Company, terminal: Terminal) -> list[Shape]:
    """Both prices as JSON."""
    language = terminal.spoken
    return [
        {
            "customer": plain(answer.customer.named, language),
            "offering": answer.offering,
            "quantity": answer.quantity,
            "class": answer.price.quote.rate_class,
            "total": plain(answer.price.quote.total, language),
            "reasons": [reason_shape(reason, language) for reason in _steps(answer)],
        }
        for answer in _answers(company, terminal)
    ]


def _counts(company: Company) -> dict[str, int]:
    """How much there is to look at."""
    from comptoir.operations.demo_life.counting import count_deeds

    return {
        "parties": len(company.parties),
        "suppliers": len({card.supplier for card in company.cards}),
        "offerings": len(company.offerings),
        "cards": len(company.cards),
        **count_deeds(),
    }


def side_by_side(company: Company, terminal: Terminal) -> str:
    """One price, told to an insider and an outsider of the demo company, side by side, with every step."""
    answers = _answers(company, terminal)
    language = terminal.spoken
    offering = company.offerings[answers[0].offering]
    asked = terminal.say(
        "cli.demo.price",
        offering=offering.name_fr if language == "fr" else offering.name_en,
        quantity=read_measures(answers[0].quantity, default_unit=offering.unit),
    )
    rows = zip_longest(*(_column(answer, language) for answer in answers), fillvalue="")
    return "\n".join([asked, "", *(f"  {left:<{_WIDTH}}  {right}".rstrip() for left, right in rows), ""])


def _answers(company: Company, terminal: Terminal) -> list[Answer]:
    return [_answer(company, name, terminal) for name in _SIDE_BY_SIDE]


def _column(answer: Answer, language: str) -> list[str]:
    """One customer's half of the table: the name, the rungs down to the total, then every step."""
    rungs = [
        f"{say(rung.code, {}, language):<22}{format_amount(rung.amount, language):>12}"
        for rung in answer.price.ladder
    ]
    steps = [line for step in _steps(answer) for line in _folded(say_reason(step, language))]
    return [answer.customer.named.name(language), *rungs, "", *steps]


def _steps(answer: Answer) -> list[Reason]:
    """What the customer may read: who it is to the supplier, then how the price came about."""
    quote = answer.price.quote
    steps = [*answer.belonging, *(reason for line in quote.lines for reason in line.reasons), *quote.reasons]
    return [step for step in steps if step.depth == "customer"]


def _folded(text: str) -> list[str]:
    """A step in lines that fit half a screen; no-break spaces hold."""
    return wrap(text, _WIDTH - 2, initial_indent="- ", subsequent_indent="  ", break_long_words=False)
