"""What is known of one line while it is priced?

An `Asking` carries the line, its facts for conditions, and the counters as they stand when this line's turn comes.
Reasons are collected in `told`, which is None when nobody wants an explanation. Rule to remember: a line that cannot
have a price says so by raising `Unpriced`, with its status and the reason; a wrong card or request never raises
anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from comptoir.core.pricing.conditions import Facts
from comptoir.core.pricing.exact import ZERO, Params, as_decimal, as_fraction, number
from comptoir.core.pricing.request import Line, Status
from comptoir.core.pricing.terms import ChargeFor, Counted, Counter, CounterPeriod, Event
from comptoir.core.values import Measures, Reason
from comptoir.core.values.reason import Depth
from comptoir.core.values.unit import Unit, unit

Period = tuple[datetime, datetime]


class Unpriced(Exception):
    """A line has no price: its status and why."""

    def __init__(self, status: Status, reason: Reason) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, slots=True)
class Consumed:
    """What an earlier line of the same request took, for the counters of later lines."""

    offering: str
    event: Event
    on: date
    project: object
    uses: Fraction
    quantity: tuple[tuple[str, Fraction], ...]
    spend: Fraction


@dataclass(slots=True)
class Asking:
    """One line while it is priced."""

    line: Line
    facts: Facts
    offering: str
    default_unit: Unit
    units: Mapping[str, tuple[Decimal, str]]
    groups: Mapping[str, frozenset[str]]
    zone: ZoneInfo
    holidays: frozenset[date]
    fiscal_year_start: tuple[int, int]
    currency: str
    charge_for: ChargeFor
    told: list[Reason] | None
    earlier: list[Consumed] = field(default_factory=list)
    bare_count: bool = False

    def tell(self, code: str, *params: tuple[str, object], depth: Depth = "customer") -> None:
        """Note a step, if anybody wants an explanation."""
        if self.told is not None:
            self.told.append(Reason(code, params, depth))

    def tell_number(self, code: str, name: str, value: Fraction, *params: tuple[str, object]) -> None:
        """Note a step about one exact number."""
        if self.told is not None:
            self.told.append(Reason(code, (*number(name, value), *params)))

    def refuse(self, status: Status, code: str, *params: tuple[str, object]) -> Unpriced:
        """An answer that is no price, to be raised."""
        return Unpriced(status, Reason(code, params))

    # --- time -------------------------------------------------------------------------------------------------

    @property
    def on(self) -> date:
        """The local day of the line: of its start, else the price's date."""
        return self.facts.on if self.line.start is None else self.line.start.astimezone(self.zone).date()

    def reserved(self) -> Period | None:
        """The reserved period, if it is known."""
        return _period(self.line.start, self.line.end)

    def used(self) -> Period | None:
        """The used period, if it is known."""
        return _period(self.line.used_start, self.line.used_end)

    # --- counters ---------------------------------------------------------------------------------------------

    def counted(self, counter: Counter, one: Unit | None = None) -> Fraction:
        """What a counter stands at before this line: as given, plus what earlier lines of the request took.

        one    the unit in whose base a quantity is wanted
        """
        given = self._given(counter)
        value = ZERO if given is None else as_fraction(given)
        if counter.counted is Counted.QUANTITY:
            value *= Fraction(self._counter_unit(one).factor)
            value += self._quantity_before(counter, one)
        for seen in self._seen(counter):
            value += _taken(seen, counter, one)
        return value

    def _given(self, counter: Counter) -> Decimal | None:
        """A counter as the line gives it: with or without the name of its own offering, of the party that counts or
        of the customer in general."""
        own = ("", self.offering)
        scopes = own if counter.scope in own else (counter.scope,)
        for by in dict.fromkeys((counter.by, "customer")):
            for scope in dict.fromkeys((counter.scope, *scopes)):
                given = self.line.counters.get(Counter(counter.counted, counter.period, scope, by))
                if given is not None:
                    return given
        return None

    def _quantity_before(self, counter: Counter, one: Unit | None) -> Fraction:
        """The quantity that committed history states, in the base of a unit."""
        if not self.line.before:
            return ZERO
        named = (
            counter if counter.scope else Counter(counter.counted, counter.period, self.offering, counter.by)
        )
        return self.line.before.get(named, {}).get(self._counter_unit(one).base, ZERO)

    def _counter_unit(self, one: Unit | None) -> Unit:
        """In which unit a counter's quantity is given: the offering's if it converts, else the row's."""
        if one is None or one.base == self.default_unit.base:
            return self.default_unit
        return one

    def _seen(self, counter: Counter) -> list[Consumed]:
        """The earlier lines that a counter counts."""
        if not self.earlier:
            return []
        scope, group = counter.scope or self.offering, counter.scope.removeprefix("group:")
        inside = self.groups.get(group, frozenset()) if counter.scope.startswith("group:") else None
        period, project = self.period_of(counter.period, self.on), self.facts.answers.get("project")
        return [
            taken
            for taken in self.earlier
            if (
                scope == "all"
                or (taken.offering in inside if inside is not None else taken.offering == scope)
            )
            and taken.event is self.line.event
            and self.period_of(counter.period, taken.on) == period
            and (counter.by != "project" or taken.project == project)
        ]

    def period_of(self, period: CounterPeriod, on: date) -> tuple[int, ...]:
        """Which day, week, month, quarter, year or fiscal year a day lies in."""
        if period is CounterPeriod.DAY:
            return (on.toordinal(),)
        if period is CounterPeriod.WEEK:
            return on.isocalendar()[:2]
        if period is CounterPeriod.MONTH:
            return (on.year, on.month)
        if period is CounterPeriod.QUARTER:
            return (on.year, (on.month - 1) // 3)
        if period is CounterPeriod.YEAR:
            return (on.year,)
        if period is CounterPeriod.FISCAL_YEAR:
            return (on.year if (on.month, on.day) >= self.fiscal_year_start else on.year - 1,)
        return ()


def _period(start: datetime | None, end: datetime | None) -> Period | None:
    """Two instants as a period."""
    return None if start is None or end is None else (start, end)


def backwards(line: Line) -> Reason | None:
    """Why a line's times cannot be: one of its periods ends before it starts."""
    for period in (_period(line.start, line.end), _period(line.used_start, line.used_end)):
        if period is not None and period[1].astimezone(UTC) < period[0].astimezone(UTC):
            return Reason("price.ends-before-start", (("start", period[0]), ("end", period[1])))
    return None


def _taken(taken: Consumed, counter: Counter, one: Unit | None) -> Fraction:
    """What one earlier line adds to a counter."""
    if counter.counted is Counted.USES:
        return taken.uses
    if counter.counted is Counted.SPEND:
        return taken.spend
    wanted = one.base if one is not None else ""
    return next((value for base, value in taken.quantity if base == wanted or not wanted), ZERO)


# --- quantities ---------------------------------------------------------------------------------------------------


def factors(asking: Asking, units: tuple[Unit, ...]) -> tuple[Fraction, ...] | None:
    """How much a line asks of each unit, in the units' bases, by what the row charges for.

    returns   None where the line states none of them; a factor not stated counts as one
    raises    Unpriced (incomplete) where the used quantity is wanted and not known yet
    """
    booked, known = both(asking, units)
    if asking.charge_for is ChargeFor.RESERVED:
        return booked
    if asking.charge_for is ChargeFor.USED:
        if known is None and units and booked is None and asking.line.estimate:
            told = " x ".join(one.name for one in units)
            raise asking.refuse(Status.INCOMPLETE, "price.needs-expected", ("unit", told))
        if known is None and not asking.line.estimate:
            raise asking.refuse(Status.INCOMPLETE, "price.not-used-yet")
        return booked if known is None else known
    if asking.charge_for is ChargeFor.BEYOND:
        return tuple([ZERO] * len(units)) if known is None or booked is None else beyond(asking, units)
    if known is None or booked is None:
        return known if booked is None else booked
    if asking.charge_for is ChargeFor.OVERAGE:
        pairs = zip(units, booked, known, strict=True)
        return tuple(own + _over(asking, one, own, more) for one, own, more in pairs)
    return tuple(max(pair) for pair in zip(booked, known, strict=True))


def both(
    asking: Asking, units: tuple[Unit, ...]
) -> tuple[tuple[Fraction, ...] | None, tuple[Fraction, ...] | None]:
    """What was reserved and what was used of each unit, in the units' bases; None where it is not known.

    Of a price per several units at once, what was not counted is as it was reserved: four participants stay four.
    """
    line = asking.line
    reserved = line.reserved if line.reserved is not None else line.measures
    booked = _factors(asking, units, reserved, asking.reserved())
    used = line.used if line.used is not None else (line.measures or None)
    if used is None and asking.used() is None:
        return booked, None
    known = _factors(asking, units, used or {}, asking.used())
    if known is None or booked is None or len(units) == 1:
        return booked, known
    counted = [_measured(asking, one, used or {}, asking.used()) is not None for one in units]
    return booked, tuple(known[place] if counted[place] else booked[place] for place in range(len(units)))


def beyond(asking: Asking, units: tuple[Unit, ...]) -> tuple[Fraction, ...]:
    """What was used beyond the reservation: of time what lies after its end, of all else what is more; the rest of a
    product as it was used."""
    booked, known = both(asking, units)
    assert booked is not None
    assert known is not None
    over = [_over(asking, *each) for each in zip(units, booked, known, strict=True)]
    first = next((place for place, more in enumerate(over) if more), None)
    if first is None:
        return tuple([ZERO] * len(units))
    return tuple(over[place] if place == first else known[place] for place in range(len(units)))


def _over(asking: Asking, one: Unit, booked: Fraction, known: Fraction) -> Fraction:
    """What was used of one unit beyond the reservation."""
    said = None if asking.line.beyond is None else _measured(asking, one, asking.line.beyond, None)
    if said is not None:
        return said
    reserved, used = asking.reserved(), asking.used()
    if one.base == "second" and reserved is not None and used is not None:
        return max(ZERO, _seconds(reserved[1], used[1]))
    return max(ZERO, known - booked)


def _factors(
    asking: Asking, units: tuple[Unit, ...], measures: Measures, period: Period | None
) -> tuple[Fraction, ...] | None:
    """Each unit's quantity in its base, one where it is not stated, or None where none is."""
    found = [_measured(asking, one, measures, period) for one in units]
    if all(value is None for value in found):
        if asking.bare_count and len(units) == 1 and len(measures) == 1:
            # A plain number on an offering without a unit of its own counts in the price's unit.
            return (as_fraction(next(iter(measures.values()))) * as_fraction(units[0].factor),)
        return None if units else ()
    return tuple(
        Fraction(one.factor) if value is None else value for one, value in zip(units, found, strict=True)
    )


def _measured(asking: Asking, one: Unit, measures: Measures, period: Period | None) -> Fraction | None:
    """How much of one unit is stated, in its base."""
    stated = measures.get(one.name)
    if stated is not None:
        return as_fraction(stated) * as_fraction(one.factor)
    for name, value in measures.items():
        other = unit(name, asking.units)
        if other.base == one.base:
            return as_fraction(value) * as_fraction(other.factor)
    if period is None:
        return None
    if one.base == "second":
        return _seconds(*period)
    return _months(asking, *period) if one.base == "month" else None


def _seconds(start: datetime, end: datetime) -> Fraction:
    """Seconds that really pass between two instants."""
    gone = end.astimezone(UTC) - start.astimezone(UTC)
    return Fraction(gone // timedelta(microseconds=1), 1_000_000)


def _months(asking: Asking, start: datetime, end: datetime) -> Fraction:
    """Calendar months between two instants: whole ones, and the days left over as a share of the month they lie in."""
    first, last = start.astimezone(asking.zone).date(), end.astimezone(asking.zone).date()
    whole = (last.year - first.year) * 12 + last.month - first.month
    while whole > 0 and _later(first, whole) > last:
        whole -= 1
    begin, following = _later(first, whole), _later(first, whole + 1)
    return whole + Fraction((last - begin).days, (following - begin).days)


def _later(day: date, months: int) -> date:
    """The same day some months later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def scale_of(asking: Asking, units: tuple[Unit, ...], quantity: Fraction) -> tuple[Fraction, str]:
    """The unit to tell a quantity in, as how many of the base it is, and its name.

    The row's own unit if the quantity is a finite number of it, else the unit asked, else minutes or seconds, so that
    the explanation is exact: 70 minutes at 25.00 per 60 minutes.
    """
    scale = Fraction(1)
    for one in units:
        scale *= as_fraction(one.factor)
    if len(units) == 1 and as_decimal(quantity / scale) is None:
        for name in (*asking.line.measures, "minute", "second"):
            other = unit(name, asking.units)
            if other.base == units[0].base and as_decimal(quantity / as_fraction(other.factor)) is not None:
                return as_fraction(other.factor), other.name
    return scale, " x ".join(one.name for one in units)


def quantity_params(asking: Asking, units: tuple[Unit, ...], quantity: Fraction, size: Fraction) -> Params:
    """A quantity, its unit, and what the price is per in that unit, as parameters of a reason."""
    scale, name = scale_of(asking, units, quantity)
    return (*number("quantity", quantity / scale), ("unit", name), *number("per", size / scale))
