"""Each cell language, by example: what it reads, and the code with which it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, localcontext
from zoneinfo import ZoneInfo

import pytest

from comptoir.core.pricing import language
from comptoir.core.pricing.terms import (
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Counted,
    Counter,
    CounterPeriod,
    Event,
    Money,
    NoPrice,
    Not,
    NotOffered,
    Price,
    Relative,
    Source,
    Span,
    Span24,
    UnitPrice,
    WindowPart,
)
from comptoir.core.values import Unreadable

D = Decimal
PARIS = ZoneInfo("Europe/Paris")
NAMED = {
    "night": "20:00-07:00",
    "weekend": "sat,sun",
    "Summer": "06-01..08-31",
    "off-peak": "night or weekend",
    "circle": "circle2",
    "circle2": "mon circle",
}
WEEKEND = frozenset({5, 6})


def code(read: Callable[..., object], *cells: object, **given: object) -> str:
    """The code with which a cell is refused."""
    with pytest.raises(Unreadable) as refused:
        read(*cells, **given)
    assert refused.value.expected, "an error shows what was expected"
    return refused.value.code


def relative(source: Source, ref: str, factor: str, plus: str = "0") -> Relative:
    return Relative(source, ref, D(factor), D(plus))


# --- prices -------------------------------------------------------------------------------------------------------

PRICES: list[tuple[str, Price]] = [
    ("12.50", UnitPrice(D("12.50"))),
    ("1 250", UnitPrice(D(1250))),
    ("0", UnitPrice(D(0))),
    ("free", UnitPrice(D(0))),
    ("Gratuit", UnitPrice(D(0))),
    ("quote", NoPrice()),
    ("sur devis", NoPrice()),
    ("not  offered", NotOffered()),
    ("students", relative(Source.CLASS, "students", "1")),
    ("class:free", relative(Source.CLASS, "free", "1")),
    ("2.5 x students", relative(Source.CLASS, "students", "2.5")),
    ("2.5× students", relative(Source.CLASS, "students", "2.5")),
    ("250% of students", relative(Source.CLASS, "students", "2.5")),
    ("students + 26.5%", relative(Source.CLASS, "students", "1.265")),
    ("students - 10%", relative(Source.CLASS, "students", "0.9")),
    ("students + 5", relative(Source.CLASS, "students", "1", "5")),
    ("students – 5", relative(Source.CLASS, "students", "1", "-5")),
    ("phd-5", relative(Source.CLASS, "phd-5", "1")),
    ("base - 25%", relative(Source.BASE, "", "0.75")),
    ("50% of base", relative(Source.BASE, "", "0.5")),
    ("10 x offering:core-hour", relative(Source.OFFERING, "core-hour", "10")),
    ("cost", relative(Source.COST, "", "1")),
    ("cost + 10%", relative(Source.COST, "", "1.1")),
    ("unit cost + 15%", relative(Source.UNIT_COST, "", "1.15")),
    ("50% of booked", relative(Source.BOOKED, "", "0.5")),
    ("2 x students + 10%", relative(Source.CLASS, "students", "2.2")),
]


@pytest.mark.parametrize(("text", "price"), PRICES)
def test_prices(text: str, price: Price) -> None:
    assert language.read_price(text) == price


def test_a_percentage_of_many_digits_stays_exact() -> None:
    price = language.read_price("123456789.123456789 x students + 0.0123456789012345%")

    assert isinstance(price, Relative)
    with localcontext(prec=60):
        assert price.factor == D("123456789.123456789") * D("1.000123456789012345")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "price.empty"),
        ("-5", "price.negative"),
        ("students - 150%", "price.negative"),
        ("to be agreed", "price.unreadable"),
        ("students-10%", "price.unreadable"),
        ("12.50 EUR", "number.currency"),
        ("12,50", "number.comma"),
        ("1e400", "number.exponent"),
        ("10%", "number.percent"),
        ("2 x 3", "number.unreadable"),
    ],
)
def test_prices_refused(text: str, wrong: str) -> None:
    assert code(language.read_price, text) == wrong


# --- money, tax, words, ids -----------------------------------------------------------------------------------------


def test_money_is_an_amount_or_a_share() -> None:
    assert language.read_money("12.50") == Money(D("12.50"))
    assert language.read_money("26,5 %", comma=True) == Money(D("26.5"), percent=True)
    assert code(language.read_money, "-5") == "number.negative"
    assert code(language.read_money, "10%%") == "number.percent"


def test_tax_is_a_share_or_none() -> None:
    assert language.read_tax("20%") == D("0.20")
    assert language.read_tax("None") == 0
    assert code(language.read_tax, "0.2") == "tax.unreadable"
    assert code(language.read_tax, "120%") == "tax.unreadable"


def test_yes_no_ids_classes_and_words() -> None:
    assert [language.read_yes_no(word) for word in ("yes", "NON", " Oui ")] == [True, False, True]
    assert code(language.read_yes_no, "maybe") == "yes-no.unreadable"
    assert language.read_id("MÉT-1") == "MÉT-1" == language.read_id("ME\u0301T-1")
    assert code(language.read_id, "two words") == "id.unreadable"
    assert code(language.read_id, "") == "id.unreadable"
    assert code(language.read_id, "x" * 65) == "id.too-long"
    assert language.read_classes("a | b|a") == ("a", "b")
    assert language.read_classes("*") == ()
    assert language.read_target("group:tools") == "group:tools"
    assert code(language.read_target, "class:tools") == "offering.unreadable"
    assert language.read_word("No-Show", Event) is Event.NO_SHOW
    assert code(language.read_word, "noshow", Event) == "word.unknown"


# --- counters -------------------------------------------------------------------------------------------------------

COUNTERS = [
    ("uses per year", Counter(Counted.USES, CounterPeriod.YEAR)),
    ("spend per fiscal year", Counter(Counted.SPEND, CounterPeriod.FISCAL_YEAR)),
    ("dépenses par exercice", Counter(Counted.SPEND, CounterPeriod.FISCAL_YEAR)),
    ("uses ever by beneficiary", Counter(Counted.USES, CounterPeriod.EVER, "", "beneficiary")),
    ("quantity per month of group:storage", Counter(Counted.QUANTITY, CounterPeriod.MONTH, "group:storage")),
    ("uses of SEM by Payer per trimestre", Counter(Counted.USES, CounterPeriod.QUARTER, "SEM", "payer")),
    ("spend per year of all by project", Counter(Counted.SPEND, CounterPeriod.YEAR, "all", "project")),
]


@pytest.mark.parametrize(("text", "counter"), COUNTERS)
def test_counters(text: str, counter: Counter) -> None:
    assert language.read_counter(text) == counter


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("per year", "counter.what"),
        ("uses spend per year", "counter.what"),
        ("uses", "counter.period"),
        ("uses per decade", "counter.period"),
        ("uses per year by bob", "counter.whom"),
        ("uses per year of class:x", "counter.scope"),
        ("uses per year of", "counter.unfinished"),
    ],
)
def test_counters_refused(text: str, wrong: str) -> None:
    assert code(language.read_counter, text) == wrong


# --- windows --------------------------------------------------------------------------------------------------------

WINDOWS = [
    ("mon-fri", [WindowPart(weekdays=frozenset(range(5)))]),
    ("sat,sun", [WindowPart(weekdays=WEEKEND)]),
    ("sam , dimanche", [WindowPart(weekdays=WEEKEND)]),
    ("sat-mon", [WindowPart(weekdays=frozenset({5, 6, 0}))]),
    ("08:00-18:00", [WindowPart(hours=Span24(time(8), time(18)))]),
    ("8h – 18h30", [WindowPart(hours=Span24(time(8), time(18, 30)))]),
    ("18:00-24:00", [WindowPart(hours=Span24(time(18), None))]),
    ("20:00-00:00", [WindowPart(hours=Span24(time(20), None))]),
    ("11-01..03-31", [WindowPart(season=((11, 1), (3, 31)))]),
    ("holidays", [WindowPart(holidays=True)]),
    ("not holidays", [WindowPart(holidays=False)]),
    ("weekend or holidays", [WindowPart(weekdays=WEEKEND), WindowPart(holidays=True)]),
    (
        "mon-fri 08:00-18:00 not holidays",
        [WindowPart(frozenset(range(5)), Span24(time(8), time(18)), None, False)],
    ),
    ("summer night", [WindowPart(hours=Span24(time(20), time(7)), season=((6, 1), (8, 31)))]),
    (
        "summer off-peak",
        [
            WindowPart(hours=Span24(time(20), time(7)), season=((6, 1), (8, 31))),
            WindowPart(weekdays=WEEKEND, season=((6, 1), (8, 31))),
        ],
    ),
]


@pytest.mark.parametrize(("text", "parts"), WINDOWS)
def test_windows(text: str, parts: list[WindowPart]) -> None:
    assert language.read_window(text, NAMED).parts == tuple(parts)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "window.empty"),
        ("soon", "window.unreadable"),
        ("mon-", "window.unreadable"),
        ("or", "window.unreadable"),
        ("not", "window.unreadable"),
        ("08:00-08:00", "window.hours"),
        ("08:00-25:00", "window.hours"),
        ("24:00-08:00", "window.hours"),
        ("02-30..03-01", "window.season"),
        ("08:00-12:00 14:00-18:00", "window.twice"),
        ("mon tue", "window.never"),
        ("not weekend", "window.not"),
        ("circle", "window.circle"),
    ],
)
def test_windows_refused(text: str, wrong: str) -> None:
    assert code(language.read_window, text, NAMED) == wrong


# --- dates and instants ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wrong", "expected"),
    [
        ("03/04/2026", "date.ambiguous", "2026-04-03 | 2026-03-04"),
        ("3.4.2026", "date.ambiguous", "2026-04-03 | 2026-03-04"),
        ("23/11/2026", "date.not-iso", "2026-11-23"),
        ("11/23/2026", "date.not-iso", "2026-11-23"),
        ("03-03-2026", "date.not-iso", "2026-03-03"),
        ("2026/1/5", "date.not-iso", "2026-01-05"),
        ("20261123", "date.not-iso", "2026-11-23"),
        ("31/02/2026", "date.no-such-day", "2026-11-23"),
        ("2027-02-29", "date.no-such-day", "2026-11-23"),
        ("2026-00-10", "date.no-such-day", "2026-11-23"),
        ("03/04/26", "date.two-digit-year", "2026-11-23"),
        ("26-03-04", "date.two-digit-year", "2026-11-23"),
        ("46349", "date.serial", "2026-11-23"),
        ("46349.5", "date.serial", "2026-11-23"),
        ("9999-12-31", "date.year", "2026-11-23"),
        ("0026-11-23", "date.year", "2026-11-23"),
        ("23 nov. 2026", "date.unreadable", "2026-11-23"),
        ("٢٠٢٦-١١-٢٣", "date.unreadable", "2026-11-23"),
        ("", "date.unreadable", "2026-11-23"),
    ],
)
def test_dates_refused(text: str, wrong: str, expected: str) -> None:
    with pytest.raises(Unreadable) as refused:
        language.read_date(text)

    assert (refused.value.code, refused.value.expected) == (wrong, expected)


def test_periods_are_half_open_and_in_order() -> None:
    january = language.read_period("2026-01-01", "2026-02-01")

    assert date(2026, 1, 31) in january
    assert date(2026, 2, 1) not in january
    assert language.read_period("", " ").end is None
    assert code(language.read_period, "2026-01-01", "2026-01-01") == "period.order"


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-23 14:30", datetime(2026, 11, 23, 13, 30, tzinfo=UTC)),
        ("2026-07-01T08:05:09", datetime(2026, 7, 1, 6, 5, 9, tzinfo=UTC)),
        ("2026-11-23 14:30Z", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("2026-11-23 14:30 -05:30", datetime(2026, 11, 23, 20, 0, tzinfo=UTC)),
        ("2026-10-25 02:30+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25 02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-03-29 03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_instants(text: str, utc: datetime) -> None:
    instant = language.read_instant(text, PARIS)

    assert instant == utc
    assert instant.replace(tzinfo=None) == utc.astimezone(PARIS).replace(tzinfo=None), "it shows local time"


@pytest.mark.parametrize(
    ("text", "wrong", "expected"),
    [
        ("2026-03-29 02:30", "instant.skipped", "2026-03-29 03:30"),
        ("2026-10-25 02:30", "instant.twice", "2026-10-25 02:30+02:00 | 2026-10-25 02:30+01:00"),
        ("2026-12-31 24:00", "instant.24h", "2027-01-01 00:00"),
        ("2026-11-23", "instant.no-time", "2026-11-23 00:00"),
        ("2026-11-23 25:00", "instant.unreadable", "2026-11-23 14:30"),
        ("2026-11-23 14:60", "instant.unreadable", "2026-11-23 14:30"),
        ("2026-11-23 2 pm", "instant.unreadable", "2026-11-23 14:30"),
        ("2026-11-23 14:30+20:00", "instant.offset", "+01:00"),
        ("03/04/2026 10:00", "date.ambiguous", "2026-04-03 | 2026-03-04"),
    ],
)
def test_instants_refused(text: str, wrong: str, expected: str) -> None:
    with pytest.raises(Unreadable) as refused:
        language.read_instant(text, PARIS)

    assert (refused.value.code, refused.value.expected) == (wrong, expected)


# --- pairs ----------------------------------------------------------------------------------------------------------


def test_assignments_keep_commas_in_quotes_and_parentheses() -> None:
    found = language.read_assignments(
        'a="x, y", b=(side=external, role=phd); verified, c = industry contract'
    )

    assert found == {
        "a": "x, y",
        "b": "(side=external, role=phd)",
        "verified": "yes",
        "c": "industry contract",
    }
    assert language.strip_parentheses(found["b"]) == "side=external, role=phd"
    assert language.read_assignments("  ") == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("cost=37,80", "assignment.equals"),
        ("=5", "assignment.equals"),
        ("two words", "assignment.equals"),
        ("a=", "assignment.value"),
        ("a=1, a=2", "assignment.twice"),
        ('a="x', "assignment.open"),
        ("a=(x", "assignment.open"),
        ("a=x)", "assignment.open"),
    ],
)
def test_assignments_refused(text: str, wrong: str) -> None:
    assert code(language.read_assignments, text) == wrong


# --- conditions -----------------------------------------------------------------------------------------------------


def compare(name: str, comparison: str, *values: str | Decimal | bool | Span, who: str = "") -> Compare:
    return Compare(who, name, Comparison(comparison), values)


INSIDE = compare("side", "=", "internal")
PHD = compare("role", "in", "phd", "postdoc")
FLAG = compare("verified", "=", True)
CONDITIONS = [
    ("side = internal", INSIDE),
    ("SIDE=internal", INSIDE),
    ("role in (phd, postdoc)", PHD),
    ("side = internal and role in (phd,postdoc)", AllOf((INSIDE, PHD))),
    ("verified or side = internal and role in (phd, postdoc)", AnyOf((FLAG, AllOf((INSIDE, PHD))))),
    ("(verified or side = internal) and verified", AllOf((AnyOf((FLAG, INSIDE)), FLAG))),
    ("not verified and side = internal", AllOf((Not(FLAG), INSIDE))),
    ("not (verified or side = internal)", Not(AnyOf((FLAG, INSIDE)))),
    ("not not verified", Not(Not(FLAG))),
    ("verified = oui", FLAG),
    ("verified != no", compare("verified", "!=", False)),
    ("payer.side != external", compare("side", "!=", "external", who="payer")),
    ("age < 5 years", compare("age", "<", Span(D(5), "year"))),
    ("notice ≤ 10 jours", compare("notice", "<=", Span(D(10), "day"))),
    ("hours >= 8", compare("hours", ">=", D(8))),
    ("quantity > 12.5 core-hours", compare("quantity", ">", Span(D("12.5"), "core-hour"))),
    ('kind = "public body"', compare("kind", "=", "public body")),
    ("kind = public body and verified", AllOf((compare("kind", "=", "public body"), FLAG))),
    ("country = NO", compare("country", "=", "NO")),
    ("industry = 01.10", compare("industry", "=", "01.10")),
    ("role not in (phd)", compare("role", "!=", "phd")),
    ("media <> usb", compare("media", "!=", "usb")),
    ('remark = "a ""b"", c"', compare("remark", "=", 'a "b", c')),
    ("remark = “a, b”", compare("remark", "=", "a, b")),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_conditions(text: str, condition: object) -> None:
    assert repr(language.read_condition(text)) == repr(condition)


@pytest.mark.parametrize(
    ("text", "wrong", "found"),
    [
        ("", "condition.empty", ""),
        ("side = internal and", "condition.name", "and …"),
        ("and verified", "condition.name", "and"),
        ("side = internal role = phd", "condition.unexpected", "="),
        ("(verified", "condition.unexpected", "verified …"),
        ("verified)", "condition.unexpected", ")"),
        ('remark = "open', "condition.unexpected", '"open'),
        ("role in phd", "condition.in", "phd"),
        ("role in (phd", "condition.unexpected", "phd …"),
        ("role =", "condition.value", "= …"),
        ("role = and", "condition.value", "and"),
        ("role", "condition.compare", "role …"),
        ("age < 5", "condition.age", "5"),
        ("age < 5 pages", "condition.age", "5 page"),
        ("age < 0.3 years", "span.fraction", "0.3 years"),
        ("age < 36 hours", "span.fraction", "36 hours"),
        ("notice <= 2 months", "condition.notice", "2 months"),
        ("media < usb", "condition.order", "usb"),
        ("miles = 1e400", "number.exponent", "1e400"),
        ("miles = 1,5", "condition.unexpected", ","),
        ("buyer.payer.side = x", "condition.name", "buyer.payer.side"),
        ("(" * 60 + "a" + ")" * 60, "condition.too-deep", "("),
    ],
)
def test_conditions_refused(text: str, wrong: str, found: str) -> None:
    with pytest.raises(Unreadable) as refused:
        language.read_condition(text)

    assert (refused.value.code, refused.value.found) == (wrong, found)


def test_a_huge_cell_is_refused_and_not_repeated() -> None:
    with pytest.raises(Unreadable) as refused:
        language.read_condition("a or " * 100_000)

    assert refused.value.code == "cell.too-long"
    assert len(refused.value.found) <= 200
