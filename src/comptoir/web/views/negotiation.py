"""Ask for a better price, and talk about it: the customer's side and the seller's, one page each for the same thread.

Each side reads its own view of the thread: the customer's has no field for a floor or an authority, the seller's has
the meter. Rule to remember: which buttons stand there is asked of the table of moves, and the operation decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from secrets import token_urlsafe
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.ordering.negotiation import MOST_OPEN_OFFERS
from comptoir.core.ordering.thread import Move, SeenMove, SeenThread, Speaker, Terms, Thread
from comptoir.core.pricing.language import read_number
from comptoir.core.values import Reason, Refusal, Unreadable
from comptoir.operations.actors import Actor, may
from comptoir.operations.deals.agreeing import agree_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.looking import Comparison, compare
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.deals.reading import SupplierThread, get_negotiation, possible
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.entry import read_date
from comptoir.web.house import House, house
from comptoir.web.meter import meter_of
from comptoir.web.saying import deal_state, sentences
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language

_DECIMALS = 6
# What each side may do from each state; who may do it is the operation's matter.
_CUSTOMERS: Mapping[str, tuple[str, ...]] = {
    "asked": ("withdraw",),
    "countered": ("withdraw",),
    "awaiting approval": ("withdraw",),
    "offered": ("agree", "counter", "decline", "withdraw"),
}
_SELLERS: Mapping[str, tuple[str, ...]] = {
    "asked": ("offer", "escalate", "decline"),
    "countered": ("agree", "offer", "escalate", "decline"),
    "offered": ("withdraw",),
    "awaiting approval": ("approve", "decline"),
}
# Where a customer waits for an answer.
_AWAITED = frozenset({"asked", "countered", "awaiting approval"})
_FIELDS = ("price", "quantity", "end", "conditions", "until", "note")


@dataclass(frozen=True, slots=True)
class Said:
    """One move of the timeline: who, what, when, at which terms, until when, and why."""

    who: str
    what: str
    at: str
    price: str
    terms: tuple[str, ...]
    note: str
    because: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, offering: str) -> HttpResponse:
    """The form that asks for a better price; POST opens the negotiation."""
    home, actor = house(), actor_of(request)
    item = home.offering(offering, clock.today())
    if item is None or actor is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
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
        "sent": {name: sent.get(name, "")[:500] for name in _FIELDS},
        "most": MOST_OPEN_OFFERS,
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
    problem = replaces = ""
    if request.method == "POST":
        try:
            _move(negotiation, request.POST, actor)
            return HttpResponseRedirect(reverse("negotiation", args=[negotiation]))
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
            replaces = str(refused.reason.get("deal")) if refused.reason.code == "deal.taken" else ""
            seen = _see(negotiation, actor)
    context: dict[str, Any] = {**_context(home, seen, actor), "problem": problem, "replaces": replaces}
    context["sent"] = {name: request.POST.get(name, "")[:500] for name in _FIELDS}
    if request.method != "POST" and context["granting"]:
        context["sent"]["price"] = context["granting"]
    return render(request, "web/negotiation.html", context, status=409 if problem else 200)


def _context(home: House, seen: SeenThread | SupplierThread, actor: Actor) -> dict[str, object]:
    thread: SeenThread | Thread = seen if isinstance(seen, SeenThread) else seen.thread
    item = home.company.offerings[thread.offering]
    word, mark = deal_state(thread.state)
    verbs = _verbs(seen, actor)
    moves: tuple[Move | SeenMove, ...] = thread.moves
    standing = next((move for move in reversed(moves) if move.terms is not None), None)
    terms = standing.terms if standing else None
    over = thread.expires_at is not None and thread.expires_at <= clock.now()
    return {
        "here": "activity" if isinstance(seen, SeenThread) else "board",
        "id": thread.id,
        "item": item,
        "name": in_language(item.name_fr, item.name_en, language()),
        "supplier": home.party_text(thread.supplier, language()),
        "customer": home.party_text(thread.customer, language()),
        "own": isinstance(seen, SeenThread),
        "word": word,
        "mark": mark,
        "until": thread.expires_at,
        "over": over,
        "again": _again(thread, terms),
        "said": [_said(home, move, thread, item.unit) for move in thread.moves],
        "table": _said(home, standing, thread, item.unit)
        if standing and thread.expires_at and terms
        else None,
        **_compared(thread, terms, item.unit),
        "meter": meter_of(seen) if isinstance(seen, SupplierThread) else None,
        "verbs": () if over else verbs,
        "proposing": next((one for one in ("counter", "offer") if one in verbs and not over), ""),
        "granting": _granting(seen, terms) if "offer" in verbs else "",
        "awaited": isinstance(seen, SeenThread) and thread.state in _AWAITED and "agree" not in verbs,
        "waits": not verbs and thread.expires_at is not None,
        "key": token_urlsafe(16),
    }


def _verbs(seen: SeenThread | SupplierThread, actor: Actor) -> tuple[str, ...]:
    """What the reader may do next, by the table of moves and the reader's side."""
    allowed = set(possible(seen))
    if isinstance(seen, SeenThread):
        return tuple(one for one in _CUSTOMERS.get(seen.state, ()) if one in allowed)
    thread, at = seen.thread, clock.now()
    found = [one for one in _SELLERS.get(thread.state, ()) if one in allowed]
    if thread.state == "awaiting approval":
        approver = may(actor, "deal.approve", thread.supplier, at) and actor.person not in thread.of(
            Speaker.SELLER
        )
        return tuple(found) if approver else ()
    return tuple(found) if may(actor, "deal.answer", thread.supplier, at) else ()


