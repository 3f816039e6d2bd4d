"""Rosters as they really are: joiners, leavers, double ties, sold companies, merged units, corrections. Who is who?

cases.toml: `[[story]]` with its rows (`party fact of role from to`, `-` for nothing; `share=` for votes; `recorded=`
and `corrects=` for what was learnt later), the findings that reading must give, and who is asked about when.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from comptoir.company import build
from comptoir.core.values import Place, Row, Severity, Tables

STORIES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["story"]
ASKED = [(story, line) for story in STORIES for line in story.get("ask", ())]
FACT = re.compile(
    r"(?P<party>\S+) (?P<fact>employed by|member of|part of|controlled by|agreement with|in industry|acts for"
    r"|bought from|retracted) (?P<of>\S+)(?P<rest>.*)"
)


def rows(name: str, cells: list[dict[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(Place(f"{name}.csv", line), one) for line, one in enumerate(cells, 2))


def fact(text: str) -> dict[str, str]:
    """One fact out of its short form: `ana employed by LAB role=phd from=2026-01-01`."""
    match = FACT.fullmatch(text)
    assert match, text
    named: dict[str, str] = dict(re.findall(r"(\w+)=(\S+)", match["rest"]))
    renamed = {"from": "valid_from", "to": "valid_to", "recorded": "recorded_at", "id": "affiliation"}
    cells = {renamed.get(name, name): value for name, value in named.items()}
    of = "" if match["of"] == "-" else match["of"]
    return {"party": match["party"], "fact": match["fact"], "of": of, "source": "roster"} | cells


def tables(story: dict[str, Any]) -> Tables:
    """A story as the tables of a company."""
    company = {"name": "House", "time_zone": "UTC", **story.get("company", {})}
    return Tables(
        {"company": company},
        {
            "organizations": rows(
                "organizations", [{"organization": name} for name in story["organizations"]]
            ),
            "units": rows("units", [{"unit": name, "supplier": "yes"} for name in story["units"]]),
            "people": rows("people", [{"person": name, "name": name.title()} for name in story["people"]]),
            "affiliations": rows("affiliations", [fact(text) for text in story["facts"]]),
        },
    )


@pytest.mark.parametrize(
    ("story", "line"), ASKED, ids=lambda one: one if isinstance(one, str) else one["name"]
)
def test_who_is_who(story: dict[str, Any], line: str) -> None:
    question, _, answer = line.partition(" -> ")
    customer, supplier, day, *known = question.split()
    known_at = datetime.combine(date.fromisoformat(known[0]), datetime.min.time(), UTC) if known else None
    company = build(tables(story)).company
    assert company is not None

    found = company.standing(customer, supplier, as_of=date.fromisoformat(day), known_at=known_at)

    assert f"{found.side} {found.tie}" == answer
    assert found.proof


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_what_is_wrong_with_a_roster_is_told(story: dict[str, Any]) -> None:
    reading = build(tables(story))

    told = {one.code for one in reading.findings}
    assert told == set(story.get("findings", ()))
    stopped = any(one.severity is Severity.ERROR for one in reading.findings)
    assert (reading.company is None) is stopped
    assert all(one.place.file and one.place.line and "found" in dict(one.params) for one in reading.findings)


def test_there_are_enough_cases() -> None:
    assert len(ASKED) + sum(not story.get("ask") for story in STORIES) >= 120
