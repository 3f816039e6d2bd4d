"""Asking somebody, contesting a standing or a price, and the queue in which it is answered.

Anybody may ask, with three fields and no account. Rule to remember: what a visitor writes is never shown to another
visitor; the queue opens to whoever may answer, and for everybody else it does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.values import Refusal
from comptoir.operations.people import list_strangers
from comptoir.operations.requests import KINDS, answer_request, ask_somebody, list_questions, places_to_answer
from comptoir.store.requests.models import RequestRow
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.numbers import page_of
from comptoir.web.options import contact
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language

PAGE = 25
_KINDS = {"standing": "standing", "price": "price", "account": "account"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the queue shows it."""

    id: str
    kind: str
    who: str
    whom: Text | str
    about: str
    text: str
    at: datetime
    answer: str
    by: str
    mailed: bool


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a person about what one was looking at; the answer comes by mail."""
    given = request.POST if request.method == "POST" else request.GET
    actor = actor_of(request)
    about = {name: given.get(name, "")[:120] for name in ("offering", "quantity", "about", "q", "supplier")}
    problem = ""
    item = house().offering(about["offering"], clock.today()) if about["offering"] else None
    if request.method == "POST":
        try:
            ask_somebody(
                _KINDS.get(about["about"], "question"),
                request.POST.get("text", ""),
                actor=actor,
                at=clock.now(),
                language=language(),
                supplier=item.supplier if item else about["supplier"],
                about=", ".join(one for one in (about["offering"], about["quantity"], about["q"]) if one),
                address=request.POST.get("address", ""),
                name=request.POST.get("name", ""),
            )
            return HttpResponseRedirect(f"{reverse('ask')}?sent=yes")
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
    context = {
        "here": "help",
        "about": about,
        "offering": in_language(item.name_fr, item.name_en, language()) if item else "",
        "contact": contact(),
        "sent": request.GET.get("sent") == "yes",
        "known": actor is not None,
        "problem": problem,
        "given": {name: request.POST.get(name, "")[:4000] for name in ("text", "address", "name")},
    }
    return render(request, "web/texts/ask.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """The questions that wait, in the order of asking, each with the form that answers it."""
    home, actor, at = house(), actor_of(request), clock.now()
    places = places_to_answer(actor, home.suppliers(clock.today()), at=at) if actor else ()
    if actor is None or not places:
        raise Http404
    problem, wrong = "", ""
    if request.method == "POST":
        wrong = request.POST.get("question", "")
        try:
            answer_request(wrong, request.POST.get("text", ""), actor=actor, at=at)
            return HttpResponseRedirect(f"{reverse('questions')}?done=yes")
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
    state = "answered" if request.GET.get("state") == "answered" else "open"
    page = page_of(request.GET.get("page", ""))
    found = list_questions(places, actor=actor, at=at, state=state, start=(page - 1) * PAGE, limit=PAGE + 1)
    context = {
        "here": "house",
        "rows": [_question(home, one) for one in found[:PAGE]],
        "state": state,
        "page": page,
        "more": len(found) > PAGE,
        "problem": problem,
        "wrong": wrong,
        "typed": request.POST.get("text", "")[:4000],
        "done": request.GET.get("done") == "yes",
        "strangers": list_strangers(actor=actor, at=at),
    }
    return render(request, "web/house/questions.html", context, status=422 if problem else 200)


def _question(home: House, one: RequestRow) -> Question:
    kinds = dict(
        zip(
            KINDS,
            (_("Question"), _("A price is contested"), _("A standing is contested"), _("Account wanted")),
            strict=True,
        )
    )
    who = home.party_name(one.asked_by, language()) if one.asked_by else one.name or _("A visitor")
    return Question(
        one.public_id,
        kinds.get(one.kind, one.kind),
        who,
        home.party_text(one.supplier, language()) if one.supplier else home.name(language()),
        one.about,
        one.text,
        one.asked_at,
        one.answer,
        home.party_name(one.answered_by, language()) if one.answered_by else "",
        bool(one.address),
    )
