"""What was really used: when are two records one, and how much of a booking was used, and used beyond it?

A record says who used how much of what, when, and who says so. Two records are one where the same source gave them
the same id, or, without ids, where they say the very same. Rules to remember: the same id with another content is no
duplicate but a contradiction, to be answered by a correction; time that two records share is used once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from hashlib import sha256

from comptoir.core.pricing.request import Line
from comptoir.core.values import Measures, elapsed_seconds, unit
from comptoir.core.values.amount import EXACT

_GAP = "\x1f"
_CENT = Decimal("0.01")
Moment = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Usage:
    """One measured consumption.

    customer    the party it is for; person: who did it, where that is known
    measures    canonical unit -> quantity, where it was counted; empty where only its period is known
    start, end  its period, aware instants, where it has one
    booking     public id of the booking it belongs to, empty: it stands alone
    source      the people, device or file that says so; external_id: under which id of its own
    """

    offering: str
    customer: str
    day: date
    measures: Measures = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    person: str = ""
    resource: str = ""
    booking: str = ""
    source: str = ""
    device: str = ""
    external_id: str = ""


class Likeness(StrEnum):
    """What a record is to those already known."""

    NEW = "new"
    DUPLICATE = "duplicate"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Quantities:
    """Of one offering: how much was reserved, how much used, and how much used after the reservation's end."""

    reserved: Measures
    used: Measures
    overage: Measures


def content_hash(usage: Usage) -> str:
    """A digest of what a record says, its external id left out; 64 hexadecimal digits.

    >>> one = Usage("scan", "ana", date(2026, 11, 23), {"hour": Decimal("1.50")})
    >>> content_hash(one) == content_hash(Usage("scan", "ana", date(2026, 11, 23), {"hour": Decimal("1.5")}))
    True
    """
    measured = sorted([f"{name}={_plain(value)}" for name, value in usage.measures.items()])
    period = [moment.astimezone(UTC).isoformat() if moment else "" for moment in (usage.start, usage.end)]
    said = (
        usage.offering, usage.customer, usage.day.isoformat(), *measured, *period, usage.person, usage.resource,
        usage.booking, usage.source, usage.device,
    )  # fmt: skip
    return sha256(_GAP.join(said).encode()).hexdigest()


def identity(usage: Usage, content: str = "") -> str:
    """By what a record is known again: its source's own id for it, else what it says.

    content    its `content_hash`, where that is known already

    >>> identity(Usage("scan", "ana", date(2026, 11, 23), source="door", external_id="17")) == f"id{_GAP}door{_GAP}17"
    True
    """
    if usage.external_id:
        return _GAP.join(("id", usage.source, usage.external_id))
    return _GAP.join(("content", content or content_hash(usage)))


def likeness(usage: Usage, known: Iterable[str]) -> Likeness:
    """What a record is, given the content hashes known under its identity."""
    return alike(content_hash(usage), known)


def alike(content: str, known: Iterable[str]) -> Likeness:
    """What a record is by its content hash, given those known under its identity."""
    contents = frozenset(known)
    if not contents:
        return Likeness.NEW
    return Likeness.DUPLICATE if content in contents else Likeness.DIFFERENT


def quantities(usages: Sequence[Usage], *, reserved: Moment | None = None) -> Quantities:
    """How much was reserved, used and used beyond, of the records of one booking or of one that stands alone.

    Time is the union of all periods, in seconds; what is counted in other units adds up.

    >>> at = lambda hour: datetime(2026, 11, 23, hour, tzinfo=UTC)
    >>> records = [Usage("scan", "ana", date(2026, 11, 23), start=at(9), end=at(12))]
    >>> found = quantities(records, reserved=(at(9), at(11)))
    >>> found.reserved["second"], found.used["second"], found.overage["second"]
    (Decimal('7200'), Decimal('10800'), Decimal('3600'))
    """
    periods = _union((one.start, one.end) for one in usages if one.start and one.end)
    used = _counted(usages)
    booked: dict[str, Decimal] = {}
    over: dict[str, Decimal] = {}
    if periods:
        used = {name: value for name, value in used.items() if unit(name).base != "second"}
        used["second"] = sum((elapsed_seconds(*one) for one in periods), Decimal(0))
    if reserved is not None:
        booked = {"second": elapsed_seconds(*reserved)}
        after = [(max(start, reserved[1]), end) for start, end in periods if end > reserved[1]]
        over = {"second": sum((elapsed_seconds(*one) for one in after), Decimal(0))}
    return Quantities(booked, used, over)


