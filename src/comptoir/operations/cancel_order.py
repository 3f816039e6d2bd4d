"""What happens when an order, or one of its lines, is not wanted any more?

Its lines are cancelled with what came along with them, their counts and caps are given back, and a fee is due where the
card says so: by class and notice, with the price book and the class of the day of the order. Adjustments go with the
last line of their part. Rule to remember: a price is never changed; a fee is a line of its own, explained like any
other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.ordering.basket import Wish, from_text
from comptoir.core.ordering.counting import Parties, tallies, with_history
from comptoir.core.ordering.states import next_state
from comptoir.core.pricing import Line, PriceBook, Status, quote
from comptoir.core.pricing.asking import Consumed
from comptoir.core.pricing.terms import Event
from comptoir.core.values import Amount, Reason, Refusal, elapsed_seconds
from comptoir.core.values.share import read_shares
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.company import current_company
from comptoir.operations.failpoints import reach
from comptoir.operations.order_pricing import Asked, line_row, owed_of, request_of
from comptoir.operations.order_turns import order_turn, units_of
from comptoir.operations.paying import burdens_moved, covered_moved
from comptoir.operations.read_order import OrderView, get_order
from comptoir.operations.rentals import free
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking
from comptoir.store.orders.queries import StoredOrder, drawn, find_order, get_tallies, next_number, owing
from comptoir.store.orders.rows import LineRow, PartRow, TallyStep
from comptoir.store.orders.writing import add_lines, advance, draw, move_lines, move_order


class Fee(NamedTuple):
    """What cancelling a line costs: the row of the fee, or None where nothing is due, and its tallies' steps."""

    row: LineRow | None
    steps: tuple[TallyStep, ...]


def preview_cancellation(
    order: str, *, actor: Actor, at: datetime, lines: Sequence[int] = ()
) -> tuple[Amount, ...]:
    """What cancelling would cost now, one fee per line; shown before anybody decides.

    lines     numbers of lines; none: all that may be cancelled
    raises    Refusal, as `cancel_order` does
    """
    get_order(order, actor=actor, at=at)
    found = find_order(order)
    assert found is not None
    known = _Known(found)
    fees = [fee_of(found, line, at=at, known=known).row for line in _wanted(found, lines)]
    return tuple(Amount(row.owed, row.currency) for row in fees if row is not None)


def cancel_order(
    order: str, *, actor: Actor, at: datetime, lines: Sequence[int] = (), note: str = ""
) -> OrderView:
    """Cancel an order, or some of its lines, at the fees that the card asks for.

    lines     numbers of lines; none: the whole order
    raises    Refusal: order.unknown, permission.denied, state.forbidden, order.line_unknown
    """
    with order_turn(order, actor, at=at, counting=True, keys=fee_keys(order, lines)) as found:
        allow_change(found, _wanted(found, lines), actor, at=at)
        cancel_lines(found, lines, actor=actor, at=at, note=note)
    reach("order.committed")
    return get_order(order, actor=actor, at=at)


class Gone(NamedTuple):
    """What became of cancelled lines: their fees, and the bookings that are offered to who waits."""

    fees: tuple[LineRow, ...]
    offered: tuple[Booking, ...]


