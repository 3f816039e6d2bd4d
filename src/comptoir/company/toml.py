"""What does company.toml say, on which line, and how is it written again?

Settings are plain dictionaries as `tomllib` reads them, except that each section knows the lines of its keys
(`Located`), so that a finding can name them. Numbers are exact (`Decimal`), never floats.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from comptoir.company.collect import Findings
from comptoir.company.keys import BY_SECTION, SECTIONS
from comptoir.core.values import Place

FILE = "company.toml"
_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_ERROR_LINE = re.compile(r"line (\d+)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


class Located(dict[str, object]):
    """A section that remembers where it and its keys were written (line 0: not from a file)."""

    def __init__(self, values: Mapping[str, object], line: int, lines: Mapping[str, int]) -> None:
        super().__init__(values)
        self.line = line
        self.lines = lines


def place_of(section: Mapping[str, object], key: str = "") -> Place:
    """Where a section, or one of its keys, was written."""
    if isinstance(section, Located):
        return Place(FILE, section.lines.get(key, section.line), key)
    return Place(FILE, 0, key)


def read_toml(text: str, findings: Findings) -> dict[str, object]:
    """The settings in a text, with their lines; a text that is no TOML gives none and a finding with its line.

    Sections and keys come in the order of the reference, however they were written: their order says nothing, so it
    is no change either.
    """
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        message = str(problem)
        found = _ERROR_LINE.search(message)
        line = int(found[1]) if found else text.count("\n") + 1
        findings.error("toml.broken", Place(FILE, line), found=message, expected="TOML 1.0")
        return {}
    except (RecursionError, ValueError) as problem:
        findings.error("toml.broken", Place(FILE), found=type(problem).__name__, expected="TOML 1.0")
        return {}
    return _located(values, text)


def write_toml(settings: Mapping[str, object]) -> str:
    """The settings as text: known sections and keys in the order of the reference, others after them as they come."""
    parts = []
    for name in _sections(settings):
        value = settings[name]
        if isinstance(value, Mapping):
            parts.append(_section(f"[{_key(name)}]", name, value))
        elif isinstance(value, list | tuple):
            parts += [
                _section(f"[[{_key(name)}]]", name, item) for item in value if isinstance(item, Mapping)
            ]
    return "\n".join(parts)


def _sections(settings: Mapping[str, object]) -> list[str]:
    """The names of sections, known ones in the order of the reference, others after them as they come."""
    order = [section.name for section in SECTIONS]
    return [name for name in order if name in settings] + [name for name in settings if name not in order]


def _keys(name: str, values: Mapping[str, object]) -> list[str]:
    """The keys of a section, known ones in the order of the reference, others after them as they come."""
    known = BY_SECTION.get(name)
    order = [key.name for key in known.keys] if known else []
    return [key for key in order if key in values] + [key for key in values if key not in order]


def _located(values: dict[str, object], text: str) -> dict[str, object]:
    heads, keys = _lines(text)
    located: dict[str, object] = {}
    for name in _sections(values):
        value = values[name]
        if isinstance(value, dict):
            located[name] = Located(_in_order(name, value), heads.get((name, 0), 1), keys.get((name, 0), {}))
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            located[name] = [
                Located(_in_order(name, item), heads.get((name, index), 1), keys.get((name, index), {}))
                for index, item in enumerate(value)
            ]
        else:
            located[name] = value
    return Located(located, 1, keys.get(("", 0), {}))


def _in_order(name: str, values: Mapping[str, object]) -> dict[str, object]:
    return {key: values[key] for key in _keys(name, values)}


def _lines(text: str) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], dict[str, int]]]:
    """Line of each section (by name and number) and of each key in it."""
    heads: dict[tuple[str, int], int] = {}
    keys: dict[tuple[str, int], dict[str, int]] = {}
    current = ("", 0)
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            name = header[1].strip("\"' ")
            count = sum(1 for known, _ in heads if known == name)
            current = (name, count)
            heads[current] = number
        elif key := _KEY.match(line):
            keys.setdefault(current, {}).setdefault(key[1].strip("\"'"), number)
    return heads, keys


def _section(head: str, name: str, values: Mapping[str, object]) -> str:
    lines = [f"{_key(key)} = {_value(values[key])}" for key in _keys(name, values)]
    return "\n".join([head, *lines]) + "\n"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    escaped = "".join(
        _ESCAPES.get(char) or (f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char)
        for char in text
    )
    return f'"{escaped}"'
