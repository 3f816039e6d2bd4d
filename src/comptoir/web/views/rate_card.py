"""A supplier's rate card as a sheet: offerings by classes, with what `check` found beside the rows.

Only the supplier's manager may open it; for everybody else the address does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.catalog import Offering
from comptoir.core.pricing.conditions import names_used
from comptoir.core.pricing.language import write_condition
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Request, Status
from comptoir.core.pricing.terms import (
    Card,
    Combine,
    Condition,
    Event,
    NoPrice,
    NotOffered,
    Per,
    Rate,
    RateClass,
    Relative,
    Source,
    UnitPrice,
)
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Finding, Place
from comptoir.web import clock
from comptoir.web.asking import shape
from comptoir.web.house import House, house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import viewer


@dataclass(frozen=True, slots=True)
class Column:
    """One class of the card."""

    name: str
    when: str
    usual: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the card inside a cell: its price, and what limits it."""

    text: str
    note: str
    money: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one class pays for one offering; `blank` where the card says nothing."""

    parts: tuple[Part, ...]
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of the check, in words."""

    sentence: str
    place: str
    severity: str
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """One offering of the sheet, with the findings about its rows."""

    name: str
    unit: str
    cells: tuple[Cell, ...]
    findings: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rate card, readable."""

    name: str
    period: str
    prices: str
    policy: str
    decides: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    findings: tuple[Remark, ...]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 1

    @property
    def finding_count(self) -> int:
        """How many findings there are in all."""
        return len(self.findings) + sum(len(row.findings) for row in self.rows)


MOST_PARTS = 12
_MARKS = {"error": "bad", "warning": "mild", "note": "ask"}


@require_safe
def rate_card(request: HttpRequest, card: str) -> HttpResponse:
    """The sheet of one card, for its supplier's manager; 404 for everybody else."""
    home, who = house(), viewer(request)
    found = next((one for one in home.company.cards if one.id == card), None)
    if found is None or not who.party or home.manager(found.supplier) != who.party:
        raise Http404
    return render(request, "web/rate_card.html", {"here": found.id, "sheet": sheet(home, found)})


def sheet(home: House, card: Card) -> Sheet:
    """The whole sheet: every offering of the supplier by every class of the card."""
    name = card.name_fr if language() == "fr" else card.name_en
    remarks: dict[Place, list[Remark]] = {}
    for finding in home.findings(card, clock.today()):
        remarks.setdefault(finding.place._replace(column=""), []).append(_remark(finding))
    own = [item for item in card.offerings if item.supplier == card.supplier]
    lines = tuple(
        Line(
            item.name_fr if language() == "fr" else item.name_en,
            wording.unit_word(item.unit, language()),
            tuple(_cell(home, card, item, rate_class) for rate_class in card.classes),
            tuple(one for place in _places(card, item) for one in remarks.pop(place, ())),
        )
        for item in own
    )
    return Sheet(
        name=name,
        period=wording.format_period(card.valid, language()),
        prices=wording.word("gross" if card.gross else "net", language()),
        policy=wording.word(card.policy, language()),
        decides=wording.word(card.decides, language()),
        columns=tuple(_column(home, card, rate_class) for rate_class in card.classes),
        rows=lines,
        findings=tuple(one for found in remarks.values() for one in found),
    )


def _column(home: House, card: Card, rate_class: RateClass) -> Column:
    name = rate_class.name_fr if language() == "fr" else rate_class.name_en
    when = _in_words(home, rate_class.condition) if rate_class.condition else ""
    return Column(name or rate_class.id, when, rate_class.id == card.usual)


def _remark(finding: Finding) -> Remark:
    return Remark(
        wording.say_finding(finding, language()),
        wording.say_place(finding.place, language()),
        wording.word(finding.severity, language()),
        _MARKS[finding.severity.value],
    )


def _rows(card: Card, item: Offering, rate_class: str = "") -> list[Rate]:
    """The card's own rows about an offering, those of one class where it is named."""
    return [
        row
        for row in card.rates
        if (row.offering in ("*", item.id) or row.offering.removeprefix("group:") in item.groups)
        and (not rate_class or not row.classes or rate_class in row.classes)
    ]


