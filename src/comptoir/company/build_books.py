"""How do the rows of exchange_rates.csv become dated rates of exchange?"""

from __future__ import annotations

from comptoir.company.build_cards import Build, place
from comptoir.company.settings import period_of
from comptoir.core.ledger import ExchangeRate


def build_exchange_rates(build: Build) -> tuple[ExchangeRate, ...]:
    """Every rate; one that is nothing, or of a currency to itself, is an error."""
    found = []
    for row, cells in build.rows("exchange_rates"):
        if cells["rate"] <= 0 or cells["base"] == cells["quote"]:
            build.findings.error(
                "exchange.rate", place(row, "rate"), found=str(cells["rate"]), expected="> 0", base=cells["base"],
                quote=cells["quote"],
            )  # fmt: skip
            continue
        found.append(
            ExchangeRate(cells["base"], cells["quote"], cells["rate"], period_of(cells), cells["source"])
        )
    return tuple(found)
