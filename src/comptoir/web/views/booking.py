"""One booking: as it stands, held with its time running, what cancelling costs, and the way back from each deed.

Rule to remember: a deed that can be taken back is done at once and told with its undo; what it costs stands beside
the button before, and another amount by then does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir import wording
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.share import HUNDRED, read_shares
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    Want,
    cancel_booking,
    cancellation_fee,
    confirm_booking,
    hold_booking,
    move_booking,
    restore_booking,
)
from comptoir.operations.read_booking import BookingView, get_booking
from comptoir.operations.taking.wanted import read_given
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.recent import Deed, find_deed, forget, note, toast
from comptoir.web.saying import booking_state, of_the_event, sentences, told, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language

# A refusal is kept for the page that follows.
SAID = "said"


@dataclass(frozen=True, slots=True)
class Fee:
    """What cancelling costs, and why."""

    amount: Amount
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """What was just done, in words, and the form that takes it back."""

    words: str
    address: str
    number: int


@require_safe
def booking_page(request: HttpRequest, booking: str) -> HttpResponse:
    """A booking as it stands: its frozen price and why, what can be done, and how to take that back."""
    home, actor = house(), known(request)
    seen = see(booking, actor)
    row, zone = seen.booking, zone_of(home, seen.booking)
    item = home.company.offerings[row.offering]
    one = home.company.bookable.get(row.resource)
    word, mark = booking_state(row.state)
    fee = _fee(booking, actor) if seen.changeable and row.state in ("held", "confirmed") else None
    price, now = seen.price(), clock.now()
    left = int((row.held_until - now).total_seconds()) if row.held_until else 0
    return render(
        request,
        "web/booking.html",
        {
            "here": "activity",
            "booking": row,
            "seen": seen,
            "name": in_language(item.name_fr, item.name_en, language()),
            "item": item,
            "resource": (one.name_fr if language() == "fr" else one.name_en) if one else row.resource,
            "supplier": home.party_text(row.supplier, language()),
            "buyer": home.party_text(row.buyer, language()),
            "used_by": home.party_text(row.used_by, language()) if row.used_by != row.buyer else "",
            "when": times_of(home, row),
            "word": word,
            "mark": mark,
            "price": price,
            "agreed": str(price.amount) if price and price.amount is not None else "",
            "gross": price.net + price.tax if price and price.net and price.tax else None,
            "because": sentences(price.reasons if price else ()),
            "charged": seen.price("cancellation") if row.state == "cancelled" else None,
            "fee": fee,
            "fee_because": sentences(of_the_event(fee.reasons)) if fee else (),
            "left": left if row.state == "held" else 0,
            "clock_left": f"{left // 60}:{left % 60:02d}",
            "held_until": wording.format_time(row.held_until.astimezone(zone), language()) if row.held_until else "",
            "may_change_it": seen.changeable,
            "capacity": row.buyer if not seen.changeable and row.buyer in actor.parties else "",
            "borne": _borne(home, row),
            "may_hold": seen.changeable and (row.state == "expired" or (row.state == "held" and left <= 0)),
            "may_change": seen.changeable and row.state == "confirmed" and row.ends_at > now,
            "may_extend": seen.changeable and row.state == "started",
            "may_restore": seen.changeable and row.state == "cancelled" and row.ends_at > now,
            "order": row.line.partition("/")[0],
            "problem": request.session.pop(SAID, ""),
            "toast": undo_of(home, toast(request)),
        },
    )  # fmt: skip


@require_POST
def cancel(request: HttpRequest, booking: str) -> HttpResponse:
    """Cancel a booking at the fee that was shown."""
    actor = known(request)
    see(booking, actor)
    agreed = _fee(booking, actor)
    if agreed is None or request.POST.get("fee", "") != str(agreed.amount):
        changed = _("The fee has changed since you saw it. Nothing changed; this is the fee now.")
        return back(request, booking, changed if agreed else _gone())
    try:
        cancel_booking(booking, actor=actor, at=clock.now(), agreed=agreed.amount)
    except Refusal:
        return back(request, booking, _gone())
    note(request, "cancel", booking, at=clock.now())
    return back(request, booking)


@require_POST
def restore(request: HttpRequest, booking: str) -> HttpResponse:
    """Take a cancellation back, if the time is still free."""
    actor = known(request)
    row = see(booking, actor).booking
    return back(request, booking, _restore(house(), row, actor))


@require_POST
def confirm(request: HttpRequest, booking: str) -> HttpResponse:
    """Make a hold a commitment at the price that was shown."""
    actor, home = known(request), house()
    seen = see(booking, actor)
    price = seen.price()
    if request.POST.get("agreed", "") != (str(price.amount) if price and price.amount is not None else ""):
        return back(request, booking, _("The price has changed since you saw it. This is the price now."))
    try:
        confirm_booking(booking, actor=actor, at=clock.now(), agreed=price.amount if price else None)
    except Refusal as refused:
        return back(request, booking, told(refused.reason, zone_of(home, seen.booking)))
    return back(request, booking)


@require_POST
def hold_again(request: HttpRequest, booking: str) -> HttpResponse:
    """Hold once more what a lapsed hold held: the same time, the same answers, nothing typed again."""
    actor, home = known(request), house()
    row = see(booking, actor).booking
    want = Want(row.offering, row.starts_at, row.ends_at, row.resource, row.quantity)
    who = ForWhom(
        row.buyer, row.payer, row.beneficiary, row.used_by, row.project, read_given(row.given),
        shares=read_shares(row.shares),
    )  # fmt: skip
    try:
        made = hold_booking(want, who, actor=actor, at=clock.now(), key=f"again-{booking}")
    except Refusal as refused:
        return back(request, booking, told(refused.reason, zone_of(home, row)))
    return back(request, made.booking.public_id)


@require_POST
def undo(request: HttpRequest, booking: str) -> HttpResponse:
    """Take a recent deed back: a cancellation, or a move to another time."""
    actor, home = known(request), house()
    row = see(booking, actor).booking
    deed = find_deed(request, request.POST.get("deed", ""))
    if deed is None or deed.booking != booking:
        raise Http404
    problem = _restore(home, row, actor) if deed.verb == "cancel" else _move_back(home, row, deed, actor)
    if not problem:
        forget(request, deed.number)
    return back(request, booking, problem)


def _restore(home: House, row: Booking, actor: Actor) -> str:
    """Restore a booking; what stands against it, in words."""
    try:
        restore_booking(row.public_id, actor=actor, at=clock.now())
    except Taken:
        return _("Somebody else has that time by now. Book another time instead.")
    except Refusal as refused:
        return told(refused.reason, zone_of(home, row))
    return ""


def _move_back(home: House, row: Booking, deed: Deed, actor: Actor) -> str:
    """Move a booking back to where it was at the price it had; what stands against it, in words."""
    before = deed.before
    want = Want(
        row.offering,
        datetime.fromisoformat(before["start"]),
        datetime.fromisoformat(before["end"]),
        before["resource"],
        int(before["quantity"]),
    )
    agreed = Amount(int(before["minor"]), before["currency"]) if before.get("minor") else None
    try:
        move_booking(row.public_id, want, actor=actor, at=clock.now(), agreed=agreed)
    except Refusal as refused:
        return told(refused.reason, zone_of(home, row))
    return ""


# --- what the pages of bookings share -----------------------------------------------------------------------------


def known(request: HttpRequest) -> Actor:
    """The actor of a request; a page of somebody unknown does not exist."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def see(booking: str, actor: Actor) -> BookingView:
    """A booking as the actor may see it; else it does not exist."""
    try:
        return get_booking(booking, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def back(request: HttpRequest, booking: str, problem: str = "") -> HttpResponseRedirect:
    """To the page of a booking, which tells what went wrong."""
    if problem:
        request.session[SAID] = problem
    return HttpResponseRedirect(reverse("booking", args=[booking]))


def zone_of(home: House, row: Booking) -> ZoneInfo:
    """The clock of what is booked."""
    one = home.company.bookable.get(row.resource)
    return ZoneInfo(one.rules.time_zone if one else str(home.company.settings.time_zone))


def times_of(home: House, row: Booking) -> str:
    """From when until when a booking lasts, in words."""
    zone = zone_of(home, row)
    return when(row.starts_at.astimezone(zone), row.ends_at.astimezone(zone))


def undo_of(home: House, deed: Deed | None) -> Undo | None:
    """A deed in words, with the form that takes it back."""
    if deed is None:
        return None
    if deed.verb == "cancel":
        words = _("The booking was cancelled.")
    else:
        zone = ZoneInfo(deed.before.get("zone") or str(home.company.settings.time_zone))
        start, end = (datetime.fromisoformat(deed.before[name]).astimezone(zone) for name in ("start", "end"))
        words = _("The booking was changed. Before, it was %(when)s.") % {"when": when(start, end)}
    return Undo(words, reverse("undo-booking", args=[deed.booking]), deed.number)


def _borne(home: House, row: Booking) -> str:
    """Which cost centers bear a booking, with their shares where there are several."""
    shares = read_shares(row.shares)
    names = {one.id: one.name_fr if language() == "fr" else one.name_en for one in home.company.cost_centers}
    told_each = [
        f"{one.cost_center}, {names.get(one.cost_center, '')}"
        + (
            f" ({wording.format_percent(one.percent / HUNDRED, language())})"
            if one.percent and len(shares) > 1
            else ""
        )
        for one in shares
    ]
    return "; ".join(told_each)


def _gone() -> str:
    return _("This could not be cancelled any more. Nothing changed; this is how it stands now.")


def _fee(booking: str, actor: Actor) -> Fee | None:
    try:
        fee = cancellation_fee(booking, actor=actor, at=clock.now())
    except Refusal:
        return None
    return Fee(fee.amount, fee.reasons)
