"""The counter today: what is fetched, what comes back, what is late, in the order of the clock and of nothing else.

Only the supplier's people may open it; for everybody else the address does not exist. Rule to remember: nothing here
says or asks who is inside and who is outside: the next customer is the one whose time comes next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import DayBoard, Returned, day_board, hand_back, hand_over, miss_booking
from comptoir.operations.read_booking import get_booking
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from comptoir.web.asking import counted_units, read_much
from comptoir.web.booking_form import read_day
from comptoir.web.house import House
from comptoir.web.saying import booking_state, told
from comptoir.web.templatetags.comptoir import amount, language
from comptoir.web.views.booking import times_of, zone_of
from comptoir.web.views.supplied import at_counter, choice

LONGEST_NOTE = 500
# What was just done is told on the page that follows.
SAID = "board-said"
WRONG = "board-wrong"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: which booking, for whom, when, and the buttons that do it.

    noted    whether the condition of the thing is written down with it
    flagged  whether one may say that something is wrong with it
    counted  what is read off it at its return: field and label
    """

    id: str
    resource: str
    person: str
    when: str
    address: str
    buttons: tuple[tuple[str, str], ...]
    noted: bool
    flagged: bool
    counted: tuple[tuple[str, str], ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """A supplier's day; POST hands something over, takes it back, or notes that nobody came."""
    home, actor, own, supplier = at_counter(request, "booking.read_supplied")
    errors: dict[str, str] = {}
    day = read_day(request.GET, "day", clock.today(), errors)
    here = f"{reverse('board')}?{urlencode({'supplier': supplier, 'day': day})}"
    number = _code(request.GET.get("number", ""))
    row = _of_code(number, own, actor) if number else None
    if row is not None and row.supplier != supplier:
        other = {"supplier": row.supplier, "day": day, "number": number}
        if request.method != "POST":
            return HttpResponseRedirect(f"{reverse('board')}?{urlencode(other)}")
    if number and row is None:
        errors["number"] = _("No booking of this counter has this number. Read it again, or type it.")
    zone = ZoneInfo(str(home.company.settings.time_zone))
    problem = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_do(request, home, actor) or here)
        except Refusal as refused:
            problem = told(refused.reason, zone)
    found = _day(supplier, day, zone, actor)
    deciding = may(actor, "booking.hand_over", supplier, clock.now())
    row = _of_code(number, own, actor) if problem and row is not None else row
    context = {
        "here": "board",
        **choice(home, own, supplier),
        "day": day,
        "errors": errors,
        "groups": _groups(home, found, deciding=deciding) if row is None else [],
        "number": number,
        "asked": _asked(home, row, deciding=deciding) if row is not None else None,
        "next": _next(home, found),
        "maintenance": [(_named(home, one), times_of(home, one), one.note) for one in found.maintenance],
        "may_sell": may(actor, "booking.make_for", supplier, clock.now()),
        "may_maintain": may(actor, "booking.maintain", supplier, clock.now()),
        "problem": problem or request.session.pop(WRONG, ""),
        "said": request.session.pop(SAID, ""),
        "earlier": day - timedelta(days=1),
        "later": day + timedelta(days=1),
    }
    return render(request, "web/board.html", context, status=409 if problem else 200)


def _code(text: str) -> str:
    """A booking's number as it was typed or read by a scanner, which may read the whole address of its page."""
    return text.strip()[:200].rstrip("/").rpartition("/")[2].upper()[:40]


def _of_code(number: str, own: Sequence[str], actor: Actor) -> Booking | None:
    """The booking of that number at one of the actor's counters, whatever its day."""
    try:
        row = get_booking(number, actor=actor, at=clock.now()).booking
    except Refusal:
        return None
    return row if row.kind == Booking.BOOKING and row.supplier in own else None


def _asked(home: House, one: Booking, *, deciding: bool) -> tuple[str, str, Task]:
    """The booking whose code was read: how it stands, and the buttons for what comes next."""
    missed = (("miss", _("Nobody came")),) if one.starts_at < clock.now() else ()
    buttons: dict[str, tuple[tuple[str, str], ...]] = {
        "confirmed": (("hand_over", _("Hand over")), *missed),
        "started": (("hand_back", _("Take back")),),
    }
    return *booking_state(one.state), _task(home, one, buttons.get(one.state, ()) if deciding else ())


def _day(supplier: str, day: date, zone: ZoneInfo, actor: Actor) -> DayBoard:
    start, end = (datetime.combine(one, time(0), zone) for one in (day, day + timedelta(days=1)))
    return day_board(supplier, start, end, actor=actor, at=clock.now())


