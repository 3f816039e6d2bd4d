"""What does somebody want to book, for whom, and who will use it?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

from comptoir.core.pricing.request import Answer
from comptoir.core.values import Measures, Reason, Refusal
from comptoir.core.values.share import Share


@dataclass(frozen=True, slots=True)
class Want:
    """So many of a resource for `[start, end)`; without a resource, of whichever of the offering's is free.

    stands    it is booked already, so its resource may have been taken out of the folder since
    """

    offering: str
    start: datetime
    end: datetime
    resource: str = ""
    quantity: int = 1
    stands: bool = False


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Who buys, pays and receives (empty: the buyer), who uses it (empty: who books), and what the price asks for.

    shares    which cost centers bear how much; one that bears it all may be named as `cost_center` instead
    """

    buyer: str = ""
    payer: str = ""
    beneficiary: str = ""
    used_by: str = ""
    project: str = ""
    given: Mapping[str, Answer] = field(default_factory=dict)
    cost_center: str = ""
    shares: tuple[Share, ...] = ()


# Of the answers that a price asks for: how much somebody expects to use (`expected:km`).
EXPECTED = "expected:"


def expecting(given: Mapping[str, Answer], measures: Measures) -> dict[str, Answer]:
    """Answers, and how much is expected to be used of what is counted after use.

    >>> expecting({"trained": True}, {"km": Decimal(180)})
    {'trained': True, 'expected:km': Decimal('180')}
    """
    return {**given, **{f"{EXPECTED}{name}": value for name, value in measures.items()}}


def told_apart(given: Mapping[str, Answer]) -> tuple[dict[str, Answer], dict[str, Decimal]]:
    """Answers as the card asks for them, and what is expected to be used.

    >>> told_apart({"trained": True, "expected:km": Decimal(180)})
    ({'trained': True}, {'km': Decimal('180')})
    """
    own = {name: value for name, value in given.items() if not name.startswith(EXPECTED)}
    expected = {
        name.removeprefix(EXPECTED): value
        for name, value in given.items()
        if name.startswith(EXPECTED) and isinstance(value, Decimal)
    }
    return own, expected


def in_utc(want: Want) -> Want:
    """The same want with its instants in UTC.

    raises    Refusal("booking.empty") where it does not end after it starts
    """
    if want.start.tzinfo is None or want.end.tzinfo is None:
        raise ValueError("instants need a zone")
    if want.start.astimezone(UTC) >= want.end.astimezone(UTC):
        raise Refusal(Reason("booking.empty", (("start", want.start), ("end", want.end))))
    return replace(want, start=want.start.astimezone(UTC), end=want.end.astimezone(UTC))


def given_text(given: Mapping[str, Answer]) -> str:
    """Answers as JSON text that comes back as what it was.

    >>> read_given(given_text({"assisted": True, "miles": Decimal("12.50")}))
    {'assisted': True, 'miles': Decimal('12.50')}
    """
    plain = {
        name: {"$decimal": str(value)} if isinstance(value, Decimal) else value
        for name, value in given.items()
    }
    return json.dumps(plain, ensure_ascii=False)


def read_given(text: str) -> dict[str, Answer]:
    """The answers that a text stands for."""
    plain: dict[str, Answer | dict[str, str]] = json.loads(text)
    return {
        name: Decimal(value["$decimal"]) if isinstance(value, dict) else value
        for name, value in plain.items()
    }
