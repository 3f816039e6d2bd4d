"""The basket: what was put there, what it costs now, who pays, and the order, draft or quote that comes of it.

One form holds all of checkout; each of its buttons sends all of it, so nothing is typed twice. Rule to remember: the
total that was shown comes back with the order; if it is another one by then, nothing is ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_urlsafe
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir import wording
from comptoir.core.catalog import Mode, Offering
from comptoir.core.ordering.basket import Basket
from comptoir.core.values import Amount, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.actors import Actor, may
from comptoir.operations.bookings import ForWhom, Want, hold_booking
from comptoir.operations.checkout import Preview, preview_order
from comptoir.operations.once import came_of
from comptoir.operations.order_pricing import PricedBasket
from comptoir.operations.place_order import place_order, save_basket
from comptoir.operations.quotes import quote_order
from comptoir.operations.taking.wanted import expecting
from comptoir.store.orders.rows import LineRow, PartRow
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.asking import Asked, Shape, read, shape
from comptoir.web.basket import Kept, buyer_of, keep, kept, order_for, take_out, taken_out
from comptoir.web.booking_form import read_wish
from comptoir.web.entry import FoundParty, read_count, read_date
from comptoir.web.house import House, house
from comptoir.web.numbers import whole
from comptoir.web.paying import Paying, paying_of, sum_error, sum_of
from comptoir.web.prices import NoOffer, price_for, rate_class_of, usual_quantity
from comptoir.web.saying import sentences, when
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.viewer import Viewer, viewer
from comptoir.web.views.supplied import choose_party

_FIELDS = ("project", "receiver", "receiver_id", "valid_until")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the basket as the page shows it. `over`: its hold has ended; `held`: until when it is kept free."""

    number: int
    offering: str
    name: Text
    supplier: Text
    fields: tuple[tuple[str, str, str], ...]
    times: str
    amount: Amount | None
    because: tuple[str, ...]
    held: str
    over: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The checkout form as it stands: who acts for whom, how it is paid, what was typed, and what is wrong."""

    home: House
    actor: Actor
    buyer: str
    paying: Paying
    sent: Mapping[str, str]
    receiver: str = ""
    choices: tuple[FoundParty, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def _typed_vat(self) -> bool:
        """Whether a VAT number was written that the house did not know."""
        paying = self.paying
        return paying.invoiced and bool(paying.vat_number) and not paying.vat_known and not paying.wrong

    def basket(self, lines: tuple[Kept, ...]) -> Basket:
        """What the form stands for, as an order wants it."""
        charged = self.paying.charged and self.paying.shares
        return Basket(
            self.buyer,
            tuple(one.wish() for one in lines),
            beneficiary=self.receiver,
            project=self.sent.get("project", "").strip()[:60],
            purchase_order=self.paying.purchase_order if self.paying.invoiced else "",
            answers={"vat_number": self.paying.vat_number} if self._typed_vat else {},
            shares=self.paying.shares if charged and not self.paying.wrong else (),
        )


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """What lies in the basket, its prices, and the form that orders it."""
    return _page(request, request.GET.dict())


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put something into the basket; a rental is held for as long as holds last."""
    home, who = house(), viewer(request)
    item = home.offering(request.POST.get("offering", ""), clock.today())
    card = home.company.card(item.supplier, clock.today()) if item else None
    if item is None or card is None:
        raise Http404
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    if item.mode is Mode.RENTAL:
        return _add_rental(request, home, item, form)
    asked = read(request.POST.dict(), item, form, usual_quantity(home, who, item, card, form))
    if not asked.errors:
        keep(request, (*kept(request), Kept(item.id, asked.measures, asked.answers)))
    return HttpResponseRedirect(reverse("basket"))


def _add_rental(request: HttpRequest, home: House, item: Offering, form: Shape) -> HttpResponse:
    """Hold a time and put it into the basket; what stands against it is told on the booking form."""
    actor, resources = actor_of(request), home.company.resources_of.get(item.id)
    if actor is None or not resources:
        raise Http404
    zone = ZoneInfo(resources[0].rules.time_zone)
    wished = read_wish(request.POST.dict(), home.company, item, form, zone)
    back = f"{reverse('book', args=[item.id])}?{urlencode({**wished.texts})}"
    if wished.want is None:
        return HttpResponseRedirect(back)
    want = wished.want
    line = Kept(item.id, wished.expected, wished.answers, want.start, want.end, want.resource, want.quantity)
    try:
        line = _held(line, actor, request.POST.get("key", "")[:60])
    except Refusal:
        return HttpResponseRedirect(back)
    keep(request, (*kept(request), line))
    return HttpResponseRedirect(reverse("basket"))


