"""Change a booking: another time, a later end, another resource; the price before and after stands beside the button.

Rule to remember: what does not fit is answered with up to three times that do, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.core.booking import Slot
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import Taken, Want, extend_booking, move_booking
from comptoir.operations.read_booking import BookingView, preview_change
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.booking_desk import read_amount
from comptoir.web.booking_form import Wished, read_times
from comptoir.web.house import House, house
from comptoir.web.recent import note
from comptoir.web.saying import told, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language
from comptoir.web.views.booking import back, known, see, times_of, zone_of
from comptoir.web.views.timeline import page_of, read_asked, wish_of


@dataclass(frozen=True, slots=True)
class Instead:
    """Another time at which it is free: in words, what it then costs, and the fields that take it."""

    words: str
    amount: Amount | None
    fields: Mapping[str, str]
    agreed: str


@dataclass(frozen=True, slots=True)
class Changing:
    """What the page says to a change: what it costs then, or why not and what instead."""

    amount: Amount | None = None
    agreed: str = ""
    same: bool = False
    problem: str = ""
    instead: tuple[Instead, ...] = ()
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
def change_page(request: HttpRequest, booking: str) -> HttpResponse:
    """The form of a change: GET shows what it would cost, POST changes the booking."""
    home, actor = house(), known(request)
    seen = see(booking, actor)
    row, zone = seen.booking, zone_of(home, seen.booking)
    if row.kind != Booking.BOOKING or row.state not in ("confirmed", "started"):
        return back(request, booking)
    sent = request.POST if request.method == "POST" else request.GET
    wished = read_times({**_fields(row, zone), **sent.dict()}, home.company, row.offering, zone)
    answered = _answer(seen, wished, zone, actor)
    if request.method == "POST" and wished.want and not answered.problem and not answered.same:
        done = _change(request, seen, wished.want, answered, zone, actor)
        if isinstance(done, HttpResponse):
            return done
        answered = done
    item = home.company.offerings[row.offering]
    price = seen.price()
    return render(
        request,
        "web/change.html",
        {
            "here": "activity",
            "booking": row,
            "name": in_language(item.name_fr, item.name_en, language()),
            "now": times_of(home, row),
            "before": price.amount if price else None,
            "resources": _resources(home, row, wished),
            "pool": row.capacity > 1,
            "started": row.state == "started",
            "texts": wished.texts,
            "which": wished.which,
            "errors": wished.errors,
            "answered": answered,
            "when": when(wished.want.start.astimezone(zone), wished.want.end.astimezone(zone)) if wished.want else "",
        },
        status=400 if wished.errors and request.method == "POST" else answered.status,
    )  # fmt: skip


@require_safe
def change_timeline(request: HttpRequest, booking: str) -> HttpResponse:
    """The timeline of what is booked: a slot leads to the form of the change."""
    home, actor = house(), known(request)
    row = see(booking, actor).booking
    asked = replace(read_asked(request, home), offering=row.offering, supplier=row.supplier)
    if "from" not in request.GET:
        asked = replace(asked, first=max(row.starts_at.astimezone(zone_of(home, row)).date(), clock.today()))
    page = page_of(request, home, asked, request.path)
    item = home.company.offerings[row.offering]
    moving = {"address": reverse("change-booking", args=[booking]), "when": times_of(home, row)}
    name = in_language(item.name_fr, item.name_en, language())
    return render(request, "web/timeline.html", {**page, "here": "activity", "moving": moving, "name": name})


@require_safe
def change_slot(request: HttpRequest, booking: str, resource: str, minute: int) -> HttpResponse:
    """The way from a slot to the form of the change: as long as before, unless several slots were chosen."""
    home, actor = house(), known(request)
    row = see(booking, actor).booking
    one = home.company.bookable.get(resource)
    if one is None or one.offering != row.offering:
        return back(request, booking)
    wish = wish_of(request, home, one, minute, length=row.ends_at - row.starts_at)
    return HttpResponseRedirect(f"{reverse('change-booking', args=[booking])}?{wish}")


def _answer(seen: BookingView, wished: Wished, zone: ZoneInfo, actor: Actor) -> Changing:
    if wished.want is None:
        return Changing()
    row = seen.booking
    try:
        found = preview_change(row.public_id, wished.want, actor=actor, at=clock.now())
    except Refusal as refused:
        return _refusal(row, wished, refused, zone, actor)
    return Changing(found.amount, _text(found.amount), _is_same(row, wished.want))


def _refusal(row: Booking, wished: Wished, refused: Refusal, zone: ZoneInfo, actor: Actor) -> Changing:
    """Why not, and up to three times that are free."""
    slots = refused.alternatives if isinstance(refused, Taken) else ()
    found = (_instead(row, wished, slot, zone, actor) for slot in slots)
    offered = tuple(one for one in found if one is not None)
    status = 409 if isinstance(refused, Taken) else 200
    return Changing(None, "", False, told(refused.reason, zone), offered, status)


def _instead(row: Booking, wished: Wished, slot: Slot, zone: ZoneInfo, actor: Actor) -> Instead | None:
    assert wished.want is not None
    want = Want(row.offering, slot.start, slot.end, slot.resource, wished.want.quantity)
    try:
        found = preview_change(row.public_id, want, actor=actor, at=clock.now())
    except Refusal:
        return None
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    fields = {
        "resource": slot.resource, "day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}",
        "until": f"{end:%Y-%m-%d}", "end": f"{end:%H:%M}", "count": str(want.quantity),
    }  # fmt: skip
    return Instead(when(start, end), found.amount, fields, _text(found.amount))


def _change(
    request: HttpRequest, seen: BookingView, want: Want, answered: Changing, zone: ZoneInfo, actor: Actor
) -> Changing | HttpResponse:
    """Change the booking at the price that was shown; the way back, or why nothing was changed."""
    row, price = seen.booking, seen.price()
    deed = {"actor": actor, "at": clock.now(), "agreed": read_amount(request.POST.get("agreed", ""))}
    before = {
        "start": row.starts_at.isoformat(), "end": row.ends_at.isoformat(), "resource": row.resource,
        "quantity": str(row.quantity), "zone": zone.key,
    }  # fmt: skip
    if price is not None and price.amount is not None:
        before |= {"minor": str(price.amount.minor), "currency": price.amount.currency}
    try:
        if (want.start, want.resource, want.quantity) == (row.starts_at, row.resource, row.quantity):
            extend_booking(row.public_id, want.end, **deed)  # type: ignore[arg-type]
        else:
            move_booking(row.public_id, want, **deed)  # type: ignore[arg-type]
    except Refusal as refused:
        now = dict(refused.reason.params).get("now")
        dearer = {"amount": now, "agreed": str(now)} if isinstance(now, Amount) else {}
        return replace(answered, problem=told(refused.reason, zone), status=409, **dearer)  # type: ignore[arg-type]
    note(request, "move", row.public_id, at=clock.now(), **before)
    return back(request, row.public_id)


def _fields(row: Booking, zone: ZoneInfo) -> dict[str, str]:
    """The form as the booking stands."""
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return {
        "resource": row.resource, "day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}",
        "until": f"{end:%Y-%m-%d}", "end": f"{end:%H:%M}", "count": str(row.quantity),
    }  # fmt: skip


def _is_same(row: Booking, want: Want) -> bool:
    return (want.start, want.end, want.resource or row.resource, want.quantity) == (
        row.starts_at, row.ends_at, row.resource, row.quantity,
    )  # fmt: skip


def _resources(home: House, row: Booking, wished: Wished) -> list[tuple[str, str, bool]]:
    """The resources to choose from, where there is a choice."""
    found = home.company.resources_of.get(row.offering, ())
    chosen = wished.texts["resource"]
    named = [(one.id, one.name_fr if language() == "fr" else one.name_en, one.id == chosen) for one in found]
    return named if len(named) > 1 else []


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount)
