"""What do the books come to? Trial balances and balances of anything, each currency apart.

Rule to remember: amounts of two currencies are never added; a rate of exchange is a dated fact that somebody stated,
and converting says which one it used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.ledger.entry import JournalEntry, Posting
from comptoir.core.values import Amount, DayPeriod, Reason, Refusal
from comptoir.core.values.amount import EXACT


class Balance(NamedTuple):
    """What one account of one entity comes to, in one currency."""

    entity: str
    account: str
    debit: Amount
    credit: Amount

    @property
    def balance(self) -> Amount:
        """Debit less credit."""
        return self.debit - self.credit


class ExchangeRate(NamedTuple):
    """One unit of `base` was worth `rate` units of `quote` on the days of `valid`; `source` says who states it."""

    base: str
    quote: str
    rate: Decimal
    valid: DayPeriod
    source: str = ""


def trial_balance(entries: Iterable[JournalEntry]) -> tuple[Balance, ...]:
    """Debits and credits by entity, account and currency, in that order."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    for entry in entries:
        for posting in entry.postings:
            both = sums.setdefault((posting.entity, posting.account, posting.debit.currency), [0, 0])
            both[0] += posting.debit.minor
            both[1] += posting.credit.minor
    return tuple(
        Balance(entity, account, Amount(both[0], currency), Amount(both[1], currency))
        for (entity, account, currency), both in sorted(sums.items())
    )


def imbalances(rows: Iterable[Balance]) -> tuple[tuple[str, Amount], ...]:
    """Entities whose accounts do not add up to nothing in some currency, with the difference; sound books: none."""
    off: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.entity, row.debit.currency)
        off[key] = off.get(key, 0) + row.balance.minor
    return tuple((entity, Amount(minor, currency)) for (entity, currency), minor in off.items() if minor)


def balances(entries: Iterable[JournalEntry], key: Callable[[Posting], str]) -> dict[tuple[str, str], Amount]:
    """Balances by anything a posting says, and currency: `balances(entries, lambda one: one.cost_center)`."""
    sums: dict[tuple[str, str], Amount] = {}
    for entry in entries:
        for posting in entry.postings:
            name = (key(posting), posting.debit.currency)
            sums[name] = sums.get(name, Amount.zero(name[1])) + posting.balance
    return sums


def convert(
    amount: Amount, currency: str, rates: Iterable[ExchangeRate], *, on: date
) -> tuple[Amount, Reason]:
    """An amount in another currency by the rate of a day, rounded once, and the reason that names the rate.

    raises    Refusal(ledger.no_exchange_rate) if none is stated for the day, either way round

    >>> rates = [ExchangeRate("EUR", "USD", Decimal("1.25"), DayPeriod())]
    >>> convert(Amount(10000, "USD"), "EUR", rates, on=date(2026, 11, 23))[0]
    Amount(minor=8000, currency='EUR')
    """
    for rate in rates:
        if on not in rate.valid:
            continue
        told = (
            ("amount", amount),
            ("rate", rate.rate),
            ("base", rate.base),
            ("quote", rate.quote),
            ("day", on),
        )
        if (rate.base, rate.quote) == (amount.currency, currency):
            return Amount.of(EXACT.multiply(amount.major, rate.rate), currency), Reason(
                "ledger.converted", told
            )
        if (rate.quote, rate.base) == (amount.currency, currency):
            return Amount.of(EXACT.divide(amount.major, rate.rate), currency), Reason(
                "ledger.converted", told
            )
    told_off = (("found", amount.currency), ("expected", currency), ("day", on))
    raise Refusal(Reason("ledger.no_exchange_rate", told_off))