def cancel_lines(
    found: StoredOrder, numbers: Sequence[int], *, actor: Actor, at: datetime, note: str = "",
    fees: Callable[[list[LineRow]], tuple[LineRow, ...]] | None = None, but: Collection[str] = (), offer: bool = True,
) -> Gone:  # fmt: skip
    """Inside a counting turn: cancel lines (none named: the whole order) with their bookings.

    fees      writes the fees of lines, in place of what the card asks for a cancellation
    but       public ids of bookings that stay as they are
    offer     offer what is free now to who waits
    raises    Refusal: state.forbidden, order.line_unknown, order.busy
    """
    order, wanted = found.order, _wanted(found, numbers)
    if not numbers:
        next_state("order", order.state, "cancel")
    gone = with_companions(found, wanted)
    stranger = not may(actor, "order.change", order.buyer, at)
    offered = give_back(found, gone, actor=actor, at=at, note=note, tell=stranger, but=but, offer=offer)
    written: tuple[LineRow, ...] = ()
    if order.state == "confirmed":
        written = fees(wanted) if fees else charge(found, wanted, actor=actor, at=at)
    left = [
        line for line in found.lines if line.state != "cancelled" and line not in gone and line.event == "use"
    ]
    if not numbers or not left:
        after = next_state("order", order.state, "cancel")
        if not move_order(order.id, before=order.state, after=after, at=at):
            raise Refusal(Reason("order.busy"))
        reach("order.moved")
    told = {"order": order.id, "lines": [line.number for line in gone], "fees": [fee.owed for fee in written],
            "note": note}  # fmt: skip
    record_deed("order.cancelled", actor=actor.name, at=at, params=told)
    reach("order.recorded")
    return Gone(written, offered)


def give_back(
    found: StoredOrder, lines: Sequence[LineRow], *, actor: Actor, at: datetime, note: str = "",
    tell: bool = False, offer: bool = True, but: Collection[str] = (),
) -> tuple[Booking, ...]:  # fmt: skip
    """Cancel lines: their bookings, their counts, their share of the caps and of the funds are free again. Inside a
    counting turn.

    tell      tell whoever booked: it was not their own doing
    offer     offer what is free now to who waits; else it is given back, to be offered later
    but       public ids of bookings that stay
    returns   what is offered to those who wait
    raises    Refusal: state.forbidden for a line that was delivered or handed over, order.busy
    """
    by_state: dict[str, list[int]] = {}
    steps: dict[str, int] = {}
    for line in lines:
        next_state("line", line.state, "cancel")
        by_state.setdefault(line.state, []).append(line.number)
        for key, amount in json.loads(line.took) if line.took else ():
            steps[key] = steps.get(key, 0) - amount
    for state, numbers in by_state.items():
        if not move_lines(found.order.id, numbers, before=state, after="cancelled"):
            raise Refusal(Reason("order.busy"))
    reach("order.lines")
    owed = owed_by(lines)
    step(found, steps, {currency: -minor for currency, minor in owed.items()})
    pay(found, {currency: -minor for currency, minor in owed.items()}, actor=actor, at=at)
    return free(found.order.id, lines, actor=actor, at=at, note=note, tell=tell, offer=offer, but=but)


class _Known:
    """What the fees of several lines share, asked for once: each part's company and book, and all tallies."""

    def __init__(self, found: StoredOrder) -> None:
        companies: dict[datetime | None, Company] = {}

        def company_at(known_at: datetime | None) -> Company:
            if known_at not in companies:
                companies[known_at] = current_company(known_at)
            return companies[known_at]

        basket = from_text(found.order.basket)
        self.terms = {part.number: terms_of(found, part, company_at) for part in found.parts}
        self.asked = {
            line.number: _asked(found, line, basket.lines[line.wish - 1], book)
            for line in found.lines
            if line.wish and (book := self.terms[line.part][1]) is not None
        }
        keys = dict.fromkeys(tally.key for one in self.asked.values() for tally in one.tallies)
        self.values = get_tallies(list(keys))