def usage_line(usages: Sequence[Usage], *, reserved: Moment | None = None) -> Line:
    """The line that pricing is asked about, for the records of one booking or of one that stands alone.

    raises    ValueError without a record, or with records of several offerings
    """
    offerings = {one.offering for one in usages}
    if len(offerings) != 1:
        raise ValueError(f"a line is about one offering: {sorted(offerings)}")
    found = quantities(usages, reserved=reserved)
    periods = _union((one.start, one.end) for one in usages if one.start and one.end)
    begun, ended = (periods[0][0], periods[-1][1]) if periods else (None, None)
    if reserved is None:
        return Line(offerings.pop(), found.used, start=begun, end=ended)
    return Line(
        offerings.pop(),
        {},
        start=reserved[0],
        end=reserved[1],
        used_start=begun,
        used_end=ended,
        used=found.used,
    )


def line_after_use(
    offering: str,
    usages: Sequence[Usage],
    *,
    reserved: Moment,
    held: Moment | None = None,
    expected: Measures | None = None,
) -> Line:
    """The line of a booking once it was used.

    usages     the records of it; they say more than the hand-over and the return, where they speak of time
    held       from the hand-over to the return
    expected   what the customer expected to use beside the time: what of it is charged as reserved stays so

    >>> at = lambda hour: datetime(2026, 11, 23, hour, tzinfo=UTC)
    >>> counted = [Usage("car", "ana", date(2026, 11, 23), {"km": Decimal(215)})]
    >>> line = line_after_use("car", counted, reserved=(at(8), at(18)), held=(at(8), at(17)))
    >>> line.used, line.used_end == at(17)
    ({'km': Decimal('215')}, True)
    """
    found = quantities(usages, reserved=reserved)
    periods = _union((one.start, one.end) for one in usages if one.start and one.end)
    timed = any(unit(name).base == "second" for name in found.used)
    begun, ended = held or (None, None)
    if timed:
        # What was counted as time is the time that was used, whenever the thing came back.
        begun, ended = (periods[0][0], periods[-1][1]) if periods else (None, None)
    return Line(
        offering, {}, start=reserved[0], end=reserved[1], used_start=begun, used_end=ended, reserved=expected or None,
        used=found.used or None, beyond=found.overage if periods else None,
    )  # fmt: skip


def shared_out(line: Line, many: int) -> tuple[Line, ...]:
    """As many lines as were booked of a pool, what was counted shared among them; time counts for each.

    >>> line = Line("car", {}, used={"km": Decimal(100)})
    >>> [one.used for one in shared_out(line, 3)]
    [{'km': Decimal('33.34')}, {'km': Decimal('33.33')}, {'km': Decimal('33.33')}]
    """
    if many == 1 or not line.used:
        return (line,) * many
    lines: list[Line] = []
    left = dict(line.used)
    each = {
        name: _part(value, many) for name, value in left.items() if unit(name).base not in ("second", "month")
    }
    for _ in range(many - 1):
        lines.append(replace(line, used={**line.used, **each}))
        left |= {name: EXACT.subtract(left[name], value) for name, value in each.items()}
    return (replace(line, used=left), *lines)


def _part(value: Decimal, many: int) -> Decimal:
    return (value / many).quantize(_CENT, ROUND_DOWN)


def _counted(usages: Iterable[Usage]) -> dict[str, Decimal]:
    """What was counted, by unit, added up in the units as stated."""
    total: dict[str, Decimal] = {}
    for one in usages:
        for name, value in one.measures.items():
            total[name] = EXACT.add(total.get(name, Decimal(0)), value)
    return total


def _union(periods: Iterable[tuple[datetime | None, datetime | None]]) -> list[Moment]:
    """Periods without what they share, in order."""
    known = sorted((start.astimezone(UTC), end.astimezone(UTC)) for start, end in periods if start and end)
    joined: list[Moment] = []
    for start, end in known:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
