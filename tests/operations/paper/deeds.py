"""What children of the driver do (tests/operations/forking.py) with papers; each answers what the test asks about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from time import perf_counter
from typing import Any, TypeVar

from comptoir.core.values import Amount, Refusal
from comptoir.documents import schematron
from comptoir.operations.charges.posting import DUE
from comptoir.operations.desk import desk
from comptoir.operations.paper import credit_invoice, issue_for_close, issuing, numbers, record_payment
from comptoir.operations.paper.drafting import Draft, draft_invoice
from comptoir.operations.turns import turn
from comptoir.store.charges.queries import Wanted, next_charges
from comptoir.store.models import JournalEntryRow, OutboxRow, Paper, PaperEvent, PaperSeries
from tests.operations.paper import house
from tests.operations.paper.house import AT, DAY, actor

# Of a hundred transactions so many do not end.
LOST = 0.05
_T = TypeVar("_T")


class LostPower(Exception):
    """A transaction that does not come to its end."""


def warm_up() -> None:
    """Load what a child would else load alone: the rules of invoices."""
    schematron._schema()


def everything() -> dict[str, Any]:
    """All that an issue, a payment or a credit note changes."""
    return {
        "papers": list(Paper.objects.order_by("id").values_list("number", "hash")),
        "events": list(PaperEvent.objects.order_by("id").values_list("verb", "state", "owed")),
        "series": list(PaperSeries.objects.order_by("id").values_list("prefix", "last", "head")),
        "entries": list(JournalEntryRow.objects.order_by("id").values_list("id", "hash")),
        "charges": [(one.id, one.state, one.paper) for one in house.every()],
        "messages": OutboxRow.objects.count(),
    }


def close() -> list[str]:
    """Issue what the month comes to."""
    wanted = Wanted(
        supplier="MET", period="2026-11", states=DUE, settlements=("invoice", "internal document")
    )
    found = next_charges(wanted, 100)
    done = issue_for_close(found, supplier="MET", period="2026-11", actor=actor(), at=AT)
    return sorted(set(done.by_charge.values()))


def issue_one(charge: str) -> str:
    """Issue an invoice whose rules were checked before, as the transaction of every issue does."""
    with turn():
        return issuing.issue(ready(charge), actor=actor(), at=AT)


def pay(number: str) -> str:
    """Pay a part of an invoice."""
    return record_payment(number, Amount(100, "EUR"), day=DAY, actor=actor(), at=AT, key="pay").state


def credit(number: str) -> str:
    """Credit a line of an invoice."""
    return credit_invoice(number, lines=["1"], reason="complaint", actor=actor(), at=AT, key="credit")


def issue_many(seed: int, count: int, careless: bool) -> list[tuple[str, float]]:
    """Issue invoices of one charge each, of which some transactions do not end; their numbers, and how long each took.

    careless   the mutant: the number is taken in a transaction of its own, before the one that issues
    """
    chance, done = Random(seed), []
    made = _patiently(lambda: house.charges(*[100] * count, name=f"S{seed}-"))
    honest = numbers.take
    for draft in map(ready, made):
        lost = chance.random() < LOST
        if careless:
            taken = _patiently(lambda: honest(desk().company, draft.entity, draft.kind, draft.issued))  # noqa: B023
            setattr(issuing, "take", lambda *_, taken=taken: taken)  # noqa: B010
        started = perf_counter()
        with suppress(LostPower):
            done.append((_patiently(lambda: _issue(draft, lost)), perf_counter() - started))  # noqa: B023
    return done


def _issue(draft: Draft, lost: bool) -> str:
    number = issuing.issue(draft, actor=actor(), at=AT)
    if lost:
        raise LostPower
    return number


def _patiently(deed: Callable[[], _T]) -> _T:
    """What a deed answers in a turn; whose turn did not come in time asks again, as a caller does."""
    while True:
        try:
            with turn():
                return deed()
        except Refusal as refusal:
            if refusal.reason.code != "store.busy":
                raise


def ready(charge: str) -> Draft:
    """A draft as it is before its turn; its rules were checked for one like it."""
    return draft_invoice(desk().company, house.found([charge]), issued=DAY)


def pay_once(number: str, key: str) -> str:
    """One of several who record the same payment."""
    try:
        return record_payment(number, Amount(12000, "EUR"), day=DAY, actor=actor(), at=AT, key=key).state
    except Refusal as refusal:
        return refusal.reason.code


def credit_once(number: str) -> str:
    """One of several who credit the same line."""
    try:
        return credit_invoice(number, lines=["1"], reason="complaint", actor=actor(), at=AT)
    except Refusal as refusal:
        return refusal.reason.code
