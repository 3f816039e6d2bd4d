"""A walk-in: somebody stands at the counter and wants something now. Found by name, booked for them, handed over.

The price is the one that this customer has, shown before it is booked, and the cost centers are theirs. Rule to
remember: a walk-in goes by the same rules and the same queue as everybody; what is taken is answered with the next
times at which it is free, and with a place on the waiting list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.company.model import Resource
from comptoir.core.booking import Slot
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import ForWhom, Taken, Want, book, hand_over, join_waiting_list
from comptoir.operations.read_booking import preview_booking
from comptoir.operations.serving import Served, served_as
from comptoir.web import clock
from comptoir.web.asking import Shape, shape
from comptoir.web.bearing import Bearing, bearing_served
from comptoir.web.booking_form import Wished, read_times, read_wish
from comptoir.web.entry import FoundParty
from comptoir.web.house import House
from comptoir.web.prices import rate_class_of
from comptoir.web.saying import told, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import Viewer
from comptoir.web.views.board import SAID
from comptoir.web.views.book import asked_questions, counted_fields
from comptoir.web.views.booking import back
from comptoir.web.views.supplied import at_counter, choice, choose_party
from comptoir.web.views.timeline import label

_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page says: the price and the time in words, or why not and when instead.

    waitable  whether they may wait for it: it is taken, and nothing else stands against it
    """

    when: str = ""
    amount: Amount | None = None
    agreed: str = ""
    ready: bool = False
    problem: str = ""
    instead: tuple[tuple[str, dict[str, str]], ...] = ()
    waitable: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The answer's HTTP status."""
        return 409 if self.problem else 400 if self.errors else 200


@dataclass(frozen=True, slots=True)
class AtCounter:
    """Somebody at the counter: what they want and when, in which capacity, who bears it, and who serves them."""

    one: Resource
    acting: Served
    wished: Wished
    bearing: Bearing
    actor: Actor

    @property
    def zone(self) -> ZoneInfo:
        """The clock of what they want."""
        return ZoneInfo(self.one.rules.time_zone)

    @property
    def want(self) -> Want:
        """The wish itself; there is one when the form could be read."""
        asked = self.wished.want
        assert asked is not None
        start, end = asked.start.astimezone(self.zone), asked.end.astimezone(self.zone)
        return Want(self.one.offering, start, end, self.one.id, asked.quantity)

    @property
    def whom(self) -> ForWhom:
        """Whom it is for, with their answers, and who bears it."""
        return ForWhom(
            buyer=self.acting.party,
            used_by=self.acting.person,
            given=self.wished.given,
            shares=self.bearing.shares,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """The form of a walk-in: GET finds the customer and the price, POST books, hands over, or lets them wait."""
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
    form = _form(home, chosen, acting, supplier) if chosen and acting else None
    wished = _wished(home, chosen, form, sent.dict()) if chosen else None
    bearing = bearing_served(home, actor, acting, supplier, sent) if acting else None
    offer = Offer()
    if chosen and wished and acting and bearing:
        here = AtCounter(chosen, acting, wished, bearing, actor)
        offer = _offer(here)
        done = _do(request, home, here, offer) if request.method == "POST" else offer
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
        "which": wished.which if wished else {},
        "questions": asked_questions(home, form, wished) if form and wished else [],
        "counted": counted_fields(form, wished) if form and wished else [],
        "estimate": bool(wished and wished.expected),
        "bearing": bearing,
        "pool": bool(chosen and chosen.rules.capacity > 1),
        "offer": offer,
        "key": token_urlsafe(16),
    }
    return render(request, "web/walk_in.html", context, status=offer.status)


def _supplies(home: House, one: Resource, supplier: str) -> bool:
    item = home.offering(one.offering, clock.today())
    return item is not None and item.supplier == supplier


def _form(home: House, one: Resource, acting: Served, supplier: str) -> Shape | None:
    """What the price of this customer asks about; None where there is no card."""
    item, card = home.company.offerings[one.offering], home.company.card(supplier, clock.today())
    if card is None:
        return None
    customer = Viewer(party=acting.person, acting_for=acting.party)
    return shape(card, item, rate_class_of(home, customer, item, card), clock.today())


