"""Which running totals does an order line read and advance: the second rental of the year, the cap on a month's spend?

A card's counters (`uses per year`) become tallies: one number per supplier, party, scope and period, kept by the store,
read and advanced in the transaction that commits the order. Numbers are integers: uses as they are, spend in minor
units, quantities in millionths of their base unit. Rules to remember: what a tally says is what committed lines took,
and a line that is cancelled gives it back; an adjustment's counter without a scope counts all of the supplier's lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from comptoir.core.pricing.asking import Consumed
from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import Counted, Counter, CounterPeriod, Event, Rate, Relative, Source
from comptoir.core.values import Amount
from comptoir.core.values.unit import unit

MILLIONTHS = 1_000_000
ALL = "all"
_MOST_NESTED = 4


class Parties(NamedTuple):
    """By whom a counter may count: the parties of an order, and its project."""

    buyer: str
    payer: str
    beneficiary: str
    project: str = ""

    def whom(self, by: str, decides: str) -> str:
        """The party, or the project, that a counter is about."""
        if by == "project" and self.project:
            return f"project:{self.project}"
        name = by if by in ("buyer", "payer", "beneficiary") else decides
        return str(getattr(self, name))


class Total(NamedTuple):
    """A counter with its scope named, and the unit in whose base its quantities are kept (empty: none)."""

    counter: Counter
    base: str


class Tally(NamedTuple):
    """One running total of one party in one period. `key` is its name in the store.

    since     the first day of the period; None: ever
    """

    total: Total
    key: str
    party: str
    since: date | None


class Taking(NamedTuple):
    """What one line adds to a tally."""

    key: str
    amount: int


def tallies(book: PriceBook, offering: str, *, event: Event, parties: Parties, on: date) -> tuple[Tally, ...]:
    """The tallies that a line of an offering may read or advance, none for a card without counters.

    on        the line's local day
    """
    card = book.card
    found = []
    for total in _totals(book, offering):
        counter = total.counter
        party = parties.whom(counter.by, card.decides)
        period, since = period_of(counter.period, on, card.fiscal_year_start)
        key = [
            card.supplier,
            party,
            counter.counted,
            total.base,
            counter.scope,
            event,
            counter.period,
            period,
        ]
        found.append(Tally(total, json.dumps(key, ensure_ascii=False, separators=(",", ":")), party, since))
    return tuple(found)


def with_history(line: Line, own: Iterable[Tally], values: Mapping[str, int], currency: str) -> Line:
    """A line that knows what was consumed before it."""
    counters: dict[Counter, Decimal] = {}
    before: dict[Counter, dict[str, Fraction]] = {}
    for tally in own:
        value, counter = values.get(tally.key, 0), tally.total.counter
        if counter.counted is Counted.QUANTITY:
            before.setdefault(counter, {})[tally.total.base] = Fraction(value, MILLIONTHS)
        else:
            spent = counter.counted is Counted.SPEND
            counters[counter] = Amount(value, currency).major if spent else Decimal(value)
    return replace(line, counters=counters, before=before) if counters or before else line


def takings(book: PriceBook, own: Iterable[Tally], taken: Consumed, amount: Amount) -> tuple[Taking, ...]:
    """What a priced line adds to the tallies whose scope it lies in."""
    found = []
    for tally in own:
        counter = tally.total.counter
        if not in_scope(book, counter.scope, taken.offering):
            continue
        value = taken_of(counter.counted, tally.total.base, taken, amount)
        if value:
            found.append(Taking(tally.key, value))
    return tuple(found)


def taken_of(counted: Counted, base: str, taken: Consumed, amount: Amount) -> int:
    """What a line took, in a tally's integers."""
    if counted is Counted.SPEND:
        return amount.minor
    if counted is Counted.USES:
        return int(taken.uses)
    quantity = next((value for known, value in taken.quantity if known == base), Fraction(0))
    return round(quantity * MILLIONTHS)


