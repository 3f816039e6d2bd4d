"""What does a price cell say? (docs/company-folder.md, section 6.1)

A price is a number, one of three words (free, quote, not offered), or relative: a multiple, a percentage or an
amount more or less than a class, another offering, the row without window, the line's cost, the offering's unit
cost, or what a booking was priced at. Rule to remember: a percentage up or down is folded into the factor.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from comptoir.core.pricing.language.numbers import MANY, read_id, read_number, short
from comptoir.core.pricing.terms import NoPrice, NotOffered, Price, Relative, Source, UnitPrice
from comptoir.core.values import Unreadable
from comptoir.core.values.amount import EXACT

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_EXAMPLES = "12.50 | free | quote | not offered | 2.5 x students | students + 10%"
_WORDS: dict[str, Price] = {
    "free": UnitPrice(Decimal(0)), "gratuit": UnitPrice(Decimal(0)),
    "quote": NoPrice(), "quote required": NoPrice(), "sur devis": NoPrice(), "devis": NoPrice(),
    "not offered": NotOffered(), "non proposé": NotOffered(),
}  # fmt: skip
_SOURCES = {
    "base": Source.BASE, "cost": Source.COST, "unit cost": Source.UNIT_COST, "booked": Source.BOOKED,
}  # fmt: skip
_DIGITS = r"[0-9][0-9.,\s]*"
_RELATIVE = re.compile(
    rf"(?:(?P<times>{_DIGITS})\s*[x×*]\s+|(?P<share>{_DIGITS})%\s*(?:of|de)\s+)?"
    rf"(?P<source>unit\s+cost|(?:offering|class):[\w.\-]+|[^\W\d][\w.\-]*)"
    rf"(?:\s*(?P<sign>\+|(?<=\s)[\-\u2212\u2013])\s*(?P<more>{_DIGITS})(?P<percent>%?))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=MANY)
def read_price(text: str, *, comma: bool = False) -> Price:
    """The price of a row.

    raises    Unreadable (price.* or number.*)

    >>> read_price("12.50"), read_price("free").value, read_price("quote")
    (UnitPrice(value=Decimal('12.50')), Decimal('0'), NoPrice())
    >>> read_price("students - 10%")
    Relative(source=<Source.CLASS: 'class'>, ref='students', factor=Decimal('0.90'), plus=Decimal('0'))
    """
    said = " ".join(short(text).split())
    if not said:
        raise Unreadable("price.empty", expected=_EXAMPLES, found=text)
    if said.casefold() in _WORDS:
        return _WORDS[said.casefold()]
    match = _RELATIVE.fullmatch(said)
    if match is None:
        return _plain(said, comma=comma)
    source, ref = _source(match["source"])
    factor = read_number(match["times"].strip(), comma=comma) if match["times"] else Decimal(1)
    if match["share"]:
        factor = _percent(read_number(match["share"].strip(), comma=comma))
    plus = Decimal(0)
    if match["sign"]:
        more = read_number(match["more"].strip(), comma=comma)
        more = more if match["sign"] == "+" else -more
        if match["percent"]:
            factor = EXACT.multiply(factor, EXACT.add(_ONE, _percent(more)))
        else:
            plus = more
    if factor < 0:
        raise Unreadable("price.negative", expected="students - 10%", found=text)
    return Relative(source, ref, factor, plus)


def _percent(share: Decimal) -> Decimal:
    """A percentage as a ratio, exactly."""
    return EXACT.multiply(share, _HUNDREDTH)


def _plain(said: str, *, comma: bool) -> Price:
    """A price that must be a number: one of several words has no digits and is a misspelt price."""
    if said[0].isalpha():
        raise Unreadable("price.unreadable", expected=_EXAMPLES, found=said)
    number = read_number(said, comma=comma)
    if number < 0:
        raise Unreadable("price.negative", expected="12.50", found=said)
    return UnitPrice(number)


def _source(said: str) -> tuple[Source, str]:
    """What a relative price refers to, and the id of a class or offering."""
    known = _SOURCES.get(said.casefold())
    if known is not None:
        return known, ""
    prefix, colon, name = said.partition(":")
    if colon:
        return (Source.OFFERING if prefix.casefold() == "offering" else Source.CLASS), read_id(name)
    return Source.CLASS, read_id(said)