def _wished(home: House, one: Resource, form: Shape | None, query: dict[str, str]) -> Wished:
    """The times of the form, and the answers where the customer is known; where no time is written, from now on."""
    zone = ZoneInfo(one.rules.time_zone)
    now = clock.now().astimezone(zone)
    step = one.rules.slot or _QUARTER
    start = now + (step - (now - datetime.combine(now.date(), datetime.min.time(), zone)) % step) % step
    usual = {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}"}
    asked = {**usual, **{name: value for name, value in query.items() if value and name != "repeat"}}
    if form is not None:
        return read_wish(asked, home.company, home.company.offerings[one.offering], form, zone)
    length = max(one.rules.shortest, timedelta(hours=1))
    return read_times(asked, home.company, one.offering, zone, usual=length)


def _offer(here: AtCounter) -> Offer:
    """The price and room for a wish, or why not and what instead."""
    if here.wished.want is None:
        return Offer()
    want = here.want
    try:
        found = preview_booking(want, here.whom, actor=here.actor, at=clock.now())
    except Refusal as refused:
        return _refusal(here, refused)
    agreed = "" if found.amount is None else str(found.amount)
    return Offer(when(want.start, want.end), found.amount, agreed, ready=True)


def _refusal(here: AtCounter, refused: Refusal) -> Offer:
    """Why not, and at which times it is free."""
    taken = isinstance(refused, Taken)
    slots = refused.alternatives if isinstance(refused, Taken) else ()
    instead = tuple(
        (when(slot.start.astimezone(here.zone), slot.end.astimezone(here.zone)), _fields(here, slot))
        for slot in slots
    )
    words, problem = when(here.want.start, here.want.end), told(refused.reason, here.zone)
    return Offer(words, problem=problem, instead=instead, waitable=taken)


def _do(request: HttpRequest, home: House, here: AtCounter, offer: Offer) -> Offer | HttpResponse:
    """What the pressed button says: wait for what is taken, or book what is free."""
    verb = request.POST.get("verb", "")
    if (offer.ready or offer.waitable) and here.bearing.errors:
        return replace(offer, errors=here.bearing.errors)
    if verb == "wait" and offer.waitable:
        return _wait(request, home, here)
    return _book(request, here, offer) if verb != "wait" and offer.ready else offer


def _wait(request: HttpRequest, home: House, here: AtCounter) -> Offer | HttpResponse:
    """Put them on the waiting list, behind whoever came before."""
    key = request.POST.get("key", "")[:64]
    try:
        join_waiting_list(here.want, here.whom, actor=here.actor, at=clock.now(), key=key)
    except Refusal as refused:
        return _refusal(here, refused)
    request.session[SAID] = _("%(who)s waits for it: %(what)s, %(when)s.") % {
        "who": home.party_name(here.acting.person, language()),
        "what": label(home, here.one),
        "when": when(here.want.start, here.want.end),
    }
    supplier = home.company.offerings[here.one.offering].supplier
    return HttpResponseRedirect(f"{reverse('board')}?supplier={supplier}")


def _book(request: HttpRequest, here: AtCounter, offer: Offer) -> Offer | HttpResponse:
    """Book for the customer at the price that was shown, and hand over at once if that was the button."""
    if request.POST.get("agreed", "") != offer.agreed:
        changed = _("The price has changed since you saw it. Nothing was booked; this is the price now.")
        return Offer(offer.when, offer.amount, offer.agreed, ready=True, problem=changed)
    at, key = clock.now(), request.POST.get("key", "")[:64]
    try:
        made = book(here.want, here.whom, actor=here.actor, at=at, key=key)
    except Refusal as refused:
        return _refusal(here, refused)
    problem = ""
    if request.POST.get("verb") == "hand_over":
        try:
            hand_over(made.booking.public_id, actor=here.actor, at=at)
        except Refusal as refused:
            problem = told(refused.reason, here.zone)
    return back(request, made.booking.public_id, problem)


def _fields(here: AtCounter, slot: Slot) -> dict[str, str]:
    """What the form says for another time: all else as it was."""
    begins, ends = slot.start.astimezone(here.zone), slot.end.astimezone(here.zone)
    kept = {
        name: text for name, text in here.wished.texts.items() if name == "count" or name.startswith("of-")
    }
    return {
        "day": f"{begins:%Y-%m-%d}", "start": f"{begins:%H:%M}", "until": f"{ends:%Y-%m-%d}",
        "end": f"{ends:%H:%M}", **kept,
    }  # fmt: skip
