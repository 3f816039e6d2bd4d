"""Which rows count, and what a price that is relative to another takes over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.pricing import compile_card, compile_faults, evaluate
from comptoir.core.values import DayPeriod
from tests.core.pricing.build import INSIDER, OUTSIDER, ask, card, line, offering, rate, said

BOTH = {"in": "side = internal", "out": ""}
SEM = {"sem": "hour"}


def test_a_row_that_names_the_class_beats_one_for_all() -> None:
    priced = card(rate("sem", "50"), rate("sem", "20", "in"), units=SEM, classes=BOTH)

    assert said(ask(priced, line("sem", hour=1), who=INSIDER)) == "20.00"
    assert said(ask(priced, line("sem", hour=1), who=OUTSIDER)) == "50.00"


def test_the_offering_beats_its_group_and_the_group_beats_all_whatever_class_they_name() -> None:
    priced = card(
        rate("*", "1", "in"),
        rate("group:tools", "2"),
        rate("sem", "3"),
        units=SEM | {"tem": "hour", "ink": "piece"},
        groups={"tools": frozenset({"sem", "tem"})},
        classes=BOTH,
    )

    totals = [
        said(ask(priced, asked, who=INSIDER))
        for asked in (line("sem", hour=1), line("tem", hour=1), line("ink", piece=1))
    ]

    assert totals == ["3.00", "2.00", "1.00"]


def test_groups_of_offerings_csv_count_like_those_of_company_toml() -> None:
    priced = card(rate("group:tools", "2"), offerings=(offering("sem", groups=frozenset({"tools"})),))

    assert said(ask(priced, line("sem", piece=1))) == "2.00"


def test_where_no_condition_of_the_better_row_holds_the_general_row_stands_in() -> None:
    priced = card(rate("sem", "50"), rate("sem", "20", "in", if_="assisted"), units=SEM, classes=BOTH)

    assisted = ask(priced, line("sem", hour=1, answers={"assisted": True}), who=INSIDER)
    alone = ask(priced, line("sem", hour=1), who=INSIDER)

    assert (said(assisted), said(alone)) == ("20.00", "50.00")


def test_of_rows_with_the_same_unit_window_and_tier_the_first_counts() -> None:
    priced = card(rate("sem", "9", if_="small"), rate("sem", "30"), rate("sem", "40"), units=SEM)

    assert said(ask(priced, line("sem", hour=1))) == "30.00"
    assert said(ask(priced, line("sem", hour=1, answers={"small": True}))) == "9.00"


def test_rows_count_while_they_are_valid() -> None:
    spring = DayPeriod(date(2026, 3, 1), date(2026, 4, 1))
    priced = card(rate("sem", "20", valid=spring), rate("sem", "30"), units=SEM)

    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))

    assert [said(ask(priced, line("sem", hour=1), on=day)) for day in days] == [
        "30.00",
        "20.00",
        "20.00",
        "30.00",
    ]


def test_a_class_without_a_row_is_asked_to_ask_for_a_quote() -> None:
    priced = card(rate("sem", "20", "in"), units=SEM, classes=BOTH)

    assert said(ask(priced, line("sem", hour=1), who=OUTSIDER)) == "quote required"


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("in", "10.00"),
        ("2.5 x in", "25.00"),
        ("250% of in", "25.00"),
        ("in + 26.5%", "12.65"),
        ("in - 10%", "9.00"),
        ("in + 5", "15.00"),
        ("10 x offering:core", "20.00"),
        ("unit cost + 15%", "4.60"),
    ],
)
def test_relative_prices(price: str, expected: str) -> None:
    offered = (offering("sem", "hour", cost=Decimal(4)), offering("core", "core-hour"))
    priced = card(
        rate("sem", "10", "in"), rate("sem", price, "out"), rate("core", "2"), offerings=offered, classes=BOTH
    )

    assert said(ask(priced, line("sem", hour=1), who=OUTSIDER)) == expected


def test_chains_are_followed() -> None:
    classes = {"a": "party = a", "b": "party = b", "c": ""}
    priced = card(
        rate("sem", "10", "a"),
        rate("sem", "2 x a", "b"),
        rate("sem", "b + 1", "c"),
        units=SEM,
        classes=classes,
    )

    assert said(ask(priced, line("sem", hour=2))) == "42.00"


def test_a_multiple_takes_over_tiers_and_windows_and_keeps_the_minimum_amount() -> None:
    priced = card(
        rate("sem", "10", "in", min_amount="25"),
        rate("sem", "5", "in", from_="8"),
        rate("sem", "base - 50%", "in", when="sat,sun"),
        rate("sem", "2 x in", "out"),
        units=SEM,
        classes=BOTH,
    )

    weekday, long = ask(priced, line("sem", hour=1)), ask(priced, line("sem", hour=10))
    weekend = ask(priced, line("sem", hour=4, start="2026-03-07 10:00"))

    assert (said(weekday), said(long), said(weekend)) == ("25.00", "180.00", "40.00")


def test_a_price_per_another_count_is_converted_where_it_is_relative() -> None:
    priced = card(
        rate("sem", "60", "in"), rate("sem", "2 x in", "out", per="15 minutes"), units=SEM, classes=BOTH
    )

    assert said(ask(priced, line("sem", minute=15))) == "30.00"


def test_what_goes_round_in_a_circle_is_a_fault_and_has_no_price() -> None:
    priced = card(rate("sem", "2 x out", "in"), rate("sem", "2 x in", "out"), units=SEM, classes=BOTH)

    assert {finding.code for finding in compile_faults(priced)} == {"rate.circle"}
    assert said(ask(priced, line("sem", hour=1))) == "quote required"


def test_faults_that_show_only_when_references_are_followed() -> None:
    priced = card(
        rate("sem", "2 x in", "out"),
        rate("tem", "unit cost + 10%"),
        rate("ion", "base - 10%", when="sat"),
        rate("afm", "5", subsidy="10"),
        rate("xrd", "0.0000000001"),
        units=SEM | {"tem": "hour", "ion": "hour", "afm": "hour", "xrd": "hour"},
        classes=BOTH,
    )

    found = {finding.code for finding in compile_faults(priced)}

    assert found == {
        "rate.refers-to-nothing",
        "rate.no-unit-cost",
        "rate.base-of-nothing",
        "rate.subsidy-above-price",
        "rate.too-large",
    }


def test_a_sound_card_has_no_faults() -> None:
    priced = card(rate("sem", "10", "in"), rate("sem", "in + 26.5%", "out"), units=SEM, classes=BOTH)

    assert compile_faults(priced) == ()


def test_the_hash_is_of_the_meaning() -> None:
    one = card(rate("sem", "10.0"), rate("tem", "5"), units=SEM)
    same = card(rate("tem", "5"), rate("sem", "10"), units=SEM)
    other = card(rate("sem", "10.01"), rate("tem", "5"), units=SEM)
    stepped = card(rate("sem", "10", step="1 hour"), rate("tem", "5"), units=SEM)

    hashes = [compile_card(each).hash for each in (one, same, other, stepped)]

    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3
    assert len(hashes[0]) == 64


def test_the_hash_minds_the_order_of_rows_that_meet() -> None:
    one = card(rate("sem", "10", if_="a"), rate("sem", "20"), units=SEM)
    other = card(rate("sem", "20"), rate("sem", "10", if_="a"), units=SEM)

    assert compile_card(one).hash != compile_card(other).hash


def test_the_bare_path_is_none_where_there_is_no_price() -> None:
    book = compile_card(card(rate("sem", "quote"), units=SEM))

    assert evaluate(book, "sem", "all", {"hour": Decimal(1)}) is None
    assert evaluate(book, "unheard-of", "all", {"hour": Decimal(1)}) is None


def test_what_is_taken_over_stands_where_its_row_stands() -> None:
    priced = card(
        rate("hall", "free", "club", if_="cultural"),
        rate("hall", "150", "club", if_="cultural", from_="2", counter="uses per year"),
        rate("hall", "town", "club"),
        rate("hall", "380", "town", when="sat,sun"),
        rate("hall", "220", "town"),
        units={"hall": "day"},
        classes={"club": "side = internal", "town": ""},
        questions={"cultural": ("yes/no",)},
    )
    saturday, monday = date(2026, 3, 7), date(2026, 3, 2)

    totals = [
        said(ask(priced, line("hall", day=1, answers=answers, counters=counters), who=INSIDER, on=on))
        for on in (saturday, monday)
        for answers, counters in (
            ({"cultural": True}, {}),
            ({"cultural": True}, {"uses per year": 2}),
            ({}, {}),
        )
    ]

    assert totals == ["0.00", "150.00", "380.00", "0.00", "150.00", "220.00"]


def test_a_pass_with_a_window_is_to_be_had_where_the_line_begins_in_it() -> None:
    priced = card(
        rate("cabin", "80", per="1 day", combine="cheapest", when="07-01..08-31"),
        rate("cabin", "480", per="7 days", combine="cheapest", when="07-01..08-31"),
        rate("cabin", "50", per="1 day", combine="cheapest", when="04-01..06-30"),
        rate("cabin", "280", per="7 days", combine="cheapest", when="04-01..06-30"),
        units={"cabin": "day"},
    )
    days = (date(2026, 5, 4), date(2026, 7, 6), date(2026, 12, 7))

    totals = [said(ask(priced, line("cabin", day=9), on=on)) for on in days]

    assert totals == ["380.00", "640.00", "quote required"]
