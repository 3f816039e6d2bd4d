"""How do the checks of a rate card say what they found? Short makers of findings, and the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from comptoir.core.values import Finding, Place, Severity


def finding(severity: Severity, code: str, place: Place, column: str = "", **params: object) -> Finding:
    """One finding at a column of a row."""
    where = place._replace(column=column) if column else place
    return Finding(code=code, severity=severity, place=where, params=tuple(params.items()))


def nearest(found: str, known: Iterable[str]) -> str:
    """The known name most like an unknown one, or else the first few known names.

    >>> nearest("studnts", ["students", "staff"]), nearest("x", ["students", "staff"])
    ('students', 'staff, students')
    """
    names = sorted(set(known))
    close = get_close_matches(found, names, n=1)
    return close[0] if close else ", ".join(names[:6])
