"""Does an explanation come to the amount it explains? It is made again from its own numbers, without the card.

The reasons of a line are a small calculation: a price times a quantity is put on a pile, a sum takes what lies there
and puts back the total, a minimum or maximum changes what lies on top, and rounding ends it. Rule to remember: a code
that is not in the table only tells; a new mechanism either uses these operations or adds one here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from comptoir.core.pricing.exact import to_amount
from comptoir.core.values import Amount, Reason

Pile = list[Fraction]


def replay(reasons: Iterable[Reason]) -> Amount:
    """The amount that an explanation comes to.

    returns   for a line's or an adjustment's reasons its amount; for a quote's own reasons its total
    raises    ValueError where the reasons explain no amount

    >>> from comptoir.core.values import Reason
    >>> steps = (("quantity", Decimal(40)), ("per", Decimal(60)), ("price", Decimal("12.50")))
    >>> replay([Reason("price.units", steps), Reason("price.rounded", (("amount", Amount(833, "EUR")),))]).minor
    833
    """
    pile: Pile = []
    for reason in reasons:
        if reason.code in ("price.rounded", "price.order"):
            return _ended(reason, pile)
        operation = OPERATIONS.get(reason.code)
        if operation is not None:
            operation(reason, pile)
    raise ValueError("these reasons explain no amount")


def operand(reason: Reason, name: str) -> Fraction:
    """A number of a reason, exactly: its fraction where no decimal was exact."""
    exact = reason.get(f"exact_{name}")
    value = reason.get(name) if exact is None else exact
    if isinstance(value, Decimal | int | str):
        return Fraction(value)
    raise ValueError(f"{reason.code} has no number {name!r}")


def _ended(reason: Reason, pile: Pile) -> Amount:
    """The end of an explanation: a line's exact sum rounded, or a quote's lines added up."""
    stated = reason.get("amount")
    if not isinstance(stated, Amount):
        raise ValueError(f"{reason.code} names no amount")
    if reason.code == "price.rounded":
        return to_amount(pile.pop() if pile else Fraction(0), stated.currency)
    amounts = reason.get("amounts")
    assert isinstance(amounts, tuple)
    return Amount(sum(one.minor for one in amounts), stated.currency)


def _priced(reason: Reason, pile: Pile) -> None:
    pile.append(operand(reason, "quantity") * operand(reason, "price") / operand(reason, "per"))


def _flat(reason: Reason, pile: Pile) -> None:
    pile.append(operand(reason, "price"))


def _share(reason: Reason, pile: Pile) -> None:
    pile.append(operand(reason, "of") * operand(reason, "factor") + operand(reason, "plus"))


def _passes(reason: Reason, pile: Pile) -> None:
    pile.append(operand(reason, "count") * operand(reason, "price"))


def _sum(reason: Reason, pile: Pile) -> None:
    count = int(operand(reason, "parts"))
    parts = [pile.pop() for _ in range(count)]
    pile.append(sum(parts, Fraction(0)))


def _greater(_: Reason, pile: Pile) -> None:
    pile.append(max(pile.pop(), pile.pop()))


def _at_least(reason: Reason, pile: Pile) -> None:
    pile.append(max(pile.pop(), operand(reason, "minimum")))


def _at_most(reason: Reason, pile: Pile) -> None:
    pile.append(min(pile.pop(), operand(reason, "maximum")))


def _less(reason: Reason, pile: Pile) -> None:
    pile.append(pile.pop() - operand(reason, "amount"))


def _taken_off(_: Reason, pile: Pile) -> None:
    pile.append(-pile.pop())


def _missing(reason: Reason, pile: Pile) -> None:
    limit = max(Fraction(0), operand(reason, "limit") - operand(reason, "before"))
    pile.append(abs(operand(reason, "of") - limit))


def _set_aside(_: Reason, pile: Pile) -> None:
    pile.pop()


OPERATIONS: dict[str, Callable[[Reason, Pile], None]] = {
    "price.unit": _priced,
    "price.units": _priced,
    "price.free-units": _priced,
    "price.flat": _flat,
    "price.free": _flat,
    "price.cost": _share,
    "price.booked": _share,
    "price.share": _share,
    "price.pass": _passes,
    "price.sum": _sum,
    "price.total": _sum,
    "price.greater": _greater,
    "price.min-amount": _at_least,
    "price.max-amount": _at_most,
    "price.already-paid": _less,
    "price.deal": _set_aside,
    "price.taken-off": _taken_off,
    "price.up-to-minimum": _missing,
    "price.above-maximum": _missing,
}
