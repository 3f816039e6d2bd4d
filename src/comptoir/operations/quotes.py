"""How does a price bind before anything is ordered? As a quote: a priced basket that keeps its price until an instant.

    quote_order(basket, …)    price it and keep it; a new version replaces the one before
    accept_quote(quote, …)    order it at the quote's price, whatever the card says by now

Two things end a quote before its time: the customer is no longer in the class it was priced in (who leaves takes no
inside price along, I-18), and what it counted on was used up by another order (two quotes do not make two free
rentals of one). Rule to remember: the rows of an accepted quote are those that were kept, to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from comptoir.core.ordering.basket import Basket, Wish, digest, from_text, to_text
from comptoir.core.ordering.states import next_state
from comptoir.core.pricing import quote as price
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, denied, may, renewed
from comptoir.operations.bounds import bounds_of
from comptoir.operations.company import current_company
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.order_pricing import (
    Plan,
    PricedBasket,
    plan_basket,
    price_plan,
    read_tallies,
    request_of,
)
from comptoir.operations.paying import payers_of, settled
from comptoir.operations.place_order import Placed, complete, new_row, write_priced
from comptoir.operations.public_id import new_id
from comptoir.operations.read_order import get_order, view_of
from comptoir.operations.rentals import names_of, prepare, takings_of, told_by_line
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.locks import take
from comptoir.store.orders.lists import list_saved_quotes
from comptoir.store.orders.models import SavedQuote
from comptoir.store.orders.queries import StoredOrder, find_quote, get_tallies
from comptoir.store.orders.rows import LineRow, PartRow, TallyStep

# How long a customer's own quote binds; a seller may promise less or more.
USUAL_VALIDITY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote as its buyer sees it: what is owed per currency, until when, and its lines in words of amounts."""

    id: str
    version: int
    state: str
    buyer: str
    made_at: datetime
    valid_until: datetime
    owed: tuple[Amount, ...]
    lines: tuple[tuple[str, Amount], ...]


def quote_order(
    basket: Basket, *, actor: Actor, at: datetime, valid_until: datetime | None = None, replaces: str = ""
) -> QuoteView:
    """Price a basket bindingly: by a customer for itself, or by the seller's side of every supplier for anybody.

    valid_until   for the seller's side only; else as long as usual
    replaces      a quote that this is the next version of
    raises        Refusal: as `place_order` does; quote.unknown, quote.validity, state.forbidden
    """
    counter = desk()
    full = complete(counter, basket, actor, at=at)
    plan = plan_basket(counter.company, full, at=at)
    _allow_quote(actor, plan, at=at, own_terms=valid_until is not None)
    until = valid_until or at + USUAL_VALIDITY
    if until <= at:
        raise Refusal(Reason("quote.validity", (("valid_until", until),)))
    number = new_id()
    with turn([f"quote {replaces}"] if replaces else []):
        series, version = _replaced(replaces, full.buyer, at=at) if replaces else (number, 1)
        values = read_tallies(plan)
        priced = price_plan(counter.company, plan, values, order="", at=at)
        settled(full.shares, priced.owed())
        row = SavedQuote.objects.create(
            id=number, series=series, version=version, state=next_state("quote", "draft", "send"), made_by=actor.name,
            buyer=full.buyer, basket=to_text(full), priced=_to_text(priced, values), made_at=at, valid_until=until,
            changed_at=at,
        )  # fmt: skip
        told = {"quote": number, "version": version, "buyer": full.buyer, "owed": priced.owed()}
        record_deed("quote.sent", actor=actor.name, at=at, params=told)
        reach("quote.written")
    return _view(row, priced)


