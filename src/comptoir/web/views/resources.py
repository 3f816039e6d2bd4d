"""Behind the counter: the resources with their rules, when they are out of service, and who is qualified for them.

Rule to remember: whoever takes something out of service sees first whose bookings that would cancel, and decides then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir import wording
from comptoir.company.model import Resource
from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import (
    Affected,
    Taken,
    Want,
    asked_of_users,
    cancel_booking,
    end_qualification,
    list_holders,
    list_maintenance,
    preview_maintenance,
    put_in_maintenance,
    record_qualification,
)
from comptoir.store.bookings.models import Booking, Qualification
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.booking_form import Wished, read_times
from comptoir.web.entry import FoundParty, read_date
from comptoir.web.house import House, house
from comptoir.web.rules_words import rules_in_words
from comptoir.web.saying import told, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.activity import named
from comptoir.web.views.booking import known, times_of
from comptoir.web.views.supplied import at_counter, choice, choose_party
from comptoir.web.views.timeline import label

LONGEST_NOTE = 500
SAID = "resources-said"


@dataclass(frozen=True, slots=True)
class Shown:
    """One resource: what it is offered as, its rules in words, and its planned maintenance."""

    id: str
    name: str
    offering: Text
    address: str
    rules: list[tuple[str, str]]
    planned: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """One qualification of a person, and whether it holds today."""

    id: int
    person: str
    what: str
    offering: str
    period: str
    source: str
    holds: bool
    endable: bool


# --- resources and maintenance ------------------------------------------------------------------------------------


@require_safe
def resources_page(request: HttpRequest) -> HttpResponse:
    """The resources of a supplier with their rules and their maintenance."""
    home, actor, own, supplier = at_counter(request, "booking.read_supplied")
    planned = list_maintenance(supplier, actor=actor, at=clock.now())
    context = {
        "here": "board",
        **choice(home, own, supplier),
        "rows": [
            _shown(home, one, planned) for one in home.company.resources if _supplies(home, one, supplier)
        ],
        "may_maintain": may(actor, "booking.maintain", supplier, clock.now()),
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "web/resources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def maintenance(request: HttpRequest, resource: str) -> HttpResponse:
    """The form that takes a resource out of service: GET shows whose bookings stand in the way, POST does it."""
    home, actor, one = _mine(request, resource)
    sent = (request.POST if request.method == "POST" else request.GET).dict()
    zone = ZoneInfo(one.rules.time_zone)
    now = clock.now().astimezone(zone)
    usual = {"day": f"{now:%Y-%m-%d}", "start": f"{now:%H:%M}", "count": str(one.rules.capacity)}
    asked = {name: value for name, value in sent.items() if value}
    wished = read_times({**usual, **asked}, home.company, one.offering, zone, usual=timedelta(days=1))
    note = sent.get("note", "").strip()[:LONGEST_NOTE]
    affected, problem = _affected(one, wished, actor, zone)
    if request.method == "POST" and wished.want and not problem:
        # Whose bookings are cancelled was counted on the page that was sent; another number by then does nothing.
        counted = sent.get("cancelled", "") == str(len(affected.cancelled) if affected else 0)
        problem = (
            "" if counted else _("Other bookings stand in the way by now. Nothing was done; look again.")
        )
        problem = problem or _maintain(one, wished.want, note, actor, zone)
        if not problem:
            request.session[SAID] = _("%(what)s is out of service then.") % {"what": label(home, one)}
            supplier = home.company.offerings[one.offering].supplier
            return HttpResponseRedirect(f"{reverse('resources')}?supplier={supplier}")
    context = {
        "here": "board",
        "resource": label(home, one),
        "texts": wished.texts,
        "errors": wished.errors,
        "pool": one.rules.capacity > 1,
        "note": note,
        "when": when(wished.want.start.astimezone(zone), wished.want.end.astimezone(zone)) if wished.want else "",
        "affected": [_booked(home, row) for row in affected.cancelled] if affected else [],
        "kept": [_booked(home, row) for row in affected.kept] if affected else [],
        "problem": problem,
    }  # fmt: skip
    status = 409 if problem and request.method == "POST" else 200
    return render(request, "web/maintenance.html", context, status=status)


@require_POST
def end_maintenance(request: HttpRequest, booking: str) -> HttpResponse:
    """A resource is in service again from now on."""
    actor, home = known(request), house()
    try:
        done = cancel_booking(booking, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    one = home.company.bookable.get(done.booking.resource)
    request.session[SAID] = _("%(what)s is in service again.") % {
        "what": label(home, one) if one else done.booking.resource
    }
    return HttpResponseRedirect(f"{reverse('resources')}?supplier={done.booking.supplier}")


def _mine(request: HttpRequest, resource: str) -> tuple[House, Actor, Resource]:
    """A resource that the reader may take out of service; else it does not exist."""
    home, actor = house(), actor_of(request)
    one = home.company.bookable.get(resource)
    item = home.company.offerings.get(one.offering) if one else None
    if actor is None or one is None or item is None:
        raise Http404
    if not may(actor, "booking.maintain", item.supplier, clock.now()):
        raise Http404
    return home, actor, one


def _affected(one: Resource, wished: Wished, actor: Actor, zone: ZoneInfo) -> tuple[Affected | None, str]:
    if wished.want is None:
        return None, ""
    want = wished.want
    try:
        found = preview_maintenance(
            one.id, want.start, want.end, actor=actor, at=clock.now(), quantity=want.quantity
        )
    except Refusal as refused:
        return None, told(refused.reason, zone)
    kept = _("Something that is in use, or out of service already, stands in the way. Choose another time.")
    return found, kept if found.kept else ""


def _maintain(one: Resource, want: Want, note: str, actor: Actor, zone: ZoneInfo) -> str:
    """Take it out of service; what stood against it, in words."""
    try:
        put_in_maintenance(
            one.id, want.start, want.end, actor=actor, at=clock.now(), quantity=want.quantity, note=note,
            displace=True,
        )  # fmt: skip
    except Taken:
        return _(
            "Something that is in use, or out of service already, stands in the way. Choose another time."
        )
    except Refusal as refused:
        return told(refused.reason, zone)
    return ""


def _shown(home: House, one: Resource, planned: tuple[Booking, ...]) -> Shown:
    return Shown(
        one.id,
        one.name_fr if language() == "fr" else one.name_en,
        named(home, one.offering),
        f"{reverse('timeline')}?offering={one.offering}",
        rules_in_words(one.rules),
        [(row.public_id, times_of(home, row), row.note) for row in planned if row.resource == one.id],
    )


def _booked(home: House, row: Booking) -> tuple[str, str, str]:
    who = row.used_by or row.buyer
    name = home.party_name(who, language()) if who else _("maintenance")
    return name, times_of(home, row), reverse("booking", args=[row.public_id])


def _supplies(home: House, one: Resource, supplier: str) -> bool:
    item = home.company.offerings.get(one.offering)
    return item is not None and item.supplier == supplier


# --- qualifications -----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def qualifications(request: HttpRequest) -> HttpResponse:
    """Who is qualified for what, until when; POST notes that somebody is."""
    home, actor, own, supplier = at_counter(request, "booking.qualify")
    names, offerings = asked_of_users(supplier)
    sent = {
        name: request.POST.get(name, "").strip()[:80]
        for name in ("person", "person_id", "name", "offering", "valid_from", "valid_to", "source")
    }
    errors: dict[str, str] = {}
    choices: tuple[FoundParty, ...] = ()
    problem = ""
    if request.method == "POST":
        if sent["name"] not in names or sent["offering"] not in offerings:
            raise Http404
        person, choices, errors["person"] = choose_party(home, sent["person"], sent["person_id"])
        since, last = _period(sent, errors)
        errors = {name: text for name, text in errors.items() if text}
        if person and since and not errors:
            problem = _record(person, sent, since, last, actor)
            if not problem:
                request.session[SAID] = _("That is noted.")
                return HttpResponseRedirect(f"{reverse('qualifications')}?supplier={supplier}")
    rows = [_held(home, one) for one in list_holders(supplier, actor=actor, at=clock.now())]
    text = request.GET.get("q", "").strip()[:80]
    context = {
        "here": "board",
        **choice(home, own, supplier),
        "q": text,
        "rows": [one for one in rows if text.casefold() in one.person.casefold()],
        "names": [(one, wording.word(one, language(), family="question")) for one in names],
        "offerings": [(one, named(home, one)) for one in offerings],
        "sent": sent,
        "today": clock.today(),
        "errors": errors,
        "choices": choices,
        "problem": problem,
        "said": request.session.pop(SAID, ""),
    }
    status = 409 if problem else 400 if errors else 200
    return render(request, "web/qualifications.html", context, status=status)


@require_POST
def qualification_ends(request: HttpRequest, number: int) -> HttpResponse:
    """A qualification no longer holds from today on."""
    actor = known(request)
    try:
        end_qualification(number, on=clock.today(), actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    request.session[SAID] = _("That is noted.")
    supplier = request.POST.get("supplier", "")[:40]
    return HttpResponseRedirect(f"{reverse('qualifications')}?supplier={supplier}")


def _period(sent: dict[str, str], errors: dict[str, str]) -> tuple[date | None, date | None]:
    """The first day, and the first day on which it no longer holds (None: it has no end)."""
    since = read_date(sent["valid_from"])
    last = read_date(sent["valid_to"]) if sent["valid_to"] else None
    if since is None:
        errors["valid_from"] = _("Write a day such as 2026-11-24.")
    if sent["valid_to"] and last is None:
        errors["valid_to"] = _("Write a day such as 2026-11-24.")
    if since and last and last < since:
        errors["valid_to"] = _("The last day must not come before the first.")
    return since, last + timedelta(days=1) if last else None


def _record(person: str, sent: dict[str, str], since: date, end: date | None, actor: Actor) -> str:
    """Note it; what stood against it, in words."""
    try:
        record_qualification(
            person, sent["name"], actor=actor, at=clock.now(), valid_from=since, valid_to=end,
            offering=sent["offering"], source=sent["source"],
        )  # fmt: skip
    except Refusal as refused:
        return wording.say_reason(refused.reason, language())
    return ""


def _held(home: House, one: Qualification) -> Held:
    today = clock.today()
    last = one.valid_to - timedelta(days=1) if one.valid_to else None
    since = wording.format_date(one.valid_from, language(), "short")
    period = f"{since}\u2009–\u2009{wording.format_date(last, language(), 'short')}" if last else (
        _("since %(day)s") % {"day": since}
    )  # fmt: skip
    holds = one.valid_from <= today and (one.valid_to is None or today < one.valid_to)
    return Held(
        one.id,
        home.party_name(one.person, language()),
        wording.word(one.name, language(), family="question"),
        str(named(home, one.offering)) if one.offering else _("everything"),
        period,
        one.source,
        holds,
        holds and bool(one.offering) and one.valid_from < today,
    )
