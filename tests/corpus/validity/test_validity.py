"""Two dated rows of one thing, in every position to each other: overlaps, holes and backward periods are told, and
nothing else is.

cases.csv: what the two rows are (rates of one price on a card of one year, deals of one customer, facts of one pair,
cards of one supplier), their days, and the codes that must be found; `findings` was counted day by day.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from comptoir.company import check
from comptoir.core.values import Place, Row, Tables
from tests.company.small import COMPANY, FILES, TODAY

with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as stream:
    CASES = [dict(row) for row in csv.DictReader(stream)]
# Codes that speak of dates; what else is found of a case is of no interest here.
DATED = {
    "rate.tie", "rate.day_gap", "rate.outside", "rate.dead", "deal.overlap", "fact.overlap", "card.overlap", "card.gap",
    "period.order", "date.no-such-day",
}  # fmt: skip
# Of these, the ones without which there is no company.
STOPPING = {"period.order", "date.no-such-day", "fact.overlap"}


def table(name: str, text: str) -> tuple[Row, ...]:
    """Rows out of CSV text."""
    rows = csv.DictReader(text.splitlines())
    return tuple(Row(Place(f"{name}.csv", line), row) for line, row in enumerate(rows, 2))


def tables(case: dict[str, str]) -> Tables:
    """The small company with the case's two rows in it."""
    settings = tomllib.loads(COMPANY.replace("2026-01-01\n", "2026-01-01\nvalid_to = 2027-01-01\n"))
    texts = {name.removesuffix(".csv"): text for name, text in FILES.items() if name.endswith(".csv")}
    first, second = ((case[f"{which}_from"], case[f"{which}_to"]) for which in ("first", "second"))
    match case["of"]:
        case "rates":
            rows = "".join(f"sem,*,5,{start},{end}\n" for start, end in (first, second))
            texts["rates"] = "offering,class,price,valid_from,valid_to\nscan,*,1,,\n" + rows
        case "deals":
            rows = "".join(
                f"D{n},ACME,sem,5,{start},{end}\n" for n, (start, end) in enumerate((first, second))
            )
            texts["deals"] = "deal,customer,offering,price,valid_from,valid_to\n" + rows
        case "facts":
            rows = "".join(f"bob,employed by,DEV,{start},{end},x\n" for start, end in (first, second))
            texts["affiliations"] = "party,fact,of,valid_from,valid_to,source\nLAB,part of,ORG,,,x\n" + rows
        case "cards":
            (card,) = settings["card"]
            dated = [
                {**card, "id": name, "valid_from": start, "valid_to": end}
                for name, (start, end) in (("C1", first), ("C2", second))
            ]
            settings["card"] = dated
            texts["rates"] = "card,offering,class,price\n" + "".join(
                f"{name},sem,*,5\n{name},scan,*,1\n" for name in ("C1", "C2")
            )
    del texts["examples"]
    return Tables(settings, {name: table(name, text) for name, text in texts.items()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case.values()))
def test_two_periods(case: dict[str, str]) -> None:
    checked = check(tables(case), on=TODAY)

    assert {one.code for one in checked.findings} & DATED == set(case["findings"].split())
    assert (checked.company is None) is bool(STOPPING & set(case["findings"].split()))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200
