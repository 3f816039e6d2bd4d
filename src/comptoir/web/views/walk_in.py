"""A walk-in: somebody stands at the counter and wants something now. Found by name, booked for them, handed over.

The price is the one that this customer has, shown before it is booked. Rule to remember: a walk-in goes by the same
rules and the same queue as everybody; what is taken is answered with the next times at which it is free.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.company.model import Resource
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import ForWhom, Taken, Want, book, hand_over
from comptoir.operations.read_booking import preview_booking
from comptoir.operations.serving import Served, served_as
from comptoir.web import clock
from comptoir.web.booking_form import Wished, read_times
from comptoir.web.entry import FoundParty
from comptoir.web.house import House
from comptoir.web.saying import told, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.views.booking import back
from comptoir.web.views.supplied import at_counter, choice, choose_party
from comptoir.web.views.timeline import label

_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page says: the price and the time in words, or why not and when instead."""

    when: str = ""
    amount: Amount | None = None
    agreed: str = ""
    ready: bool = False
    problem: str = ""
    instead: tuple[tuple[str, dict[str, str]], ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """The form of a walk-in: GET finds the customer and the price, POST books and, if wanted, hands over."""
    home, actor, own, supplier = at_counter(request, "booking.make_for")
    sent = request.POST if request.method == "POST" else request.GET
    resources = [one for one in home.company.resources if _supplies(home, one, supplier)]
    chosen = next(
        (one for one in resources if one.id == sent.get("resource", "")), resources[0] if resources else None
    )
    customer, missing = "", ""
    choices: tuple[FoundParty, ...] = ()
    if sent.get("customer") or sent.get("customer_id"):
        customer, choices, missing = choose_party(
            home, sent.get("customer", "")[:80], sent.get("customer_id", "")
        )
    served = served_as(customer, actor=actor, supplier=supplier, at=clock.now()) if customer else ()
    acting = next((one for one in served if one.party == sent.get("buyer")), served[0] if served else None)
    wished = _wished(home, chosen, sent.dict()) if chosen else None
    offer = Offer()
    if chosen and wished and acting:
        offer = _offer(chosen, wished, acting, actor)
        if request.method == "POST" and offer.ready:
            done = _book(request, chosen, wished, acting, actor, offer)
            if isinstance(done, HttpResponse):
                return done
            offer = done
    context = {
        "here": "board",
        **choice(home, own, supplier),
        "resources": [(one.id, label(home, one), one is chosen) for one in resources],
        "customer": sent.get("customer", "")[:80],
        "customer_id": customer,
        "customer_name": home.party_name(customer, language()) if customer else "",
        "choices": choices,
        "missing": missing,
        "served": [(one.party, home.party_name(one.party, language()), one is acting) for one in served],
        "texts": wished.texts if wished else {},
        "errors": wished.errors if wished else {},
        "pool": bool(chosen and chosen.rules.capacity > 1),
        "offer": offer,
        "key": token_urlsafe(16),
    }
    return render(request, "web/walk_in.html", context, status=409 if offer.problem else 200)


def _supplies(home: House, one: Resource, supplier: str) -> bool:
    item = home.offering(one.offering, clock.today())
    return item is not None and item.supplier == supplier


def _wished(home: House, one: Resource, query: dict[str, str]) -> Wished:
    """The times of the form; where none is written, from now on."""
    zone = ZoneInfo(one.rules.time_zone)
    now = clock.now().astimezone(zone)
    step = one.rules.slot or _QUARTER
    start = now + (step - (now - datetime.combine(now.date(), datetime.min.time(), zone)) % step) % step
    usual = {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}"}
    asked = {name: value for name, value in query.items() if value}
    length = max(one.rules.shortest, timedelta(hours=1))
    return read_times({**usual, **asked}, home.company, one.offering, zone, usual=length)


def _offer(one: Resource, wished: Wished, acting: Served, actor: Actor) -> Offer:
    if wished.want is None:
        return Offer(errors=dict(wished.errors))
    zone = ZoneInfo(one.rules.time_zone)
    start, end = wished.want.start.astimezone(zone), wished.want.end.astimezone(zone)
    want = Want(one.offering, start, end, one.id, wished.want.quantity)
    try:
        found = preview_booking(want, _whom(acting), actor=actor, at=clock.now())
    except Refusal as refused:
        slots = refused.alternatives if isinstance(refused, Taken) else ()
        instead = tuple(
            (
                when(slot.start.astimezone(zone), slot.end.astimezone(zone)),
                _fields(slot.start, slot.end, zone),
            )
            for slot in slots
        )
        return Offer(when(start, end), problem=told(refused.reason, zone), instead=instead)
    agreed = "" if found.amount is None else str(found.amount)
    return Offer(when(start, end), found.amount, agreed, ready=True)


def _book(
    request: HttpRequest, one: Resource, wished: Wished, acting: Served, actor: Actor, offer: Offer
) -> Offer | HttpResponse:
    """Book for the customer at the price that was shown, and hand over at once if that was the button."""
    if request.POST.get("agreed", "") != offer.agreed:
        changed = _("The price has changed since you saw it. Nothing was booked; this is the price now.")
        return Offer(offer.when, offer.amount, offer.agreed, ready=True, problem=changed)
    assert wished.want is not None
    want = Want(one.offering, wished.want.start, wished.want.end, one.id, wished.want.quantity)
    zone, at = ZoneInfo(one.rules.time_zone), clock.now()
    try:
        made = book(want, _whom(acting), actor=actor, at=at, key=request.POST.get("key", "")[:64])
    except Refusal as refused:
        return Offer(offer.when, problem=told(refused.reason, zone))
    problem = ""
    if request.POST.get("verb") == "hand_over":
        try:
            hand_over(made.booking.public_id, actor=actor, at=at)
        except Refusal as refused:
            problem = told(refused.reason, zone)
    return back(request, made.booking.public_id, problem)


def _whom(acting: Served) -> ForWhom:
    return ForWhom(buyer=acting.party, used_by=acting.person)


def _fields(start: datetime, end: datetime, zone: ZoneInfo) -> dict[str, str]:
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    return {
        "day": f"{begins:%Y-%m-%d}", "start": f"{begins:%H:%M}", "until": f"{ends:%Y-%m-%d}",
        "end": f"{ends:%H:%M}",
    }  # fmt: skip
