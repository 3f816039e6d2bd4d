"""How do the rows of exchange_rates.csv become dated rates of exchange?"""

from __future__ import annotations

from comptoir.company.build_cards import Build, place
from comptoir.company.settings import period_of
from comptoir.core.ledger import ExchangeRate
from comptoir.core.values import DayPeriod, Row


def build_exchange_rates(build: Build) -> tuple[ExchangeRate, ...]:
    """Every rate; one that is nothing, of a currency to itself, or beside another of the same day, is an error."""
    found: list[ExchangeRate] = []
    known: dict[tuple[str, str], list[tuple[Row, DayPeriod]]] = {}
    for row, cells in build.rows("exchange_rates"):
        if cells["rate"] <= 0 or cells["base"] == cells["quote"]:
            build.findings.error(
                "exchange.rate", place(row, "rate"), found=str(cells["rate"]), expected="> 0", base=cells["base"],
                quote=cells["quote"],
            )  # fmt: skip
            continue
        valid = period_of(cells)
        others = known.setdefault((cells["base"], cells["quote"]), [])
        for other, period in others:
            if period.overlaps(valid):
                build.findings.error(
                    "exchange.overlap", place(row, "valid_from"), found=_said(valid), expected=_said(period),
                    base=cells["base"], quote=cells["quote"], first=str(other.place),
                )  # fmt: skip
                break
        others.append((row, valid))
        found.append(ExchangeRate(cells["base"], cells["quote"], cells["rate"], valid, cells["source"]))
    return tuple(found)


def _said(period: DayPeriod) -> str:
    """A period as its row says it; an open end is empty."""
    return f"[{period.start or ''}, {period.end or ''})"
