"""Who is who to the metrology lab: the cast, one line each, and the edges of every rule."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from comptoir.core.relation import (
    FactBook,
    Party,
    PartyKind,
    Standing,
    group_of,
    legal_entity_of,
    same_entity,
)
from comptoir.core.relation import standing as derive
from comptoir.wording import say_reason
from tests.cast import NOW, PARTIES, TODAY, cast, fact


def standing(book: FactBook, customer: str, on: str = "", supplier: str = "MET") -> Standing:
    return derive(book, customer, supplier, as_of=date.fromisoformat(on) if on else TODAY, known_at=NOW)


def steps(found: Standing, depth: str = "customer") -> list[str]:
    """Codes of a proof at one depth, without the prefix."""
    return [reason.code.removeprefix("standing.") for reason in found.proof if reason.depth == depth]


UP = ["part_of", "part_of"]


@pytest.mark.parametrize(
    ("customer", "side", "tie", "proof", "next_change"),
    [
        ("claire", "internal", "employee", ["employed_as", *UP, "same_entity"], date(2027, 1, 1)),
        ("paul", "internal", "employee", ["employed", *UP, "part_of", "same_entity"], None),
        ("sven", "internal", "member", ["member_as", *UP, "same_entity"], date(2027, 9, 1)),
        ("MET", "internal", "unit", [*UP, "same_entity"], None),
        ("WORK", "internal", "unit", [*UP, "part_of", "same_entity"], None),
        ("MOREAU", "internal", "unit", [*UP, "same_entity"], None),
        ("DATA", "internal", "group company", ["controlled", *UP, "same_group"], None),
        ("DEV", "internal", "group company", ["part_of", "controlled", *UP, "same_group"], None),
        ("lea", "internal", "group company", ["employed", "part_of", "controlled", *UP, "same_group"], None),
        ("SISTER", "internal", "group company", ["controlled", "controlled", *UP, "same_group"], None),
        ("PARENT", "internal", "group company", ["controlled", *UP, "same_group"], None),
        ("PARTNER", "external", "partner", ["agreement_as", "partner"], date(2027, 1, 1)),
        ("RIVAL", "external", "same industry", ["industry_declared", "same_industry"], None),
        ("ines", "external", "same industry", ["employed", "industry_declared", "same_industry"], None),
        ("SOLD", "external", "none", ["no_tie"], None),
        ("JOINT", "external", "none", ["no_tie"], None),
        ("sam", "external", "none", ["no_tie"], None),
        ("aude", "external", "none", ["no_tie"], None),
        ("nora", "external", "none", ["no_tie"], None),
        ("ghost", "external", "none", ["unknown_customer"], None),
    ],
)
def test_the_cast(customer: str, side: str, tie: str, proof: list[str], next_change: date | None) -> None:
    found = standing(cast(), customer)

    assert (found.side, found.tie, found.next_change) == (side, tie, next_change)
    assert steps(found) == proof


@pytest.mark.parametrize(
    ("customer", "set_aside"),
    [
        ("sam", ["role_outside"]),
        ("aude", ["role_outside"]),
        ("SOLD", ["ended"]),
        ("JOINT", ["control_too_small"]),
        ("sven", ["outranked"]),
        ("PARTNER", ["part_of"]),
        ("nora", []),
    ],
)
def test_what_was_set_aside_is_for_the_auditor(customer: str, set_aside: list[str]) -> None:
    assert steps(standing(cast(), customer), "auditor") == set_aside


@pytest.mark.parametrize(
    ("on", "tie", "set_aside"),
    [
        ("2024-08-31", "none", ["not_begun"]),
        ("2024-09-01", "employee", []),
        ("2026-12-31", "employee", []),
        ("2027-01-01", "none", ["ended"]),
    ],
)
def test_the_first_day_counts_and_the_last_is_the_one_before_the_end(
    on: str, tie: str, set_aside: list[str]
) -> None:
    found = standing(cast(), "claire", on)

    assert (found.tie, steps(found, "auditor")) == (tie, set_aside)


def test_a_sold_company_is_inside_to_the_day() -> None:
    before, after = standing(cast(), "SOLD", "2026-06-30"), standing(cast(), "SOLD", "2026-07-01")

    assert (before.tie, before.next_change) == ("group company", date(2026, 7, 1))
    assert (after.tie, after.next_change) == ("none", None)


def test_a_change_of_tie_within_a_side_is_a_next_change_and_a_transfer_is_none() -> None:
    moves = fact("move", "claire", "employed by", "WORK", since="2027-01-01", until="2027-06-01")
    joins = fact("joins", "claire", "member of", "MET", "seconded", since="2027-05-01")

    assert standing(cast(moves, joins), "claire").next_change == date(2027, 6, 1)
    assert standing(cast(moves, joins), "claire", "2027-06-01").tie == "member"


def test_a_change_far_above_changes_everybody_below() -> None:
    sold = cast(
        fact("dev-now", "DEV", "part of", "RIVAL", since="2027-02-01"),
        fact("dev-was", "DEV", "part of", "DATA", until="2027-02-01", corrects="dev"),
    )

    assert standing(sold, "lea").next_change == date(2027, 2, 1)
    assert standing(sold, "lea", "2027-02-01").tie == "same industry"


# --- control ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "tie"), [("50", "none"), ("50.01", "group company"), ("100", "group company"), ("", "none")]
)
def test_control_is_more_than_half(share: str, tie: str) -> None:
    book = cast(fact("held", "RIVAL", "controlled by", "DATA", share=share), without=["bought"])

    expected = "same industry" if tie == "none" else tie
    assert standing(book, "RIVAL").tie == expected


def test_control_passes_on_and_is_not_multiplied() -> None:
    book = cast(fact("deep", "CONTROLA", "controlled by", "DATA", share="51"))

    found = standing(book, "CONTROLA")

    assert found.tie == "group company"
    assert steps(found)[:2] == ["controlled", "controlled"]


def test_two_sisters_control_together_what_neither_controls_alone() -> None:
    book = cast(
        fact("half", "CONTROLA", "controlled by", "DATA", share="50"),
        fact("other-half", "CONTROLA", "controlled by", "SISTER", share="50"),
    )

    found = standing(book, "CONTROLA")

    assert found.tie == "group company"
    assert steps(found).count("holding") == 2
    assert "held_together" in steps(found)
    assert {reason.get("fact") for reason in found.proof} >= {
        "half",
        "other-half",
        "data",
        "sister",
        "parent",
    }


def test_exactly_half_held_together_is_no_control() -> None:
    book = cast(
        fact("quarter", "CONTROLA", "controlled by", "DATA", share="25"),
        fact("other-quarter", "CONTROLA", "controlled by", "SISTER", share="25"),
    )

    found = standing(book, "CONTROLA")

    assert found.tie == "none"
    assert steps(found, "auditor") == ["control_too_small", "control_too_small"]


def test_of_two_ways_through_a_group_the_smaller_ids_are_the_proof() -> None:
    ways = [
        fact(name, low, "controlled by", high, share="60")
        for name, low, high in (
            ("z", "CONTROLA", "SISTER"),
            ("a", "CONTROLA", "DATA"),
            ("b", "DATA", "SISTER"),
        )
    ]
    book = cast(
        *ways, fact("c", "MOREAU", "controlled by", "SISTER", share="60"), without=["parent", "sister"]
    )

    assert [reason.get("fact") for reason in standing(book, "CONTROLA").proof][:2] == ["a", "data"]


def test_a_joint_venture_follows_when_one_parent_buys_out_the_other() -> None:
    book = cast(
        fact("joint", "JOINT", "controlled by", "MOREAU", share="50", until="2027-03-01"),
        fact("joint-all", "JOINT", "controlled by", "MOREAU", share="100", since="2027-03-01"),
        fact("joint-too", "JOINT", "controlled by", "STRANGER", share="50", until="2027-03-01"),
        without=["joint", "joint-too"],
    )

    assert standing(book, "JOINT").next_change == date(2027, 3, 1)
    assert group_of(book, "JOINT", as_of=date(2027, 3, 1), known_at=NOW) >= {"MOREAU", "SISTER", "JOINT"}


def test_companies_that_hold_each_other_end_in_one_group() -> None:
    book = cast(
        fact("a", "RIVAL", "controlled by", "CONTROLA", share="60"),
        fact("b", "CONTROLA", "controlled by", "RIVAL", share="60"),
    )

    assert group_of(book, "RIVAL", as_of=TODAY, known_at=NOW) == {"RIVAL", "CONTROLA"}
    assert standing(book, "RIVAL").tie == "same industry"


# --- several chains -----------------------------------------------------------------------------------------------


def test_an_employee_of_the_house_who_is_also_a_member_is_an_employee() -> None:
    book = cast(fact("also", "paul", "member of", "MET", "seconded"))

    found = standing(book, "paul")

    assert found.tie == "employee"
    assert steps(found, "auditor") == ["outranked"]


def test_the_shortest_chain_is_the_proof_and_ids_decide_between_equals() -> None:
    shorter = cast(fact("short", "paul", "employed by", "DIR"))
    equal = cast(fact("second", "paul", "employed by", "MET"))

    assert standing(shorter, "paul").proof[0].get("fact") == "short"
    assert standing(equal, "paul").proof[0].get("fact") == "second"  # MET comes before WORK.


def test_a_partner_comes_before_the_same_industry() -> None:
    book = cast(fact("deal", "RIVAL", "agreement with", "MET", "CLUB"))

    assert standing(book, "RIVAL").tie == "partner"


def test_an_agreement_counts_for_the_place_and_all_below_it() -> None:
    with_work = cast(fact("deal", "RIVAL", "agreement with", "WORK", "CLUB"))

    assert standing(with_work, "RIVAL", supplier="WORK").tie == "partner"
    found = standing(with_work, "RIVAL", supplier="MET")
    assert found.tie == "same industry"
    assert "agreement_elsewhere" in steps(found, "auditor")


def test_who_works_for_a_partner_is_tied_by_it_and_who_only_acts_for_it_is_not() -> None:
    works = fact("works", "nora", "employed by", "PARTNER")
    acts = fact("acts", "nora", "acts for", "PARTNER")

    assert standing(cast(works), "nora").tie == "partner"
    assert standing(cast(acts), "nora").tie == "none"


@pytest.mark.parametrize(
    ("code", "tie"),
    [("71.20B", "same industry"), ("71.20", "same industry"), ("71", "same industry"), ("7", "none"),
     ("71.11Z", "none"), ("", "none")],
)  # fmt: skip
def test_industries_agree_at_the_class(code: str, tie: str) -> None:
    book = cast(fact("code", "JOINT", "in industry", role=code))

    assert standing(book, "JOINT").tie == tie


def test_a_dated_activity_code_stands_above_the_declared_one() -> None:
    book = cast(fact("code", "RIVAL", "in industry", role="62.01Z", since="2026-12-01"))

    assert standing(book, "RIVAL").tie == "none"
    assert standing(book, "ines", "2026-12-01").tie == "none"


def test_a_role_counts_where_the_company_says_so() -> None:
    book = FactBook.of(PARTIES, cast().facts, internal_members=frozenset({"Student"}))

    assert standing(book, "sam").tie == "member"
    assert standing(book, "sven").tie == "partner"


def test_a_role_counts_in_capitals_too() -> None:
    assert standing(cast(fact("loan", "nora", "member of", "MET", "SECONDED")), "nora").tie == "member"


# --- stage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("customer", "on", "supplier", "stage"),
    [
        ("RIVAL", "2026-01-31", "MET", "potential"),
        ("RIVAL", "2026-02-01", "MET", "actual"),
        ("RIVAL", "2026-02-01", "WORK", "potential"),
        ("ines", "2026-02-01", "MET", "potential"),
    ],
)
def test_a_customer_is_actual_from_its_first_order_with_this_supplier(
    customer: str, on: str, supplier: str, stage: str
) -> None:
    assert standing(cast(), customer, on, supplier).stage == stage


# --- knowledge ----------------------------------------------------------------------------------------------------

MARCH, JUNE = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("known_at", "tie"),
    [
        (datetime(2025, 1, 6, 7, 59, tzinfo=UTC), "none"),
        (datetime(2026, 2, 28, tzinfo=UTC), "employee"),
        (MARCH, "none"),
        (JUNE, "group company"),
    ],
)
def test_a_correction_counts_from_the_moment_it_was_recorded(known_at: datetime, tie: str) -> None:
    never = fact("paul-2", "paul", "retracted", learnt=MARCH, corrects="paul")
    moved = fact("paul-3", "paul", "employed by", "DEV", learnt=JUNE, corrects="paul-2")

    found = derive(cast(never, moved), "paul", "MET", as_of=TODAY, known_at=known_at)

    assert found.tie == tie


def test_of_two_corrections_of_one_fact_the_last_one_learnt_counts() -> None:
    first = fact("one", "paul", "employed by", "DEV", learnt=MARCH, corrects="paul")
    second = fact("two", "paul", "employed by", "RIVAL", learnt=JUNE, corrects="paul")

    assert derive(cast(first, second), "paul", "MET", as_of=TODAY, known_at=MARCH).tie == "group company"
    assert derive(cast(first, second), "paul", "MET", as_of=TODAY, known_at=JUNE).tie == "same industry"


def test_a_correction_may_be_about_somebody_else() -> None:
    swapped = fact("sam-2", "nora", "member of", "MET", "seconded", learnt=MARCH, corrects="sam")

    assert standing(cast(swapped), "nora").tie == "member"
    assert steps(standing(cast(swapped), "sam"), "auditor") == []


def test_corrections_in_a_circle_leave_nothing() -> None:
    one = fact("one", "nora", "employed by", "MET", corrects="two")
    two = fact("two", "nora", "employed by", "MET", corrects="one")

    assert standing(cast(one, two), "nora").tie == "none"


# --- facts that lead nowhere --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        fact("w", "nora", "employed by", "nowhere"),
        fact("w", "nora", "part of", "MET"),
        fact("w", "nora", "employed by", "claire"),
        fact("w", "nora", "controlled by", "MOREAU", share="100"),
        fact("w", "nora", "acts for", "MET"),
    ],
)
def test_a_wrong_fact_makes_nobody_internal(wrong: object) -> None:
    assert standing(cast(wrong), "nora").tie == "none"  # type: ignore[arg-type]


def test_units_in_a_circle_belong_to_nobody() -> None:
    book = cast(fact("loop", "DIR", "part of", "MET"), without=["dir"])

    assert standing(book, "claire").tie == "none"
    assert legal_entity_of(book, "MET", as_of=TODAY, known_at=NOW) is None


def test_a_unit_in_two_places_belongs_to_the_organization_it_reaches() -> None:
    parties = [*PARTIES, Party("ALONE", PartyKind.UNIT)]
    book = FactBook.of(parties, [*cast().facts, fact("both", "MET", "part of", "ALONE")])

    assert standing(book, "claire", supplier="ALONE").tie == "none"
    assert legal_entity_of(book, "MET", as_of=TODAY, known_at=NOW) == "MOREAU"


def test_where_no_organization_is_declared_the_top_unit_stands_for_it() -> None:
    units = [Party("TOP", PartyKind.UNIT), Party("A", PartyKind.UNIT), Party("B", PartyKind.UNIT)]
    book = FactBook.of(units, [fact("a", "A", "part of", "TOP"), fact("b", "B", "part of", "TOP")])

    assert standing(book, "A", supplier="B").tie == "unit"
    assert legal_entity_of(book, "A", as_of=TODAY, known_at=NOW) == "TOP"


def test_an_unknown_supplier_has_only_external_customers() -> None:
    found = standing(cast(), "claire", supplier="nowhere")

    assert (found.tie, steps(found)) == ("none", ["unknown_supplier"])


def test_same_entity_is_not_same_group() -> None:
    book = cast()

    assert same_entity(book, "claire", "WORK", as_of=TODAY, known_at=NOW)
    assert not same_entity(book, "lea", "MET", as_of=TODAY, known_at=NOW)
    assert legal_entity_of(book, "lea", as_of=TODAY, known_at=NOW) == "DATA"


# --- what is said -------------------------------------------------------------------------------------------------


def test_every_step_is_a_sentence_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
    book = cast(
        fact("code", "JOINT", "in industry", role="71.20B"), fact("deal", "RIVAL", "agreement with", "WORK")
    )

    said = {
        say_reason(reason, language)
        for party in PARTIES
        for reason in standing(book, party.id).proof
        for language in ("fr", "en")
    }

    assert (
        "Claire Petit et Métrologie relèvent de la même entité juridique, Moreau SA\u00a0: client interne."
        in said
    )
    assert "Claire Petit and Metrology belong to the same legal entity, Moreau SA: internal customer." in said
