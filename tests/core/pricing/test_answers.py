"""What a quote answers as a whole: statuses, classes, tax, deals, subsidies, bundles, the ladder, the view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from comptoir.core.pricing import Request, Status, compile_card, ladder, public_view, replay
from comptoir.core.pricing.language import read_condition
from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import Component
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount, DayPeriod
from tests.core.pricing.build import (
    DAY,
    HERE,
    INSIDER,
    OUTSIDER,
    adjustment,
    ask,
    at,
    card,
    deal,
    line,
    measured,
    offering,
    rate,
    said,
)

BOTH = {"in": "side = internal", "out": ""}
UNITS = {"scan": "hour", "tube": "piece", "none": "piece"}
CARD = card(
    rate("scan", "40", "in"),
    rate("scan", "in + 50%", "out"),
    rate("tube", "free"),
    rate("none", "not offered"),
    units=UNITS,
    classes=BOTH,
    usual="out",
    tax=Decimal("0.20"),
)
AFFILIATE = Profile("sister", {"side": frozenset({"internal"}), "tie": frozenset({"group company"})})


def test_the_worst_line_decides_the_answer() -> None:
    free, priced = line("tube", piece=1), line("scan", hour=1)
    quoted, refused, incomplete = line("unheard-of", piece=1), line("none", piece=1), line("scan")

    answers = [
        ask(CARD, *lines, who=INSIDER).status
        for lines in (
            (free,),
            (free, priced),
            (priced, quoted),
            (quoted, incomplete),
            (incomplete, refused, free),
        )
    ]

    assert answers == [Status.FREE, Status.PRICED, Status.QUOTE_REQUIRED, Status.INCOMPLETE, Status.REFUSED]


def test_no_price_means_no_total() -> None:
    answer = ask(CARD, line("scan", hour=1), line("unheard-of", piece=1), who=INSIDER)

    assert answer.total == Amount(0, "EUR")
    assert answer.lines[0].amount == Amount(4000, "EUR")


def test_a_card_out_of_force_has_no_price() -> None:
    expired = replace(CARD, valid=DayPeriod(date(2025, 1, 1), date(2026, 1, 1)))

    assert said(ask(expired, line("scan", hour=1), on=date(2025, 12, 31))) == "60.00"
    assert said(ask(expired, line("scan", hour=1), on=date(2026, 1, 1))) == "quote required"


def test_a_class_and_a_row_and_an_offering_may_require_something() -> None:
    priced = card(
        rate("scan", "40", requires="trained"),
        rate("tube", "1"),
        offerings=(offering("scan", "hour"), offering("tube", requires="licence")),
    )
    verified = replace(CARD.classes[0], requires=read_condition("account"), requires_text="account")
    strict = replace(CARD, classes=(verified, CARD.classes[1]))

    assert said(ask(priced, line("scan", hour=1))) == "refused"
    assert said(ask(priced, line("scan", hour=1, answers={"trained": True}))) == "40.00"
    assert said(ask(priced, line("tube", piece=1))) == "refused"
    assert said(ask(strict, line("scan", hour=1), who=INSIDER)) == "refused"
    assert said(ask(strict, line("scan", hour=1), who=INSIDER, answers={"account": True})) == "40.00"
    assert said(ask(strict, line("scan", hour=1), who=OUTSIDER)) == "60.00"


def test_the_class_may_follow_purpose_payer_and_beneficiary() -> None:
    priced = card(
        rate("scan", "90", "industry"),
        rate("scan", "70", "third"),
        rate("scan", "40", "in"),
        rate("scan", "60", "out"),
        units=UNITS,
        classes={
            "industry": "purpose = industry",
            "third": "payer.side = internal and beneficiary.side = external",
        }
        | BOTH,
    )
    lines = (line("scan", hour=1), line("scan", hour=1, answers={"purpose": "industry"}))

    own = ask(priced, *lines, who=INSIDER)
    for_another = ask(priced, lines[0], who=INSIDER, beneficiary=OUTSIDER)

    assert [one.rate_class for one in own.lines] == ["in", "industry"]
    assert said(for_another) == "70.00"


def test_the_party_that_decides_chooses_the_class() -> None:
    by_payer = replace(CARD, decides="payer")

    assert said(ask(by_payer, line("scan", hour=1), who=INSIDER, payer=OUTSIDER)) == "60.00"
    assert said(ask(CARD, line("scan", hour=1), who=INSIDER, payer=OUTSIDER)) == "40.00"


@pytest.mark.parametrize(("who", "tax"), [(INSIDER, 0), (AFFILIATE, 800), (OUTSIDER, 1200)])
def test_who_belongs_to_the_same_legal_entity_pays_no_tax(who: Profile, tax: int) -> None:
    assert ask(CARD, line("scan", hour=1), who=who).tax.minor == tax


def test_tax_is_rounded_once_per_rate() -> None:
    offered = (
        offering("scan", tax=Decimal("0.055")),
        offering("tube"),
        offering("book", tax=Decimal("0.055")),
    )
    priced = card(
        rate("scan", "0.33"),
        rate("tube", "0.35"),
        rate("book", "0.10"),
        offerings=offered,
        tax=Decimal("0.20"),
    )
    lines = (line("scan", piece=1), line("tube", piece=1), line("book", piece=1))

    net, gross = ask(priced, *lines), ask(replace(priced, gross=True), *lines)

    assert (net.net.minor, net.tax.minor, net.gross.minor) == (78, 2 + 7, 87)
    assert (gross.net.minor, gross.tax.minor, gross.gross.minor) == (70, 2 + 6, 78)


def test_what_an_adjustment_takes_off_is_shared_among_the_tax_rates() -> None:
    offered = (offering("scan", tax=Decimal("0.10")), offering("tube"))
    priced = card(
        rate("scan", "100"),
        rate("tube", "300"),
        offerings=offered,
        tax=Decimal("0.20"),
        adjustments=(adjustment("rebate", "40"),),
    )

    answer = ask(priced, line("scan", piece=1), line("tube", piece=1))

    assert (said(answer), answer.tax.minor) == ("360.00", 900 + 5400)
    assert [(one.amount.minor, one.tax_rate) for one in answer.lines[2:]] == [
        (-1000, Decimal("0.10")),
        (-3000, Decimal("0.20")),
    ]
    assert all(replay(one.reasons) == one.amount for one in answer.lines)


def test_added_tax_is_tax() -> None:
    priced = card(rate("scan", "60"), adjustments=(adjustment("tax", "21%", if_="payment = personal"),))

    privately = ask(priced, line("scan", piece=1), answers={"payment": "personal"})
    officially = ask(priced, line("scan", piece=1))

    assert (privately.total.minor, privately.net.minor, privately.tax.minor, privately.gross.minor) == (
        7260,
        6000,
        1260,
        7260,
    )
    assert said(officially) == "60.00"


# --- deals --------------------------------------------------------------------------------------------------------


def test_a_deal_stands_in_where_it_is_lower_and_reached() -> None:
    lower, higher, bulk = deal("30"), deal("50"), deal("10", min_quantity=Decimal(10))

    assert said(ask(CARD, line("scan", hour=2), who=INSIDER, deals=(lower,))) == "60.00"
    assert said(ask(CARD, line("scan", hour=2), who=INSIDER, deals=(higher, bulk))) == "80.00"
    assert said(ask(CARD, line("scan", hour=10), who=INSIDER, deals=(lower, bulk))) == "100.00"


def test_a_deal_is_nobody_elses_and_ends() -> None:
    given = (deal("30"),)

    assert said(ask(CARD, line("scan", hour=1), who=OUTSIDER, deals=given)) == "60.00"
    assert said(ask(CARD, line("scan", hour=1), who=INSIDER, deals=given, on=date(2027, 1, 1))) == "40.00"


def test_a_deal_is_a_price_where_none_is_published_but_undoes_no_refusal() -> None:
    priced = card(rate("scan", "quote"), rate("none", "not offered"), units=UNITS)
    given = (deal("30"), deal("30", offering="none"), deal("30", offering="unheard-of"))

    assert said(ask(priced, line("scan", hour=2), who=INSIDER, deals=given)) == "60.00"
    assert said(ask(priced, line("unheard-of", piece=2), who=INSIDER, deals=given)) == "60.00"
    assert said(ask(priced, line("none", piece=2), who=INSIDER, deals=given)) == "refused"


def test_a_deal_explains_itself() -> None:
    answer = ask(CARD, line("scan", hour=2), who=INSIDER, deals=(deal("30"),))

    assert replay(answer.lines[0].reasons) == Amount(6000, "EUR")
    assert [reason.depth for reason in answer.lines[0].reasons if reason.code == "price.deal"] == ["customer"]


# --- what is not the price ------------------------------------------------------------------------------------------


def test_a_subsidy_scales_with_the_amount() -> None:
    stepped = card(
        rate("scan", "120", subsidy="30"),
        rate("scan", "110", subsidy="25", from_="1"),
        rate("scan", "100", subsidy="20", from_="3"),
        rate("scan", "90", subsidy="15", from_="5"),
        units=UNITS,
    )
    least = card(rate("scan", "60", subsidy="10", min_amount="30", paid_by="Fund"), units=UNITS)
    evening = card(
        rate("scan", "60", subsidy="25%"), rate("scan", "base - 10%", when="17:00-24:00"), units=UNITS
    )

    first = ask(stepped, line("scan", minute=315)).lines[0]
    second = ask(least, line("scan", minute=29)).lines[0]
    third = ask(evening, line("scan", start="2026-03-02 16:00", end="2026-03-02 18:00")).lines[0]

    assert (first.amount.minor, first.subsidy) == (56250, Amount(12375, "EUR"))
    assert (second.amount.minor, second.subsidy, second.paid_by) == (3000, Amount(500, "EUR"), "Fund")
    assert (third.amount.minor, third.subsidy) == (11400, Amount(2850, "EUR"))


def test_a_deposit_is_held_and_never_part_of_the_price() -> None:
    answer = ask(
        card(rate("hall", "100", deposit="1200"), rate("dish", "25")),
        line("hall", piece=1),
        line("dish", piece=1),
    )

    assert (said(answer), answer.deposit) == ("125.00", Amount(120000, "EUR"))


def test_what_comes_along_is_priced_by_its_own_rates() -> None:
    priced = card(
        rate("scan", "40"),
        rate("entry", "25"),
        rate("help", "100"),
        units=UNITS | {"entry": "day", "help": "hour"},
        components=(
            Component(HERE, "scan", "entry", measured(day=1)),
            Component(HERE, "scan", "help", None, condition=read_condition("assisted")),
        ),
    )

    alone = ask(priced, line("scan", hour=2))
    helped = ask(priced, line("scan", hour=2), answers={"assisted": True})

    assert [(one.line, one.label, one.amount.minor) for one in alone.lines] == [
        (0, "", 8000),
        (None, "entry", 2500),
    ]
    assert said(helped) == "305.00"


@pytest.mark.parametrize(
    ("charge_for", "used", "expected"),
    [
        ("reserved", ("13:15", "13:45"), "60.00"),
        ("used", ("13:00", "14:15"), "75.00"),
        ("used", None, "incomplete"),
        ("greater", ("13:15", "13:45"), "60.00"),
        ("greater", None, "60.00"),
        ("overage", ("13:45", "14:15"), "75.00"),
        ("overage", ("13:15", "13:45"), "60.00"),
        ("overage", None, "60.00"),
    ],
)
def test_reserved_used_the_greater_or_the_overage(
    charge_for: str, used: tuple[str, str] | None, expected: str
) -> None:
    def moment(clock: str | None) -> datetime | None:
        return None if clock is None else at(f"2026-03-02 {clock}")

    start, end = used or (None, None)
    asked = Line(
        "scan", {}, start=moment("13:00"), end=moment("14:00"), used_start=moment(start), used_end=moment(end)
    )

    assert said(ask(card(rate("scan", "60", charge_for=charge_for), units=UNITS), asked)) == expected


# --- ladder and view --------------------------------------------------------------------------------------------------


def _rungs(who: Profile, *deals: object) -> list[tuple[str, int]]:
    request = Request(who, DAY, (line("scan", hour=1),))
    return [(rung.name, rung.amount.minor) for rung in ladder(compile_card(CARD), request, deals)]  # type: ignore[arg-type]


def test_an_insider_sees_the_way_down_from_the_usual_price() -> None:
    assert _rungs(INSIDER, deal("30")) == [("usual", 6000), ("internal", 4000), ("deal", 3000)]
    assert _rungs(INSIDER) == [("usual", 6000), ("internal", 4000)]


def test_an_outsider_sees_its_own_price_only() -> None:
    assert _rungs(OUTSIDER, deal("30")) == [("class", 6000)]


def test_what_an_outsider_reads_does_not_change_with_the_inside_rates() -> None:
    cheaper = replace(CARD, rates=(rate("scan", "10", "in"), rate("scan", "60", "out"), *CARD.rates[2:]))
    request = (line("scan", hour=1), line("tube", piece=3))

    seen = [public_view(ask(each, *request, who=OUTSIDER)) for each in (CARD, cheaper)]

    assert seen[0] == seen[1]
    assert repr(seen[0]) == repr(seen[1])


def test_the_auditor_reads_how_a_relative_price_was_found() -> None:
    reasons = ask(CARD, line("scan", hour=1), who=OUTSIDER).lines[0].reasons

    found = [reason for reason in reasons if reason.code == "price.relative.class"]

    assert [(reason.depth, reason.get("of")) for reason in found] == [("auditor", Decimal(40))]
