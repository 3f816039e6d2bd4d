"""Cards, lines and answers for the tests of prices, written with the cells of a company folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.pricing import Quote, Request, Status, compile_card, quote
from comptoir.core.pricing.language import (
    read_condition,
    read_counter,
    read_money,
    read_per,
    read_price,
    read_step,
    read_threshold,
    read_window,
)
from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import (
    Adjustment,
    AdjustmentKind,
    Card,
    ChargeFor,
    Combine,
    Deal,
    Event,
    Graduation,
    Rate,
    RateClass,
    Rounding,
    Scope,
    WindowBy,
)
from comptoir.core.relation.profile import Profile
from comptoir.core.values import DayPeriod, Place

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 3, 2)
HERE = Place("rates.csv", 2)
SOMEBODY = Profile("somebody")
INSIDER = Profile("insider", {"side": frozenset({"internal"}), "tie": frozenset({"unit"})})
OUTSIDER = Profile("outsider", {"side": frozenset({"external"}), "tie": frozenset({"none"})})

_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "per": ("per", read_per), "step": ("step", read_step), "min_quantity": ("min_quantity", read_step),
    "from_": ("start", read_threshold), "counter": ("counter", read_counter), "if_": ("condition", read_condition),
    "requires": ("requires", read_condition), "subsidy": ("subsidy", read_money), "min_amount": ("min_amount", Decimal),
    "max_amount": ("max_amount", Decimal), "deposit": ("deposit", Decimal), "included": ("included", Decimal),
    "combine": ("combine", Combine), "tier": ("tier", Graduation), "round_": ("rounding", Rounding),
    "window_by": ("window_by", WindowBy), "charge_for": ("charge_for", ChargeFor), "event": ("event", Event),
    "when": ("window", lambda text: read_window(text, {})),
}  # fmt: skip


def rate(offering: str, price: str, *classes: str, **cells: Any) -> Rate:
    """A row of rates.csv; `from_`, `if_` and `round_` are the columns from, if and round."""
    fields: dict[str, Any] = {}
    for name, cell in cells.items():
        field, read = _READERS.get(name, (name, lambda value: value))
        fields[field] = read(cell)
    if "requires" in cells:
        fields["requires_text"] = cells["requires"]
    return Rate(HERE, offering, classes, read_price(price), **fields)


def card(
    *rates: Rate,
    units: Mapping[str, str] | None = None,
    classes: Mapping[str, str] | None = None,
    conversions: Mapping[str, tuple[Decimal, str]] | None = None,
    **fields: Any,
) -> Card:
    """A card: `units` are the offerings and their units, `classes` the classes and their conditions, in order."""
    named = classes or {"all": ""}
    return Card(
        HERE, "C", "LAB", "", "", fields.pop("currency", "EUR"), fields.pop("valid", DayPeriod()),
        rates=rates,
        classes=tuple(
            RateClass(HERE, name, name, name, condition=read_condition(text) if text else None)
            for name, text in named.items()
        ),
        offerings=fields.pop("offerings", tuple(offering(name, word) for name, word in (units or {}).items())),
        time_zone=fields.pop("time_zone", "Europe/Paris"),
        units=conversions or {},
        **fields,
    )  # fmt: skip


def offering(name: str, word: str = "piece", **fields: Any) -> Offering:
    """An offering and its unit."""
    return Offering(HERE, name, name, name, "LAB", Kind.SERVICE, Mode.SALE, unit=word, **fields)


def adjustment(kind: str, amount: str, **cells: Any) -> Adjustment:
    """A row of adjustments.csv; `from_` and `if_` are the columns from and if."""
    fields: dict[str, Any] = {}
    readers: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "from_": ("start", Decimal),
        "if_": ("condition", read_condition),
        "counter": ("counter", read_counter),
        "scope": ("scope", Scope),
    }
    for name, cell in cells.items():
        field, read = readers.get(name, (name, lambda value: value))
        fields[field] = read(cell)
    name = fields.pop("id", kind)
    return Adjustment(HERE, name, "", "", AdjustmentKind(kind), read_money(amount), **fields)


def deal(price: str, **fields: Any) -> Deal:
    """A deal of the insider on `scan`, in force in 2026."""
    given = {"customer": "insider", "offering": "scan", "per": None,
             "valid": DayPeriod(date(2026, 1, 1), date(2027, 1, 1))} | fields  # fmt: skip
    return Deal(HERE, "D1", price=Decimal(price), **given)


def line(name: str, *, counters: Mapping[str, object] | None = None, **cells: Any) -> Line:
    """A line: units of measure (`hour=3`, `core_hour=5`) as keywords, the rest as the line's own fields."""
    own = {field: cells.pop(field) for field in list(cells) if field in Line.__dataclass_fields__}
    for field in ("start", "end", "used_start", "used_end"):
        if isinstance(own.get(field), str):
            own[field] = at(own[field])
    if "event" in own:
        own["event"] = Event(own["event"])
    if "cost" in own:
        own["cost"] = Decimal(own["cost"])
    measures = measured(**cells)
    stated = {read_counter(text): Decimal(str(value)) for text, value in (counters or {}).items()}
    return Line(name, measures, counters=stated, **own)


def measured(**units: object) -> dict[str, Decimal]:
    """Quantities: `measured(hour=3, core_hour="2.5")`."""
    return {name.replace("_", "-"): Decimal(str(value)) for name, value in units.items()}


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    """A local instant."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def ask(priced: Card, *lines: Line, who: Profile = SOMEBODY, on: date = DAY, **fields: Any) -> Quote:
    """A quote of lines against a card."""
    deals, rate_class = fields.pop("deals", ()), fields.pop("rate_class", None)
    return quote(compile_card(priced), Request(who, on, lines, **fields), deals=deals, rate_class=rate_class)


def said(answer: Quote) -> str:
    """A quote as a worked example expects it: its total, or its status where it has none."""
    return str(answer.total.major) if answer.status in (Status.PRICED, Status.FREE) else answer.status.value
