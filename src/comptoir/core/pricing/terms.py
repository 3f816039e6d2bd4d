"""The terms of a rate card: what its cells say, as frozen values.

`language/` reads each cell into one of these; `compile` turns the rows of a card into a price book; the
mechanisms evaluate it. `docs/company-folder.md` (sections 4 to 9) is the reference of what they mean.
A row keeps its `place` so that every finding and every explanation can name file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from comptoir.core.catalog import Offering
from comptoir.core.values import DayPeriod, Place


class Event(StrEnum):
    """What happened to a booking or an order line."""

    USE = "use"
    CANCELLATION = "cancellation"
    NO_SHOW = "no-show"
    LATE = "late"


class Combine(StrEnum):
    """How a row's amount joins those of the other rows of its offering and class."""

    BASE = ""
    GREATER = "greater"
    CHEAPEST = "cheapest"
    PLUS = "plus"


class Rounding(StrEnum):
    """Which whole step a quantity goes to."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Graduation(StrEnum):
    """How tiers share a quantity."""

    GRADUATED = "graduated"
    ALL_UNITS = "all units"
    BRACKET = "bracket"


class ChargeFor(StrEnum):
    """Which of the two quantities of a booking is charged; beyond: only what was used beyond the reservation."""

    RESERVED = "reserved"
    USED = "used"
    GREATER = "greater"
    OVERAGE = "overage"
    BEYOND = "beyond"


class WindowBy(StrEnum):
    """Whether a period is cut at the edges of windows or belongs whole to the window of its start."""

    SPLIT = "split"
    START = "start"


# --- conditions -------------------------------------------------------------------------------------------------


class Comparison(StrEnum):
    """The comparisons of a condition."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"


@dataclass(frozen=True, slots=True)
class Span:
    """A number with a unit inside a condition: `5 years`, `30 days`, `8 hours`."""

    count: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison: whose fact (`buyer`, `payer`, `beneficiary`, or empty: the party that decides), which
    name, how, and with what (several values only for IN). A bare yes/no name is `name = yes`."""

    who: str
    name: str
    comparison: Comparison
    values: tuple[str | Decimal | bool | Span, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Compare | AllOf | AnyOf | Not


# --- prices -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """So much per unit, in major units of the card's currency; zero is free."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class NoPrice:
    """No published price: a quote is required."""


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Not offered to this class: refused."""


class Source(StrEnum):
    """What a relative price refers to."""

    CLASS = "class"
    OFFERING = "offering"
    BASE = "base"
    COST = "cost"
    UNIT_COST = "unit cost"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Relative:
    """`source` x `factor` + `plus`: relative to another class (`ref` its id), another offering (`ref` its id),
    the row without window, the line's actual cost, the offering's unit cost, or the booked price. A percentage
    up or down is folded into the factor (- 10 % is factor 0.90)."""

    source: Source
    ref: str
    factor: Decimal
    plus: Decimal


Price = UnitPrice | NoPrice | NotOffered | Relative


# --- quantities -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Per:
    """What a price is for: `count` of the product of `units` (canonical names). No units: a flat line price."""

    units: tuple[str, ...]
    count: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a tier begins: a number (in `unit`, or in the row's own where empty), included unless `above`."""

    value: Decimal
    unit: str = ""
    above: bool = False


class Counted(StrEnum):
    """What a counter counts."""

    USES = "uses"
    QUANTITY = "quantity"
    SPEND = "spend"


class CounterPeriod(StrEnum):
    """Over what a counter counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Counter:
    """A running total: what, over which period, of which scope (empty: the row's own offering; an offering's id,
    `group:x` or `all`), and by whom (`customer`: the party that decides)."""

    counted: Counted
    period: CounterPeriod
    scope: str = ""
    by: str = "customer"


# --- windows ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span24:
    """Hours of local clock time `[start, end)`; `end` at or before `start` runs over midnight; end None: 24:00."""

    start: time
    end: time | None


@dataclass(frozen=True, slots=True)
class WindowPart:
    """All of: these weekdays (0 = Monday), these hours, this season ((month, day) to (month, day), both included),
    holidays only (True) or no holidays (False)."""

    weekdays: frozenset[int] | None = None
    hours: Span24 | None = None
    season: tuple[tuple[int, int], tuple[int, int]] | None = None
    holidays: bool | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A time that a row is limited to: any of its parts. `text` is the cell as written."""

    text: str
    parts: tuple[WindowPart, ...]


