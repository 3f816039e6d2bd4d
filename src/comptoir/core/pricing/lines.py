"""What does a line come to: which price, compared with what, and with which parts added?

The unit of the request chooses among alternatives; the price chosen is compared with the greater ones and with the
cheapest passes; a deal replaces it where it is lower; then the parts are added. Rule to remember: only what is
counted is told to the customer; what lost is for the auditor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from comptoir.core.pricing.asking import Asking, Unpriced, factors, quantity_params
from comptoir.core.pricing.exact import ONE, ZERO, number
from comptoir.core.pricing.formula import Kind, Plan, Row, Strand
from comptoir.core.pricing.passes import cheapest_cover
from comptoir.core.pricing.request import Status
from comptoir.core.pricing.strands import Worth, strand_worth, unit_name, within_limits
from comptoir.core.pricing.stretches import begins_in
from comptoir.core.pricing.terms import Deal
from comptoir.core.values import Reason
from comptoir.core.values.unit import Unit, unit


def line_worth(plan: Plan, asking: Asking, deals: tuple[Deal, ...] = ()) -> Worth:
    """What a line comes to, exactly.

    deals     negotiated prices that may stand for this line's
    raises    Unpriced where it has no price
    """
    try:
        worth = _price(plan, asking)
    except Unpriced as unpriced:
        worth = _deal_without_price(plan, asking, deals, unpriced)
    else:
        worth = _with_deals(plan, asking, deals, worth)
    added = [part for strand in plan.parts if (part := _part(strand, asking)) is not None]
    if not added:
        return worth
    total = worth.amount + sum((part.amount for part in added), ZERO)
    subsidy = worth.subsidy + sum((part.subsidy for part in added), ZERO)
    asking.tell(
        "price.total",
        ("parts", Decimal(len(added) + 1)),
        *number("amount", total),
        ("currency", asking.currency),
    )
    return Worth(total, subsidy, worth.row)


def _price(plan: Plan, asking: Asking) -> Worth:
    """The price before deals and parts."""
    if plan.empty:
        raise asking.refuse(Status.QUOTE_REQUIRED, "price.none")
    strand = alternative(plan.alternatives, asking)
    if strand is None and plan.alternatives and not plan.passes:
        if len(plan.alternatives) == 1 and _always_free(plan.alternatives[0]):
            asking.tell("price.free", ("price", Decimal(0)), ("currency", asking.currency))
            return Worth(ZERO, ZERO, plan.alternatives[0].opener)
        raise _not_priced_so(plan.alternatives, asking)
    worth = None
    if plan.passes:
        worth = _with_passes(plan.passes, strand, asking)
    if worth is None and strand is not None:
        worth = _certain(strand, asking)
    for other in plan.greater:
        compared = _certain(other, asking)
        worth = compared if worth is None else _greater(worth, compared, asking)
    if worth is None:
        raise _not_priced_so(plan.alternatives, asking)
    return worth


def _greater(worth: Worth, compared: Worth, asking: Asking) -> Worth:
    """The greater of two amounts."""
    asking.tell(
        "price.greater", *number("one", worth.amount), *number("other", compared.amount),
        ("currency", asking.currency),
    )  # fmt: skip
    if compared.amount <= worth.amount:
        return worth
    return Worth(compared.amount, compared.subsidy, worth.row)


def _certain(strand: Strand, asking: Asking) -> Worth:
    """What a strand comes to that is no mere part, if its row's requirements are met."""
    _check_requires(strand.opener, asking)
    worth = strand_worth(strand, asking)
    assert worth is not None
    return worth


def _check_requires(row: Row, asking: Asking) -> None:
    """Refuse a line that lacks what its row requires."""
    for test, text in row.requires:
        if not test(asking.facts):
            raise asking.refuse(Status.REFUSED, "price.requires", ("what", text))


# --- alternatives ---------------------------------------------------------------------------------------------------


def alternative(strands: tuple[Strand, ...], asking: Asking) -> Strand | None:
    """The alternative whose units the request states: exactly, or else by conversion; a flat price stands last."""
    if len(strands) == 1 and not strands[0].units:
        return strands[0]
    best: Strand | None = None
    best_fit = (0, 0)
    for strand in strands:
        fit = _fit(strand, asking)
        if fit > best_fit:
            best, best_fit = strand, fit
    if (
        best is None
        and len(strands) == 1
        and _all_measures(asking) == {asking.default_unit.name} == {"piece"}
    ):
        asking.bare_count = True
        return strands[0]
    return best


def _fit(strand: Strand, asking: Asking) -> tuple[int, int]:
    """How well a strand's units fit what is asked: how many exactly, and how many at all."""
    if not strand.units:
        return (0, 1)
    measures = _all_measures(asking)
    exact = sum(one.name in measures for one in strand.units)
    bases = {unit(name, asking.units).base for name in measures}
    if asking.line.start is not None or asking.line.used_start is not None:
        bases |= {"second", "month"} if asking.line.end or asking.line.used_end else set()
    close = sum(one.base in bases for one in strand.units)
    return (exact, 2 * close) if close else (0, 0)


