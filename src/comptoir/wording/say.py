"""How does a code with parameters become a sentence in the reader's language?

A sentence is a template: `{price}` is replaced by the parameter, written for the language by its type; the small
notations after the name are listed in docs/rooms/wording.md. Rule to remember: the reader never sees a traceback;
a code without a sentence is shown as itself with its parameters, and a test holds that there is none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from string import Formatter

from comptoir.core.pricing.terms import Per
from comptoir.core.values import Amount, DayPeriod, Finding, Place, Reason
from comptoir.core.values.named import Named
from comptoir.core.values.unit import unit
from comptoir.wording.formats import (
    format_amount,
    format_date,
    format_datetime,
    format_list,
    format_number,
    format_percent,
    format_period,
    format_price,
)
from comptoir.wording.sentences import all_sentences
from comptoir.wording.words import format_duration, format_measures, is_plural, unit_word, word

Params = Mapping[str, object] | Iterable[tuple[str, object]]
# literal text before a field, the field's name (None at the end), its notation, its plural forms
Piece = tuple[str, str | None, str, tuple[str, str] | None]


def say(code: str, params: Params, language: str) -> str:
    """The sentence of a code with its parameters.

    params    a mapping, or the pairs of a Reason or a Finding
    returns   the sentence; for an unknown code or a missing parameter, the code and its parameters
    raises    KeyError instead, where the environment says COMPTOIR_STRICT_WORDING=1 (as the tests do)

    >>> say("price.rung.usual", {}, "fr")
    'Prix habituel'
    """
    known = dict(params)
    try:
        return _fill(all_sentences()[code][1 if language == "fr" else 0], known, language)
    except (KeyError, ValueError, TypeError) as missing:
        if os.environ.get("COMPTOIR_STRICT_WORDING") == "1":
            raise KeyError(f"no sentence for {code} with {sorted(known)}: {missing}") from missing
        told = ", ".join(f"{name}: {format_value(value, language)}" for name, value in known.items())
        return f"{code} ({told})" if told else code


def say_reason(reason: Reason, language: str) -> str:
    """The sentence of one step of an explanation."""
    return say(reason.code, reason.params, language)


def say_finding(finding: Finding, language: str) -> str:
    """The sentence of a finding, without its place (see `say_place`)."""
    return say(finding.code, finding.params, language)


def say_place(place: Place, language: str) -> str:
    """Where something stands, in words.

    >>> say_place(Place("rates.csv", 12, "price"), "fr")
    'rates.csv, ligne 12, colonne price'
    """
    line, column = ("ligne", "colonne") if language == "fr" else ("line", "column")
    parts = [place.file]
    if place.line:
        parts.append(f"{line} {place.line}")
    if place.column:
        parts.append(f"{column} {place.column}")
    return ", ".join(parts)


def format_value(value: object, language: str, *, family: str = "") -> str:
    """Write one value for a language, by its type; a fixed word of the core (an enum) is translated.

    >>> format_value(date(2026, 1, 1), "fr"), format_value(("a", Decimal(2)), "en"), format_value(True, "fr")
    ('1er janvier 2026', 'a and 2', 'oui')
    """
    if value is None:
        return ""
    if isinstance(value, Enum):
        return word(str(value.value), language, family=type(value).__name__.lower())
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, language)
    if isinstance(value, tuple | list | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        if items and all(isinstance(item, Reason) for item in items):
            return " ".join(say_reason(item, language) for item in items)
        return format_list([format_value(item, language, family=family) for item in items], language)
    return str(value)


def format_per(per: Per, language: str) -> str:
    """What a price is for: `hour`, `15 minutes`, `participant × day`.

    >>> format_per(Per(("minute",), Decimal(15)), "fr"), format_per(Per(()), "fr")
    ('15 minutes', 'ligne')
    """
    name = " × ".join(unit_word(unit, language, per.count) for unit in per.units or ("line",))
    return name if per.count == 1 else f"{format_number(per.count, language)} {name}"


# The first type that fits writes the value (bool before int, datetime before date).
_WRITERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (bool, lambda value, language: word("yes" if value else "no", language)),
    (Decimal, format_number),
    (int, format_number),
    (Amount, format_amount),
    (datetime, format_datetime),
    (date, format_date),
    (DayPeriod, format_period),
    (Per, format_per),
    (Mapping, format_measures),
    (timedelta, format_duration),
    (Reason, say_reason),
    (Named, Named.name),
    (Place, say_place),
)


def _fill(template: str, params: Mapping[str, object], language: str) -> str:
    """The template with every field replaced."""
    done = []
    for literal, name, notation, forms in _pieces(template):
        done.append(literal)
        if name is None:
            continue
        value = params[name]
        if forms:
            done.append(forms[is_plural(_number(value), language)])
        else:
            done.append(_written(name, value, notation, params, language))
    return "".join(done)


@cache
def _pieces(template: str) -> tuple[Piece, ...]:
    """A template taken apart once: `{n|page|pages}` is a plural, `{name:notation}` a way to write it."""
    pieces: list[Piece] = []
    for literal, field, notation, _ in Formatter().parse(template):
        name, *forms = (field or "").split("|")
        plural = (forms[0], forms[1]) if len(forms) == 2 else None
        pieces.append((literal, None if field is None else name, notation or "", plural))
    return tuple(pieces)


def _written(name: str, value: object, notation: str, params: Mapping[str, object], language: str) -> str:
    """One field, by its notation (docs/rooms/wording.md) or else by the value's type."""
    kind, _, other = notation.partition(" ")
    if kind in ("in", "plus") and isinstance(value, Decimal):
        return _price(value, str(params[other]), language, added=kind == "plus")
    if kind == "percent" and isinstance(value, Decimal):
        return format_percent(value, language)
    if kind == "unit" and isinstance(value, tuple):
        return format_list([unit_word(str(one), language) for one in value], language, joint="or")
    if kind == "unit":
        return unit_word(str(value), language, _number(params[other]) if other else 1)
    if kind == "length" and isinstance(value, Decimal | int):
        return _length(Decimal(value), str(params[other]), language)
    if kind == "plain":
        return str(value)
    if kind in ("term", "or"):
        texts = value if isinstance(value, tuple | list) else (value,)
        words = [word(item, language, family=name) if isinstance(item, str) and kind == "term"
                 else format_value(item, language, family=name) for item in texts]  # fmt: skip
        return format_list(words, language, joint="or" if kind == "or" else "and")
    if kind in ("short", "weekday") and isinstance(value, date):
        write = format_datetime if isinstance(value, datetime) else format_date
        return write(value, language, style=kind)  # type: ignore[arg-type]
    if kind == "signed" and isinstance(value, Amount):
        return format_amount(value, language, sign=True)
    return format_value(value, language, family=name)


def _price(value: Decimal, currency: str, language: str, *, added: bool) -> str:
    """A price; one that is added to another is said as such, and not at all where it is nothing."""
    told = format_price(value, currency, language)
    return told if not added else f", plus {told}" if value else ""


def _length(value: Decimal, name: str, language: str) -> str:
    """So much of a unit; of a unit of time in days, hours and minutes."""
    known = unit(name)
    if known.base == "second":
        return format_duration(timedelta(seconds=float(value * known.factor)), language)
    return f"{format_number(value, language)} {unit_word(name, language, value)}"


def _number(value: object) -> Decimal | int:
    """A count out of a parameter: a number, or how many items it has."""
    if isinstance(value, Decimal | int):
        return value
    if isinstance(value, tuple | list | set | frozenset | Mapping):
        return len(value)
    raise TypeError(f"nothing to count in {value!r}")
