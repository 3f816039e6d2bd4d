"""What does a condition say, and how is it written back? (docs/company-folder.md, section 4)

    condition  = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation   = "not" negation | "(" condition ")" | comparison
    comparison = name | name operator value | name ["not"] "in" "(" value { "," value } ")"

A value is one or several bare words, a quoted text, a number, a number with a unit, or yes/no. Rule to remember:
what stands after a text name (country, role ...) is always text, so that Norway (`NO`) is not "no" and the
activity code `01.10` keeps its zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from comptoir.core.pricing.language.numbers import MANY, read_number, short, yes_or_no
from comptoir.core.pricing.language.quantities import read_unit
from comptoir.core.pricing.terms import AllOf, AnyOf, Compare, Comparison, Condition, Not, Span
from comptoir.core.values import Unreadable
from comptoir.core.values.unit import unit

# Names whose values are text, whatever they look like.
TEXT_NAMES = frozenset(
    "side tie stage role within agreement industry country kind party purpose funding payment project event".split()
)
# Names that hold the day something began and are compared with a length of time.
AGE_NAMES = frozenset({"age", "membership_age", "agreement_age"})
WHO = ("buyer", "payer", "beneficiary")

_EXAMPLE = "side = internal and role in (phd, postdoc)"
_LONGEST = 4_000
_MAX_DEPTH = 40
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<quoted>"(?:[^"]|"")*"|“[^”]*”|«[^»]*»)
    | (?P<operator><=|>=|!=|<>|==|[=<>≤≥≠])
    | (?P<mark>[(),])
    | (?P<word>[^\s"“”«»()=<>!,≤≥≠]+)
    )""",
    re.VERBOSE,
)
_OPERATORS = {
    "==": Comparison.EQ, "<>": Comparison.NE, "≠": Comparison.NE, "≤": Comparison.LE, "≥": Comparison.GE,
    **{one.value: one for one in Comparison},
}  # fmt: skip
_KEYWORDS = frozenset({"and", "or", "not", "in"})
_NAME = re.compile(r"(?:(?P<who>buyer|payer|beneficiary)\.)?(?P<name>[^\W\d][\w-]*)", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[^\s\"“”«»()=<>!,≤≥≠]+")
_LOOKS_LIKE_NUMBER = re.compile(r"[+\-\u2212]?[0-9]")

Value = str | Decimal | bool | Span


class _Token(NamedTuple):
    """One token: its kind (quoted, operator, mark, word, end) and its text."""

    kind: str
    text: str


@lru_cache(maxsize=MANY)
def read_condition(text: str) -> Condition:
    """A condition out of a cell.

    raises    Unreadable (condition.*), naming the word that does not fit

    >>> read_condition("side = internal")
    Compare(who='', name='side', comparison=<Comparison.EQ: '='>, values=('internal',))
    >>> write_condition(read_condition("not verified or payer.age<5 years"))
    'not verified or payer.age < 5 years'
    """
    if not short(text, _LONGEST):
        raise Unreadable("condition.empty", expected=_EXAMPLE, found=text)
    reader = _Reader(tuple(_tokens(text)))
    condition = reader.either(0)
    if reader.next.kind != "end":
        raise Unreadable("condition.unexpected", expected="and | or", found=reader.shown)
    return condition


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens of a condition, and the end."""
    position = 0
    stripped = text.rstrip()
    while position < len(stripped):
        match = _TOKEN.match(stripped, position)
        if match is None:
            raise Unreadable(
                "condition.unexpected", expected=_EXAMPLE, found=stripped[position:].strip()[:60]
            )
        kind = match.lastgroup or ""
        yield _Token(kind, match[kind])
        position = match.end()
    yield _Token("end", "")


class _Reader:
    """Recursive descent over the tokens; each method reads one rule of the grammar."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self.tokens = tokens
        self.position = 0

    @property
    def next(self) -> _Token:
        """The token that comes."""
        return self.tokens[self.position]

    def take(self) -> _Token:
        """The token that comes, stepping over it (the end stays)."""
        token = self.next
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    @property
    def shown(self) -> str:
        """The token that comes, as an error shows it; at the end, what stood before."""
        return self.next.text or f"{self.tokens[max(self.position - 1, 0)].text} …"

    def at(self, *texts: str) -> bool:
        """Whether one of these keywords or marks comes."""
        return self.next.kind in ("word", "mark") and self.next.text.casefold() in texts

    def either(self, depth: int) -> Condition:
        """Conjunctions joined by `or`."""
        parts = [self.both(depth)]
        while self.at("or"):
            self.take()
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self, depth: int) -> Condition:
        """Negations joined by `and`."""
        parts = [self.negation(depth)]
        while self.at("and"):
            self.take()
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def negation(self, depth: int) -> Condition:
        """A comparison, something in parentheses, or the negation of either."""
        if depth > _MAX_DEPTH:
            raise Unreadable("condition.too-deep", expected=_EXAMPLE, found=self.shown)
        if self.at("not"):
            self.take()
            return Not(self.negation(depth + 1))
        if self.at("("):
            self.take()
            inside = self.either(depth + 1)
            if not self.at(")"):
                raise Unreadable("condition.unexpected", expected=")", found=self.shown)
            self.take()
            return inside
        return self.comparison()

    def comparison(self) -> Condition:
        """A name alone, or a name compared with something."""
        match = _NAME.fullmatch(self.next.text) if self.next.kind == "word" else None
        if match is None or self.next.text.casefold() in _KEYWORDS:
            raise Unreadable("condition.name", expected=_EXAMPLE, found=self.shown)
        self.take()
        who, name = (match["who"] or "").casefold(), match["name"].casefold()
        if self.next.kind == "operator":
            comparison = _OPERATORS[self.take().text]
            value = self.value(name)
            _fits(name, comparison, value)
            return Compare(who, name, comparison, (value,))
        if self.at("in"):
            self.take()
            return Compare(who, name, Comparison.IN, self.values(name))
        if self.at("not") and self.tokens[self.position + 1].text.casefold() == "in":
            self.take()
            self.take()
            parts = tuple(Compare(who, name, Comparison.NE, (value,)) for value in self.values(name))
            return parts[0] if len(parts) == 1 else AllOf(parts)
        if name in TEXT_NAMES or name in AGE_NAMES:
            raise Unreadable("condition.compare", expected=f"{name} = …", found=self.shown)
        return Compare(who, name, Comparison.EQ, (True,))

    def values(self, name: str) -> tuple[Value, ...]:
        """Values in parentheses, separated by commas."""
        if not self.at("("):
            raise Unreadable("condition.in", expected=f"{name} in (a, b)", found=self.shown)
        self.take()
        found = [self.value(name)]
        while self.at(","):
            self.take()
            found.append(self.value(name))
        if not self.at(")"):
            raise Unreadable("condition.unexpected", expected=")", found=self.shown)
        self.take()
        for value in found:
            _fits(name, Comparison.IN, value)
        return tuple(found)

    def value(self, name: str) -> Value:
        """One value: a quoted text, or all bare words up to the next keyword or mark."""
        if self.next.kind == "quoted":
            text = self.take().text
            return text[1:-1].replace('""', '"') if text[0] == '"' else text[1:-1].strip()
        words: list[str] = []
        while self.next.kind == "word" and self.next.text.casefold() not in _KEYWORDS:
            words.append(self.take().text)
        if not words:
            raise Unreadable("condition.value", expected=f"{name} = …", found=self.shown)
        return _value(name, words)


