"""Which charges are there, in which state, of whom; and what is set aside?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from comptoir.core.billing.shares import Part
from comptoir.core.values import Amount, Reason
from comptoir.core.values.reason_json import from_json
from comptoir.store.charges.models import Charge, ChargeMove, Deposit, ParkedSource
from comptoir.store.kept import Kept, counted

MOST_LISTED = 100
_SOME = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which charges: every condition that is not empty must hold; days `[since, upto)`.

    parties   as payer or customer
    """

    supplier: str = ""
    period: str = ""
    states: tuple[str, ...] = ()
    settlements: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    cost_center: str = ""
    offering: str = ""
    source: str = ""
    paper: str = ""
    entry: str = ""
    ids: tuple[str, ...] = field(default=())
    before: tuple[date, str] | None = None
    entity: str = ""
    since: date | None = None
    upto: date | None = None


class Parked(NamedTuple):
    """A delivery that could not be charged, and why."""

    id: int
    source_kind: str
    source: str
    event: str
    part: str
    supplier: str
    payer: str
    offering: str
    day: date
    reason: Reason
    parked_at: datetime
    tried_at: datetime


class ChargeSum(NamedTuple):
    """How many charges of a settlement and state there are, and what they come to."""

    settlement: str
    state: str
    charges: int
    amount: Amount


def find_charge(charge: str, *, lock: bool = False) -> Charge | None:
    """A charge, or None; `lock`: nobody else moves it until the transaction ends."""
    found = Charge.objects.filter(id=charge)
    return (found.select_for_update() if lock else found).first()


def list_charges(wanted: Wanted, limit: int = MOST_LISTED) -> tuple[Charge, ...]:
    """Charges, newest day first, 100 at most."""
    found = _filtered(wanted).order_by("-day", "-id")
    if wanted.before is not None:
        day, charge = wanted.before
        found = found.filter(Q(day__lt=day) | Q(day=day, id__lt=charge))
    return tuple(found[: min(limit, MOST_LISTED)])


def next_charges(wanted: Wanted, limit: int, *, over_by: date | None = None) -> tuple[Charge, ...]:
    """Charges that still count, oldest day first: the next ones to be worked on.

    over_by   only those whose review window has ended by that day
    """
    given = {one.name: value for one in fields(wanted) if (value := getattr(wanted, one.name))}
    if over_by is not None:
        given["over_by"] = over_by
    return tuple(_next(limit)(**given))


@lru_cache(maxsize=64)
def _next(limit: int) -> Kept:
    """The next so many charges, by whatever conditions are given."""

    def build(**values: Any) -> QuerySet[Charge]:
        over_by = values.pop("over_by", None)
        found = _filtered(Wanted(**values)).filter(again=False)
        if over_by is not None:
            found = found.filter(review_ends__lte=over_by)
        return found.order_by("day", "id")[:limit]

    return Kept(build)


def walk_charges(wanted: Wanted, chunk: int) -> Iterator[tuple[Charge, ...]]:
    """All charges that still count, oldest day first, some at a time."""
    found = _filtered(wanted).filter(again=False).order_by("day", "id")
    some = tuple(found[:chunk])
    while some:
        yield some
        last = some[-1]
        some = tuple(found.filter(Q(day__gt=last.day) | Q(day=last.day, id__gt=last.id))[:chunk])


def sums(supplier: str, period: str) -> tuple[ChargeSum, ...]:
    """What the charges of a month come to, by settlement and state."""
    rows = (
        Charge.objects.filter(supplier=supplier, period=period)
        .values_list("settlement", "state", "currency")
        .annotate(Count("id"), Sum("amount"))
        .order_by("settlement", "state", "currency")
    )
    return tuple(
        ChargeSum(settlement, state, count, Amount(int(total), currency))
        for settlement, state, currency, count, total in rows
    )


