"""Is what somebody proposes well said? A price, a quantity and days, each with its own sentence where it is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from comptoir.core.ordering.thread import Terms
from comptoir.core.values import DayPeriod, Reason, Refusal

MOST_DECIMALS = 6
_MOST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes; None: as in the proposal before it, else the plainest.

    price          unit price in major units
    min_quantity   from which quantity on it holds
    start, end     from which day on, and the first day no longer; default today, for a year
    """

    price: Decimal | None = None
    min_quantity: Decimal | None = None
    start: date | None = None
    end: date | None = None
    conditions: str | None = None

    def __str__(self) -> str:
        return "\x1f".join(
            str(one) for one in (self.price, self.min_quantity, self.start, self.end, self.conditions)
        )


def terms_of(proposal: Proposal, before: Terms | None, *, day: date, priced: bool = True) -> Terms:
    """The terms that a proposal comes to.

    before   the terms it answers to
    priced   whether a price must be said
    raises   Refusal: negotiation.price, negotiation.quantity, negotiation.period

    >>> terms_of(Proposal(Decimal(80)), None, day=date(2026, 11, 23)).valid.end
    datetime.date(2027, 11, 23)
    """
    told = before or Terms(None, DayPeriod(day, _later(day)))
    if proposal.price is not None or priced:
        told = replace(told, price=_price(proposal.price))
    if proposal.min_quantity is not None:
        told = replace(told, min_quantity=_quantity(proposal.min_quantity))
    if proposal.conditions is not None:
        told = replace(told, conditions=proposal.conditions.strip())
    return replace(told, valid=_period(proposal, told, day=day))


def _price(price: Decimal | None) -> Decimal:
    if price is None or not _plain(price):
        raise Refusal(Reason("negotiation.price", (("found", price), ("most", MOST_DECIMALS))))
    return price


def _quantity(quantity: Decimal) -> Decimal:
    if not _plain(quantity):
        raise Refusal(Reason("negotiation.quantity", (("found", quantity),)))
    return quantity


def _plain(value: Decimal) -> bool:
    """Whether a number is finite, not negative, not huge, and has few decimals."""
    if not value.is_finite() or not 0 <= value <= _MOST:
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def _period(proposal: Proposal, told: Terms, *, day: date) -> DayPeriod:
    """The days: what was proposed earlier for days gone by begins today."""
    start = proposal.start or max(told.valid.start or day, day)
    end = proposal.end or (told.valid.end if proposal.start is None else _later(start))
    if start < day or end is None or start >= end:
        raise Refusal(Reason("negotiation.period", (("start", start), ("end", end or start))))
    return DayPeriod(start, end)


def _later(day: date) -> date:
    """The same day a year later; of 29 February the next one."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
