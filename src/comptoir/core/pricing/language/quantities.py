"""What do the cells say that measure: per, step, tier starts, counters, quantities of a request, spans of time?

Units are any word; `values.unit.canonical` gives each one spelling (hours, heures, h: hour). Quantities of one
dimension in one cell add up (`1 hour, 30 minutes` is 90 minutes); different ones multiply later.
Rule to remember: a comma separates quantities here, so a decimal comma must have become a point before.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from comptoir.core.pricing.language.numbers import MANY, read_id, read_number, short
from comptoir.core.pricing.terms import Counted, Counter, CounterPeriod, Per, Span, Threshold
from comptoir.core.values import Unreadable
from comptoir.core.values.unit import canonical, unit

_COUNT_AND_UNIT = re.compile(r"([+\-\u2212]?[0-9](?:[0-9.,\s]*[0-9])?)\s*(.*)", re.DOTALL)
_EXPONENT = re.compile(r"[+\-\u2212]?[0-9.,]+[eE][+-]?[0-9]+")
_UNIT = re.compile(r"[^\W\d][\w.²³µ°/\-]*(?: (?!x )[^\W\d][\w.²³\-]*)*")
_TIMES = re.compile(r"\s+[x×*]\s+")
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]")
_PARTS = re.compile(r"[,;]|\s[x×*]\s")
_PARTS_COMMA = re.compile(r",(?![0-9])|;|\s[x×*]\s")
_LINE = frozenset({"line", "ligne", "flat", "forfait"})

_COUNTED = {
    "uses": Counted.USES, "use": Counted.USES, "utilisations": Counted.USES, "utilisation": Counted.USES,
    "quantity": Counted.QUANTITY, "quantité": Counted.QUANTITY,
    "spend": Counted.SPEND, "spending": Counted.SPEND, "dépense": Counted.SPEND, "dépenses": Counted.SPEND,
}  # fmt: skip
_PERIODS = {
    "day": CounterPeriod.DAY, "jour": CounterPeriod.DAY,
    "week": CounterPeriod.WEEK, "semaine": CounterPeriod.WEEK,
    "month": CounterPeriod.MONTH, "mois": CounterPeriod.MONTH,
    "quarter": CounterPeriod.QUARTER, "trimestre": CounterPeriod.QUARTER,
    "year": CounterPeriod.YEAR, "calendar year": CounterPeriod.YEAR, "an": CounterPeriod.YEAR,
    "année": CounterPeriod.YEAR, "année civile": CounterPeriod.YEAR,
    "fiscal year": CounterPeriod.FISCAL_YEAR, "financial year": CounterPeriod.FISCAL_YEAR,
    "exercice": CounterPeriod.FISCAL_YEAR, "année fiscale": CounterPeriod.FISCAL_YEAR,
    "ever": CounterPeriod.EVER, "toujours": CounterPeriod.EVER,
}  # fmt: skip
_WHOM = frozenset({"customer", "buyer", "payer", "beneficiary", "project"})
_SMALL_WORDS = frozenset({"per", "par", "a", "each", "in", "over"})


def read_unit(text: str) -> str:
    """One spelling of a unit's name.

    >>> read_unit("core-hours"), read_unit("jours")
    ('core-hour', 'day')
    """
    name = " ".join(short(text).split())
    if not _UNIT.fullmatch(name) or len(name) > 40:
        raise Unreadable("unit.unreadable", expected="hour", found=text)
    return canonical(name)


@lru_cache(maxsize=MANY)
def read_per(text: str, *, comma: bool = False) -> Per:
    """What a price is for.

    >>> read_per("15 minutes"), read_per("participant x day").units, read_per("line").units
    (Per(units=('minute',), count=Decimal('15')), ('participant', 'day'), ())
    """
    said = short(text)
    if said.casefold() in _LINE:
        return Per(())
    count, rest = _count_and_rest(said.removeprefix("per ").strip(), comma=comma)
    if count is not None and count <= 0:
        raise Unreadable("quantity.not-positive", expected="15 minutes", found=text)
    units = tuple(read_unit(part) for part in _TIMES.split(rest))
    if len(set(units)) < len(units):
        raise Unreadable("per.twice", expected="participant x day", found=text)
    if any(name in _LINE for name in units):
        raise Unreadable("per.line", expected="line", found=text)
    return Per(units, Decimal(1) if count is None else count)


@lru_cache(maxsize=MANY)
def read_quantity(text: str, *, comma: bool = False) -> tuple[Decimal, str]:
    """How much of which unit, not below zero; a plain number has no unit (the row's own), a plain unit counts one.

    >>> read_quantity("15 minutes"), read_quantity("2.5"), read_quantity("hour")
    ((Decimal('15'), 'minute'), (Decimal('2.5'), ''), (Decimal('1'), 'hour'))
    """
    count, rest = _count_and_rest(short(text), comma=comma)
    if count is not None and count < 0:
        raise Unreadable("quantity.negative", expected="3 hours", found=text)
    name = read_unit(rest) if rest or count is None else ""
    return (Decimal(1) if count is None else count), name


@lru_cache(maxsize=MANY)
def read_step(text: str, *, comma: bool = False) -> tuple[Decimal, str]:
    """A step: a quantity above zero.

    >>> read_step("6 samples")
    (Decimal('6'), 'sample')
    """
    step = read_quantity(text, comma=comma)
    if step[0] <= 0:
        raise Unreadable("quantity.not-positive", expected="15 minutes", found=text)
    return step


@lru_cache(maxsize=MANY)
def read_threshold(text: str, *, comma: bool = False) -> Threshold:
    """Where a tier begins: `100` (included), `> 100` (just above), `> 30 minutes`.

    >>> read_threshold("> 30 minutes")
    Threshold(value=Decimal('30'), unit='minute', above=True)
    """
    said = short(text)
    above = said.startswith(">") and not said.startswith(">=")
    bare = said.lstrip(">=≥").strip() if said[:1] in (">", "≥") else said
    if not bare[:1].isdigit():
        raise Unreadable("threshold.unreadable", expected="100 | > 100 | > 30 minutes", found=text)
    value, name = read_quantity(bare, comma=comma)
    return Threshold(value, name, above)


@lru_cache(maxsize=MANY)
def read_counter(text: str) -> Counter:
    """A running total: what `per` period [`of` scope] [`by` whom].

    >>> read_counter("uses per year")
    Counter(counted=<Counted.USES: 'uses'>, period=<CounterPeriod.YEAR: 'year'>, scope='', by='customer')
    >>> read_counter("quantity per month of group:storage by payer").scope
    'group:storage'
    """
    words = short(text).split()
    scope, words = _taken(words, ("of", "de"), text)
    whom, words = _taken(words, ("by",), text)
    counted = next((_COUNTED[word.casefold()] for word in words if word.casefold() in _COUNTED), None)
    rest = [word.casefold() for word in words if word.casefold() not in _COUNTED]
    period = _PERIODS.get(" ".join(word for word in rest if word not in _SMALL_WORDS))
    if counted is None or len(words) - len(rest) != 1:
        raise Unreadable("counter.what", expected="uses | quantity | spend", found=text)
    if period is None:
        expected = " | ".join(known.value for known in CounterPeriod)
        raise Unreadable("counter.period", expected=expected, found=text)
    if whom and whom.casefold() not in _WHOM:
        raise Unreadable("counter.whom", expected=" | ".join(sorted(_WHOM)), found=text)
    return Counter(counted, period, _scope(scope, text), whom.casefold() or "customer")


def _taken(words: list[str], markers: tuple[str, ...], text: str) -> tuple[str, list[str]]:
    """The word after a marker (`of`, `by`) and the words without both."""
    for index, word in enumerate(words):
        if word.casefold() in markers:
            if index + 1 == len(words):
                raise Unreadable("counter.unfinished", expected="uses per year of sem by payer", found=text)
            return words[index + 1], words[:index] + words[index + 2 :]
    return "", words


def _scope(scope: str, text: str) -> str:
    """A counter's scope: empty, an offering's id, `group:x` or `all`."""
    prefix, colon, name = scope.partition(":")
    if colon and prefix != "group":
        raise Unreadable("counter.scope", expected="all | group:tools | sem", found=text)
    return f"group:{read_id(name)}" if colon else read_id(scope) if scope else ""


@lru_cache(maxsize=MANY)
def _measures(text: str, default_unit: str, comma: bool) -> tuple[tuple[str, Decimal], ...]:
    """The quantities of a cell, in its order."""
    said = short(text)
    if not said:
        raise Unreadable("quantity.empty", expected="3 hours", found=text)
    if not comma and _DECIMAL_COMMA.search(said):
        raise Unreadable("number.comma", expected="1.5 hours", found=text)
    found: dict[str, Decimal] = {}
    parts = (_PARTS_COMMA if comma else _PARTS).split(said)
    for part in parts:
        if not _COUNT_AND_UNIT.fullmatch(part.strip()):
            raise Unreadable("quantity.unreadable", expected="4 participants, 2 days", found=part or text)
        count, name = read_quantity(part, comma=comma)
        if not name and len(parts) > 1:
            raise Unreadable("measures.unit", expected="4 participants, 2 days", found=part.strip())
        _add(found, count, name or canonical(default_unit), text)
    return tuple(found.items())


def _add(found: dict[str, Decimal], count: Decimal, name: str, text: str) -> None:
    """Add a quantity to those found; two units of one dimension become the finer one."""
    new = unit(name)
    for other in found:
        old = unit(other)
        if old.base == new.base and old.name == new.name:
            raise Unreadable("measures.twice", expected="4 participants, 2 days", found=text)
        if old.base == new.base:
            fine = min(old, new, key=lambda one: one.factor)
            before = found.pop(other)
            # The finer unit's factor divides the coarser one's, so the sum is exact.
            found[fine.name] = before * (old.factor / fine.factor) + count * (new.factor / fine.factor)
            return
    found[name] = count


def read_measures(text: str, *, default_unit: str, comma: bool = False) -> dict[str, Decimal]:
    """The quantities of a request's line: canonical unit -> how much.

    default_unit    the unit of a plain number
    raises          Unreadable (quantity.*, number.*, unit.*, measures.twice)

    >>> read_measures("4 participants, 2 days", default_unit="piece")
    {'participant': Decimal('4'), 'day': Decimal('2')}
    >>> read_measures("12", default_unit="pages"), read_measures("1 hour, 30 minutes", default_unit="hour")
    ({'page': Decimal('12')}, {'minute': Decimal('90')})
    """
    return dict(_measures(text, default_unit, comma))


@lru_cache(maxsize=MANY)
def read_span(text: str, *, comma: bool = False) -> Span:
    """A length of time: `5 years`, `30 days`. Months and years come in whole months.

    >>> read_span("5 years")
    Span(count=Decimal('5'), unit='year')
    """
    count, name = read_quantity(text, comma=comma)
    measured = unit(name) if name else None
    if measured is None or measured.base not in ("second", "month"):
        raise Unreadable("span.unreadable", expected="5 years | 30 days", found=text)
    if measured.base == "month" and (count * measured.factor) % 1:
        raise Unreadable("span.fraction", expected="18 months", found=text)
    return Span(count, measured.name)


def _count_and_rest(text: str, *, comma: bool) -> tuple[Decimal | None, str]:
    """A leading number, if one stands there, and what follows it."""
    if not text:
        raise Unreadable("quantity.empty", expected="3 hours", found=text)
    split = _COUNT_AND_UNIT.fullmatch(text)
    if split is None:
        return None, text
    if exponent := _EXPONENT.match(text):
        # `1e400` is no quantity of the unit e400.
        return read_number(exponent[0], comma=comma), ""
    return read_number(split[1], comma=comma), split[2]
