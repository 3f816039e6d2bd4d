"""On which paper does a delivery go, with which VAT, and which cost centers bear it? By the facts of its day.

Rule to remember: what cannot be settled is a refusal with its reason; who collects parks it, and goes on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from comptoir.company import Company, CostCenter
from comptoir.core.billing.shares import Part, parts
from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.relation import legal_entity_of
from comptoir.core.tax import memberships_of, settle, situation
from comptoir.core.tax.rules import Nature, SettlementKind
from comptoir.core.tax.settling import Settlement
from comptoir.core.values import Amount, Reason, Refusal, split
from comptoir.core.values.share import Share, read_shares
from comptoir.store.charges.models import Charge

_GOODS = frozenset({Kind.PRODUCT, Kind.MATERIAL})
_WHOLE = Decimal(100)


def settle_supply(
    company: Company, offering: str, *, supplier: str, payer: str, day: date, at: datetime, rate: Decimal | None = None
) -> Settlement:  # fmt: skip
    """How a supply of a day is settled, by what is known at an instant.

    rate      what was said when it was priced; None: the offering's, else the card's, else the country's usual rate
    raises    Refusal: charge.payer for a payer that nobody declared; tax.* where tax cannot be decided
    """
    if payer not in company.parties:
        raise Refusal(Reason("charge.payer", (("payer", payer),)))
    found = situation(
        company.facts,
        payer,
        supplier,
        memberships=memberships_of(company.facts, known_at=at),
        as_of=day,
        known_at=at,
    )
    item = company.offerings.get(offering)
    return settle(found, nature=nature_of(item), rate=rate or _stated(company, item, supplier, day))


def nature_of(offering: Offering | None) -> Nature:
    """Whether goods change hands; everything else is a service, rentals too."""
    if offering is not None and offering.kind in _GOODS and offering.mode is Mode.SALE:
        return Nature.GOODS
    return Nature.SERVICES


def _stated(company: Company, offering: Offering | None, supplier: str, day: date) -> Decimal | None:
    """The rate that the offering says, else its card; a card that says none leaves it to the country."""
    if offering is not None and offering.tax is not None:
        return offering.tax
    card = company.card(supplier, day)
    return card.tax if card is not None and card.tax else None


def bearers(
    company: Company, settlement: Settlement, owed: Amount, *, payer: str, shares: str, day: date
) -> tuple[Part, ...]:
    """Which cost centers bear what of a charge; nobody where a party outside pays by invoice.

    shares    JSON: [{"cost_center": ..., "percent": "60"}, ...]; empty: the payer's own cost center
    raises    Refusal: charge.cost_center for one that is not there or closed, charge.which_cost_center where the payer
              has several and none was named, billing.split.*
    """
    said = read_shares(shares)
    if not said:
        if settlement.kind is not SettlementKind.CHARGE:
            return ()
        return parts(owed, [Share(center_of(company, payer, day), _WHOLE)])
    known = {one.id: one for one in company.cost_centers}
    for share in said:
        center = known.get(share.cost_center)
        if center is None or day not in center.valid:
            raise Refusal(Reason("charge.cost_center", (("cost_center", share.cost_center), ("day", day))))
    return parts(owed, said)


def bearers_again(
    company: Company, found: Charge, owed: Amount, shares: Sequence[Share]
) -> list[list[object]]:
    """Who bears a corrected charge: the cost centers named, else those of before in the same proportion.

    raises    Refusal: charge.cost_center, billing.split.*
    """
    known = {one.id: one for one in company.cost_centers}
    for share in shares:
        center = known.get(share.cost_center)
        if center is None or found.day not in center.valid:
            told = (("cost_center", share.cost_center), ("day", found.day))
            raise Refusal(Reason("charge.cost_center", told))
    if shares:
        return [[one.cost_center, one.amount.minor] for one in parts(owed, list(shares))]
    before = json.loads(found.shares)
    if not before or not owed.minor:
        return []
    shared = split(owed, tuple(Decimal(abs(minor)) for _, minor in before))
    return [[center, amount.minor] for (center, _), amount in zip(before, shared, strict=True)]


def center_of(company: Company, unit: str, day: date) -> str:
    """The cost center of a unit: its only one, or the unit itself where a house keeps none.

    raises    Refusal(charge.which_cost_center) where it has several
    """
    own: list[CostCenter] = [one for one in company.cost_centers if one.unit == unit and day in one.valid]
    if len(own) > 1:
        raise Refusal(Reason("charge.which_cost_center", (("payer", unit), ("count", len(own)))))
    return own[0].id if own else unit


def earning_center(company: Company, supplier: str, day: date) -> str:
    """The cost center that a supplier earns on: its first one of the day, or the unit itself."""
    return next(
        (one.id for one in company.cost_centers if one.unit == supplier and day in one.valid), supplier
    )


def entity_of(company: Company, supplier: str, day: date, *, at: datetime) -> str:
    """The legal entity that a supplier belongs to.

    raises    Refusal(tax.no_seller) where there is none
    """
    entity = legal_entity_of(company.facts, supplier, as_of=day, known_at=at)
    if entity is None:
        raise Refusal(Reason("tax.no_seller", (("supplier", supplier),)))
    return entity
