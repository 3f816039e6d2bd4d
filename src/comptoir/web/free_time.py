"""Which time does the form of a booking begin with? The next one that is free, or as much of a free slot as there is.

Whoever presses “Book” should see a price, not a refusal. Rule to remember: only what nobody wrote is filled in here; a
time that somebody wrote stays as it is, taken or not. The calendar is the same for every reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.company import Company
from comptoir.core.catalog import Offering
from comptoir.core.values.unit import unit
from comptoir.operations.bookings import calendars
from comptoir.web import clock
from comptoir.web.asking import Shape
from comptoir.web.booking_form import read_times, usual_length
from comptoir.web.entry import read_count
from comptoir.web.week import next_quarter

# So far ahead a free time is looked for; somebody who wants one later chooses the day.
_AHEAD = timedelta(days=14)
_DAYTIME = 8
Free = tuple[datetime, datetime]


def filled_in(
    query: Mapping[str, str], company: Company, item: Offering, form: Shape, zone: ZoneInfo
) -> dict[str, str]:
    """The fields of a form as they were sent, and those for the time that nobody wrote."""
    said = dict(query)
    if said.get("end") or said.get("until"):
        return said
    usual = _asked_length(query, company, item, form) or usual_length(company, item, form)
    guess = read_times(query, company, item.id, zone, usual=usual)
    if guess.want is None:
        return said
    rules = company.resources_of[item.id][0].rules
    begun = bool(said.get("start"))
    start = guess.want.start.astimezone(UTC)
    if not begun:
        start = max(start, next_quarter(clock.now().astimezone(UTC) + rules.lead))
    frees = _free(company, item.id, guess.want.resource, start, guess.want.quantity)
    found = _within(frees, start, usual, rules.shortest) if begun else _next(frees, start, usual, zone)
    if found is None:
        return said
    begins, ends = (one.astimezone(zone) for one in found)
    return {
        **said,
        "day": f"{begins:%Y-%m-%d}", "start": f"{begins:%H:%M}", "until": f"{ends:%Y-%m-%d}", "end": f"{ends:%H:%M}",
    }  # fmt: skip


def _asked_length(
    query: Mapping[str, str], company: Company, item: Offering, form: Shape
) -> timedelta | None:
    """How long the offering's page was asked for, within what its first resource allows; None where it was not."""
    rules = company.resources_of[item.id][0].rules
    for name in form.units:
        count = read_count(query.get(f"of-{name}", "")) if unit(name).base == "second" else None
        if count is not None:
            length = timedelta(seconds=float(count * unit(name).factor))
            return min(max(length, rules.shortest), rules.longest or _AHEAD, _AHEAD)
    return None


def _free(company: Company, offering: str, resource: str, start: datetime, quantity: int) -> list[Free]:
    """The free times of one resource, or of each of an offering's."""
    known = [one.id for one in company.resources_of[offering]]
    asked = [resource] if resource else known
    found = calendars(start, start + _AHEAD, at=clock.now(), resources=asked, quantity=quantity)
    return [period for calendar in found for period in calendar.free]


def _within(frees: list[Free], start: datetime, usual: timedelta, shortest: timedelta) -> Free | None:
    """From a start that was chosen, no longer than it is free."""
    ends = [end for begin, end in frees if begin <= start < end]
    if not ends or start + usual <= max(ends) or max(ends) - start < shortest:
        return None
    return start, max(ends)


def _next(frees: list[Free], start: datetime, usual: timedelta, zone: ZoneInfo) -> Free | None:
    """The first time that is long enough, by day if there is one by day."""
    begins = sorted(first for begin, end in frees for first in [max(begin, start)] if first + usual <= end)
    by_day = (one for one in (_morning(begin, end, start, usual, zone) for begin, end in frees) if one)
    first = min(by_day, default=None) or next(iter(begins), None)
    return (first, first + usual) if first else None


def _morning(
    begin: datetime, end: datetime, start: datetime, usual: timedelta, zone: ZoneInfo
) -> datetime | None:
    """The first moment of a free time that is not in the night; None where there is none."""
    first = max(begin, start).astimezone(zone)
    if not _DAYTIME <= first.hour < 20:
        day = first if first.hour < _DAYTIME else first + timedelta(days=1)
        first = day.replace(hour=_DAYTIME, minute=0)
    first = first.astimezone(UTC)
    return first if first >= max(begin, start) and first + usual <= end else None
