"""Did everybody who must pay one rate really pay it, over a whole period?

A card checked when it is published is a promise; this holds it against what was sold. Of the lines sold under a
one-rate card, none may rest on a deal, each must come to what the card says for it, two that asked the same must have
paid the same, and nobody else may have paid less. Volume rebates are the card's own and open to all: they are part of
what it says. Rule to remember: who must pay the same is decided by core.pricing (`circle`), here it is only compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comptoir.core.pricing.negotiable import Circle
from comptoir.core.values import Amount, DayPeriod, Reason

# Under these codes a price says that it rests on a deal.
DEAL_CODES = frozenset({"price.deal", "price.deal-alone"})


@dataclass(frozen=True, slots=True)
class Sold:
    """One priced line as it was committed.

    asked     what the price follows from besides the customer, as one text: price book, offering, event, quantities,
              times, answers, counters; equal texts must lead to equal prices
    quoted    what the price book says for it, without deals; None where that cannot be asked any more
    deal      the deal it rests on, empty for none
    """

    id: str
    day: date
    supplier: str
    offering: str
    circle: Circle
    asked: str
    amount: Amount
    quoted: Amount | None
    deal: str = ""


@dataclass(frozen=True, slots=True)
class OneRateProof:
    """What was compared, and every breach; it holds where there is none."""

    period: DayPeriod
    lines: int
    same_rate: int
    prices: int
    breaches: tuple[Reason, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing stands against it."""
        return not self.breaches


def prove_one_rate(sold: Iterable[Sold], *, period: DayPeriod) -> OneRateProof:
    """Compare all lines of a period sold under one-rate cards.

    >>> def line(id, cents, deal=""):
    ...     paid = Amount(cents, "EUR")
    ...     return Sold(id, date(2026, 3, 2), "LAB", "scan", Circle.SAME_RATE, "1 scan", paid, Amount(500, "EUR"), deal)
    >>> prove_one_rate([line("a", 500), line("b", 500)], period=DayPeriod()).holds
    True
    >>> [found.code for found in prove_one_rate([line("a", 400, "D1")], period=DayPeriod()).breaches]
    ['one_rate.deal', 'one_rate.off_card']
    """
    lines = sorted((one for one in sold if one.day in period), key=lambda one: (one.day, one.id))
    breaches: list[Reason] = []
    first: dict[tuple[str, str, str], Sold] = {}
    same = [one for one in lines if one.circle is Circle.SAME_RATE]
    for one in same:
        key = (one.supplier, one.offering, one.asked)
        breaches += _alone(one)
        other = first.setdefault(key, one)
        if other.amount != one.amount:
            breaches.append(_breach("one_rate.differs", one, other))
    for one in lines:
        inside = first.get((one.supplier, one.offering, one.asked))
        if one.circle is Circle.NEVER_LESS and inside is not None and _less(one.amount, inside.amount):
            breaches.append(_breach("one_rate.less", one, inside))
    return OneRateProof(period, len(lines), len(same), len(first), tuple(breaches))


def _alone(one: Sold) -> Iterable[Reason]:
    """What is wrong with a line by itself."""
    told = (("line", one.id), ("on", one.day), ("offering", one.offering), ("amount", one.amount))
    if one.deal:
        yield Reason("one_rate.deal", (*told, ("deal", one.deal)), "auditor")
    if one.quoted is not None and one.quoted != one.amount:
        yield Reason("one_rate.off_card", (*told, ("quoted", one.quoted)), "auditor")


def _breach(code: str, one: Sold, other: Sold) -> Reason:
    told = (
        ("line", one.id), ("on", one.day), ("offering", one.offering), ("amount", one.amount),
        ("other", other.id), ("other_amount", other.amount),
    )  # fmt: skip
    return Reason(code, told, "auditor")


def _less(one: Amount, other: Amount) -> bool:
    return one.currency == other.currency and one.minor < other.minor
