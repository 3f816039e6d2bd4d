"""What may somebody see of a booking, and what would one cost? Reads only; nothing is held and nothing counted.

    preview_booking   the price and the rules, before anybody commits
    preview_change    the same for another time of a booking
    preview_series    the same for every occurrence of a recurring booking
    get_booking       a booking as it stands, with the prices that were frozen and why

Rule to remember: a booking that one may not see does not exist for him, word for word as an id that was never given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.company import Company
from comptoir.core.booking import Occupation, Recurrence, blocked_until, conflicts, occurrences
from comptoir.core.pricing.request import Quote
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Amount, DayPeriod, Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings.pricing import Asked, asked_of, price, taken_by
from comptoir.operations.desk import desk
from comptoir.operations.taking.occupying import qualifications, suitable
from comptoir.operations.taking.rights import (
    borne_by,
    for_whom,
    is_personal,
    may_change,
    may_make,
    own_or_supplied,
)
from comptoir.operations.taking.turns import NoRoom, refused, rules_for, taken_reason
from comptoir.operations.taking.wanted import ForWhom, Want, in_utc, read_given
from comptoir.store.bookings.models import Booking, Qualification
from comptoir.store.bookings.queries import (
    FrozenPrice,
    find_booking,
    find_price,
    list_prices,
    list_qualifications,
    list_taken,
    list_use_prices,
)
from comptoir.store.orders.queries import list_lines
from comptoir.store.orders.rows import LineRow


class Preview(NamedTuple):
    """What a booking would cost now, and the quote that says why; `amount` None: known only after use."""

    amount: Amount | None
    quote: Quote


class ChangePreview(NamedTuple):
    """What a booking costs as it stands, what it would cost changed, and the quote that says why."""

    before: Amount | None
    amount: Amount | None
    quote: Quote


class Occurrence(NamedTuple):
    """One time of a recurring booking: what it would cost, or why it cannot be had."""

    start: datetime
    end: datetime
    amount: Amount | None
    reason: Reason | None


class BookingView(NamedTuple):
    """A booking as one actor may see it: its prices in order, with the reasons that a customer may read.

    own         it is the actor's, or that of the party they act for
    changeable  whether they may change it in this capacity
    """

    booking: Booking
    prices: tuple[FrozenPrice, ...]
    own: bool
    changeable: bool

    def price(self, event: str = "use") -> FrozenPrice | None:
        """The price in force for an event."""
        return next((one for one in reversed(self.prices) if one.event == event), None)


def preview_booking(want: Want, who: ForWhom, *, actor: Actor, at: datetime, taken: bool = False) -> Preview:
    """What a booking would cost now, if it were allowed and free.

    taken     price it even where somebody else has it then
    raises    as book: Taken with alternatives, a rule of the resource, booking.not_qualified, booking.no_price
    """
    company = desk().company
    want = in_utc(want)
    who = borne_by(desk(), actor, for_whom(actor, who), at=at)
    held = qualifications(company, want, who.used_by)
    rules = suitable(company, want, held, at=at)
    may_make(actor, who, company.offerings[rules[0].offering].supplier, at=at)
    if not taken:
        last = max(blocked_until(one, want.end) for one in rules)
        known = list_taken((one.id for one in rules), want.start, last, at=at)
        near = [conflicts(one, known[one.id], want.start, want.end, want.quantity) for one in rules]
        if all(near):
            raise refused(company, NoRoom(want, rules, near[0]), at=at)
    given = {**who.given, **{name: name in held for name in company.qualifications}}
    asked = Asked(
        rules[0].offering, want.start, want.end, want.quantity, who.buyer, who.payer, who.beneficiary,
        who.project, given,
    )  # fmt: skip
    priced = price(company, asked, at=at)
    return Preview(priced.amount, priced.quote)


def preview_change(public_id: str, want: Want, *, actor: Actor, at: datetime) -> ChangePreview:
    """What a booking would cost at another time, if it were allowed and free.

    raises    as move_booking
    """
    company = desk().company
    booking = own_or_supplied(actor, public_id, at=at)
    want = in_utc(replace(want, offering=booking.offering, resource=want.resource or booking.resource))
    longer = want.start == booking.starts_at and want.resource == booking.resource
    held = qualifications(company, want, booking.used_by)
    rules = suitable(company, want, held, at=booking.booked_at if longer else at)[0]
    until = blocked_until(rules, want.end)
    taken = list_taken((rules.id,), want.start, until, at=at, but=booking.id)[rules.id]
    near = conflicts(rules, taken, want.start, want.end, want.quantity)
    if near:
        raise refused(company, NoRoom(want, (rules,), near, booking.id), at=at)
    asked = asked_of(booking, read_given(booking.given))
    asked = asked._replace(start=want.start, end=want.end, quantity=want.quantity)
    frozen = find_price(booking)
    line = list_lines([booking.line]).get(booking.line) if booking.line else None
    if line is not None:
        took, frozen = (json.loads(line.took) if line.took else []), _of_line(line, booking)
    else:
        took = [(key, amount) for key, _party, amount in taken_by(booking)]
    priced = price(company, asked, at=at, ahead={key: -amount for key, amount in took})
    return ChangePreview(frozen.amount if frozen else None, priced.amount, priced.quote)


def preview_series(
    want: Want, recurrence: Recurrence, who: ForWhom, *, actor: Actor, at: datetime
) -> tuple[Occurrence, ...]:
    """Every occurrence of a recurring booking: what it would cost, or why it cannot be had.

    raises    Refusal: permission.denied, booking.unknown_resource, booking.no_resource
    """
    company = desk().company
    want = in_utc(want)
    who = borne_by(desk(), actor, for_whom(actor, who), at=at)
    rules = rules_for(company, want)
    offering = rules[0].offering
    may_make(actor, who, company.offerings[offering].supplier, at=at)
    periods = occurrences(recurrence, want.start, want.end, rules[0].time_zone)
    if not periods:
        return ()
    last = max(blocked_until(one, periods[-1][1]) for one in rules)
    taken = list_taken((one.id for one in rules), periods[0][0], last, at=at)
    rows = list_qualifications(person=who.used_by, offerings=(offering,)) if company.qualifications else ()
    zone = ZoneInfo(rules[0].time_zone)
    ahead: dict[str, int] = {}
    found: list[Occurrence] = []
    for start, end in periods:
        held = _held_on(rows, start.astimezone(zone).date())
        one = replace(want, start=start, end=end)
        try:
            free = _first_with_room(company, one, held, taken, at=at)
            given = {**who.given, **{name: name in held for name in company.qualifications}}
            asked = Asked(
                offering, start, end, want.quantity, who.buyer, who.payer, who.beneficiary, who.project, given
            )
            priced = price(company, asked, at=at, ahead=ahead)
        except Refusal as problem:
            found.append(Occurrence(start, end, None, problem.reason))
            continue
        taken[free].append(Occupation(start, end, want.quantity, Booking.BOOKING))
        for step in priced.steps:
            ahead[step.key] = ahead.get(step.key, 0) + step.step
        found.append(Occurrence(start, end, priced.amount, None))
    return tuple(found)


def _held_on(rows: Iterable[Qualification], on: date) -> frozenset[str]:
    return frozenset(row.name for row in rows if on in DayPeriod(row.valid_from, row.valid_to))


def _first_with_room(
    company: Company, want: Want, held: frozenset[str], taken: Mapping[str, list[Occupation]], *, at: datetime
) -> str:
    """The first resource that would do and has room.

    raises    Refusal: a rule of the resource, booking.not_qualified, booking.taken
    """
    good = suitable(company, want, held, at=at)
    near = [conflicts(one, taken[one.id], want.start, want.end, want.quantity) for one in good]
    free = next((one.id for one, others in zip(good, near, strict=True) if not others), None)
    if free is None:
        raise Refusal(taken_reason(company, good[0], near[0], want))
    return free


def get_booking(public_id: str, *, actor: Actor, at: datetime) -> BookingView:
    """A booking as the actor may see it: its buyer's side, whoever uses it, and the unit that supplies it.

    raises    Refusal("booking.unknown") where there is none, or none for this actor
    """
    booking = find_booking(public_id)
    own = booking is not None and booking.kind == Booking.BOOKING and (
        is_personal(actor, booking) or may(actor, "booking.change", booking.buyer, at)
    )  # fmt: skip
    if booking is None or not (own or may(actor, "booking.read_supplied", booking.supplier, at)):
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    lines = list_lines([booking.line]).values() if booking.line else ()
    frozen = (*(_of_line(line, booking) for line in lines), *list_prices(booking))
    prices = tuple(one._replace(reasons=for_customer(one.reasons)) for one in frozen)
    return BookingView(booking, prices, own, may_change(actor, booking, at=at))


def use_amounts(found: Sequence[Booking]) -> dict[int, Amount]:
    """What bookings that somebody sees cost, by their numbers; those known only after use are left out."""
    lines = list_lines(one.line for one in found if one.line)
    own = {
        one.id: Amount(lines[one.line].amount, lines[one.line].currency) for one in found if one.line in lines
    }
    return own | list_use_prices([one.id for one in found])


def _of_line(line: LineRow, booking: Booking) -> FrozenPrice:
    """The price of an order line, as its booking shows it."""
    amount = Amount(line.amount, line.currency)
    return FrozenPrice(
        line.event, booking.booked_at, line.status, amount, None, None, Amount(line.deposit, line.currency),
        line.rate_class, "", from_json(line.reasons),
    )  # fmt: skip


__all__ = [
    "BookingView",
    "ChangePreview",
    "Occurrence",
    "Preview",
    "get_booking",
    "preview_booking",
    "preview_change",
    "preview_series",
    "use_amounts",
]