def _held(line: Kept, actor: Actor, key: str = "") -> Kept:
    """A rental's line with a hold of its own.

    raises    Refusal, as `hold_booking` does
    """
    assert line.start is not None
    assert line.end is not None
    want = Want(line.offering, line.start, line.end, line.resource, line.count)
    made = hold_booking(
        want,
        ForWhom(given=expecting(line.answers, line.measures)),
        actor=actor,
        at=clock.now(),
        key=key and f"{key}-b",
    )
    return replace(line, hold=made.booking.public_id, held_until=made.booking.held_until)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Change quantities, take a line out, put it back, or hold a time again."""
    lines = list(kept(request))
    if request.POST.get("back"):
        line = taken_out(request)
        keep(request, [*lines, *([line] if line else [])])
        take_out(request, None)
        return HttpResponseRedirect(reverse("basket"))
    again, actor = whole(request.POST.get("again", "")), actor_of(request)
    if again and actor and again <= len(lines):
        try:
            lines[again - 1] = _held(lines[again - 1], actor)
        except Refusal as refused:
            return _page(request, {}, wording.say_reason(refused.reason, language()))
    out = request.POST.get("out", "")
    found = []
    for number, line in enumerate(lines, 1):
        counts = dict(line.measures)
        for name in counts:
            counts[name] = read_count(request.POST.get(f"of-{number}-{name}", "")) or counts[name]
        if out != str(number):
            found.append(replace(line, measures=counts))
        else:
            take_out(request, line)
    keep(request, found)
    return HttpResponseRedirect(reverse("basket"))


@require_POST
def buyer(request: HttpRequest) -> HttpResponse:
    """At the counter: for whom the basket is ordered; empty: for oneself."""
    home, actor = house(), actor_of(request)
    if actor is None or not _at_counter(home, actor, kept(request)):
        raise Http404
    text = request.POST.get("customer", "").strip()[:80]
    if not text and not request.POST.get("customer_id"):
        order_for(request, "")
        return HttpResponseRedirect(reverse("basket"))
    party, choices, wrong = choose_party(home, text, request.POST.get("customer_id", ""))
    if wrong:
        return _page(request, {}, wrong, customer=text, choices=choices)
    order_for(request, party)
    return HttpResponseRedirect(reverse("basket"))


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """Do what a button of the form says: order at the total shown, save as a draft, quote, or show another row."""
    actor, sent, lines = actor_of(request), request.POST.dict(), kept(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("basket"))
    if actor is None:
        raise Http404
    verb = sent.get("verb", "order")
    if verb in ("more", "fewer", "show"):
        return _page(request, sent)
    if not lines and (earlier := came_of(actor, "place_order", sent.get("key", "")[:64])):
        # The answer was lost on its way: the order is there, and the basket is empty for that reason.
        return HttpResponseRedirect(reverse("order", args=[earlier]))
    form = _form(request, actor, sent)
    try:
        if verb == "draft":
            number = save_basket(form.basket(lines), actor=actor, at=clock.now())
            keep(request, ())
            return HttpResponseRedirect(reverse("order", args=[number]))
        told = _against(form, lines, sent)
        if told:
            return _page(request, sent, told)
        wanted, key = form.basket(lines), sent.get("key", "")[:64]
        if verb == "quote":
            return _quoted(request, form, wanted)
        placed = place_order(wanted, actor=actor, at=clock.now(), key=key)
    except Refusal as refused:
        return _page(request, sent, wording.say_reason(refused.reason, language()))
    keep(request, ())
    order_for(request, "")
    return HttpResponseRedirect(reverse("order", args=[placed.order.id]))


def _against(form: Form, lines: tuple[Kept, ...], sent: Mapping[str, str]) -> str:
    """What stands against ordering, in words: something typed, the sum of the shares, or another total than shown.

    raises    Refusal, as pricing does
    """
    if form.errors or form.paying.wrong:
        return _("Something is not filled in yet. It is marked below; nothing was ordered.")
    preview = preview_order(replace(form.basket(lines), shares=()), actor=form.actor, at=clock.now())
    wrong = sum_error(form.paying, _single(preview.priced))
    if wrong:
        return wrong
    if sent.get("agreed", "") != _owed(
        preview_order(form.basket(lines), actor=form.actor, at=clock.now()).priced
    ):
        return _("The total has changed since you saw it. Nothing was ordered; this is the total now.")
    return ""


def _quoted(request: HttpRequest, form: Form, wanted: Basket) -> HttpResponse:
    """A binding quote of the basket: a customer's own, or one that the counter sends with its own validity.

    raises    Refusal, as `quote_order` does
    """
    until = None
    if form.buyer != form.actor.acting_for:
        day = read_date(form.sent.get("valid_until", ""))
        until = datetime.combine(day, datetime.max.time(), clock.now().tzinfo) if day else None
    replaces = request.session.get("quote", "")
    made = quote_order(wanted, actor=form.actor, at=clock.now(), valid_until=until, replaces=replaces)
    request.session["quote"] = ""
    keep(request, ())
    order_for(request, "")
    return HttpResponseRedirect(reverse("quote", args=[made.id]))


def _form(request: HttpRequest, actor: Actor, sent: Mapping[str, str]) -> Form:
    """The form as it was sent, for whoever the basket is ordered for."""
    home, lines = house(), kept(request)
    counter = _at_counter(home, actor, lines)
    buyer = (buyer_of(request) if counter else "") or actor.acting_for
    rows = sum(f"center-{number}" in sent for number in range(1, 9))
    more = {"more": 1, "fewer": -1}.get(sent.get("verb", ""), 0)
    if more < 0:
        sent = {name: text for name, text in sent.items() if name not in (f"center-{rows}", f"share-{rows}")}
    paying = paying_of(
        home, actor, buyer, _suppliers(home, lines), sent, rows=max(1, rows + more),
        currency=home.company.settings.currency,
    )  # fmt: skip
    receiver, wrong = "", ""
    choices: tuple[FoundParty, ...] = ()
    if sent.get("receiver", "").strip() or sent.get("receiver_id"):
        receiver, choices, wrong = choose_party(
            home, sent.get("receiver", "").strip(), sent.get("receiver_id", "")
        )
    errors = {"receiver": wrong} if wrong else {}
    return Form(home, actor, buyer, paying, sent, receiver, choices, errors)


def _page(
    request: HttpRequest, sent: Mapping[str, str], problem: str = "", *, customer: str = "",
    choices: tuple[FoundParty, ...] = (),
) -> HttpResponse:  # fmt: skip
    home, actor, lines = house(), actor_of(request), kept(request)
    form = _form(request, actor, sent) if actor is not None else None
    preview: Preview | None = None
    if form is not None and lines:
        try:
            preview = _previewed(form, lines)
        except Refusal as refused:
            problem = problem or wording.say_reason(refused.reason, language())
    counter = actor is not None and _at_counter(home, actor, lines)
    context = {
        "here": "basket",
        "rows": _rows(home, lines, preview.priced if preview else None)
        if actor
        else _passing(home, viewer(request), lines),
        "back": _named(home, gone.offering) if (gone := taken_out(request)) else "",
        "known": actor is not None,
        "problem": problem,
        "counter": counter,
        "customer": customer,
        "customers": choices,
        "on_behalf": home.party_text(form.buyer, language())
        if form and actor and form.buyer != actor.acting_for
        else "",
        "replacing": request.session.get("quote", "") if lines else "",
        **(_checkout(home, form, preview) if form else {}),
    }
    status = 409 if problem and request.method == "POST" else 200
    return render(request, "web/basket.html", context, status=status)


def _previewed(form: Form, lines: tuple[Kept, ...]) -> Preview:
    """The price with the shares as said, without them where they do not make up the whole yet.

    raises    Refusal, as pricing does
    """
    bare = replace(form.basket(lines), shares=form.paying.shares[:1] if len(form.paying.rows) == 1 else ())
    preview = preview_order(bare, actor=form.actor, at=clock.now())
    if len(form.paying.rows) < 2 or form.paying.wrong or sum_error(form.paying, _single(preview.priced)):
        return preview
    return preview_order(form.basket(lines), actor=form.actor, at=clock.now())


def _checkout(home: House, form: Form, preview: Preview | None) -> dict[str, object]:
    """What the checkout form shows."""
    priced = preview.priced if preview else None
    owed = priced.owed() if priced else {}
    whole = _single(priced) if priced else None
    return {
        "paying": form.paying,
        "share_sum": sum_of(form.paying, whole),
        "share_error": sum_error(form.paying, whole),
        "whole": f"{whole.major}" if whole else "",
        "sent": {name: form.sent.get(name, "")[:80] for name in _FIELDS},
        "errors": {**form.errors, **(form.paying.errors or {})},
        "choices": form.choices,
        "parts": totals_by_supplier(home, priced.parts if priced else ()),
        "taxed": any(part.tax for part in priced.parts) if priced else False,
        "totals": [Amount(minor, currency) for currency, minor in owed.items()],
        "approvers": [home.party_name(one, language()) for one in (preview.approvers if preview else ())],
        "approvals": preview.approvals if preview else 0,
        "agreed": _owed(priced) if priced else "",
        "key": token_urlsafe(16) if priced else "",
    }  # fmt: skip


def _rows(home: House, lines: tuple[Kept, ...], priced: PricedBasket | None) -> list[Row]:
    found = []
    for number, line in enumerate(lines, 1):
        own = [one for one in (priced.lines if priced else ()) if one.wish == number]
        item = home.company.offerings.get(line.offering)
        zone = home.company.settings.time_zone
        fields = tuple(
            (unit, wording.unit_word(unit, language(), 2).capitalize(), _plain(str(count)))
            for unit, count in line.measures.items()
        )
        over = line.held_until is not None and line.held_until <= clock.now()
        held = (
            wording.format_time(line.held_until.astimezone(zone), language())
            if line.held_until and not over
            else ""
        )
        found.append(
            Row(
                number, line.offering, _named(home, line.offering),
                home.party_text(item.supplier, language()) if item else Text("", language()), fields,
                when(line.start.astimezone(zone), line.end.astimezone(zone)) if line.start and line.end else "",
                Amount(sum(one.amount for one in own), own[0].currency) if own else None,
                _because(own), held, over,
            )
        )  # fmt: skip
    return found


def _passing(home: House, who: Viewer, lines: tuple[Kept, ...]) -> list[Row]:
    """What a passer-by sees: every line by itself, at the price that stands on its offering's page."""
    return [_alone(home, who, row, line) for row, line in zip(_rows(home, lines, None), lines, strict=True)]


