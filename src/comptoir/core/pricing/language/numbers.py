"""What do the cells with a number, an amount, a share, a yes or no, an id or a fixed word say?

A cell either says exactly one thing or is an error with a precise code: nothing is guessed, nothing is rounded.
Rule to remember: `expected` of an error is an example in the cell's own language, `found` is the cell as written.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from comptoir.core.pricing.terms import Money
from comptoir.core.values import Unreadable

Word = TypeVar("Word", bound=StrEnum)

MAX_DIGITS = 18  # what the store's 64-bit integers and the bulk rater's DECIMAL(38) hold exactly
MAX_ID = 64
MANY = 1 << 16  # distinct cells remembered by a reader: a card of 200,000 rows has a few thousand

MAX_CELL = 500  # characters of a cell that says one thing; also keeps every pattern quick on hostile input

# The plain, no-break, narrow no-break, thin and figure space may group thousands.
_SPACES = " \u00a0\u202f\u2009\u2007"
_NUMBER = re.compile(rf"[+\-\u2212]?(?:[0-9]+|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?:\.[0-9]+)?")
_CURRENCY = re.compile(
    r"[€$£¥₣]|\b(?:EUR|USD|GBP|CHF|CAD|JPY|CNY|AUD|SEK|NOK|DKK|euros?|eur)\b", re.IGNORECASE
)
# Beside decimal commas, 1.234 is a thousand and more to a German, and one and a bit to an Englishwoman.
_POINT_OR_GROUP = re.compile(r"[+\-\u2212]?[1-9][0-9]{0,2}\.[0-9]{3}")
# The first pattern that fits names the error; the last fits everything.
_WRONG_NUMBER = (
    ("number.empty", "12.50", re.compile(r"\s*")),
    ("number.not-finite", "12.50", re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)),
    ("number.exponent", "12.50", re.compile(r"[+-]?[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)),
    ("number.percent", "0.10", re.compile(r".*[%‰].*")),
    ("number.sign", "-12.50", re.compile(r"[0-9., ]+[\-+\u2212]|[\-+\u2212](?:\s+|\s*[\-+\u2212]).*|\([0-9., ]*\)")),
    ("number.two-separators", "1 234.56", re.compile(r"[+-]?[0-9 ]*(?:\.[0-9 ]*,|,[0-9 ]*[.,]|\.[0-9 ]*\.)[0-9., ]*")),
    ("number.comma", "12.50", re.compile(r"[+-]?[0-9\s]*,[0-9]*")),
    ("number.incomplete", "0.50", re.compile(r"[+-]?(?:[0-9]+\.|\.[0-9]+|\.)")),
    ("number.apostrophe", "1 234.56", re.compile(r"[+-]?[0-9]+(?:['’][0-9]{3})+(?:[.,][0-9]+)?")),
    ("number.group", "1 250.00", re.compile(r"[+-]?[0-9][0-9\s.]*")),
    ("number.unreadable", "12.50", re.compile(r".*", re.DOTALL)),
)  # fmt: skip
_YES = frozenset({"yes", "oui"})
_NO = frozenset({"no", "non"})
_ID = re.compile(r"[\w.\-]+")


def short(text: str, longest: int = MAX_CELL) -> str:
    """The trimmed text of a cell, unless it is too long to mean anything.

    >>> short(" 12 ")
    '12'
    """
    if len(text) > longest:
        raise Unreadable("cell.too-long", expected=f"<= {longest}", found=text)
    return text.strip()


@lru_cache(maxsize=MANY)
def read_number(text: str, *, comma: bool = False) -> Decimal:
    """An exact number out of a cell.

    text      digits with at most one decimal point; spaces (also no-break) may group thousands; a sign in front
    comma     the file's separator is `;` or a tab: a decimal comma is understood as well (and then `1.234` may be
              a thousand and more: it is an error)
    raises    Unreadable (number.*), naming what is wrong: percent, currency, exponent, two separators ...

    >>> read_number("1 250.00"), read_number("12,50", comma=True), read_number("-0")
    (Decimal('1250.00'), Decimal('12.50'), Decimal('0'))
    """
    said = plain = short(text)
    if comma and plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    elif comma and _POINT_OR_GROUP.fullmatch(plain):
        both = f"{plain.replace('.', '')} | {plain.replace('.', ',')}"
        raise Unreadable("number.ambiguous", expected=both, found=text)
    if not _NUMBER.fullmatch(plain):
        raise _wrong_number(said, plain)
    for space in _SPACES:
        plain = plain.replace(space, "")
    number = Decimal(plain.replace("\u2212", "-"))
    if sum(character.isdigit() for character in plain) > MAX_DIGITS:
        raise Unreadable("number.too-long", expected="12.50", found=text)
    return number if number else abs(number)


def _wrong_number(text: str, plain: str) -> Unreadable:
    """Why a text is no number, as precisely as can be said."""
    if any(character.isdigit() and character not in "0123456789" for character in text):
        return Unreadable("number.digits", expected="12.50", found=text)
    if _CURRENCY.search(text):
        return Unreadable("number.currency", expected="12.50", found=text)
    return next(
        Unreadable(code, expected=example, found=text)
        for code, example, pattern in _WRONG_NUMBER
        if pattern.fullmatch(plain)
    )


@lru_cache(maxsize=MANY)
def read_amount(text: str, *, comma: bool = False) -> Decimal:
    """A number that is not below zero (min_amount, deposit, cost ...)."""
    number = read_number(text, comma=comma)
    if number < 0:
        raise Unreadable("number.negative", expected="12.50", found=text)
    return number


@lru_cache(maxsize=MANY)
def read_money(text: str, *, comma: bool = False) -> Money:
    """An amount, or a share of something, never below zero.

    >>> read_money("10%"), read_money("12.50")
    (Money(value=Decimal('10'), percent=True), Money(value=Decimal('12.50'), percent=False))
    """
    said = short(text)
    share = said.removesuffix("%")
    return Money(read_amount(share.strip(), comma=comma), percent=share != said)


@lru_cache(maxsize=MANY)
def read_tax(text: str, *, comma: bool = False) -> Decimal:
    """A tax rate as a ratio: `20%`, or `none`.

    >>> read_tax("5.5%"), read_tax("none")
    (Decimal('0.055'), Decimal('0'))
    """
    if text.strip().casefold() in ("none", "aucune", "aucun"):
        return Decimal(0)
    rate = read_money(text, comma=comma)
    if not rate.percent or rate.value > 100:
        raise Unreadable("tax.unreadable", expected="20%", found=text)
    return rate.value.scaleb(-2)


def yes_or_no(text: str) -> bool | None:
    """True for yes or oui, False for no or non, None for anything else."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=MANY)