def _value(name: str, words: list[str]) -> Value:
    """What bare words mean behind a name."""
    text = " ".join(words)
    if name in TEXT_NAMES:
        return text
    if len(words) == 1 and (answer := yes_or_no(text)) is not None:
        return answer
    if not _LOOKS_LIKE_NUMBER.match(text):
        return text
    digits = [word for word in words if _LOOKS_LIKE_NUMBER.match(word)]
    if len(digits) == len(words):
        return read_number(text)
    return _span(name, read_number(" ".join(digits)), " ".join(words[len(digits) :]))


def _span(name: str, count: Decimal, words: str) -> Span:
    """A number with a unit behind a name."""
    measured = unit(read_unit(words))
    whole = 86_400 if measured.base == "second" else 1
    if name in AGE_NAMES and (count * measured.factor) % whole:
        raise Unreadable("span.fraction", expected="18 months | 10 days", found=f"{count} {words}")
    return Span(count, measured.name)


def _fits(name: str, comparison: Comparison, value: Value) -> None:
    """Refuse values that could never be compared so.

    raises    Unreadable: an age or a notice needs a length of time (a notice one in days or hours: a month is no
              number of days); text, yes and no have no order
    """
    if name in AGE_NAMES and not (isinstance(value, Span) and unit(value.unit).base in ("second", "month")):
        raise Unreadable("condition.age", expected=f"{name} < 5 years", found=_written(name, value))
    if name == "notice" and not (isinstance(value, Span) and unit(value.unit).base == "second"):
        raise Unreadable("condition.notice", expected="notice <= 30 days", found=_written(name, value))
    ordered = comparison in (Comparison.LT, Comparison.LE, Comparison.GT, Comparison.GE)
    if ordered and isinstance(value, str | bool):
        raise Unreadable("condition.order", expected=f"{name} = …", found=_written(name, value))


# --- writing ----------------------------------------------------------------------------------------------------


def write_condition(condition: Condition) -> str:
    """A condition as text that reads back to itself.

    >>> write_condition(read_condition('(a or b) and kind = "public body"'))
    '(a or b) and kind = "public body"'
    """
    if isinstance(condition, Compare):
        return _comparison(condition)
    if isinstance(condition, Not):
        inner = write_condition(condition.part)
        return f"not {inner}" if isinstance(condition.part, Compare | Not) else f"not ({inner})"
    joint, loose = (" and ", (AnyOf, AllOf)) if isinstance(condition, AllOf) else (" or ", (AnyOf,))
    parts = [(part, write_condition(part)) for part in condition.parts]
    return joint.join(f"({text})" if isinstance(part, loose) else text for part, text in parts)


def _comparison(compare: Compare) -> str:
    """One comparison as text."""
    name = f"{compare.who}.{compare.name}" if compare.who else compare.name
    if compare.comparison is Comparison.IN:
        return f"{name} in ({', '.join(_written(compare.name, value) for value in compare.values)})"
    # `is`: to Python 1 equals True, but `miles = 1` is no yes.
    if compare.values[0] is True and compare.comparison is Comparison.EQ:
        return name
    return f"{name} {compare.comparison.value} {_written(compare.name, compare.values[0])}"


def _written(name: str, value: Value) -> str:
    """One value as text, quoted where it would read as something else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Span):
        many = value.count != 1 and unit(value.unit).base in ("second", "month")
        return f"{value.count:f} {value.unit}{'s' if many else ''}"
    plain = _PLAIN_WORD.fullmatch(value) and value.casefold() not in _KEYWORDS
    if plain and (name in TEXT_NAMES or (yes_or_no(value) is None and not _LOOKS_LIKE_NUMBER.match(value))):
        return value
    return '"' + value.replace('"', '""') + '"'
