"""Prices that bind before anything is ordered: a customer's quotes, those that a counter sent, and one with its answer.

Rule to remember: a quote that is not one's business answers like one that does not exist; the operation looks at its
instant and at the customer's standing again when it is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir import wording
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.quotes import (
    QuoteView,
    accept_quote,
    decline_quote,
    get_quote,
    list_quotes,
    versions_of,
    wishes_of_quote,
    withdraw_quote,
)
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.basket import Kept, keep, order_for
from comptoir.web.house import House, house
from comptoir.web.saying import quote_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.orders import named


@dataclass(frozen=True, slots=True)
class Row:
    """One quote of a list: its address, what it is about, for whom, until when it binds, its amounts and state."""

    address: str
    name: str
    buyer: Text
    version: int
    made_at: datetime
    until: datetime
    owed: tuple[Amount, ...]
    word: str
    mark: str


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """The quotes of the reader's party, and those the reader made for others."""
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    found = list_quotes(actor=actor, at=clock.now())
    own = [one for one in found if one.buyer == actor.acting_for]
    groups = (
        (_("For you"), [_row(home, one) for one in own]),
        (_("Sent by you"), [_row(home, one) for one in found if one not in own]),
    )
    context = {"here": "activity", "groups": [(title, rows) for title, rows in groups if rows]}
    return render(request, "web/quotes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, quote: str) -> HttpResponse:
    """One quote with its lines; POST accepts, declines, takes it back, or opens it in the basket."""
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    found = _see(quote, actor)
    problem = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_answer(request, found, actor))
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
            found = _see(quote, actor)
    own, over = found.buyer == actor.acting_for, found.valid_until <= clock.now()
    open_ = found.state == "sent" and not over
    context = {
        "here": "activity", "row": _row(home, found), "id": found.id, "own": own, "problem": problem,
        "lines": [(named(home, what), amount) for what, amount in found.lines],
        "taxes": _taxes(found),
        "versions": [_row(home, one) for one in versions_of(quote, actor=actor, at=clock.now()) if one.id != found.id],
        "open": open_, "again": not open_ or own, "key": token_urlsafe(16),
    }  # fmt: skip
    return render(request, "web/quote.html", context, status=409 if problem else 200)


def _answer(request: HttpRequest, found: QuoteView, actor: Actor) -> str:
    """Do what a button says; where it leads.

    raises    Refusal, as the operations do
    """
    verb, at = request.POST.get("verb", ""), clock.now()
    here = reverse("quote", args=[found.id])
    match verb:
        case "accept":
            placed = accept_quote(found.id, actor=actor, at=at, key=request.POST.get("key", "")[:64])
            return reverse("order", args=[placed.order.id])
        case "decline":
            decline_quote(found.id, actor=actor, at=at)
            return here
        case "withdraw":
            withdraw_quote(found.id, actor=actor, at=at)
            return here
        case "change":
            keep(request, _lines(found, actor))
            request.session["quote"] = found.id if found.state == "sent" else ""
            order_for(request, found.buyer if found.buyer != actor.acting_for else "")
            return reverse("basket")
        case _:
            raise Http404


def _taxes(found: QuoteView) -> list[Amount]:
    """What is owed on top of the lines, per currency: their VAT."""
    net: dict[str, int] = {}
    for _what, amount in found.lines:
        net[amount.currency] = net.get(amount.currency, 0) + amount.minor
    rest = (Amount(one.minor - net.get(one.currency, 0), one.currency) for one in found.owed)
    return [one for one in rest if one.minor > 0]


def _lines(found: QuoteView, actor: Actor) -> list[Kept]:
    """What a quote is about, as the basket keeps it."""
    wishes = wishes_of_quote(found.id, actor=actor, at=clock.now())
    return [
        Kept(
            one.offering, one.measures,
            {name: said for name, said in one.answers.items() if isinstance(said, bool | str)},
            one.start, one.end, one.resource, one.quantity,
        )
        for one in wishes
    ]  # fmt: skip


def _row(home: House, one: QuoteView) -> Row:
    over = one.state == "sent" and one.valid_until <= clock.now()
    word, mark = quote_state("expired" if over else one.state)
    names = list(dict.fromkeys(str(named(home, what)) for what, _amount in one.lines))
    return Row(
        reverse("quote", args=[one.id]), wording.format_list(names[:3], language()),
        home.party_text(one.buyer, language()), one.version, one.made_at, one.valid_until, one.owed, word, mark,
    )  # fmt: skip


def _see(quote: str, actor: Actor) -> QuoteView:
    try:
        return get_quote(quote, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