def in_scope(book: PriceBook, scope: str, offering: str) -> bool:
    """Whether a counter of a scope counts an offering."""
    if scope.startswith("group:"):
        return offering in book.group_members.get(scope.removeprefix("group:"), frozenset())
    return scope in (ALL, offering)


def period_of(
    period: CounterPeriod, on: date, fiscal_year_start: tuple[int, int] = (1, 1)
) -> tuple[str, date | None]:
    """Which day, week, month, quarter or year a day lies in, as a text, and the first day of it.

    >>> period_of(CounterPeriod.QUARTER, date(2026, 11, 23))
    ('2026-Q4', datetime.date(2026, 10, 1))
    >>> period_of(CounterPeriod.FISCAL_YEAR, date(2026, 3, 31), (4, 1))
    ('FY2025', datetime.date(2025, 4, 1))
    """
    if period is CounterPeriod.DAY:
        return on.isoformat(), on
    if period is CounterPeriod.WEEK:
        year, week, _ = on.isocalendar()
        return f"{year}-W{week:02}", date.fromisocalendar(year, week, 1)
    if period is CounterPeriod.MONTH:
        return f"{on.year}-{on.month:02}", on.replace(day=1)
    if period is CounterPeriod.QUARTER:
        quarter = (on.month - 1) // 3
        return f"{on.year}-Q{quarter + 1}", date(on.year, 3 * quarter + 1, 1)
    if period is CounterPeriod.YEAR:
        return str(on.year), date(on.year, 1, 1)
    if period is CounterPeriod.FISCAL_YEAR:
        year = on.year if (on.month, on.day) >= fiscal_year_start else on.year - 1
        return f"FY{year}", date(year, *fiscal_year_start)
    return "", None


# --- the counters of a card -------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _counting_rates(book: PriceBook) -> tuple[Rate, ...]:
    return tuple(rate for rate in book.card.rates if rate.counter is not None)


@lru_cache(maxsize=50_000)
def _totals(book: PriceBook, offering: str, depth: int = 0) -> tuple[Total, ...]:
    """The totals that an offering's price may ask for, and those that count it."""
    found: dict[Total, None] = {}
    lenders = (offering, *_lenders(book, offering)) if _counting_rates(book) else ()
    for rate in _counting_rates(book):
        counter = rate.counter
        assert counter is not None
        own = any(_names(book, rate.offering, one) for one in lenders)
        scope = counter.scope or (offering if own else "")
        if scope and (own or in_scope(book, scope, offering)):
            for base in _bases(book, rate, offering) if counter.counted is Counted.QUANTITY else ("",):
                found[Total(replace(counter, scope=scope), base)] = None
    for row in book.card.adjustments:
        if row.counter is not None and row.counter.counted is Counted.SPEND:
            found[Total(replace(row.counter, scope=row.counter.scope or ALL), "")] = None
    if depth < _MOST_NESTED:
        for component, _ in book.components.get(offering, ()):
            found |= dict.fromkeys(_totals(book, component.component, depth + 1))
    return tuple(found)


def _lenders(book: PriceBook, offering: str) -> tuple[str, ...]:
    """The offerings whose prices, with their tiers and counters, an offering's own prices refer to."""
    return tuple(
        rate.price.ref
        for rate in book.card.rates
        if isinstance(rate.price, Relative) and rate.price.source is Source.OFFERING
        and _names(book, rate.offering, offering)
    )  # fmt: skip


def _names(book: PriceBook, cell: str, offering: str) -> bool:
    """Whether the offering cell of a rate names an offering."""
    return cell in ("*", offering) or cell.removeprefix("group:") in book.groups.get(offering, ())


def _bases(book: PriceBook, rate: Rate, offering: str) -> tuple[str, ...]:
    """The base units in which a rate may count quantities."""
    own = book.unit_of(offering).base
    priced = (unit(name, book.card.units).base for name in (rate.per.units if rate.per else ()))
    return tuple(dict.fromkeys((own, *priced)))
