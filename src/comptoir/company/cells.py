"""How is a cell of each type read, and what does a row say as values?

READERS is one table: the type of a column -> the function that reads it (most of them from the rate language). What
cannot be read becomes a finding with file, line and column; a row with such a cell is not built.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import list_currencies
from stdnum import bic, iban
from stdnum.fr import siret

from comptoir.company.collect import Findings
from comptoir.company.columns import BY_TABLE, Column, File
from comptoir.core.pricing import language as cell
from comptoir.core.pricing.conditions import seconds_of
from comptoir.core.values import Row, Unreadable

# Values of one row by column name; every column of the file is there (its default, or None).
Cells = dict[str, Any]

_COUNTRY = re.compile(r"[A-Z]{2}")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_SIREN = re.compile(r"\d{9}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# The longest window in days.
_YEAR = 366
_ANSWERS = ("free", "quote required", "refused")


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell's meaning depends on besides its text: the named windows and the company's time zone."""

    windows: Mapping[str, str] = field(default_factory=dict)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


def _pattern(pattern: re.Pattern[str], code: str, example: str) -> Callable[[str, Context], str]:
    def read(text: str, _: Context) -> str:
        if not pattern.fullmatch(text):
            raise Unreadable(code, expected=example, found=text)
        return text

    return read


def _checked(is_valid: Callable[[str], bool], code: str, example: str) -> Callable[[str, Context], str]:
    """A number with check digits, written with or without spaces."""

    def read(text: str, _: Context) -> str:
        plain = "".join(text.split())
        if not is_valid(plain):
            raise Unreadable(code, expected=example, found=text)
        return plain

    return read


def read_currency(text: str) -> str:
    """A currency's ISO 4217 code, today's or a former one.

    >>> read_currency("TND")
    'TND'
    """
    if text not in _currencies():
        raise Unreadable("currency.unreadable", expected="EUR", found=text)
    return text


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def _plain(reader: Callable[[str], object]) -> Callable[[str, Context], object]:
    return lambda text, _: reader(text)


def read_id(text: str) -> str:
    """An id whose letters are all of one script: a Cyrillic А among Latin letters would never be found again."""
    name = cell.read_id(text)
    if not name.isascii():
        scripts = {_script(char): char for char in name if char.isalpha()}
        if len(scripts) > 1 and (odd := min(scripts.items(), key=lambda item: item[0] == "LATIN")[1]):
            raise Unreadable("id.mixed", expected=name.replace(odd, "?"), found=f"{odd} (U+{ord(odd):04X})")
    return name


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]


def read_whole(text: str) -> int:
    """A whole number that is not below zero."""
    number = cell.read_amount(text)
    if number % 1:
        raise Unreadable("number.whole", expected="2", found=text)
    return int(number)


def read_days(text: str) -> int:
    """A number of days, at most a year."""
    days = read_whole(text)
    if days > _YEAR:
        raise Unreadable("days.many", expected=str(_YEAR), found=text)
    return days


def read_duration(text: str) -> timedelta:
    """A length of time in minutes, hours, days or weeks.

    >>> read_duration("90 minutes"), read_duration("2 weeks")
    (datetime.timedelta(seconds=5400), datetime.timedelta(days=14))
    """
    span = cell.read_span(text)
    seconds = seconds_of(span)
    if seconds is None or seconds % 60:
        raise Unreadable("duration.unreadable", expected="30 minutes", found=text)
    return timedelta(seconds=int(seconds))


def read_percent(text: str) -> object:
    """A share of a whole in percent, at most 100; `60%` and `60` both mean 60 %."""
    money = cell.read_money(text)
    if money.value > 100:
        raise Unreadable("percent.large", expected="100%", found=text)
    return money.value


@lru_cache(maxsize=256)
def read_zone(text: str) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unreadable("time_zone.unknown", expected="Europe/Paris", found=text) from None


def read_month_day(text: str) -> tuple[int, int]:
    """A day of every year: `09-01`."""
    match = _MONTH_DAY.fullmatch(text)
    if not match or text in ("02-30", "02-31", "04-31", "06-31", "09-31", "11-31"):
        raise Unreadable("month_day.unreadable", expected="09-01", found=text)
    return int(match[1]), int(match[2])


def _moment(text: str, context: Context) -> object:
    """An instant, or a day, which means its beginning."""
    return cell.read_instant(f"{text} 00:00" if _DAY.fullmatch(text) else text, context.zone)


def _expected(text: str, _: Context) -> object:
    word = " ".join(text.casefold().replace("_", " ").split())
    return word if word in _ANSWERS else cell.read_number(text)


