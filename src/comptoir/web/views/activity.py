"""My activity: what is coming, running and over, booked or ordered, and the bookings as a table to take away."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.ordering.thread import SeenThread, Thread
from comptoir.core.values import Amount
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import my_bookings
from comptoir.operations.deals.reading import list_own_negotiations, list_supplied_negotiations
from comptoir.operations.read_order import find_orders
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.saying import booking_state, deal_state, order_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.views.book import when

BACK = timedelta(days=90)
MOST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking or order in the list."""

    address: str
    name: Text
    when: str
    word: str
    mark: str
    amounts: tuple[Amount, ...] = ()


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """The viewer's own bookings and orders."""
    home, actor = house(), actor_of(request)
    found = my_bookings(actor, since=clock.now() - BACK, limit=MOST) if actor else ()
    orders = find_orders(actor=actor, at=clock.now()) if actor else ()
    now = clock.now()
    groups = [
        (_("Running"), [one for one in found if one.state == "started"]),
        (_("Coming"), [one for one in found if one.state in ("held", "confirmed") and one.ends_at > now]),
        (_("Over"), [one for one in found if one.state not in ("held", "confirmed", "started") or
                     (one.state != "started" and one.ends_at <= now)]),
    ]  # fmt: skip
    return render(
        request,
        "web/activity.html",
        {
            "here": "activity",
            "groups": [(title, [_booked(home, one) for one in rows]) for title, rows in groups if rows],
            "orders": [
                Entry(
                    reverse("order", args=[one.id]),
                    _first(home, tuple(line.offering for line in one.lines)),
                    wording.format_date(one.submitted_at, language()) if one.submitted_at else "",
                    *order_state(one.state),
                    one.owed(),
                )
                for one in orders[:MOST]
            ],
            "talks": _talks(home, actor) if actor else (),
            "known": actor is not None,
            "any": bool(found),
        },
    )


@require_safe
def bookings_csv(request: HttpRequest) -> HttpResponse:
    """The viewer's own bookings as CSV: semicolons in French, commas in English, as the spreadsheets there expect."""
    home, actor = house(), actor_of(request)
    found = my_bookings(actor, since=clock.now() - BACK, limit=MOST) if actor else ()
    out = io.StringIO()
    write = csv.writer(out, delimiter=";" if language() == "fr" else ",")
    write.writerow([_("Number"), _("What"), _("Start"), _("End"), _("State")])
    for one in found:
        zone = _zone(home, one)
        times = (f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" for instant in (one.starts_at, one.ends_at))
        write.writerow([one.public_id, _named(home, one.offering), *times, booking_state(one.state)[0]])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bookings.csv"'
    return answer


def _talks(home: House, actor: Actor) -> list[Entry]:
    """Negotiations: the reader's own, and those at the counters that the reader may answer for."""
    at = clock.now()
    threads: list[SeenThread | Thread] = list(list_own_negotiations(actor=actor, at=at))
    for unit in home.suppliers(clock.today()):
        if may(actor, "deal.answer", unit, at):
            threads += [
                one.thread for one in list_supplied_negotiations(unit, actor=actor, at=at, open_only=True)
            ]
    return [
        Entry(
            reverse("negotiation", args=[one.id]),
            _named(home, one.offering),
            home.party_name(one.customer, language()),
            *deal_state(one.state),
        )
        for one in threads
    ]


def _booked(home: House, one: Booking) -> Entry:
    zone = _zone(home, one)
    times = when(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone))
    address = reverse("booking", args=[one.public_id])
    return Entry(address, _named(home, one.offering), times, *booking_state(one.state))


def _zone(home: House, one: Booking) -> ZoneInfo:
    known = home.company.bookable.get(one.resource)
    return ZoneInfo(known.rules.time_zone if known else str(home.company.settings.time_zone))


def _named(home: House, offering: str) -> Text:
    item = home.company.offerings.get(offering)
    return in_language(item.name_fr, item.name_en, language()) if item else Text(offering, language())


def _first(home: House, offerings: tuple[str, ...]) -> Text:
    """An order by what stands on its first line."""
    return _named(home, offerings[0]) if offerings else Text("—", language())
