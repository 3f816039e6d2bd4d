"""The counter today: what is fetched, what comes back, what is late, in the order of the clock and of nothing else.

Only the supplier's people may open it; for everybody else the address does not exist. Rule to remember: nothing here
says or asks who is inside and who is outside: the next customer is the one whose time comes next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.values import Refusal
from comptoir.operations.actors import may
from comptoir.operations.bookings import day_board, hand_back, hand_over, miss_booking
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.booking_form import read_day
from comptoir.web.house import House, house
from comptoir.web.saying import told, when
from comptoir.web.templatetags.comptoir import language

_DOES: Mapping[str, Callable[..., object]] = {
    "hand_over": hand_over,
    "hand_back": hand_back,
    "miss": miss_booking,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: which booking, what, for whom, when, and the button that does it."""

    id: str
    resource: str
    person: str
    when: str
    address: str
    verb: str
    label: str


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """A supplier's day; POST hands something over, takes it back, or notes that nobody came."""
    home, actor, at = house(), actor_of(request), clock.now()
    own = [
        one for one in home.suppliers(clock.today()) if actor and may(actor, "booking.read_supplied", one, at)
    ]
    supplier = request.GET.get("supplier", own[0] if own else "")
    if actor is None or supplier not in own:
        raise Http404
    errors: dict[str, str] = {}
    day = read_day(request.GET, "day", clock.today(), errors)
    zone = ZoneInfo(str(home.company.settings.time_zone))
    problem = ""
    if request.method == "POST":
        does = _DOES.get(request.POST.get("verb", ""))
        if does is None:
            raise Http404
        try:
            does(request.POST.get("booking", ""), actor=actor, at=at)
            return HttpResponseRedirect(f"{reverse('board')}?supplier={supplier}&day={day}")
        except Refusal as refused:
            problem = told(refused.reason, zone)
    start = datetime.combine(day, time(0), zone)
    found = day_board(
        supplier, start, datetime.combine(day + timedelta(days=1), time(0), zone), actor=actor, at=at
    )
    groups = (
        (_("Late"), found.late, "hand_back", _("Take back")),
        (_("To hand over"), found.pick_ups, "hand_over", _("Hand over")),
        (_("Not come yet"), found.missed, "miss", _("Nobody came")),
        (_("To come back"), found.returns, "hand_back", _("Take back")),
    )
    context = {
        "here": "board",
        "supplier": home.party_text(supplier, language()),
        "code": supplier,
        "suppliers": [(one, home.party_name(one, language())) for one in own],
        "day": day,
        "errors": errors,
        "groups": [
            (title, [_task(home, one, verb, label) for one in rows])
            for title, rows, verb, label in groups
            if rows
        ],
        "problem": problem,
        "earlier": day - timedelta(days=1),
        "later": day + timedelta(days=1),
    }
    return render(request, "web/board.html", context, status=409 if problem else 200)


def _task(home: House, one: Booking, verb: str, label: str) -> Task:
    known = home.company.bookable.get(one.resource)
    zone = ZoneInfo(known.rules.time_zone if known else str(home.company.settings.time_zone))
    name = (known.name_fr if language() == "fr" else known.name_en) if known else one.resource
    return Task(
        one.public_id,
        f"{name} × {wording.format_number(one.quantity, language())}" if one.quantity > 1 else name,
        home.party_name(one.used_by or one.buyer, language()),
        when(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)),
        reverse("booking", args=[one.public_id]),
        verb,
        label,
    )
