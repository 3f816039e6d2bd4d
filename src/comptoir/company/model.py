"""What is a company, once its folder has been read? Cards, facts, deals and examples as core values.

`Company` answers the two questions of the product for a Python user: who is this customer to us (`standing`), and
what does this cost them and why (`quote`). It never reads a clock: dates come from the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from comptoir.company.asked import Asked, Pairs, Plain, asked_line, pairs, who
from comptoir.company.collect import Findings
from comptoir.company.requests import understand
from comptoir.company.settings import Settings
from comptoir.company.unit_names import units_in_use
from comptoir.core import booking
from comptoir.core.catalog import Offering
from comptoir.core.ledger import ExchangeRate
from comptoir.core.pricing.compile import PriceBook, compile_card
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Quote
from comptoir.core.pricing.terms import Card, Deal
from comptoir.core.relation.facts import FactBook, Party
from comptoir.core.relation.profile import Profile, profile
from comptoir.core.relation.standing import Standing, standing
from comptoir.core.values import DayPeriod, Place, Tables, Unreadable

# Nothing is recorded later than this: "as known" with everything the folder says.
ALL_KNOWN = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CostCenter:
    """Who bears a charge: one row of cost_centers.csv."""

    place: Place
    id: str
    name_fr: str
    name_en: str
    unit: str = ""
    owner: str = ""
    valid: DayPeriod = DayPeriod()


@dataclass(frozen=True, slots=True)
class Resource:
    """A bookable thing behind a rental: one row of resources.csv; `rules` is what the booking room needs of it."""

    place: Place
    offering: str
    name_fr: str
    name_en: str
    rules: booking.Resource

    @property
    def id(self) -> str:
        """The resource's id."""
        return self.rules.id


