"""One offering with its price for whoever looks, the reasons of that price, and what other quantities would cost.

The quantity stands in the address: a price can be linked to, and works without JavaScript. Rule to remember: an
offering that does not exist and one that is not offered on this day answer with the same 404.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.catalog import Mode, Offering
from comptoir.core.pricing.terms import Card
from comptoir.operations.bookings import my_bookings
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.asking import Asked, Shape, measure_words, read, shape
from comptoir.web.house import House, house
from comptoir.web.price_table import price_table
from comptoir.web.prices import NoOffer, Price, no_card, price_for, rate_class_of, usual_quantity
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.viewer import Viewer, viewer
from comptoir.web.wants import lead_time, needs
from comptoir.web.week import Weeks, first_day, weeks


@dataclass(frozen=True, slots=True)
class Item:
    """An offering as its page shows it."""

    id: str
    name: Text
    description: Text
    kind: str
    mode: str
    unit: str
    supplier: Text
    supplier_address: str
    lead_time: str
    needs: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One quantity of the form."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of the form with its answers."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def priced(home: House, who: Viewer, item: Offering) -> tuple[Price, Shape | None]:
    """An offering's price for its usual quantity, as the catalog shows it, and the shape of its form."""
    card = home.company.card(item.supplier, clock.today())
    if card is None:
        return no_card(item), None
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    asked = usual_quantity(home, who, item, card, form)
    return price_for(home, who, item, asked, card, measure_words(form, asked)), form


@require_safe
def offer(request: HttpRequest, offering: str) -> HttpResponse:
    """The page of one offering."""
    home, who = house(), viewer(request)
    item = home.offering(offering, clock.today())
    if item is None:
        raise Http404
    card = home.company.card(item.supplier, clock.today())
    context: dict[str, object] = {"here": "catalog", "item": _item(home, item, ()), "as_of": clock.today()}
    context |= {"weeks": _weeks(request, home, item), "book_address": reverse("book", args=[item.id])}
    if card is None:
        return render(request, "web/offer.html", context | {"price": no_card(item)})
    form = shape(card, item, rate_class_of(home, who, item, card), clock.today())
    usual = usual_quantity(home, who, item, card, form)
    asked = read(request.GET, item, form, usual)
    price = price_for(home, who, item, asked, card, measure_words(form, asked))
    table = () if isinstance(price, NoOffer) else price_table(home, who, item, card, form, asked)
    return render(
        request,
        "web/offer.html",
        context
        | {
            "item": _item(home, item, _notes(form)),
            "price": _carried(price, asked) if request.GET and not asked.errors else price,
            "here_address": reverse("offer", args=[item.id]),
            "fields": _fields(form, asked, request),
            "questions": _choices(home, form, asked),
            "addable": _wished(asked, price) if item.mode is Mode.SALE and not asked.errors else (),
            "dated": item.mode is Mode.RENTAL and form.windowed,
            "start": asked.start.strftime("%Y-%m-%dT%H:%M") if asked.start else "",
            "start_error": asked.errors.get("start", ""),
            "source": _source(card),
            "as_of": asked.start.date() if asked.start else clock.today(),
            "table": table,
            "timed": any(line.window for line in table),
            "rated": any(line.each for line in table),
        },
    )


def _carried(price: Price, asked: Asked) -> Price:
    """The price whose way on takes along what was asked for, so that nobody writes it twice."""
    said = urlencode(_wished(asked, price))
    if isinstance(price, NoOffer) or not said:
        return price
    book = [one for one in price.actions if one.address.endswith("/book/")]
    taken = {one.address: f"{one.address}?{said}" for one in book}
    actions = tuple(replace(one, address=taken.get(one.address, one.address)) for one in price.actions)
    return replace(price, actions=actions)


def _wished(asked: Asked, price: Price) -> list[tuple[str, str]]:
    """The fields that put what was asked for into the basket; none where it has no price."""
    if isinstance(price, NoOffer):
        return []
    said = {
        name: ("yes" if value else "no") if isinstance(value, bool) else value
        for name, value in asked.answers.items()
    }
    counts = [(f"of-{name}", str(count)) for name, count in asked.measures.items()]
    return [*counts, *((f"is-{name}", value) for name, value in said.items())]


def _weeks(request: HttpRequest, home: House, item: Offering) -> Weeks | None:
    """When its resources are free, the same for everybody but for what is the reader's own."""
    if not home.company.resources_of.get(item.id):
        return None
    actor, first = actor_of(request), first_day(request.GET.get("from", ""))
    since = clock.now() - timedelta(days=1)
    own = my_bookings(actor, since=since) if actor else ()
    return weeks(home.company, item, first, own)


def _item(home: House, item: Offering, notes: tuple[str, ...]) -> Item:
    kind, mode = (wording.word(word.value, language()) for word in (item.kind, item.mode))
    return Item(
        item.id,
        in_language(item.name_fr, item.name_en, language()),
        in_language(item.description_fr, item.description_en, language()),
        capfirst(kind),
        capfirst(mode),
        wording.unit_word(item.unit, language()),
        home.party_text(item.supplier, language()),
        f"{reverse('catalog')}?supplier={item.supplier}",
        lead_time(item, language()),
        needs(home, item, language()),
        notes,
    )


def _notes(form: Shape) -> tuple[str, ...]:
    """What the viewer's own rows say beside their price."""
    return tuple(dict.fromkeys(row.note for row in form.own if row.note))


def _fields(form: Shape, asked: Asked, request: HttpRequest) -> list[Field]:
    """One field for each unit that the viewer's rates count in."""
    fields = []
    for name in form.units:
        typed = request.GET.get(f"of-{name}", "")[:20]
        count = asked.measures.get(name)
        shown = typed or ("" if count is None else _plain_number(count))
        label = wording.unit_word(name, language(), 2)
        fields.append(Field(name, capfirst(label), shown, asked.errors.get(name, "")))
    return fields


def _plain_number(count: Decimal) -> str:
    return (
        wording.format_number(count, language())
        .replace("\u202f", "")
        .replace(",", "," if language() == "fr" else "")
    )


def _choices(home: House, form: Shape, asked: Asked) -> list[Choice]:
    """The questions that the viewer's rates ask, with the answers given."""
    found = []
    for name, choices in form.choices.items():
        answer = asked.answers.get(name)
        yes_no = choices in (("required",), ("yes/no",))
        label = home.word(name, language())
        options = (
            (("yes", _("Yes"), answer is True), ("no", _("No"), answer is not True))
            if yes_no
            else (
                ("", "—", answer is None),
                *((one, home.word(one, language(), ""), answer == one) for one in choices),
            )
        )
        found.append(Choice(name, capfirst(label), options))
    return found


def _source(card: Card) -> dict[str, str]:
    name = card.name_fr if language() == "fr" else card.name_en
    return {"name": name or card.id, "period": wording.format_period(card.valid, language())}
