"""Who holds what when: occupations of a resource, and whether one more fits.

Occupations are half-open: one that begins when another ends does not conflict, unless the resource needs a
turnaround between two.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from comptoir.core.booking.resource import Resource


class Occupation(NamedTuple):
    """So many of a resource taken for `[start, end)` by a booking, a hold or maintenance (`what`)."""

    start: datetime
    end: datetime
    quantity: int
    what: str
    id: str = ""


def conflicts(
    resource: Resource, taken: Iterable[Occupation], start: datetime, end: datetime, quantity: int
) -> tuple[Occupation, ...]:
    """The occupations that leave no room for `quantity` more during `[start, end)`; empty when it fits."""
    begin, until = start - resource.turnaround, end + resource.turnaround
    near = tuple(other for other in taken if other.start < until and begin < other.end)
    return near if _peak_within(near, begin, until) + quantity > resource.capacity else ()


def peak(taken: Iterable[Occupation]) -> int:
    """The most that is taken at any one instant."""
    edges = sorted(
        edge for other in taken for edge in ((other.end, -other.quantity), (other.start, other.quantity))
    )
    running = most = 0
    for _instant, change in edges:
        running += change
        most = max(most, running)
    return most


def _peak_within(taken: tuple[Occupation, ...], start: datetime, end: datetime) -> int:
    """The most that is taken at any one instant of `[start, end)`, of occupations that all touch it."""
    return peak(other._replace(start=max(other.start, start), end=min(other.end, end)) for other in taken)
