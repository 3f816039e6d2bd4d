"""What does a line come to at one price with its tiers and windows?

Quantity, minimum and step, less what is included, cut by windows, divided into tiers, each piece at its price, the
pieces added up, at least the minimum and at most the maximum amount. Rule to remember: every step that changes the
amount is told with the numbers it was made of, so that `replay` can make it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from comptoir.core.pricing.asking import Asking, Unpriced, beyond, both, factors, quantity_params, scale_of
from comptoir.core.pricing.exact import ONE, ZERO, number, whole_steps
from comptoir.core.pricing.formula import Kind, Limit, Row, Strand, Tier
from comptoir.core.pricing.request import Status
from comptoir.core.pricing.stretches import Stretch, stretches
from comptoir.core.pricing.terms import ChargeFor, Counted
from comptoir.core.pricing.tiers import Piece, by_spending, by_use, graduated, reached
from comptoir.core.values import Reason
from comptoir.core.values.unit import Unit


class Worth(NamedTuple):
    """What a line or a part of it comes to, how much of it another pays, and the row that governed (none: a deal)."""

    amount: Fraction
    subsidy: Fraction
    row: Row | None


class Quantity(NamedTuple):
    """A charged quantity: its factors in base units, and what of its beginning is included."""

    factors: tuple[Fraction, ...]
    skipped: Fraction

    @property
    def product(self) -> Fraction:
        """All factors multiplied."""
        if len(self.factors) == 1:
            return self.factors[0]
        result = ONE
        for factor in self.factors:
            result *= factor
        return result


def strand_worth(strand: Strand, asking: Asking, *, optional: bool = False) -> Worth | None:
    """What a line comes to at one strand.

    optional    True: a part that is added; outside its windows and tiers it is nothing, not a missing price
    returns     None where an optional strand has nothing to do with the line
    raises      Unpriced where the strand has no price for it, or the line does not say how much
    """
    asking = _as_charged(strand.opener, asking)
    measured = _measured(strand, asking)
    if measured is None:
        raise asking.refuse(Status.INCOMPLETE, "price.needs-quantity", ("unit", unit_name(strand)))
    if optional and asking.charge_for is ChargeFor.BEYOND and not all(measured):
        # Nothing was used beyond the reservation, so there is no such part.
        return None
    quantity = _charged(strand, asking, Quantity(measured, ZERO))
    pieces = _pieces(strand, asking, quantity, optional=optional)
    if not pieces:
        return None
    amounts = [_piece_worth(strand, asking, *piece, single=len(pieces) == 1) for piece in pieces]
    plain = _sum(worth.amount for worth in amounts)
    if len(amounts) > 1 and asking.told is not None:
        asking.tell(
            "price.sum", ("parts", Decimal(len(amounts))), *number("amount", plain), _currency(asking)
        )
    governing = _governing(strand, pieces)
    subsidy = _sum(worth.subsidy for worth in amounts)
    total = within_limits(governing, asking, _less_paid(strand, asking, plain))
    if not subsidy and plain:
        return Worth(total, ZERO, governing)
    return Worth(total, total * (subsidy / plain if plain else governing.subsidy), governing)


def _measured(strand: Strand, asking: Asking) -> tuple[Fraction, ...] | None:
    """How much is charged for; where only its use will tell, that is said with the price of a unit.

    raises    Unpriced
    """
    try:
        return factors(asking, strand.units)
    except Unpriced as unpriced:
        row = strand.opener
        if unpriced.reason.code != "price.needs-expected" or row.kind is not Kind.PRICED:
            raise
        told = (
            ("unit", unit_name(strand)),
            *number("price", row.price),
            ("per", row.count),
            _currency(asking),
        )
        raise asking.refuse(unpriced.status, "price.counted-after-use", *told) from None


def _sum(values: Iterable[Fraction]) -> Fraction:
    """The sum, without a step for what is nothing."""
    total = ZERO
    for value in values:
        if value:
            total = total + value if total else value
    return total


def unit_name(strand: Strand) -> str:
    """What a strand is priced by, as a word."""
    return " x ".join(one.name for one in strand.units) or "line"


def _as_charged(row: Row, asking: Asking) -> Asking:
    """The asking by the row's own word on what is charged for."""
    stated = row.rate.charge_for
    return asking if stated is None or stated is asking.charge_for else replace(asking, charge_for=stated)


