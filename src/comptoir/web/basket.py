"""What has a visitor put into the basket? Wishes kept in the session: quantities and answers, and never a price.

Rule to remember: a basket is priced when it is looked at and again when it is ordered, by the facts of that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest

from comptoir.core.ordering.basket import Wish

_KEY = "basket"
MOST = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the basket: an offering, how much of it by unit, and answers."""

    offering: str
    measures: Mapping[str, Decimal]
    answers: Mapping[str, bool | str]

    def wish(self) -> Wish:
        """The same as an order wants it."""
        return Wish(self.offering, dict(self.measures), answers=dict(self.answers))


def kept(request: HttpRequest) -> tuple[Kept, ...]:
    """What lies in the visitor's basket, in the order it was put there."""
    session = getattr(request, "session", None)
    rows = session.get(_KEY, ()) if session is not None else ()
    return tuple(
        Kept(row["offering"], {name: Decimal(count) for name, count in row["of"].items()}, row["is"])
        for row in rows
    )


def keep(request: HttpRequest, lines: Iterable[Kept]) -> None:
    """Put these lines into the basket instead of what lay there."""
    request.session[_KEY] = [
        {
            "offering": one.offering,
            "of": {name: str(count) for name, count in one.measures.items()},
            "is": dict(one.answers),
        }
        for one in tuple(lines)[:MOST]
    ]
