"""What does a visitor ask for? The fields of the form beside a price, read from the address into a request's line.

Which fields there are follows from the rates of the visitor's own class: the units they are counted in and the
questions they ask. Rule to remember: rows of other classes never decide what this form shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir import wording
from comptoir.core.catalog import Mode, Offering
from comptoir.core.pricing.conditions import names_used
from comptoir.core.pricing.language import read_number
from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import (
    Card,
    Combine,
    Condition,
    Event,
    Per,
    Rate,
    Relative,
    Source,
    UnitPrice,
)
from comptoir.core.values import Unreadable
from comptoir.core.values.unit import unit
from comptoir.web import clock
from comptoir.web.templatetags.comptoir import language
from comptoir.web.wants import needed_names

LARGEST = Decimal(1_000_000)
_FOLLOWED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """One line as asked for: quantities by unit, when, answers; `errors` by field, in the reader's words.

    expected   of a rental: how much of what is counted beside its time one expects to use
    """

    measures: Mapping[str, Decimal]
    start: datetime | None = None
    answers: Mapping[str, bool | str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    plain: bool = True
    end: datetime | None = None
    expected: Mapping[str, Decimal] = field(default_factory=dict)

    def line(self, item: Offering) -> Line:
        """The request's line; a rental with a beginning lasts as long as was asked for, or until the end asked for."""
        if self.start and self.end:
            return Line(
                item.id,
                dict(self.expected),
                start=self.start,
                end=self.end,
                answers=dict(self.answers),
                estimate=True,
            )
        end = (
            self.start + timedelta(seconds=float(self._seconds())) if self.start and self._seconds() else None
        )
        return Line(
            item.id,
            dict(self.measures),
            start=self.start if end else None,
            end=end,
            answers=dict(self.answers),
        )

    def _seconds(self) -> Decimal:
        known = ((unit(name), count) for name, count in self.measures.items())
        return next((count * one.factor for one, count in known if one.base == "second"), Decimal(0))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a class's rates for an offering ask about: units in order, a usual quantity, questions, times."""

    units: tuple[str, ...]
    usual: Decimal
    per: Per
    choices: Mapping[str, tuple[str, ...]]
    windowed: bool
    own: tuple[Rate, ...]
    rows: tuple[Rate, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """What is counted beside the time: kilometers, participants."""
        priced = {unit(name).base for row in self.rows for name in (row.per.units if row.per else ())}
        return tuple(one for one in self.units if unit(one).base in priced - {"second", "month"})

    @property
    def whole(self) -> bool:
        """Whether one price covers the line, whatever the quantity."""
        return not self.per.units and not self.parts

    @property
    def simple(self) -> bool:
        """Whether the price of the usual quantity is the card's price for its measure."""
        return self.usual == self.per.count and not self.parts

    @property
    def least(self) -> bool:
        """Whether the usual quantity costs the minimum amount, and not the price of its measure."""
        base = next((row for row in self.own if row.combine is Combine.BASE and row.per), None)
        if base is None or base.min_amount is None or not isinstance(base.price, UnitPrice):
            return False
        return base.price.value * self.usual / base.per.count < base.min_amount if base.per else False

    @property
    def parts(self) -> bool:
        """Whether something is always added to the price."""
        return any(row.combine is Combine.PLUS and row.condition is None for row in self.rows)

    def one(self) -> Asked:
        """The usual quantity of the first unit, what the offering requires answered with yes."""
        return Asked({self.units[0]: self.usual}, answers=dict.fromkeys(self.required, True))

    @property
    def required(self) -> tuple[str, ...]:
        """The yes/no names without which the offering is refused."""
        return tuple(name for name, choices in self.choices.items() if choices == ("required",))


def shape(card: Card, item: Offering, rate_class: str, day: date) -> Shape:
    """What the rates of one class for one offering ask about."""
    own = own_rows(card, item, rate_class, day, depth=0)
    rows = own_rows(card, item, rate_class, day)
    base = next((row for row in rows if row.combine is Combine.BASE and row.per), None)
    per = (base.per if base else None) or Per((item.unit,))
    units = _distinct(name for row in rows for name in (row.per.units if row.per else ()))
    main = per.units or (item.unit,)
    least = base.min_quantity if base else None
    usual = per.count if per.units else Decimal(1)
    if least and unit(least[1] or main[0]).base == unit(main[0]).base:
        usual = max(usual, least[0])
    return Shape(
        _distinct([*main, *units]),
        usual,
        per,
        _choices(card, item, rows),
        any(row.window for row in rows),
        own,
        rows,
    )


def counted_units(card: Card, item: Offering) -> tuple[str, ...]:
    """What is counted beside the time of an offering, for any class: for its supplier's people to read off."""
    rows = (
        row
        for row in card.rates
        if row.event is Event.USE and (row.offering in ("*", item.id) or _in_group(card, item, row.offering))
    )
    names = _distinct(
        name for row in rows for name in (row.per.units if row.per and len(row.per.units) == 1 else ())
    )
    return tuple(name for name in names if unit(name).base not in ("second", "month"))


def own_rows(
    card: Card, item: Offering, rate_class: str, day: date, depth: int = _FOLLOWED
) -> tuple[Rate, ...]:
    """The rows that may price an offering's use for a class; where a price refers to another class, that one's too,
    because it lends its units, tiers and windows."""
    rows = [
        row
        for row in card.rates
        if row.event is Event.USE
        and (row.offering in ("*", item.id) or _in_group(card, item, row.offering))
        and (not row.classes or rate_class in row.classes)
        and day in row.valid
    ]
    lent = [
        other
        for row in rows
        if depth and isinstance(row.price, Relative) and row.price.source is Source.CLASS
        for other in own_rows(card, item, row.price.ref, day, depth - 1)
    ]
    return tuple(dict.fromkeys([*rows, *lent]))


def _in_group(card: Card, item: Offering, target: str) -> bool:
    name = target.removeprefix("group:")
    return name != target and (name in item.groups or item.id in card.groups.get(name, ()))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Units, one for each dimension: hours and days of one price are one field."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(unit(name).base, name)
    return tuple(found.values())


def _choices(card: Card, item: Offering, rows: Iterable[Rate]) -> dict[str, tuple[str, ...]]:
    """The card's questions that these rows, the offering or an adjustment ask, with the answers they allow."""
    conditions: list[Condition] = [
        condition for row in rows for condition in (row.condition, row.requires) if condition is not None
    ]
    conditions += [
        adjustment.condition
        for adjustment in card.adjustments
        if adjustment.condition is not None and not adjustment.classes
    ]
    conditions += [
        part.condition for part in card.components if part.offering == item.id and part.condition is not None
    ]
    asked = dict.fromkeys(name for condition in conditions for name in sorted(names_used(condition)))
    found: dict[str, tuple[str, ...]] = {
        name: ("required",) for name in needed_names(item) if name in card.questions
    }
    for name in asked:
        if name in card.questions and name not in found and card.questions[name][0] not in ("number", "text"):
            found[name] = card.questions[name]
    return found


def read(query: Mapping[str, str], item: Offering, form: Shape, usual: Asked) -> Asked:
    """What the address asks for; without any quantity, the usual one."""
    measures: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for name in form.units:
        text = query.get(f"of-{name}", "").strip()
        if not text:
            continue
        if (count := read_much(text, name, errors)) is not None:
            measures[name] = count
    plain = not measures
    if plain:
        measures = dict(usual.measures)
    start, problem = _start(query.get("start", ""), item)
    if problem:
        errors["start"] = problem
    return Asked(measures, start, _answers(query, form), errors, plain)


def read_much(text: str, name: str, errors: dict[str, str]) -> Decimal | None:
    """How much somebody wrote; None where it is no such number, which goes into `errors`."""
    count = _count(text)
    if count is None:
        errors[name] = _("Write a number, such as 3 or 2.5.")
    elif not 0 < count <= LARGEST:
        errors[name] = _("Write a number above 0, at most a million.")
    else:
        return count
    return None


def _count(text: str) -> Decimal | None:
    try:
        return read_number(text.replace("\u202f", " "), comma=True)
    except Unreadable:
        return None


def _answers(query: Mapping[str, str], form: Shape) -> dict[str, bool | str]:
    """Answers given, where the question allows them; what the offering requires counts as met until denied."""
    found: dict[str, bool | str] = {}
    for name, choices in form.choices.items():
        said = query.get(f"is-{name}", "")
        if choices == ("required",):
            found[name] = said != "no"
        elif choices == ("yes/no",):
            found[name] = said == "yes"
        elif said in choices:
            found[name] = said
    return found


def _start(text: str, item: Offering) -> tuple[datetime | None, str]:
    """The beginning of a rental, in the house's time zone, and what is wrong with it."""
    if not text or item.mode is not Mode.RENTAL:
        return None, ""
    try:
        local = datetime.fromisoformat(text[:16])
    except ValueError:
        return None, _("Write a day and a time, such as 2026-11-23 09:00.")
    zone = clock.now().tzinfo
    if not 2000 <= local.year <= 2100:
        return None, _("Choose a day between 2000 and 2100.")
    return local.replace(tzinfo=zone), ""


def measure_words(form: Shape, asked: Asked) -> str:
    """What a price is for: « par heure » for the card's own measure, « pour 3 heures » for a quantity."""
    usual = asked.measures == {form.units[0]: form.usual}
    if usual and form.whole:
        return _("flat price")
    if usual and form.least:
        return _("minimum")
    if usual and form.simple:
        return _("per %(unit)s") % {"unit": wording.format_per(form.per, language())}
    return _("for %(quantity)s") % {"quantity": wording.format_measures(dict(asked.measures), language())}
