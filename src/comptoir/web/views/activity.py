"""My activity: what is coming, running and over, waited for, booked or ordered, and what can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir import wording
from comptoir.core.ordering.thread import SeenThread, Thread
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import has_feed, leave_waiting_list, my_wishes
from comptoir.operations.deals.reading import list_own_negotiations, list_supplied_negotiations
from comptoir.operations.read_booking import use_amounts
from comptoir.operations.read_order import OrderView, find_orders
from comptoir.store.bookings.models import Booking, WaitingWish
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.mine import Filter, grouped, own_bookings, paged, read_filter
from comptoir.web.numbers import page_of
from comptoir.web.recent import deeds
from comptoir.web.saying import booking_state, deal_state, order_state, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.views.booking import times_of, undo_of

MOST = 100
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking or order in the list."""

    address: str
    name: Text
    when: str
    word: str
    mark: str
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something waited for: what, when, and the offer if it became free; `held` says until when it is kept."""

    id: str
    name: Text
    when: str
    offer: str = ""
    held: str = ""


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """The viewer's own bookings, orders and negotiations."""
    home, actor = house(), actor_of(request)
    errors: dict[str, str] = {}
    asked = read_filter(request.GET.dict(), home, errors)
    found = own_bookings(actor, asked, home)
    plain = asked.is_plain
    turned = page_of(request.GET.get("orders", ""))
    orders = _orders(actor, turned) if actor and plain else ()
    talks = _talks(home, actor) if actor and plain else []
    waiting = [_waiting(home, one) for one in my_wishes(actor)] if actor else []
    page = page_of(request.GET.get("page", ""))
    groups, follows = paged(grouped(found, clock.now()), page)
    amounts = use_amounts([one for _title, rows in groups for one in rows])
    return render(
        request,
        "web/activity.html",
        {
            "here": "activity",
            "asked": asked,
            "errors": errors,
            "query": asked.query(),
            "states": _states(asked),
            "suppliers": [(one, home.party_name(one, language())) for one in home.suppliers(clock.today())],
            "groups": [(title, [_booked(home, one, amounts) for one in rows]) for title, rows in groups],
            "before": _page(asked, page - 1) if page > 1 else "",
            "after": _page(asked, page + 1) if follows else "",
            "waiting": [one for one in waiting if not one.offer],
            "offered": [one for one in waiting if one.offer],
            "recent": [undo_of(home, one) for one in deeds(request)] if actor else [],
            "orders": [_ordered(home, one) for one in orders[:MOST]],
            "newer": f"?orders={turned - 1}#orders" if turned > 1 and plain else "",
            "older": f"?orders={turned + 1}#orders" if len(orders) > MOST else "",
            "talks": talks,
            "known": actor is not None,
            "any": bool(found),
            "nothing": not (found or orders or talks or waiting),
            "suggested": _suggested(home) if plain and not (found or orders or talks) else [],
            "feed_since": has_feed(actor) if actor else None,
            "feed": request.session.pop("feed", ""),
        },
    )  # fmt: skip


def _orders(actor: Actor, page: int) -> tuple[OrderView, ...]:
    """A page of the reader's orders, newest first, and one more to tell whether others follow."""
    return find_orders(actor=actor, at=clock.now(), limit=MOST + 1, start=(page - 1) * MOST)


def _page(asked: Filter, page: int) -> str:
    """The address of another page of the same bookings."""
    query = asked.query()
    return f"?{query}&page={page}" if query else f"?page={page}"


@require_POST
def leave(request: HttpRequest, wish: str) -> HttpResponse:
    """Wait no more."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    try:
        leave_waiting_list(wish, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    return HttpResponseRedirect(f"{reverse('activity')}#waiting")


def _states(asked: Filter) -> list[tuple[str, str, bool]]:
    rows = [("", _("all")), ("running", _("running")), ("coming", _("coming")), ("over", _("over"))]
    return [(code, label, asked.state == code) for code, label in rows]


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
            named(home, one.offering),
            home.party_name(one.customer, language()),
            *deal_state(one.state),
        )
        for one in threads
    ]


def _booked(home: House, one: Booking, amounts: dict[int, Amount]) -> Entry:
    amount = amounts.get(one.id)
    address = reverse("booking", args=[one.public_id])
    told = (amount,) if amount is not None else ()
    return Entry(address, named(home, one.offering), times_of(home, one), *booking_state(one.state), told)


def _ordered(home: House, one: OrderView) -> Entry:
    offerings = tuple(line.offering for line in one.lines)
    name = named(home, offerings[0]) if offerings else Text("—", language())
    submitted = wording.format_date(one.submitted_at, language()) if one.submitted_at else ""
    return Entry(reverse("order", args=[one.id]), name, submitted, *order_state(one.state), one.owed())


def _waiting(home: House, wish: WaitingWish) -> Waiting:
    offered = wish.booking if wish.state == "offered" else None
    known = home.company.resources_of.get(wish.offering, ())
    zone = ZoneInfo(known[0].rules.time_zone if known else str(home.company.settings.time_zone))
    start, end = (one.astimezone(zone) for one in (wish.starts_at, wish.ends_at))
    name, times = named(home, wish.offering), when(start, end)
    if offered is None or offered.held_until is None or offered.held_until <= clock.now():
        return Waiting(wish.public_id, name, times)
    held = wording.format_time(offered.held_until.astimezone(zone), language())
    return Waiting(wish.public_id, name, times, reverse("booking", args=[offered.public_id]), held)


def _suggested(home: House) -> list[tuple[str, Text, str]]:
    """Something to begin with: what can be booked, from as many suppliers as there are."""
    found: dict[str, tuple[str, Text, str]] = {}
    for item in home.offerings(clock.today()):
        if home.company.resources_of.get(item.id) and item.supplier not in found:
            supplier = home.party_name(item.supplier, language())
            found[item.supplier] = (reverse("offer", args=[item.id]), named(home, item.id), supplier)
    return list(found.values())[:SUGGESTED]


def named(home: House, offering: str) -> Text:
    """An offering's name."""
    item = home.company.offerings.get(offering)
    return in_language(item.name_fr, item.name_en, language()) if item else Text(offering, language())
