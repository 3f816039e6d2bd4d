"""Every model of the store in one place, because that is where Django looks."""

from comptoir.store.audit.models import AuditRow
from comptoir.store.cards.models import Adjustment, Deal, Rate, RateCard, RateClass, WorkedExample
from comptoir.store.catalog.models import Bundle, Offering, Resource
from comptoir.store.facts.models import Affiliation
from comptoir.store.imports.models import Import, Setting
from comptoir.store.parties.models import CostCenter, Organization, OrgUnit, Person

__all__ = [
    "Adjustment",
    "Affiliation",
    "AuditRow",
    "Bundle",
    "CostCenter",
    "Deal",
    "Import",
    "Offering",
    "OrgUnit",
    "Organization",
    "Person",
    "Rate",
    "RateCard",
    "RateClass",
    "Resource",
    "Setting",
    "WorkedExample",
]
