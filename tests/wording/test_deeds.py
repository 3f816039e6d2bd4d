"""Every action that the audit trail records has words in both languages, and no words stand for nothing."""

from __future__ import annotations

import ast

from comptoir.wording.deeds import DEEDS, say_deed
from tests.wording.recorded import recorded, spelled


def test_every_recorded_action_has_words_and_only_those() -> None:
    found, unclear = recorded()

    assert not unclear, (
        f"which action? spell it out, or add it to MADE in tests/wording/recorded.py: {unclear}"
    )
    assert {one: found[one] for one in sorted(found.keys() - DEEDS.keys())} == {}, "actions without words"
    assert DEEDS.keys() - found.keys() == set(), "words of an action that nobody records"


def test_the_languages_tell_actions_apart() -> None:
    for language in ("en", "fr"):
        words = [say_deed(action, language) for action in DEEDS]
        assert sorted({one for one in words if words.count(one) > 1}) == []
        assert all(one[0].isupper() and not one.endswith(".") for one in words)


def test_an_action_put_together_is_told_only_where_its_ends_are_known() -> None:
    def names(text: str) -> set[str]:
        return spelled(ast.parse(text, mode="eval").body, {})

    assert "deal.counter" in names('f"deal.{verb}"')
    assert names('f"secret.{verb}"') == set()
    assert names('"a.b" if yes else "a.c"') == {"a.b", "a.c"}
