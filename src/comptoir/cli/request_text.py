"""What is asked for, as text? Options or a JSON request become `Asked`, the one form of a request.

So the command line, JSON and the worked examples speak one language (docs/company-folder.md, section 10), and the
company room alone reads it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from comptoir.cli.dates import day_of
from comptoir.cli.failure import Exit, Failure
from comptoir.company.asked import Asked, asked_line, pairs, plain, who
from comptoir.core.values import Place

# Keys of the whole request, and of each of its lines; they are the columns of examples.csv.
HEAD = ("customer", "as", "payer", "beneficiary", "date", "given")
LINE = (
    "offering", "quantity", "event", "start", "end", "reserved", "used", "used_start", "used_end", "given",
    "counters", "session",
)  # fmt: skip
_LONGEST = 1_000_000
# Where a request stands that came by options.
_OPTIONS = "comptoir price"

_MEASURES = ("quantity", "reserved", "used")
_PAIRS = ("given", "counters", "as", "payer", "beneficiary")


def asked_by_options(head: Mapping[str, str], line: Mapping[str, str], purpose: str) -> Asked:
    """A request of one line, from options.

    raises    Failure (usage) where nobody asks or nothing is asked for; Unreadable for a value

    >>> asked = asked_by_options({"as": "side=external"}, {"offering": "cmm", "given": "assisted=yes"}, "teaching")
    >>> asked.customer, asked.given, asked.lines[0].given
    ({'side': 'external'}, {'purpose': 'teaching'}, {'assisted': 'yes'})
    """
    known = {name: text for name, text in head.items() if text}
    cells = {name: text for name, text in line.items() if text}
    return _asked(known, [dict(cells)], _OPTIONS, {"purpose": purpose} if purpose else {})


class Written(NamedTuple):
    """A request as JSON says it, checked for form: values of the whole, values of each line, and where it stands."""

    head: dict[str, Any]
    lines: list[dict[str, Any]]
    file: str


def asked_by_json(source: str) -> Asked:
    """A request of several lines, from JSON (docs/commands.md).

    source    a file, or `-` for stdin
    raises    Failure for what is not JSON or not of the documented form
    """
    head, lines, file = written(source, HEAD, LINE)
    return _asked(head, lines, file, pairs(head.pop("given", "")))


def written(source: str, head: tuple[str, ...], line: tuple[str, ...]) -> Written:
    """What a JSON file, or stdin (`-`), says.

    head, line   the names that the whole and each line may have
    raises       Failure for what is not JSON or not of the documented form
    """
    text = (
        sys.stdin.read(_LONGEST)
        if source == "-"
        else Path(source).read_text(encoding="utf-8", errors="replace")
    )
    file = "stdin" if source == "-" else source
    try:
        # Numbers stay as they are written: 0.10 is never a float.
        request = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise Failure(
            "cli.json.unreadable",
            Exit.USAGE,
            file=file,
            line=error.lineno,
            column=error.colno,
            found=(text.split("\n"))[error.lineno - 1][:60].strip(),
        ) from None
    except RecursionError:
        raise _wrong_form(file, "lines", "[…]") from None
    lines = request.pop("lines", None) if isinstance(request, dict) else None
    if not isinstance(lines, list) or not lines or not all(isinstance(one, dict) for one in lines):
        raise _wrong_form(file, "lines", '[{"offering": …}]')
    return Written(_checked(request, head, file), [_checked(one, line, file) for one in lines], file)


def _asked(
    head: Mapping[str, Any], lines: list[dict[str, Any]], file: str, given: Mapping[str, str]
) -> Asked:
    """The request, if somebody asks for something."""
    if not (head.get("customer") or head.get("as")):
        raise Failure("cli.price.who", Exit.USAGE)
    if head.get("customer") and head.get("as"):
        raise Failure("cli.price.who-once", Exit.USAGE)
    if not all(line.get("offering") for line in lines):
        raise Failure("cli.price.what", Exit.USAGE)
    day = head.get("date", "")
    return Asked(
        tuple(replace(asked_line(line), place=Place(file, number)) for number, line in enumerate(lines, 1)),
        customer=head.get("customer") or pairs(head["as"]),
        payer=who(head.get("payer", "")),
        beneficiary=who(head.get("beneficiary", "")),
        given=given,
        on=day_of(day, "--on" if file == _OPTIONS else "date") if day else None,
        place=Place(file),
    )


def _checked(values: Mapping[str, object], known: tuple[str, ...], file: str) -> dict[str, Any]:
    """The values, if the format has their names and they have its form; null means left out."""
    texts: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise Failure("cli.json.key", Exit.USAGE, file=file, found=name, expected=known)
        inner: Iterable[object] = (
            value.values() if isinstance(value, dict) and name in (*_PAIRS, *_MEASURES) else (value,)
        )
        if not all(one is None or isinstance(one, str | bool) for one in inner):
            raise _wrong_form(file, name, '"…"')
        if isinstance(value, dict):
            said = {key: one for key, one in value.items() if one is not None}
            texts[name] = _measures(said) if name in _MEASURES else said
        elif value is not None:
            texts[name] = plain(value)  # type: ignore[arg-type]
    return texts


def _measures(value: Mapping[str, str]) -> str:
    """`{"participants": 4, "days": 2}` as a cell says it."""
    return ", ".join(f"{count} {unit}" for unit, count in value.items())


def _wrong_form(file: str, name: str, expected: str) -> Failure:
    return Failure("cli.json.form", Exit.USAGE, file=file, name=name, expected=expected)
