"""The rows of paper as plain values, in the order of their columns."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from comptoir.store.paper.frozen import freeze


class PaperRow(NamedTuple):
    """One issued document; see `models.Paper`."""

    public_id: str
    number: str
    kind: str
    entity: str
    prefix: str
    year: int
    sequence: int
    issued_on: date
    recorded_at: datetime
    issued_by: str
    payer: str
    buyer: str
    relation: str
    cost_center: str
    currency: str
    net: int
    vat: int
    gross: int
    due_on: date | None
    language: str
    credits: str
    value: str
    xml: str
    previous: str
    hash: str


class LineRow(NamedTuple):
    """One line of a paper; see `models.PaperLine`."""

    line: str
    charge: str
    supplier: str
    amount: int
    takes_back: str = ""


class EventRow(NamedTuple):
    """One event of a paper; see `models.PaperEvent`."""

    number: int
    verb: str
    state: str
    at: datetime
    day: date
    actor: str
    moved: int
    owed: int
    level: int = 0
    reference: str = ""
    note: str = ""
    entry: str = ""
    undoes: int | None = None
    hash: str = ""


def paper_hash(row: PaperRow) -> str:
    """The hash of a paper in its series: over the one before, and all that it says of itself."""
    said = [*row[:8], row.recorded_at.timestamp().hex(), *row[9:-1]]
    text = freeze(tuple(said))
    return sha256(text.encode()).hexdigest()


def event_hash(row: EventRow, previous: str) -> str:
    """The hash of an event: over the one before (of the first event: the paper's), and all it says."""
    said = (previous, *row[:3], row.at.timestamp().hex(), *row[4:-1])
    return sha256(freeze(said).encode()).hexdigest()