def count_in(supplier: str, period: str, states: Sequence[str]) -> int:
    """How many charges of a month stand in some states and still count."""
    return int(_IN_STATES.first(supplier=supplier, period=period, states=states))


def count_parked(supplier: str, before: date) -> int:
    """How many deliveries of a supplier before a day are set aside."""
    return int(_PARKED.first(supplier=supplier, before=before))


_IN_STATES = Kept(
    lambda supplier, period, states: counted(
        Charge.objects.filter(supplier=supplier, period=period, state__in=states, again=False)
    )
)
_PARKED = Kept(
    lambda supplier, before: counted(
        ParkedSource.objects.filter(supplier=supplier, freed_at=None, day__lt=before)
    )
)


def ids_in(supplier: str, period: str) -> tuple[str, ...]:
    """The charges of a supplier's month, in whatever state."""
    return tuple(Charge.objects.filter(supplier=supplier, period=period).values_list("id", flat=True))


def supplied_by(supplier: str, charges: Iterable[str]) -> frozenset[str]:
    """Of some charges those of a supplier."""
    wanted, found = sorted(charges), set[str]()
    for first in range(0, len(wanted), _SOME):
        some = Charge.objects.filter(supplier=supplier, id__in=wanted[first : first + _SOME])
        found |= set(some.values_list("id", flat=True))
    return frozenset(found)


def list_current(source_kind: str, sources: Sequence[str]) -> tuple[Charge, ...]:
    """What is charged now for some sources, in whatever state it is, in order of their ids."""
    found: list[Charge] = []
    for first in range(0, len(sources), _SOME):
        rows = Charge.objects.filter(
            source_kind=source_kind, source__in=sources[first : first + _SOME], again=False
        )
        found += rows.exclude(state__in=("withdrawn", "reversed")).order_by("id")
    return tuple(found)


def versions(source_kind: str, source: str, event: str, part: str) -> int:
    """How often a part of a source was charged."""
    return Charge.objects.filter(source_kind=source_kind, source=source, event=event, part=part).count()


def charged_parts(
    keys: Iterable[tuple[str, str, str]],
) -> dict[tuple[str, str, str], dict[str, tuple[int, bool]]]:
    """Of sources by part: how often it was charged, and whether it is now."""
    wanted = {key: key for key in keys}
    found: dict[tuple[str, str, str], dict[str, tuple[int, bool]]] = {}
    sources = sorted({source for _, source, _ in wanted})
    for first in range(0, len(sources), _SOME):
        for kind, source, event, part, again in _PARTS(sources=sources[first : first + _SOME]):
            parts = found.setdefault((kind, source, event), {})
            count, now = parts.get(part, (0, False))
            parts[part] = (count + 1, now or not again)
    return {key: parts for key, parts in found.items() if key in wanted}


def waiting_parts(keys: Iterable[tuple[str, str, str]]) -> frozenset[tuple[str, str, str, str]]:
    """Of sources the parts that are set aside: kind, source, event, part."""
    sources = sorted({source for _, source, _ in keys})
    return frozenset(
        row
        for first in range(0, len(sources), _SOME)
        for row in _WAITING(sources=sources[first : first + _SOME])
    )


_PARTS = Kept(
    lambda sources: Charge.objects.filter(source__in=sources).values_list(
        "source_kind", "source", "event", "part", "again"
    )
)
_WAITING = Kept(
    lambda sources: ParkedSource.objects.filter(source__in=sources, freed_at=None).values_list(
        "source_kind", "source", "event", "part"
    )
)


def list_parked(
    supplier: str = "", *, payers: Sequence[str] = (), before: date | None = None, after: int = 0,
    limit: int = MOST_LISTED,
) -> tuple[Parked, ...]:  # fmt: skip
    """What waits to be charged, in the order it was set aside; `after`: the id of the last one seen."""
    given = {"supplier": supplier, "payer__in": payers, "day__lt": before}
    given = {name: value for name, value in given.items() if value}
    return tuple(
        Parked(
            row.id, row.source_kind, row.source, row.event, row.part, row.supplier, row.payer, row.offering, row.day,
            from_json(row.reason)[0], row.parked_at, row.tried_at,
        )
        for row in _parked(limit)(after=after, **given)
    )  # fmt: skip


