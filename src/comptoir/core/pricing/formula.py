"""What is a price once compiled? Rows with resolved numbers, gathered into strands, gathered into a plan.

A *row* is one row of the card for one offering and class, its price absolute and its quantities in base units. A
*strand* is a price with all its tiers and windows. A *plan* is what is left when the rows' conditions are decided:
alternatives by unit, strands to be compared, passes, and parts that are added. A *formula* holds the rows and
remembers the plan of every outcome of its conditions. Rule to remember: nothing here computes an amount.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from comptoir.core.pricing.conditions import Test
from comptoir.core.pricing.terms import Counter, Graduation, Rate, Window
from comptoir.core.pricing.windows import Cutter
from comptoir.core.values import Reason
from comptoir.core.values.unit import Unit


class Kind(StrEnum):
    """What a row says: a price, none published, not offered, or a share of a cost or of a booking."""

    PRICED = "priced"
    QUOTE = "quote"
    REFUSED = "refused"
    COST = "cost"
    BOOKED = "booked"


class Limit(NamedTuple):
    """A quantity in a row (step, minimum): how much, in the base of which dimension (empty: the row's product)."""

    value: Fraction
    base: str


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row as it counts for one offering and class.

    price      in major units, per `size`; beside `factor` for a cost or a booking
    units      what it is priced by, resolved; none: flat
    size       how much of the product of the units' bases the price is for
    included   in the same bases
    subsidy    share of the price that another pays
    test       whether its conditions hold; None: always
    sources    how a relative price was found (auditor)
    written    the row of the card that took this one over from another class or offering; None: it is that row
    """

    rate: Rate
    kind: Kind
    price: Fraction
    factor: Fraction
    units: tuple[Unit, ...]
    size: Fraction
    count: Decimal
    step: Limit | None
    minimum: Limit | None
    included: Fraction
    subsidy: Fraction
    test: Test | None
    requires: tuple[tuple[Test, str], ...]
    sources: tuple[Reason, ...] = ()
    written: Rate | None = None


class Tier(NamedTuple):
    """A row and where it begins on its strand's axis (above: just after it); `flat`: one amount when reached."""

    start: Fraction
    above: bool
    row: Row
    flat: bool


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """A price with its tiers and windows.

    units      what has to be known of a line; the axis's unit alone for a flat price with tiers
    windows    the windows asked in this order; `groups` holds the tiers of each, and last those without window
    axis       which quantity the tiers divide: an index into units, or None for the product
    time       the index of the unit of time, or None
    cutter     cuts periods at the edges of the windows, and last holds the rest
    """

    opener: Row
    units: tuple[Unit, ...]
    windows: tuple[Window, ...]
    groups: tuple[tuple[Tier, ...], ...]
    axis: int | None
    mode: Graduation
    counter: Counter | None
    time: int | None
    cutter: Cutter

    @property
    def reach(self) -> bool:
        """Whether the whole quantity belongs to one tier."""
        return self.mode is not Graduation.GRADUATED


class Simple(NamedTuple):
    """A formula without any mechanism: so much per `per` of one unit. Most of most cards."""

    unit: str
    price: Decimal
    per: Decimal
    row: Row


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What counts once the conditions are decided."""

    alternatives: tuple[Strand, ...]
    greater: tuple[Strand, ...]
    passes: tuple[Row, ...]
    parts: tuple[Strand, ...]
    simple: Simple | None

    @property
    def empty(self) -> bool:
        """No row at all: no published price."""
        return not (self.alternatives or self.greater or self.passes)


class Fault(NamedTuple):
    """A row that cannot be compiled: the finding's code and parameters."""

    code: str
    rate: Rate
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """The rows of one offering for one class, event and time, and the plans made of them so far."""

    offering: str
    rate_class: str
    rows: tuple[Row, ...]
    plan: Plan | None
    faults: tuple[Fault, ...] = ()
    plans: dict[tuple[bool, ...], Plan] = field(default_factory=dict)
