"""What stands in the books? Heads, entries, balances, and what a posting belongs to, as values of the core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from comptoir.core.ledger import GENESIS, Anchor, Balance, ChainedEntry, JournalEntry, Posting
from comptoir.core.values import Amount
from comptoir.store.kept import Kept
from comptoir.store.ledger.models import AnchorRow, JournalEntryRow, PostingRow

MOST_LISTED = 100
# Below SQLite's 999 variables in one statement.
_SOME = 500
_HEADS = 100
# Up to the highest number there is: a text that was put there past the guards of SQLite would be higher.
_HEAD = (
    "SELECT * FROM (SELECT journal, number, hash FROM store_journalentryrow WHERE journal = %s "
    "AND number <= 9223372036854775807 ORDER BY number DESC LIMIT 1) AS head"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: every condition that is not empty must hold; days `[since, upto)`.

    before    entries that stand before this id in the list (newest first), for the next page
    """

    journal: str = ""
    entity: str = ""
    account: str = ""
    cost_center: str = ""
    party: str = ""
    source: str = ""
    since: date | None = None
    upto: date | None = None
    before: tuple[date, str] | None = None
    entities: frozenset[str] | None = field(default=None)


def list_journals() -> tuple[str, ...]:
    """The names of all journals."""
    return tuple(_JOURNALS())


_JOURNALS = Kept(
    lambda: JournalEntryRow.objects.order_by("journal").values_list("journal", flat=True).distinct()
)


def heads(journals: Iterable[str]) -> dict[str, Anchor]:
    """The state of journals: an empty one stands at its beginning."""
    wanted = list(dict.fromkeys(journals))
    found = {journal: Anchor(journal, 0, GENESIS) for journal in wanted}
    with connection.cursor() as cursor:
        for first in range(0, len(wanted), _HEADS):
            some = wanted[first : first + _HEADS]
            cursor.execute(" UNION ALL ".join([_HEAD] * len(some)), some)
            found |= {journal: Anchor(journal, number, last) for journal, number, last in cursor.fetchall()}
    return found


def find_entry(entry: str) -> ChainedEntry | None:
    """An entry in its place, or None."""
    return next(iter(_loaded(JournalEntryRow.objects.filter(id=entry))), None)


def list_reversing(entries: Iterable[str]) -> dict[str, str]:
    """Of some entries those that were taken back, each with the entry that did it."""
    wanted = list(entries)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), _SOME):
        rows = JournalEntryRow.objects.filter(reverses__in=wanted[first : first + _SOME])
        found |= dict(rows.values_list("reverses", "id"))
    return found


def load_entries(entries: Iterable[str]) -> tuple[ChainedEntry, ...]:
    """Entries by their ids, in the order of journal and number."""
    wanted = list(dict.fromkeys(entries))
    found: list[ChainedEntry] = []
    for first in range(0, len(wanted), _SOME):
        some = JournalEntryRow.objects.filter(id__in=wanted[first : first + _SOME])
        found += _loaded(some.order_by("journal", "number"))
    return tuple(found)


def list_entries(wanted: Wanted, limit: int = MOST_LISTED) -> tuple[ChainedEntry, ...]:
    """Entries, newest day first."""
    found = _filtered(JournalEntryRow.objects.order_by("-day", "-id"), wanted)
    if wanted.before is not None:
        day, entry = wanted.before
        found = found.filter(Q(day__lt=day) | Q(day=day, id__lt=entry))
    return tuple(_loaded(found[: min(limit, MOST_LISTED)]))


def entries_of_line(line: str) -> tuple[str, ...]:
    """Ids of the entries in which a charge stands, in the order of their numbers."""
    rows = PostingRow.objects.filter(Q(line=line) | Q(line__startswith=f"{line}/"))
    found = rows.order_by("entry__journal", "entry__number").values_list("entry", flat=True)
    return tuple(dict.fromkeys(found))


def sum_balances(
    *, entity: str = "", since: date | None = None, upto: date | None = None, cost_center: str = ""
) -> tuple[Balance, ...]:
    """Debits and credits by entity, account and currency, of days `[since, upto)`."""
    found = PostingRow.objects.all()
    if entity:
        found = found.filter(entity=entity)
    if cost_center:
        found = found.filter(cost_center=cost_center)
    if since is not None:
        found = found.filter(entry__day__gte=since)
    if upto is not None:
        found = found.filter(entry__day__lt=upto)
    rows = found.values_list("entity", "account", "currency").annotate(Sum("debit"), Sum("credit"))
    return tuple(
        Balance(entity, account, Amount(int(debit), currency), Amount(int(credit), currency))
        for entity, account, currency, debit, credit in rows.order_by("entity", "account", "currency")
    )


def sum_cost_centers(
    cost_centers: Sequence[str], *, since: date | None = None, upto: date | None = None
) -> dict[tuple[str, str], Amount]:
    """What stands on cost centers (debit less credit), by cost center and currency."""
    found = PostingRow.objects.filter(cost_center__in=list(cost_centers))
    if since is not None:
        found = found.filter(entry__day__gte=since)
    if upto is not None:
        found = found.filter(entry__day__lt=upto)
    rows = found.values_list("cost_center", "currency").annotate(Sum("debit"), Sum("credit"))
    return {
        (center, currency): Amount(int(debit) - int(credit), currency)
        for center, currency, debit, credit in rows
    }


def list_anchors(journal: str = "") -> tuple[Anchor, ...]:
    """The states of journals that were kept, oldest first."""
    found = AnchorRow.objects.order_by("id")
    if journal:
        found = found.filter(journal=journal)
    return tuple(Anchor(*row) for row in found.values_list("journal", "count", "head"))


def count_entries() -> int:
    """How many entries there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM store_journalentryrow")
        return int(cursor.fetchone()[0])


def _filtered(found: QuerySet[JournalEntryRow], wanted: Wanted) -> QuerySet[JournalEntryRow]:
    for name in ("journal", "source"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.since is not None:
        found = found.filter(day__gte=wanted.since)
    if wanted.upto is not None:
        found = found.filter(day__lt=wanted.upto)
    own = {
        name: value
        for name in ("entity", "account", "cost_center", "party")
        if (value := getattr(wanted, name))
    }
    if own or wanted.entities is not None:
        rows = PostingRow.objects.filter(**own)
        if wanted.entities is not None:
            rows = rows.filter(entity__in=wanted.entities)
        found = found.filter(id__in=rows.values("entry"))
    return found


def _loaded(found: QuerySet[JournalEntryRow]) -> list[ChainedEntry]:
    entries = list(found)
    postings: dict[str, list[Posting]] = {one.id: [] for one in entries}
    ids = list(postings)
    for first in range(0, len(ids), _SOME):
        rows = PostingRow.objects.filter(entry__in=ids[first : first + _SOME]).order_by("entry", "number")
        for row in rows:
            postings[row.entry_id].append(_posting(row))
    return [_entry(row, postings[row.id]) for row in entries]


def _posting(row: PostingRow) -> Posting:
    both = Amount(row.debit, row.currency), Amount(row.credit, row.currency)
    return Posting(row.account, row.entity, *both, row.cost_center, row.party, row.line)


def _entry(row: JournalEntryRow, postings: Sequence[Posting]) -> ChainedEntry:
    entry = JournalEntry(
        row.id, row.journal, row.day, row.recorded_at, row.source, tuple(postings), row.actor, row.text, row.reverses,
        row.reason,
    )  # fmt: skip
    return ChainedEntry(row.number, row.previous, entry, row.hash)
