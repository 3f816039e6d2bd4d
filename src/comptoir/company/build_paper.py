"""How do the rows of invoicing.csv become what invoices say of a party?

Two sellers with one prefix would share their invoice numbers, so that is an error here and not on the day of the
first invoice.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from comptoir.company.build_cards import Build, place
from comptoir.company.model import Invoicing

_HUNDRED = Decimal(100)


def build_invoicing(build: Build) -> Mapping[str, Invoicing]:
    """Every row of invoicing.csv by its party."""
    found: dict[str, Invoicing] = {}
    prefixes: dict[str, str] = {}
    for row, cells in build.rows("invoicing"):
        party, prefix = cells["party"], cells["prefix"] or cells["party"]
        first = prefixes.setdefault(prefix.casefold(), party) if cells["iban"] else party
        if first != party:
            build.findings.error(
                "invoicing.prefix", place(row, "prefix"), found=prefix, expected="", first=first
            )
        found[party] = Invoicing(
            row.place, party, cells["street"], cells["street_more"], cells["postcode"], cells["city"],
            cells["country"], cells["siret"], cells["electronic_address"], cells["reference"], cells["payment_days"],
            cells["legal"], cells["iban"], cells["bic"], _ratio(cells["late_penalty"]),
            _ratio(cells["early_discount"]), cells["vat_on_debits"], prefix, cells["invoice_mail"],
        )  # fmt: skip
    return found


def _ratio(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / _HUNDRED
