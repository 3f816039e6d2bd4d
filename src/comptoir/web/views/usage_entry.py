"""One record of usage, written by hand or set right: the old one is kept and never charged.

Only the supplier's people may open it. Rule to remember: nothing that was typed is lost when something is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Refusal
from comptoir.core.values.unit import canonical
from comptoir.operations.actors import Actor, may
from comptoir.operations.usage.reading import get_usage
from comptoir.operations.usage.recording import correct_usage, record_usage
from comptoir.store.usage.queries import StoredUsage
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.entry import FoundParty, read_count, read_date
from comptoir.web.house import House, house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice, choose_party

_FIELDS = ("offering", "who", "who_id", "day", "count", "unit", "booking", "note")
_TIMES = ("minute", "hour", "day")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form says: a record (None where it says none), whom a name may have meant, what is wrong by field."""

    usage: Usage | None = None
    choices: tuple[FoundParty, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form that notes what was used; POST notes it."""
    home, actor, own, supplier = at_counter(request, "usage.record")
    sent = {name: request.POST.get(name, "").strip()[:300] for name in _FIELDS}
    typed, problem = Typed(), ""
    if request.method == "POST":
        typed = _read(home, supplier, sent)
        if typed.usage is not None:
            try:
                key = request.POST.get("key", "")[:64]
                done = record_usage(typed.usage, actor=actor, at=clock.now(), note=sent["note"], key=key)
                return HttpResponseRedirect(f"{reverse('usage')}?supplier={supplier}&state={done.state}")
            except Refusal as refused:
                problem = wording.say_reason(refused.reason, language())
    sent["day"] = sent["day"] or clock.today().isoformat()
    return _form(request, home, supplier, own, sent, typed, problem, None)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, record: str) -> HttpResponse:
    """A record and the form that sets it right; POST puts another in its place."""
    home, actor = house(), actor_of(request)
    stored = _see(record, actor)
    assert actor is not None
    before = stored.usage
    unit, count = next(((unit, count) for unit, count in before.measures.items()), ("", None))
    known = {
        "offering": before.offering, "who": home.party_name(before.customer, language()), "who_id": before.customer,
        "day": before.day.isoformat(), "count": f"{count.normalize():f}" if count else "", "unit": unit,
        "booking": before.booking, "note": "",
    }  # fmt: skip
    sent = (
        {name: request.POST.get(name, "").strip()[:300] for name in _FIELDS}
        if request.method == "POST"
        else known
    )
    if sent["who"] == known["who"]:
        sent["who_id"] = known["who_id"]
    typed, problem = Typed(), ""
    if request.method == "POST":
        typed = _read(home, stored.supplier, sent, before)
        if typed.usage is not None:
            try:
                correct_usage(
                    record, typed.usage, actor=actor, at=clock.now(), note=sent["note"],
                    key=request.POST.get("key", "")[:64],
                )  # fmt: skip
                return HttpResponseRedirect(f"{reverse('usage')}?supplier={stored.supplier}")
            except Refusal as refused:
                problem = wording.say_reason(refused.reason, language())
    return _form(request, home, stored.supplier, (stored.supplier,), sent, typed, problem, stored)


def _form(
    request: HttpRequest, home: House, supplier: str, own: tuple[str, ...], sent: Mapping[str, str], typed: Typed,
    problem: str, stored: StoredUsage | None,
) -> HttpResponse:  # fmt: skip
    sold = [one for one in home.offerings(clock.today()) if one.supplier == supplier]
    units = dict.fromkeys(
        [*(canonical(one.unit) for one in sold), *_TIMES, *([sent["unit"]] if sent["unit"] else [])]
    )
    context = {
        "here": "board", **choice(home, own, supplier),
        "offerings": [(one.id, named(home, one.id)) for one in sold],
        "units": [(one, wording.unit_word(one, language(), 2)) for one in units],
        "sent": sent, "errors": typed.errors, "choices": typed.choices, "problem": problem, "stored": stored,
        "key": token_urlsafe(16),
    }  # fmt: skip
    status = 409 if problem else 400 if typed.errors else 200
    return render(request, "web/usage_entry.html", context, status=status)


def _read(home: House, supplier: str, sent: Mapping[str, str], before: Usage | None = None) -> Typed:
    """The record that the form says; what it does not show stays as it was."""
    errors: dict[str, str] = {}
    item = home.company.offerings.get(sent["offering"])
    if item is None or item.supplier != supplier:
        raise Http404
    count, day = read_count(sent["count"]), read_date(sent["day"])
    if count is None:
        errors["count"] = _("Write a number above 0, at most a million.")
    if day is None:
        errors["day"] = _("Write a day such as 2026-11-24.")
    customer, choices, wrong = choose_party(home, sent["who"], sent["who_id"])
    if wrong and not (sent["booking"] and not sent["who"]):
        errors["who"] = wrong
    if errors or count is None or day is None:
        return Typed(None, choices, errors)
    unit = sent["unit"] or canonical(item.unit)
    return Typed(_usage(item.id, customer, day, {unit: count}, sent["booking"], before))


def _usage(
    offering: str,
    customer: str,
    day: date,
    measures: Mapping[str, Decimal],
    booking: str,
    before: Usage | None,
) -> Usage:
    """A record with what the form does not show taken from the one it sets right."""
    told = dict(measures)
    if before is None:
        return Usage(offering, customer, day, told, booking=booking)
    same_day = before.day == day
    return Usage(
        offering, customer, day, told,
        before.start if same_day else None, before.end if same_day else None, before.person, before.resource,
        booking, before.source, before.device, before.external_id,
    )  # fmt: skip


def _see(record: str, actor: Actor | None) -> StoredUsage:
    if actor is None:
        raise Http404
    try:
        found = get_usage(record, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    if not may(actor, "usage.correct", found.supplier, clock.now()):
        raise Http404
    return found
