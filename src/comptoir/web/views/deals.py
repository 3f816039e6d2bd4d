"""Prices agreed: a customer's own, a supplier's register, and one agreement with what came of it and its end.

A customer sees its own agreements, the supplier's side all but those of the reader's own parties. Rule to remember:
an agreement that is not one's business answers like one that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir import wording
from comptoir.core.values import Amount, DayPeriod, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.deals.agreeing import end_deal
from comptoir.operations.deals.looking import DealUse, standing_deals, usage_of
from comptoir.operations.deals.reading import (
    SeenDeal,
    SupplierDeal,
    get_deal,
    list_own_deals,
    list_supplied_deals,
)
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.entry import read_date
from comptoir.web.house import House, house
from comptoir.web.saying import sentences
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement in a list: for whom or by whom, of what, at which price, when, and what came of it."""

    address: str
    name: Text
    party: Text
    price: str
    scope: tuple[str, ...]
    valid: str
    word: str
    mark: str
    times: int
    amounts: tuple[Amount, ...]


@require_safe
def deals(request: HttpRequest) -> HttpResponse:
    """The reader's own price agreements."""
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    found = list_own_deals(actor=actor, at=clock.now())
    used = usage_of(found)
    rows = [_row(home, one, home.party_text(one.supplier, language()), used[one.id]) for one in found]
    return render(request, "web/deals.html", {"here": "activity", "rows": rows, "own": True})


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The agreements of a supplier."""
    home, actor, own, supplier = at_counter(request, "deal.read")
    found = list_supplied_deals(supplier, actor=actor, at=clock.now())
    used = usage_of(one.seen for one in found)
    rows = [
        _row(home, one.seen, home.party_text(one.seen.customer, language()), used[one.seen.id])
        for one in found
    ]
    context = {"here": "board", "rows": rows, "own": False, **choice(home, own, supplier)}
    return render(request, "web/deals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deal(request: HttpRequest, deal: str) -> HttpResponse:
    """One agreement; POST ends it."""
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    found = _see(deal, actor)
    problem = ""
    if request.method == "POST":
        try:
            problem = _end(deal, request.POST, actor)
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
        if not problem:
            return HttpResponseRedirect(reverse("deal", args=[deal]))
    return render(
        request, "web/deal.html",
        {**_context(home, found, actor), "problem": problem,
         "sent": {name: request.POST.get(name, "")[:300] for name in ("on", "note")}},
        status=409 if problem else 200,
    )  # fmt: skip


def _end(deal: str, sent: Mapping[str, str], actor: Actor) -> str:
    """End an agreement on the day that was written, today if none was; what is wrong with the day.

    raises    Refusal, as `end_deal` does
    """
    text = sent.get("on", "").strip()
    on = read_date(text)
    if text and on is None:
        return _("Write a day such as 2026-11-24.")
    end_deal(deal, actor=actor, at=clock.now(), on=on, note=sent.get("note", "").strip()[:300])
    return ""


def _context(home: House, found: SeenDeal | SupplierDeal, actor: Actor) -> dict[str, object]:
    own = isinstance(found, SeenDeal)
    seen = found if isinstance(found, SeenDeal) else found.seen
    used = usage_of((seen,))[seen.id]
    row = _row(home, seen, home.party_text(seen.supplier if own else seen.customer, language()), used)
    others = [
        (other.id, wording.format_price(other.price, seen.currency, language()), _period(other.valid),
         other.place.file)
        for other in standing_deals(seen)
    ]  # fmt: skip
    ends = row.mark != "no" and (own or may(actor, "deal.approve", seen.supplier, clock.now()))
    behind: list[tuple[str, str]] = []
    if isinstance(found, SupplierDeal):
        people = (
            (_("Seller"), found.seller),
            (_("Approver"), found.approver),
            (_("Agreed by"), found.agreed_by),
        )
        behind = [(label, home.party_name(who, language())) for label, who in people if who]
    return {
        "here": "activity" if own else "board",
        "row": row,
        "id": seen.id,
        "own": own,
        "supplier": home.party_text(seen.supplier, language()),
        "agreed_on": seen.agreed_on,
        "talk": reverse("negotiation", args=[seen.negotiation]) if seen.negotiation else "",
        "behind": behind,
        "inside": isinstance(found, SupplierDeal) and found.while_inside,
        "because": sentences(found.reasons),
        "others": others,
        "ends": ends,
    }


def _row(home: House, seen: SeenDeal, party: Text, used: DealUse) -> Row:
    item = home.company.offerings.get(seen.offering)
    each = (
        wording.unit_word(item.unit, language())
        if item and (seen.per is None or seen.per.units)
        else _("order")
    )
    scope = []
    if seen.min_quantity:
        scope.append(
            _("from %(quantity)s on")
            % {
                "quantity": wording.format_measures(
                    {item.unit if item else "": seen.min_quantity}, language()
                )
            }
        )
    if seen.conditions:
        scope.append(_("on condition: %(conditions)s") % {"conditions": seen.conditions})
    word, mark = _state(seen.valid, clock.today())
    return Row(
        reverse("deal", args=[seen.id]), named(home, seen.offering), party,
        f"{wording.format_price(seen.price, seen.currency, language())} / {each}", tuple(scope),
        _period(seen.valid), word, mark, used.times, used.amounts,
    )  # fmt: skip


def _period(valid: DayPeriod) -> str:
    return wording.format_period(valid, language())


def _state(valid: DayPeriod, today: date) -> tuple[str, str]:
    """Whether an agreement holds today, will, or does no more."""
    if today in valid:
        return _("In force"), "yes"
    if valid.start is not None and valid.start > today:
        return _("To come"), "mild"
    return _("Over"), "no"


def _see(deal: str, actor: Actor) -> SeenDeal | SupplierDeal:
    try:
        return get_deal(deal, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
