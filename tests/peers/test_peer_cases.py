"""The worked cases of other billing systems give the same amounts with us, or stand in `differences.csv`.

COMPTOIR_PEER_CASES names another file of cases of the same kinds. A case is agreed with, differs for a reason that is
keyed by its kind and a parameter, or belongs to a later room; anything else fails. `pytest -s` shows the table.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.peers.adapter import LATER, answer

HERE = Path(__file__).parent
CASES = Path(os.environ.get("COMPTOIR_PEER_CASES") or HERE / "peer_cases.csv")
MOST_DIFFERENCES, MOST_LATER = 8, 6


class Case(NamedTuple):
    """One case: its id, what it is given and what the rival answers."""

    id: str
    inputs: dict[str, Any]
    expected: dict[str, Any]


def read_cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [
            Case(row["case_id"], json.loads(row["inputs"], parse_float=Decimal), json.loads(row["expected"]))
            for row in csv.DictReader(stream)
        ]


def reason_to_differ(inputs: dict[str, Any]) -> str | None:
    """Why our answer may differ: a row of differences.csv for this kind all of whose parameters the case has."""
    with (HERE / "differences.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            given = [path.split(".") for path in row["given"].split(" + ")]
            if row["kind"] == inputs["kind"] and all(_has(inputs, path) for path in given):
                return row["reason"]
    return None


def _has(inputs: Any, path: list[str]) -> bool:
    if isinstance(inputs, list):
        return any(_has(one, path) for one in inputs)
    return path[0] in inputs and (len(path) == 1 or _has(inputs[path[0]], path[1:]))


def disagreements(given: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """What differs; amounts are compared to the cent where the case has a rounded answer (a rival's storage)."""
    wanted = dict(expected)
    rounded = wanted.pop("rounded_2dp", None)
    if rounded is not None:
        wanted |= dict(zip(("cost", "subsidy"), rounded, strict=True))
    return [
        f"{name}: expected {it}, found {given.get(name, 'nothing')}"
        for name, it in wanted.items()
        if name not in given or not same(given[name], it)
    ]


def same(found: Any, expected: Any) -> bool:
    """Whether an answer is the expected one: texts and truths as they are, figures by value."""
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if found is None or expected is None or isinstance(expected, bool):
        return found is expected
    if isinstance(found, str) and not _is_number(expected):
        return found == expected
    return Decimal(str(found)) == Decimal(str(expected))


def _is_number(value: Any) -> bool:
    return str(value).removeprefix("-").replace(".", "", 1).isdigit()


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[str]]:
    """The cases by outcome: agree, differ, later, wrong."""
    found: dict[str, list[str]] = {"agree": [], "differ": [], "later": [], "wrong": []}
    for case in read_cases():
        if case.inputs["kind"] in LATER:
            found["later"].append(f"{case.id}: {LATER[case.inputs['kind']]}")
            continue
        try:
            wrong = disagreements(answer(case.inputs), case.expected)
        except (KeyError, ValueError, AssertionError) as problem:
            wrong = [f"{type(problem).__name__}: {problem}"]
        reason = reason_to_differ(case.inputs)
        outcome = "agree" if not wrong else "differ" if reason else "wrong"
        found[outcome].append(f"{case.id} ({case.inputs['kind']}): {'; '.join(wrong)} {reason or ''}".strip())
    return found


def test_every_case_agrees_or_differs_for_a_reason(outcomes: dict[str, list[str]]) -> None:
    sys.stdout.write(f"\n{table(outcomes)}\n")

    assert outcomes["wrong"] == []


def test_few_cases_differ_and_few_wait(outcomes: dict[str, list[str]]) -> None:
    assert len(outcomes["differ"]) <= MOST_DIFFERENCES, outcomes["differ"]
    assert len(outcomes["later"]) <= MOST_LATER, outcomes["later"]


def test_a_wrong_amount_is_seen() -> None:
    inputs = {"kind": "item", "unit_price": "60", "qty": 10}

    assert disagreements(answer(inputs), {"amount": "600"}) == []
    assert disagreements(answer(inputs), {"amount": "601"}) == ["amount: expected 601, found 600.00"]
    assert disagreements(answer(inputs), {"parts": 1}) == ["parts: expected 1, found nothing"]


def test_a_parameter_that_nobody_reads_is_seen() -> None:
    with pytest.raises(ValueError, match="surprise"):
        answer({"kind": "item", "unit_price": "60", "surprise": 1})


def table(outcomes: dict[str, list[str]]) -> str:
    """The counts, and every case that does not simply agree."""
    counts = Counter({name: len(found) for name, found in outcomes.items()})
    lines = [f"{name:6} {counts[name]:4}" for name in outcomes]
    return "\n".join(lines + [line for name in ("differ", "later", "wrong") for line in outcomes[name]])