def _all_measures(asking: Asking) -> set[str]:
    """The units in which a line states any quantity."""
    line = asking.line
    return {*line.measures, *(line.reserved or {}), *(line.used or {})}


def _always_free(strand: Strand) -> bool:
    """Whether a price is free, however much is asked in whatever unit."""
    return all(
        tier.row.kind is Kind.PRICED and not tier.row.price and not tier.row.rate.min_amount
        for group in strand.groups
        for tier in group
    )


def _not_priced_so(strands: tuple[Strand, ...], asking: Asking) -> Unpriced:
    """The answer when no alternative fits: say how much, or nothing is published for that unit."""
    offered = tuple(unit_name(strand) for strand in strands)
    asked = tuple(sorted(_all_measures(asking)))
    if not asked:
        return asking.refuse(Status.INCOMPLETE, "price.needs-quantity", ("unit", " / ".join(offered)))
    return asking.refuse(Status.QUOTE_REQUIRED, "price.other-unit", ("asked", asked), ("offered", offered))


# --- passes ---------------------------------------------------------------------------------------------------------


def _with_passes(passes: tuple[Row, ...], strand: Strand | None, asking: Asking) -> Worth | None:
    """The cheapest of passes and the plain price; None where the line is not asked in what they cover.

    raises    Unpriced where there are only passes, and none in whose window the line begins
    """
    passes = _to_be_had(passes, asking)
    if not passes and strand is None:
        raise asking.refuse(Status.QUOTE_REQUIRED, "price.no-window")
    if not passes:
        return None
    units = passes[0].units
    usable = [row for row in passes if row.kind is Kind.PRICED and _bases(row.units) == _bases(units)]
    measured = factors(asking, units) if usable and units else None
    if measured is None:
        return None
    quantity, times = _per_head(units, measured)
    fits = strand is not None and _bases(strand.units) == _bases(units)
    lengths = [(row.size, row.price) for row in usable]
    filler = _filler(strand) if fits and strand is not None else None
    if filler is not None and filler.step is not None:
        # A plain price in whole steps is one more pass, as long as the step.
        cost, counts, filled = cheapest_cover(quantity, [*lengths, (filler.step.value, _per_step(filler))])
        usable.append(filler)
    elif filler is not None:
        cost, counts, filled = cheapest_cover(quantity, lengths, filler.price / filler.size)
    else:
        cost, counts, filled = cheapest_cover(quantity, lengths)
        if fits and strand is not None:
            return _or_plain(
                strand, usable, cost * times, {one: n * times for one, n in counts.items()}, asking
            )
    if filler is not None and filler not in usable:
        usable.append(filler)
    many = {one: count * times for one, count in counts.items()}
    worth = _told(usable, filler, cost * times, many, filled * times, asking)
    return worth._replace(amount=_limited(worth, asking))


def _to_be_had(passes: tuple[Row, ...], asking: Asking) -> tuple[Row, ...]:
    """Of passes of one length the first in whose window the line begins: a pass is bought once, at the start."""
    if all(row.rate.window is None for row in passes):
        return passes
    kept: dict[tuple[tuple[str, ...], Fraction], Row] = {}
    for row in passes:
        if begins_in(row.rate.window, asking):
            kept.setdefault((tuple(one.base for one in row.units), row.size), row)
    return tuple(kept.values())


def _per_head(units: tuple[Unit, ...], measured: tuple[Fraction, ...]) -> tuple[Fraction, Fraction]:
    """What passes cover, and how many times: the time of each participant; without time the product, once."""
    times = ONE
    for factor in measured:
        times *= factor
    for one, factor in zip(units, measured, strict=True):
        if one.base == "second" and factor:
            return factor, times / factor
    return times, ONE


def _filler(strand: Strand) -> Row | None:
    """The plain price beside passes, if it is nothing but a price per unit, maybe in whole steps."""
    row = strand.opener
    plain = (
        len(strand.groups) == 1 and len(strand.groups[0]) == 1 and row.kind is Kind.PRICED and not row.included
        and row.minimum is None and row.rate.min_amount is None and row.rate.max_amount is None
        and strand.counter is None and not strand.reach
    )  # fmt: skip
    if not plain or (row.step is not None and (row.rate.rounding != "up" or len(row.units) > 1)):
        return None
    return row


def _per_step(row: Row) -> Fraction:
    """What one whole step of a plain price costs."""
    assert row.step is not None
    return row.price * row.step.value / row.size


def _or_plain(
    strand: Strand, usable: list[Row], cost: Fraction, counts: dict[int, Fraction], asking: Asking
) -> Worth:
    """Passes for everything, or the price with its tiers and windows for everything, whichever costs less."""
    if _certain(strand, replace(asking, told=None)).amount <= cost:
        return _certain(strand, asking)
    worth = _told(usable, None, cost, counts, ZERO, asking)
    return worth._replace(amount=_limited(worth, asking))


