"""Who may negotiate, between which prices, when a price struck inside still counts, and what is a benefit in kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.pricing.bargaining import (
    LINE,
    Asked,
    class_price,
    lowest_usual_price,
    private_benefit,
    usual_price,
)
from comptoir.core.pricing.compile import compile_card
from comptoir.core.pricing.language import read_condition, read_per
from comptoir.core.pricing.negotiable import Circle, circle, may_negotiate, struck_inside
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import Line, Request
from comptoir.core.pricing.terms import (
    Card,
    Deal,
    NegotiableFor,
    Policy,
    Rate,
    RateClass,
    Threshold,
    UnitPrice,
)
from comptoir.core.relation.profile import Profile
from comptoir.core.values import DayPeriod, Place

HERE = Place("rates.csv", 2)
YEAR = DayPeriod(date(2026, 1, 1), date(2027, 1, 1))
TODAY = date(2026, 11, 23)


def person(side: str, tie: str, kind: str = "person") -> Profile:
    told = {"side": side, "tie": tie, "kind": kind}
    return Profile("ana", {name: frozenset({word}) for name, word in told.items()})


EMPLOYEE, SISTER = person("internal", "employee"), person("internal", "group company")
UNIT, OUTSIDER = person("internal", "unit", "unit"), person("external", "none")


def rate(price: str, *classes: str, start: str = "") -> Rate:
    begins = Threshold(Decimal(start)) if start else None
    return Rate(HERE, "cmm", classes, UnitPrice(Decimal(price)), per=read_per("hour"), start=begins)


def card(**more) -> Card:
    classes = (
        RateClass(HERE, "inside", "", "", condition=read_condition("side = internal")),
        RateClass(HERE, "public", "", ""),
    )
    item = Offering(HERE, "cmm", "", "", "MET", Kind.SERVICE, Mode.RENTAL, unit="hour")
    rates = (rate("110", "inside"), rate("120", "public"), rate("90", "public", start="100"))
    plain = Card(
        HERE, "M", "MET", "", "", "EUR", YEAR, usual="public", classes=classes, offerings=(item,), rates=rates,
        tax=Decimal("0.2"),
    )  # fmt: skip
    return replace(plain, **more)


def asked(quantity: str = "1", per: str = "hour") -> Asked:
    return Asked("cmm", per, Decimal(quantity), TODAY)


ONE_RATE: dict[str, Any] = {"policy": Policy.ONE_RATE}
EVERYONE: dict[str, Any] = {"negotiable_for": NegotiableFor.EVERYONE}


@pytest.mark.parametrize(
    ("customer", "terms", "code"),
    [
        (EMPLOYEE, {}, None),
        (SISTER, {}, None),
        (OUTSIDER, {}, "negotiation.not_open"),
        (OUTSIDER, EVERYONE, None),
        (EMPLOYEE, ONE_RATE, "negotiation.one_rate"),
        (OUTSIDER, ONE_RATE, "negotiation.not_open"),
        (OUTSIDER, ONE_RATE | EVERYONE, "negotiation.not_open"),
    ],
)
def test_the_card_says_who_may_negotiate(customer, terms, code):
    found = may_negotiate(card(**terms), customer)

    assert (found.code if found else None) == code


def test_the_ceiling_is_the_usual_price_at_the_quantity():
    book = compile_card(card())

    assert usual_price(book, UNIT, asked()) == 120
    assert usual_price(book, UNIT, asked("200")) == Decimal(105)
    assert usual_price(book, UNIT, asked("200", LINE)) == 21_000
    assert usual_price(book, UNIT, asked("300")) == 100
    assert class_price(book, UNIT, asked(), None) == 110
    assert class_price(book, OUTSIDER, asked(), None) == 120
    assert class_price(book, OUTSIDER, asked(), "nobody") is None
    assert usual_price(compile_card(card(usual="")), UNIT, asked()) is None
    assert usual_price(book, UNIT, replace(asked(), on=date(2027, 1, 1))) is None


def test_a_unit_price_that_never_ends_is_rounded_far_behind_the_cent():
    book = compile_card(card(rates=(rate("100", "public"), rate("50", "public", start="1"))))

    assert usual_price(book, UNIT, asked("3")) == Decimal("66.666667")


def test_the_lowest_price_of_the_year_is_the_reference():
    july = date(2026, 7, 1)
    early = compile_card(card(valid=DayPeriod(date(2025, 1, 1), july), rates=(rate("100", "public"),)))
    late = compile_card(card(valid=DayPeriod(july, None)))
    old = compile_card(card(valid=DayPeriod(None, date(2026, 1, 1)), rates=(rate("10", "public"),)))

    assert lowest_usual_price([early, late, old], UNIT, asked()) == 100
    assert lowest_usual_price([late], UNIT, asked()) == 120
    assert lowest_usual_price([], UNIT, asked()) is None


@pytest.mark.parametrize(
    ("customer", "gross", "price", "flagged"),
    [
        (EMPLOYEE, False, "84", False),  # 100.80 with tax, of 144.00 in public: who buys privately pays tax
        (EMPLOYEE, False, "83.99", True),
        (EMPLOYEE, True, "84", False),
        (EMPLOYEE, True, "83.99", True),
        (SISTER, False, "120", False),
        (SISTER, False, "119.99", True),
        (UNIT, False, "1", False),
        (OUTSIDER, False, "1", False),
    ],
)
def test_exactly_thirty_percent_is_no_benefit(customer, gross, price, flagged):
    book = compile_card(card(gross=gross))

    found = private_benefit(book, customer, "cmm", price=Decimal(price), reference=Decimal(120))

    assert (found is not None) == flagged


def test_a_benefit_is_the_whole_difference():
    found = private_benefit(compile_card(card()), EMPLOYEE, "cmm", price=Decimal(60), reference=Decimal(120))

    assert found is not None
    assert (found.get("discount"), found.get("benefit"), found.get("reference")) == (Decimal("0.5"), 72, 144)


DEAL = Deal(Place("deals.csv", 2), "D", "ana", "cmm", Decimal(50), read_per("hour"), YEAR)


@pytest.mark.parametrize(
    ("customer", "terms", "while_inside", "total"),
    [
        (EMPLOYEE, {}, True, 5_000),
        (OUTSIDER, {}, True, 12_000),
        (OUTSIDER, {}, False, 5_000),
        (EMPLOYEE, ONE_RATE, False, 11_000),
        (OUTSIDER, ONE_RATE, True, 12_000),
    ],
)
def test_a_price_struck_inside_ends_with_being_inside(customer, terms, while_inside, total):
    request = Request(customer, TODAY, (Line("cmm", {"hour": Decimal(1)}),))

    answer = quote(compile_card(card(**terms)), request, deals=(replace(DEAL, while_inside=while_inside),))

    assert answer.total.minor == total


def test_what_is_struck_inside_and_whom_one_rate_binds():
    assert struck_inside(card(), EMPLOYEE)
    assert not struck_inside(card(**EVERYONE), EMPLOYEE)
    assert [circle(customer) for customer in (UNIT, OUTSIDER)] == [Circle.SAME_RATE, Circle.NEVER_LESS]
