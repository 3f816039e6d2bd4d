"""Charges and invoices for the tests of billing, said shortly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from comptoir.core.billing.charging import Charge
from comptoir.core.billing.invoice import (
    Address,
    Buyer,
    BuyerKind,
    Invoice,
    InvoiceLine,
    InvoiceType,
    Operation,
    Seller,
)
from comptoir.core.tax import Nature, Relation, Situation, Vat, VatCategory, settle
from comptoir.core.values import Amount, Named

DAY = date(2026, 11, 23)
HERE = Address("1 rue de la Paix", "75002", "Paris", "FR")
SELLER = Seller("Moreau SA", HERE, "552100554", "FR96552100554")
BUYER = Buyer("Rival SARL", HERE, BuyerKind.BUSINESS, "732829320")


def eur(minor: int) -> Amount:
    return Amount(minor, "EUR")


def charge(
    name: str, minor: int, relation: Relation = Relation.OUTSIDER, *, quantity: str = "1", unit: str = "piece"
) -> Charge:
    """A charge for a scan, net, settled as the relation asks."""
    found = Situation(DAY, relation, Named("ORG"), Named("B"), "FR", "FR", business=True)
    settlement = settle(found, nature=Nature.SERVICES)
    return Charge(name, "LAB", "B", "B", "scan", DAY, Decimal(quantity), unit, eur(minor), settlement)


def line(number: int, minor: int, rate: str = "0.2") -> InvoiceLine:
    """A line of one lot; a negative amount is a negative quantity."""
    vat = Vat(VatCategory.STANDARD, Decimal(rate))
    lot = Decimal(-1 if minor < 0 else 1)
    return InvoiceLine(str(number), "Scan", lot, "C62", abs(eur(minor).major), eur(minor), vat)


def invoice_of(rows: Iterable[tuple[int, str]]) -> Invoice:
    """An invoice with a line per (net cents, rate)."""
    lines = tuple(line(number, minor, rate) for number, (minor, rate) in enumerate(rows, 1))
    return Invoice(
        "MET-2026-00001", InvoiceType.INVOICE, DAY, date(2026, 12, 23), "EUR", Operation.SERVICES, SELLER, BUYER, lines
    )  # fmt: skip
