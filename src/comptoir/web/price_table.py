"""What would other quantities and times cost this viewer? A few lines beside the price, each a quote of its own.

Which lines follows from the tiers, passes and windows of the viewer's own class. Rule to remember: every figure is a
quote; nothing here computes a price.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from comptoir import wording
from comptoir.core.catalog import Offering
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Request, Status
from comptoir.core.pricing.terms import Card, Combine, Window
from comptoir.core.pricing.windows import holds_at
from comptoir.core.values import Amount
from comptoir.core.values.unit import unit
from comptoir.web import clock
from comptoir.web.asking import Asked, Shape
from comptoir.web.house import House
from comptoir.web.prices import request_for
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import Viewer

MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of the table: for how much, when, the price, and what that is for one."""

    measure: str
    window: str
    total: Amount | None
    word: str
    each: str
    current: bool


def price_table(
    home: House, who: Viewer, item: Offering, card: Card, form: Shape, asked: Asked
) -> tuple[TableLine, ...]:
    """The lines worth showing; none where there is nothing but one price per unit."""
    quantities = sorted(set(_quantities(form)))
    windows = tuple(dict.fromkeys(row.window for row in form.rows if row.window))
    if len(quantities) < 2 and not windows:
        return ()
    plain = replace(asked, start=None)
    lines = [_line(home, who, item, card, plain, form, count, None) for count in quantities]
    for window in windows:
        start = _within(window, card)
        if start is not None:
            lines.append(
                _line(home, who, item, card, replace(plain, start=start), form, quantities[0], window)
            )
    return tuple(line for line in lines if line is not None)[:MOST_LINES]


def _quantities(form: Shape) -> Iterator[Decimal]:
    """The usual quantity, where each tier begins, and each pass, in the form's first unit."""
    main = unit(form.units[0])
    yield form.usual
    for row in form.rows:
        if row.start and row.start.value and not row.counter:
            yield row.start.value + (1 if row.start.above else 0)
        if row.combine in (Combine.CHEAPEST, Combine.BASE) and row.per and len(row.per.units) == 1:
            other = unit(row.per.units[0])
            if other.base == main.base:
                yield row.per.count * other.factor / main.factor


def _line(
    home: House, who: Viewer, item: Offering, card: Card, asked: Asked, form: Shape, count: Decimal,
    window: Window | None,
) -> TableLine | None:  # fmt: skip
    name = form.units[0]
    wanted = replace(asked, measures={**asked.measures, name: count})
    request: Request = request_for(home, who, item, wanted)
    answer = quote(home.company.compiled(card), request, deals=home.deals(who.customer))
    if answer.status not in (Status.PRICED, Status.FREE):
        return None
    each = answer.net.major / count
    return TableLine(
        wording.format_measures({name: count}, language()),
        window_words(window) if window else "",
        answer.net,
        "",
        "" if count == 1 else f"{wording.format_price(round(each, 4), answer.net.currency, language())} / "
        + wording.unit_word(name, language()),
        asked.start is None and asked.measures.get(name) == count,
    )  # fmt: skip


def window_words(window: Window) -> str:
    """A window as its card writes it, named times in the reader's words."""
    return wording.word(window.text, language(), family="window")


def _within(window: Window, card: Card) -> datetime | None:
    """The next beginning of an hour that lies in a window, within a year."""
    zone = ZoneInfo(card.time_zone)
    first = datetime.combine(clock.today(), time(0), tzinfo=zone) + timedelta(days=1)
    for day in range(366):
        for hour in (9, 12, 20, 22, 2, 6):
            start = first + timedelta(days=day, hours=hour)
            if holds_at(window, start, zone, card.holidays):
                return start
    return None
