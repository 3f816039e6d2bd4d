"""What a house offers: four kinds of offering, sold or rented out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from comptoir.core.values import DayPeriod, Place


class Kind(StrEnum):
    """The four kinds of offering."""

    PRODUCT = "product"
    MATERIAL = "material"
    SERVICE = "service"
    INFORMATION = "information"


class Mode(StrEnum):
    """Sold for good, or rented for a time."""

    SALE = "sale"
    RENTAL = "rental"


@dataclass(frozen=True, slots=True)
class Offering:
    """One row of offerings.csv. `unit` is its canonical unit of measure; `cost` what one unit costs the supplier
    (for the supplier's side only); `tax` a ratio, None for the card's; `requires` a condition as written."""

    place: Place
    id: str
    name_fr: str
    name_en: str
    supplier: str
    kind: Kind
    mode: Mode
    unit: str = "piece"
    description_fr: str = ""
    description_en: str = ""
    cost: Decimal | None = None
    tax: Decimal | None = None
    charge_for: str = ""
    groups: frozenset[str] = frozenset()
    lead_time: str = ""
    requires: str = ""
    valid: DayPeriod = DayPeriod()
