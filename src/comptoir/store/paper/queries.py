"""Which papers are there, what happened to them, and which charges are on one?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery

from comptoir.store.paper.models import Paper, PaperEvent, PaperLine, PaperSeries
from comptoir.store.paper.rows import EventRow, LineRow, PaperRow

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper with its lines and all that happened to it, oldest first."""

    id: int = field(repr=False)
    row: PaperRow
    lines: tuple[LineRow, ...]
    events: tuple[EventRow, ...]

    @property
    def state(self) -> str:
        """What it is now."""
        return self.events[-1].state

    @property
    def owed(self) -> int:
        """What is still owed; below nothing: in the customer's favor."""
        return self.events[-1].owed


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper as lists show it."""

    public_id: str
    number: str
    kind: str
    entity: str
    issued_on: date
    due_on: date | None
    payer: str
    buyer: str
    relation: str
    cost_center: str
    currency: str
    net: int
    vat: int
    gross: int
    credits: str
    state: str
    owed: int
    level: int


class Seen(NamedTuple):
    """Whose papers somebody may see: by who owes them, who issues, who supplied a line, or by cost center."""

    payers: Collection[str] = ()
    entities: Collection[str] = ()
    suppliers: Collection[str] = ()
    cost_centers: Collection[str] = ()
    everything: bool = False


def find_paper(*, number: str = "", public_id: str = "", lock: bool = False) -> StoredPaper | None:
    """One paper by its number or its public id; `lock`: nobody else adds an event to it until the transaction ends."""
    found = Paper.objects.filter(**({"number": number} if number else {"public_id": public_id}))
    if lock:
        found = found.select_for_update()
    row = found.first()
    return None if row is None else _stored([row])[0]


def list_stored(ids: Sequence[int]) -> list[StoredPaper]:
    """Whole papers by their numbers in the table, oldest first."""
    return [
        stored
        for start in range(0, len(ids), _CHUNK)
        for stored in _stored(list(Paper.objects.filter(id__in=ids[start : start + _CHUNK]).order_by("id")))
    ]


def list_papers(
    seen: Seen, *, kinds: Collection[str] = (), states: Collection[str] = (), since: date | None = None,
    until: date | None = None, text: str = "", due_before: date | None = None, start: int = 0, limit: int = 100,
) -> list[ListedPaper]:  # fmt: skip
    """Papers that somebody may see, newest first.

    due_before   only what is owed and was due before that day
    start        how many to leave out
    """
    found = Paper.objects.filter(_visible(seen)).annotate(**_last_event())
    for condition in (
        kinds and Q(kind__in=list(kinds)), since and Q(issued_on__gte=since), until and Q(issued_on__lt=until),
        states and Q(state__in=list(states)), text and Q(number__icontains=text),
        due_before and Q(due_on__lt=due_before, owed__gt=0),
    ):  # fmt: skip
        if condition:
            found = found.filter(condition)
    names = ListedPaper.__slots__
    return [ListedPaper(*row) for row in found.order_by("-id").values_list(*names)[start : start + limit]]


def _visible(seen: Seen) -> Q:
    """Papers that one of the ways leads to; without any way none."""
    if seen.everything:
        return Q()
    lines = PaperLine.objects.filter(paper=OuterRef("pk"), supplier__in=list(seen.suppliers))
    ways = Q(payer__in=list(seen.payers)) | Q(entity__in=list(seen.entities))
    ways |= Q(cost_center__in=[one for one in seen.cost_centers if one])
    return ways | Q(Exists(lines)) if seen.suppliers else ways


def list_claims(charges: Collection[str]) -> dict[str, tuple[str, int]]:
    """Of charges that are claimed by a paper which is neither void nor credited: the paper's number, and how much."""
    wanted = sorted(charges)
    sums: dict[str, int] = {}
    numbers: dict[str, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = (
            PaperLine.objects.filter(charge__in=wanted[start : start + _CHUNK])
            .annotate(
                state=_last_event("paper_id")["state"], kind=F("paper__kind"), number=F("paper__number")
            )
            .exclude(state="void")
            .order_by("id")
        )
        for charge, kind, number, amount in rows.values_list("charge", "kind", "number", "amount"):
            taken_back = kind == "credit note"
            sums[charge] = sums.get(charge, 0) + (-amount if taken_back else amount)
            if not taken_back:
                numbers[charge] = number
    return {charge: (numbers.get(charge, ""), left) for charge, left in sums.items() if left}


def list_credits(number: str) -> tuple[StoredPaper, ...]:
    """The credit notes of an invoice that are not void, oldest first."""
    rows = list(Paper.objects.filter(credits=number).order_by("id"))
    return tuple(one for one in _stored(rows) if one.state != "void") if rows else ()


def series_heads() -> tuple[tuple[str, int, int, str], ...]:
    """Every series: prefix, year, last number taken, hash of the last paper."""
    return tuple(PaperSeries.objects.order_by("prefix", "year").values_list("prefix", "year", "last", "head"))


def walk_series(prefix: str, year: int) -> Iterator[StoredPaper]:
    """All papers of a series in the order of their numbers."""
    last = 0
    while True:
        rows = list(
            Paper.objects.filter(prefix=prefix, year=year, sequence__gt=last).order_by("sequence")[:_CHUNK]
        )
        if not rows:
            return
        yield from _stored(rows)
        last = rows[-1].sequence


def _last_event(paper: str = "pk") -> dict[str, Subquery]:
    last = PaperEvent.objects.filter(paper=OuterRef(paper)).order_by("-number")
    return {name: Subquery(last.values(name)[:1]) for name in ("state", "owed", "level")}


def _stored(rows: list[Paper]) -> list[StoredPaper]:
    """Papers with what belongs to them: two statements, however many there are."""
    ids = [row.id for row in rows]
    lines: dict[int, list[LineRow]] = {one: [] for one in ids}
    events: dict[int, list[EventRow]] = {one: [] for one in ids}
    for paper, *cells in (
        PaperLine.objects.filter(paper__in=ids).order_by("id").values_list("paper", *LineRow._fields)
    ):
        lines[paper].append(LineRow(*cells))
    for paper, *cells in (
        PaperEvent.objects.filter(paper__in=ids).order_by("number").values_list("paper", *EventRow._fields)
    ):
        events[paper].append(EventRow(*cells))
    return [
        StoredPaper(
            row.id,
            PaperRow(*(getattr(row, name) for name in PaperRow._fields)),
            tuple(lines[row.id]),
            tuple(events[row.id]),
        )
        for row in rows
    ]
