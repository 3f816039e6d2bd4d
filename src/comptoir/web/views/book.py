"""Book an instrument: choose a time, see the price, then book it, hold it, repeat it, or wait for it.

The price is shown before anybody commits, and what is sent back is the amount that was shown: if it is another one by
then, the page says so and nothing happens. Rule to remember: whoever comes second hears when it is free, never who
was first.
"""

from __future__ import annotations

from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.catalog import Offering
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.asking import Shape, shape
from comptoir.web.bearing import bearing_of
from comptoir.web.booking_desk import BookingDesk
from comptoir.web.booking_form import Wished, questions, read_wish
from comptoir.web.free_time import filled_in
from comptoir.web.house import House, house
from comptoir.web.prices import rate_class_of
from comptoir.web.saying import when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language
from comptoir.web.viewer import viewer


@require_http_methods(["GET", "HEAD", "POST"])
def book_page(request: HttpRequest, offering: str) -> HttpResponse:
    """The form of one offering: GET shows price and room, POST does what its button says."""
    home, who = house(), viewer(request)
    item = home.offering(offering, clock.today())
    if item is None or not home.company.resources_of.get(offering):
        raise Http404
    card = home.company.card(item.supplier, clock.today())
    if card is None:
        raise Http404
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    zone = ZoneInfo(home.company.resources_of[offering][0].rules.time_zone)
    sent = request.POST.dict() if request.method == "POST" else request.GET.dict()
    if request.method != "POST":
        sent = filled_in(sent, home.company, item, form, zone)
    wished = read_wish(sent, home.company, item, form, zone)
    actor = actor_of(request)
    bearing = bearing_of(home, actor, item.supplier, sent) if actor else None
    desk = BookingDesk(home, who, item, card, form, zone, actor, bearing)
    if request.method == "POST" and actor is None:
        raise Http404
    answered = desk.answer(wished, sent=request.method == "POST")
    if request.method == "POST" and wished.want:
        done = desk.do(wished, answered, sent)
        if isinstance(done, str):
            return HttpResponseRedirect(done)
        answered = done
    return render(
        request,
        "web/book.html",
        {
            "here": "catalog",
            "item": item,
            "name": in_language(item.name_fr, item.name_en, language()),
            "offer_address": reverse("offer", args=[item.id]),
            "supplier": home.party_text(item.supplier, language()),
            "resources": _resources(home, item, wished),
            "pool": any(one.rules.capacity > 1 for one in home.company.resources_of[item.id]),
            "texts": wished.texts,
            "which": wished.which,
            "errors": wished.errors,
            "repeats": _repeats(wished),
            "questions": asked_questions(home, form, wished),
            "counted": counted_fields(form, wished),
            "answered": answered,
            "bearing": bearing,
            "price": answered.price,
            "when": when(wished.want.start.astimezone(zone), wished.want.end.astimezone(zone)) if wished.want else "",
            "known": actor is not None,
            "key": token_urlsafe(16) if actor else "",
            "as_of": clock.today(),
        },
        status=400 if wished.errors and request.method == "POST" else answered.status,
    )  # fmt: skip


def _repeats(wished: Wished) -> list[tuple[str, str, bool]]:
    """How often the time may be repeated."""
    rows = [("", _("once")), (Frequency.DAILY, _("every day")), (Frequency.WEEKLY, _("every week"))]
    return [(str(code), label, wished.texts["repeat"] == code) for code, label in rows]


def _resources(home: House, item: Offering, wished: Wished) -> list[tuple[str, str, bool]]:
    """The resources to choose from, where there is a choice."""
    found = home.company.resources_of[item.id]
    if len(found) < 2:
        return []
    named = [(one.id, one.name_fr if language() == "fr" else one.name_en) for one in found]
    rows = [("", _("whichever is free")), *named]
    return [(code, label, wished.texts["resource"] == code) for code, label in rows]


def counted_fields(form: Shape, wished: Wished) -> list[tuple[str, str, str, str]]:
    """What is counted beside the time: its field, what to write into it, what was written and what is wrong with it."""
    rows = []
    for name in form.counted:
        field = f"of-{name}"
        label = _("%(unit)s you expect to use") % {"unit": wording.unit_word(name, language(), 2)}
        rows.append((field, capfirst(label), wished.texts[field], wished.errors.get(field, "")))
    return rows


def asked_questions(
    home: House, form: Shape, wished: Wished
) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The questions that decide the price, with the answers given."""
    found = []
    for name in questions(home.company, form):
        answer = wished.answers.get(name)
        label = home.word(name, language())
        yes_no = form.choices[name] in (("required",), ("yes/no",))
        options = (
            [("yes", _("Yes"), answer is True), ("no", _("No"), answer is not True)]
            if yes_no
            else [("", "—", answer is None)]
            + [(one, home.word(one, language(), ""), answer == one) for one in form.choices[name]]
        )
        found.append((name, capfirst(label), options))
    return found
