"""Which of the reader's own bookings does a page or a file show? One filter for the page, the table and the calendar.

Rule to remember: whatever is taken away (CSV, ICS) holds exactly what the page shows under the same address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.operations.actors import Actor
from comptoir.operations.bookings import my_bookings
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.booking_form import read_day
from comptoir.web.house import House

BACK = timedelta(days=90)
MOST = 5_000
PAGE = 100
STATES = ("running", "coming", "over")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for: one state or all, one supplier or all, days, one series."""

    state: str = ""
    supplier: str = ""
    since: date | None = None
    until: date | None = None
    series: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked for."""
        return self == Filter()

    def query(self) -> str:
        """The address's query that asks for the same."""
        said = {
            "state": self.state, "supplier": self.supplier, "series": self.series,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})


def read_filter(query: Mapping[str, str], home: House, errors: dict[str, str]) -> Filter:
    """What an address asks for; what cannot be read goes into `errors` and is left out."""
    state, supplier = query.get("state", ""), query.get("supplier", "")
    today = clock.today()
    since = read_day(query, "since", today, errors) if query.get("since", "").strip() else None
    until = read_day(query, "until", today, errors) if query.get("until", "").strip() else None
    return Filter(
        state if state in STATES else "",
        supplier if supplier in home.company.facts.parties else "",
        None if "since" in errors else since,
        None if "until" in errors else until,
        query.get("series", "")[:40],
    )


def own_bookings(actor: Actor | None, asked: Filter, home: House) -> tuple[Booking, ...]:
    """The reader's own bookings that are asked for, in order of their starts."""
    if actor is None:
        return ()
    zone = ZoneInfo(str(home.company.settings.time_zone))
    at = clock.now()
    since = _midnight(asked.since, zone) if asked.since else at - BACK
    until = _midnight(asked.until + timedelta(days=1), zone) if asked.until else None
    return tuple(
        one
        for one in my_bookings(actor, since=since, limit=MOST)
        if (not asked.state or state_of(one, at) == asked.state)
        and (not asked.supplier or one.supplier == asked.supplier)
        and (not asked.series or one.series == asked.series)
        and (until is None or one.starts_at < until)
    )


def state_of(one: Booking, at: datetime) -> str:
    """Whether a booking is running, coming or over."""
    if one.state == "started":
        return "running"
    return "coming" if one.state in ("held", "confirmed") and one.ends_at > at else "over"


def grouped(found: Iterable[Booking], at: datetime) -> list[tuple[str, list[Booking]]]:
    """Bookings under the titles of the page, empty ones left out; what is over stands latest first."""
    rows = list(found)
    titles = (("running", _("Running")), ("coming", _("Coming")), ("over", _("Over")))
    groups = [(title, [one for one in rows if state_of(one, at) == state]) for state, title in titles]
    return [(title, group[::-1] if title == _("Over") else group) for title, group in groups if group]


def paged(groups: list[tuple[str, list[Booking]]], page: int) -> tuple[list[tuple[str, list[Booking]]], bool]:
    """One page of grouped bookings, under the same titles, and whether others follow."""
    flat = [(title, one) for title, rows in groups for one in rows]
    shown = flat[(page - 1) * PAGE : page * PAGE]
    titles = dict.fromkeys(title for title, _one in shown)
    return [(title, [one for name, one in shown if name == title]) for title in titles], len(
        flat
    ) > page * PAGE


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone)
