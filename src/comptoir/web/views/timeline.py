"""The timeline: the resources of a supplier by time, as a grid or as a list, and the form that does the same.

Every free slot is a link to the form of its offering, so that the grid works without JavaScript. Rule to remember:
grid, list and form lead to the same page at the same time; none of them can do what the others cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comptoir.company.model import Resource
from comptoir.operations.actors import may
from comptoir.operations.bookings import calendars, my_bookings, supplied_bookings
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.prices import in_words
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.timeline import Row, Timeline, bounds, instant_of, timeline
from comptoir.web.viewer import Viewer, viewer
from comptoir.web.views.offer import priced
from comptoir.web.week import FARTHEST, Week, first_day, weeks_of

SPANS = (1, 3, 7)
# Rows of a page: fifty resources stay light, more are asked for by name.
MOST = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked to show."""

    supplier: str
    offering: str
    first: date
    days: int
    listed: bool

    def address(self, page: str = "", **changed: object) -> str:
        """The same page with something changed."""
        return f"{page or reverse('timeline')}?{self.query(**changed)}"

    def query(self, **changed: object) -> str:
        """The query that asks for this, with something changed."""
        now = replace(self, **changed)  # type: ignore[arg-type]
        return urlencode(
            {
                "supplier": now.supplier,
                **({"offering": now.offering} if now.offering else {}),
                "from": now.first.isoformat(),
                "days": now.days,
                **({"view": "list"} if now.listed else {}),
            }
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """One resource of the grid with the name and the page of what it is offered as."""

    row: Row
    name: Text
    address: str
    price: str


@require_safe
def timeline_page(request: HttpRequest) -> HttpResponse:
    """When the resources of a supplier, or of one of its offerings, are free."""
    home = house()
    asked = read_asked(request, home)
    return render(request, "web/timeline.html", page_of(request, home, asked))


@require_safe
def slot(request: HttpRequest, resource: str, minute: int) -> HttpResponse:
    """The way from a slot to the form that books it: `?end=` where several slots were chosen."""
    home = house()
    one = home.company.bookable.get(resource)
    if one is None or home.offering(one.offering, clock.today()) is None:
        raise Http404
    return HttpResponseRedirect(
        f"{reverse('book', args=[one.offering])}?{wish_of(request, home, one, minute)}"
    )


@require_safe
def by_form(request: HttpRequest) -> HttpResponse:
    """The form of the timeline: which resource, from when until when. It leads to the form of the offering."""
    home = house()
    one = home.company.bookable.get(request.GET.get("resource", ""))
    if one is None or home.offering(one.offering, clock.today()) is None:
        raise Http404
    said = {
        name: request.GET[name][:10] for name in ("day", "start", "until", "end") if request.GET.get(name)
    }
    return HttpResponseRedirect(
        f"{reverse('book', args=[one.offering])}?{urlencode({'resource': one.id, **said})}"
    )


def wish_of(
    request: HttpRequest, home: House, one: Resource, minute: int, *, length: timedelta | None = None
) -> str:
    """The fields of the form for a slot: its resource and start, and the end of the last slot chosen.

    length    how long it should be where no end was chosen; None: the form's own guess
    """
    zone = ZoneInfo(home.company.resources_of[one.offering][0].rules.time_zone)
    try:
        start = instant_of(minute).astimezone(zone)
        last = int(request.GET.get("end", "0") or 0)
        end = instant_of(last).astimezone(zone) if last > minute else None
    except (ValueError, OverflowError, OSError) as problem:
        raise Http404 from problem
    end = end or (start + length if length else None)
    fields = {"resource": one.id, "day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}"}
    if end is not None:
        fields |= {"until": f"{end:%Y-%m-%d}", "end": f"{end:%H:%M}"}
    return urlencode(fields)


def read_asked(request: HttpRequest, home: House) -> Asked:
    """What the address asks to show; what it does not say, or says wrongly, is the plainest."""
    suppliers = _suppliers(home)
    supplier = request.GET.get("supplier", "")
    offering = request.GET.get("offering", "")
    item = home.offering(offering, clock.today())
    if item is not None and home.company.resources_of.get(offering):
        supplier = item.supplier
    elif supplier not in suppliers:
        supplier, offering = next(iter(suppliers), ""), ""
    else:
        offering = ""
    days = request.GET.get("days", "")
    return Asked(
        supplier,
        offering,
        first_day(request.GET.get("from", "")),
        int(days) if days in map(str, SPANS) else SPANS[-1],
        request.GET.get("view") == "list",
    )


def page_of(request: HttpRequest, home: House, asked: Asked, page: str = "") -> dict[str, object]:
    """What the page shows of what was asked, for whoever looks."""
    every = _resources(home, asked)
    resources = every[:MOST]
    zone = (
        ZoneInfo(resources[0].rules.time_zone)
        if resources
        else ZoneInfo(str(home.company.settings.time_zone))
    )
    own = _own(request)
    supplied = _supplied(request, home, asked, zone) if resources and not asked.listed else []
    grid = _grid(resources, asked, own, zone, supplied) if resources and not asked.listed else None
    listed = _listed(home, resources, asked, own) if asked.listed else ()
    today, span = clock.today(), timedelta(days=asked.days)
    later = asked.first + span
    return {
        "here": "timeline",
        "asked": asked,
        "supplier": home.party_text(asked.supplier, language()),
        "suppliers": [(one, home.party_name(one, language())) for one in _suppliers(home)],
        "offerings": [(one, _name(home, one)) for one in _offerings(home, asked.supplier)],
        "resources": [(one.id, label(home, one)) for one in every],
        "more": len(every) - len(resources),
        "spans": SPANS,
        "grid": grid,
        "shown": _shown(home, viewer(request), grid) if grid else (),
        "listed": listed,
        "zone": zone.key,
        "as_grid": asked.address(page, listed=False),
        "as_list": asked.address(page, listed=True),
        "earlier": asked.address(page, first=max(today, asked.first - span)) if asked.first > today else "",
        "later": asked.address(page, first=later) if later < today + FARTHEST else "",
    }  # fmt: skip


def _own(request: HttpRequest) -> tuple[Booking, ...]:
    actor = actor_of(request)
    return my_bookings(actor, since=clock.now() - timedelta(days=1), limit=1_000) if actor else ()


def _supplied(request: HttpRequest, home: House, asked: Asked, zone: ZoneInfo) -> list[tuple[Booking, str]]:
    """What the counter hands out in that time, with the names of who comes; nothing for everybody else."""
    actor, at = actor_of(request), clock.now()
    if actor is None or not may(actor, "booking.read_supplied", asked.supplier, at):
        return []
    start, end = bounds(asked.first, asked.days, zone)
    found = supplied_bookings(asked.supplier, start, end, actor=actor, at=at, limit=2_000)
    return [
        (one, home.party_name(one.used_by or one.buyer, language()))
        for one in found
        if one.occupies and one.kind == Booking.BOOKING
    ]


def _suppliers(home: House) -> tuple[str, ...]:
    found = (
        item.supplier for item in home.offerings(clock.today()) if home.company.resources_of.get(item.id)
    )
    return tuple(dict.fromkeys(found))


def _offerings(home: House, supplier: str) -> tuple[str, ...]:
    return tuple(
        item.id
        for item in home.offerings(clock.today())
        if item.supplier == supplier and home.company.resources_of.get(item.id)
    )


def _resources(home: House, asked: Asked) -> tuple[Resource, ...]:
    chosen = (asked.offering,) if asked.offering else _offerings(home, asked.supplier)
    return tuple(one for offering in chosen for one in home.company.resources_of[offering])


def _name(home: House, offering: str) -> Text:
    item = home.company.offerings[offering]
    return in_language(item.name_fr, item.name_en, language())


def label(home: House, one: Resource) -> str:
    """A resource with what it is offered as."""
    return f"{_name(home, one.offering)}, {one.name_fr if language() == 'fr' else one.name_en}"


def _grid(resources: Sequence[Resource], asked: Asked, own: Sequence[Booking], zone: ZoneInfo,
    supplied: Sequence[tuple[Booking, str]],
) -> Timeline:  # fmt: skip
    start, end = bounds(asked.first, asked.days, zone)
    found = calendars(start, end, at=clock.now(), resources=[one.id for one in resources])
    return timeline(
        resources,
        found,
        own,
        first=asked.first,
        days=asked.days,
        zone=zone,
        at=clock.now(),
        supplied=supplied,
    )


def _shown(home: House, who: Viewer, grid: Timeline) -> tuple[Shown, ...]:
    offerings = dict.fromkeys(row.offering for row in grid.rows)
    prices = {one: in_words(priced(home, who, home.company.offerings[one])[0]) for one in offerings}
    return tuple(
        Shown(row, _name(home, row.offering), reverse("offer", args=[row.offering]), prices[row.offering])
        for row in grid.rows
    )


def _listed(
    home: House, resources: Sequence[Resource], asked: Asked, own: Sequence[Booking]
) -> tuple[tuple[Text, Week], ...]:
    found = weeks_of(resources, asked.first, asked.days, own)
    return tuple((_name(home, one.offering), week) for one, week in zip(resources, found, strict=True))
