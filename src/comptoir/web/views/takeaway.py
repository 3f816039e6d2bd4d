"""The reader's own bookings to take away: a table, a calendar file, and an address that a calendar reads by itself.

Rule to remember: a calendar's address works for whoever has it, so it holds nothing but the owner's own bookings, and
its owner may end it at any time.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.values import Refusal
from comptoir.documents.csv_out import to_csv
from comptoir.documents.ics import Occasion, to_ics
from comptoir.documents.sheet import Cell, Sheet
from comptoir.operations.bookings import end_feed, make_feed, read_feed
from comptoir.operations.read_booking import use_amounts
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.downloads import download
from comptoir.web.house import House, house
from comptoir.web.mine import own_bookings, read_filter
from comptoir.web.saying import booking_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.views.activity import named
from comptoir.web.views.booking import known, see, zone_of

OVER = ("cancelled", "expired", "no-show")


@require_safe
def bookings_csv(request: HttpRequest) -> HttpResponse:
    """The bookings that the page shows, as CSV for a spreadsheet of the reader's country."""
    home = house()
    found = own_bookings(actor_of(request), read_filter(request.GET.dict(), home, {}), home)
    amounts = use_amounts(found)
    heads = (
        _("Number"), _("What"), _("Resource"), _("How many"), _("Start"), _("End"), _("State"), _("For"),
        _("Amount"), _("Currency"),
    )  # fmt: skip
    rows = []
    for one in found:
        start, end = (instant.astimezone(zone_of(home, one)) for instant in (one.starts_at, one.ends_at))
        amount = amounts.get(one.id)
        row: tuple[Cell, ...] = (
            one.public_id, str(named(home, one.offering)), _resource(home, one), one.quantity,
            f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}", booking_state(one.state)[0],
            home.party_name(one.buyer, language()), amount, amount.currency if amount else None,
        )  # fmt: skip
        rows.append(row)
    return download(
        to_csv(Sheet("bookings", heads, tuple(rows)), language()), "text/csv; charset=utf-8", "bookings.csv"
    )


@require_safe
def bookings_ics(request: HttpRequest) -> HttpResponse:
    """The bookings that the page shows, as a calendar file."""
    home = house()
    found = own_bookings(actor_of(request), read_filter(request.GET.dict(), home, {}), home)
    return _calendar(request, home, found, "bookings.ics")


@require_safe
def booking_ics(request: HttpRequest, booking: str) -> HttpResponse:
    """One booking as a calendar file: it is put into the calendar, changed there, or taken out."""
    row = see(booking, known(request)).booking
    method = "CANCEL" if row.state in OVER else "PUBLISH"
    return _calendar(request, house(), (row,), f"{booking}.ics", method)


@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make an address for the reader's calendar (shown once), or end the one there is."""
    actor, at = known(request), clock.now()
    if request.POST.get("verb") == "end":
        end_feed(actor=actor, at=at)
    else:
        address = reverse("calendar", args=[make_feed(actor=actor, at=at)])
        request.session["feed"] = request.build_absolute_uri(address)
    return HttpResponseRedirect(f"{reverse('activity')}#calendar")


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar reads: the bookings of whoever made this address, cancelled ones too."""
    try:
        found = read_feed(secret, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    return _calendar(request, house(), found.bookings, "comptoir.ics")


def _calendar(
    request: HttpRequest, home: House, found: Iterable[Booking], name: str, method: str = "PUBLISH"
) -> HttpResponse:
    occasions = [_occasion(request, home, one) for one in found if one.kind == Booking.BOOKING]
    content = to_ics(occasions, name=home.name(language()), method=method)
    return download(content, "text/calendar; charset=utf-8", name)


def _occasion(request: HttpRequest, home: House, one: Booking) -> Occasion:
    zone, number = zone_of(home, one), _("Number")
    address = request.build_absolute_uri(reverse("booking", args=[one.public_id]))
    return Occasion(
        uid=f"booking-{one.public_id}@comptoir",
        sequence=one.sequence,
        start=one.starts_at.astimezone(zone),
        end=one.ends_at.astimezone(zone),
        summary=str(named(home, one.offering)),
        changed=one.last_deed_at,
        location=f"{_resource(home, one)}, {home.party_name(one.supplier, language())}",
        description=f"{booking_state(one.state)[0]}. {number} {one.public_id}",
        url=address,
        cancelled=one.state in OVER,
    )


def _resource(home: House, one: Booking) -> str:
    known_one = home.company.bookable.get(one.resource)
    if known_one is None:
        return one.resource
    return known_one.name_fr if language() == "fr" else known_one.name_en