def fee_of(
    found: StoredOrder, line: LineRow, *, at: datetime, booked: int | None = None, known: _Known | None = None,
    event: Event = Event.CANCELLATION,
) -> Fee:  # fmt: skip
    """What cancelling a line costs: by the price book of the order's own time, and the class it was priced in.

    event     for what, where it is no cancellation
    booked    the part of its price that is cancelled; None: all of it
    known     what the fees of several lines share; None: read now
    """
    part = next(one for one in found.parts if one.number == line.part)
    company, book = known.terms[part.number] if known else terms_of(found, part)
    if book is None:
        return Fee(None, ())
    basket = from_text(found.order.basket)
    wish = basket.lines[line.wish - 1]
    asked = _asked(found, line, wish, book, event)
    values = known.values if known else get_tallies([tally.key for tally in asked.tallies])
    notice = {"notice": elapsed_seconds(at, line.start)} if line.start is not None else {}
    due = Line(
        line.offering, wish.measures, event, start=line.start, end=line.end,
        answers={**wish.answers, **notice}, session=wish.session,
        booked=Amount(line.amount if booked is None else booked, line.currency),
    )  # fmt: skip
    due = with_history(due, asked.tallies, values, book.currency)
    request = request_of(company, basket, line.supplier, part.price_day, (due,), at=found.order.changed_at)
    taken: list[Consumed] = []
    answer = quote(book, request, rate_class=line.rate_class, taken=taken)
    if answer.status not in (Status.PRICED, Status.FREE):
        return Fee(None, ())
    owed = owed_of(answer, gross=book.card.gross)
    row = line_row(
        found.order.id, line.part, asked, asked, answer.lines[0], taken[0] if taken else None, owed[0],
        event=event, about=line.number,
    )  # fmt: skip
    took = json.loads(row.took) if row.took else []
    party = {tally.key: tally.party for tally in asked.tallies}
    steps = tuple(TallyStep(key, party[key], values.get(key, 0) + more, more) for key, more in took)
    return Fee(row._replace(state="delivered") if row.amount else None, steps)


def terms_of(
    found: StoredOrder, part: PartRow, company_at: Callable[[datetime | None], Company] = current_company
) -> tuple[Company, PriceBook | None]:
    """The company and the price book by which a part was priced; today's if that company is no longer there."""
    for known_at in (found.order.submitted_at, found.order.changed_at):
        company = company_at(known_at)
        book = company.book(part.supplier, part.price_day)
        if book is not None and book.hash == part.book:
            return company, book
    company = company_at(None)
    return company, company.book(part.supplier, part.price_day)


# --- inside -----------------------------------------------------------------------------------------------------------


def charge(
    found: StoredOrder, lines: Sequence[LineRow], *, actor: Actor, at: datetime, booked: int | None = None,
    event: Event = Event.CANCELLATION,
) -> tuple[LineRow, ...]:  # fmt: skip
    """Write the fees of cancelled lines, one after the other: a first cancellation may be free, a second not.

    booked    the part of a line's price that is cancelled; None: all of it
    """
    number = next_number(found.order.id)
    written: list[LineRow] = []
    for line in lines:
        if line.wish == 0 or line.label:
            continue
        fee = fee_of(found, line, at=at, booked=booked, event=event)
        if not advance(fee.steps):
            raise Refusal(Reason("order.busy"))
        if fee.row is not None:
            written.append(fee.row._replace(number=number + len(written)))
    add_lines(written)
    reach("order.lines")
    owed = owed_by(written)
    step(found, {}, owed)
    pay(found, owed, actor=actor, at=at)
    return tuple(written)


def _asked(
    found: StoredOrder, line: LineRow, wish: Wish, book: PriceBook, event: Event = Event.CANCELLATION
) -> Asked:
    order = found.order
    parties = Parties(order.buyer, order.payer, order.beneficiary, order.project)
    own = tallies(book, line.offering, event=event, parties=parties, on=line.day)
    return Asked(line.wish, wish, line.day, book, own)


def fee_keys(order: str, lines: Sequence[int], event: Event = Event.CANCELLATION) -> tuple[str, ...]:
    """The tallies that the fees of lines read or advance, to be locked with the order's own."""
    found = find_order(order)
    if found is None or found.order.state != "confirmed":
        return ()
    basket = from_text(found.order.basket)
    keys: dict[str, None] = {}
    books = {part.number: terms_of(found, part)[1] for part in found.parts}
    for line in found.lines:
        book = books.get(line.part)
        if book is not None and line.wish and (not lines or line.number in lines):
            wish = basket.lines[line.wish - 1]
            keys |= dict.fromkeys(tally.key for tally in _asked(found, line, wish, book, event).tallies)
    return tuple(keys)


