"""What is owed for what was delivered, and why is it not what was quoted?

A delivery is priced by the same price book as its quote; what differs is said line by line. Rule to remember: the
quote's book is known by its hash, and another book is refused, so that a rate changed since the order changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import PricedLine, Quote, Request, Status
from comptoir.core.pricing.terms import Deal
from comptoir.core.tax.settling import Settlement
from comptoir.core.tax.vat import Vat
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.amount import EXACT

_OWED = frozenset({Status.PRICED, Status.FREE})


@dataclass(frozen=True, slots=True)
class Charge:
    """One claim, before it is split and posted.

    amount       net of VAT; `subsidy` the part of it that `paid_by` bears instead of the payer
    settlement   the paper it goes on, and its VAT
    differences  what differs from the quote, for the customer
    replaces     the id of the charge that it corrects, empty for none
    """

    id: str
    supplier: str
    customer: str
    payer: str
    offering: str
    day: date
    quantity: Decimal
    unit: str
    amount: Amount
    settlement: Settlement
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Reason, ...] = ()
    subsidy: Amount | None = None
    paid_by: str = ""
    order: str = ""
    replaces: str = ""

    @property
    def vat(self) -> Vat:
        """The VAT it bears."""
        return self.settlement.vat

    @property
    def owed(self) -> Amount:
        """What the payer itself bears, net of VAT."""
        return self.amount if self.subsidy is None else self.amount - self.subsidy


class Rated(NamedTuple):
    """A delivery priced: the quote of what was delivered, and what differs from what was quoted."""

    delivered: Quote
    differences: tuple[Reason, ...]


class Change(NamedTuple):
    """A charge that comes out otherwise now that facts were corrected: to be reversed and charged anew."""

    before: Charge
    after: Charge | None
    difference: Amount


def rate_delivery(
    book: PriceBook, delivered: Request, *, quoted: Quote | None, deals: tuple[Deal, ...] = ()
) -> Rated:
    """Price what was delivered as the quote was priced.

    book      the price book that the quote was made with; `quoted` None: delivered without a quote
    raises    Refusal: billing.other_book if the quote was made with another price book; billing.no_price if what was
              delivered has no price (such a delivery is parked, not lost)
    """
    if quoted is not None and quoted.book != book.hash:
        raise Refusal(
            Reason("billing.other_book", (("expected", quoted.book[:12]), ("found", book.hash[:12])))
        )
    found = quote(book, delivered, deals=deals)
    if found.status not in _OWED:
        raise Refusal(Reason("billing.no_price", (("status", str(found.status)),)))
    return Rated(found, differences(quoted, found))


def differences(quoted: Quote | None, delivered: Quote) -> tuple[Reason, ...]:
    """What differs between a quote and its delivery: lines, then the total; nothing if they agree.

    Each line that differs is followed by the steps of its delivery that the quote did not have.
    """
    if quoted is None:
        return (Reason("billing.not_quoted", (("charged", delivered.total),)),)
    found: list[Reason] = []
    before, after = _by_line(quoted.lines), _by_line(delivered.lines)
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        nothing = Amount.zero(delivered.total.currency)
        asked, owed = (old.amount if old else nothing), (new.amount if new else nothing)
        if asked != owed:
            shown = ("offering", (new or old or delivered.lines[0]).offering)
            told = (shown, ("quoted", asked), ("charged", owed), ("difference", owed - asked))
            found.append(Reason("billing.line_differs", told))
            known = frozenset(map(repr, old.reasons)) if old else frozenset()
            found += [reason for reason in (new.reasons if new else ()) if repr(reason) not in known]
    if quoted.total != delivered.total:
        told_all = (("quoted", quoted.total), ("charged", delivered.total))
        found.append(Reason("billing.differs", (*told_all, ("difference", delivered.total - quoted.total))))
    return tuple(found)


def net_of(stated: Amount, rate: Decimal, *, gross: bool) -> Amount:
    """An amount as its card states it, net of VAT.

    >>> net_of(Amount(1200, "EUR"), Decimal("0.2"), gross=True).minor
    1000
    """
    if not gross or not rate:
        return stated
    return Amount.of(EXACT.divide(stated.major, EXACT.add(Decimal(1), rate)), stated.currency)


def changes(charges: Iterable[Charge], again: Callable[[Charge], Charge | None]) -> tuple[Change, ...]:
    """Charges that come out otherwise when they are worked out again, to be shown before anything is posted.

    again     a charge -> what it is by what is known now; None: nothing is owed any more
    """
    found = []
    for charge in charges:
        now = again(charge)
        if now is None or _decided(now) != _decided(charge):
            owed = Amount.zero(charge.amount.currency) if now is None else now.amount
            found.append(Change(charge, now, owed - charge.amount))
    return tuple(found)


def unaccounted(
    used: Iterable[str], charged: Iterable[str], rejected: Iterable[str], parked: Iterable[str]
) -> tuple[str, ...]:
    """Usage records that are not in exactly one of charged, rejected and parked; a sound close has none (I-25).

    >>> unaccounted(["a", "b", "c"], ["a"], [], ["a", "b"])
    ('a', 'c')
    """
    places = [frozenset(charged), frozenset(rejected), frozenset(parked)]
    known = tuple(used)
    strangers = frozenset[str]().union(*places).difference(known)
    doubtful = [one for one in known if sum(one in place for place in places) != 1]
    return (*doubtful, *sorted(strangers))


def _decided(charge: Charge) -> tuple[object, ...]:
    """What of a charge ends in the books."""
    settled = charge.settlement
    return (charge.amount, charge.subsidy, charge.paid_by, charge.payer, settled.kind, settled.vat)


def _by_line(lines: tuple[PricedLine, ...]) -> dict[tuple[object, ...], PricedLine]:
    """Lines by what makes them the same line in two quotes: place, label, offering and their count."""
    found: dict[tuple[object, ...], PricedLine] = {}
    for line in lines:
        key, count = (line.line, line.label, line.offering), 0
        while (*key, count) in found:
            count += 1
        found[(*key, count)] = line
    return found
