"""Every case of tests/corpus/decimals.csv and quantities.csv reads as it says, or is refused with its code.

`\\uXXXX`, `\\t` and `\\n` in the text stand for the character, so that a spreadsheet or an editor cannot mend it.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.core.pricing.language import (
    read_measures,
    read_number,
    read_per,
    read_span,
    read_step,
    read_threshold,
)
from comptoir.core.values import Amount, Unreadable

CORPUS = Path(__file__).parents[2] / "corpus"
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([tn])")


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a corpus with their texts unescaped."""
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["text"] = ESCAPE.sub(
            lambda found: chr(int(found[1], 16)) if found[1] else {"t": "\t", "n": "\n"}[found[2]],
            row["text"],
        )
    return rows


DECIMALS = cases("decimals.csv")
QUANTITIES = cases("quantities.csv")


def measures(text: str, *, comma: bool) -> str:
    """Measures as the corpus writes them."""
    found = read_measures(text, default_unit="piece", comma=comma)
    return ";".join(f"{unit}={count.normalize():f}" for unit, count in found.items())


def per(text: str, *, comma: bool) -> str:
    """What a price is for, as the corpus writes it."""
    found = read_per(text, comma=comma)
    return f"{found.count:f} {'*'.join(found.units)}"


def step(text: str, *, comma: bool) -> str:
    """A step as the corpus writes it."""
    count, unit = read_step(text, comma=comma)
    return f"{count:f} {unit}"


def threshold(text: str, *, comma: bool) -> str:
    """A tier's beginning as the corpus writes it."""
    found = read_threshold(text, comma=comma)
    return f"{'>' if found.above else ''}{found.value:f} {found.unit}"


def span(text: str, *, comma: bool) -> str:
    """A length of time as the corpus writes it."""
    found = read_span(text, comma=comma)
    return f"{found.count:f} {found.unit}"


READERS = {"measures": measures, "per": per, "step": step, "threshold": threshold, "span": span}


def test_the_corpora_are_as_large_as_published() -> None:
    assert len(DECIMALS) >= 150
    assert len(QUANTITIES) >= 40


@pytest.mark.parametrize("case", DECIMALS, ids=lambda case: f"{case['text']!r:.40}{case['comma']}")
def test_decimals(case: dict[str, str]) -> None:
    comma = case["comma"] == "yes"

    if case["error"]:
        with pytest.raises(Unreadable) as refused:
            read_number(case["text"], comma=comma)
        assert refused.value.code == case["error"]
        assert refused.value.expected
    else:
        number = read_number(case["text"], comma=comma)
        assert number == Decimal(case["expected"])
        assert not number.is_signed() or number < 0, "there is no negative zero"
        if case["currency"]:
            assert Amount.of(number, case["currency"]).minor == int(case["minor"])


@pytest.mark.parametrize("case", QUANTITIES, ids=lambda case: f"{case['cell']} {case['text']!r:.40}")
def test_quantities(case: dict[str, str]) -> None:
    comma = case["comma"] == "yes"

    if case["error"]:
        with pytest.raises(Unreadable) as refused:
            READERS[case["cell"]](case["text"], comma=comma)
        assert refused.value.code == case["error"]
        assert refused.value.expected
    else:
        assert READERS[case["cell"]](case["text"], comma=comma) == case["expected"]
