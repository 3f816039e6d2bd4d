"""What was agreed with the tax in it is what is to be paid: how does a document come to it to the cent?

A gross card states prices with their tax. Rounded net by itself, line by line, such a document comes to some cents
more or less than was agreed. So the nets of the lines of one rate are chosen together: the sum whose tax, rounded once
(BR-CO-17), comes to what was agreed; each line differs from its own net by a cent at most, those first that were
rounded most. Rule to remember: at 20 % no net comes to 0.03; what is still missing is the rounding of the amount to
be paid (BT-114), never more than a cent for each rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from comptoir.core.billing.claims import Claim
from comptoir.core.tax.vat import Vat
from comptoir.core.values import Amount
from comptoir.core.values.amount import EXACT


class Agreed(NamedTuple):
    """Claims whose nets come to what was agreed together, and what only rounding can add (BT-114)."""

    claims: tuple[Claim, ...]
    rounding: Amount | None


def agree(claims: Sequence[Claim]) -> Agreed:
    """The claims of one document, in their order, with the nets that come to the prices agreed with tax.

    returns   the claims themselves where none was agreed with tax
    """
    found = list(claims)
    rounding = 0
    for vat in dict.fromkeys(one.vat for one in claims if one.gross is not None and one.vat.rate):
        own = [place for place, one in enumerate(claims) if one.vat == vat]
        fixed = sum(claims[place].amount.minor for place in own if claims[place].gross is None)
        places = [place for place in own if claims[place].gross is not None]
        currency = claims[places[0]].amount.currency
        target = fixed + _tax(fixed, vat, currency) + sum(_gross(claims[place]) for place in places)
        base = _base(target, vat, currency)
        rounding += target - base - _tax(base, vat, currency)
        for place, minor in zip(
            places, _nets([claims[place] for place in places], base - fixed), strict=True
        ):
            found[place] = _at(claims[place], minor)
    return Agreed(tuple(found), Amount(rounding, claims[0].amount.currency) if rounding else None)


def _base(target: int, vat: Vat, currency: str) -> int:
    """The net sum that comes to a target with its tax; the nearest one where none does."""
    about = Amount.of(
        EXACT.divide(Amount(target, currency).major, EXACT.add(Decimal(1), vat.rate)), currency
    ).minor
    return next(
        (net for net in (about, about + 1, about - 1) if net + _tax(net, vat, currency) == target), about
    )


def _nets(claims: Sequence[Claim], total: int) -> list[int]:
    """The nets of some claims of one rate, together a total: their own, a cent more or less where it went furthest."""
    nets = [one.amount.minor for one in claims]
    missing = total - sum(nets)
    step = 1 if missing > 0 else -1
    lost = [Fraction(_gross(one)) / (1 + Fraction(one.vat.rate)) - one.amount.minor for one in claims]
    turn = sorted(range(len(nets)), key=lambda place: (not nets[place], -step * lost[place]))
    for count in range(abs(missing)):
        nets[turn[count % len(turn)]] += step
    return nets


def _at(claim: Claim, minor: int) -> Claim:
    """A claim at another net: its largest part bears the difference."""
    if minor == claim.amount.minor:
        return claim
    amount = Amount(minor, claim.amount.currency)
    parts = list(claim.owed)
    if parts:
        largest = max(range(len(parts)), key=lambda place: abs(parts[place].amount.minor))
        changed = parts[largest].amount + (amount - claim.amount)
        parts[largest] = parts[largest]._replace(amount=changed)
    return replace(claim, amount=amount, owed=tuple(parts))


def _gross(claim: Claim) -> int:
    return 0 if claim.gross is None else claim.gross.minor


def _tax(minor: int, vat: Vat, currency: str) -> int:
    return Amount(minor, currency).times(vat.rate).minor
