"""What does a request say before it is understood? The same plain texts in examples.csv, in Python and on the
command line; `requests.py` turns them into a `Request`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from comptoir.core.pricing import language as cell
from comptoir.core.values import Place

# Where a request stands that was not written in a file.
IN_REQUEST = Place("request")
# A party by its id, or described: {"side": "external"}.
Who = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line as it is asked for, cell by cell (docs/company-folder.md, section 10)."""

    offering: str
    quantity: str = ""
    event: str = "use"
    start: str = ""
    end: str = ""
    reserved: str = ""
    used: str = ""
    used_start: str = ""
    used_end: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    counters: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    place: Place = IN_REQUEST


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is asked: who (a party's id or a description), for whom, when, and its lines.

    given    answers that hold for the whole request; a line may say otherwise
    on       the price's date; None: the start's day, else the card's first day, else `today` of whoever answers
    """

    lines: tuple[AskedLine, ...]
    customer: Who = ""
    payer: Who = ""
    beneficiary: Who = ""
    given: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    place: Place = IN_REQUEST


# What a Python user may write instead of a cell.
Plain = str | int | Decimal | bool | date
Pairs = str | Mapping[str, Plain]


def plain(value: Plain) -> str:
    """A Python value as the text of a cell.

    raises    TypeError for a float, which is not exact

    >>> plain(True), plain(Decimal("1.50")), plain(datetime(2026, 11, 23, 14, 30))
    ('yes', '1.50', '2026-11-23 14:30:00')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        raise TypeError(f"a float is not exact: write Decimal('{value}') or '{value}'")
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def pairs(value: Pairs) -> dict[str, str]:
    """Names and values, from a cell's text or from a mapping.

    >>> pairs("assisted=yes, notice=20 days"), pairs({"assisted": True})
    ({'assisted': 'yes', 'notice': '20 days'}, {'assisted': 'yes'})
    """
    if isinstance(value, str):
        return cell.read_assignments(value)
    return {name: plain(item) for name, item in value.items()}


def who(value: Pairs) -> Who:
    """A party's id, or its description in parentheses or as a mapping.

    >>> who("ACME"), who("(kind=company)")
    ('ACME', {'kind': 'company'})
    """
    if not isinstance(value, str):
        return pairs(value)
    inside = cell.strip_parentheses(value)
    return value.strip() if inside is None else pairs(inside)


def asked_line(values: Mapping[str, Any]) -> AskedLine:
    """One line from plain values by the names of examples.csv.

    raises    TypeError for a name that a line does not have
    """
    texts: dict[str, Any] = {}
    for name, value in values.items():
        paired = name in ("given", "counters") or isinstance(value, Mapping)
        texts[name] = pairs(value) if paired else plain(value)
    return AskedLine(**texts)