def _governing(strand: Strand, pieces: list[tuple[Stretch, Piece, Fraction]]) -> Row:
    """The row whose minimum, maximum and deposit count: the one reached, or the first where the line starts."""
    if strand.reach:
        return pieces[0][1].tier.row
    group = strand.groups[pieces[0][0].group]
    return group[0].row if group else strand.opener


def within_limits(row: Row, asking: Asking, total: Fraction) -> Fraction:
    """An amount, at least the row's minimum and at most its maximum."""
    least, most = row.rate.min_amount, row.rate.max_amount
    if least is not None and total < Fraction(least):
        asking.tell("price.min-amount", ("minimum", least), _currency(asking))
        total = Fraction(least)
    if most is not None and total > Fraction(most):
        asking.tell("price.max-amount", ("maximum", most), _currency(asking))
        total = Fraction(most)
    return total


def _currency(asking: Asking) -> tuple[str, object]:
    return ("currency", asking.currency)


# --- quantity -----------------------------------------------------------------------------------------------------


def _charged(strand: Strand, asking: Asking, asked: Quantity) -> Quantity:
    """The quantity after minimum, step and what is included."""
    row = strand.opener
    if asking.told is not None and asking.charge_for is not ChargeFor.RESERVED:
        _tell_use(strand, asking)
    quantity = asked
    if row.minimum is not None or row.step is not None:
        quantity = _stepped(strand, asking, quantity)
    if row.included:
        quantity = _less_included(strand, asking, quantity)
    return quantity


def _tell_use(strand: Strand, asking: Asking) -> None:
    """What was reserved, what was used and what of it lies beyond, and which of them is charged."""
    booked, known = both(asking, strand.units)
    if booked is not None and known is not None and strand.units and not asking.line.measures:
        reserved, used = Quantity(booked, ZERO).product, Quantity(known, ZERO).product
        over = Quantity(beyond(asking, strand.units), ZERO).product
        if over or reserved != used:
            scale, name = scale_of(asking, strand.units, used)
            asking.tell(
                "price.reserved-and-used", *number("reserved", reserved / scale), *number("used", used / scale),
                *number("beyond", over / scale), ("unit", name),
            )  # fmt: skip
    told = asking.charge_for.value
    asking.tell("price.estimated" if told == "used" and asking.line.estimate else f"price.charged-for.{told}")


def _stepped(strand: Strand, asking: Asking, quantity: Quantity) -> Quantity:
    """Whole steps, and at least the minimum (itself in whole steps)."""
    row = strand.opener
    for limit, code in ((row.step, "price.step"), (row.minimum, "price.min-quantity")):
        if limit is None:
            continue
        index = _factor_of(strand.units, limit)
        before = quantity.product if index is None else quantity.factors[index]
        if limit is row.step:
            after = whole_steps(before, limit.value, row.rate.rounding)
        else:
            least = limit.value
            if row.step is not None and _factor_of(strand.units, row.step) == index:
                least = whole_steps(least, row.step.value, "up")
            after = max(before, least)
        if after == before:
            continue
        quantity = _with_factor(strand, quantity, index, after)
        if asking.told is not None:
            of = strand.units if index is None else (strand.units[index],)
            asking.tell(code, *_in_unit(asking, of, after, before, limit.value))
    return quantity


def _in_unit(
    asking: Asking, units: tuple[Unit, ...], after: Fraction, before: Fraction, limit: Fraction
) -> tuple[tuple[str, object], ...]:
    """A changed quantity as parameters: what it is now, what it was, and the step or minimum."""
    scale, name = scale_of(asking, units, before)
    return (
        *number("quantity", after / scale), ("unit", name), *number("before", before / scale),
        *number("limit", limit / scale),
    )  # fmt: skip


def _factor_of(units: tuple[Unit, ...], limit: Limit) -> int | None:
    """Which factor a step or minimum is about; None: the product."""
    return next((index for index, one in enumerate(units) if one.base == limit.base), None)


def _with_factor(strand: Strand, quantity: Quantity, index: int | None, value: Fraction) -> Quantity:
    """The quantity with one factor changed; a product is changed in its time, or else its last factor."""
    changed = list(quantity.factors)
    if index is not None:
        changed[index] = value
    elif changed:
        index = len(changed) - 1 if strand.time is None else strand.time
        product = quantity.product
        changed[index] = changed[index] * value / product if product and len(changed) > 1 else value
    return Quantity(tuple(changed), quantity.skipped)