def _told(
    usable: list[Row],
    filler: Row | None,
    cost: Fraction,
    counts: Mapping[int, Fraction],
    filled: Fraction,
    asking: Asking,
) -> Worth:
    """A combination of passes as a worth, each kind of pass told."""
    steps = 0
    subsidy = ZERO
    for index, count in sorted(counts.items()):
        row = usable[index]
        price = _per_step(row) if row is filler else row.price
        length = row.step.value if row is filler and row.step is not None else row.size
        params = dict(quantity_params(asking, row.units, length, ONE))
        asking.tell(
            "price.pass", *number("count", Fraction(count)), ("length", params["quantity"]), ("unit", params["unit"]),
            *number("price", price), ("currency", asking.currency),
        )  # fmt: skip
        steps, subsidy = steps + 1, subsidy + count * price * row.subsidy
    if filled and filler is not None:
        unit_params = quantity_params(asking, filler.units, filled, filler.size)
        code = "price.unit" if dict(unit_params).get("per") == 1 else "price.units"
        asking.tell(code, *unit_params, *number("price", filler.price), ("currency", asking.currency))
        steps, subsidy = steps + 1, subsidy + filler.subsidy * filler.price * filled / filler.size
    if steps != 1:
        asking.tell(
            "price.sum", ("parts", Decimal(steps)), *number("amount", cost), ("currency", asking.currency)
        )
    return Worth(cost, subsidy, filler or usable[min(counts, default=0)])


def _limited(worth: Worth, asking: Asking) -> Fraction:
    """A combination of passes within the minimum and maximum of its row."""
    return worth.amount if worth.row is None else within_limits(worth.row, asking, worth.amount)


def _bases(units: tuple[Unit, ...]) -> list[str]:
    """The dimensions of units."""
    return [one.base for one in units]


# --- parts and deals --------------------------------------------------------------------------------------------------


def _part(strand: Strand, asking: Asking) -> Worth | None:
    """What a part adds, or None where it has nothing to do with the line (outside its windows)."""
    _check_requires(strand.opener, asking)
    told = asking.told
    before = len(told) if told is not None else 0
    worth = strand_worth(strand, asking, optional=True)
    if told is not None and worth is not None:
        note = strand.opener.rate.note
        named = Reason("price.part", (("note", note),)) if note else Reason("price.part-unnamed")
        told.insert(before, named)
    return worth


def _with_deals(plan: Plan, asking: Asking, deals: tuple[Deal, ...], worth: Worth) -> Worth:
    """The price, or the lowest deal where that is lower."""
    offered = [found for deal in deals if (found := _deal_amount(plan, asking, deal)) is not None]
    if not offered:
        return worth
    amount, deal, told = min(offered, key=lambda one: one[0])
    if amount >= worth.amount:
        return worth
    _tell_deal(asking, deal, told, worth.amount)
    return Worth(amount, ZERO, worth.row)


def _deal_without_price(plan: Plan, asking: Asking, deals: tuple[Deal, ...], unpriced: Unpriced) -> Worth:
    """A deal where no price is published; a refusal or a missing answer stays."""
    offered = [found for deal in deals if (found := _deal_amount(plan, asking, deal)) is not None]
    if unpriced.status is not Status.QUOTE_REQUIRED or not offered:
        raise unpriced
    amount, deal, told = min(offered, key=lambda one: one[0])
    _tell_deal(asking, deal, told, None)
    return Worth(amount, ZERO, plan.alternatives[0].opener if plan.alternatives else None)


def _tell_deal(asking: Asking, deal: Deal, told: Reason, replaced: Fraction | None) -> None:
    """Tell a deal, and what it stands in place of."""
    if asking.told is None:
        return
    dates = (("valid_from", deal.valid.start), ("valid_to", deal.valid.end))
    if replaced is None:
        asking.tell("price.deal-alone", ("deal", deal.id), *dates)
    else:
        instead = number("instead", replaced)
        asking.tell("price.deal", ("deal", deal.id), *instead, ("currency", asking.currency), *dates)
    asking.told.append(told)


def _deal_amount(plan: Plan, asking: Asking, deal: Deal) -> tuple[Fraction, Deal, Reason] | None:
    """What a line comes to at a deal's price, if the deal reaches it."""
    per = deal.per
    units = (asking.default_unit,) if per is None else tuple(unit(name, asking.units) for name in per.units)
    strand = alternative(plan.alternatives, asking)
    if per is None and strand is not None and strand.units:
        units = strand.units
    measured = factors(asking, units)
    if measured is None:
        return None
    scale, quantity = ONE if per is None else Fraction(per.count), ONE
    for one, factor in zip(units, measured, strict=True):
        quantity *= factor
        scale *= Fraction(one.factor)
    own = scale / (ONE if per is None else Fraction(per.count))
    if quantity / own < Fraction(deal.min_quantity):
        return None
    price = Fraction(deal.price)
    params = quantity_params(asking, units, quantity, scale) if units else ()
    code = "price.flat" if not units else "price.unit" if dict(params).get("per") == 1 else "price.units"
    told = Reason(code, (*params, *number("price", price), ("currency", asking.currency)))
    return price * quantity / scale, deal, told
