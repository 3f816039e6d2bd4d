"""I-18: a role lasts no longer than the tie of who holds it, and nobody has to think of taking it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from comptoir.operations import actors
from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import may
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from tests.operations.orders.shop import AT, MACHINE, ROWS, Cells, actor, opened, tables

# Midnight in Paris, where the company is: on that day she is gone.
LEAVES = datetime(2026, 12, 1, tzinfo=UTC) - timedelta(hours=1)
A_SECOND = timedelta(seconds=1)


def facts(person: str, **changed: str) -> list[Cells]:
    """The shop's facts, of which those about somebody's employment are otherwise."""
    return [row | (changed if row["affiliation"] == f"e-{person}" else {}) for row in ROWS["affiliations"]]


def may_check(person: str, at: datetime) -> bool:
    """Whether somebody may check the books of the whole house."""
    return may(actor(person, at=at), "books.verify", "", at)


def test_a_role_ends_at_the_instant_at_which_its_holder_leaves(database) -> None:
    opened(affiliations=facts("cora", valid_to="2026-12-01"))

    found = [may_check("cora", LEAVES + step) for step in (-A_SECOND, timedelta(), A_SECOND)]

    assert found == [True, False, False]


def test_who_moves_within_the_group_keeps_a_role_and_who_goes_to_a_stranger_does_not(database) -> None:
    later = LEAVES + timedelta(days=30)
    held = {"affiliation": "n", "party": "NEW", "fact": "controlled by", "of": "ORG", "share": "80"}
    moved = {
        "affiliation": "m",
        "party": "cora",
        "fact": "employed by",
        "of": "NEW",
        "valid_from": "2026-12-01",
    }
    left = facts("cora", valid_to="2026-12-01")
    opened(affiliations=[*left, moved, held])
    assert may_check("cora", later)

    import_company(tables(affiliations=[*left, moved]), actor="tests", at=AT)

    assert not may_check("cora", later)


def test_an_outsider_who_was_given_a_role_on_purpose_keeps_it(database) -> None:
    nobody = [row for row in ROWS["affiliations"] if row["affiliation"] != "e-aude"]
    opened(affiliations=nobody)
    assert may_check("aude", AT)
    assert may_check("aude", LEAVES + timedelta(days=300))


def test_an_outsider_who_was_hired_and_left_has_lost_it(database) -> None:
    opened(affiliations=facts("aude", valid_from="2026-11-25", valid_to="2026-12-01"))

    found = [may_check("aude", LEAVES + timedelta(days=days)) for days in (-10, -2, 1)]

    assert found == [True, True, False]


def test_a_role_given_anew_to_who_has_left_counts(database) -> None:
    opened(affiliations=facts("zoe", valid_to="2026-12-01"))
    later = LEAVES + timedelta(days=3)
    assert not may_check("zoe", later)

    grant_role("zoe", Role.AUDITOR, unit="", actor=MACHINE, at=later)

    assert may_check("zoe", later)


def test_who_was_never_employed_by_what_is_known_now_loses_what_was_given_by_what_was_known_then(
    database,
) -> None:
    opened()
    assert may_check("cora", AT)
    wrong = {"affiliation": "w", "party": "cora", "fact": "retracted", "of": "ORG", "corrects": "e-cora",
             "recorded_at": "2026-11-20"}  # fmt: skip
    at = max(AT, datetime(2026, 11, 21, tzinfo=UTC))

    import_company(tables(affiliations=[*ROWS["affiliations"], wrong]), actor="tests", at=at)

    assert not may_check("cora", at + A_SECOND)


def test_a_house_that_does_not_look_lets_roles_outlive_their_holders(database, monkeypatch) -> None:
    """The mutant: what was granted counts until somebody takes it back."""
    opened(affiliations=facts("cora", valid_to="2026-12-01"))
    monkeypatch.setattr(actors, "still_counts", lambda *_told: True)

    assert may_check("cora", LEAVES)


@pytest.mark.parametrize("person", ["sam", "sol", "cora", "root", "aude"])
def test_everybody_of_the_shop_still_has_his_roles(database, person) -> None:
    opened()

    assert actor(person).held
