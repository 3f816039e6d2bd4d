"""What a supplier has still to deliver, in the order in which it was asked for, and what is given away free.

Only the supplier's people may open it; for everybody else the address does not exist. Rule to remember: the list
knows no side and no rank: whoever has waited longest stands first.
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
from comptoir.core.ordering.basket import Wish
from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.deliver_order import deliver_line, hand_over_free
from comptoir.operations.read_order import measures_of
from comptoir.operations.spending import delivered_lately, open_lines
from comptoir.operations.undo_delivery import undo_delivery
from comptoir.store.orders.lists import OpenLine
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.entry import FoundParty, find_parties, read_count
from comptoir.web.house import House, house
from comptoir.web.numbers import whole
from comptoir.web.saying import line_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.orders import named
from comptoir.web.ways import counters

_VERBS = {"deliver": False, "partly": True}


@dataclass(frozen=True, slots=True)
class ToDeliver:
    """One line that waits. `whole`: nothing of it was delivered yet; `receiver`: where it is not the customer."""

    order: str
    number: int
    name: Text
    measure: str
    customer: str
    receiver: str
    since: datetime
    word: str
    mark: str
    whole: bool
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def supplied(request: HttpRequest) -> HttpResponse:
    """The open lines of a supplier; POST notes that one, or a part of it, was delivered, or was not."""
    home, actor, own, supplier = at_counter(request, "order.read_supplied")
    problem = ""
    if request.method == "POST":
        verb, order, why = (request.POST.get(name, "") for name in ("verb", "order", "why"))
        line = whole(request.POST.get("line", ""))
        if (verb not in _VERBS and verb != "undo") or line is None:
            raise Http404
        try:
            if verb == "undo":
                undo_delivery(order, line, reason=why, actor=actor, at=clock.now())
            else:
                deliver_line(order, line, actor=actor, at=clock.now(), partly=_VERBS[verb])
            return HttpResponseRedirect(f"{reverse('supplied')}?supplier={supplier}&done={order}")
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
    done = request.GET.get("done", "")[:40]
    context = {
        "here": "board",
        "rows": [_row(home, one) for one in open_lines(supplier, actor=actor, at=clock.now())],
        **choice(home, own, supplier),
        "lately": _lately(home, supplier, actor),
        "delivers": may(actor, "order.deliver", supplier, clock.now()),
        "problem": problem,
        "done": _("That is noted.") if done else "",
        "done_address": reverse("order", args=[done]) if done else "",
    }
    return render(request, "web/supplied.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def free(request: HttpRequest) -> HttpResponse:
    """The form that records something given away; POST records it."""
    home, actor, own, supplier = at_counter(request, "order.deliver")
    sent = {
        name: request.POST.get(name, "").strip()[:500]
        for name in ("offering", "count", "to", "to_id", "note")
    }
    offerings = [one for one in home.offerings(clock.today()) if one.supplier == supplier]
    errors: dict[str, str] = {}
    choices: tuple[FoundParty, ...] = ()
    problem = ""
    if request.method == "POST":
        item = next((one for one in offerings if one.id == sent["offering"]), None)
        count = read_count(sent["count"])
        if item is None:
            raise Http404
        if count is None:
            errors["count"] = _("Write a number above 0, at most a million.")
        to, choices, errors["to"] = choose_party(home, sent["to"], sent["to_id"])
        errors = {name: text for name, text in errors.items() if text}
        if count is not None and to and not errors:
            try:
                given = hand_over_free(
                    Wish(item.id, {item.unit: count}), to=to, actor=actor, at=clock.now(), note=sent["note"]
                )
                return HttpResponseRedirect(f"{reverse('supplied')}?supplier={supplier}&done={given.id}")
            except Refusal as refused:
                problem = wording.say_reason(refused.reason, language())
    context = {
        "here": "board",
        **choice(home, own, supplier),
        "offerings": [(one.id, named(home, one.id)) for one in offerings],
        "sent": sent,
        "errors": errors,
        "choices": choices,
        "problem": problem,
    }
    status = 409 if problem else 400 if errors else 200
    return render(request, "web/supplied_free.html", context, status=status)


def at_counter(request: HttpRequest, action: str) -> tuple[House, Actor, tuple[str, ...], str]:
    """Who stands behind which counter: the house, the actor, all of his counters and the one chosen; else 404."""
    home, actor = house(), actor_of(request)
    own = counters(actor, action, home.suppliers(clock.today())) if actor else ()
    chosen = request.GET.get("supplier", own[0] if own else "")
    if actor is None or chosen not in own:
        raise Http404
    return home, actor, own, chosen


def choice(home: House, own: tuple[str, ...], supplier: str) -> dict[str, object]:
    """What the choice of a counter needs on a page."""
    return {
        "supplier": home.party_text(supplier, language()),
        "code": supplier,
        "suppliers": [(one, home.party_name(one, language())) for one in own],
    }


def choose_party(home: House, text: str, chosen: str) -> tuple[str, tuple[FoundParty, ...], str]:
    """The party that was meant, or those it may have been, and what is wrong."""
    if chosen in home.company.facts.parties:
        return chosen, (), ""
    found = find_parties(home, text)
    if len(found) == 1:
        return found[0].id, (), ""
    if found:
        return "", found, _("Several are called so. Choose one of them.")
    return "", (), _("Nobody is called so here. Write a name, or a part of it.")


def _lately(home: House, supplier: str, actor: Actor) -> list[ToDeliver]:
    """What may still be taken back, for whoever may."""
    if not may(actor, "order.undo_delivery", supplier, clock.now()):
        return []
    return [_row(home, one) for one in delivered_lately(supplier, actor=actor, at=clock.now())]


def _row(home: House, one: OpenLine) -> ToDeliver:
    word, mark = line_state(one.line.state)
    return ToDeliver(
        one.order, one.line.number, named(home, one.line.offering, one.line.label),
        wording.format_measures(measures_of(one.line), language()), home.party_name(one.buyer, language()),
        home.party_name(one.beneficiary, language()) if one.beneficiary != one.buyer else "", one.submitted_at,
        word, mark, one.line.state == "ordered", reverse("order", args=[one.order]),
    )  # fmt: skip