# --- rows -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of an adjustment or a subsidy: a number, or a share of something (`percent` True: 25 is 25 %)."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of rates.csv. `classes` empty: `*`. `offering` an id, `*` or `group:x`."""

    place: Place
    offering: str
    classes: tuple[str, ...]
    price: Price
    card: str = ""
    per: Per | None = None
    step: tuple[Decimal, str] | None = None
    rounding: Rounding = Rounding.UP
    included: Decimal = Decimal(0)
    min_quantity: tuple[Decimal, str] | None = None
    min_amount: Decimal | None = None
    max_amount: Decimal | None = None
    start: Threshold | None = None
    tier: Graduation = Graduation.GRADUATED
    counter: Counter | None = None
    combine: Combine = Combine.BASE
    window: Window | None = None
    window_by: WindowBy = WindowBy.SPLIT
    charge_for: ChargeFor | None = None
    event: Event = Event.USE
    condition: Condition | None = None
    requires: Condition | None = None
    requires_text: str = ""
    subsidy: Money | None = None
    paid_by: str = ""
    deposit: Decimal | None = None
    valid: DayPeriod = DayPeriod()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RateClass:
    """One row of classes.csv, in the card's order. `tax`: None by default rule, Decimal(0) for none, else a ratio."""

    place: Place
    id: str
    name_fr: str
    name_en: str
    card: str = ""
    condition: Condition | None = None
    requires: Condition | None = None
    requires_text: str = ""
    tax: Decimal | None = None
    priority: int | None = None


class AdjustmentKind(StrEnum):
    """What an adjustment does to the lines it is about."""

    SURCHARGE = "surcharge"
    REBATE = "rebate"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SUBSIDY = "subsidy"
    TAX = "tax"


class Scope(StrEnum):
    """Over what an adjustment is computed."""

    ORDER = "order"
    LINE = "line"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One row of adjustments.csv, read from the top."""

    place: Place
    id: str
    name_fr: str
    name_en: str
    kind: AdjustmentKind
    amount: Money
    card: str = ""
    classes: tuple[str, ...] = ()
    offerings: tuple[str, ...] = ()
    scope: Scope = Scope.ORDER
    start: Decimal | None = None
    counter: Counter | None = None
    condition: Condition | None = None
    paid_by: str = ""
    valid: DayPeriod = DayPeriod()


@dataclass(frozen=True, slots=True)
class Component:
    """One row of bundles.csv: `quantity` None means as much as the main line."""

    place: Place
    offering: str
    component: str
    quantity: Mapping[str, Decimal] | None
    card: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """A negotiated unit price for one customer and offering, in force in `valid`; secret from everybody else.

    while_inside  it was struck with an insider as such: it counts only while the customer is one
    """

    place: Place
    id: str
    customer: str
    offering: str
    price: Decimal
    per: Per | None
    valid: DayPeriod
    min_quantity: Decimal = Decimal(0)
    seller: str = ""
    approved_by: str = ""
    agreed_on: date | None = None
    note: str = ""
    while_inside: bool = False


class Policy(StrEnum):
    """Whether a unit negotiates."""

    NEGOTIABLE = "negotiable"
    ONE_RATE = "one rate"


class NegotiableFor(StrEnum):
    """Who may ask a unit that negotiates for a better price."""

    INSIDERS = "insiders"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Card:
    """One dated version of a supplier's rate card, whole: what `compile` turns into a price book."""

    place: Place
    id: str
    supplier: str
    name_fr: str
    name_en: str
    currency: str
    valid: DayPeriod
    gross: bool = False
    tax: Decimal = Decimal(0)
    decides: str = "buyer"
    policy: Policy = Policy.NEGOTIABLE
    negotiable_for: NegotiableFor = NegotiableFor.INSIDERS
    usual: str = ""
    review_months: int = 24
    source: str = ""
    source_date: date | None = None
    read_on: date | None = None
    fiscal_year_start: tuple[int, int] = (1, 1)
    time_zone: str = "UTC"
    offerings: tuple[Offering, ...] = ()
    classes: tuple[RateClass, ...] = ()
    rates: tuple[Rate, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    components: tuple[Component, ...] = ()
    units: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> type word, or choices
    holidays: frozenset[date] = frozenset()
