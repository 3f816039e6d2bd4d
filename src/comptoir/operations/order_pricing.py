"""What does a basket cost right now, and what would it advance? From wishes to rows that are ready to be written.

Each supplier prices its own lines, each by the day on which they start: one part per supplier and price day, by the
card and the facts of that day. The tallies are read after their locks were taken, so between the reading and the
writing nobody else counts. Rule to remember: nothing is written here; who asks for a price alone takes no lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.ordering.counting import (
    MILLIONTHS,
    Parties,
    Tally,
    in_scope,
    period_of,
    takings,
    tallies,
    with_history,
)
from comptoir.core.pricing import Line, PriceBook, PricedLine, Quote, Request, Status, quote
from comptoir.core.pricing.asking import Consumed
from comptoir.core.pricing.terms import Counted, Deal, Event
from comptoir.core.values import Named, Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.store.orders.queries import Taken, get_tallies, list_taken
from comptoir.store.orders.rows import LineRow, PartRow, TallyStep

HAS_PRICE = (Status.PRICED, Status.FREE)


class Asked(NamedTuple):
    """One wish as it will be priced: its number, its day, its card, and the tallies it reads or advances."""

    number: int
    wish: Wish
    day: date
    book: PriceBook
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A basket sorted out: whose prices, which tallies; what to lock before it is priced."""

    basket: Basket
    parties: Parties
    asked: tuple[Asked, ...]

    @property
    def suppliers(self) -> tuple[str, ...]:
        """The suppliers, in the order of the wishes."""
        return tuple(dict.fromkeys(one.book.card.supplier for one in self.asked))

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the tallies that decide or are advanced."""
        return tuple(dict.fromkeys(tally.key for one in self.asked for tally in one.tallies))


class PricedBasket(NamedTuple):
    """The rows of a priced basket, and where its tallies shall stand."""

    parts: tuple[PartRow, ...]
    lines: tuple[LineRow, ...]
    steps: tuple[TallyStep, ...]

    def owed(self) -> dict[str, int]:
        """What the payer owes, per currency."""
        found: dict[str, int] = {}
        for part in self.parts:
            found[part.currency] = found.get(part.currency, 0) + part.owed
        return found


def plan_basket(company: Company, basket: Basket, *, at: datetime) -> Plan:
    """Find the card and the tallies of every wish.

    basket    with payer and beneficiary filled in
    raises    Refusal: order.unknown_offering, order.no_card
    """
    parties = Parties(basket.buyer, basket.payer, basket.beneficiary, basket.project)
    asked = []
    for number, wish in enumerate(basket.lines, 1):
        offering = company.offerings.get(wish.offering)
        if offering is None:
            raise Refusal(Reason("order.unknown_offering", (("line", number), ("offering", wish.offering))))
        own = company.book(offering.supplier, at.astimezone(company.settings.time_zone).date())
        day = wish.day(own.zone, at) if own is not None else None
        book = own if day is None else company.book(offering.supplier, day)
        if book is None or day is None:
            name = Named(offering.id, offering.name_fr, offering.name_en)
            raise Refusal(Reason("order.no_card", (("line", number), ("offering", name))))
        found = tallies(book, wish.offering, event=Event.USE, parties=parties, on=day)
        # Several of a pool are as many lines.
        asked += [Asked(number, wish, day, book, found)] * wish.quantity
    return Plan(basket, parties, tuple(asked))


def read_tallies(plan: Plan) -> dict[str, int]:
    """Where the plan's tallies stand; those never advanced are counted from the committed lines."""
    keys = plan.keys
    values = get_tallies(keys)
    if len(values) < len(keys):
        missing = {tally.key: (one.book, tally) for one in plan.asked for tally in one.tallies
                   if tally.key not in values}  # fmt: skip
        starts = [tally.since for _, tally in missing.values()]
        since = None if None in starts else min(start for start in starts if start is not None)
        history = list_taken(plan.suppliers, plan.parties[:3], project=plan.parties.project, since=since)
        values |= {key: _counted(book, tally, history) for key, (book, tally) in missing.items()}
    return values