def accept_quote(quote: str, *, actor: Actor, at: datetime, key: str = "") -> Placed:
    """Order what a quote offers, at its price.

    raises    Refusal: quote.unknown, quote.expired, quote.standing_changed, quote.used_up, state.forbidden,
              order.cap, fund.short, permission.denied, idempotency.*
    """
    number = new_id()
    wishes = from_text(_own(quote, actor, at=at, action="quote.accept", lock=False).basket).lines
    with told_by_line(wishes, at=at), turn([f"quote {quote}"]):
        actor = renewed(actor, desk(), at=at)
        row = _own(quote, actor, at=at, action="quote.accept")
        body = digest(from_text(row.basket), quote, actor.acting_for)
        stored: StoredOrder | None = None
        earlier = first_time(actor, "accept_quote", key, body=body, outcome=number, at=at)
        if earlier is None:
            after = next_state("quote", row.state, "accept")
            if at >= row.valid_until:
                raise Refusal(Reason("quote.expired", (("valid_until", row.valid_until),)))
            stored = _accepted(row, number, actor, at=at)
            SavedQuote.objects.filter(id=quote).update(state=after, changed_at=at)
            record_deed("quote.accepted", actor=actor.name, at=at, params={"quote": quote, "order": number})
            reach("quote.written")
    reach("order.committed")
    if stored is None:
        return Placed(get_order(earlier or "", actor=actor, at=at), repeated=True)
    return Placed(view_of(stored, actor=actor, at=at))


def decline_quote(quote: str, *, actor: Actor, at: datetime) -> None:
    """The buyer does not want it.

    raises    Refusal: quote.unknown, state.forbidden
    """
    _end(quote, "decline", "quote.accept", actor=actor, at=at)


def withdraw_quote(quote: str, *, actor: Actor, at: datetime) -> None:
    """Whoever made it takes it back.

    raises    Refusal: quote.unknown, state.forbidden
    """
    _end(quote, "withdraw", "quote.accept", actor=actor, at=at)


def expire_quotes(*, at: datetime) -> int:
    """Mark the quotes whose time is over; how many. (Accepting looks at the instant itself.)"""
    with turn():
        due = SavedQuote.objects.filter(state="sent", valid_until__lte=at)
        ids = list(due.select_for_update().order_by("id").values_list("id", flat=True))
        if ids:
            after = next_state("quote", "sent", "expire")
            SavedQuote.objects.filter(id__in=ids).update(state=after, changed_at=at)
            record_deed("quote.expired", actor="clock", at=at, params={"quotes": ids})
            reach("quote.written")
    return len(ids)


def get_quote(quote: str, *, actor: Actor, at: datetime) -> QuoteView:
    """A quote as its buyer's side may see it.

    raises    Refusal("quote.unknown")
    """
    row = _own(quote, actor, at=at, action="order.read", lock=False)
    return _view(row, _from_text(row.priced)[0])


def list_quotes(*, actor: Actor, at: datetime) -> tuple[QuoteView, ...]:
    """The quotes of the party that the actor acts for, and those it made for others, the newest first."""
    buyers = [actor.acting_for] if may(actor, "order.read", actor.acting_for, at) else []
    rows = list_saved_quotes(buyers=buyers, makers=[] if actor.left else [actor.name])
    return tuple(_view(row, _from_text(row.priced)[0]) for row in rows)


def versions_of(quote: str, *, actor: Actor, at: datetime) -> tuple[QuoteView, ...]:
    """All versions of a quote that the actor may see, the newest first.

    raises    Refusal("quote.unknown")
    """
    row = _own(quote, actor, at=at, action="order.read", lock=False)
    rows = list_saved_quotes(series=row.series)
    return tuple(_view(one, _from_text(one.priced)[0]) for one in rows)


def wishes_of_quote(quote: str, *, actor: Actor, at: datetime) -> tuple[Wish, ...]:
    """What was asked for in a quote, line by line.

    raises    Refusal("quote.unknown")
    """
    row = _own(quote, actor, at=at, action="order.read", lock=False)
    return from_text(row.basket).lines


# --- inside -----------------------------------------------------------------------------------------------------------


def _accepted(row: SavedQuote, number: str, actor: Actor, *, at: datetime) -> StoredOrder:
    """The order that a quote becomes."""
    counter = desk()
    basket = complete(counter, from_text(row.basket), actor, at=at)
    bounds = bounds_of(counter, payers_of(counter.company, basket.payer, basket.shares), at=at)
    priced, counted = _from_text(row.priced)
    takings = takings_of(counter.company, basket)
    take([*counted, *(cap.key for cap in bounds.caps), *names_of(counter.company, takings)])
    takings = prepare(counter.company, takings, basket, actor, at=at)
    now = get_tallies(list(counted))
    if any(now.get(key, value) != value for key, value in counted.items()):
        raise Refusal(Reason("quote.used_up"))
    _same_class(row, basket, priced, at=at)
    own = PricedBasket(
        tuple(part._replace(order_id=number) for part in priced.parts),
        tuple(line._replace(order_id=number) for line in priced.lines),
        priced.steps,
    )
    order = new_row(number, basket, actor, at=at)._replace(quote=row.id)
    return write_priced(counter, own, bounds, order, actor=actor, at=at, takings=takings)


