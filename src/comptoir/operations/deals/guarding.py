"""Within which limits is a price negotiated now? Ceiling, floor and own price, from the card and the unit's floors.

What stands here is for deciding and for the supplier's side; nothing of it goes to the customer but its own price.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.catalog import Offering
from comptoir.core.ordering.negotiation import (
    FloorRule,
    Guardrails,
    Judgment,
    Mandate,
    floor_price,
    floor_rule,
    judge,
)
from comptoir.core.ordering.thread import Terms, Thread
from comptoir.core.pricing.bargaining import (
    LINE,
    Asked,
    class_price,
    lowest_usual_price,
    private_benefit,
    usual_price,
)
from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.negotiable import may_negotiate, struck_inside
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Reason, Refusal
from comptoir.store.deals.queries import list_floors


@dataclass(frozen=True, slots=True)
class Limits:
    """What a customer pays now for one unit (None: no price is published), and the guardrails of the unit."""

    book: PriceBook
    customer: Profile
    asked: Asked
    own: Decimal | None
    rails: Guardrails

    @property
    def inside_only(self) -> bool:
        """Whether a price struck now ends with the customer's being an insider."""
        return struck_inside(self.book.card, self.customer)


def offering_of(company: Company, offering: str, day: date) -> Offering:
    """An offering of a day.

    raises    Refusal("negotiation.unknown_offering")
    """
    found = company.offerings.get(offering)
    if found is None or day not in found.valid:
        raise Refusal(Reason("negotiation.unknown_offering", (("offering", offering),)))
    return found


def limits(
    company: Company, thread: Thread, quantity: Decimal, *, day: date, at: datetime,
    floors: tuple[FloorRule, ...] | None = None,
) -> Limits:  # fmt: skip
    """The limits of a negotiation on a day, for orders of a quantity (nothing: of one unit).

    floors    what the unit has set, where the caller has read it already
    raises    Refusal: negotiation.unknown_offering, negotiation.not_open, negotiation.one_rate
    """
    item = offering_of(company, thread.offering, day)
    book = company.book(thread.supplier, day)
    if book is None:
        raise Refusal(Reason("negotiation.unknown_offering", (("offering", thread.offering),)))
    customer = company.profile(thread.customer, thread.supplier, as_of=day, known_at=at)
    closed = may_negotiate(book.card, customer)
    if closed is not None:
        raise Refusal(closed)
    asked = Asked(thread.offering, thread.per, quantity or Decimal(1), day)
    usual = usual_price(book, customer, asked)
    known = list_floors(book.card.supplier) if floors is None else floors
    floor = _floor(book, customer, asked, item, usual, known)
    rails = Guardrails(usual, floor, book.currency)
    return Limits(book, customer, asked, class_price(book, customer, asked, None), rails)


def _floor(
    book: PriceBook, customer: Profile, asked: Asked, item: Offering, usual: Decimal | None,
    floors: tuple[FloorRule, ...],
) -> Decimal | None:  # fmt: skip
    """What the unit has set as the floor, or else what one unit costs it."""
    cost = item.cost
    if cost is not None and asked.per == LINE:
        cost *= asked.quantity
    rule = floor_rule(floors, book.card.supplier, asked.offering, on=asked.on)
    if rule is None:
        return cost
    return floor_price(
        rule.floor, usual=usual, cost=cost, class_price=lambda name: class_price(book, customer, asked, name)
    )


def judged(found: Limits, terms: Terms, mandate: Mandate) -> Judgment:
    """What the guardrails say of proposed terms."""
    assert terms.price is not None
    return judge(terms.price, found.rails, mandate)


def worth_asking(found: Limits, price: Decimal) -> None:
    """Refuse a price that is no better than what the customer pays anyway.

    raises    Refusal: negotiation.not_below_own, negotiation.above_usual
    """
    currency = ("currency", found.rails.currency)
    if found.own is not None and price >= found.own:
        raise Refusal(Reason("negotiation.not_below_own", (("own", found.own), currency)))
    ceiling = found.rails.ceiling
    if found.own is None and ceiling is not None and price > ceiling:
        raise Refusal(Reason("negotiation.above_usual", (("usual", ceiling), currency)))


def benefit(company: Company, found: Limits, price: Decimal) -> tuple[Reason, ...]:
    """The flag of a benefit in kind, where a price needs one."""
    supplier = found.book.card.supplier
    books = [company.compiled(card) for card in company.cards if card.supplier == supplier]
    reference = lowest_usual_price(books, found.customer, found.asked)
    flag = private_benefit(found.book, found.customer, found.asked.offering, price=price, reference=reference)
    return (flag,) if flag else ()