def _less_included(strand: Strand, asking: Asking, quantity: Quantity) -> Quantity:
    """The quantity without what is included, of which a counter may have used up some."""
    row = strand.opener
    free = row.included
    counter = row.rate.counter
    if counter is not None and counter.counted is Counted.QUANTITY and strand.units:
        free = max(ZERO, free - asking.counted(counter, strand.units[0]))
    product = quantity.product
    after = max(ZERO, product - free)
    if after == product:
        return quantity
    if asking.told is not None:
        scale, name = scale_of(asking, strand.units, min(free, product))
        asking.tell_number("price.included", "quantity", min(free, product) / scale, ("unit", name))
    changed = _with_factor(strand, quantity, None, after)
    skipped = ZERO if strand.time is None else quantity.factors[strand.time] - changed.factors[strand.time]
    return Quantity(changed.factors, skipped)


# --- pieces -------------------------------------------------------------------------------------------------------


def _pieces(
    strand: Strand, asking: Asking, quantity: Quantity, *, optional: bool
) -> list[tuple[Stretch, Piece, Fraction]]:
    """Every piece: its stretch, its tier and part of the axis, and by what that part is multiplied to be priced."""
    length = ONE if strand.time is None else quantity.factors[strand.time]
    parts = stretches(strand, asking, length, quantity.skipped)
    product = quantity.product
    whole = product if strand.axis is None else quantity.factors[strand.axis]
    along = strand.axis is None or strand.axis == strand.time
    offset = _offset(strand, asking, quantity)
    spent = offset.value
    found: list[tuple[Stretch, Piece, Fraction]] = []
    for part in parts:
        tiers = strand.groups[part.group]
        if not tiers:
            if optional:
                continue
            raise asking.refuse(Status.QUOTE_REQUIRED, "price.no-window")
        low, high, spread = ZERO, whole, ONE if whole is product or not whole else product / whole
        if strand.windows and length and along:
            low, high = whole * part.start / length, whole * part.end / length
        elif strand.windows and length:
            spread *= (part.end - part.start) / length
        pieces = _divided(strand, tiers, low, high, whole, offset, spread, spent)
        if not pieces and not optional:
            raise asking.refuse(Status.QUOTE_REQUIRED, "price.no-tier")
        if strand.counter is not None and strand.counter.counted is Counted.SPEND:
            spent += _sum(_price_of(piece, spread) for piece in pieces)
        found += [(part, piece, spread) for piece in pieces]
    return found


class Offset(NamedTuple):
    """Where a line begins on the tiers' axis: in which sense, and at which value."""

    how: str
    value: Fraction


def _offset(strand: Strand, asking: Asking, quantity: Quantity) -> Offset:
    """How a strand's counter places the line: along the quantity, as one use, by money, or not at all."""
    counter = strand.counter
    if counter is None:
        return Offset("quantity", ZERO)
    one = strand.units[0 if strand.axis is None else strand.axis] if strand.units else None
    value = asking.counted(counter, one)
    shown = value / Fraction(one.factor) if counter.counted is Counted.QUANTITY and one is not None else value
    asking.tell_number(
        "price.counter", "value", shown, ("counted", counter.counted.value), ("period", counter.period.value)
    )
    if counter.counted is Counted.SPEND:
        return Offset("spend", value)
    if counter.counted is Counted.USES:
        things = counts_things(strand.units, quantity.product)
        if strand.reach or not things:
            return Offset("use", value + quantity.product - 1 if things else value)
    return Offset("quantity", value)


def counts_things(units: tuple[Unit, ...], product: Fraction) -> bool:
    """Whether a quantity is a number of whole things, each of which is a use; otherwise the line is one use."""
    return (
        len(units) == 1 and units[0].base not in ("second", "month")
        and product.denominator == 1 and product > 0
    )  # fmt: skip


def _divided(
    strand: Strand, tiers: tuple[Tier, ...], low: Fraction, high: Fraction, whole: Fraction, offset: Offset,
    spread: Fraction, spent: Fraction,
) -> list[Piece]:  # fmt: skip
    """A stretch's part of the axis divided into tiers."""
    if len(tiers) == 1 and not tiers[0].start and not tiers[0].above:
        return [Piece(tiers[0], high - low if low else high)]
    if offset.how == "spend" and not strand.reach:
        return by_spending(tiers, high - low, spread, spent)
    if offset.how in ("spend", "use") or strand.reach:
        at = offset.value if offset.how != "quantity" else offset.value + whole
        tier = by_use(tiers, at) if offset.how == "use" else reached(tiers, at)
        return [] if tier is None else [Piece(tier, high - low)]
    if offset.value:
        low, high = offset.value + low, offset.value + high
    return graduated(tiers, low, high)