def _same_class(row: SavedQuote, basket: Basket, priced: PricedBasket, *, at: datetime) -> None:
    """Go on only if the customer, as known now, is still in the class of the quote, by the quote's own card."""
    company, then = desk().company, current_company(row.made_at)
    plan = plan_basket(then, basket, at=row.made_at)
    by_wish = {line.wish: line.rate_class for line in priced.lines if line.wish and not line.label}
    for one in plan.asked:
        day = max(one.day, desk().day(at))
        request = request_of(company, basket, one.book.card.supplier, day, (one.wish.line(),), at=at)
        found = price(one.book, replace(request, on=one.day)).lines[0].rate_class
        if found != by_wish.get(one.number):
            raise Refusal(Reason("quote.standing_changed", (("valid_until", row.valid_until),)))


def _allow_quote(actor: Actor, plan: Plan, *, at: datetime, own_terms: bool) -> None:
    if not own_terms and may(actor, "quote.ask", plan.basket.buyer, at):
        return
    for supplier in plan.suppliers:
        if not may(actor, "quote.send", supplier, at):
            raise denied("quote.send", supplier)


def _own(quote: str, actor: Actor, *, at: datetime, action: str, lock: bool = True) -> SavedQuote:
    row = find_quote(quote, lock=lock)
    made = row is not None and row.made_by == actor.name and not actor.left
    if row is None or not (made or may(actor, action, row.buyer, at)):
        raise Refusal(Reason("quote.unknown", (("quote", quote),)))
    return row


def _end(quote: str, verb: str, action: str, *, actor: Actor, at: datetime) -> None:
    with turn([f"quote {quote}"]):
        row = _own(quote, actor, at=at, action=action)
        after = next_state("quote", row.state, verb)
        SavedQuote.objects.filter(id=quote).update(state=after, changed_at=at)
        record_deed(f"quote.{after}", actor=actor.name, at=at, params={"quote": quote})
        reach("quote.written")


def _replaced(quote: str, buyer: str, *, at: datetime) -> tuple[str, int]:
    """The series and the next version of a quote, which is replaced."""
    row = find_quote(quote, lock=True)
    if row is None or row.buyer != buyer:
        raise Refusal(Reason("quote.unknown", (("quote", quote),)))
    after = next_state("quote", row.state, "replace")
    SavedQuote.objects.filter(id=quote).update(state=after, changed_at=at)
    return row.series, row.version + 1


def _view(row: SavedQuote, priced: PricedBasket) -> QuoteView:
    owed = tuple(Amount(minor, currency) for currency, minor in sorted(priced.owed().items()))
    lines = tuple((line.offering or line.label, Amount(line.amount, line.currency)) for line in priced.lines)
    return QuoteView(row.id, row.version, row.state, row.buyer, row.made_at, row.valid_until, owed, lines)


def _to_text(priced: PricedBasket, values: Mapping[str, int]) -> str:
    """The rows of a quote, and where the tallies stood that they counted on."""
    kept = {"parts": priced.parts, "lines": priced.lines, "steps": priced.steps, "values": dict(values)}
    return json.dumps(kept, ensure_ascii=False, default=lambda value: value.isoformat())


def _from_text(text: str) -> tuple[PricedBasket, dict[str, int]]:
    kept = json.loads(text)
    parts = tuple(_part(*row) for row in kept["parts"])
    lines = tuple(_line(*row) for row in kept["lines"])
    steps = tuple(TallyStep(*row) for row in kept["steps"])
    return PricedBasket(parts, lines, steps), kept["values"]


def _part(*cells: Any) -> PartRow:
    row = PartRow(*cells)
    return row._replace(price_day=date.fromisoformat(cells[PartRow._fields.index("price_day")]))


def _line(*cells: Any) -> LineRow:
    row = LineRow(*cells)
    day, start, end = (cells[LineRow._fields.index(name)] for name in ("day", "start", "end"))
    return row._replace(
        day=date.fromisoformat(day),
        start=datetime.fromisoformat(start) if start else None,
        end=datetime.fromisoformat(end) if end else None,
    )
