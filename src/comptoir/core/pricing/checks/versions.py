"""Do the versions of a supplier's card follow one another, and is the one in force still fresh?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from comptoir.core.pricing.checks.found import finding
from comptoir.core.pricing.conditions import add_span
from comptoir.core.pricing.terms import Card, Deal, Policy, Span
from comptoir.core.values import DayPeriod, Finding, Severity

# Under one-rate policies (US federal cost rules) rates are reviewed at least every two years.
_LONGEST_REVIEW = 24


def check_versions(cards: Iterable[Card], deals: Iterable[Deal], *, on: date) -> Iterator[Finding]:
    """Overlaps and holes between the versions of each supplier's card; expired, stale and future cards; deals."""
    by_supplier: dict[str, list[Card]] = {}
    for card in cards:
        by_supplier.setdefault(card.supplier, []).append(card)
    for versions in by_supplier.values():
        ordered = sorted(versions, key=lambda card: card.valid.start or date.min)
        yield from _sequence(ordered)
        yield from _age(ordered, on)
    yield from _deals(by_supplier, list(deals))


def _sequence(cards: list[Card]) -> Iterator[Finding]:
    for earlier, later in pairwise(cards):
        if earlier.valid.overlaps(later.valid):
            yield finding(
                Severity.ERROR, "card.overlap", later.place, "valid_from", found=later.id, other=earlier.id,
                expected=earlier.valid.end,
            )  # fmt: skip
        elif earlier.valid.end != later.valid.start:
            hole = DayPeriod(earlier.valid.end, later.valid.start)
            yield finding(
                Severity.WARNING, "card.gap", later.place, "valid_from", found=hole, other=earlier.id
            )


def _age(cards: list[Card], on: date) -> Iterator[Finding]:
    """Whether there is a card for today, and whether it wants a review."""
    in_force = [card for card in cards if on in card.valid]
    last = cards[-1]
    if not in_force and last.valid.end is not None and last.valid.end <= on:
        yield finding(
            Severity.WARNING, "card.expired", last.place, "valid_to", found=last.valid.end, card=last.id
        )
    for card in in_force:
        begun = card.valid.start or card.source_date or card.read_on
        due = add_span(begun, Span(Decimal(card.review_months), "month")) if begun else None
        if due is not None and due <= on:
            yield finding(
                Severity.WARNING,
                "card.stale",
                card.place,
                "review_months",
                found=begun,
                expected=due,
                card=card.id,
            )
        if card.policy is Policy.ONE_RATE and card.review_months > _LONGEST_REVIEW:
            yield finding(
                Severity.WARNING, "card.review", card.place, "review_months", found=card.review_months,
                expected=_LONGEST_REVIEW,
            )  # fmt: skip


def _deals(by_supplier: dict[str, list[Card]], deals: list[Deal]) -> Iterator[Finding]:
    """Deals where a card says that nobody negotiates, and two deals of one customer at the same time."""
    suppliers = {
        offering.id: supplier
        for supplier, cards in by_supplier.items()
        for card in cards
        for offering in card.offerings
    }
    seen: dict[tuple[str, str], list[Deal]] = {}
    for deal in deals:
        for card in by_supplier.get(suppliers.get(deal.offering, ""), ()):
            if card.policy is Policy.ONE_RATE and card.valid.overlaps(deal.valid):
                yield finding(
                    Severity.ERROR, "deal.one_rate", deal.place, "price", found=deal.id, card=card.id
                )
        for other in seen.setdefault((deal.customer, deal.offering), []):
            same = (other.per, other.min_quantity) == (deal.per, deal.min_quantity)
            if same and other.valid.overlaps(deal.valid):
                yield finding(
                    Severity.WARNING, "deal.overlap", deal.place, "valid_from", found=deal.id, other=other.id
                )
        seen[deal.customer, deal.offering].append(deal)
