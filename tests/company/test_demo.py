"""The demo company: the same every time, sound, and as good on disk as in the store."""

from __future__ import annotations

from datetime import date

from comptoir.company import check, read
from comptoir.company.demo import TODAY, demo_tables
from comptoir.company.templates import new_demo


def test_the_demo_company_has_no_finding_and_its_examples_agree():
    found = check(demo_tables(), on=TODAY)

    assert found.findings == ()
    assert found.examples_agree == found.examples_total >= 35


def test_the_demo_company_is_the_same_every_time_and_comes_back_from_disk(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"

    names = new_demo(first)
    new_demo(second)

    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]
    assert check(first, on=TODAY).findings == ()
    company = read(first).company
    assert company is not None
    assert {card.supplier for card in company.cards} == {
        "MET",
        "ATE",
        "IMP",
        "VEH",
        "FOR",
        "NUM",
        "DOC",
        "LAB",
    }


def test_a_company_of_the_group_turns_outsider_on_the_day_it_is_sold():
    company = read_demo()
    last, first = (
        company.standing("LOI", "MET", as_of=day) for day in (date(2026, 9, 29), date(2026, 9, 30))
    )

    assert (last.side, last.tie) == ("internal", "group company")
    assert (first.side, first.tie) == ("external", "none")
    assert last.next_change == date(2026, 9, 30)


def test_a_merged_laboratory_keeps_its_people_inside():
    company = read_demo()

    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        assert company.standing("p49", "MET", as_of=day).side == "internal"


def read_demo():
    """The demo company, built."""
    company = check(demo_tables(), on=TODAY).company
    assert company is not None
    return company
