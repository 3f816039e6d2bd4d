"""Every mechanism of the rate language comes to the amount it must, and explains it so that it can be made again."""

from __future__ import annotations

import pytest

from comptoir.core.pricing import Status, replay
from comptoir.wording import say_reason
from tests.core.pricing.build import ask, said
from tests.core.pricing.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_comes_to_its_amount(case: Case) -> None:
    answer = ask(case.card, *case.lines)

    assert said(answer) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_explanation_comes_to_the_same_cent(case: Case) -> None:
    answer = ask(case.card, *case.lines)

    for line in answer.lines:
        if line.status in (Status.PRICED, Status.FREE):
            assert replay(line.reasons) == line.amount
    if answer.status in (Status.PRICED, Status.FREE):
        assert replay(answer.reasons) == answer.total


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_step_has_its_words(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")

    answer = ask(case.card, *case.lines)

    for line in answer.lines:
        assert line.reasons
        for reason in line.reasons:
            assert say_reason(reason, "en")
            assert say_reason(reason, "fr")