def _counted(book: PriceBook, tally: Tally, history: Iterable[Taken]) -> int:
    """What a tally stands at by the committed lines."""
    counter, found = tally.total.counter, 0
    for taken in history:
        parties = Parties(taken.buyer, taken.payer, taken.beneficiary, taken.project)
        same = (
            taken.supplier == book.card.supplier
            and in_scope(book, counter.scope, taken.offering)
            and parties.whom(counter.by, book.card.decides) == tally.party
            and period_of(counter.period, taken.day, book.card.fiscal_year_start)[1] == tally.since
            and json.loads(tally.key)[5] == taken.event
        )
        if not same:
            continue
        if counter.counted is Counted.SPEND:
            found += taken.amount
        elif counter.counted is Counted.USES:
            found += taken.uses
        else:
            found += taken.quantity.get(tally.total.base, 0)
    return found


def price_plan(
    company: Company, plan: Plan, values: Mapping[str, int], *, order: str, at: datetime
) -> PricedBasket:
    """Price a basket as it was planned.

    values    where the tallies stand
    raises    Refusal: order.not_priced with the line and why
    """
    groups: dict[tuple[str, date], list[Asked]] = {}
    for one in plan.asked:
        groups.setdefault((one.book.card.supplier, one.day), []).append(one)
    standing = dict(values)
    steps: dict[str, int] = {}
    parts: list[PartRow] = []
    lines: list[LineRow] = []
    party = {tally.key: tally.party for one in plan.asked for tally in one.tallies}
    for number, group in enumerate(groups.values(), 1):
        part, own = _price_group(company, plan, group, standing, order=order, number=number, at=at)
        parts.append(part)
        for line in own:
            lines.append(line._replace(number=len(lines) + 1))
            for key, amount in json.loads(line.took) if line.took else ():
                standing[key] = standing.get(key, 0) + amount
                steps[key] = steps.get(key, 0) + amount
    written = [TallyStep(key, party[key], standing[key], step) for key, step in steps.items()]
    return PricedBasket(tuple(parts), tuple(lines), tuple(sorted(written)))


def _price_group(
    company: Company, plan: Plan, group: Sequence[Asked], values: Mapping[str, int], *, order: str, number: int,
    at: datetime,
) -> tuple[PartRow, list[LineRow]]:  # fmt: skip
    """One supplier's lines of one price day."""
    book, day = group[0].book, group[0].day
    wanted = tuple(with_history(one.wish.line(), one.tallies, values, book.currency) for one in group)
    request = request_of(company, plan.basket, book.card.supplier, day, wanted, at=at)
    taken: list[Consumed] = []
    answer = quote(book, request, deals=deals_for(company, plan.parties), taken=taken)
    if answer.status not in HAS_PRICE:
        raise _unpriced(company, group, answer)
    return _part(order, number, book, day, answer), _lines(order, number, group, answer, taken)


def request_of(
    company: Company, basket: Basket, supplier: str, day: date, lines: tuple[Line, ...], *, at: datetime
) -> Request:
    """The price request of a basket to one supplier, with the parties as they are on a day."""
    buyer, payer, beneficiary = (
        company.profile(party, supplier, as_of=day, known_at=at)
        for party in (basket.buyer, basket.payer, basket.beneficiary)
    )
    answers = {**basket.answers, "project": basket.project} if basket.project else basket.answers
    return Request(buyer, day, lines, payer=payer, beneficiary=beneficiary, answers=answers)


def deals_for(company: Company, parties: Parties) -> tuple[Deal, ...]:
    """The negotiated prices of any party of an order."""
    return tuple(deal for party in dict.fromkeys(parties[:3]) for deal in company.deals_of(party))