def _cell(home: House, card: Card, item: Offering, rate_class: RateClass) -> Cell:
    rows = [row for row in _rows(card, item, rate_class.id) if row.event is Event.USE]
    if not rows:
        return Cell((), _("quote required"))
    return Cell(tuple(_part(home, card, item, rate_class.id, row) for row in rows[:MOST_PARTS]))


def _part(home: House, card: Card, item: Offering, rate_class: str, row: Rate) -> Part:
    """One row: what it costs, and in small what it follows from and when it counts."""
    per = row.per or Per((item.unit,))
    limits = [*_limits(home, row), *([_says(card, row.price)] if isinstance(row.price, Relative) else [])]
    if isinstance(row.price, UnitPrice) and row.price.value:
        text = wording.format_price(row.price.value, card.currency, language())
        text = f"{text} / {wording.format_per(per, language())}"
    elif isinstance(row.price, Relative):
        found = _worked_out(home, card, item, rate_class) if not row.window and not row.start else ""
        text, limits = (found, limits) if found else (limits[-1], limits[:-1])
    else:
        text = _ANSWERS[type(row.price)]()
    if row.combine is Combine.PLUS:
        text = f"+ {text}"
    return Part(text, ", ".join(limits), isinstance(row.price, UnitPrice | Relative))


_ANSWERS = {
    UnitPrice: lambda: _("free"),
    NoPrice: lambda: _("quote required"),
    NotOffered: lambda: _("not offered"),
}


def _in_words(home: House, condition: Condition) -> str:
    """A condition as the card writes it, the names of its questions in the reader's words."""
    text = write_condition(condition)
    for name in sorted(names_used(condition)):
        text = re.sub(rf"\b{re.escape(name)}\b", home.word(name, language()), text)
    return text


def _limits(home: House, row: Rate) -> list[str]:
    """When and from how much a row counts, in words."""
    found = []
    if row.start:
        unit = f" {wording.unit_word(row.start.unit, language(), row.start.value)}" if row.start.unit else ""
        found.append(
            _("from %(count)s") % {"count": wording.format_number(row.start.value, language())} + unit
        )
    if row.window:
        found.append(row.window.text)
    if row.combine in (Combine.GREATER, Combine.CHEAPEST):
        found.append(wording.word(row.combine, language()))
    if row.condition:
        found.append(_in_words(home, row.condition))
    if row.included:
        found.append(_("%(count)s included") % {"count": wording.format_number(row.included, language())})
    if row.min_quantity:
        count, unit = row.min_quantity
        found.append(
            _("at least %(measure)s") % {"measure": wording.format_measures({unit: count}, language())}
        )
    return found


def _says(card: Card, price: Relative) -> str:
    """A price that follows from another one, as a formula."""
    names = {one.id: (one.name_fr if language() == "fr" else one.name_en) for one in card.classes}
    source = names.get(price.ref) or price.ref if price.source is Source.CLASS else price.ref
    source = source or wording.word(price.source, language())
    text = f"{wording.format_percent(price.factor, language())} × {source}" if price.factor != 1 else source
    if price.plus:
        text += f" {'+' if price.plus > 0 else '−'} {wording.format_price(abs(price.plus), card.currency, language())}"
    return text


def _worked_out(home: House, card: Card, item: Offering, rate_class: str) -> str:
    """What a price that follows from another one comes to, for the usual quantity; empty where there is none."""
    day = min(
        max(clock.today(), card.valid.start or date.min), (card.valid.end or date.max) - timedelta(days=1)
    )
    form = shape(card, item, rate_class, day)
    request = Request(Profile(""), day, (form.one().line(item),))
    answer = quote(home.company.compiled(card), request, rate_class=rate_class)
    if answer.status is not Status.PRICED:
        return ""
    return f"{wording.format_amount(answer.total, language())} / {wording.format_per(form.per, language())}"


def _places(card: Card, item: Offering) -> list[Place]:
    """Where the rows about an offering stand, by line, whatever the column of a finding."""
    return [row.place._replace(column="") for row in _rows(card, item)]
