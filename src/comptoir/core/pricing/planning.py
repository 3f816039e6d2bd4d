"""How do the rows of one offering and class become a plan: alternatives, tiers, windows, passes and parts?

Rows without window and tier open a strand, one per unit: these are the alternatives among which the unit of the
request chooses. Tiers and windowed rows join the strand of their unit, or every strand whose quantity converts into
theirs (hours, then days; a flat night). Rule to remember: of rows with the same unit, window and tier the first counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from comptoir.core.pricing.conditions import compile_condition
from comptoir.core.pricing.exact import ZERO
from comptoir.core.pricing.formula import Kind, Limit, Plan, Row, Simple, Strand, Tier
from comptoir.core.pricing.relative import Draft, Resolver
from comptoir.core.pricing.terms import (
    ChargeFor,
    Combine,
    Counted,
    Counter,
    Graduation,
    Rate,
    Threshold,
    Window,
)
from comptoir.core.pricing.windows import Cutter
from comptoir.core.values.unit import Unit, unit


def row_of(draft: Draft, resolver: Resolver) -> Row:
    """An absolute row with its quantities in base units and its conditions compiled."""
    rate = draft.rate
    units = resolver.units(draft.per)
    own = Fraction(1)
    for one in units:
        own *= Fraction(one.factor)
    return Row(
        rate=rate,
        kind=draft.kind,
        price=draft.price,
        factor=draft.factor,
        units=units,
        size=own * Fraction(draft.per.count),
        count=draft.per.count,
        step=_limit(rate.step, own, resolver),
        minimum=_limit(rate.min_quantity, own, resolver),
        included=Fraction(rate.included) * own,
        subsidy=draft.subsidy,
        test=None if draft.condition is None else compile_condition(draft.condition),
        requires=tuple((compile_condition(condition), text) for condition, text in draft.requires),
        sources=draft.sources,
        written=draft.written,
    )


def _limit(stated: tuple[Decimal, str] | None, own: Fraction, resolver: Resolver) -> Limit | None:
    """A step or minimum in base units; a number without a unit counts in the row's own."""
    if stated is None:
        return None
    value, name = stated
    if not name:
        return Limit(Fraction(value) * own, "")
    one = unit(name, resolver.card.units)
    return Limit(Fraction(value) * Fraction(one.factor), one.base)


class Setting(NamedTuple):
    """What planning has to know besides the rows: the offering's unit, conversions, the zone and its holidays."""

    default_unit: Unit
    conversions: Mapping[str, tuple[Decimal, str]]
    zone: ZoneInfo
    holidays: frozenset[date]


def plan_of(rows: Iterable[Row], setting: Setting) -> Plan:
    """The plan of the rows whose conditions hold, in the card's order, best level first."""
    by_combine: dict[Combine, list[Row]] = {}
    for row in _without_later(list(rows)):
        by_combine.setdefault(row.rate.combine, []).append(row)
    builder = _Builder(setting)
    alternatives = builder.strands(by_combine.get(Combine.BASE, []))
    greater = builder.strands(by_combine.get(Combine.GREATER, []))
    parts = builder.parts(by_combine.get(Combine.PLUS, []))
    passes = _first_of_each(by_combine.get(Combine.CHEAPEST, []))
    alone = alternatives[0] if len(alternatives) == 1 and not (greater or parts or passes) else None
    return Plan(alternatives, greater, passes, parts, None if alone is None else _simple(alone))


def _without_later(rows: list[Row]) -> list[Row]:
    """Rows without those that a row written above stands before.

    What a row takes over from another class (windows, tiers) stands where that row stands: it is left out where a row
    above says the price of the same unit, window and tier, as they are written.
    """
    if all(row.written is None for row in rows):
        return rows
    first: dict[tuple[object, ...], Rate] = {}
    kept: list[Row] = []
    for row in rows:
        rate = row.written or row.rate
        start = rate.start if _begins_later(rate.start) else None
        key = (rate.combine, _names(row), rate.window.text if rate.window else "", start)
        if rate.combine is Combine.PLUS or first.setdefault(key, rate) is rate:
            kept.append(row)
    return kept


