"""What does a cell of `name = value` pairs say (`as`, `given`, `counters` of a worked example)?

Pairs are separated by commas or semicolons; commas inside quotes or parentheses belong to the value. A name alone
is a yes (`verified`). Rule to remember: names and values stay text here; who asks knows what each must be.
"""

from __future__ import annotations

import re

from comptoir.core.pricing.language.numbers import short
from comptoir.core.values import Unreadable

_PIECE = re.compile(r'"(?:[^"]|"")*"|“[^”]*”|«[^»]*»|[^"“«,;()]+|.', re.DOTALL)
_FLAG = re.compile(r"[^\W\d][\w.-]*")
_LONGEST = 4_000
_EXAMPLE = "assisted=yes, purpose=industry contract"


def read_assignments(text: str) -> dict[str, str]:
    """The pairs of a cell, in its order; quotes around a value are taken off.

    raises    Unreadable: assignment.equals, assignment.value, assignment.twice, assignment.open

    >>> read_assignments('assisted=yes, purpose=industry contract, note="a, b"')
    {'assisted': 'yes', 'purpose': 'industry contract', 'note': 'a, b'}
    """
    pairs: dict[str, str] = {}
    for part in _parts(text):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        name = " ".join(name.split())
        if not name or (not equals and not _FLAG.fullmatch(name)):
            raise Unreadable("assignment.equals", expected=_EXAMPLE, found=part)
        if equals and not value:
            raise Unreadable("assignment.value", expected=_EXAMPLE, found=part)
        if name in pairs:
            raise Unreadable("assignment.twice", expected=_EXAMPLE, found=name)
        pairs[name] = _unquoted(value) if equals else "yes"
    return pairs


def _parts(text: str) -> list[str]:
    """The text cut at commas and semicolons outside quotes and parentheses; empty pieces are left out."""
    parts, current, depth = [], "", 0
    for piece in _PIECE.findall(short(text, _LONGEST)):
        depth += (piece == "(") - (piece == ")")
        if piece in '"“«' or depth < 0:
            raise Unreadable("assignment.open", expected=_EXAMPLE, found=text)
        if piece in ",;" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += piece
    if depth:
        raise Unreadable("assignment.open", expected=_EXAMPLE, found=text)
    return [part.strip() for part in [*parts, current] if part.strip()]


def _unquoted(value: str) -> str:
    """A value without the quotes that stand around all of it."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('""', '"')
    return value[1:-1].strip() if value[:1] + value[-1:] in ("“”", "«»") else value


def strip_parentheses(text: str) -> str | None:
    """What stands between parentheses around a whole cell (`(side=external)`), or None without them.

    >>> strip_parentheses("(side=external)"), strip_parentheses("ACME")
    ('side=external', None)
    """
    said = text.strip()
    return said[1:-1].strip() if said[:1] == "(" and said[-1:] == ")" else None
