"""What stands in the books, as far as an actor may read it; and from a posting back to what was delivered.

Who reads the books of a legal entity sees all of it; who answers for a cost center sees the entries that touch it.
Rule to remember: an entry that one may not see does not exist for him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from comptoir.core.ledger import Balance, ChainedEntry, JournalEntry, convert
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, denied, may
from comptoir.operations.desk import desk
from comptoir.store.charges.models import Charge
from comptoir.store.ledger import queries
from comptoir.store.ledger.queries import Wanted

EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry in its place, and by which entry it was taken back, if it was."""

    entry: JournalEntry
    number: int
    previous: str
    hash: str
    reversed_by: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """From a posting back: the charge it comes from, its source, and the entries it stands in."""

    charge: str
    source_kind: str
    source: str
    entries: tuple[str, ...]


def get_entry(entry: str, *, actor: Actor, at: datetime) -> EntryView:
    """An entry of the books.

    raises    Refusal(books.unknown) where there is none, or none for this actor
    """
    found = queries.find_entry(entry)
    if found is None or not _sees(found, actor, at):
        raise Refusal(Reason("books.unknown", (("entry", entry),)))
    return _view(found, queries.list_reversing([entry]))


def list_entries(
    wanted: Wanted = EVERYTHING, *, actor: Actor, at: datetime, limit: int = 100
) -> tuple[EntryView, ...]:
    """Entries, newest day first, 100 at most; `wanted.before` gives the next page.

    raises    Refusal(permission.denied) for books that the actor may not read
    """
    own = _narrowed(wanted, actor, at)
    found = queries.list_entries(own, limit)
    back = queries.list_reversing([one.entry.id for one in found])
    return tuple(_view(one, back) for one in found)


def trial_balance(
    *, actor: Actor, at: datetime, entity: str = "", since: date | None = None, upto: date | None = None
) -> tuple[Balance, ...]:
    """Debits and credits by legal entity, account and currency, of days `[since, upto)`.

    raises    Refusal(permission.denied)
    """
    if not may(actor, "books.read", entity, at):
        raise denied("books.read", entity)
    return queries.sum_balances(entity=entity, since=since, upto=upto)


def convert_balances(
    balances: Iterable[Balance], currency: str, *, on: date
) -> tuple[tuple[tuple[Balance, Amount], ...], tuple[Reason, ...]]:
    """Balances in one currency by the rates of a day, each rounded once, and the reasons that name the rates used.

    raises    Refusal(ledger.no_exchange_rate) where none is stated for the day
    """
    rates, found, reasons = desk().company.exchange_rates, [], []
    for one in balances:
        if one.debit.currency == currency:
            found.append((one, one.balance))
            continue
        amount, reason = convert(one.balance, currency, rates, on=on)
        found.append((one, amount))
        reasons.append(reason)
    return tuple(found), tuple(reasons)


def find_trail(line: str) -> Trail | None:
    """What a posting's line comes from: its charge, and through it an order line, a booking or a usage record."""
    charge = line.partition("/")[0]
    found = Charge.objects.filter(id=charge).values_list("source_kind", "source").first()
    if found is None:
        return None
    return Trail(charge, *found, queries.entries_of_line(charge))


def _narrowed(wanted: Wanted, actor: Actor, at: datetime) -> Wanted:
    """What is asked, with no more than the actor may read."""
    if may(actor, "books.read", wanted.entity, at):
        return wanted
    if wanted.cost_center and wanted.cost_center in _own_centers(actor):
        return wanted
    if not wanted.entity:
        readable = frozenset(one for one in _entities() if may(actor, "books.read", one, at))
        if readable:
            return replace(wanted, entities=readable)
    raise denied("books.read", wanted.entity)


def _sees(found: ChainedEntry, actor: Actor, at: datetime) -> bool:
    postings = found.entry.postings
    if any(may(actor, "books.read", entity, at) for entity in {one.entity for one in postings}):
        return True
    return not _own_centers(actor).isdisjoint({one.cost_center for one in postings})


def _own_centers(actor: Actor) -> frozenset[str]:
    """The cost centers that a person answers for."""
    return frozenset(one.id for one in desk().company.cost_centers if actor.owns(one.owner))


def _entities() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.rpartition("-")[0] for name in queries.list_journals()))


def _view(one: ChainedEntry, back: dict[str, str]) -> EntryView:
    return EntryView(one.entry, one.sequence, one.previous, one.hash, back.get(one.entry.id, ""))
