"""Which tax rate does a line bear, and what do net, tax and gross come to?

The class may say a rate; a payer of the same legal entity pays none; everybody else the offering's or
the card's. Tax is computed once per rate over the sum of its lines, as EN 16931 asks (BR-CO-17), and rounded there.
Rule to remember: whether tax is due follows who pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.catalog import Offering
from comptoir.core.pricing.terms import Card, RateClass
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount
from comptoir.core.values.amount import EXACT

_NONE = Decimal(0)
_INSIDE = frozenset({"internal"})
_OTHER_ENTITY = frozenset({"group company"})
_PRIVATE = frozenset({"person", "individual"})


class Totals(NamedTuple):
    """A sum without tax, the tax, and both together."""

    net: Amount
    tax: Amount
    gross: Amount


def tax_rate(card: Card, rate_class: RateClass | None, offering: Offering | None, payer: Profile) -> Decimal:
    """The rate of tax on a line, as a ratio."""
    stated = None if rate_class is None else rate_class.tax
    if stated is not None and not stated:
        return _NONE
    if stated is None and same_entity(payer):
        return _NONE
    if offering is not None and offering.tax is not None:
        return offering.tax
    return card.tax if stated is None else stated


def same_entity(payer: Profile) -> bool:
    """Whether nothing is sold at all, as `core.tax.settle` would find: the payer is the supplier's own legal entity.

    Inside, and neither another company of the group, unless both are members of one VAT group, nor a person who buys
    privately.
    """
    if payer.text("vat_group"):
        return True
    private = payer.text("kind") & _PRIVATE
    return payer.text("side") == _INSIDE and not private and not payer.text("tie") & _OTHER_ENTITY


def totals(lines: Sequence[tuple[Amount, Decimal]], currency: str, *, gross: bool) -> Totals:
    """Net, tax and gross of amounts with their rates; `gross` says that the amounts contain the tax.

    >>> found = totals([(Amount(333, "EUR"), Decimal("0.2")), (Amount(335, "EUR"), Decimal("0.2"))], "EUR", gross=False)
    >>> found.net.minor, found.tax.minor, found.gross.minor
    (668, 134, 802)
    """
    if len(lines) == 1 and not lines[0][1]:
        return Totals(lines[0][0], Amount.zero(currency), lines[0][0])
    by_rate: dict[Decimal, Amount] = {}
    for amount, rate in lines:
        by_rate[rate] = by_rate.get(rate, Amount.zero(currency)) + amount
    total = sum((amount.minor for amount in by_rate.values()), 0)
    tax = Amount(sum(_tax(amount, rate, gross=gross).minor for rate, amount in by_rate.items()), currency)
    stated = Amount(total, currency)
    return Totals(stated - tax, tax, stated) if gross else Totals(stated, tax, stated + tax)


def _tax(amount: Amount, rate: Decimal, *, gross: bool) -> Amount:
    """The tax on (or contained in) the sum of one rate."""
    if not rate:
        return Amount.zero(amount.currency)
    if not gross:
        return amount.times(rate)
    exact = EXACT.divide(EXACT.multiply(amount.major, rate), EXACT.add(Decimal(1), rate))
    return Amount.of(exact, amount.currency)
