"""When a resource is free: the slots of a span, and the nearest alternatives to a wish that cannot be met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.core.booking.occupation import Occupation, conflicts
from comptoir.core.booking.resource import Resource, open_periods, refusals

# How far before and after a wish its alternatives are looked for.
SEARCH = timedelta(days=28)
_STEP = timedelta(minutes=30)
_MOST_TRIED = 2_000


class Slot(NamedTuple):
    """A period during which `quantity` of a resource may be booked."""

    resource: str
    start: datetime
    end: datetime


def free_slots(
    resource: Resource,
    taken: Sequence[Occupation],
    start: datetime,
    end: datetime,
    *,
    length: timedelta,
    step: timedelta,
    at: datetime,
    quantity: int = 1,
) -> Iterator[Slot]:
    """The slots of `length` within `[start, end)` that may be booked now, one every `step` from each opening on."""
    for opens, closes in open_periods(resource, start, end):
        begin = max(opens, start.astimezone(UTC))
        begin += (opens - begin) % step
        while begin + length <= min(closes, end):
            if not refusals(resource, begin, begin + length, quantity, at=at) and not conflicts(
                resource, taken, begin, begin + length, quantity
            ):
                yield Slot(resource.id, begin, begin + length)
            begin += step


def alternatives(
    resources: Sequence[tuple[Resource, Sequence[Occupation]]],
    start: datetime,
    end: datetime,
    *,
    at: datetime,
    step: timedelta | None = None,
    quantity: int = 1,
    limit: int = 3,
) -> tuple[Slot, ...]:
    """Up to `limit` free slots as long as `[start, end)`, nearest to it first, on any of the resources.

    resources     the resources that would do, each with what is taken of it from four weeks before to four weeks after
    step          how far apart the starts that are tried lie; None: the first resource's slot, else half an hour
    returns       slots in order of distance from the wished start, ties to the earlier, then to the first resource
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    step = step or next((resource.slot for resource, _ in resources), None) or _STEP
    found: list[Slot] = []
    for offset in _offsets(step):
        for resource, taken in resources:
            if len(found) == limit:
                return tuple(found)
            slot = _shifted(resource, start, end, offset)
            if not conflicts(resource, taken, slot.start, slot.end, quantity) and not refusals(
                resource, slot.start, slot.end, quantity, at=at
            ):
                found.append(slot)
    return tuple(found)


def _shifted(resource: Resource, start: datetime, end: datetime, offset: timedelta) -> Slot:
    """The wish moved by an offset: on the local clock where slots lie on it, else by time that really passes."""
    if not resource.slot:
        return Slot(resource.id, start + offset, end + offset)
    zone = ZoneInfo(resource.time_zone)
    moved = (
        (instant.astimezone(zone).replace(tzinfo=None) + offset).replace(tzinfo=zone).astimezone(UTC)
        for instant in (start, end)
    )
    return Slot(resource.id, *moved)


def _offsets(step: timedelta) -> Iterator[timedelta]:
    """Nothing, one step earlier, one later, two earlier … within the search span."""
    yield timedelta(0)
    for count in range(1, min(_MOST_TRIED, SEARCH // step) + 1):
        yield -count * step
        yield count * step