def _first_of_each(passes: list[Row]) -> tuple[Row, ...]:
    """Of passes of one length and window the first; those of a window before those without."""
    kept: dict[tuple[tuple[str, ...], Fraction, str], Row] = {}
    for row in passes:
        window = row.rate.window.text if row.rate.window else ""
        kept.setdefault((tuple(one.base for one in row.units), row.size, window), row)
    return tuple(sorted(kept.values(), key=lambda row: row.rate.window is None))


def _simple(strand: Strand) -> Simple | None:
    """A strand that is nothing but a price per unit, as such."""
    row = strand.opener
    rate = row.rate
    plain = (
        row.kind is Kind.PRICED and len(row.units) == 1 and len(strand.groups) == 1 and len(strand.groups[0]) == 1
        and row.step is None and row.minimum is None and not row.included and strand.counter is None
        and rate.min_amount is None and rate.max_amount is None and not row.requires and not row.subsidy
        and rate.deposit is None and rate.charge_for in (None, ChargeFor.RESERVED) and not strand.reach
    )  # fmt: skip
    price = row.price
    if not plain or price.denominator > 10**18:
        return None
    exact = Decimal(price.numerator) / Decimal(price.denominator)
    if Fraction(exact) != price:
        return None
    return Simple(row.units[0].name, exact, row.count, row)


