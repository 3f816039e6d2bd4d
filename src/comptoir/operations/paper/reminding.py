"""Who has not paid in time, and how are they reminded? Three levels: friendly, firm, formal notice.

Each level tells what is owed, and from the second on what paying late costs. Rule to remember: a reminder posts
nothing and claims nothing; it is an event of the invoice and a message to whoever owes it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.billing.invoice import BuyerKind
from comptoir.core.billing.late import Late, late, next_level
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.paper.changing import value_of
from comptoir.operations.paper.events import happen
from comptoir.operations.paper.issuing import lock_paper
from comptoir.operations.paper.parties import RECOVERY_FEE, invoicing_of
from comptoir.operations.paper.values import INVOICE
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.outbox.queries import leave
from comptoir.store.paper.queries import StoredPaper


class Reminder(NamedTuple):
    """The reminder that may be sent next: its level (0: none), and what paying late costs on that day."""

    level: int
    late: Late


def next_reminder(found: StoredPaper, *, on: date) -> Reminder:
    """Which reminder of an invoice may be sent on a day."""
    row = found.row
    owed = Amount(max(0, found.owed), row.currency)
    if (
        row.kind != INVOICE
        or row.due_on is None
        or not owed.minor
        or found.state not in ("sent", "partly paid")
    ):
        return Reminder(0, Late(0, Amount.zero(row.currency), Amount.zero(row.currency)))
    last = next((one for one in reversed(found.events) if one.verb == "remind"), None)
    level = next_level(found.events[-1].level, due=row.due_on, last=last.day if last else None, on=on)
    return Reminder(level, lateness(found, on=on))


def lateness(found: StoredPaper, *, on: date) -> Late:
    """What paying late costs on a day, by the terms of the seller; the fee is owed by businesses alone."""
    row = found.row
    rate = invoicing_of(desk().company, row.entity).late_penalty
    business = value_of(found).fr.buyer.kind is not BuyerKind.CONSUMER
    fee = RECOVERY_FEE if business and row.currency == RECOVERY_FEE.currency else Amount.zero(row.currency)
    owed = Amount(max(0, found.owed), row.currency)
    return late(owed, due=row.due_on or on, on=on, rate=rate, fee=fee)


def send_reminder(number: str, *, actor: Actor, at: datetime) -> int:
    """Remind whoever owes an invoice, one level further than the last time; gives the level.

    raises    Refusal: paper.unknown, permission.denied, paper.no_reminder while it is not due or too soon after the
              last one, state.forbidden
    """
    with turn():
        found = lock_paper(number)
        require(actor, "paper.remind", found.row.entity, at=at)
        day, row = desk().day(at), found.row
        reminder = next_reminder(found, on=day)
        if not reminder.level:
            raise Refusal(Reason("paper.no_reminder", (("number", number), ("day", day))))
        happen(found, "remind", actor=actor, at=at, day=day, level=reminder.level)
        cost = reminder.late
        told = (
            ("number", number), ("owed", Amount(found.owed, row.currency)), ("due", row.due_on or day),
            ("days", cost.days), ("interest", cost.interest), ("fee", cost.fee),
        )  # fmt: skip
        codes = {1: "paper.reminder.first", 2: "paper.reminder.second", 3: "paper.reminder.third"}
        leave(
            f"paper {number} reminder {reminder.level}",
            Reason(codes[reminder.level], told),
            recipient=row.payer,
            at=at,
        )
        record_deed(
            "paper.reminded", actor=actor.name, at=at, params={"number": number, "level": reminder.level}
        )
        reach("paper.recorded")
    reach("paper.committed")
    return reminder.level
