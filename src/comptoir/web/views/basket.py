"""The basket: what was put there, what it costs now, who pays, and the order that comes of it.

Whether a cost center is charged or an invoice is written is the core's answer (the settlement) for who pays. Rule to
remember: the total that was shown comes back with the order; if it is another one by then, nothing is ordered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir import wording
from comptoir.core.catalog import Mode
from comptoir.core.ordering.basket import Basket
from comptoir.core.tax.rules import Nature, SettlementKind
from comptoir.core.tax.settling import settle, situation
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.once import came_of
from comptoir.operations.order_pricing import PricedBasket
from comptoir.operations.place_order import place_order, price_basket
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.asking import read, shape
from comptoir.web.basket import Kept, keep, kept
from comptoir.web.house import House, house
from comptoir.web.prices import rate_class_of, usual_quantity
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.viewer import viewer


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the basket as the page shows it."""

    number: int
    offering: str
    name: Text
    fields: tuple[tuple[str, str, str], ...]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Paying:
    """How it will be settled: by charge to a cost center to choose, or by invoice to a company."""

    charged: bool
    centers: tuple[tuple[str, str], ...]
    company: Text | None = None
    vat_number: str = ""


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """What lies in the basket, its prices, and the form that orders it."""
    return _page(request)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put something into the basket."""
    home, who = house(), viewer(request)
    item = home.offering(request.POST.get("offering", ""), clock.today())
    card = home.company.card(item.supplier, clock.today()) if item else None
    if item is None or card is None or item.mode is not Mode.SALE:
        raise Http404
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    asked = read(request.POST.dict(), item, form, usual_quantity(home, who, item, card, form))
    if not asked.errors:
        keep(request, (*kept(request), Kept(item.id, asked.measures, asked.answers)))
    return HttpResponseRedirect(reverse("basket"))


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Change quantities, or take a line out."""
    lines = list(kept(request))
    out = request.POST.get("out", "")
    found = []
    for number, line in enumerate(lines, 1):
        counts = dict(line.measures)
        for name in counts:
            text = request.POST.get(f"of-{number}-{name}", "").strip().replace(",", ".")
            if text.replace(".", "", 1).isdecimal() and 0 < (count := type(counts[name])(text)) <= 1_000_000:
                counts[name] = count
        if out != str(number):
            found.append(replace(line, measures=counts))
    keep(request, found)
    return HttpResponseRedirect(reverse("basket"))


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Order what lies in the basket at the total that was shown."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    key = request.POST.get("key", "")[:64]
    if not kept(request) and (earlier := came_of(actor, "place_order", key)):
        # The answer was lost on its way: the order is there, and the basket is empty for that reason.
        return HttpResponseRedirect(reverse("order", args=[earlier]))
    wanted = _basket(request, actor, _paying(house(), actor, _suppliers(request)))
    try:
        priced = price_basket(wanted, actor=actor, at=clock.now())
        if request.POST.get("agreed", "") != _owed(priced):
            told = _("The total has changed since you saw it. Nothing was ordered; this is the total now.")
            return _page(request, told)
        placed = place_order(wanted, actor=actor, at=clock.now(), key=key)
    except Refusal as refused:
        return _page(request, wording.say_reason(refused.reason, language()))
    keep(request, ())
    return HttpResponseRedirect(reverse("order", args=[placed.order.id]))


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    home, actor = house(), actor_of(request)
    paying = _paying(home, actor, _suppliers(request)) if actor else Paying(False, ())
    priced: PricedBasket | None = None
    if actor is not None and kept(request):
        try:
            priced = price_basket(_basket(request, actor, paying), actor=actor, at=clock.now())
        except Refusal as refused:
            problem = problem or wording.say_reason(refused.reason, language())
    amounts = {line.wish: Amount(line.amount, line.currency) for line in priced.lines} if priced else {}
    parts = [(home.party_text(one.supplier, language()), Amount(one.net, one.currency),
              Amount(one.tax, one.currency), Amount(one.gross, one.currency))
             for one in (priced.parts if priced else ())]  # fmt: skip
    owed = priced.owed() if priced else {}
    context = {
        "here": "basket",
        "rows": [_row(home, number, line, amounts) for number, line in enumerate(kept(request), 1)],
        "parts": parts,
        "totals": [Amount(minor, currency) for currency, minor in owed.items()],
        "paying": paying,
        "chosen": request.POST.get("cost_center", ""),
        "purchase_order": request.POST.get("purchase_order", "")[:60],
        "agreed": _owed(priced) if priced else "",
        "key": token_urlsafe(16) if priced else "",
        "known": actor is not None,
        "problem": problem,
    }
    return render(request, "web/basket.html", context, status=409 if problem and request.POST else 200)


def _row(home: House, number: int, line: Kept, amounts: dict[int, Amount]) -> Row:
    item = home.company.offerings.get(line.offering)
    name = in_language(item.name_fr, item.name_en, language()) if item else Text(line.offering, language())
    fields = tuple(
        (unit, wording.unit_word(unit, language(), 2).capitalize(), _plain(str(count)))
        for unit, count in line.measures.items()
    )
    return Row(number, line.offering, name, fields, amounts.get(number))


def _owed(priced: PricedBasket) -> str:
    """What is owed in all, as the form sends it back."""
    return " ".join(str(Amount(minor, currency)) for currency, minor in sorted(priced.owed().items()))


def _suppliers(request: HttpRequest) -> tuple[str, ...]:
    offerings = house().company.offerings
    known = (offerings[one.offering] for one in kept(request) if one.offering in offerings)
    return tuple(dict.fromkeys(one.supplier for one in known))


def _basket(request: HttpRequest, actor: Actor, paying: Paying) -> Basket:
    """What lies in the basket as an order wants it: a charge names its cost center, an invoice the purchase order."""
    centers = [code for code, _label in paying.centers]
    chosen = request.POST.get("cost_center", "")
    center = chosen if chosen in centers else next(iter(centers), "")
    return Basket(
        actor.acting_for,
        tuple(one.wish() for one in kept(request)),
        cost_center=center if paying.charged else "",
        purchase_order="" if paying.charged else request.POST.get("purchase_order", "").strip()[:60],
    )


def _paying(home: House, actor: Actor, suppliers: tuple[str, ...]) -> Paying:
    """How the core settles it: for the units that the actor may act for first, else for the actor's own party."""
    day = clock.today()
    centers = tuple(
        (one.id, f"{one.id}, {one.name_fr if language() == 'fr' else one.name_en}")
        for one in home.company.cost_centers
        if day in one.valid
        and one.unit in actor.parties
        and all(_kind(home, one.unit, supplier, day) is SettlementKind.CHARGE for supplier in suppliers)
    )
    if centers:
        return Paying(True, centers)
    party = home.company.facts.parties.get(actor.acting_for)
    number = party.vat_number if party else ""
    return Paying(False, (), home.party_text(actor.acting_for, language()), number)


def _kind(home: House, payer: str, supplier: str, day: date) -> SettlementKind | None:
    """On which paper it goes when this party pays this supplier."""
    try:
        found = situation(
            home.company.facts, payer, supplier, memberships=(), as_of=day, known_at=clock.now()
        )
        return settle(found, nature=Nature.SERVICES).kind
    except Refusal:
        return None


def _plain(text: str) -> str:
    """A quantity as the reader's language writes it into a field."""
    return text.replace(".", ",") if language() == "fr" else text
