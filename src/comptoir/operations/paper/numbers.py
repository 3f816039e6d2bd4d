"""Under which series does a document of a legal entity get its number?

ARV-2026-00017 is an invoice, ARV-A-2026-00003 a credit note (avoir), ARV-R- a statement (relevé), ARV-I- an internal
document. Rule to remember: a series follows the days; a document dated before the last one of its series is refused.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.billing.claims import Series
from comptoir.core.values import Reason, Refusal
from comptoir.operations.paper.parties import invoicing_of
from comptoir.operations.paper.values import CREDIT_NOTE, INTERNAL, INVOICE, STATEMENT
from comptoir.store.paper.queries import last_day
from comptoir.store.paper.writing import take_number

_MARKS = {INVOICE: "", CREDIT_NOTE: "-A", STATEMENT: "-R", INTERNAL: "-I"}


class Numbered(NamedTuple):
    """A number that was taken, and the hash of the paper before it in its series."""

    number: str
    prefix: str
    year: int
    sequence: int
    previous: str


def prefix_of(company: Company, entity: str, kind: str) -> str:
    """What the numbers of a kind of document begin with."""
    return f"{invoicing_of(company, entity).prefix or entity}{_MARKS[kind]}"


def number_of(company: Company, entity: str, kind: str, day: date, sequence: int) -> str:
    """A number of the series of a day.

    raises    Refusal(billing.number) for a prefix that makes no number the French rules allow
    """
    return Series(prefix_of(company, entity, kind)).number(day.year, sequence)


def next_day(company: Company, entity: str, today: date) -> date:
    """The first day from today on that the series of a legal entity's papers allow."""
    last = last_day([prefix_of(company, entity, kind) for kind in _MARKS], today.year)
    return today if last is None else max(today, last)


def take(company: Company, entity: str, kind: str, day: date) -> Numbered:
    """The next number of a series, inside the turn that issues the document, as late in it as can be.

    raises    Refusal(paper.day) where a later day was issued, or another legal entity has this prefix
    """
    prefix = prefix_of(company, entity, kind)
    taken = take_number(entity, prefix, day.year, day=day)
    if taken is None:
        raise Refusal(Reason("paper.day", (("series", f"{prefix}-{day.year}"), ("day", day))))
    number = Series(prefix).number(day.year, taken.sequence)
    return Numbered(number, prefix, day.year, taken.sequence, taken.head)