def _do(request: HttpRequest, home: House, actor: Actor) -> str:
    """What the pressed button says; the page to go on to, empty: the board."""
    verb, booking = request.POST.get("verb", ""), request.POST.get("booking", "")
    note = request.POST.get("condition", "").strip()[:LONGEST_NOTE]
    at = clock.now()
    if verb == "hand_over":
        made = hand_over(booking, actor=actor, at=at, condition=note)
        request.session[SAID] = _("Handed over: %(what)s.") % {"what": _named(home, made)}
    elif verb == "hand_back":
        counted, errors = _read_off(request.POST)
        if errors:
            return _refused(request, errors)
        returned = hand_back(booking, actor=actor, at=at, condition=note, counted=counted)
        request.session[SAID] = _told_return(home, returned)
        if request.POST.get("broken") == "yes":
            return _out_of_order(home, returned.booking, note)
    elif verb == "miss":
        missed = miss_booking(booking, actor=actor, at=at)
        said = [_("Nobody came: %(what)s.") % {"what": _named(home, missed.booking)}]
        if missed.fee and missed.fee.minor:
            said += [_("Fee:"), f"{amount(missed.fee)}."]
        request.session[SAID] = " ".join(said)
    else:
        raise Http404
    return ""


def _read_off(sent: Mapping[str, str]) -> tuple[dict[str, Decimal], list[str]]:
    """What was counted, by unit, and what is wrong with what was written."""
    counted: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for field in sent:
        name = field.removeprefix("of-")
        if (
            name != field
            and (text := sent[field].strip())
            and (much := read_much(text, name, errors)) is not None
        ):
            counted[name] = much
    return counted, [f"{name}: {problem}" for name, problem in errors.items()]


def _refused(request: HttpRequest, errors: list[str]) -> str:
    request.session[WRONG] = " ".join(errors)
    return ""


def _told_return(home: House, returned: Returned) -> str:
    """What was taken back, and what its use and its lateness cost."""
    parts = [_("Taken back: %(what)s.") % {"what": _named(home, returned.booking)}]
    if returned.amount is not None:
        parts.append(_("Use: %(amount)s.") % {"amount": amount(returned.amount)})
    if returned.late_fee is not None and returned.late_fee.minor:
        late = wording.format_duration(returned.late, language())
        parts.append(_("Late by %(late)s: %(amount)s.") % {"late": late, "amount": amount(returned.late_fee)})
    return " ".join(parts)


def _out_of_order(home: House, one: Booking, note: str) -> str:
    """The form that takes a thing out of service from now on, filled in."""
    start = clock.now().astimezone(zone_of(home, one))
    query = {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}", "note": note}
    return f"{reverse('maintenance', args=[one.resource])}?{urlencode(query)}"


def _groups(home: House, found: DayBoard, *, deciding: bool) -> list[tuple[str, list[Task]]]:
    """The lists of the page, without the empty ones; each booking stands in one of them."""
    back, over = ("hand_back", _("Take back")), ("hand_over", _("Hand over"))
    missed = {one.id for one in found.missed}
    coming = [one for one in found.pick_ups if one.id not in missed]
    rows: list[tuple[str, Sequence[Booking], tuple[tuple[str, str], ...]]] = [
        (_("Late"), found.late, (back,)),
        (_("Not come yet"), found.missed, (over, ("miss", _("Nobody came")))),
        (_("To hand over"), coming, (over,)),
        (_("To come back"), found.returns, (back,)),
    ]
    return [
        (title, [_task(home, one, buttons if deciding else ()) for one in group])
        for title, group, buttons in rows
        if group
    ]


def _next(home: House, found: DayBoard) -> Task | None:
    """Whose time comes next, whoever it is."""
    missed = {one.id for one in found.missed}
    coming = [one for one in found.pick_ups if one.id not in missed]
    return _task(home, coming[0], ()) if coming else None


def _task(home: House, one: Booking, buttons: tuple[tuple[str, str], ...]) -> Task:
    verbs = {verb for verb, _label in buttons}
    return Task(
        one.public_id,
        _named(home, one),
        home.party_name(one.used_by or one.buyer, language()),
        times_of(home, one),
        reverse("booking", args=[one.public_id]),
        buttons,
        noted=bool(verbs),
        flagged="hand_back" in verbs,
        counted=_counted(home, one) if "hand_back" in verbs else (),
    )


def _counted(home: House, one: Booking) -> tuple[tuple[str, str], ...]:
    """What is read off a thing at its return, where its prices count it."""
    card = home.company.card(one.supplier, clock.today())
    names = counted_units(card, home.company.offerings[one.offering]) if card else ()
    labels = ((name, wording.unit_word(name, language(), 2)) for name in names)
    return tuple((name, capfirst(label)) for name, label in labels)


def _named(home: House, one: Booking) -> str:
    """What is booked, and how many of it."""
    known = home.company.bookable.get(one.resource)
    name = (known.name_fr if language() == "fr" else known.name_en) if known else one.resource
    return f"{name} × {wording.format_number(one.quantity, language())}" if one.quantity > 1 else name
