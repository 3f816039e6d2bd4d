"""What has a visitor put into the basket? Wishes kept in the session: quantities, times and answers, and never a price.

Rule to remember: a basket is priced when it is looked at and again when it is ordered, by the facts of that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from comptoir.core.ordering.basket import Wish

_KEY = "basket"
_BUYER = "basket buyer"
_TAKEN_OUT = "basket taken out"
MOST = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the basket: an offering, how much of it by unit, and answers; of a rental from when until when.

    resource   the very thing that is rented; empty: whichever is free
    count      how many of a pool
    hold       the public id of the hold that keeps it free, until `held_until`
    """

    offering: str
    measures: Mapping[str, Decimal]
    answers: Mapping[str, bool | str]
    start: datetime | None = None
    end: datetime | None = None
    resource: str = ""
    count: int = 1
    hold: str = ""
    held_until: datetime | None = None

    def wish(self) -> Wish:
        """The same as an order wants it."""
        return Wish(
            self.offering, dict(self.measures), self.start, self.end, answers=dict(self.answers), quantity=self.count,
            resource=self.resource, hold=self.hold,
        )  # fmt: skip


def kept(request: HttpRequest) -> tuple[Kept, ...]:
    """What lies in the visitor's basket, in the order it was put there."""
    session = getattr(request, "session", None)
    return tuple(_read(row) for row in (session.get(_KEY, ()) if session is not None else ()))


def keep(request: HttpRequest, lines: Iterable[Kept]) -> None:
    """Put these lines into the basket instead of what lay there."""
    request.session[_KEY] = [_row(one) for one in tuple(lines)[:MOST]]


def taken_out(request: HttpRequest) -> Kept | None:
    """What was taken out last, to be put back."""
    row = request.session.get(_TAKEN_OUT)
    return _read(row) if row else None


def take_out(request: HttpRequest, line: Kept | None) -> None:
    """Remember what was taken out; None: nothing is to be put back."""
    request.session[_TAKEN_OUT] = _row(line) if line is not None else None


def buyer_of(request: HttpRequest) -> str:
    """For whom the basket is ordered at the counter; empty: for whoever it belongs to."""
    return str(request.session.get(_BUYER, ""))


def order_for(request: HttpRequest, party: str) -> None:
    """From now on the basket is ordered for a party; empty: for whoever it belongs to."""
    request.session[_BUYER] = party


def _row(one: Kept) -> dict[str, Any]:
    row: dict[str, Any] = {
        "offering": one.offering,
        "of": {name: str(count) for name, count in one.measures.items()},
        "is": dict(one.answers),
    }
    if one.start is not None and one.end is not None:
        row |= {"from": one.start.isoformat(), "to": one.end.isoformat(), "on": one.resource, "n": one.count}
    if one.hold and one.held_until is not None:
        row |= {"hold": one.hold, "until": one.held_until.isoformat()}
    return row


def _read(row: Mapping[str, Any]) -> Kept:
    def instant(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row.get(name) else None

    return Kept(
        row["offering"], {name: Decimal(count) for name, count in row["of"].items()}, row["is"],
        instant("from"), instant("to"), row.get("on", ""), int(row.get("n", 1)), row.get("hold", ""), instant("until"),
    )  # fmt: skip
