"""Ask for a better price, and talk about it: the customer's side and the seller's, one page each for the same thread.

Each side reads its own view of the thread: the customer's has no field for a floor or an authority, the seller's has
the meter. Rule to remember: which buttons stand there is asked of the table of moves, and the operation decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.ordering.thread import Move, SeenMove, SeenThread, Speaker, Thread
from comptoir.core.pricing.language import read_number
from comptoir.core.values import Reason, Refusal, Unreadable
from comptoir.operations.actors import Actor
from comptoir.operations.deals.agreeing import agree_deal
from comptoir.operations.deals.answering import offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.deals.reading import SupplierThread, get_negotiation, possible
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.saying import deal_state, sentences
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language

_DECIMALS = 6
_VERBS = frozenset({"offer", "counter", "agree", "decline", "withdraw"})
# The state in which a proposal of the other side lies before each side.
_TO_ANSWER = {True: ("offered",), False: ("asked", "countered")}


@dataclass(frozen=True, slots=True)
class Said:
    """One move of the timeline: who, what, when, at which price, and why."""

    who: str
    what: str
    at: str
    price: str
    note: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """The seller's guardrails as words and as lengths of a hundred."""

    ceiling: str
    floor: str
    authority: str
    verdict: str


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, offering: str) -> HttpResponse:
    """The form that asks for a better price; POST opens the negotiation."""
    home, actor = house(), actor_of(request)
    item = home.offering(offering, clock.today())
    if item is None or actor is None:
        raise Http404
    sent = request.POST
    problem = ""
    if request.method == "POST":
        try:
            thread = ask_for_price(
                offering, _proposal(sent), actor=actor, at=clock.now(), note=sent.get("note", "").strip()[:500],
                key=sent.get("key", "")[:64],
            )  # fmt: skip
            return HttpResponseRedirect(reverse("negotiation", args=[thread.id]))
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
    context = {
        "here": "catalog",
        "item": item,
        "name": in_language(item.name_fr, item.name_en, language()),
        "unit": wording.unit_word(item.unit, language()),
        "offer_address": reverse("offer", args=[item.id]),
        "supplier": home.party_text(item.supplier, language()),
        "sent": {name: sent.get(name, "")[:500] for name in ("price", "quantity", "note")},
        "problem": problem,
        "key": token_urlsafe(16),
    }
    return render(request, "web/negotiate.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def negotiation(request: HttpRequest, negotiation: str) -> HttpResponse:
    """A thread as the reader's side may see it; POST makes the next move."""
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    seen = _see(negotiation, actor)
    problem = ""
    if request.method == "POST":
        try:
            _move(negotiation, request.POST, actor)
            return HttpResponseRedirect(reverse("negotiation", args=[negotiation]))
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
            seen = _see(negotiation, actor)
    return render(
        request, "web/negotiation.html", _context(home, seen, problem), status=409 if problem else 200
    )


def _context(home: House, seen: SeenThread | SupplierThread, problem: str) -> dict[str, object]:
    thread: SeenThread | Thread = seen if isinstance(seen, SeenThread) else seen.thread
    asking = isinstance(seen, SeenThread)
    item = home.company.offerings[thread.offering]
    word, mark = deal_state(thread.state)
    verbs = set(possible(seen)) & _VERBS - {"offer" if asking else "counter"}
    if thread.state not in _TO_ANSWER[asking]:
        verbs -= (
            {"agree", "decline", "counter", "offer"}
            if asking or thread.state != "offered"
            else {"agree", "decline"}
        )
    if not asking and thread.state != "offered":
        verbs -= {"withdraw"}
    return {
        "here": "activity",
        "id": thread.id,
        "item": item,
        "name": in_language(item.name_fr, item.name_en, language()),
        "supplier": home.party_text(thread.supplier, language()),
        "customer": home.party_text(thread.customer, language()),
        "word": word,
        "mark": mark,
        "until": thread.expires_at,
        "said": [_said(move, thread, item.unit) for move in thread.moves],
        "meter": _meter(seen),
        "verbs": verbs,
        "proposing": "counter" if "counter" in verbs else "offer" if "offer" in verbs else "",
        "problem": problem,
        "key": token_urlsafe(16),
    }


def _said(move: Move | SeenMove, thread: SeenThread | Thread, unit: str) -> Said:
    who = {
        Speaker.CUSTOMER: _("Customer"), Speaker.SELLER: _("Seller"), Speaker.APPROVER: _("Approver"),
        Speaker.CLOCK: _("Time"),
    }[move.speaker]  # fmt: skip
    what = {
        "ask": _("asks for a better price"), "offer": _("offers"), "counter": _("proposes"), "agree": _("agrees"),
        "decline": _("declines"), "withdraw": _("takes it back"), "escalate": _("asks an approver"),
        "approve": _("approves"), "expire": _("is over"), "end": _("ends it"),
    }.get(move.verb, move.verb)  # fmt: skip
    terms = move.terms
    price = ""
    if terms is not None and terms.price is not None:
        each = wording.unit_word(unit, language())
        price = f"{wording.format_price(terms.price, thread.currency, language())} / {each}"
        if terms.min_quantity:
            price = _("%(price)s from %(quantity)s on") % {
                "price": price, "quantity": wording.format_number(terms.min_quantity, language()),
            }  # fmt: skip
    told = wording.format_datetime(move.at.astimezone(clock.now().tzinfo), language(), style="short")
    return Said(who, what, told, price, move.note, sentences(move.reasons))


def _meter(seen: SeenThread | SupplierThread) -> Meter | None:
    """The guardrails, which only the seller's view has."""
    if isinstance(seen, SeenThread) or seen.rails is None:
        return None
    rails, held = seen.rails, seen.mandate

    def written(value: Decimal | None) -> str:
        return wording.format_price(value, rails.currency, language()) if value is not None else _("none")

    authority = rails.ceiling * (1 - held.concession) if rails.ceiling is not None and held else None
    verdict = wording.say_reason(seen.judgment.private, language()) if seen.judgment else ""
    return Meter(written(rails.ceiling), written(rails.floor), written(authority), verdict)


def _move(number: str, sent: Mapping[str, str], actor: Actor) -> None:
    """Make the move that a button stands for.

    raises    Refusal, as the operations do
    """
    verb, at, key = sent.get("verb", ""), clock.now(), sent.get("key", "")[:64]
    note = sent.get("note", "").strip()[:500]
    match verb:
        case "counter":
            counter_offer(number, _proposal(sent), actor=actor, at=at, note=note, key=key)
        case "offer":
            offer_price(number, _proposal(sent), actor=actor, at=at, note=note, key=key)
        case "agree":
            agree_deal(number, actor=actor, at=at, key=key)
        case "decline":
            decline(number, actor=actor, at=at, note=note, key=key)
        case "withdraw":
            withdraw(number, actor=actor, at=at, note=note, key=key)
        case _:
            raise Refusal(Reason("negotiation.unknown", (("negotiation", number),)))


def _proposal(sent: Mapping[str, str]) -> Proposal:
    return Proposal(price=_number(sent.get("price", "")), min_quantity=_number(sent.get("quantity", "")))


def _number(text: str) -> Decimal | None:
    """A number of the form, None where nothing is written.

    raises    Refusal("negotiation.price") for something that is no number
    """
    if not text.strip():
        return None
    try:
        return read_number(text.strip().replace("\u202f", " "), comma=True)
    except Unreadable as problem:
        raise Refusal(Reason("negotiation.price", (("found", text[:20]), ("most", _DECIMALS)))) from problem


def _see(number: str, actor: Actor) -> SeenThread | SupplierThread:
    try:
        return get_negotiation(number, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