@lru_cache(maxsize=16)
def _parked(limit: int) -> Kept:
    """The first so many that wait, behind an id."""
    return Kept(
        lambda after, **given: ParkedSource.objects.filter(freed_at=None, id__gt=after, **given).order_by(
            "id"
        )[:limit]
    )


def list_moves(charge: str) -> tuple[ChargeMove, ...]:
    """What was done with a charge, in order."""
    return tuple(ChargeMove.objects.filter(charge=charge).order_by("id"))


def parts_of(charge: Charge) -> tuple[Part, ...]:
    """Which cost centers bear a charge, and what of it."""
    return tuple(Part(center, Amount(minor, charge.currency)) for center, minor in json.loads(charge.shares))


def find_deposit(deposit: str, *, lock: bool = False) -> Deposit | None:
    """A deposit, or None."""
    found = Deposit.objects.filter(id=deposit)
    return (found.select_for_update() if lock else found).first()


def list_deposits(
    *, supplier: str = "", customers: Sequence[str] = (), states: Sequence[str] = (), limit: int = MOST_LISTED
) -> tuple[Deposit, ...]:
    """Deposits, newest first."""
    found = Deposit.objects.order_by("-asked_at", "id")
    if supplier:
        found = found.filter(supplier=supplier)
    if customers:
        found = found.filter(customer__in=customers)
    if states:
        found = found.filter(state__in=states)
    return tuple(found[: min(limit, MOST_LISTED)])


def _filtered(wanted: Wanted) -> QuerySet[Charge]:
    found = Charge.objects.all()
    for name in ("supplier", "entity", "period", "offering", "source", "paper", "entry"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    for name, values in (("state", wanted.states), ("settlement", wanted.settlements), ("payer", wanted.payers),
                         ("id", wanted.ids)):  # fmt: skip
        if values:
            found = found.filter(**{f"{name}__in": values})
    if wanted.since is not None:
        found = found.filter(day__gte=wanted.since)
    if wanted.upto is not None:
        found = found.filter(day__lt=wanted.upto)
    if wanted.parties:
        found = found.filter(Q(payer__in=wanted.parties) | Q(customer__in=wanted.parties))
    if wanted.cost_center:
        found = found.filter(shares__contains=json.dumps([wanted.cost_center])[1:-1])
    return found


def sum_by_payer(supplier: str, periods: Sequence[str]) -> tuple[tuple[str, str, str, int, Amount], ...]:
    """What a supplier charges in some months: payer, settlement, month, how many and what they come to.

    Charges that were withdrawn or reversed do not count.
    """
    rows = (
        Charge.objects.filter(supplier=supplier, period__in=list(periods))
        .exclude(state__in=("withdrawn", "reversed"))
        .values_list("payer", "settlement", "period", "currency")
        .annotate(Count("id"), Sum("amount"))
        .order_by("payer", "settlement", "period", "currency")
    )
    return tuple(
        (payer, settlement, period, count, Amount(int(total), currency))
        for payer, settlement, period, currency, count, total in rows
    )


def list_of_sources(source_kind: str, sources: Iterable[str]) -> tuple[Charge, ...]:
    """The charges of some sources that count, locked until the turn ends."""
    found = Charge.objects.filter(source_kind=source_kind, source__in=list(sources), again=False)
    return tuple(found.select_for_update().order_by("id"))


def free_parked(source_kind: str, sources: Iterable[str], *, at: datetime) -> int:
    """What of some sources was parked is not to be charged any more; how many there were."""
    found = ParkedSource.objects.filter(source_kind=source_kind, source__in=list(sources), freed_at=None)
    return found.update(freed_at=at, tried_at=at)
