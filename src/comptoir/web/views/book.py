"""Book an instrument: choose a time, see the price, commit; then the booking itself, its fee and its undoing.

The price is shown before anybody commits, and what is sent back is the amount that was shown: if it is another one by
then, the page says so and nothing happens. Rule to remember: whoever comes second hears when it is free, never who
was first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir import wording
from comptoir.core.booking import Slot
from comptoir.core.catalog import Offering
from comptoir.core.pricing.terms import Card
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    Want,
    book,
    cancel_booking,
    cancellation_fee,
    restore_booking,
)
from comptoir.operations.read_booking import BookingView, get_booking, preview_booking
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.asking import Shape, shape
from comptoir.web.booking_form import Wished, questions, read_wish
from comptoir.web.house import House, house
from comptoir.web.prices import Price, one_price, price_for, rate_class_of
from comptoir.web.saying import booking_state, of_the_event, sentences, told
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language
from comptoir.web.viewer import Viewer, viewer


@dataclass(frozen=True, slots=True)
class Instead:
    """Another time at which it is free: in words, what it costs, and the fields that book it."""

    words: str
    amount: Amount | None
    fields: Mapping[str, str]
    agreed: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page says to a wish: a price, or why not and what instead."""

    price: Price | None = None
    agreed: str = ""
    problem: str = ""
    instead: tuple[Instead, ...] = ()
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
def book_page(request: HttpRequest, offering: str) -> HttpResponse:
    """The form of one offering: GET shows price and room, POST books."""
    home, who = house(), viewer(request)
    item = home.offering(offering, clock.today())
    if item is None or not home.company.resources_of.get(offering):
        raise Http404
    card = home.company.card(item.supplier, clock.today())
    if card is None:
        raise Http404
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    zone = ZoneInfo(home.company.resources_of[offering][0].rules.time_zone)
    sent = request.POST if request.method == "POST" else request.GET
    wished = read_wish(sent.dict(), home.company, item, form, zone)
    actor = actor_of(request)
    desk = _Desk(home, who, item, card, form, zone, actor)
    if request.method == "POST" and actor is None:
        raise Http404
    answered = desk.answer(wished, sent=request.method == "POST")
    if request.method == "POST" and actor and wished.want and not answered.problem:
        done = desk.book(wished, answered, agreed=sent.get("agreed", ""), key=sent.get("key", "")[:64])
        if isinstance(done, HttpResponse):
            return done
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
            "errors": wished.errors,
            "questions": _questions(home, form, wished),
            "answered": answered,
            "price": answered.price,
            "when": when(wished.want.start.astimezone(zone), wished.want.end.astimezone(zone)) if wished.want else "",
            "known": actor is not None,
            "key": token_urlsafe(16) if actor else "",
            "as_of": clock.today(),
        },
        status=400 if wished.errors and request.method == "POST" else answered.status,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the form page asks the house, for one viewer and one offering."""

    home: House
    who: Viewer
    item: Offering
    card: Card
    form: Shape
    zone: ZoneInfo
    actor: Actor | None

    def book(self, wished: Wished, answered: Answered, *, agreed: str, key: str) -> Answered | HttpResponse:
        """Book at the price that was shown; the way to the booking, or why nothing was booked."""
        assert wished.want is not None
        assert self.actor is not None
        if agreed != answered.agreed:
            changed = _("The price has changed since you saw it. Nothing was booked; this is the price now.")
            return replace(answered, problem=changed, status=409)
        who = ForWhom(given=wished.answers)
        try:
            made = book(wished.want, who, actor=self.actor, at=clock.now(), key=key)
        except Refusal as refused:
            return self.refusal(wished, refused)
        return HttpResponseRedirect(reverse("booking", args=[made.booking.public_id]))

    def answer(self, wished: Wished, *, sent: bool = False) -> Answered:
        """Price and room for a wish; one that was sent is priced even if it is taken: it may be by itself."""
        if wished.want is None:
            return Answered()
        shown = self._price(wished)
        if self.actor is None:
            return Answered(shown)
        try:
            found = preview_booking(
                wished.want, ForWhom(given=wished.answers), actor=self.actor, at=clock.now(), taken=sent
            )
        except Refusal as refused:
            return self.refusal(wished, refused)
        if found.amount is not None and getattr(shown, "net", None) != found.quote.net:
            shown = one_price(self.home, found.quote, self.item, _("for this time"))
        return Answered(shown, _text(found.amount))

    def refusal(self, wished: Wished, refused: Refusal) -> Answered:
        """Why not, and up to three times at which it is free."""
        slots = refused.alternatives if isinstance(refused, Taken) else ()
        offered = tuple(one for one in (self._instead(wished, slot) for slot in slots) if one is not None)
        status = 409 if isinstance(refused, Taken) else 200
        return Answered(None, "", told(refused.reason, self.zone), offered, status)

    def _price(self, wished: Wished) -> Price:
        asked = wished.asked(self.zone, self.form)
        return price_for(self.home, self.who, self.item, asked, self.card, _("for this time"))

    def _instead(self, wished: Wished, slot: Slot) -> Instead | None:
        """One alternative with its own price; none where it would be refused."""
        assert wished.want is not None
        assert self.actor is not None
        start, end = slot.start.astimezone(self.zone), slot.end.astimezone(self.zone)
        want = Want(self.item.id, start, end, slot.resource, wished.want.quantity)
        try:
            found = preview_booking(
                want, ForWhom(given=wished.answers), actor=self.actor, at=clock.now(), taken=True
            )
        except Refusal:
            return None
        fields = {
            "resource": slot.resource, "day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}",
            "until": f"{end:%Y-%m-%d}", "end": f"{end:%H:%M}", "count": str(want.quantity),
            **{f"is-{name}": _said(value) for name, value in wished.answers.items()},
        }  # fmt: skip
        return Instead(when(start, end), found.amount, fields, _text(found.amount))


@require_safe
def booking_page(request: HttpRequest, booking: str) -> HttpResponse:
    """A booking as it stands: its frozen price and why, what cancelling costs, and how to take that back."""
    home, actor = house(), _known(request)
    seen = _see(booking, actor)
    row = seen.booking
    item = home.company.offerings[row.offering]
    known = home.company.bookable.get(row.resource)
    zone = ZoneInfo(known.rules.time_zone) if known else home.company.settings.time_zone
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    word, mark = booking_state(row.state)
    over = row.starts_at <= clock.now()
    fee = _fee(booking, actor) if row.state in ("held", "confirmed") and seen.own else None
    price = seen.price()
    return render(
        request,
        "web/booking.html",
        {
            "here": "activity",
            "booking": row,
            "seen": seen,
            "name": in_language(item.name_fr, item.name_en, language()),
            "item": item,
            "resource": (known.name_fr if language() == "fr" else known.name_en) if known else row.resource,
            "supplier": home.party_text(row.supplier, language()),
            "buyer": home.party_text(row.buyer, language()),
            "when": when(start, end),
            "word": word,
            "mark": mark,
            "price": price,
            "gross": price.net + price.tax if price and price.net and price.tax else None,
            "because": sentences(price.reasons if price else ()),
            "charged": seen.price("cancellation") if row.state == "cancelled" else None,
            "fee": fee,
            "fee_because": sentences(of_the_event(fee.reasons)) if fee else (),
            "may_cancel": fee is not None,
            "may_restore": row.state == "cancelled" and seen.own and not over,
            "problem": _problem(request.GET.get("problem", "")),
        },
    )


@require_POST
def cancel(request: HttpRequest, booking: str) -> HttpResponse:
    """Cancel a booking at the fee that was shown."""
    actor = _known(request)
    seen = _see(booking, actor)
    agreed = _fee(booking, actor)
    if agreed is not None and request.POST.get("fee", "") == str(agreed.amount):
        try:
            cancel_booking(booking, actor=actor, at=clock.now(), agreed=agreed.amount)
        except Refusal:
            return _again(seen, "cancel")
        return _again(seen)
    return _again(seen, "fee")


@require_POST
def restore(request: HttpRequest, booking: str) -> HttpResponse:
    """Take a cancellation back, if the time is still free."""
    actor = _known(request)
    seen = _see(booking, actor)
    try:
        restore_booking(booking, actor=actor, at=clock.now())
    except Refusal:
        return _again(seen, "restore")
    return _again(seen)


def _problem(problem: str) -> str:
    """What went wrong with the button pressed before."""
    known = {
        "cancel": _("This could not be cancelled any more. Nothing changed; this is how it stands now."),
        "fee": _("The fee has changed since you saw it. Nothing changed; this is the fee now."),
        "restore": _("Somebody else has that time by now, or it is over. Book another time instead."),
    }
    return known.get(problem, "")


def _again(seen: BookingView, problem: str = "") -> HttpResponseRedirect:
    address = reverse("booking", args=[seen.booking.public_id])
    return HttpResponseRedirect(f"{address}?problem={problem}" if problem else address)


def _known(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def _see(booking: str, actor: Actor) -> BookingView:
    try:
        return get_booking(booking, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def _fee(booking: str, actor: Actor) -> _Fee | None:
    try:
        fee = cancellation_fee(booking, actor=actor, at=clock.now())
    except Refusal:
        return None
    return _Fee(fee.amount, fee.reasons)


@dataclass(frozen=True, slots=True)
class _Fee:
    amount: Amount
    reasons: tuple[Reason, ...]


def when(start: datetime, end: datetime) -> str:
    """From when until when, in words; the day once where it is one day."""
    first = wording.format_datetime(start, language(), style="weekday")
    if start.date() == end.date():
        return f"{first}\u2009–\u2009{wording.format_time(end, language())}"
    return f"{first}\u2009–\u2009{wording.format_datetime(end, language(), style='weekday')}"


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount)


def _said(value: bool | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _resources(home: House, item: Offering, wished: Wished) -> list[tuple[str, str, bool]]:
    """The resources to choose from, where there is a choice."""
    found = home.company.resources_of[item.id]
    if len(found) < 2:
        return []
    named = [(one.id, one.name_fr if language() == "fr" else one.name_en) for one in found]
    rows = [("", _("whichever is free")), *named]
    return [(code, label, wished.texts["resource"] == code) for code, label in rows]


def _questions(
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
        found.append((name, label[:1].upper() + label[1:], options))
    return found
