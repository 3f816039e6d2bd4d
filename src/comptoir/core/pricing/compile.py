"""How does a rate card become a price book, once?

The rows are indexed and hashed at once; the formula of an offering, class and event is made when it is first asked
for, one per time between two dates on which rows begin or end, and remembered. Rule to remember: a price book never
changes what it answers; what it remembers only saves time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from comptoir.core.pricing.classes import Classes
from comptoir.core.pricing.conditions import Facts, Test, compile_condition
from comptoir.core.pricing.counting import groups_by_offering, index_rates
from comptoir.core.pricing.digest import content_hash
from comptoir.core.pricing.formula import Fault, Formula, Plan
from comptoir.core.pricing.language import read_condition
from comptoir.core.pricing.planning import Setting, plan_of, row_of
from comptoir.core.pricing.relative import Resolver
from comptoir.core.pricing.terms import Card, Component, Event, Rate, Relative, Source, UnitPrice
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Finding, Severity
from comptoir.core.values.unit import Unit, unit

_ALWAYS = date.min
# The period of a rate that states none: one shared value, so that most rates need not be looked at.
_WHENEVER = next(one.default for one in fields(Rate) if one.name == "valid")
# What `checks` finds row by row, without following references.
_FOUND_BY_CHECKS = frozenset({"rate.unknown-class", "rate.unknown-offering"})
_LARGEST, _FINEST = Decimal(1_000_000_000), 9


class PriceBook:
    """A rate card, compiled: immutable in what it answers. Made by `compile_card`."""

    __slots__ = (
        "_edges", "_formulas", "_index", "_requires", "_units", "card", "classes", "components", "counts", "currency",
        "group_members", "groups", "hash", "offerings", "zone",
    )  # fmt: skip

    def __init__(self, card: Card) -> None:
        self.card = card
        self.hash = content_hash(card)
        self.currency = card.currency
        self.zone = ZoneInfo(card.time_zone)
        self.offerings = MappingProxyType({one.id: one for one in card.offerings})
        self.classes = Classes(card)
        self.groups = MappingProxyType(groups_by_offering(card))
        self.group_members = MappingProxyType(_members(self.groups))
        self.components = MappingProxyType(_components(card.components))
        self.counts = any(rate.counter is not None for rate in card.rates)
        self._index = index_rates(card.rates)
        periods = {rate.valid for rate in card.rates if rate.valid is not _WHENEVER}
        edges = {day for period in periods for day in (period.start, period.end) if day is not None}
        self._edges = sorted(edges)
        self._formulas: dict[tuple[str, str, Event, int], Formula] = {}
        self._requires: dict[str, Test | None] = {}
        self._units: dict[str, Unit] = {}

    def __repr__(self) -> str:
        return f"PriceBook({self.card.id!r}, {self.hash[:12]})"

    def class_of(self, profile: Profile, on: date) -> str:
        """The class of a party that decides alone, on a day; empty where it has none."""
        classes = self.classes
        if not classes.of_profile_alone:
            found = classes.of(Facts(on=on, deciding=profile))
        else:
            found = classes.remembered(profile, on)
        return found.rate_class.id if found is not None else ""

    def formula(self, offering: str, rate_class: str, event: Event, on: date) -> Formula:
        """The formula of an offering for a class and event on a day, made once."""
        time = bisect_right(self._edges, on) if self._edges else 0
        key = (offering, rate_class, event, time)
        found = self._formulas.get(key)
        if found is None:
            found = self._formulas[key] = self._make(offering, rate_class, event, time)
        return found

    def plan(self, formula: Formula, facts: Facts) -> Plan:
        """A formula's plan for the facts of a line: which of its conditional rows count."""
        if formula.plan is not None:
            return formula.plan
        outcome = tuple(row.test is None or row.test(facts) for row in formula.rows)
        plan = formula.plans.get(outcome)
        if plan is None:
            rows = [row for row, counts in zip(formula.rows, outcome, strict=True) if counts]
            plan = formula.plans[outcome] = plan_of(rows, self._setting(formula.offering))
        return plan

    def unit_of(self, offering: str) -> Unit:
        """An offering's usual unit of measure."""
        found = self._units.get(offering)
        if found is None:
            known = self.offerings.get(offering)
            found = self._units[offering] = unit(known.unit if known else "piece", self.card.units)
        return found

    def requires(self, offering: str) -> Test | None:
        """An offering's own precondition, compiled once."""
        if offering not in self._requires:
            known = self.offerings.get(offering)
            text = known.requires if known else ""
            self._requires[offering] = compile_condition(read_condition(text)) if text else None
        return self._requires[offering]

    def _setting(self, offering: str) -> Setting:
        return Setting(self.unit_of(offering), self.card.units, self.zone, self.card.holidays)

    def _make(self, offering: str, rate_class: str, event: Event, time: int) -> Formula:
        """Follow the references of the rows that may count, and plan them if no condition stands open."""
        on = self._edges[time - 1] if time else _ALWAYS
        resolver = self._resolver(on)
        price, parts = resolver.drafts(offering, rate_class, event)
        rows = tuple(row_of(draft, resolver) for draft in (*price, *parts))
        certain = all(row.test is None for row in rows)
        plan = plan_of(rows, self._setting(offering)) if certain else None
        return Formula(offering, rate_class, rows, plan, tuple(resolver.faults))

    def _resolver(self, on: date) -> Resolver:
        return Resolver(
            self.card, self._index, self.groups, self.offerings, frozenset(self.classes.by_id), on
        )

    def faults(self) -> tuple[Fault, ...]:
        """Every fault met when every reference of the card is followed, each row named once."""
        found: dict[tuple[str, int], Fault] = {}
        for offering, rate_class, event in self._referring():
            for time in range(len(self._edges) + 1):
                for fault in self.formula(offering, rate_class, event, self._day(time)).faults:
                    found.setdefault((fault.code, id(fault.rate)), fault)
        return tuple(found.values())

    def _day(self, time: int) -> date:
        return self._edges[time - 1] if time else _ALWAYS

    def _referring(self) -> Iterable[tuple[str, str, Event]]:
        """The offerings, classes and events of which a row refers to something or is subsidized."""
        asked: dict[tuple[str, str, Event], None] = {}
        for rate in self.card.rates:
            relative = isinstance(rate.price, Relative) and rate.price.source not in (
                Source.COST,
                Source.BOOKED,
            )
            if not relative and rate.subsidy is None:
                continue
            for offering in self._named(rate.offering):
                for name in rate.classes or tuple(self.classes.by_id):
                    asked[(offering, name, rate.event)] = None
        return asked

    def _named(self, cell: str) -> tuple[str, ...]:
        """The offerings that an offering cell names."""
        if cell == "*":
            return tuple(self.offerings)
        if cell.startswith("group:"):
            return tuple(sorted(self.group_members.get(cell.removeprefix("group:"), frozenset())))
        return (cell,)