def _scopes(text: str, _: Context) -> tuple[str, ...]:
    return tuple(cell.read_target(part) for part in text.split())


def _component(text: str, _: Context) -> object:
    return None if text.casefold() == "same" else cell.read_measures(text, default_unit="piece")


def _counters(text: str, _: Context) -> object:
    return {
        cell.read_counter(name): cell.read_amount(value)
        for name, value in cell.read_assignments(text).items()
    }


READERS: Mapping[str, Callable[[str, Context], object]] = {
    "id": _plain(read_id),
    "ref": _plain(cell.read_id),
    "text": lambda text, _: text,
    "words": lambda text, _: tuple(cell.read_id(word) for word in text.split()),
    "number": _plain(cell.read_amount),
    "amount": _plain(cell.read_amount),
    "whole": _plain(read_whole),
    "days": _plain(read_days),
    "money": _plain(cell.read_money),
    "percent": _plain(read_percent),
    "tax": _plain(cell.read_tax),
    "yes_no": _plain(cell.read_yes_no),
    "date": _plain(cell.read_date),
    "instant": lambda text, context: cell.read_instant(text, context.zone),
    "moment": _moment,
    "unit": _plain(cell.read_unit),
    "condition": _plain(cell.read_condition),
    "classes": _plain(cell.read_classes),
    "scope": _plain(cell.read_target),
    "scopes": _scopes,
    "price": _plain(cell.read_price),
    "per": _plain(cell.read_per),
    "step": _plain(cell.read_step),
    "threshold": _plain(cell.read_threshold),
    "counter": _plain(cell.read_counter),
    "counters": _counters,
    "window": lambda text, context: cell.read_window(text, context.windows),
    "component": _component,
    # Without its offering a plain number has no unit: read again where the request is made.
    "measures": lambda text, _: cell.read_measures(text, default_unit="piece") and text,
    "assignments": _plain(cell.read_assignments),
    "party": lambda text, _: text,
    "expected": _expected,
    "country": _pattern(_COUNTRY, "country.unreadable", "FR"),
    "currency": _plain(read_currency),
    "email": _pattern(_EMAIL, "email.unreadable", "claire@example.org"),
    "siren": _pattern(_SIREN, "siren.unreadable", "732829320"),
    "siret": _checked(siret.is_valid, "siret.unreadable", "73282932000074"),
    "iban": _checked(iban.is_valid, "iban.unreadable", "FR7630006000011234567890189"),
    "bic": _checked(bic.is_valid, "bic.unreadable", "AGRIFRPP"),
    "time_zone": _plain(read_zone),
    "month_day": _plain(read_month_day),
    "conversion": _plain(cell.read_step),
    "duration": _plain(read_duration),
}


def read_cell(column: Column, text: str, context: Context) -> object:
    """What one cell says.

    raises    Unreadable, with what was expected and found
    """
    if column.type == "choice":
        word = " ".join(text.split()).casefold()
        if word not in column.choices:
            raise Unreadable("word.unknown", expected=" | ".join(column.choices), found=text)
        return word
    return READERS[column.type](text, context)


@lru_cache(maxsize=64)
def _defaults(table: str) -> Mapping[str, object]:
    context = Context()
    return {
        column.name: read_cell(column, column.default, context)
        if column.default
        else (() if column.type in ("words", "classes", "scopes") else "" if column.type in _TEXTS else None)
        for column in BY_TABLE[table].columns
    }


_TEXTS = frozenset(
    {"text", "ref", "choice", "party", "measures", "email", "country", "siren", "siret", "iban", "bic", "id"}
)


def read_row(file: File, row: Row, context: Context, findings: Findings) -> Cells | None:
    """All values of a row, or None where a cell could not be read or a required one is empty (with findings)."""
    cells: Cells = dict(_defaults(file.table))
    good = True
    for name, text in row.cells.items():
        column = file.column(name) if text else None
        if column is None:
            if text:
                findings.error("header.unknown", row.place._replace(column=name), found=name, expected="")
                good = False
            continue
        try:
            cells[name] = read_cell(column, text, context)
        except Unreadable as problem:
            findings.unreadable(problem, row.place._replace(column=name))
            good = False
    for column in file.columns:
        if column.required and not row[column.name]:
            findings.error(
                "cell.missing", row.place._replace(column=column.name), found="", expected=column.name
            )
            good = False
    start, end = cells.get("valid_from"), cells.get("valid_to")
    if start and end and start >= end:
        place = row.place._replace(column="valid_to")
        findings.error("period.order", place, found=str(end), expected=f"> {start}")
        good = False
    return cells if good else None
