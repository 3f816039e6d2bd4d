"""An order as it stands, and one line of it: what it costs and why, what cancelling or changing it costs first.

Fees are shown before anybody decides, and the form sends back what was shown. Rule to remember: an order that one
may not see answers like one that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir import wording
from comptoir.core.ordering.basket import Wish
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.cancel_order import cancel_order, preview_cancellation
from comptoir.operations.change_order import ChangePreview, change_line, preview_change
from comptoir.operations.read_order import LineView, OrderView, get_order, wishes_of
from comptoir.operations.spending import words_on
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.basket import Kept, keep, kept
from comptoir.web.entry import read_count
from comptoir.web.house import House, house
from comptoir.web.saying import line_state, order_state, sentences
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language

_ENDED = ("cancelled", "refused", "closed")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order as the page shows it; `address` where it may still be changed."""

    number: int
    name: Text
    measure: str
    amount: Amount
    because: tuple[str, ...]
    word: str
    mark: str
    gone: bool
    what: str
    address: str


@require_safe
def order_page(request: HttpRequest, order: str) -> HttpResponse:
    """An order as it stands: its lines with their frozen prices and why, and what cancelling costs."""
    home, actor = house(), actor_of(request)
    seen = _see(order, actor)
    assert actor is not None
    word, mark = order_state(seen.state)
    fees = _fees(seen, actor)
    return render(
        request,
        "web/order.html",
        {
            "here": "activity", "order": seen, "word": word, "mark": mark,
            "lines": [_line(home, seen, line, actor) for line in seen.lines],
            "said": [(home.party_name(who, language()), yes, note, at) for who, yes, note, at in words_on(seen)],
            "parts": [(home.party_text(one.supplier, language()), one.net, one.tax, one.gross) for one in seen.parts],
            "taxed": any(one.tax.minor for one in seen.parts),
            "owed": seen.owed(), **people_of(home, seen), "fees": fees,
            "fee": _text(fees or ()), "due": [one for one in fees or () if one.minor],
            "over": seen.state in _ENDED and seen.whole,
            "wishes": _wishes(home, seen, actor),
            "problem": request.GET.get("problem", "") == "fee",
        },
    )  # fmt: skip


def _wishes(home: House, seen: OrderView, actor: Actor) -> list[tuple[Text, str]]:
    """What a draft is about: it has no lines and no price yet."""
    if seen.state != "draft":
        return []
    return [
        (named(home, one.offering), wording.format_measures(dict(one.measures), language()))
        for one in wishes_of(seen.id, actor=actor, at=clock.now())
    ]


def people_of(home: House, seen: OrderView) -> dict[str, object]:
    """Who ordered, buys, receives and pays, by name; whoever is the same person twice is named once."""
    names = {
        name: home.party_text(getattr(seen, name), language()) for name in ("buyer", "payer", "ordered_by")
    }
    receiver = home.party_text(seen.beneficiary, language()) if seen.beneficiary != seen.buyer else None
    other = names["ordered_by"] if seen.ordered_by != seen.buyer else None
    return {"buyer": names["buyer"], "payer": names["payer"], "receiver": receiver, "orderer": other}


@require_POST
def cancel(request: HttpRequest, order: str) -> HttpResponse:
    """Cancel an order at the fees that were shown."""
    actor = actor_of(request)
    _see(order, actor)
    assert actor is not None
    address = reverse("order", args=[order])
    try:
        fees = preview_cancellation(order, actor=actor, at=clock.now())
        if request.POST.get("fee", "") != _text(fees):
            return HttpResponseRedirect(f"{address}?problem=fee")
        cancel_order(order, actor=actor, at=clock.now())
    except Refusal:
        return HttpResponseRedirect(f"{address}?problem=fee")
    return HttpResponseRedirect(address)


@require_POST
def again(request: HttpRequest, order: str) -> HttpResponse:
    """Put what an order was about into the basket again, as it was asked for."""
    actor = actor_of(request)
    seen = _see(order, actor)
    assert actor is not None
    day = clock.today()
    wanted = [
        _kept(one)
        for one in wishes_of(seen.id, actor=actor, at=clock.now())
        if house().offering(one.offering, day) is not None
    ]  # fmt: skip
    keep(request, (*kept(request), *wanted))
    if seen.state == "draft":
        cancel_order(order, actor=actor, at=clock.now())
    return HttpResponseRedirect(reverse("basket"))


def _kept(wish: Wish) -> Kept:
    """A wish as the basket keeps it."""
    answers = {name: said for name, said in wish.answers.items() if isinstance(said, bool | str)}
    return Kept(wish.offering, wish.measures, answers, wish.start, wish.end, wish.resource, wish.quantity)


@require_http_methods(["GET", "HEAD", "POST"])
def line_page(request: HttpRequest, order: str, line: int) -> HttpResponse:
    """One line: cancel it, or have it say another quantity, at what is shown first."""
    home, actor = house(), actor_of(request)
    seen = _see(order, actor)
    assert actor is not None
    found = next((one for one in seen.lines if one.number == line), None)
    if found is None or not _may_change(seen, found, actor):
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            if _does(request.POST, seen, found, actor):
                return HttpResponseRedirect(reverse("order", args=[order]))
            problem = _(
                "The amounts have changed since you saw them. Nothing changed; these are the amounts now."
            )
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
    fields, wish, wrong = _asked(request, found)
    change: ChangePreview | None = None
    if wish is not None:
        try:
            change = preview_change(order, line, wish, actor=actor, at=clock.now())
        except Refusal as refused:
            problem = problem or wording.say_reason(refused.reason, language())
    fees = _line_fee(seen, found, actor)
    return render(
        request,
        "web/order_line.html",
        {
            "here": "activity", "order": seen, "line": _line(home, seen, found, actor), "fields": fields,
            "wrong": wrong, "change": change, "agreed": _agreed(change), "problem": problem,
            "asked": [(f"of-{unit}", text) for unit, _label, text in fields],
            "sold": found.start is None and bool(found.measures),
            "fees": fees, "fee": _text(fees or ()), "due": [one for one in fees or () if one.minor],
        },
        status=409 if problem and request.method == "POST" else 200,
    )  # fmt: skip


