"""Which part of a quantity belongs to which tier?

Graduated: every tier takes its own part of the quantity, counted on from what a counter has seen. All units and
brackets: the quantity reaches one tier, and that tier prices it whole. By spending: each tier lasts until the money
spent reaches the next one, also inside one line. Rule to remember: positions on the axis are exact fractions, and a
tier owns its start (`from = 100`: the hundredth unit is still the tier's before; at 100 a whole quantity reaches it).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from comptoir.core.pricing.exact import ZERO
from comptoir.core.pricing.formula import Kind, Tier


class Piece(NamedTuple):
    """A part of a quantity and the tier it belongs to."""

    tier: Tier
    quantity: Fraction


def graduated(tiers: tuple[Tier, ...], start: Fraction, end: Fraction) -> list[Piece]:
    """The parts of the quantity between two positions, tier by tier; what lies before the first tier is left out.

    >>> from comptoir.core.pricing.formula import Tier
    >>> tiers = (Tier(Fraction(0), False, "first", False), Tier(Fraction(100), False, "next", False))
    >>> [(piece.tier.row, int(piece.quantity)) for piece in graduated(tiers, Fraction(90), Fraction(130))]
    [('first', 10), ('next', 30)]
    """
    pieces: list[Piece] = []
    for index, tier in enumerate(tiers):
        low = max(start, tier.start)
        high = min(end, tiers[index + 1].start) if index + 1 < len(tiers) else end
        if high > low:
            pieces.append(Piece(tier, high - low if low else high))
    if not pieces and start == end:
        found = reached(tiers, end)
        return [] if found is None else [Piece(found, ZERO)]
    return pieces


def reached(tiers: tuple[Tier, ...], position: Fraction) -> Tier | None:
    """The last tier that begins at a position or before it, or None before the first."""
    found = None
    for tier in tiers:
        if position > tier.start or (position == tier.start and not tier.above):
            found = tier
    return found


def by_use(tiers: tuple[Tier, ...], uses: Fraction) -> Tier | None:
    """The tier of the next use after so many: `from = 2` and `from = > 2` are both the third."""
    return next((tier for tier in reversed(tiers) if tier.start <= uses), None)


def by_spending(tiers: tuple[Tier, ...], quantity: Fraction, share: Fraction, spent: Fraction) -> list[Piece]:
    """The parts of a quantity when tiers begin at sums of money already spent.

    share    by what a piece of the axis is multiplied to be the product that is priced
    spent    the money spent before
    """
    pieces: list[Piece] = []
    left = quantity
    for index, tier in enumerate(tiers):
        following = tiers[index + 1].start if index + 1 < len(tiers) else None
        if following is not None and spent >= following:
            continue
        row = tier.row
        rate = row.price * share / row.size
        if following is None or tier.flat or row.kind is not Kind.PRICED or not rate:
            return [*pieces, Piece(tier, left)] if left or not pieces else pieces
        part = min(left, (following - spent) / rate)
        if part or not quantity:
            pieces.append(Piece(tier, part))
        left, spent = left - part, spent + part * rate
        if not left:
            return pieces
    return pieces