@dataclass(frozen=True, slots=True)
class Person:
    """What people.csv says of a person besides being a party."""

    id: str
    name: str = ""
    email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Invoicing:
    """What an invoice says of a party: one row of invoicing.csv.

    late_penalty, early_discount   ratios; None: not stated, which no French invoice may leave open
    prefix                         what its invoice numbers begin with
    """

    place: Place
    party: str
    street: str = ""
    street_more: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    siret: str = ""
    electronic_address: str = ""
    reference: str = ""
    payment_days: int | None = None
    legal: str = ""
    iban: str = ""
    bic: str = ""
    late_penalty: Decimal | None = None
    early_discount: Decimal | None = None
    vat_on_debits: bool = False
    prefix: str = ""
    invoice_mail: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: what is asked, and the answer it must give.

    expected      a total, or `free`, `quote required`, `refused`; None: nothing is expected of the total
    rate_class    the class the customer must be found in, empty: not stated
    """

    place: Place
    id: str
    asked: Asked
    expected: Decimal | str | None
    rate_class: str = ""
    note: str = ""


@dataclass(frozen=True)
class Company:
    """An organization as its folder describes it. Made by `read`, `build` or `comptoir.load`; never changed."""

    settings: Settings
    cards: tuple[Card, ...]
    offerings: Mapping[str, Offering]
    facts: FactBook
    deals: tuple[Deal, ...] = ()
    examples: tuple[Example, ...] = ()
    cost_centers: tuple[CostCenter, ...] = ()
    resources: tuple[Resource, ...] = ()
    people: tuple[Person, ...] = ()
    invoicing: Mapping[str, Invoicing] = field(default_factory=dict)
    exchange_rates: tuple[ExchangeRate, ...] = ()
    reviews: Mapping[str, int] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables, repr=False)

    @property
    def parties(self) -> Mapping[str, Party]:
        """Every organization, unit and person by id."""
        return self.facts.parties

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of measure that its offerings and rates use."""
        return units_in_use(self.cards, self.offerings)

    @cached_property
    def bookable(self) -> Mapping[str, Resource]:
        """Every bookable thing by id, in the order of resources.csv."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def resources_of(self) -> Mapping[str, tuple[Resource, ...]]:
        """The bookable things behind each rental, by the offering's id."""
        found: dict[str, tuple[Resource, ...]] = {}
        for resource in self.resources:
            found[resource.offering] = (*found.get(resource.offering, ()), resource)
        return found

    @cached_property
    def qualifications(self) -> frozenset[str]:
        """Every qualification that some resource requires of whoever uses it."""
        return frozenset(name for resource in self.resources for name in resource.rules.requires)

    def with_deals(self, deals: tuple[Deal, ...]) -> Company:
        """The same company with further negotiated prices; what was compiled of its cards is shared."""
        if not deals:
            return self
        other = replace(self, deals=(*self.deals, *deals))
        other.__dict__["_books"] = self._books
        return other

    def card(self, supplier: str, on: date) -> Card | None:
        """The supplier's card in force on a day; without one, the last that was, then the first that will be.

        (An expired card answers for itself that it has no price any more.)
        """
        own = [card for card in self.cards if card.supplier == supplier]
        in_force = [card for card in own if on in card.valid]
        past = [card for card in own if card.valid.start is None or card.valid.start <= on]
        return next(iter(in_force or past[-1:] or own), None)

    def review_days(self, supplier: str, on: date) -> int:
        """How many days a customer may look at a charge: as the supplier's card of a day says, else the company."""
        card = self.card(supplier, on)
        return (
            self.settings.review_days
            if card is None
            else self.reviews.get(card.id, self.settings.review_days)
        )

    def book(self, supplier: str, on: date) -> PriceBook | None:
        """The compiled price book of the supplier's card in force on a day (see `card`), None without any card."""
        card = self.card(supplier, on)
        return self.compiled(card) if card else None

    def compiled(self, card: Card) -> PriceBook:
        """The price book of one card, compiled once."""
        book = self._books.get(card.id)
        if book is None:
            book = self._books[card.id] = compile_card(card)
        return book

    def profile(self, party: str, supplier: str, *, as_of: date, known_at: datetime | None = None) -> Profile:
        """A party as the conditions of the supplier's card see it on a day."""
        return profile(self.facts, party, supplier, as_of=as_of, known_at=known_at or ALL_KNOWN)

    def standing(
        self, customer: str, supplier: str, *, as_of: date, known_at: datetime | None = None
    ) -> Standing:
        """Who a customer is to a supplier on a day, with proof.

        known_at   what was known at that instant counts; None: all that is in the folder
        """
        return standing(self.facts, customer, supplier, as_of=as_of, known_at=known_at or ALL_KNOWN)

    def quote(
        self,
        *,
        on: date,
        offering: str = "",
        quantity: Plain = "",
        customer: str = "",
        as_: Pairs = "",
        payer: Pairs = "",
        beneficiary: Pairs = "",
        given: Pairs = "",
        counters: Pairs = "",
        lines: Iterable[Mapping[str, Any]] = (),
        known_at: datetime | None = None,
        **line: Plain,
    ) -> Quote:
        """Price a request, in plain words.

        customer           a party's id; or `as_`, the customer described: "role=phd, age=2 years" or a mapping
        payer, beneficiary a party's id, or a description: "(kind=company)" or a mapping
        offering, quantity, counters, and start, end, used, event ... (`line`): one line, as in examples.csv
        lines              several lines instead, each a mapping with those names
        given              answers and facts of the request: "assisted=yes, purpose=teaching" or a mapping
        raises             Unreadable for a name or a text that is not understood
        """
        told = pairs(given)
        wanted = [asked_line(one) for one in lines]
        if offering:
            own = {"offering": offering, "quantity": quantity, "counters": counters, "given": told, **line}
            wanted.insert(0, asked_line(own))
        customer_asked = pairs(as_) if as_ else customer
        asked = Asked(tuple(wanted), customer_asked, who(payer), who(beneficiary), told, on)
        findings = Findings()
        answer = self.answer(asked, findings, today=on, known_at=known_at)
        if answer is None:
            first = dict(findings.all()[0].params)
            code = findings.all()[0].code
            raise Unreadable(code, expected=str(first.get("expected", "")), found=str(first.get("found", "")))
        return answer

    def answer(
        self, asked: Asked, findings: Findings, *, today: date, known_at: datetime | None = None
    ) -> Quote | None:
        """The quote for a request as it is asked; None, with findings, where it cannot be understood."""
        understood = understand(self, asked, findings, today=today, known_at=known_at or ALL_KNOWN)
        if understood is None:
            return None
        deals = self._deals_by_customer.get(understood.request.buyer.party, ())
        return quote(self.compiled(understood.card), understood.request, deals=deals)

    def deals_of(self, party: str) -> tuple[Deal, ...]:
        """The negotiated prices of one party, and of nobody else."""
        return self._deals_by_customer.get(party, ())

    @cached_property
    def _deals_by_customer(self) -> Mapping[str, tuple[Deal, ...]]:
        found: dict[str, tuple[Deal, ...]] = {}
        for deal in self.deals:
            found[deal.customer] = (*found.get(deal.customer, ()), deal)
        return found

    @cached_property
    def _books(self) -> dict[str, PriceBook]:
        return {}
