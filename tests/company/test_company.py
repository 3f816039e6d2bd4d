"""A company, once read: prices, standings and profiles for a Python user in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import comptoir
from comptoir.company import Company, Unsound, build, read, read_tables
from comptoir.core.pricing.request import Status
from comptoir.core.values import Unreadable
from tests.company.small import COMPANY, TODAY, folder, replaced

SECOND = """
[[card]]
id = "C2"
supplier = "LAB"
valid_from = 2027-01-01
usual = "public"
"""
RATES = (
    "card,offering,class,price,if\nC1,sem,inside,50,\nC1,sem,public,95,assisted\nC1,sem,public,80,\n"
    "C1,scan,*,0.10,\nC2,sem,inside,55,\nC2,sem,public,88,\nC2,scan,*,0.10,\n"
)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return comptoir.load(folder(tmp_path))


@pytest.fixture
def two_years(tmp_path: Path) -> Company:
    settings = (
        COMPANY.replace("valid_from = 2026-01-01\n", "valid_from = 2026-01-01\nvalid_to = 2027-01-01\n")
        + SECOND
    )
    return comptoir.load(folder(tmp_path, {"company.toml": settings, "rates.csv": RATES}))


def test_an_insider_and_an_outsider_pay_their_prices(company: Company) -> None:
    inside = company.quote(customer="ana", offering="sem", quantity="2 hours", on=TODAY)
    outside = company.quote(customer="ACME", offering="sem", quantity="2 hours", on=TODAY)

    assert (inside.rate_class, inside.total.major) == ("inside", Decimal(100))
    assert (outside.rate_class, outside.total.major) == ("public", Decimal(160))


@pytest.mark.parametrize(
    ("described", "total"),
    [
        ("side=internal", 100),
        ("tie=employee", 100),
        ("tie=partner", 160),
        ("role=phd", 160),
        ({"side": "internal", "role": "phd|tutor"}, 100),
        ("", 160),
    ],
)
def test_a_customer_may_be_described(
    company: Company, described: str | Mapping[str, str], total: int
) -> None:
    assert company.quote(as_=described, offering="sem", quantity=2, on=TODAY).total.major == total


def test_answers_choose_the_row(company: Company) -> None:
    for given in ("assisted=yes", "assisted", {"assisted": True}):
        assert company.quote(as_="", offering="sem", quantity=1, given=given, on=TODAY).total.major == 95


def test_several_lines_make_one_request(company: Company) -> None:
    quote = company.quote(
        customer="ana",
        lines=[{"offering": "sem", "quantity": "90 minutes"}, {"offering": "scan", "quantity": 3}],
        on=TODAY,
    )

    assert quote.total.major == Decimal("75.30")
    assert [line.offering for line in quote.lines] == ["sem", "scan"]


def test_a_line_may_answer_otherwise_than_the_request(company: Company) -> None:
    lines = [
        {"offering": "sem", "quantity": 1},
        {"offering": "sem", "quantity": 1, "given": {"assisted": False}},
    ]

    assert company.quote(as_="", lines=lines, given="assisted=yes", on=TODAY).total.major == 95 + 80


@pytest.mark.parametrize(
    ("wrong", "code", "expected"),
    [
        ({"offering": "semm"}, "ref.unknown", "sem"),
        ({"offering": "sem", "customer": "anna"}, "ref.unknown", "ana"),
        ({"offering": "sem", "quantity": "2 hours, 3 %%"}, "unit.unreadable", ""),
        ({"offering": "sem", "quantity": "3 hoursss"}, "unit.misspelled", "hour"),
        ({"offering": "sem", "given": {"asisted": True}}, "given.unknown", "assisted"),
        ({"offering": "sem", "given": {"assisted": "maybe"}}, "yes-no.unreadable", ""),
        ({"offering": "sem", "start": "2026-11-23"}, "instant.no-time", ""),
        ({"offering": "sem", "as_": {"tie": "cousin"}}, "word.unknown", ""),
        ({"offering": "sem", "as_": {"side": "martian"}}, "word.unknown", "internal | external"),
        ({"offering": "sem", "event": "explosion"}, "word.unknown", ""),
        ({"offering": "sem", "quantity": "1e400"}, "number.exponent", ""),
        ({"offering": "sem", "start": "2026-11-23 14:00", "end": "2026-11-23 13:00"}, "period.times", ""),
    ],
)
def test_what_is_not_understood_is_raised(
    company: Company, wrong: dict[str, str], code: str, expected: str
) -> None:
    with pytest.raises(Unreadable) as raised:
        company.quote(on=TODAY, **wrong)  # type: ignore[arg-type]

    assert raised.value.code == code
    assert not expected or raised.value.expected == expected


def test_a_float_is_refused(company: Company) -> None:
    with pytest.raises(TypeError, match="not exact"):
        company.quote(offering="sem", quantity=1.5, on=TODAY)  # type: ignore[arg-type]


def test_each_date_has_its_card(two_years: Company) -> None:
    before = two_years.quote(customer="ana", offering="sem", quantity=1, on=date(2026, 12, 31))
    after = two_years.quote(customer="ana", offering="sem", quantity=1, on=date(2027, 1, 1))

    assert [before.total.major, after.total.major] == [Decimal(50), Decimal(55)]


def test_before_the_first_card_a_quote_is_required(two_years: Company) -> None:
    early = two_years.quote(customer="ana", offering="sem", quantity=1, on=date(2025, 12, 31))

    assert early.status is Status.QUOTE_REQUIRED


def test_the_standing_has_its_proof(company: Company) -> None:
    ana = company.standing("ana", "LAB", as_of=TODAY)
    acme = company.standing("ACME", "LAB", as_of=TODAY, known_at=datetime(2026, 11, 23, tzinfo=UTC))

    assert (ana.side, acme.side) == ("internal", "external")
    assert ana.proof


def test_a_folder_without_units_has_its_supplier_in_the_organization(tmp_path: Path) -> None:
    facts = "party,fact,of,source\nana,employed by,ORG,x\n"
    path = folder(tmp_path, {"units.csv": None, "affiliations.csv": facts})

    company = comptoir.load(path)

    assert company.standing("ana", "LAB", as_of=TODAY).side == "internal"


def test_errors_give_no_company(tmp_path: Path) -> None:
    path = folder(tmp_path, replaced("rates.csv", "inside,50", "inside,€50"))

    assert read(path).company is None
    with pytest.raises(Unsound, match=r"rates\.csv:2") as raised:
        comptoir.load(path)
    assert raised.value.findings == read(path).findings


def test_tables_from_elsewhere_build_the_same_company(tmp_path: Path) -> None:
    path = folder(tmp_path)

    built = build(read_tables(path).tables).company

    loaded = comptoir.load(path)
    assert built is not None
    assert (built.cards, built.offerings, built.examples) == (loaded.cards, loaded.offerings, loaded.examples)


def test_examples_of_several_rows_are_one_request(tmp_path: Path) -> None:
    examples = (
        "example,customer,given,offering,quantity,expected\ne1,ACME,assisted=yes,sem,1,95.30\ne1,,,scan,3,\n"
    )

    company = comptoir.load(folder(tmp_path, {"examples.csv": examples}))

    (example,) = company.examples
    assert [line.offering for line in example.asked.lines] == ["sem", "scan"]
    answer = company.quote(customer="ACME", lines=example_lines(), given="assisted=yes", on=TODAY)
    assert answer.total.major == example.expected


def example_lines() -> list[dict[str, str]]:
    return [{"offering": "sem", "quantity": "1"}, {"offering": "scan", "quantity": "3"}]
