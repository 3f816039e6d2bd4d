"""Deposits: asked with an order or a booking, taken, given back or set against what is owed; never revenue.

    ask_deposits      what the card asked for with orders and bookings, written down to be taken
    hold_deposit      the money is here: a debt to the customer
    release_deposit   it is given back
    keep_deposit      it is set against what the customer owes
    waive_deposit     it is not asked after all

Rule to remember: each step has its entry, and nothing of it touches an account of income.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from django.db.models import Exists, OuterRef

from comptoir.core.billing.posting import deposit_postings
from comptoir.core.billing.states import next_state
from comptoir.core.ledger import FRENCH_CHART, JournalEntry, JournalKind, journal_of
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.posting import append_entries
from comptoir.operations.charges.settling import entity_of
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.public_id import ALPHABET, LENGTH
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import BOOKING, ORDER_LINE, Deposit
from comptoir.store.charges.queries import find_deposit
from comptoir.store.models import Booking, BookingPrice, OrderPart

_ALIVE = ("confirmed", "closed")
_TAKEN = ("confirmed", "started", "returned", "no-show")
_JOURNALS = {"hold": JournalKind.BANK, "release": JournalKind.BANK, "keep": JournalKind.MISCELLANEOUS}


def ask_deposits(supplier: str, *, actor: Actor, at: datetime) -> int:
    """Write down the deposits that a supplier's orders and bookings ask for and that are not written yet; how many.

    raises    Refusal: permission.denied, tax.no_seller
    """
    require(actor, "deposit.take", supplier, at=at)
    counter = desk()
    with turn([f"deposits {supplier}"]):
        rows = [*_of_orders(supplier), *_of_bookings(supplier)]
        entity = entity_of(counter.company, supplier, counter.day(at), at=at) if rows else ""
        for kind, source, customer, amount in rows:
            Deposit.objects.create(
                id=_id(kind, source), source_kind=kind, source=source, supplier=supplier, entity=entity,
                customer=customer, amount=amount.minor, currency=amount.currency, state="asked", asked_at=at,
                changed_at=at,
            )  # fmt: skip
        record_deed(
            "deposit.asked", actor=actor.name, at=at, params={"supplier": supplier, "count": len(rows)}
        )
        reach("deposit.written")
    return len(rows)


def hold_deposit(deposit: str, *, actor: Actor, at: datetime) -> Deposit:
    """Say that a deposit was paid.

    raises    Refusal: deposit.unknown, permission.denied, state.forbidden
    """
    return _moved(deposit, "hold", "deposit.take", actor, at)


def release_deposit(deposit: str, *, actor: Actor, at: datetime) -> Deposit:
    """Give a deposit back.

    raises    Refusal: deposit.unknown, permission.denied, state.forbidden
    """
    return _moved(deposit, "release", "deposit.end", actor, at)


def keep_deposit(deposit: str, *, reason: str, actor: Actor, at: datetime) -> Deposit:
    """Set a deposit against what its customer owes, and why.

    raises    Refusal: deposit.unknown, permission.denied, state.forbidden, deposit.reason
    """
    if not reason.strip():
        raise Refusal(Reason("deposit.reason", (("deposit", deposit),)))
    return _moved(deposit, "keep", "deposit.end", actor, at, reason)


def waive_deposit(deposit: str, *, actor: Actor, at: datetime) -> Deposit:
    """Do not ask for a deposit after all.

    raises    Refusal: deposit.unknown, permission.denied, state.forbidden
    """
    return _moved(deposit, "waive", "deposit.end", actor, at)


# --- inside -----------------------------------------------------------------------------------------------------------


def _moved(deposit: str, verb: str, action: str, actor: Actor, at: datetime, reason: str = "") -> Deposit:
    with turn():
        found = find_deposit(deposit, lock=True)
        if found is None:
            raise Refusal(Reason("deposit.unknown", (("deposit", deposit),)))
        require(actor, action, found.supplier, at=at)
        found.state = next_state("deposit", found.state, verb)
        found.changed_at = at
        if verb in _JOURNALS:
            entry = _posted(found, verb, reason, actor, at)
            if verb == "hold":
                found.held_by = entry
            else:
                found.ended_by = entry
        found.save(update_fields=["state", "changed_at", "held_by", "ended_by"])
        told = {"deposit": deposit, "verb": verb, "note": reason}
        record_deed("deposit.moved", actor=actor.name, at=at, params=told)
        reach("deposit.written")
    return found


def _posted(found: Deposit, verb: str, reason: str, actor: Actor, at: datetime) -> str:
    amount = Amount(found.amount, found.currency)
    postings = deposit_postings(
        verb, amount, entity=found.entity, customer=found.customer, chart=FRENCH_CHART
    )
    journal = journal_of(found.entity, _JOURNALS[verb])
    entry = JournalEntry(
        "", journal, desk().day(at), at, f"deposit {found.id}", postings, text=f"{verb} {reason}"
    )
    return append_entries([entry], actor=actor, at=at)[0].entry.id


def _of_orders(supplier: str) -> list[tuple[str, str, str, Amount]]:
    """The deposits of orders, one for each supplier and price day."""
    parts = OrderPart.objects.filter(supplier=supplier, deposit__gt=0, order__state__in=_ALIVE)
    rows = parts.values_list("order", "number", "order__payer", "deposit", "currency").order_by("id")
    known = _known(ORDER_LINE)
    return [
        (ORDER_LINE, f"{order}/{number}", payer, Amount(minor, currency))
        for order, number, payer, minor, currency in rows
        if f"{order}/{number}" not in known
    ]


def _of_bookings(supplier: str) -> list[tuple[str, str, str, Amount]]:
    """The deposits of bookings that no order made."""
    later = BookingPrice.objects.filter(booking=OuterRef("booking"), event="use", id__lt=OuterRef("id"))
    own = BookingPrice.objects.filter(booking__supplier=supplier, event="use", deposit_minor__gt=0)
    rows = own.filter(booking__line="", booking__state__in=_TAKEN).exclude(Exists(later)).order_by("id")
    known = _known(BOOKING)
    return [
        (
            BOOKING,
            row.booking.public_id,
            row.booking.payer or row.booking.buyer,
            Amount(row.deposit_minor, row.currency),
        )
        for row in rows.select_related("booking")
        if row.booking.public_id not in known
    ]


def _payer(booking: Booking) -> str:
    return booking.payer or booking.buyer


def _known(kind: str) -> frozenset[str]:
    return frozenset(Deposit.objects.filter(source_kind=kind).values_list("source", flat=True))


def _id(kind: str, source: str) -> str:
    """A deposit's id: made from what it was asked with, so that asking twice makes one."""
    bits = int.from_bytes(blake2b(f"deposit\x1f{kind}\x1f{source}".encode(), digest_size=8).digest(), "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5))
