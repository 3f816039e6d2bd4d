"""Tax: what VAT a supply bears and on which paper, from who is who on its day."""

from comptoir.core.tax.benefits import Benefit, benefit, benefit_of
from comptoir.core.tax.groups import (
    VatMembership,
    declared_memberships,
    double_memberships,
    memberships_of,
    vat_group_of,
)
from comptoir.core.tax.rules import COUNTRIES, TREATMENTS, Country, Nature, Relation, SettlementKind
from comptoir.core.tax.self_supply import SelfSupply, Use, self_supply
from comptoir.core.tax.settling import Settlement, Situation, require_invoice, settle, situation
from comptoir.core.tax.vat import Vat, VatBreakdown, VatCategory, breakdown

__all__ = [
    "COUNTRIES",
    "TREATMENTS",
    "Benefit",
    "Country",
    "Nature",
    "Relation",
    "SelfSupply",
    "Settlement",
    "SettlementKind",
    "Situation",
    "Use",
    "Vat",
    "VatBreakdown",
    "VatCategory",
    "VatMembership",
    "benefit",
    "benefit_of",
    "breakdown",
    "declared_memberships",
    "double_memberships",
    "memberships_of",
    "require_invoice",
    "self_supply",
    "settle",
    "situation",
    "vat_group_of",
]
