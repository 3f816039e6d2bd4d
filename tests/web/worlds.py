"""Two companies that an outsider must not be able to tell apart: they differ in internal rates, costs, deals and cost
centers only. And the canaries: amounts of the second one that exist nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from comptoir.core.values import Place, Row, Tables
from tests.web.company import tables as demo_company

INSIDE = {"interne", "groupe"}
# Offerings whose usual price is cost plus something: their cost is not internal alone.
COST_PLUS = {"filament", "aluminum"}
FIRST_CANARY = Decimal("7919.37")


def one_world() -> Tables:
    """The demo company, all of its units free to negotiate: a canary above the usual price may then be imported.

    Without its worked examples, which would rightly disagree with changed prices.
    """
    demo = demo_company()
    cards = [{**card, "policy": "negotiable"} for card in demo.settings["card"]]  # type: ignore[attr-defined]
    kept = {name: rows for name, rows in demo.tables.items() if name != "examples"}
    return Tables({**demo.settings, "card": cards}, kept)


def other_world() -> tuple[Tables, tuple[Decimal, ...]]:
    """The demo company with everything internal changed, and the internal amounts that occur in it."""
    tables = one_world()
    amounts = _canaries()
    changed = dict(tables.tables)
    planted: list[Decimal] = []

    def canary() -> str:
        planted.append(next(amounts))
        return str(planted[-1])

    changed["rates"] = tuple(_rate(row, canary) for row in tables.rows("rates"))
    changed["offerings"] = tuple(
        _with(row, cost=canary()) if row["cost"] and row["offering"] not in COST_PLUS else row
        for row in tables.rows("offerings")
    )
    changed["cost_centers"] = tuple(
        _with(row, cost_center=f"SECRET-{number}", name_fr=f"Secret {number}", name_en=f"Secret {number}")
        for number, row in enumerate(tables.rows("cost_centers"))
    )
    changed["adjustments"] = tuple(
        _with(row, amount=canary()) if row["class"] in INSIDE else row for row in tables.rows("adjustments")
    )
    changed["deals"] = tuple(
        Row(Place("deals.csv", line), cells) for line, cells in enumerate(_deals(canary), start=2)
    )
    return Tables(tables.settings, changed), tuple(planted)


def _canaries() -> Iterator[Decimal]:
    amount = FIRST_CANARY
    while True:
        yield amount
        amount += Decimal("11.31")


def _rate(row: Row, canary) -> Row:
    classes = {name.strip() for name in row["class"].split("|")}
    if not classes <= INSIDE:
        return row
    price = canary() if re.fullmatch(r"[\d.]+|free", row["price"]) else "public - 44%"
    return _with(row, price=price, note="SECRET-NOTE")


def _deals(canary) -> Iterator[dict[str, str]]:
    for customer in ("p20", "ESS", "KER", "TEC", "UNV"):
        yield {
            "deal": f"SECRET-{customer}", "customer": customer, "offering": "calibration", "price": canary(),
            "per": "piece", "valid_from": "2026-01-01", "seller": "p02", "approved_by": "p01", "note": "SECRET-DEAL",
        }  # fmt: skip


def _with(row: Row, **cells: str) -> Row:
    return Row(row.place, {**row.cells, **cells})


def spellings(amount: Decimal) -> set[str]:
    """Every way an amount may be written on a page: plain, grouped, French, in cents."""
    whole, cents = f"{amount:.2f}".split(".")
    groups = [
        f"{whole[:-3]}{gap}{whole[-3:]}" for gap in ("", ",", " ", "\u202f", "\u00a0", ".", "&nbsp;", "'")
    ]
    return {f"{group}{point}{cents}" for group in groups for point in (".", ",")} | {whole + cents}
