"""What is wanted, as text? Options and JSON become a basket, or a time at a resource, by the words of `comptoir price`.

The company room reads the cells, so that a quantity, an instant or an answer means the same in a worked example, in a
price request and in an order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from comptoir.cli.acting import Doing
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.request_text import written
from comptoir.company.asked import Asked, asked_line, pairs
from comptoir.company.collect import Findings
from comptoir.company.requests import understand
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.pricing.language import read_amount, read_instant, read_measures, read_quantity
from comptoir.core.pricing.request import Answer, Line, Request
from comptoir.core.values import Amount, Place, Unreadable
from comptoir.core.values.share import HUNDRED, Share
from comptoir.core.values.unit import unit
from comptoir.wording import say, say_finding

HEAD = ("customer", "payer", "beneficiary", "cost_center", "project", "purchase_order", "given")
LINE = ("offering", "quantity", "start", "end", "given", "session")
_OPTIONS = "comptoir order"


def basket_by_options(doing: Doing, head: Mapping[str, str], line: Mapping[str, str]) -> Basket:
    """A basket of one line, from options.

    raises    Failure (usage) for what cannot be understood
    """
    if not line.get("offering"):
        raise Failure("cli.price.what", Exit.USAGE)
    return _basket(doing, dict(head), [{name: text for name, text in line.items() if text}], _OPTIONS)


def basket_by_json(doing: Doing, source: str, head: Mapping[str, str]) -> Basket:
    """A basket of several lines, from JSON (docs/commands.md); options say what holds for the whole besides.

    source    a file, or `-` for stdin
    raises    Failure for what is not JSON, or cannot be understood
    """
    said, lines, file = written(source, HEAD, LINE)
    if not all(line.get("offering") for line in lines):
        raise Failure("cli.price.what", Exit.USAGE)
    return _basket(doing, {**said, **{name: text for name, text in head.items() if text}}, lines, file)


def answers_of(doing: Doing, offering: str, given: str, *, start: datetime) -> dict[str, Answer]:
    """What is answered to a card's questions about one offering.

    raises    Failure (usage)
    """
    zone = doing.company.settings.time_zone
    day = start.astimezone(zone).date()
    request = _understood(doing, {}, {"offering": offering}, given, "comptoir book", on=day)
    return dict(request.answers)


def expected_of(doing: Doing, offering: str, text: str) -> dict[str, Any]:
    """How much of what is counted somebody expects to use (`180 km`), as a price asks for it.

    raises    Failure (usage)
    """
    from comptoir.operations.taking.wanted import expecting

    return dict(expecting({}, measures_of(text, "--expect", doing.company.offerings[offering].unit)))


def measures_of(text: str, option: str, own: str = "piece") -> dict[str, Decimal]:
    """Quantities such as `180 km`; none where nothing is said.

    own     the unit of a plain number
    raises  Failure (usage)
    """
    try:
        return read_measures(text, default_unit=own) if text else {}
    except Unreadable:
        raise Failure("cli.usage.expect", Exit.USAGE, name=option, found=text) from None


def instant_in(doing: Doing, text: str, option: str, zone_of: str = "", *, day: bool = False) -> datetime:
    """An instant, in the zone of a resource or else of the company.

    day       a day alone is its beginning
    raises    Failure (usage)
    """
    zone = doing.company.settings.time_zone
    found = doing.company.resources_of.get(zone_of, ())
    if found:
        zone = type(zone)(found[0].rules.time_zone)
    try:
        try:
            return read_instant(text, zone)
        except Unreadable as problem:
            if not day or problem.code != "instant.no-time":
                raise
            return read_instant(f"{text.strip()} 00:00", zone)
    except Unreadable as problem:
        told = say(problem.code, {"expected": problem.expected, "found": problem.found}, doing.language)
        raise Failure("cli.usage.because", Exit.USAGE, name=option, reason=told) from None


def length_of(text: str, option: str) -> timedelta:
    """A length of time such as `2 hours`.

    raises    Failure (usage)
    """
    try:
        count, name = read_quantity(text)
        measured = unit(name)
    except (Unreadable, ValueError):
        raise Failure("cli.usage.length", Exit.USAGE, name=option, found=text) from None
    seconds = count * measured.factor
    if measured.base != "second" or not 0 < seconds <= Decimal(10**9):
        raise Failure("cli.usage.length", Exit.USAGE, name=option, found=text)
    return timedelta(seconds=int(seconds))


def amount_of(text: str, currency: str, option: str) -> Amount | None:
    """An amount that somebody agrees to; None where nothing is said.

    raises    Failure (usage)
    """
    if not text:
        return None
    try:
        return Amount.of(read_amount(text.strip().removesuffix(currency).strip()), currency)
    except (Unreadable, ValueError):
        raise Failure("cli.usage.amount", Exit.USAGE, name=option, found=text) from None


def bearers_of(doing: Doing, said: Sequence[str]) -> tuple[Share, ...]:
    """Who bears it: `A` alone, or several as `A=60%`, `B=25.00` (tax included); one of them bare bears the rest.

    raises    Failure (usage)
    """
    found: list[Share] = []
    for text in said:
        name, stated, share = (part.strip() for part in text.partition("="))
        if not name or (stated and not share):
            raise Failure("cli.usage.share", Exit.USAGE, found=text)
        if not stated:
            found.append(Share(name))
        elif share.endswith("%"):
            found.append(Share(name, number_of(share[:-1].strip(), "--cost-center")))
        else:
            found.append(
                Share(name, amount=amount_of(share, doing.company.settings.currency, "--cost-center"))
            )
    bare = [place for place, one in enumerate(found) if one.percent is None and one.amount is None]
    if len(bare) > 1:
        raise Failure("cli.usage.share", Exit.USAGE, found=" ".join(said))
    if bare:
        # Percentages are of what the amounts leave.
        rest = HUNDRED - sum((one.percent or Decimal(0) for one in found), Decimal(0))
        found[bare[0]] = Share(found[bare[0]].cost_center, rest)
    return tuple(found)


def number_of(text: str, option: str) -> Decimal | None:
    """A number that is not below zero; None where nothing is said.

    raises    Failure (usage)
    """
    if not text:
        return None
    try:
        return read_amount(text)
    except Unreadable:
        raise Failure("cli.usage.amount", Exit.USAGE, name=option, found=text) from None


def _basket(doing: Doing, head: dict[str, Any], lines: list[dict[str, Any]], file: str) -> Basket:
    given = pairs(head.pop("given", "") or "")
    buyer = head.pop("customer", "") or doing.actor.acting_for
    if not buyer:
        raise Failure("cli.acting.for-whom", Exit.USAGE)
    requests = [
        _understood(doing, {"customer": buyer}, line, given, file, number)
        for number, line in enumerate(lines, 1)
    ]
    wanted = tuple(_wish(one) for request in requests for one in request.lines)
    return Basket(buyer, wanted, answers=dict(requests[0].answers), **head)


def _wish(line: Line) -> Wish:
    """What an order wants, of a line of a price request."""
    return Wish(
        line.offering, dict(line.measures), line.start, line.end, dict(line.answers), line.session, line.cost
    )


def _understood(
    doing: Doing,
    head: Mapping[str, str],
    line: Mapping[str, Any],
    given: Mapping[str, str] | str,
    file: str,
    number: int = 1,
    on: date | None = None,
) -> Request:
    """One line in the words of the price engine.

    raises    Failure (usage) saying everything that is wrong with it
    """
    day = doing.at.astimezone(doing.company.settings.time_zone).date()
    asked = Asked(
        (replace(asked_line(line), place=Place(file, number)),),
        customer=head.get("customer") or {"side": "external"},
        given=given if isinstance(given, Mapping) else pairs(given),
        on=None if line.get("start") else on or day,
        place=Place(file),
    )
    findings = Findings()
    found = understand(doing.company, asked, findings, today=day, known_at=doing.at)
    if found is None:
        told = "\n".join(f"{one.place}: {say_finding(one, doing.language)}" for one in findings.all())
        raise Failure("cli.failed", Exit.USAGE, reason=told)
    return found.request
