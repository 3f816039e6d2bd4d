"""A quantity that no price uses is told, in the quote and by `check`; what counts in any way is not."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.company import check
from comptoir.core.pricing import Line, Request, compile_card, quote
from comptoir.core.pricing.language import read_condition, read_per, read_price
from comptoir.core.pricing.terms import Card, Combine, Rate, RateClass
from comptoir.core.relation.profile import Profile
from comptoir.core.values import DayPeriod, Place
from comptoir.wording import say_reason

HERE = Place("rates.csv", 2)


def card(*rates: Rate) -> Card:
    return Card(
        HERE, "C", "LAB", "", "", "EUR", DayPeriod(), classes=(RateClass(HERE, "all", "", ""),), rates=rates
    )


def rate(price: str, per: str, combine: Combine = Combine.BASE, when: str = "") -> Rate:
    condition = read_condition(when) if when else None
    return Rate(HERE, "car", (), read_price(price), per=read_per(per), combine=combine, condition=condition)


def told(book: Card, **measures: int) -> list[str]:
    line = Line("car", {name: Decimal(count) for name, count in measures.items()})
    answer = quote(compile_card(book), Request(Profile("x"), date(2026, 1, 1), (line,)))
    return [say_reason(one, "en") for one in answer.lines[0].reasons if one.code == "price.unused"]


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ((rate("34", "day"),), ["300 km: not part of this price."]),
        ((rate("34", "day"), rate("0.25", "km", combine=Combine.GREATER)), []),
        ((rate("34", "day"), rate("0.25", "km", combine=Combine.PLUS)), []),
        ((rate("34", "day"), rate("0.25", "km")), ["300 km: not part of this price."]),
        ((rate("34", "day"), rate("30", "day", when="km > 1000")), []),
        ((rate("34", "day x km"),), []),
    ],
)
def test_what_a_price_leaves_aside_is_told(rates, expected) -> None:
    assert told(card(*rates), day=2, km=300) == expected
    assert told(card(*rates), day=2) == []


def test_check_warns_of_it_in_a_worked_example(tmp_path: Path) -> None:
    folder = tmp_path / "spectrometer"
    shutil.copytree(Path(__file__).parents[2] / "company" / "cards" / "spectrometer", folder)
    with (folder / "examples.csv").open("a") as stream:
        stream.write('aside,side=internal,2026-11-02,beam,"2 hours, 3 litres",,,,institute,60.00,\n')

    found = [one for one in check(folder, on=date(2026, 11, 2)).findings if one.code == "example.unused"]

    assert [(one.severity.value, dict(one.params)["unit"], one.place.line) for one in found] == [
        ("warning", "litre", 19)
    ]
