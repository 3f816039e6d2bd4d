"""Each slip of the pen is found, at its row, and said in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.core.relation import Fact, FactBook, Party, PartyKind, conflicts
from comptoir.core.values import DayPeriod, Finding, Place, Severity
from comptoir.wording import say_finding
from tests.cast import PARTIES, cast, fact

LATER = datetime(2026, 3, 1, tzinfo=UTC)


def found(*more: Fact, without: tuple[str, ...] = ()) -> list[Finding]:
    """What is found in the cast with these rows, which stand in lines 101 and on."""
    placed = [replace(one, place=Place("affiliations.csv", 101 + number)) for number, one in enumerate(more)]
    return list(conflicts(cast(*placed, without=without)))


def test_the_cast_is_without_fault() -> None:
    assert found() == []


CASES = [
    ("fact.unknown_party", "error", "party", [fact("x", "ghost", "employed by", "MET")]),
    ("fact.unknown_party", "error", "of", [fact("x", "nora", "employed by", "ghost")]),
    ("fact.wrong_kind", "error", "party", [fact("x", "RIVAL", "employed by", "MET")]),
    ("fact.wrong_kind", "error", "of", [fact("x", "nora", "employed by", "claire")]),
    ("fact.wrong_kind", "error", "of", [fact("x", "RIVAL", "controlled by", "MET", share="60")]),
    ("fact.object_not_needed", "warning", "of", [fact("x", "JOINT", "in industry", "MET", "72.19")]),
    ("fact.no_source", "warning", "source", [fact("x", "nora", "employed by", "MET", source=" ")]),
    ("fact.no_role", "error", "role", [fact("x", "RIVAL", "agreement with", "MET")]),
    ("fact.no_role", "error", "role", [fact("x", "JOINT", "in industry")]),
    ("fact.member_without_role", "warning", "role", [fact("x", "nora", "member of", "MET")]),
    ("fact.no_share", "error", "share", [fact("x", "RIVAL", "controlled by", "MOREAU")]),
    ("fact.share_range", "error", "share", [fact("x", "RIVAL", "controlled by", "MOREAU", share="100.5")]),
    ("fact.share_range", "error", "share", [fact("x", "RIVAL", "controlled by", "MOREAU", share="-1")]),
    ("fact.share_not_needed", "warning", "share", [fact("x", "nora", "employed by", "MET", share="50")]),
    ("fact.votes_over_all", "error", "share", [
        fact("x", "SISTER", "controlled by", "RIVAL", share="1", since="2026-01-01"),
    ]),
    ("fact.overlap", "error", "valid_from", [fact("x", "paul", "employed by", "WORK", since="2026-01-01")]),
    ("fact.overlap", "error", "valid_from", [fact("x", "sven", "member of", "MET", "Seconded", since="2027-08-31")]),
    ("fact.two_parents", "error", "of", [fact("x", "MET", "part of", "MOREAU", since="2026-01-01")]),
    ("fact.tree_cycle", "error", "of", [fact("x", "DIR", "part of", "MET", since="2030-01-01")]),
    ("fact.tree_cycle", "error", "of", [fact("x", "DEV", "part of", "DEV", since="2030-01-01")]),
    ("fact.control_cycle", "error", "of", [
        fact("x", "PARENT", "controlled by", "DATA", share="51", since="2026-01-01"),
    ]),
    ("fact.gap", "warning", "valid_to", [
        fact("x", "nora", "employed by", "MET", since="2026-01-01", until="2026-06-30"),
        fact("y", "nora", "employed by", "WORK", since="2026-07-01"),
    ]),
    ("fact.duplicate_id", "error", "affiliation", [fact("paul", "nora", "employed by", "MET")]),
    ("fact.retracts_nothing", "error", "corrects", [fact("x", "nora", "retracted")]),
    ("fact.corrects_unknown", "error", "corrects", [fact("x", "nora", "employed by", "MET", corrects="nothing")]),
    ("fact.corrects_itself", "error", "corrects", [fact("x", "nora", "employed by", "MET", corrects="x")]),
    ("fact.corrects_correction", "note", "corrects", [
        fact("x", "paul", "employed by", "MET", corrects="paul", learnt=LATER),
        fact("y", "paul", "employed by", "DIR", corrects="x", learnt=LATER),
    ]),
    ("fact.corrected_twice", "error", "corrects", [
        fact("x", "paul", "employed by", "MET", corrects="paul", learnt=LATER),
        fact("y", "paul", "employed by", "DIR", corrects="paul", learnt=LATER),
    ]),
    ("fact.corrects_before", "error", "recorded_at", [
        fact("x", "paul", "employed by", "MET", corrects="paul", learnt=datetime(2024, 1, 1, tzinfo=UTC)),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "column", "rows"), CASES)
def test_a_fault_is_found_at_its_row_and_said(
    code: str, severity: str, column: str, rows: list[Fact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")

    those = [one for one in found(*rows) if one.code == code]

    assert those, found(*rows)
    assert those[0].severity == severity
    assert those[0].place.column == column
    assert those[0].place.line > 100
    assert all(say_finding(one, language) for one in those for language in ("fr", "en"))


ALLOWED = {
    "periods that touch": [
        fact("x", "nora", "employed by", "MET", since="2026-01-01", until="2026-06-30"),
        fact("y", "nora", "employed by", "MET", since="2026-06-30"),
    ],
    "two roles at one place": [
        fact("x", "nora", "member of", "MET", "student"), fact("y", "nora", "member of", "MET", "tutor"),
    ],
    "two employers": [fact("x", "nora", "employed by", "MET"), fact("y", "nora", "employed by", "WORK")],
    "a unit that moves": [
        fact("w", "DEV", "part of", "DATA", until="2026-06-30", corrects="dev", learnt=LATER),
        fact("x", "DEV", "part of", "DIR", since="2026-06-30"),
    ],
    "a circle that never was one": [
        fact("w", "DEV", "part of", "DATA", until="2026-01-01", corrects="dev", learnt=LATER),
        fact("x", "DEV", "part of", "WORK", since="2026-01-01", until="2026-06-01"),
        fact("y", "WORK", "part of", "DIR", until="2026-06-01", corrects="work", learnt=LATER),
        fact("z", "WORK", "part of", "DEV", since="2026-06-01"),
    ],
    "an overlap that was corrected": [
        fact("x", "paul", "employed by", "WORK", since="2020-01-01", corrects="paul", learnt=LATER),
    ],
    "a correction of the same import": [fact("x", "paul", "employed by", "MET", corrects="paul")],
    "a retraction": [fact("x", "paul", "retracted", corrects="paul", learnt=LATER)],
    "a gap that somebody else fills": [
        fact("x", "nora", "employed by", "MET", since="2026-01-01", until="2026-06-30"),
        fact("y", "nora", "employed by", "WORK", since="2026-07-01"),
        fact("z", "nora", "employed by", "DIR", since="2026-06-01", until="2026-07-01"),
    ],
    "half and half": [fact("x", "RIVAL", "controlled by", "MOREAU", share="50")],
}  # fmt: skip


@pytest.mark.parametrize("rows", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_in_order_is_not_complained_about(rows: list[Fact]) -> None:
    assert found(*rows) == []


def test_a_fact_that_outlives_its_unit_is_doubtful() -> None:
    closed = Party("OLD", PartyKind.UNIT, valid=DayPeriod(None, date(2026, 7, 1)))
    rows = [
        fact("in", "OLD", "part of", "DIR", until="2026-07-01"),
        fact("x", "nora", "employed by", "OLD", since="2026-01-01"),
    ]

    those = conflicts(FactBook.of([*PARTIES, closed], [*cast().facts, *rows]))

    assert [(one.code, one.severity) for one in those] == [("fact.outside_unit", Severity.WARNING)]


def test_the_total_of_votes_is_said() -> None:
    (fault,) = found(fact("x", "SISTER", "controlled by", "RIVAL", share="25", since="2026-01-01"))

    assert dict(fault.params)["found"] == Decimal(125)


def test_a_book_without_facts_has_no_conflicts() -> None:
    assert conflicts(FactBook.of(PARTIES, [])) == ()


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        FactBook.of(PARTIES, [fact("x", "nora", "employed by", "MET", learnt=naive)])
