"""Between which prices is there something to negotiate, and is the result a benefit in kind?

The ceiling is the usual price, and nobody asks for more than he pays anyway; both are unit prices of one quantity,
taken exactly from the card. An employee who buys for himself may have at most 30 % less than the public pays, tax
included (France: BOSS, avantages en nature, 1000 to 1020); beyond that the whole advantage, not only the excess, is a
benefit in kind. Rule to remember: exactly 30 % is still none, and none at all is allowed on another group company's
goods.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.conditions import names_used
from comptoir.core.pricing.exact import as_decimal
from comptoir.core.pricing.language import read_condition
from comptoir.core.pricing.quoting import exact_worth
from comptoir.core.pricing.request import Line, Request
from comptoir.core.pricing.taxes import tax_rate
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Reason
from comptoir.core.values.amount import EXACT

# A deal for a whole line, whatever its quantity, instead of for one unit.
LINE = "line"
_FINEST = Decimal("0.000001")
_PEOPLE = frozenset({"person", "individual"})
# The tie of an employee -> how much less than the public he may pay.
_TOLERATED = {"employee": Decimal("0.30"), "group company": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is negotiated about: one unit of an offering (or a whole line of it), at a quantity, on a day."""

    offering: str
    per: str
    quantity: Decimal
    on: date


def usual_price(book: PriceBook, customer: Profile, asked: Asked) -> Decimal | None:
    """What the card's usual class pays for one unit; None where that class has no price."""
    return class_price(book, customer, asked, book.card.usual) if book.card.usual else None


def class_price(book: PriceBook, customer: Profile, asked: Asked, rate_class: str | None) -> Decimal | None:
    """What a class (None: the customer's own) pays for one unit, without deals; None where it has no price."""
    own_unit = book.unit_of(asked.offering).name
    line = Line(asked.offering, {own_unit: asked.quantity}, answers=answers_met(book, asked.offering))
    worth = exact_worth(book, Request(customer, asked.on, (line,)), rate_class=rate_class)
    if worth is None:
        return None
    single = worth if asked.per == LINE else worth / Fraction(asked.quantity)
    exact = as_decimal(single)
    if exact is not None:
        return exact
    return EXACT.divide(Decimal(single.numerator), Decimal(single.denominator)).quantize(
        _FINEST, ROUND_HALF_UP
    )


def answers_met(book: PriceBook, offering: str) -> dict[str, bool]:
    """What an offering requires (a training, a licence) taken as given: the price is talked about before it is met."""
    known = book.offerings.get(offering)
    if known is None or not known.requires:
        return {}
    asked = names_used(read_condition(known.requires))
    return {name: True for name in asked if book.card.questions.get(name) == ("yes/no",)}


def lowest_usual_price(books: Iterable[PriceBook], customer: Profile, asked: Asked) -> Decimal | None:
    """The lowest usual price of the year so far: each card's on its last day of that year up to `asked.on`."""
    found = []
    for book in books:
        valid = book.card.valid
        first = max(valid.start or date.min, date(asked.on.year, 1, 1))
        last = min(asked.on, date.fromordinal(valid.end.toordinal() - 1) if valid.end else asked.on)
        if first <= last:
            on = Asked(asked.offering, asked.per, asked.quantity, last)
            price = usual_price(book, customer, on)
            found += [price] if price is not None else []
    return min(found, default=None)


def private_benefit(
    book: PriceBook, customer: Profile, offering: str, *, price: Decimal, reference: Decimal | None
) -> Reason | None:
    """The flag that a price needs which an employee gets for himself; None if it needs none.

    reference   the lowest usual price of the year (`lowest_usual_price`), as the card states prices
    returns     a reason with the discount and the benefit per unit, tax included

    >>> from comptoir.core.pricing.compile import compile_card
    >>> from comptoir.core.pricing.terms import Card
    >>> from comptoir.core.values import DayPeriod, Place
    >>> book = compile_card(Card(Place("company.toml"), "C", "LAB", "", "", "EUR", DayPeriod()))
    >>> ana = Profile("ana", {"kind": frozenset({"person"}), "tie": frozenset({"employee"})})
    >>> private_benefit(book, ana, "scan", price=Decimal(70), reference=Decimal(100)) is None
    True
    >>> private_benefit(book, ana, "scan", price=Decimal("69.99"), reference=Decimal(100)).get("benefit")
    Decimal('30.01')
    """
    if not customer.text("kind") & _PEOPLE or not reference:
        return None
    allowed = next((most for tie, most in _TOLERATED.items() if tie in customer.text("tie")), None)
    if allowed is None:
        return None
    paid = _with_tax(book, customer, offering, price, rate_class=None)
    public = _with_tax(book, Profile(""), offering, reference, rate_class=book.card.usual)
    if paid >= EXACT.multiply(public, 1 - allowed):
        return None
    share = EXACT.divide(public - paid, public).quantize(_FINEST, ROUND_HALF_UP)
    told = (
        ("discount", share), ("allowed", allowed), ("benefit", public - paid), ("reference", public),
        ("currency", book.currency),
    )  # fmt: skip
    return Reason("negotiation.private_benefit", told)


def _with_tax(
    book: PriceBook, payer: Profile, offering: str, price: Decimal, *, rate_class: str | None
) -> Decimal:
    """A price with the tax that its payer bears."""
    if book.card.gross:
        return price
    known = book.classes.by_id.get(rate_class or "")
    rate = tax_rate(book.card, known, book.offerings.get(offering), payer)
    return EXACT.multiply(price, 1 + rate)