def compile_card(card: Card) -> PriceBook:
    """Turn a rate card into its price book.

    >>> from decimal import Decimal
    >>> from comptoir.core.pricing.terms import Rate, UnitPrice
    >>> from comptoir.core.values import DayPeriod, Place
    >>> here = Place("rates.csv", 2)
    >>> rates = (Rate(here, "scan", (), UnitPrice(Decimal(5))),)
    >>> card = Card(here, "C", "LAB", "", "", "EUR", DayPeriod(), rates=rates)
    >>> compile_card(card).hash == compile_card(card).hash
    True
    """
    return PriceBook(card)


def compile_faults(card: Card) -> tuple[Finding, ...]:
    """What shows only when a card's references are followed: circles, references to nothing, figures too large.

    Names that do not exist are found row by row, by `checks`.
    """
    faults = (*compile_card(card).faults(), *_too_large(card))
    return tuple(
        Finding(fault.code, Severity.ERROR, fault.rate.place._replace(column="price"), fault.params)
        for fault in faults
        if fault.code not in _FOUND_BY_CHECKS
    )


def _too_large(card: Card) -> Iterable[Fault]:
    """Prices beyond what is counted exactly in whole numbers later: quantity times price stays below 2 x 10^18."""
    for rate in card.rates:
        if isinstance(rate.price, UnitPrice):
            exponent = rate.price.value.as_tuple().exponent
            if rate.price.value > _LARGEST or (isinstance(exponent, int) and exponent < -_FINEST):
                yield Fault("rate.too-large", rate, (("found", rate.price.value), ("expected", _LARGEST)))


def _members(groups: MappingProxyType[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The offerings of each group."""
    found: dict[str, set[str]] = {}
    for offering, names in groups.items():
        for name in names:
            found.setdefault(name, set()).add(offering)
    return {name: frozenset(offerings) for name, offerings in found.items()}


def _components(components: tuple[Component, ...]) -> dict[str, tuple[tuple[Component, Test | None], ...]]:
    """What comes along with each offering, in the order written, conditions compiled."""
    found: dict[str, list[tuple[Component, Test | None]]] = {}
    for one in components:
        test = None if one.condition is None else compile_condition(one.condition)
        found.setdefault(one.offering, []).append((one, test))
    return {offering: tuple(rows) for offering, rows in found.items()}
