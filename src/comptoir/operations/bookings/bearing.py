"""Who bears a booking, and within which bounds? The same payers, shares, limits, caps and funds as an order's.

A booking above a limit is refused: it waits for nobody, so what needs an approval is ordered. What it adds to caps
stands beside its other running totals in `BookingPrice.took`, and goes back with them. Rule to remember: bounds stop a
commitment, never a return: what was really used, a late return or a fee is borne whatever is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.share import Share, read_shares, shares_text
from comptoir.operations.bounds import Bounds, bounds_of, cap_steps, draw_funds, needed
from comptoir.operations.desk import Desk
from comptoir.operations.failpoints import reach
from comptoir.operations.paying import burdens, payers_of, settled
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.writing import share_out
from comptoir.store.orders.queries import drawn_for, get_tallies
from comptoir.store.orders.rows import TallyStep
from comptoir.store.orders.writing import draw

_NEVER = 2**62


class Bearing(NamedTuple):
    """What bounds a booking's payers, read before the turn that locks its caps."""

    counter: Desk
    payer: str
    bounds: Bounds

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the caps, to be locked."""
        return tuple(cap.key for cap in self.bounds.caps)


def bearing(counter: Desk, buyer: str, payer: str, shares: Iterable[Share], *, at: datetime) -> Bearing:
    """What bounds somebody who bears a booking."""
    own = payer or buyer
    return Bearing(counter, own, bounds_of(counter, payers_of(counter.company, own, shares), at=at))


def bearing_of(counter: Desk, booking: Booking, *, at: datetime) -> Bearing | None:
    """What bounds a booking as it stands; None for one of an order line, which its order bears, and for maintenance."""
    if booking.line or booking.kind != Booking.BOOKING:
        return None
    return bearing(counter, booking.buyer, booking.payer, read_shares(booking.shares), at=at)


def borne(
    own: Bearing, booking: Booking, owed: dict[str, int], *, bounded: bool, actor: str, at: datetime
) -> tuple[TallyStep, ...]:
    """Inside a turn that holds the caps: draw on funds; the steps of the caps that an amount takes.

    bounded   refuse what is above a limit or a cap
    raises    Refusal: booking.above_limit, order.cap, fund.short, billing.split.*
    """
    shares = settled(read_shares(booking.shares), owed)
    text = shares_text(shares)
    if text != booking.shares:
        booking.shares = text
        if booking.id is not None:
            share_out(booking)
    bounds, company = own.bounds, own.counter.company
    if not (bounds.limits or bounds.caps or bounds.funds):
        return ()
    each = burdens(company, own.payer, shares, owed)
    if bounded and needed(bounds, each):
        raise Refusal(Reason("booking.above_limit", (("payer", own.payer),)))
    draw_funds(
        own.counter,
        bounds,
        owed,
        payer=own.payer,
        shares=shares,
        booking=booking.public_id,
        actor=actor,
        at=at,
    )
    if not bounds.caps:
        return ()
    values = get_tallies(own.names)
    steps = cap_steps(own.counter, bounds if bounded else _boundless(bounds), values, each)
    return steps if bounded else tuple(step._replace(most=None) for step in steps)


def refund(booking: Booking, *, actor: str, at: datetime) -> None:
    """Inside a turn: put back what a booking drew on funds."""
    for fund, amount in drawn_for(booking.public_id):
        draw(fund, -amount, order=None, booking=booking.public_id, actor=actor, at=at)
        reach("order.drawn")


def owed_of(amount: Amount | None, gross: Amount, subsidies: Iterable[Amount | None]) -> dict[str, int]:
    """What the payer owes for a price: tax included, without what others pay; nothing while it is not known."""
    if amount is None:
        return {}
    others = sum(subsidy.minor for subsidy in subsidies if subsidy is not None)
    return {gross.currency: gross.minor - others}


def _boundless(bounds: Bounds) -> Bounds:
    """The same caps, none of which is ever reached."""
    return bounds._replace(
        caps=tuple(cap._replace(bound=cap.bound._replace(amount=_NEVER)) for cap in bounds.caps)
    )
