"""When is something free? The same answer for every customer (I-28).

Nothing here asks who wants to know: no customer comes in, and no occupation carries a name. Reads only; one statement
for any number of resources.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.booking import Occupation, Slot, free_periods, free_slots
from comptoir.core.booking import Resource as Rules
from comptoir.core.booking.occupation import Period, merged
from comptoir.core.booking.resource import open_periods
from comptoir.core.values import Reason, Refusal
from comptoir.operations.desk import desk
from comptoir.store.bookings.queries import list_taken


class Calendar(NamedTuple):
    """A resource over some time: when it is open, what is taken (by nobody's name), when there is room."""

    resource: str
    time_zone: str
    open: tuple[Period, ...]
    taken: tuple[Occupation, ...]
    free: tuple[Period, ...]


def calendars(
    start: datetime,
    end: datetime,
    *,
    at: datetime,
    offering: str = "",
    resources: Iterable[str] = (),
    quantity: int = 1,
) -> tuple[Calendar, ...]:
    """The calendars of an offering's resources, or of the named ones, or of all, in the order of resources.csv.

    quantity  how many of a pool there must be room for
    raises    Refusal: booking.no_resource, booking.unknown_resource
    """
    chosen = _chosen(desk().company, offering, tuple(resources))
    # A booking that ended before may still keep its turnaround into this time: blocked_until counts that in.
    taken = list_taken((rules.id for rules in chosen), start, end, at=at, nameless=True)
    return tuple(_calendar(rules, taken[rules.id], start, end, quantity) for rules in chosen)


def slots(
    start: datetime,
    end: datetime,
    *,
    at: datetime,
    length: timedelta,
    offering: str = "",
    resources: Iterable[str] = (),
    quantity: int = 1,
    limit: int = 100,
) -> tuple[Slot, ...]:
    """Up to `limit` free slots of a length, by start, then by the order of resources.csv.

    raises    as calendars
    """
    chosen = _chosen(desk().company, offering, tuple(resources))
    longest = max((rules.turnaround for rules in chosen), default=timedelta(0))
    taken = list_taken((rules.id for rules in chosen), start, end + longest, at=at)
    found = [
        slot
        for rules in chosen
        for slot in free_slots(
            rules,
            taken[rules.id],
            start,
            end,
            length=length,
            step=rules.slot or min(length, timedelta(minutes=30)),
            at=at,
            quantity=quantity,
        )
    ]
    return tuple(sorted(found, key=lambda slot: slot.start)[:limit])


def _calendar(
    rules: Rules, taken: list[Occupation], start: datetime, end: datetime, quantity: int
) -> Calendar:
    hours = (
        (max(opens, start), min(closes, end)) for opens, closes in merged(open_periods(rules, start, end))
    )
    return Calendar(
        rules.id,
        rules.time_zone,
        tuple(hours),
        tuple(taken),
        tuple(free_periods(rules, taken, start, end, quantity=quantity)),
    )


def _chosen(company: Company, offering: str, resources: tuple[str, ...]) -> tuple[Rules, ...]:
    if resources:
        unknown = next((name for name in resources if name not in company.bookable), None)
        if unknown is not None:
            raise Refusal(Reason("booking.unknown_resource", (("resource", unknown),)))
        return tuple(company.bookable[name].rules for name in resources)
    if offering:
        found = company.resources_of.get(offering, ())
        if not found:
            raise Refusal(Reason("booking.no_resource", (("offering", offering),)))
        return tuple(one.rules for one in found)
    return tuple(one.rules for one in company.resources)
