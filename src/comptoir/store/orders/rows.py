"""What do orders look like as rows? The columns of each table, in the order in which they are written and read.

Rule to remember: a field here is a column of models.py under its database name; a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class OrderRow(NamedTuple):
    """A row of store_order."""

    id: str
    state: str
    ordered_by: str
    capacity: str
    buyer: str
    payer: str
    beneficiary: str
    cost_center: str
    shares: str
    project: str
    purchase_order: str
    basket: str
    needed: int
    quote: str
    caps: str
    created_at: datetime
    submitted_at: datetime | None
    changed_at: datetime


class PartRow(NamedTuple):
    """A row of store_orderpart."""

    order_id: str
    number: int
    supplier: str
    price_day: date
    card: str
    book: str
    rate_class: str
    currency: str
    total: int
    net: int
    tax: int
    gross: int
    subsidy: int
    deposit: int
    reasons: str

    @property
    def owed(self) -> int:
        """What the payer owes: with tax, without what others pay."""
        return self.gross - self.subsidy


class LineRow(NamedTuple):
    """A row of store_orderline."""

    order_id: str
    number: int
    part: int
    wish: int
    about: int
    supplier: str
    offering: str
    label: str
    event: str
    day: date
    start: datetime | None
    end: datetime | None
    measures: str
    rate_class: str
    status: str
    amount: int
    currency: str
    tax_rate: str
    subsidy: int
    owed: int
    paid_by: str
    deposit: int
    reasons: str
    took: str
    measured: str
    state: str


class LineBooking(NamedTuple):
    """The booking of a line that rents something: the line's number, its public id, its resource and its state."""

    line: int
    booking: str
    resource: str
    state: str


class TallyStep(NamedTuple):
    """A tally as it shall stand, and what was added to come there; `most` a cap."""

    key: str
    party: str
    value: int
    step: int
    most: int | None = None


class Bound(NamedTuple):
    """A limit, a cap or a fund of a payer: its kind, id, payer, amount, currency and period."""

    kind: str
    id: int
    payer: str
    amount: int
    currency: str
    period: str


TABLES: dict[str, type[OrderRow] | type[PartRow] | type[LineRow]] = {
    "store_order": OrderRow,
    "store_orderpart": PartRow,
    "store_orderline": LineRow,
}
