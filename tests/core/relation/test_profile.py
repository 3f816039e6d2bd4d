"""A party as the conditions of a rate card see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.relation import FactBook, Profile
from comptoir.core.relation import profile as describe
from tests.cast import NOW, cast, fact


def profile(party: str, on: str = "2026-11-23", *, book: FactBook | None = None) -> Profile:
    return describe(book or cast(), party, "MET", as_of=date.fromisoformat(on), known_at=NOW)


def words(*texts: str) -> frozenset[str]:
    return frozenset(texts)


def test_an_employee_with_everything_known() -> None:
    assert profile("claire").values == {
        "side": words("internal"),
        "tie": words("employee"),
        "stage": words("potential"),
        "party": words("claire"),
        "kind": words("person"),
        "within": words("MET", "DIR", "MOREAU"),
        "role": words("engineer"),
        "industry": words("71.20B"),
        "country": words("FR"),
        "age": date(1950, 1, 1),
        "membership_age": date(2024, 9, 1),
    }


def test_a_partner_has_its_programme_and_the_day_it_was_signed() -> None:
    values = profile("PARTNER").values

    assert values["agreement"] == words("LANNE")
    assert values["agreement_age"] == date(2026, 1, 1)
    assert values["kind"] == words("public body")


def test_an_actual_customer_is_not_a_prospect_any_more() -> None:
    book = cast()

    assert profile("RIVAL", "2026-01-31", book=book).text("stage") == words("potential")
    assert profile("RIVAL", "2026-02-01", book=book).text("stage") == words("actual")


def test_a_student_is_external_but_within_the_unit() -> None:
    student = profile("sam")

    assert student.text("side") == words("external")
    assert student.text("role") == words("student")
    assert "DIR" in student.text("within")


def test_what_nobody_knows_is_not_there() -> None:
    assert profile("ghost").values == {
        "side": words("external"),
        "tie": words("none"),
        "stage": words("potential"),
        "party": words("ghost"),
    }
    assert profile("nora").values.keys() == {"side", "tie", "stage", "party", "kind"}


@pytest.mark.parametrize(
    ("until", "since", "of", "joined"),
    [
        ("2026-03-01", "2026-03-01", "WORK", date(2020, 1, 1)),
        ("2026-03-01", "2026-03-02", "WORK", date(2026, 3, 2)),
        ("2026-03-01", "2026-03-01", "DEV", date(2026, 3, 1)),
    ],
    ids=["a transfer is no break", "a day outside is one", "another legal entity is a new start"],
)
def test_membership_counts_from_the_start_of_an_unbroken_run(
    until: str, since: str, of: str, joined: date
) -> None:
    book = cast(
        fact("first", "nora", "employed by", "MET", since="2020-01-01", until=until),
        fact("second", "nora", "employed by", of, since=since),
    )

    assert profile("nora", book=book).values["membership_age"] == joined


def test_a_membership_without_a_beginning_has_no_age() -> None:
    book = cast(fact("ever", "nora", "employed by", "MET"))

    assert "membership_age" not in profile("nora", book=book).values


def test_the_same_profile_as_long_as_nothing_changes() -> None:
    book = cast()

    assert profile("claire", "2026-01-01", book=book) is profile("claire", "2026-12-31", book=book)
    assert profile("claire", "2026-12-31", book=book) is not profile("claire", "2027-01-01", book=book)


def test_agreements_with_somebody_else_are_nobodys_business() -> None:
    book = cast(fact("other", "RIVAL", "agreement with", "WORK", "CLUB"))

    assert "agreement" not in profile("RIVAL", book=book).values


def test_a_profile_answers_for_a_described_customer_too() -> None:
    described = Profile("", {"age": Decimal(2), "role": words("phd")})

    assert described.text("role") == words("phd")
    assert described.text("age") == frozenset()
