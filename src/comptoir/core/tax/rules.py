"""Which tax rules hold where? Countries and the table of treatments, as data.

A country is a row of `COUNTRIES`; a treatment is a row of `TREATMENTS`, of which the first that fits counts. Rule to
remember: who is who on the day decides the row, the offering only its rate. Sources: docs/algorithms/tax.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from comptoir.core.tax.vat import VatCategory


class Relation(StrEnum):
    """Who the payer is to the seller, as far as tax asks."""

    SAME_ENTITY = "same entity"
    VAT_GROUP = "vat group"
    GROUP_COMPANY = "group company"
    OUTSIDER = "outsider"
    EMPLOYEE = "employee"
    SISTER_EMPLOYEE = "sister employee"


class Territory(StrEnum):
    """Where the buyer is, seen from the seller."""

    HOME = "home"
    UNION = "union"
    ABROAD = "abroad"


class Nature(StrEnum):
    """What is supplied: goods change hands, everything else (rentals too) is a service."""

    GOODS = "goods"
    SERVICES = "services"


class SettlementKind(StrEnum):
    """On which paper a charge is settled."""

    CHARGE = "cost center charge"
    INTERNAL_DOCUMENT = "internal document"
    INVOICE = "invoice"


class Treatment(NamedTuple):
    """One row: when it fits (None: always), and what follows. `why` is the code of its reason."""

    relation: Relation | None
    territory: Territory | None
    business: bool | None
    nature: Nature | None
    kind: SettlementKind
    category: VatCategory
    exemption: str
    why: str

    def fits(self, relation: Relation, territory: Territory, nature: Nature, *, business: bool) -> bool:
        """Whether the row is for such a supply."""
        found = (relation, territory, business, nature)
        return all(asked is None or asked == is_ for asked, is_ in zip(self[:4], found, strict=True))


_CHARGE, _INTERNAL, _INVOICE = SettlementKind
_HOME, _UNION, _ABROAD = Territory
_GOODS, _SERVICES = Nature
_V = VatCategory

TREATMENTS: tuple[Treatment, ...] = (
    # relation, territory, business, nature -> kind, category, exemption, reason
    Treatment(Relation.SAME_ENTITY, None, None, None, _CHARGE, _V.OUTSIDE, "VATEX-EU-O", "tax.same_entity"),
    Treatment(Relation.VAT_GROUP, None, None, None, _INTERNAL, _V.OUTSIDE, "VATEX-EU-O", "tax.vat_group"),
    Treatment(None, _HOME, None, None, _INVOICE, _V.STANDARD, "", "tax.home"),
    Treatment(None, _UNION, True, _SERVICES, _INVOICE, _V.REVERSE_CHARGE, "VATEX-EU-AE", "tax.reverse_charge"),
    Treatment(None, _UNION, True, _GOODS, _INVOICE, _V.INTRA_COMMUNITY, "VATEX-EU-IC", "tax.intra_community"),
    Treatment(None, _UNION, False, None, _INVOICE, _V.STANDARD, "", "tax.union_consumer"),
    Treatment(None, _ABROAD, None, _GOODS, _INVOICE, _V.EXPORT, "VATEX-EU-G", "tax.export"),
    Treatment(None, _ABROAD, True, _SERVICES, _INVOICE, _V.EXPORT, "VATEX-EU-G", "tax.export_services"),
    Treatment(None, _ABROAD, False, _SERVICES, _INVOICE, _V.STANDARD, "", "tax.consumer_abroad"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """The rules of a seller's country.

    standard     its usual rate; `rates` every rate an invoice may bear there
    vat_groups   whether companies may form one taxable person
    tolerances   whom a discount may be given without a benefit in kind -> up to which part of the usual price with tax
    unsold       the same for unsold goods that are not food; None: no such rule
    """

    code: str
    standard: Decimal
    rates: frozenset[Decimal]
    vat_groups: bool = False
    tolerances: Mapping[Relation, Decimal] | None = None
    unsold: Decimal | None = None


def _rates(text: str) -> frozenset[Decimal]:
    return frozenset(Decimal(rate) / 100 for rate in text.split())


COUNTRIES: Mapping[str, Country] = {
    country.code: country
    for country in (
        Country(
            "FR",
            Decimal("0.2"),
            _rates("20 10 5.5 2.1 8.5 1.75 1.05 13 0.9"),
            vat_groups=True,
            tolerances={Relation.EMPLOYEE: Decimal("0.3"), Relation.SISTER_EMPLOYEE: Decimal(0)},
            unsold=Decimal("0.5"),
        ),
        Country("BE", Decimal("0.21"), _rates("21 12 6"), vat_groups=True),
        Country("DE", Decimal("0.19"), _rates("19 7"), vat_groups=True),
        Country("LU", Decimal("0.17"), _rates("17 14 8 3"), vat_groups=True),
    )
}

UNION = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
# One territory for VAT with another country, and the prefix of VAT numbers where it is not the country's.
SAME_TERRITORY = {"MC": "FR"}
VAT_PREFIX = {"GR": "EL", "MC": "FR"}


def territory(seller: str, buyer: str) -> Territory:
    """Where a buyer's country lies, seen from a seller's.

    >>> str(territory("FR", "MC")), str(territory("FR", "BE")), str(territory("FR", "CH"))
    ('home', 'union', 'abroad')
    """
    own, other = SAME_TERRITORY.get(seller, seller), SAME_TERRITORY.get(buyer, buyer)
    if own == other:
        return Territory.HOME
    return Territory.UNION if own in UNION and other in UNION else Territory.ABROAD


def belongs_to(vat_number: str, country: str) -> bool:
    """Whether a VAT number is one of a country, by its prefix; its check digits are verified where it is typed."""
    prefix = VAT_PREFIX.get(country, country)
    return bool(prefix) and vat_number.upper().startswith(prefix)
