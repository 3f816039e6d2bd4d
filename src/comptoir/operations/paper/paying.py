"""How is it said that an invoice was paid: in part, whole, twice; that money went back, or that a payment bounced?

    record_payment    money that came in; what is paid beyond what is owed stands in the customer's favor
    refund            what stands in the customer's favor, or was credited after it was paid, is given back
    return_payment    a payment that did not hold
    ask_write_off     somebody says that nothing more will come
    write_off         somebody else agrees

Each posts its entry in the same transaction. Rule to remember: a payment is never changed; one that was wrong is
returned, with its reason, and recorded anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.billing.posting import paid_postings, write_off_postings
from comptoir.core.ledger import FRENCH_CHART, JournalEntry, JournalKind, journal_of
from comptoir.core.tax.rules import Relation
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.posting import append_entries
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.paper.changing import value_of
from comptoir.operations.paper.events import happen
from comptoir.operations.paper.issuing import both_entries, lock_paper
from comptoir.operations.paper.values import INTERNAL, INVOICE
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.paper.queries import StoredPaper
from comptoir.store.paper.rows import EventRow

_PAID = frozenset({"pay", "pay_part", "pay_more"})
_LONGEST_REFERENCE = 140  # SEPA's own bound for what a transfer says.


class Balance(NamedTuple):
    """What an invoice is after a deed: its state, and what is owed still (below nothing: in the customer's favor)."""

    state: str
    owed: Amount


def record_payment(
    number: str, amount: Amount, *, day: date, actor: Actor, at: datetime, reference: str = "", key: str = ""
) -> Balance:
    """Say that money came in for an invoice.

    day       on which it was received
    key       the same key records once (I-19)
    raises    Refusal: paper.unknown, permission.denied, paper.amount, paper.payment_day, state.forbidden
    """
    with _paying(number, "paper.pay", actor, at) as found:
        _checked(found, amount, day, reference, at)
        body = f"{number} {amount} {day} {reference}"
        if first_time(actor, "paper.pay", key, body=body, outcome=number, at=at) is not None:
            return _balance(found)
        left = found.owed - amount.minor
        verb = "pay_more" if found.state in ("paid", "credited") else "pay_part" if left > 0 else "pay"
        entry = _post(found, amount, day=day, actor=actor, at=at)
        done = happen(
            found, verb, actor=actor, at=at, day=day, moved=-amount.minor, reference=reference, entry=entry
        )
        _told("paper.paid", found, amount, actor, at)
    reach("paper.committed")
    return _balance(done)


def refund(
    number: str, amount: Amount, *, day: date, actor: Actor, at: datetime, reference: str = "", key: str = ""
) -> Balance:
    """Say that money went back to the customer: at most what stands in its favor.

    raises    Refusal: as `record_payment`, and paper.refund for more than that
    """
    with _paying(number, "paper.pay", actor, at) as found:
        _checked(found, amount, day, reference, at)
        body = f"refund {number} {amount} {day} {reference}"
        if first_time(actor, "paper.refund", key, body=body, outcome=number, at=at) is not None:
            return _balance(found)
        if amount.minor > -found.owed:
            most = Amount(max(0, -found.owed), amount.currency)
            raise Refusal(Reason("paper.refund", (("found", amount), ("most", most))))
        entry = _post(found, -amount, day=day, actor=actor, at=at)
        done = happen(
            found, "refund", actor=actor, at=at, day=day, moved=amount.minor, reference=reference, entry=entry
        )
        _told("paper.refunded", found, amount, actor, at)
    reach("paper.committed")
    return _balance(done)


def return_payment(number: str, payment: int, *, reason: str, actor: Actor, at: datetime) -> Balance:
    """Say that a payment did not hold.

    payment   the number of its event
    raises    Refusal: paper.unknown, permission.denied, paper.reason, paper.no_payment for what is none or was
              returned already, state.forbidden
    """
    if not reason.strip():
        raise Refusal(Reason("paper.reason", (("most", 1000),)))
    with _paying(number, "paper.pay", actor, at) as found:
        event = _standing_payment(found, payment)
        others = [one for one in _payments(found) if one.number != payment]
        day = desk().day(at)
        amount = Amount(-event.moved, found.row.currency)
        entry = _post(found, -amount, day=day, actor=actor, at=at)
        verb = "return_part" if others else "return_payment"
        done = happen(
            found,
            verb,
            actor=actor,
            at=at,
            day=day,
            moved=amount.minor,
            note=reason,
            entry=entry,
            undoes=payment,
        )
        _told("paper.returned", found, amount, actor, at)
    reach("paper.committed")
    return _balance(done)


def ask_write_off(number: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Say that nothing more will be paid; somebody else has to agree.

    raises    Refusal: paper.unknown, permission.denied, paper.reason, state.forbidden
    """
    if not reason.strip():
        raise Refusal(Reason("paper.reason", (("most", 1000),)))
    with _paying(number, "paper.write_off", actor, at) as found:
        happen(found, "ask_write_off", actor=actor, at=at, day=desk().day(at), note=reason)
        _told("paper.write_off_asked", found, Amount(found.owed, found.row.currency), actor, at)
    reach("paper.committed")


def write_off(number: str, *, actor: Actor, at: datetime) -> Balance:
    """Agree that what is owed is lost; the one who asked for it may not.

    raises    Refusal: paper.unknown, permission.denied, paper.not_asked, paper.four_eyes, state.forbidden
    """
    with _paying(number, "paper.write_off", actor, at) as found:
        asked = next((one for one in reversed(found.events) if one.verb == "ask_write_off"), None)
        if asked is None:
            raise Refusal(Reason("paper.not_asked", (("number", number),)))
        if asked.actor == actor.name:
            raise Refusal(Reason("paper.four_eyes", (("number", number),)))
        unpaid, day, row = Amount(found.owed, found.row.currency), desk().day(at), found.row
        value = value_of(found)
        postings = write_off_postings(
            value.told(row.language), unpaid, entity=row.entity, buyer=row.payer,
            borne_by=value.books[0].earned_by, chart=FRENCH_CHART,
        )  # fmt: skip
        entry = JournalEntry(
            "", journal_of(row.entity, JournalKind.MISCELLANEOUS), day, at, f"write-off {number}", postings,
            text=f"{number} {asked.note}"[:1000],
        )  # fmt: skip
        posted = append_entries([entry], actor=actor, at=at)
        done = happen(
            found, "write_off", actor=actor, at=at, day=day, moved=-found.owed, note=asked.note,
            entry=posted[0].entry.id,
        )  # fmt: skip
        _told("paper.written_off", found, unpaid, actor, at)
    reach("paper.committed")
    return _balance(done)


def payments_of(found: StoredPaper) -> tuple[EventRow, ...]:
    """The payments of an invoice that still stand, oldest first."""
    return tuple(_payments(found))


@contextmanager
def _paying(number: str, action: str, actor: Actor, at: datetime) -> Iterator[StoredPaper]:
    """A turn on an invoice or an internal document."""
    with turn():
        found = lock_paper(number)
        require(actor, action, found.row.entity, at=at)
        if found.row.kind not in (INVOICE, INTERNAL):
            raise Refusal(Reason("paper.not_invoice", (("number", number),)))
        yield found


def _checked(found: StoredPaper, amount: Amount, day: date, reference: str, at: datetime) -> None:
    if amount.minor <= 0 or amount.currency != found.row.currency or len(reference) > _LONGEST_REFERENCE:
        raise Refusal(Reason("paper.amount", (("found", amount), ("currency", found.row.currency))))
    if not found.row.issued_on <= day <= desk().day(at):
        told = (("found", day), ("earliest", found.row.issued_on), ("latest", desk().day(at)))
        raise Refusal(Reason("paper.payment_day", told))


def _post(found: StoredPaper, amount: Amount, *, day: date, actor: Actor, at: datetime) -> str:
    """The entries of a payment; below nothing it goes back."""
    row = found.row
    sides = paid_postings(
        amount, relation=Relation(row.relation), seller=row.entity, buyer=row.buyer, payer=row.payer,
        chart=FRENCH_CHART, bought_with=FRENCH_CHART,
    )  # fmt: skip
    entries = both_entries(
        sides, seller=row.entity, buyer=row.buyer, kinds=(JournalKind.BANK, JournalKind.BANK), day=day, at=at,
        source=f"payment {row.number}/{len(found.events) + 1}", text=row.number,
    )  # fmt: skip
    return " ".join(one.entry.id for one in append_entries(entries, actor=actor, at=at))


def _payments(found: StoredPaper) -> list[EventRow]:
    undone = {one.undoes for one in found.events if one.undoes is not None}
    return [one for one in found.events if one.verb in _PAID and one.number not in undone]


def _standing_payment(found: StoredPaper, number: int) -> EventRow:
    event = next((one for one in _payments(found) if one.number == number), None)
    if event is None:
        raise Refusal(Reason("paper.no_payment", (("number", found.row.number), ("payment", number))))
    return event


def _told(action: str, found: StoredPaper, amount: Amount, actor: Actor, at: datetime) -> None:
    told = {"number": found.row.number, "amount": amount.minor, "currency": amount.currency}
    record_deed(action, actor=actor.name, at=at, params=told)
    reach("paper.recorded")


def _balance(found: StoredPaper) -> Balance:
    return Balance(found.state, Amount(found.owed, found.row.currency))