def read_yes_no(text: str) -> bool:
    """A yes or a no, in English or French.

    >>> read_yes_no("oui"), read_yes_no("No")
    (True, False)
    """
    answer = yes_or_no(text)
    if answer is None:
        raise Unreadable("yes-no.unreadable", expected="yes | no | oui | non", found=text)
    return answer


@lru_cache(maxsize=MANY)
def fold(text: str) -> str:
    """A text as it is compared: without case, in one Unicode form, single-spaced.

    >>> fold("PhD"), fold("ÉTÉ") == fold("e\u0301te\u0301")
    ('phd', True)
    """
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


@lru_cache(maxsize=MANY)
def read_id(text: str) -> str:
    """An id: letters, digits, `-`, `_` and `.`, no space, at most 64 characters; returned in Unicode form NFC.

    >>> read_id("GPU-node_1.a")
    'GPU-node_1.a'
    """
    name = unicodedata.normalize("NFC", short(text))
    if not _ID.fullmatch(name):
        raise Unreadable("id.unreadable", expected="students", found=text)
    if len(name) > MAX_ID:
        raise Unreadable("id.too-long", expected="students", found=text)
    return name


@lru_cache(maxsize=MANY)
def read_target(text: str) -> str:
    """What a row is about: an offering's id, `group:tools`, or `*` for all.

    >>> read_target("group:tools"), read_target("*")
    ('group:tools', '*')
    """
    name = short(text)
    if name == "*":
        return name
    prefix, colon, group = name.partition(":")
    if colon and prefix == "group":
        return f"group:{read_id(group)}"
    if not _ID.fullmatch(name):
        raise Unreadable("offering.unreadable", expected="sem | group:tools | *", found=text)
    return read_id(name)


@lru_cache(maxsize=MANY)
def read_classes(text: str) -> tuple[str, ...]:
    """The classes of a row: ids joined by `|`; `*` or nothing means all, and reads as none named.

    >>> read_classes("students | staff"), read_classes("*")
    (('students', 'staff'), ())
    """
    if short(text) in ("", "*"):
        return ()
    return tuple(dict.fromkeys(read_id(part) for part in text.split("|")))


def read_word(text: str, words: type[Word]) -> Word:
    """One of the fixed words of an enum, whatever its case.

    >>> from comptoir.core.pricing.terms import Rounding
    >>> read_word("Nearest", Rounding)
    <Rounding.NEAREST: 'nearest'>
    """
    said = " ".join(text.split()).casefold()
    for word in words:
        if word.value == said:
            return word
    raise Unreadable(
        "word.unknown", expected=" | ".join(word.value for word in words if word.value), found=text
    )