def _price_of(piece: Piece, spread: Fraction) -> Fraction:
    """What a piece costs, its tier's own step aside."""
    row = piece.tier.row
    if row.kind is not Kind.PRICED:
        return ZERO
    return row.price if piece.tier.flat else row.price * piece.quantity * spread / row.size


def _piece_worth(
    strand: Strand, asking: Asking, stretch: Stretch, piece: Piece, spread: Fraction, *, single: bool
) -> Worth:
    """What one piece costs, told with its window and tier."""
    row = piece.tier.row
    if asking.told is not None:
        asking.told += row.sources
        if len(strand.windows) > stretch.group:
            asking.tell("price.in-window", ("window", strand.windows[stretch.group].text))
        if not single or piece.tier.start:
            _tell_tier(strand, asking, piece)
    if row.kind is not Kind.PRICED:
        return _unusual(asking, row)
    if piece.tier.flat:
        asking.tell(
            "price.flat" if row.price else "price.free", *number("price", row.price), _currency(asking)
        )
        return Worth(row.price, row.price * row.subsidy, row)
    quantity = piece.quantity if spread is ONE else piece.quantity * spread
    if row is not strand.opener and row.step is not None and row.step != strand.opener.step:
        quantity = whole_steps(quantity, row.step.value, row.rate.rounding)
    amount = row.price * quantity / row.size
    if asking.told is not None:
        params = quantity_params(asking, row.units, quantity, row.size)
        code = "price.unit" if row.price else "price.free-units"
        if row.price and dict(params).get("per") != 1:
            code = "price.units"
        asking.told.append(Reason(code, (*params, *number("price", row.price), _currency(asking))))
    return Worth(amount, amount * row.subsidy if row.subsidy else ZERO, row)


def _tell_tier(strand: Strand, asking: Asking, piece: Piece) -> None:
    """Which tier a piece belongs to."""
    tier = piece.tier
    if not tier.start:
        return
    counted = None if strand.counter is None else strand.counter.counted
    if counted is Counted.SPEND:
        asking.tell_number("price.tier-of-spending", "start", tier.start, _currency(asking))
    elif counted is Counted.USES or not strand.units:
        asking.tell_number("price.tier-of-uses", "start", tier.start)
    else:
        one = strand.units[strand.axis or 0]
        asking.tell_number("price.tier", "start", tier.start / Fraction(one.factor), ("unit", one.name))


def _unusual(asking: Asking, row: Row) -> Worth:
    """A row that is no plain price: none published, not offered, or a share of a cost or of a booking."""
    if row.kind is Kind.QUOTE:
        raise asking.refuse(Status.QUOTE_REQUIRED, "price.on-request")
    if row.kind is Kind.REFUSED:
        raise asking.refuse(Status.REFUSED, "price.not-offered")
    if row.kind is Kind.COST:
        if asking.line.cost is None:
            raise asking.refuse(Status.INCOMPLETE, "price.needs-cost")
        base, code = Fraction(asking.line.cost), "price.cost"
    else:
        if asking.line.booked is None:
            raise asking.refuse(Status.INCOMPLETE, "price.needs-booked")
        base, code = Fraction(asking.line.booked.major), "price.booked"
    amount = base * row.factor + row.price
    asking.tell(
        code,
        *number("of", base),
        *number("factor", row.factor),
        *number("plus", row.price),
        _currency(asking),
    )
    return Worth(amount, amount * row.subsidy, row)


# --- what the period has paid already -------------------------------------------------------------------------------


def _less_paid(strand: Strand, asking: Asking, total: Fraction) -> Fraction:
    """In a bracket that runs over a period, the bracket already paid is taken off."""
    counter = strand.counter
    if strand.mode != "bracket" or counter is None or counter.counted is not Counted.QUANTITY:
        return total
    before = asking.counted(counter, strand.units[strand.axis or 0] if strand.units else None)
    tier = reached(strand.groups[-1], before) if before else None
    if tier is None or not tier.flat or not tier.row.price:
        return total
    paid = min(total, tier.row.price)
    asking.tell("price.already-paid", *number("amount", paid), _currency(asking))
    return total - paid
