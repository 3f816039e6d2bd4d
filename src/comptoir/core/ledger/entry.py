"""What is an entry of the journal, and is it sound?

Debit and credit are two columns, never negative, and exactly one of them is not nothing. Rules to remember: debits
equal credits per entry, legal entity and currency, to the last unit; a mistake is answered by a reversal, once, with
its reason; nothing is ever changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from comptoir.core.values import Amount, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry.

    entity       the legal entity whose books it is in; cost_center who of it bears or earns it
    party        the customer or supplier behind a receivable or payable
    line         the charge it comes from: both sides of one charge name the same
    """

    account: str
    entity: str
    debit: Amount
    credit: Amount
    cost_center: str = ""
    party: str = ""
    line: str = ""

    @property
    def balance(self) -> Amount:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry: what happened on `day`, recorded at an aware instant, from which source, and its postings.

    source      what it comes from: charge, invoice, payment, deposit, with its id ("charge C-17")
    reverses    the id of the entry that it takes back, with the reason; both or neither
    """

    id: str
    journal: str
    day: date
    recorded_at: datetime
    source: str
    postings: tuple[Posting, ...]
    actor: str = ""
    text: str = ""
    reverses: str = ""
    reason: str = ""


def debit(
    account: str, entity: str, amount: Amount, cost_center: str = "", party: str = "", line: str = ""
) -> Posting:
    """A posting that debits; a negative amount is credited instead, so that no column is negative.

    >>> debit("411", "ORG", Amount(-500, "EUR")).credit
    Amount(minor=500, currency='EUR')
    """
    nothing = Amount.zero(amount.currency)
    columns = (amount, nothing) if amount.minor >= 0 else (nothing, -amount)
    return Posting(account, entity, *columns, cost_center, party, line)


def credit(
    account: str, entity: str, amount: Amount, cost_center: str = "", party: str = "", line: str = ""
) -> Posting:
    """A posting that credits; a negative amount is debited instead."""
    return debit(account, entity, -amount, cost_center, party, line)


def faults(entry: JournalEntry) -> tuple[Reason, ...]:
    """What is wrong with an entry by itself; empty for a sound one.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 23, tzinfo=UTC)
    >>> halves = debit("186", "ORG", Amount(500, "EUR")), credit("187", "ORG", Amount(499, "EUR"))
    >>> [fault.code for fault in faults(JournalEntry("1", "IN", at.date(), at, "charge 1", halves))]
    ['ledger.unbalanced']
    """
    named = ("entry", entry.id)
    found = [] if entry.postings else [Reason("ledger.empty", (named,))]
    if bool(entry.reverses) is not bool(entry.reason.strip()):
        found.append(Reason("ledger.reason", (named,)))
    if entry.recorded_at.tzinfo is None:
        found.append(Reason("ledger.zone", (named,)))
    sums: dict[tuple[str, str], int] = {}
    for number, posting in enumerate(entry.postings, 1):
        sides = (posting.debit.minor, posting.credit.minor)
        if min(sides) < 0 or all(sides) or not any(sides):
            found.append(Reason("ledger.sides", (named, ("number", number))))
        if posting.debit.currency != posting.credit.currency:
            found.append(Reason("ledger.currencies", (named, ("number", number))))
        key = (posting.entity, posting.debit.currency)
        sums[key] = sums.get(key, 0) + sides[0] - sides[1]
    found += [
        Reason("ledger.unbalanced", (named, ("entity", entity), ("difference", Amount(off, currency))))
        for (entity, currency), off in sums.items()
        if off
    ]
    return tuple(found)


def require_sound(entry: JournalEntry) -> JournalEntry:
    """The entry itself, if nothing is wrong with it.

    raises    Refusal with the first fault
    """
    found = faults(entry)
    if found:
        raise Refusal(found[0])
    return entry


def reversal(
    entry: JournalEntry, *, id: str, day: date, recorded_at: datetime, reason: str, actor: str,
    reversed_already: Collection[str],
) -> JournalEntry:  # fmt: skip
    """The entry that takes another back: same postings, columns exchanged, linked, with its reason.

    reversed_already   ids of the entries that were reversed before
    raises             Refusal: ledger.reversed_already; ledger.reverses_a_reversal (charge again instead);
                       ledger.reason without a reason; ledger.before for a day before the entry's own
    """
    named = (("entry", entry.id),)
    if entry.id in reversed_already:
        raise Refusal(Reason("ledger.reversed_already", named))
    if entry.reverses:
        raise Refusal(Reason("ledger.reverses_a_reversal", named))
    if not reason.strip():
        raise Refusal(Reason("ledger.reason", named))
    if day < entry.day:
        raise Refusal(Reason("ledger.before", (*named, ("day", day), ("earliest", entry.day))))
    postings = tuple(replace(one, debit=one.credit, credit=one.debit) for one in entry.postings)
    return replace(
        entry, id=id, day=day, recorded_at=recorded_at, postings=postings, actor=actor, reverses=entry.id, reason=reason
    )  # fmt: skip


def reversed_ids(entries: Iterable[JournalEntry]) -> frozenset[str]:
    """The ids of entries that were taken back."""
    return frozenset(entry.reverses for entry in entries if entry.reverses)
