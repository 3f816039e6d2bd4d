"""What does a relative price come to, when every reference in it has been followed?

`2.5 x students`, `base - 25%`, `10 x offering:core-hour`, `unit cost + 15%` are replaced by the rows they speak of,
with absolute prices: a multiple of another class's price takes over its tiers, windows, steps and minimums (what the
referring row states itself goes before), never its parts, deposits and subsidies. Chains are followed here, at
compile time; a chain that comes back to itself is a fault. Rule to remember: how a relative price was found is for
the auditor only, because it would tell an outsider what insiders pay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from comptoir.core.catalog import Offering
from comptoir.core.pricing.counting import Counted, Index, counting
from comptoir.core.pricing.exact import ONE, ZERO, as_decimal
from comptoir.core.pricing.formula import Fault, Kind
from comptoir.core.pricing.terms import (
    AllOf,
    Card,
    Combine,
    Condition,
    Event,
    NoPrice,
    NotOffered,
    Per,
    Rate,
    Relative,
    Source,
    UnitPrice,
)
from comptoir.core.values import Reason
from comptoir.core.values.unit import Unit, unit

_LINE = Per(())


@dataclass(frozen=True, slots=True)
class Draft:
    """A row whose price is absolute: so much per `per` (None as yet: the offering's unit), or a share of a cost.

    written    the row of the card that took it over from another class or offering; None: it is that row
    """

    rate: Rate
    kind: Kind
    price: Fraction
    factor: Fraction
    per: Per
    condition: Condition | None
    requires: tuple[tuple[Condition, str], ...]
    subsidy: Fraction
    sources: tuple[Reason, ...] = ()
    written: Rate | None = None


@dataclass(slots=True)
class Resolver:
    """Follows the references of a card's prices for one time of its validity, collecting faults on the way."""

    card: Card
    index: Index
    groups: Mapping[str, tuple[str, ...]]
    offerings: Mapping[str, Offering]
    classes: frozenset[str]
    on: date
    faults: list[Fault] = field(default_factory=list)
    path: list[tuple[str, str, Event]] = field(default_factory=list)

    def drafts(self, offering: str, rate_class: str, event: Event) -> tuple[list[Draft], list[Draft]]:
        """The rows of an offering for a class, absolute: those of the price, and the parts added to it."""
        price, parts = counting(
            self.index, self.groups.get(offering, ()), offering, rate_class, event, self.on
        )
        self.path.append((offering, rate_class, event))
        try:
            base = [row for row in price if row.rate.window is None and row.rate.combine is Combine.BASE]
            own = [draft for row in price for draft in self._expand(row, base)]
            return own, [draft for row in parts for draft in self._expand(row, base)]
        finally:
            self.path.pop()

    def _expand(self, row: Counted, base: list[Counted]) -> Iterator[Draft]:
        """One row as absolute rows."""
        offering, rate_class, event = self.path[-1]
        price = row.rate.price
        if not isinstance(price, Relative):
            yield self._absolute(row, offering, price)
        elif price.source in (Source.COST, Source.BOOKED):
            kind = Kind.COST if price.source is Source.COST else Kind.BOOKED
            plus, factor = Fraction(price.plus), Fraction(price.factor)
            yield self._draft(row, kind, plus, factor=factor, per=_LINE)
        elif price.source is Source.UNIT_COST:
            yield self._unit_cost(row, offering, price)
        elif price.source is Source.BASE:
            plain = [one for one in base if one.rate is not row.rate and not _is_base(one.rate)]
            if row.rate.start is not None:
                plain = [one for one in plain if one.rate.start is None]
            if not plain:
                self.faults.append(Fault("rate.base-of-nothing", row.rate))
            for one in plain:
                for draft in self._expand(one, base):
                    yield self._scaled(row, draft, price, inherits=True)
        else:
            yield from self._referred(row, price, offering, rate_class, event)

    def _referred(
        self, row: Counted, price: Relative, offering: str, rate_class: str, event: Event
    ) -> Iterator[Draft]:
        """A row relative to another class or offering, as the rows of that one."""
        target = (
            (offering, price.ref, event) if price.source is Source.CLASS else (price.ref, rate_class, event)
        )
        known = self.classes if price.source is Source.CLASS else self.offerings
        if price.ref not in known:
            code = "rate.unknown-class" if price.source is Source.CLASS else "rate.unknown-offering"
            self.faults.append(Fault(code, row.rate, (("found", price.ref),)))
            return
        if target in self.path:
            chain = (*self.path[self.path.index(target) :], target)
            # A row that refers to itself is found by `checks`.
            if len(chain) > 2:
                steps = " -> ".join(f"{step[0]}/{step[1]}" for step in chain)
                self.faults.append(Fault("rate.circle", row.rate, (("found", steps),)))
            return
        before = len(self.faults)
        found, _ = self.drafts(*target)
        chosen = self._fitting(row.rate, found)
        if not chosen and len(self.faults) == before:
            self.faults.append(Fault("rate.refers-to-nothing", row.rate, (("found", price.ref),)))
        for draft in chosen:
            yield self._scaled(row, draft, price, inherits=False)

    def _fitting(self, rate: Rate, found: list[Draft]) -> list[Draft]:
        """Which rows of the other class or offering a referring row takes over.

        A row with a window or a tier of its own takes the plain price; one with a unit of its own takes the rows of
        that unit, if there are any, with the passes, tiers and windows that go with them.
        """
        if rate.combine is not Combine.BASE:
            found = [draft for draft in found if draft.rate.combine is Combine.BASE]
        if rate.window is not None:
            found = [draft for draft in found if draft.rate.window is None]
        if rate.start is not None:
            found = [draft for draft in found if draft.rate.start is None]
        own = rate.per
        if own is not None and any(one.per.units == own.units for one in found):
            found = [one for one in found if one.per.units == own.units or self._joins(one, own)]
        return found

    def _joins(self, draft: Draft, per: Per) -> bool:
        """Whether a row is a pass, a tier or a window of a price per some unit, though its own unit is another."""
        rate = draft.rate
        later = rate.start is not None and (rate.start.value > 0 or rate.start.above)
        if rate.combine is not Combine.CHEAPEST and rate.window is None and not later:
            return False
        kinds = [one.base for one in self.units(draft.per)]
        return not kinds or kinds == [one.base for one in self.units(per)]

    def _scaled(self, row: Counted, draft: Draft, price: Relative, *, inherits: bool) -> Draft:
        """Another row's price times the factor, plus the amount, in the referring row's place and class."""
        rate, other = row.rate, draft.rate
        per, ratio = self._per_of_scaled(rate, draft, price)
        factor = Fraction(price.factor)
        value = draft.price * factor * ratio
        if draft.kind is Kind.PRICED:
            value += Fraction(price.plus)
        told: tuple[tuple[str, object], ...] = (
            ("source", price.source.value), ("ref", price.ref), ("factor", price.factor), ("plus", price.plus),
            ("of", as_decimal(draft.price) or Decimal(0)), ("currency", self.card.currency),
        )  # fmt: skip
        reason = Reason(f"price.relative.{price.source.value.replace(' ', '-')}", told, "auditor")
        return Draft(
            rate=_merged(rate, other, quantities=price.source is not Source.OFFERING),
            kind=draft.kind,
            price=value,
            factor=draft.factor * factor,
            per=per,
            condition=_both(row.condition, draft.condition),
            requires=_requires(rate) + draft.requires,
            subsidy=self._subsidy(rate, value) if rate.subsidy or not inherits else draft.subsidy,
            sources=(*draft.sources, reason) if draft.kind is Kind.PRICED else draft.sources,
            written=rate,
        )

    def _per_of_scaled(self, rate: Rate, draft: Draft, price: Relative) -> tuple[Per, Fraction]:
        """What a scaled price is per, and by what the other price has to be converted to that."""
        if not draft.per.units or draft.kind is not Kind.PRICED:
            return draft.per, ONE
        own = rate.per
        if own is not None and draft.per.units != own.units and self._joins(draft, own):
            return draft.per, ONE
        if draft.rate.combine is Combine.CHEAPEST:
            # A pass stays as long as it is, in whatever unit it is bought.
            units = own.units if own is not None and own.units else draft.per.units
            return Per(units, draft.per.count), ONE
        if price.source is Source.OFFERING:
            # The other offering's price for one of its units is taken for one of this one's.
            own = own or Per((self._unit_of(self.path[-1][0]),))
            return own, Fraction(own.count) / Fraction(draft.per.count)
        if own is None or not own.units:
            return draft.per, ONE
        mine, theirs = self.units(own), self.units(draft.per)
        if [one.base for one in mine] != [one.base for one in theirs]:
            return draft.per, ONE
        return own, _size(own, mine) / _size(draft.per, theirs)

    def _absolute(self, row: Counted, offering: str, price: UnitPrice | NoPrice | NotOffered) -> Draft:
        """A row that states its price itself."""
        rate = row.rate
        if isinstance(price, UnitPrice):
            default = _LINE if rate.event is not Event.USE else Per((self._unit_of(offering),))
            return self._draft(row, Kind.PRICED, Fraction(price.value), per=rate.per or default)
        kind = Kind.QUOTE if isinstance(price, NoPrice) else Kind.REFUSED
        return self._draft(row, kind, ZERO, per=rate.per or _LINE)

    def _unit_cost(self, row: Counted, offering: str, price: Relative) -> Draft:
        """Cost plus: the offering's cost, for its own unit or converted to the row's."""
        known = self.offerings.get(offering)
        own = Per((self._unit_of(offering),))
        per = row.rate.per or own
        if known is None or known.cost is None:
            self.faults.append(Fault("rate.no-unit-cost", row.rate, (("found", offering),)))
            return self._draft(row, Kind.QUOTE, ZERO, per=_LINE)
        mine, theirs = self.units(per), self.units(own)
        same = [one.base for one in mine] == [one.base for one in theirs]
        ratio = _size(per, mine) / _size(own, theirs) if same else Fraction(per.count)
        value = Fraction(known.cost) * Fraction(price.factor) * ratio + Fraction(price.plus)
        told = (
            ("factor", price.factor), ("plus", price.plus), ("of", known.cost),
            ("currency", self.card.currency),
        )  # fmt: skip
        reason = Reason("price.relative.unit-cost", told, "auditor")
        return replace(self._draft(row, Kind.PRICED, value, per=per), sources=(reason,))

    def _draft(self, row: Counted, kind: Kind, price: Fraction, *, per: Per, factor: Fraction = ONE) -> Draft:
        """A draft with what its row states itself."""
        rate = row.rate
        subsidy = self._subsidy(rate, price)
        return Draft(rate, kind, price, factor, per, row.condition, _requires(rate), subsidy)

    def _subsidy(self, rate: Rate, price: Fraction) -> Fraction:
        """A row's subsidy as a share of its price."""
        if rate.subsidy is None:
            return ZERO
        value = Fraction(rate.subsidy.value)
        share = value / 100 if rate.subsidy.percent else value / price if price else ZERO
        if share > 1:
            self.faults.append(Fault("rate.subsidy-above-price", rate, (("found", rate.subsidy.value),)))
            return ONE
        return share

    def units(self, per: Per) -> tuple[Unit, ...]:
        """A per's units, through the card's conversions."""
        return tuple(unit(name, self.card.units) for name in per.units)

    def _unit_of(self, offering: str) -> str:
        """An offering's usual unit."""
        known = self.offerings.get(offering)
        return known.unit if known else "piece"


def _size(per: Per, units: tuple[Unit, ...]) -> Fraction:
    """How much of the product of the bases a price is for."""
    size = Fraction(per.count)
    for one in units:
        size *= Fraction(one.factor)
    return size


def _is_base(rate: Rate) -> bool:
    """Whether a row is itself relative to the row without window."""
    return isinstance(rate.price, Relative) and rate.price.source is Source.BASE


def _requires(rate: Rate) -> tuple[tuple[Condition, str], ...]:
    """A row's own precondition."""
    return () if rate.requires is None else ((rate.requires, rate.requires_text),)


def _both(one: Condition | None, other: Condition | None) -> Condition | None:
    """Both conditions, where there are two."""
    if one is None or other is None:
        return one or other
    return AllOf((one, other))


# What a referring row takes over from the other row where it states nothing itself.
_AMOUNTS = ("min_amount", "max_amount", "start", "counter", "charge_for")
_QUANTITIES = ("step", "min_quantity", "included")


def _merged(rate: Rate, other: Rate, *, quantities: bool) -> Rate:
    """The referring row with what it leaves open taken over from the other (its quantities if units agree)."""
    names = _AMOUNTS + _QUANTITIES if quantities else _AMOUNTS
    changes: dict[str, Any] = {name: getattr(other, name) for name in names if not getattr(rate, name)}
    if "step" in changes:
        changes["rounding"] = other.rounding
    if "start" in changes:
        changes["tier"] = other.tier
    if rate.window is None:
        changes["window"], changes["window_by"] = other.window, other.window_by
    if rate.combine is Combine.BASE:
        changes["combine"] = other.combine
    return replace(rate, **changes)