def _unpriced(company: Company, group: Sequence[Asked], answer: Quote) -> Refusal:
    """The refusal of a basket for the first line that has no price, with the reason that its customer may read."""
    line = next(one for one in answer.lines if one.status not in HAS_PRICE)
    offering = company.offerings[line.offering]
    shown = [reason for reason in line.reasons if reason.depth == "customer"]
    why = shown[-1] if shown else Reason("price.none")
    number = group[line.line].number if line.line is not None else group[0].number
    name = Named(offering.id, offering.name_fr, offering.name_en)
    params = (("line", number), ("offering", name), ("status", line.status.value), ("why", why))
    return Refusal(Reason("order.not_priced", params))


# --- rows -------------------------------------------------------------------------------------------------------------


def _part(order: str, number: int, book: PriceBook, day: date, answer: Quote) -> PartRow:
    subsidy = sum(line.subsidy.minor for line in answer.lines if line.subsidy is not None)
    return PartRow(
        order, number, book.card.supplier, day, book.card.id, book.hash, answer.rate_class, book.currency,
        answer.total.minor, answer.net.minor, answer.tax.minor, answer.gross.minor, subsidy, answer.deposit.minor,
        to_json(answer.reasons),
    )  # fmt: skip


def _lines(
    order: str, part: int, group: Sequence[Asked], answer: Quote, taken: Sequence[Consumed]
) -> list[LineRow]:
    """The rows of a priced group: wishes, what comes along with each, then the adjustments."""
    rows: list[LineRow] = []
    asked: Asked | None = None
    owed = owed_of(answer, gross=group[0].book.card.gross)
    for index, line in enumerate(answer.lines):
        priced = index < len(taken)
        if line.line is not None:
            asked = group[line.line]
        own = asked if priced else None
        rows.append(line_row(order, part, group[0], own, line, taken[index] if priced else None, owed[index]))
    return rows


def line_row(
    order: str, part: int, first: Asked, asked: Asked | None, line: PricedLine, taken: Consumed | None, owed: int,
    *, event: Event = Event.USE, about: int = 0,
) -> LineRow:  # fmt: skip
    """One priced line as a row; its number is given when all are known."""
    book = first.book
    took = takings(book, asked.tallies, taken, line.amount) if asked is not None and taken is not None else ()
    wish = asked.wish if asked is not None else None
    return LineRow(
        order, 0, part, asked.number if asked else 0, about, book.card.supplier, line.offering, line.label,
        event.value, first.day, wish.start if wish else None, wish.end if wish else None,
        _measures(wish) if wish is not None and line.line is not None else "", line.rate_class, line.status.value,
        line.amount.minor, line.amount.currency, str(line.tax_rate),
        line.subsidy.minor if line.subsidy is not None else 0, owed, line.paid_by,
        line.deposit.minor if line.deposit is not None else 0, to_json(line.reasons),
        _SHORT.encode(took) if took else "", "" if taken is None else _measured(taken), "ordered",
    )  # fmt: skip


def owed_of(answer: Quote, *, gross: bool) -> list[int]:
    """What the payer owes for each line, tax included and subsidies taken off; together exactly what the quote says."""
    found = []
    for line in answer.lines:
        own = line.amount.minor - (line.subsidy.minor if line.subsidy is not None else 0)
        found.append(own if gross else own + line.amount.times(line.tax_rate).minor)
    subsidies = sum(line.subsidy.minor for line in answer.lines if line.subsidy is not None)
    rest = answer.gross.minor - subsidies - sum(found)
    if rest and found:
        # Tax is rounded once over all lines; the cents between stand on the largest one.
        largest = max(range(len(found)), key=lambda index: abs(found[index]))
        found[largest] += rest
    return found


def _measures(wish: Wish) -> str:
    return _SHORT.encode({name: str(value) for name, value in wish.measures.items()})


def _measured(taken: Consumed) -> str:
    """What a line took in uses and quantities, as JSON: [uses, {base unit: millionths}]."""
    quantity: dict[str, int] = {}
    for base, value in taken.quantity:
        quantity.setdefault(base, round(value * MILLIONTHS))
    return _SHORT.encode([int(taken.uses), quantity])


_SHORT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
