"""A request for a price, and the answer: frozen values on both sides of `quote`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from comptoir.core.pricing.terms import Counter, Event
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount, Measures, Reason

Answer = str | bool | Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked for.

    measures      canonical unit -> quantity; a plain number stands under the offering's unit
    start, end    the reserved period (aware); used_start, used_end what was used
    reserved, used  quantities where they differ from `measures` (which stands for both otherwise)
    beyond        what was used after the reservation's end, where the records say so themselves
    estimate      not used yet: what is reserved or expected stands for what will be used
    answers       answers and facts of this line (over the request's)
    counters      what was consumed before, per counter of the card; absent means 0
    before        quantities consumed before, per counter (its scope named) and base unit: exact history, added
                  to `counters`
    cost          actual cost of the line in total, for pass-through prices
    booked        what the booking was priced at, for events
    """

    offering: str
    measures: Measures
    event: Event = Event.USE
    start: datetime | None = None
    end: datetime | None = None
    used_start: datetime | None = None
    used_end: datetime | None = None
    reserved: Measures | None = None
    used: Measures | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    counters: Mapping[Counter, Decimal] = field(default_factory=dict)
    before: Mapping[Counter, Mapping[str, Fraction]] = field(default_factory=dict)
    session: str = ""
    cost: Decimal | None = None
    booked: Amount | None = None
    beyond: Measures | None = None
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, who pays, who receives, on which date, for what. Payer and beneficiary None mean the buyer."""

    buyer: Profile
    on: date
    lines: tuple[Line, ...]
    payer: Profile | None = None
    beneficiary: Profile | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)


class Status(StrEnum):
    """The answers that are not each other: a price, free, no price published, not offered, and: say more."""

    PRICED = "priced"
    FREE = "free"
    QUOTE_REQUIRED = "quote required"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One priced line: the amount as the card states prices (net or gross), its class, and why.

    line      index in the request, or None for a bundle's component or an adjustment (then `label` says which)
    subsidy   part of `amount` that `paid_by` bears; the customer owes amount - subsidy
    """

    line: int | None
    label: str
    offering: str
    rate_class: str
    status: Status
    amount: Amount
    reasons: tuple[Reason, ...]
    subsidy: Amount | None = None
    paid_by: str = ""
    deposit: Amount | None = None
    tax_rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer to a request: a status, the total as the card states it, net, tax and gross, line by line.

    status    the worst of the lines: refused, then incomplete, quote required, priced; free where nothing is owed
    total     sum of the lines and adjustments as the card states prices; zero unless priced
    book      content hash of the price book that decided
    """

    status: Status
    total: Amount
    net: Amount
    tax: Amount
    gross: Amount
    lines: tuple[PricedLine, ...]
    reasons: tuple[Reason, ...]
    deposit: Amount
    book: str
    rate_class: str