def _granting(seen: SeenThread | SupplierThread, terms: Terms | None) -> str:
    """The price that a customer asks for, as the supplier's side finds it in its form: it may grant just that."""
    if isinstance(seen, SeenThread) or seen.thread.state != "asked" or terms is None or terms.price is None:
        return ""
    text = f"{terms.price:f}"
    return text.replace(".", ",") if language() == "fr" else text


def _again(thread: SeenThread | Thread, terms: Terms | None) -> str:
    """The address that asks for the same once more."""
    price = (
        f"?price={terms.price}&quantity={terms.min_quantity or ''}"
        if terms and terms.price is not None
        else ""
    )
    return f"{reverse('negotiate', args=[thread.offering])}{price}"


def _said(home: House, move: Move | SeenMove, thread: SeenThread | Thread, unit: str) -> Said:
    who = {
        Speaker.CUSTOMER: _("The customer"), Speaker.SELLER: _("The seller"), Speaker.APPROVER: _("The approver"),
        Speaker.CLOCK: _("Time"),
    }[move.speaker]  # fmt: skip
    if isinstance(move, Move) and move.speaker is not Speaker.CLOCK:
        who = f"{who} ({home.party_name(move.by, language())})"
    what = {
        "ask": _("asks for a better price"), "offer": _("offers"), "counter": _("proposes"), "agree": _("agrees"),
        "decline": _("declines"), "withdraw": _("takes it back"), "escalate": _("asks an approver"),
        "approve": _("approves"), "expire": _("is over"), "end": _("ends it"),
    }.get(move.verb, move.verb)  # fmt: skip
    terms, each = move.terms, wording.unit_word(unit, language())
    price = ""
    if terms is not None and terms.price is not None:
        price = f"{wording.format_price(terms.price, thread.currency, language())} / {each}"
    return Said(
        who, what, _told(move.at), price, _terms(terms, unit, move.expires_at) if price else (), move.note,
        sentences(move.reasons),
    )  # fmt: skip


def _terms(terms: Terms | None, unit: str, until: datetime | None) -> tuple[str, ...]:
    """What a price hangs on: quantity, days, conditions, and until when it stands."""
    if terms is None:
        return ()
    found = []
    if terms.min_quantity:
        found.append(
            _("from %(quantity)s on")
            % {"quantity": wording.format_measures({unit: terms.min_quantity}, language())}
        )
    found.append(_("for orders %(period)s") % {"period": wording.format_period(terms.valid, language())})
    if terms.conditions:
        found.append(_("on condition: %(conditions)s") % {"conditions": terms.conditions})
    if until is not None:
        found.append(_("stands until %(day)s") % {"day": _told(until)})
    return tuple(found)


def _compared(thread: SeenThread | Thread, terms: Terms | None, unit: str) -> dict[str, object]:
    """What the customer pays today beside what is on the table, as sentences and rows."""
    found: Comparison | None = compare(thread, terms, at=clock.now())
    if found is None:
        return {"compared": (), "effects": ()}
    each = wording.unit_word(unit, language())
    rows = [(_("Today’s price"), found.own), (_("Usual price"), found.usual)]
    less = ""
    if terms is not None and terms.price is not None and found.own:
        ratio = 1 - terms.price / found.own
        less = _("%(share)s less than today") % {
            "share": wording.format_percent(ratio.quantize(Decimal("0.001")), language())
        }
    return {
        "compared": [
            (label, f"{wording.format_price(price, thread.currency, language())} / {each}")
            for label, price in rows
            if price is not None
        ],
        "less": less,
        "effects": [
            (wording.format_measures({unit: one.quantity}, language()), one.before, one.after)
            for one in found.effects
        ],
    }  # fmt: skip


def _told(at: datetime) -> str:
    return wording.format_datetime(at.astimezone(clock.now().tzinfo), language(), style="short")


def _move(number: str, sent: Mapping[str, str], actor: Actor) -> None:
    """Make the move that a button stands for.

    raises    Refusal, as the operations do
    """
    verb, at, key = sent.get("verb", ""), clock.now(), sent.get("key", "")[:64]
    note, until = sent.get("note", "").strip()[:500], _until(sent.get("until", ""))
    match verb:
        case "counter":
            counter_offer(number, _proposal(sent), actor=actor, at=at, until=until, note=note, key=key)
        case "offer":
            offer_price(number, _proposal(sent), actor=actor, at=at, until=until, note=note, key=key)
        case "escalate":
            escalate(number, _proposal(sent), actor=actor, at=at, until=until, note=note, key=key)
        case "approve":
            approve_offer(number, actor=actor, at=at, note=note, key=key)
        case "agree":
            agree_deal(number, actor=actor, at=at, replaces=sent.get("replaces", ""), key=key)
        case "decline":
            decline(number, actor=actor, at=at, note=note, key=key)
        case "withdraw":
            withdraw(number, actor=actor, at=at, note=note, key=key)
        case _:
            raise Refusal(Reason("negotiation.unknown", (("negotiation", number),)))


def _proposal(sent: Mapping[str, str]) -> Proposal:
    conditions = sent.get("conditions", "").strip()[:300]
    return Proposal(
        price=_number(sent.get("price", "")), min_quantity=_number(sent.get("quantity", "")),
        end=_day(sent.get("end", "")), conditions=conditions or None,
    )  # fmt: skip


def _day(text: str) -> date | None:
    """A day of the form, None where nothing is written.

    raises    Refusal("negotiation.day") for something that is no day
    """
    found = read_date(text)
    if text.strip() and found is None:
        raise Refusal(Reason("negotiation.day", (("found", text.strip()[:20]),)))
    return found


def _until(text: str) -> datetime | None:
    """The last instant of the day until which a proposal stands, None where nothing is written."""
    found = _day(text)
    return datetime.combine(found, time(23, 59), clock.now().tzinfo) if found else None


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