def _wanted(found: StoredOrder, numbers: Sequence[int]) -> list[LineRow]:
    """The lines that shall be cancelled: those named, or all that are not cancelled yet.

    raises    Refusal: order.line_unknown, state.forbidden
    """
    if not numbers:
        return [line for line in found.lines if line.state != "cancelled" and line.event == "use"]
    by_number = {line.number: line for line in found.lines if line.wish and not line.label}
    missing = next((number for number in numbers if number not in by_number), None)
    if missing is not None:
        raise Refusal(Reason("order.line_unknown", (("line", missing),)))
    found_lines = [by_number[number] for number in dict.fromkeys(numbers)]
    for line in found_lines:
        next_state("line", line.state, "cancel")
    return found_lines


def with_companions(found: StoredOrder, wanted: Sequence[LineRow]) -> list[LineRow]:
    """Lines with what came along with them, and the adjustments of parts of which nothing is left."""
    units = units_of(found.lines)
    asked = {units[line.number] for line in wanted if line.number in units}
    alive = [line for line in found.lines if line.state != "cancelled" and line.event == "use"]
    gone = [line for line in alive if units.get(line.number) in asked]
    parts = {line.part for line in gone} - {line.part for line in alive if line.wish and line not in gone}
    return [*gone, *(line for line in alive if not line.wish and line.part in parts)]


def allow_change(found: StoredOrder, lines: Sequence[LineRow], actor: Actor, *, at: datetime) -> None:
    """The buyer's side may cancel, and each supplier its own lines."""
    if may(actor, "order.change", found.order.buyer, at):
        return
    for supplier in {line.supplier for line in lines}:
        if not may(actor, "order.change_supplied", supplier, at):
            raise denied("order.change", found.order.buyer)


def owed_by(lines: Sequence[LineRow]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, 0) + line.owed
    return sums


def step(found: StoredOrder, counts: dict[str, int], owed: dict[str, int]) -> None:
    """Move tallies and caps by what a change, written already, gave back (negative) or added."""
    changes = dict(counts)
    caps = json.loads(found.order.caps)
    more = _burdens_moved(found, owed) if caps else {}
    for key, _ in caps:
        _, payer, currency, *_period = json.loads(key)
        changes[key] = changes.get(key, 0) + more.get(payer, {}).get(currency, 0)
    changes = {key: change for key, change in changes.items() if change}
    values = get_tallies(sorted(changes))
    steps = [
        TallyStep(key, json.loads(key)[1], values[key] + change, change)
        for key, change in sorted(changes.items())
        if key in values
    ]
    if not advance(steps):
        raise Refusal(Reason("order.busy"))
    reach("order.counted")


def _burdens_moved(found: StoredOrder, owed: dict[str, int]) -> dict[str, dict[str, int]]:
    """How much more (or less) each payer bears of an order since it owes so much more (or less)."""
    now, then = _whole(found, owed)
    return burdens_moved(current_company(), found.order.payer, read_shares(found.order.shares), then, now)


def _whole(found: StoredOrder, owed: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """What an order owes by now, and what it owed before so much was added."""
    stands = owing(found.order.id)
    now = {currency: stands.get(currency, 0) for currency in owed}
    return now, {currency: minor - owed[currency] for currency, minor in now.items()}


def pay(found: StoredOrder, owed: dict[str, int], *, actor: Actor, at: datetime) -> None:
    """Put money back into the funds that the order draws on, or take a fee out of them."""
    funds = drawn(found.order.id)
    if not funds:
        return
    now, then = _whole(found, owed)
    shares = read_shares(found.order.shares)
    for name, amount in covered_moved(current_company(), found.order.payer, shares, then, now, funds).items():
        fund, currency = funds[name], name[1]
        if amount and not draw(fund, amount, order=found.order.id, actor=actor.name, at=at):
            raise Refusal(Reason("fund.short_for_fee", (("asked", Amount(amount, currency)),)))
        reach("order.drawn")
