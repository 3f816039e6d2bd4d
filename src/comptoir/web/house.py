"""What does the company of this installation offer today? The one place where pages meet the company.

Views ask a `House` and never the store. Rule to remember: a house is made once for a company and kept until
the store gives another one, so that cards are compiled and checked once, not for every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime

from comptoir import wording
from comptoir.company import Company, Settings
from comptoir.company.check import check
from comptoir.core.catalog import Offering
from comptoir.core.pricing.terms import Card, Deal
from comptoir.core.relation import capacities, has_left
from comptoir.core.relation.facts import FactBook
from comptoir.core.relation.profile import Profile, profile
from comptoir.core.values import Finding, Refusal
from comptoir.operations.desk import desk
from comptoir.web import clock
from comptoir.web.text import Text, in_language

PRODUCT = "Comptoir"
NOBODY = FactBook.of((), ())
EMPTY = Company(Settings(), (), {}, NOBODY)


@dataclass(slots=True, eq=False)
class House:
    """A company with what pages ask of it; `checked` is filled when a manager first opens a card."""

    company: Company
    checked: tuple[Finding, ...] | None = field(default=None, repr=False)

    def cards(self, day: date) -> tuple[Card, ...]:
        """The rate cards in force on a day, by supplier."""
        return tuple(
            sorted((card for card in self.company.cards if day in card.valid), key=lambda card: card.supplier)
        )

    def offerings(self, day: date) -> tuple[Offering, ...]:
        """Everything offered on a day by a supplier that has a rate card."""
        sellers = {card.supplier for card in self.company.cards}
        return tuple(
            item for item in self.company.offerings.values() if day in item.valid and item.supplier in sellers
        )

    def offering(self, offering: str, day: date) -> Offering | None:
        """One offering of a day, or None."""
        found = self.company.offerings.get(offering)
        return found if found is not None and found in self.offerings(day) else None

    def suppliers(self, day: date) -> tuple[str, ...]:
        """Who offers something on a day."""
        return tuple(dict.fromkeys(item.supplier for item in self.offerings(day)))

    def profile(self, party: str, supplier: str, *, as_of: date, known_at: datetime) -> Profile:
        """A party as the conditions of a supplier's card see it; a passer-by is a party that nobody declared."""
        facts = self.company.facts if party else NOBODY
        return profile(facts, party, supplier, as_of=as_of, known_at=known_at)

    def deals(self, party: str) -> tuple[Deal, ...]:
        """The negotiated prices of one party, and of nobody else."""
        return tuple(deal for deal in self.company.deals if party and deal.customer == party)

    def party_text(self, party: str, language: str) -> Text:
        """A party's name, marked where it is not in the reader's language; an undeclared one goes by its id."""
        known = self.company.facts.parties.get(party)
        return (
            in_language(known.name_fr or party, known.name_en, language) if known else Text(party, language)
        )

    def party_name(self, party: str, language: str) -> str:
        """A party's name."""
        return str(self.party_text(party, language))

    def word(self, name: str, language: str, family: str = "question") -> str:
        """What a question, or one of its choices, is called: the company's own label, else the house's word for it."""
        label = self.company.settings.labels.get(name.casefold())
        return label[language != "fr"] if label else wording.word(name, language, family=family)

    def name(self, language: str) -> str:
        """What this counter calls itself."""
        settings = self.company.settings
        return (settings.name_fr if language == "fr" else settings.name_en) or PRODUCT

    def adjustment_text(self, adjustment: str, language: str) -> Text | None:
        """What a rebate or surcharge of any card is called; None where no card knows it."""
        every = (one for card in self.company.cards for one in card.adjustments if one.id == adjustment)
        found = next(every, None)
        return in_language(found.name_fr, found.name_en, language) if found else None

    def manager(self, supplier: str) -> str:
        """Who answers for a supplier's rate card; an empty text where nobody does, or who did has left."""
        facts = self.company.facts
        known = facts.parties.get(supplier)
        if known is None or not known.manager:
            return ""
        ways = capacities(facts, known.manager, as_of=clock.today(), known_at=clock.now())
        left = has_left(facts, known.manager, frozenset(one.party for one in ways))
        return "" if left else known.manager

    def cost_center(self, unit: str, day: date) -> str:
        """The cost center that bears a unit's charges on a day, or an empty text."""
        open_today = (center for center in self.company.cost_centers if unit and day in center.valid)
        return next((center.id for center in open_today if center.unit == unit), "")

    def findings(self, card: Card, day: date) -> tuple[Finding, ...]:
        """What `check` finds about the rows of one card, and about no other; looked for once, on the day of asking."""
        if self.checked is None:
            self.checked = check(self.company, on=day).findings
        places = [one.place for one in card.rates] + [one.place for one in card.classes]
        places += [one.place for one in card.adjustments] + [one.place for one in card.components]
        lines = {place._replace(column="") for place in places}
        return tuple(
            finding
            for finding in self.checked
            if finding.place._replace(column="") in lines
            or (not finding.place.line and card.id in dict(finding.params).values())
        )


_kept: list[House] = []
_of_request: ContextVar[list[House] | None] = ContextVar("_of_request", default=None)


@contextmanager
def one_house() -> Iterator[None]:
    """Within a request the company is asked for once: all of a page is said of one company."""
    token = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(token)


def _company() -> Company:
    try:
        return desk().company
    except Refusal as refusal:
        if refusal.reason.code != "store.empty":
            raise
        return EMPTY


def house() -> House:
    """The company as it is now, with what was worked out about it before; an empty one before the first import."""
    known = _of_request.get()
    if known:
        return known[0]
    company = _company()
    if not _kept or _kept[0].company is not company:
        _kept[:] = [House(company)]
    if known is not None:
        known.append(_kept[0])
    return _kept[0]
