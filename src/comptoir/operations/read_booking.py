"""What may somebody see of a booking, and what would one cost? Reads only; nothing is held and nothing counted.

    preview_booking   the price and the rules, before anybody commits
    get_booking       a booking as it stands, with the prices that were frozen and why

Rule to remember: a booking that one may not see does not exist for him, word for word as an id that was never given.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.booking import blocked_until, conflicts
from comptoir.core.pricing.request import Quote
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings.pricing import Asked, price
from comptoir.operations.desk import desk
from comptoir.operations.taking.occupying import qualifications, suitable
from comptoir.operations.taking.rights import for_whom, may_make
from comptoir.operations.taking.turns import NoRoom, refused
from comptoir.operations.taking.wanted import ForWhom, Want, in_utc
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import FrozenPrice, find_booking, list_prices, list_taken


class Preview(NamedTuple):
    """What a booking would cost now, and the quote that says why; `amount` None: known only after use."""

    amount: Amount | None
    quote: Quote


class BookingView(NamedTuple):
    """A booking as one actor may see it: its prices in order, with the reasons that a customer may read."""

    booking: Booking
    prices: tuple[FrozenPrice, ...]
    own: bool

    def price(self, event: str = "use") -> FrozenPrice | None:
        """The price in force for an event."""
        return next((one for one in reversed(self.prices) if one.event == event), None)


def preview_booking(want: Want, who: ForWhom, *, actor: Actor, at: datetime, taken: bool = False) -> Preview:
    """What a booking would cost now, if it were allowed and free.

    taken     price it even where somebody else has it then
    raises    as book: Taken with alternatives, a rule of the resource, booking.not_qualified, booking.no_price
    """
    company = desk().company
    who, want = for_whom(actor, who), in_utc(want)
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


def get_booking(public_id: str, *, actor: Actor, at: datetime) -> BookingView:
    """A booking as the actor may see it: its buyer's side, whoever uses it, and the unit that supplies it.

    raises    Refusal("booking.unknown") where there is none, or none for this actor
    """
    booking = find_booking(public_id)
    own = booking is not None and booking.kind == Booking.BOOKING and (
        actor.person in (booking.used_by, booking.booked_by) or may(actor, "booking.change", booking.buyer, at)
    )  # fmt: skip
    if booking is None or not (own or may(actor, "booking.read_supplied", booking.supplier, at)):
        raise Refusal(Reason("booking.unknown", (("booking", public_id),)))
    prices = tuple(one._replace(reasons=for_customer(one.reasons)) for one in list_prices(booking))
    return BookingView(booking, prices, own)


__all__ = ["BookingView", "Preview", "get_booking", "preview_booking"]