class _Builder:
    """Gathers rows into strands."""

    def __init__(self, setting: Setting) -> None:
        self.setting, self.conversions = setting, setting.conversions

    def strands(self, rows: list[Row]) -> tuple[Strand, ...]:
        """The rows of a price as alternatives."""
        openers: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if row.rate.window is None and not _begins_later(row.rate.start):
                openers.setdefault(_names(row), []).append(row)
        joining = [row for row in rows if row.rate.window is not None or _begins_later(row.rate.start)]
        if not openers:
            openers = self._without_opener(joining)
        gathered = {names: [found[0]] for names, found in openers.items()}
        for row in joining:
            for names in self._joined(row, openers):
                if row is not gathered[names][0]:
                    gathered[names].append(row)
        return tuple(self._strand(found) for found in gathered.values())

    def parts(self, rows: list[Row]) -> tuple[Strand, ...]:
        """Rows that are added: each a strand of its own, but a tier joins the part before it."""
        gathered: list[list[Row]] = []
        for row in rows:
            if (
                _begins_later(row.rate.start)
                and gathered
                and gathered[-1][0].rate.counter == row.rate.counter
            ):
                gathered[-1].append(row)
            else:
                gathered.append([row])
        return tuple(self._strand(found) for found in gathered)

    @staticmethod
    def _without_opener(rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
        """Where every row has a window or begins later, the first of each kind of quantity opens a strand."""
        openers: dict[tuple[str, ...], list[Row]] = {}
        bases: set[tuple[str, ...]] = set()
        for row in sorted(rows, key=lambda row: (not row.units, row.rate.start is not None)):
            kind = tuple(one.base for one in row.units)
            if kind not in bases and (row.units or not openers):
                bases.add(kind)
                openers[_names(row)] = [row]
        return openers

    @staticmethod
    def _joined(row: Row, openers: dict[tuple[str, ...], list[Row]]) -> list[tuple[str, ...]]:
        """Which strands a tier or windowed row joins."""
        names = _names(row)
        if names in openers and row.units:
            return [names]
        kind = [one.base for one in row.units]
        return [
            other
            for other, found in openers.items()
            if not row.units or not found[0].units or [one.base for one in found[0].units] == kind
        ]

    def _strand(self, rows: list[Row]) -> Strand:
        """Rows of one strand, the opener first, with tiers in order and windows as written."""
        opener = rows[0]
        rows = [opener, *(_filled(row, opener) for row in rows[1:])]
        counter = next((row.rate.counter for row in rows if row.rate.counter is not None), None)
        tiered = any(_begins_later(row.rate.start) for row in rows)
        units = opener.units or self._units_of_flat(rows, counter if tiered else None, tiered=tiered)
        axis = self._axis(rows, units)
        windows: dict[str, tuple[Window | None, list[Row]]] = {}
        for row in rows:
            text = row.rate.window.text if row.rate.window else ""
            windows.setdefault(text, (row.rate.window, []))[1].append(row)
        plain = windows.pop("", (None, []))[1]
        chosen = _mode(rows)
        money = counter is not None and counter.counted is not Counted.QUANTITY
        rest = self._tiers(plain, units, axis, chosen, money=money)
        groups = [
            _completed(self._tiers(found, units, axis, chosen, money=money), rest)
            for _, found in windows.values()
        ]
        asked = tuple(window for window, _ in windows.values() if window is not None)
        return Strand(
            opener=opener,
            units=units,
            windows=asked,
            groups=(*groups, rest),
            axis=axis,
            mode=chosen,
            counter=counter,
            time=next((index for index, one in enumerate(units) if one.base == "second"), None),
            cutter=Cutter((*asked, None), self.setting.zone, self.setting.holidays),
        )

    def _units_of_flat(self, rows: list[Row], counter: Counter | None, *, tiered: bool) -> tuple[Unit, ...]:
        """What has to be known of a line for a flat price: nothing, or the quantity its tiers divide."""
        if not tiered or (counter is not None and counter.counted is not Counted.QUANTITY):
            return ()
        joined = next((row.units for row in rows if row.units), ())
        named = next((row.rate.start.unit for row in rows if row.rate.start and row.rate.start.unit), "")
        if named:
            return (unit(named, self.conversions),)
        return joined or (self.setting.default_unit,)

    def _axis(self, rows: list[Row], units: tuple[Unit, ...]) -> int | None:
        """Which factor the tiers divide: the one their threshold's unit belongs to, else the product."""
        if len(units) < 2:
            return None
        for row in rows:
            if row.rate.start and row.rate.start.unit:
                base = unit(row.rate.start.unit, self.conversions).base
                return next((index for index, one in enumerate(units) if one.base == base), None)
        return None

    def _tiers(
        self, rows: list[Row], units: tuple[Unit, ...], axis: int | None, mode: Graduation, *, money: bool
    ) -> tuple[Tier, ...]:
        """The rows of one window as tiers in order; of those that begin at the same point the first."""
        own = Fraction(1)
        for index, one in enumerate(units):
            if axis is None or index == axis:
                own *= Fraction(one.factor)
        kept: dict[tuple[Fraction, bool], Row] = {}
        for row in rows:
            start = row.rate.start
            at = ZERO
            if start is not None:
                factor = Fraction(unit(start.unit, self.conversions).factor) if start.unit else own
                at = Fraction(start.value) * (Fraction(1) if money else factor)
            kept.setdefault((at, bool(start and start.above)), row)
        return tuple(
            Tier(at, above, row, _flat(row, mode)) for (at, above), row in sorted(kept.items(), key=_by_start)
        )


def _mode(rows: list[Row]) -> Graduation:
    """How a strand's tiers share a quantity: what any of its rows says that is not the default."""
    stated = {row.rate.tier for row in rows}
    for mode in (Graduation.BRACKET, Graduation.ALL_UNITS):
        if mode in stated:
            return mode
    return Graduation.GRADUATED


def _filled(row: Row, opener: Row) -> Row:
    """A tier or windowed row, with the limits and the deposit that it leaves open taken from the strand's opener."""
    missing: dict[str, Any] = {
        name: getattr(opener.rate, name)
        for name in ("min_amount", "max_amount", "deposit", "paid_by")
        if getattr(row.rate, name) in (None, "") and getattr(opener.rate, name) not in (None, "")
    }
    return replace(row, rate=replace(row.rate, **missing)) if missing else row


def _by_start(item: tuple[tuple[Fraction, bool], Row]) -> tuple[Fraction, bool]:
    """Tiers in the order in which they begin."""
    return item[0]


def _flat(row: Row, mode: Graduation) -> bool:
    """Whether a tier costs one amount when it is reached."""
    if not row.units:
        return True
    return mode is Graduation.BRACKET and row.rate.tier is not Graduation.ALL_UNITS


def _completed(tiers: tuple[Tier, ...], rest: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The tiers of a window; below the first of them those of the rows without window count."""
    first = (tiers[0].start, tiers[0].above)
    return (*(tier for tier in rest if (tier.start, tier.above) < first), *tiers)


def _begins_later(start: Threshold | None) -> bool:
    """Whether a tier begins after nothing."""
    return start is not None and (start.value > 0 or start.above)


def _names(row: Row) -> tuple[str, ...]:
    """The names of a row's units."""
    return tuple(one.name for one in row.units)
