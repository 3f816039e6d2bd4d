"""What does somebody want to order, for whom, and who pays? A basket: wishes, and never a price.

A basket is priced when it is submitted, by the facts and the card of that moment; so nobody keeps a price that is no
longer his by leaving a basket open (I-18). Rule to remember: nothing in a basket is believed that decides a price, such
as what was consumed before or what a booking cost; those come from the store.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.core.pricing.request import Answer, Line
from comptoir.core.values import Measures, Reason, Refusal
from comptoir.core.values.share import Share, plain_share, share_of

MOST_LINES = 200
_LARGEST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing wanted: an offering, how much of it or from when until when, answers, and the actual cost of a
    pass-through (stated by the supplier's side only).

    quantity   how many of a pool are rented; each is priced as a line of its own
    resource   the very thing that is rented; empty: whichever is free
    used_by    the person who will use it; empty: who orders
    hold       the public id of a hold that the order takes over
    """

    offering: str
    measures: Measures = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    session: str = ""
    cost: Decimal | None = None
    quantity: int = 1
    resource: str = ""
    used_by: str = ""
    hold: str = ""

    def line(self) -> Line:
        """The line of a price request."""
        return Line(
            self.offering, self.measures, start=self.start, end=self.end, answers=self.answers,
            session=self.session, cost=self.cost, estimate=self.start is not None,
        )  # fmt: skip

    def day(self, zone: ZoneInfo, at: datetime) -> date:
        """The day whose prices count: on which it starts, else the day of the order."""
        return (self.start or at).astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Basket:
    """Who buys what, who receives it, who pays and from which cost center, for which project. Payer and beneficiary
    empty: the buyer. Several cost centers bear their `shares`."""

    buyer: str
    lines: tuple[Wish, ...]
    payer: str = ""
    beneficiary: str = ""
    cost_center: str = ""
    project: str = ""
    purchase_order: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()


def check_basket(basket: Basket) -> None:
    """Whether a basket is one at all.

    raises    Refusal: order.empty, order.too_many_lines, order.period, order.quantity

    >>> check_basket(Basket("ana", (Wish("scan", {"piece": Decimal(1)}),)))
    """
    if not basket.lines:
        raise Refusal(Reason("order.empty"))
    count = sum(max(1, wish.quantity) for wish in basket.lines)
    if count > MOST_LINES:
        params = (("count", count), ("most", MOST_LINES))
        raise Refusal(Reason("order.too_many_lines", params))
    for number, wish in enumerate(basket.lines, 1):
        here = (("line", number),)
        if not _sound(wish.start, wish.end):
            raise Refusal(Reason("order.period", here))
        stated = [*wish.measures.values(), *([] if wish.cost is None else [wish.cost])]
        # A comparison with NaN would raise; an endless number is no quantity either.
        if wish.quantity < 1 or not all(one.is_finite() and 0 < one <= _LARGEST for one in stated):
            raise Refusal(Reason("order.quantity", here))


def _sound(start: datetime | None, end: datetime | None) -> bool:
    """Whether two instants are a period, or neither is stated."""
    if start is None or end is None:
        return start is end
    return start.tzinfo is not None and end.tzinfo is not None and start < end


def digest(basket: Basket, *more: str) -> str:
    """A short text that two baskets share only if they say the same; `more` is hashed along.

    >>> one = Basket("ana", (Wish("scan", {"piece": Decimal(1)}),))
    >>> digest(one) == digest(one), digest(one) == digest(one, "for LAB")
    (True, False)
    """
    return sha256("\x1f".join((to_text(basket), *more)).encode()).hexdigest()


def to_text(basket: Basket) -> str:
    """A basket as JSON text; equal baskets give equal texts."""
    plain: dict[str, object] = {name: text for name in _TEXTS if (text := getattr(basket, name))}
    plain["lines"] = [_plain_wish(wish) for wish in basket.lines]
    if basket.answers:
        plain["answers"] = _plain_answers(basket.answers)
    if basket.shares:
        plain["shares"] = [plain_share(share) for share in basket.shares]
    return _ENCODER.encode(plain)


def from_text(text: str) -> Basket:
    """The basket that a text stands for.

    >>> basket = Basket("ana", (Wish("scan", {"hour": Decimal("1.50")}, answers={"assisted": True}),), project="P1")
    >>> from_text(to_text(basket)) == basket
    True
    """
    plain = json.loads(text)
    texts = {name: plain.get(name, "") for name in _TEXTS}
    return Basket(
        lines=tuple(_wish(one) for one in plain["lines"]), answers=_answers(plain.get("answers", {})),
        shares=tuple(share_of(one) for one in plain.get("shares", ())), **texts,
    )  # fmt: skip


_ABOUT_RENTAL = ("resource", "used_by", "hold")
_TEXTS = ("buyer", "payer", "beneficiary", "cost_center", "project", "purchase_order")


def _plain_wish(wish: Wish) -> dict[str, object]:
    plain: dict[str, object] = {"offering": wish.offering}
    if wish.measures:
        plain["measures"] = {unit: str(count) for unit, count in wish.measures.items()}
    if wish.start is not None and wish.end is not None:
        plain["start"], plain["end"] = (one.astimezone(UTC).isoformat() for one in (wish.start, wish.end))
    if wish.answers:
        plain["answers"] = _plain_answers(wish.answers)
    if wish.session:
        plain["session"] = wish.session
    if wish.cost is not None:
        plain["cost"] = str(wish.cost)
    if wish.quantity != 1:
        plain["quantity"] = wish.quantity
    return plain | {name: text for name in _ABOUT_RENTAL if (text := getattr(wish, name))}


def _plain_answers(answers: Mapping[str, Answer]) -> dict[str, object]:
    """Answers, a number as a list of its digits: JSON would not keep it exact, and a text could look like it."""
    return {name: [str(value)] if isinstance(value, Decimal) else value for name, value in answers.items()}


def _wish(plain: dict[str, Any]) -> Wish:
    start, end = (datetime.fromisoformat(plain[name]) if name in plain else None for name in ("start", "end"))
    return Wish(
        plain["offering"],
        {unit: Decimal(count) for unit, count in plain.get("measures", {}).items()},
        start,
        end,
        _answers(plain.get("answers", {})),
        plain.get("session", ""),
        Decimal(plain["cost"]) if "cost" in plain else None,
        plain.get("quantity", 1),
        *(plain.get(name, "") for name in _ABOUT_RENTAL),
    )


def _answers(plain: dict[str, Any]) -> dict[str, Answer]:
    return {name: Decimal(value[0]) if isinstance(value, list) else value for name, value in plain.items()}


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