def _alone(home: House, who: Viewer, row: Row, line: Kept) -> Row:
    item = home.offering(line.offering, clock.today())
    card = home.company.card(item.supplier, clock.today()) if item else None
    if item is None or card is None:
        return row
    price = price_for(home, who, item, Asked(line.measures, answers=line.answers), card, "")
    if isinstance(price, NoOffer):
        return row
    because = tuple(sentence for step in price.steps for sentence in step.because)
    return replace(row, amount=price.net, because=tuple(dict.fromkeys(because)))


def totals_by_supplier(home: House, parts: Iterable[PartRow]) -> list[tuple[Text, Amount, Amount, Amount]]:
    """What each supplier asks for in all, net, tax and gross, in the order of the basket."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in parts:
        sums = found.setdefault((one.supplier, one.currency), [0, 0, 0])
        for index, minor in enumerate((one.net, one.tax, one.gross)):
            sums[index] += minor
    return [
        (
            home.party_text(supplier, language()),
            Amount(net, currency),
            Amount(tax, currency),
            Amount(gross, currency),
        )
        for (supplier, currency), (net, tax, gross) in found.items()
    ]


def _because(own: list[LineRow]) -> tuple[str, ...]:
    """Why a line costs what it does, as far as its customer may read it."""
    reasons = tuple(
        reason for line in own for reason in from_json(line.reasons) if reason.depth == "customer"
    )
    return sentences(reasons)


def _named(home: House, offering: str) -> Text:
    item = home.company.offerings.get(offering)
    return in_language(item.name_fr, item.name_en, language()) if item else Text(offering, language())


def _owed(priced: PricedBasket) -> str:
    """What is owed in all, as the form sends it back."""
    return " ".join(str(Amount(minor, currency)) for currency, minor in sorted(priced.owed().items()))


def _single(priced: PricedBasket) -> Amount | None:
    """What is owed where it is in one currency."""
    owed = [Amount(minor, currency) for currency, minor in priced.owed().items()]
    return owed[0] if len(owed) == 1 else None


def _suppliers(home: House, lines: tuple[Kept, ...]) -> tuple[str, ...]:
    offerings = home.company.offerings
    known = (offerings[one.offering] for one in lines if one.offering in offerings)
    return tuple(dict.fromkeys(one.supplier for one in known))


def _at_counter(home: House, actor: Actor, lines: tuple[Kept, ...]) -> bool:
    """Whether the actor may order for others at every supplier of the basket."""
    suppliers = _suppliers(home, lines)
    return bool(suppliers) and all(may(actor, "order.place_for", one, clock.now()) for one in suppliers)


def _plain(text: str) -> str:
    """A quantity as the reader's language writes it into a field."""
    return text.replace(".", ",") if language() == "fr" else text
