"""What is offered, found by words and filters; each offering with one price: the one of whoever looks.

Words, counts and order depend on the catalog alone, never on a price, so that neither a filter nor a count can tell
an outsider anything. Rule to remember: everything works by links and one GET form, without JavaScript.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.web import clock
from comptoir.web.house import House, house
from comptoir.web.prices import Price
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text, in_language
from comptoir.web.viewer import Viewer, viewer
from comptoir.web.views.offer import priced
from comptoir.web.wants import lead_time, needs

PAGE_SIZE = 20
_FACETS = ("kind", "mode", "supplier", "group")


@dataclass(frozen=True, slots=True)
class Entry:
    """One offering as a line of the catalog."""

    id: str
    name: Text
    description: Text
    kind: str
    mode: str
    lead_time: str
    needs: tuple[str, ...]
    price: Price


@dataclass(frozen=True, slots=True)
class Shelf:
    """The offerings of one supplier on this page."""

    supplier: Text
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet: a link that takes it, or gives it back."""

    label: str
    count: int
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list down."""

    name: str
    title: str
    options: tuple[Option, ...]


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """The catalog: search, filters, prices for the viewer, at most twenty offerings a page."""
    home, who = house(), viewer(request)
    words = request.GET.get("q", "").strip()[:80]
    chosen = {name: request.GET[name][:80] for name in _FACETS if request.GET.get(name)}
    everything = _in_order(home, home.offerings(clock.today()))
    matching = [item for item in everything if _matches(item, words, home)]
    found = [item for item in matching if _fits(item, chosen)]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(pages, _number(request.GET.get("page", "")))
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    kept = {"q": words, **chosen} if words else chosen
    return render(
        request,
        "web/catalog.html",
        {
            "here": "catalog",
            "q": words,
            "kept": tuple(chosen.items()),
            "filtered": len(chosen),
            "facets": [facet for name in _FACETS if (facet := _facet(name, home, matching, kept))],
            "total": len(found),
            "shelves": _shelves(home, who, shown),
            "page_number": number,
            "page_count": pages,
            "earlier": _address(kept, page=str(number - 1)) if number > 1 else "",
            "later": _address(kept, page=str(number + 1)) if number < pages else "",
            "wider": _address({"q": words} if words and chosen else {}),
        },
    )


def _in_order(home: House, offerings: Iterable[Offering]) -> list[Offering]:
    def key(item: Offering) -> tuple[str, str]:
        return plain(home.party_name(item.supplier, language())), plain(_name(item))

    return sorted(offerings, key=key)


def plain(text: str) -> str:
    """A text for comparing: no accents, no case.

    >>> plain("Étalonnage")
    'etalonnage'
    """
    taken_apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'"))
    return "".join(char for char in taken_apart if not unicodedata.combining(char)).casefold()


def _name(item: Offering) -> Text:
    return in_language(item.name_fr, item.name_en, language())


def _matches(item: Offering, words: str, home: House) -> bool:
    """Every word occurs somewhere in what the catalog says about the offering, in either language."""
    if not words:
        return True
    said = plain(
        " ".join(
            (
                item.id, item.name_fr, item.name_en, item.description_fr, item.description_en,
                home.party_name(item.supplier, "fr"), home.party_name(item.supplier, "en"),
                wording.word(item.kind, language()), wording.word(item.mode, language()), *item.groups,
            )
        )
    )  # fmt: skip
    return all(word in said for word in plain(words).split())


def _values(item: Offering, facet: str) -> tuple[str, ...]:
    return {
        "kind": (item.kind.value,),
        "mode": (item.mode.value,),
        "supplier": (item.supplier,),
        "group": tuple(sorted(item.groups)),
    }[facet]


def _fits(item: Offering, chosen: Mapping[str, str]) -> bool:
    return all(value in _values(item, facet) for facet, value in chosen.items())


def _facet(name: str, home: House, matching: list[Offering], kept: Mapping[str, str]) -> Facet | None:
    """One facet, counted over what the words and the other facets leave; None where it would not narrow anything."""
    others = {facet: value for facet, value in kept.items() if facet != name and facet != "q"}
    counts: dict[str, int] = {}
    for item in matching:
        if _fits(item, others):
            for value in _values(item, name):
                counts[value] = counts.get(value, 0) + 1
    titles = {"kind": _("Kind"), "mode": _("Sale or rental"), "supplier": _("Supplier"), "group": _("Field")}
    shared = {item.supplier for item in matching}
    if (len(counts) < 2 and name not in kept) or (name == "group" and len(counts) <= len(shared)):
        return None
    labels = {value: _label(name, value, home) for value in counts}
    order = {value: place for place, value in enumerate([*Kind, *Mode])}
    return Facet(
        name,
        titles[name],
        tuple(
            Option(labels[value], counts[value], _toggled(kept, name, value), kept.get(name) == value)
            for value in sorted(counts, key=lambda value: (order.get(value, 9), plain(labels[value])))
        ),
    )


def _label(facet: str, value: str, home: House) -> str:
    if facet == "supplier":
        return home.party_name(value, language())
    label = wording.word(value, language(), family=facet)
    return label[:1].upper() + label[1:]


def _toggled(kept: Mapping[str, str], name: str, value: str) -> str:
    rest = {facet: other for facet, other in kept.items() if facet != name}
    return _address(rest if kept.get(name) == value else {**rest, name: value})


def _address(kept: Mapping[str, str], **more: str) -> str:
    query = urlencode({**kept, **more})
    return reverse("catalog") + (f"?{query}" if query else "")


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _shelves(home: House, who: Viewer, shown: list[Offering]) -> list[Shelf]:
    return [
        Shelf(home.party_text(supplier, language()), tuple(_entry(home, who, item) for item in items))
        for supplier, items in groupby(shown, key=lambda item: item.supplier)
    ]


def _entry(home: House, who: Viewer, item: Offering) -> Entry:
    kind, mode = (wording.word(word.value, language()) for word in (item.kind, item.mode))
    return Entry(
        item.id,
        _name(item),
        in_language(item.description_fr, item.description_en, language()),
        kind[:1].upper() + kind[1:],
        mode[:1].upper() + mode[1:],
        lead_time(item, language()),
        needs(home, item, language()),
        priced(home, who, item)[0],
    )
