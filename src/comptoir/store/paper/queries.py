"""Which papers are there, what happened to them, and which charges are on one?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from comptoir.store.kept import Kept
from comptoir.store.paper.models import Paper, PaperEvent, PaperLine, PaperSeries
from comptoir.store.paper.rows import EventRow, LineRow, PaperRow

_CHUNK = 500
# Papers that claim what stands on them; statements only tell of it.
CLAIMING = ("invoice", "credit note", "internal document")


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
    name = "number" if number else "public_id"
    row = _paper(name, lock).first(value=number or public_id)
    return None if row is None else _stored([row])[0]


@cache
def _paper(name: str, lock: bool) -> Kept:
    """The paper of a number or a public id."""
    return Kept(
        lambda value: (Paper.objects.select_for_update() if lock else Paper.objects).filter(**{name: value})
    )


def list_stored(ids: Sequence[int]) -> list[StoredPaper]:
    """Whole papers by their numbers in the table, oldest first."""
    return [
        stored
        for start in range(0, len(ids), _CHUNK)
        for stored in _stored(list(Paper.objects.filter(id__in=ids[start : start + _CHUNK]).order_by("id")))
    ]


def list_papers(
    seen: Seen, *, kinds: Collection[str] = (), states: Collection[str] = (), since: date | None = None,
    until: date | None = None, text: str = "", due_before: date | None = None, sent: Seen | None = None,
    start: int = 0, limit: int = 100,
) -> list[ListedPaper]:  # fmt: skip
    """Papers that somebody may see, newest first.

    sent         by which further ways papers are seen that were sent to somebody (statements: issued)
    due_before   only what is owed and was due before that day
    start        how many to leave out
    """
    found = Paper.objects.annotate(**_last_event())
    out = Q(kind__in=("statement", "internal document")) | ~Q(state__in=("issued", "void"))
    if not seen.everything:  # An empty condition would vanish beside another one.
        found = found.filter(_visible(seen) | (_visible(sent) & out) if sent else _visible(seen))
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
    lines = PaperLine.objects.filter(paper=OuterRef("pk"), supplier__in=list(seen.suppliers))
    ways = Q(payer__in=list(seen.payers)) | Q(entity__in=list(seen.entities))
    ways |= Q(cost_center__in=[one for one in seen.cost_centers if one])
    return ways | Q(Exists(lines)) if seen.suppliers else ways


def list_claims(charges: Collection[str]) -> dict[str, tuple[str, int]]:
    """Of charges that a paper claims and nothing took back since: the paper's number, and how much of it is left."""
    sums: dict[str, int] = {}
    numbers: dict[str, str] = {}
    for row in _alive(charges, kinds=CLAIMING):
        taken_back = row.paper.kind == "credit note"
        sums[row.charge] = sums.get(row.charge, 0) + (-row.amount if taken_back else row.amount)
        if not taken_back:
            numbers[row.charge] = row.paper.number
    return {charge: (numbers.get(charge, ""), left) for charge, left in sums.items() if left}


def list_statements(charges: Collection[str]) -> dict[tuple[str, str], str]:
    """Of charges that stand on a statement of a cost center: its number, by charge and cost center."""
    return {
        (row.charge, row.paper.cost_center): row.paper.number for row in _alive(charges, kinds=("statement",))
    }


def _alive(charges: Collection[str], *, kinds: Collection[str]) -> Iterator[PaperLine]:
    """Lines of papers that are not void, oldest first."""
    wanted = sorted(charges)
    for start in range(0, len(wanted), _CHUNK):
        yield from _ALIVE(charges=wanted[start : start + _CHUNK], kinds=list(kinds))


_ALIVE = Kept(
    lambda charges, kinds: (
        PaperLine.objects.filter(charge__in=charges, paper__kind__in=kinds)
        .annotate(state=_last_event("paper_id")["state"])
        .exclude(state="void")
        .select_related("paper")
        .order_by("id")
    )
)
_LINES = Kept(
    lambda papers: (
        PaperLine.objects.filter(paper__id__in=papers).order_by("id").values_list("paper", *LineRow._fields)
    )
)
_EVENTS = Kept(
    lambda papers: (
        PaperEvent.objects.filter(paper__id__in=papers)
        .order_by("number")
        .values_list("paper", *EventRow._fields)
    )
)


def list_credits(number: str) -> tuple[StoredPaper, ...]:
    """The credit notes of an invoice that are not void, oldest first."""
    rows = list(Paper.objects.filter(credits=number).order_by("id"))
    return tuple(one for one in _stored(rows) if one.state != "void") if rows else ()


def series_heads() -> tuple[tuple[str, int, int, str], ...]:
    """Every series: prefix, year, last number taken, hash of the last paper."""
    return tuple(PaperSeries.objects.order_by("prefix", "year").values_list("prefix", "year", "last", "head"))


def last_day(prefixes: Sequence[str], year: int) -> date | None:
    """The day of the last paper of some series."""
    return max(_DAYS(prefixes=prefixes, year=year), default=None)


_DAYS = Kept(
    lambda prefixes, year: PaperSeries.objects.filter(prefix__in=prefixes, year=year).values_list(
        "last_day", flat=True
    )
)


def list_of_charges(charges: Collection[str], *, credits: bool = False) -> list[StoredPaper]:
    """Papers that are not void and on which some charges stand, oldest first; credit notes only where wanted."""
    kinds = ("invoice", "internal document", "statement", *(("credit note",) if credits else ()))
    ids = dict.fromkeys(row.paper_id for row in _alive(charges, kinds=kinds))
    return list_stored(sorted(ids))


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
    for paper, *cells in _LINES(papers=ids):
        lines[paper].append(LineRow(*cells))
    for paper, *cells in _EVENTS(papers=ids):
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