def _does(sent: Mapping[str, str], seen: OrderView, line: LineView, actor: Actor) -> bool:
    """Cancel or change a line, if what was agreed to is what it costs now.

    raises    Refusal, as the operations do
    """
    at = clock.now()
    if sent.get("verb", "") == "cancel":
        if sent.get("fee", "") != _text(
            preview_cancellation(seen.id, actor=actor, at=at, lines=[line.number])
        ):
            return False
        cancel_order(seen.id, actor=actor, at=at, lines=[line.number])
        return True
    wish = _wish(line, {unit: read_count(sent.get(f"of-{unit}", "")) for unit in line.measures})
    if wish is None or sent.get("agreed", "") != _agreed(
        preview_change(seen.id, line.number, wish, actor=actor, at=at)
    ):
        return False
    change_line(seen.id, line.number, wish, actor=actor, at=at)
    return True


def _asked(request: HttpRequest, line: LineView) -> tuple[list[tuple[str, str, str]], Wish | None, bool]:
    """The fields for other quantities, the wish they make if they say another one, and whether one is no number."""
    sent = request.POST if request.method == "POST" else request.GET
    texts = {unit: sent.get(f"of-{unit}", _plain(count))[:12] for unit, count in line.measures.items()}
    counts = {unit: read_count(text) for unit, text in texts.items()}
    fields = [
        (unit, wording.unit_word(unit, language(), 2).capitalize(), text) for unit, text in texts.items()
    ]
    wish = _wish(line, counts)
    return fields, wish if counts != dict(line.measures) else None, wish is None and bool(counts)


def _wish(line: LineView, counts: Mapping[str, Decimal | None]) -> Wish | None:
    known = {unit: count for unit, count in counts.items() if count is not None}
    if len(known) < len(counts) or not known:
        return None
    return Wish(line.offering, known, answers=dict(line.answers))


def _line(home: House, seen: OrderView, line: LineView, actor: Actor) -> Line:
    word, mark = line_state(line.state)
    event = {
        "cancellation": _("Fee for cancelling"),
        "late": _("Fee for lateness"),
        "no-show": _("Fee for not coming"),
    }
    open_ = _may_change(seen, line, actor)
    return Line(
        line.number, named(home, line.offering, line.label), wording.format_measures(dict(line.measures), language()),
        line.amount, sentences(line.reasons), word, mark, line.state == "cancelled", event.get(line.event, ""),
        reverse("order-line", args=[seen.id, line.number]) if open_ else "",
    )  # fmt: skip


def _may_change(seen: OrderView, line: LineView, actor: Actor) -> bool:
    """Whether a line is one that somebody may still cancel or change, and this actor is somebody who may."""
    if (
        seen.state != "confirmed"
        or line.state != "ordered"
        or not line.wish
        or line.label
        or line.event != "use"
    ):
        return False
    return may(actor, "order.change", seen.buyer, clock.now()) or may(
        actor, "order.change_supplied", line.supplier, clock.now()
    )


def _fees(seen: OrderView, actor: Actor) -> tuple[Amount, ...] | None:
    """What cancelling all of it costs now; None where it cannot be cancelled, or not by this actor."""
    if seen.state not in ("confirmed", "awaiting approval") or not may(
        actor, "order.change", seen.buyer, clock.now()
    ):
        return None
    if any(line.state in ("delivered", "partly delivered") and line.event == "use" for line in seen.lines):
        return None
    try:
        return preview_cancellation(seen.id, actor=actor, at=clock.now())
    except Refusal:
        return None


def _line_fee(seen: OrderView, line: LineView, actor: Actor) -> tuple[Amount, ...] | None:
    try:
        return preview_cancellation(seen.id, actor=actor, at=clock.now(), lines=[line.number])
    except Refusal:
        return None


def _agreed(change: ChangePreview | None) -> str:
    """A change's amounts, as the form sends them back."""
    return "" if change is None else f"{change.after} {_text(change.fees)}"


def _see(order: str, actor: Actor | None) -> OrderView:
    if actor is None:
        raise Http404
    try:
        return get_order(order, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def named(home: House, offering: str, label: str = "") -> Text:
    """What a line is about, in the reader's language."""
    item = home.company.offerings.get(offering)
    if item is not None:
        return in_language(item.name_fr, item.name_en, language())
    adjustment = home.adjustment_text(label or offering, language())
    return adjustment or Text(label or offering, language())


def _text(fees: tuple[Amount, ...]) -> str:
    return " ".join(str(one) for one in fees)


def _plain(count: Decimal) -> str:
    """A quantity as the reader's language writes it into a field."""
    text = f"{count.normalize():f}"
    return text.replace(".", ",") if language() == "fr" else text
