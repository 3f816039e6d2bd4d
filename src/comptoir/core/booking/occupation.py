"""Who holds what when: occupations of a resource, and whether one more fits.

An occupation is half-open and takes its things until they are ready for the next: its end, and the turnaround after
it. One that begins at that instant does not conflict. Of a pool never more than its capacity is taken, at any instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from comptoir.core.booking.resource import Resource, open_periods

Period = tuple[datetime, datetime]


class Occupation(NamedTuple):
    """So many of a resource taken for `[start, end)` by a booking, a hold or maintenance (`what`).

    until     the instant from which they are free again; None: the end and the resource's turnaround
    """

    start: datetime
    end: datetime
    quantity: int
    what: str
    id: str = ""
    until: datetime | None = None

    def free_at(self, resource: Resource) -> datetime:
        """The first instant at which these things may be booked again."""
        return self.until if self.until is not None else self.end.astimezone(UTC) + resource.turnaround


def blocked_until(resource: Resource, end: datetime) -> datetime:
    """Until when a booking that ends then keeps its things from the next.

    >>> from datetime import timedelta
    >>> sem = Resource("sem-1", "sem", "Europe/Paris", turnaround=timedelta(minutes=30))
    >>> blocked_until(sem, datetime(2026, 11, 23, 12, tzinfo=UTC)).isoformat()
    '2026-11-23T12:30:00+00:00'
    """
    return end.astimezone(UTC) + resource.turnaround


def conflicts(
    resource: Resource, taken: Iterable[Occupation], start: datetime, end: datetime, quantity: int
) -> tuple[Occupation, ...]:
    """The occupations that leave no room for `quantity` more during `[start, end)`; empty when it fits."""
    begin, until = start.astimezone(UTC), blocked_until(resource, end)
    near = tuple(other for other in taken if other.start < until and begin < other.free_at(resource))
    if quantity > resource.capacity:
        return near
    return near if near and _peak_within(resource, near, begin, until) + quantity > resource.capacity else ()


def peak(taken: Iterable[Occupation]) -> int:
    """The most that is taken at any one instant, turnaround apart."""
    return _highest((other.start, other.end, other.quantity) for other in taken)


def free_periods(
    resource: Resource, taken: Sequence[Occupation], start: datetime, end: datetime, *, quantity: int = 1
) -> Iterator[Period]:
    """The times within `[start, end)` at which the resource is open and `quantity` of it are not taken, in order."""
    edges: dict[datetime, int] = {}
    for other in taken:
        edges[other.start] = edges.get(other.start, 0) + other.quantity
        free = other.free_at(resource)
        edges[free] = edges.get(free, 0) - other.quantity
    ordered = sorted(edges.items())
    for opens, closes in merged(open_periods(resource, start, end)):
        begin, last = max(opens, start.astimezone(UTC)), min(closes, end.astimezone(UTC))
        level, since = 0, begin
        roomy = True
        for instant, change in ordered:
            if instant >= last:
                break
            level += change
            room = level + quantity <= resource.capacity
            if instant > begin and roomy and not room and since < instant:
                yield since, instant
            if room and not roomy:
                since = max(begin, instant)
            roomy = room
        if roomy and since < last:
            yield since, last


def merged(periods: Iterable[Period]) -> Iterator[Period]:
    """Periods in order of their starts, those that touch or overlap made one."""
    current: Period | None = None
    for start, end in periods:
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _peak_within(resource: Resource, near: tuple[Occupation, ...], start: datetime, end: datetime) -> int:
    """The most that is taken at any one instant of `[start, end)`, of occupations that all touch it."""
    return _highest(
        (max(other.start, start), min(other.free_at(resource), end), other.quantity) for other in near
    )


def _highest(taken: Iterable[tuple[datetime, datetime, int]]) -> int:
    edges = sorted(edge for start, end, count in taken for edge in ((end, -count), (start, count)))
    running = most = 0
    for _instant, change in edges:
        running += change
        most = max(most, running)
    return most
