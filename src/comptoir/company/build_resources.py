"""How does a row of resources.csv become the rules by which it is booked?

Opening hours are written in the window language of the rates (`mon-fri 08:00-18:00 not holidays`); the booking room
knows nothing of prices and has a plainer form of its own, one entry per weekday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

from comptoir.company.build_cards import Build, place, zone_of
from comptoir.company.cells import Cells
from comptoir.company.model import Resource
from comptoir.company.settings import names_of, period_of
from comptoir.core import booking
from comptoir.core.catalog import Mode, Offering
from comptoir.core.pricing.terms import Window, WindowPart
from comptoir.core.values import Row

_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


def build_resources(build: Build, offerings: tuple[Offering, ...]) -> tuple[Resource, ...]:
    """All bookable things, each on the clock of the unit that offers it."""
    known = {offering.id: offering for offering in offerings}
    return tuple(
        _resource(build, known[cells["offering"]], row, cells)
        for row, cells in build.rows("resources")
        if cells["offering"] in known
    )


def openings(window: Window | None) -> Iterator[booking.Opening]:
    """A window as opening hours of each weekday; hours over midnight are two openings.

    >>> from comptoir.core.pricing.language import read_window
    >>> [(one.weekday, one.start.hour, one.end) for one in openings(read_window("sat 20:00-02:00", {}))]
    [(5, 20, None), (5, 0, datetime.time(2, 0))]
    """
    for part in window.parts if window else ():
        for weekday in sorted(part.weekdays if part.weekdays is not None else range(7)):
            for start, end in _hours(part):
                yield booking.Opening(weekday, start, end, part.season, part.holidays)


def _hours(part: WindowPart) -> Iterator[tuple[time, time | None]]:
    span = part.hours
    if span is None:
        yield time(0), None
    elif span.end is None or span.start < span.end:
        yield span.start, span.end
    else:
        yield span.start, None
        if span.end != time(0):
            yield time(0), span.end


def _resource(build: Build, offering: Offering, row: Row, cells: Cells) -> Resource:
    _sensible(build, offering, row, cells)
    rules = booking.Resource(
        cells["resource"],
        offering.id,
        zone_of(build, offering.supplier),
        capacity=cells["capacity"] or 1,
        opening=tuple(openings(cells["opening"])),
        lead=cells["lead"] or _NOTHING,
        window=cells["window"],
        shortest=cells["shortest"] or _NOTHING,
        longest=cells["longest"],
        turnaround=cells["turnaround"] or _NOTHING,
        slot=cells["slot"] or _NOTHING,
        requires=cells["requires"],
        holidays=build.settings.holidays,
        valid=period_of(cells),
    )
    return Resource(row.place, offering.id, *names_of(cells, cells["resource"]), rules)


def _sensible(build: Build, offering: Offering, row: Row, cells: Cells) -> None:
    """Rules that nobody could ever keep are errors."""
    found = build.findings
    if offering.mode is not Mode.RENTAL:
        found.error("resource.sale", place(row, "offering"), found=offering.id, expected="rental")
    if cells["capacity"] == 0:
        found.error("resource.capacity", place(row, "capacity"), found="0", expected="1")
    if cells["slot"] and _DAY % cells["slot"]:
        found.error("resource.slot", place(row, "slot"), found=row["slot"], expected="30 minutes")
    for short, long in (("shortest", "longest"), ("lead", "window")):
        if cells[short] and cells[long] and cells[short] > cells[long]:
            found.error("resource.order", place(row, long), found=row[long], expected=f"≥ {row[short]}")
