"""What was posted is taken back by a reversal, and by nothing else.

    reverse_charge     taken back, so that what was delivered is charged anew when it is collected next
    write_off_charge   taken back for good: nobody pays it

Rule to remember: what stands on an invoice is taken back by a credit note, which is paper's business.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.billing.states import next_state
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.books.posting import reverse_entries
from comptoir.operations.charges.posting import release
from comptoir.operations.charges.seeing import ChargeView, get_charge, unknown
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import find_charge
from comptoir.store.charges.writing import Step, move_one


def reverse_charge(charge: str, *, reason: str, actor: Actor, at: datetime) -> ChargeView:
    """Take a charge back, to be charged anew; before it is posted it is only withdrawn.

    raises    Refusal: charge.unknown, permission.denied, charge.reason, charge.invoiced, state.forbidden
    """
    return _back(charge, reason, again=True, actor=actor, at=at)


def write_off_charge(charge: str, *, reason: str, actor: Actor, at: datetime) -> ChargeView:
    """Give a charge up: it is taken back, and nothing is charged in its place.

    raises    Refusal: charge.unknown, permission.denied, charge.reason, charge.invoiced, state.forbidden
    """
    return _back(charge, reason, again=False, actor=actor, at=at)


def _back(charge: str, reason: str, *, again: bool, actor: Actor, at: datetime) -> ChargeView:
    if not reason.strip():
        raise Refusal(Reason("charge.reason", (("charge", charge), ("most", 0))))
    with turn():
        found = find_charge(charge, lock=True)
        if found is None or not may(actor, "charge.read_supplied", found.supplier, at):
            raise unknown(charge)
        require(actor, "charge.correct", found.supplier, at=at)
        take_back(found, reason, again=again, actor=actor, at=at)
        told = {"charge": charge, "again": again, "note": reason}
        record_deed("charge.taken_back", actor=actor.name, at=at, params=told)
        reach("charge.recorded")
    reach("charge.committed")
    return get_charge(charge, actor=actor, at=at)


def take_back(found: Charge, reason: str, *, again: bool, actor: Actor, at: datetime) -> None:
    """Take a charge back inside a turn: reversed if it was posted, else withdrawn.

    raises    Refusal: charge.invoiced, state.forbidden, charge.busy
    """
    if found.paper and found.state == "posted":
        raise Refusal(Reason("charge.invoiced", (("charge", found.id), ("number", found.paper))))
    verb = "reverse" if found.state == "posted" else "withdraw"
    after = next_state("charge", found.state, verb)
    back = ""
    if found.entry and found.state == "posted":
        back = reverse_entries([found.entry], reason=reason, actor=actor, at=at)[0].entry.id
    why = to_json([Reason("charge.reversed", (("by", actor.person), ("note", reason)))])
    step = Step(verb, actor.name, at, reason)
    columns = {"reversed_by": back, "again": again, "why": why}
    if not move_one(found.id, before=found.state, after=after, step=step, **columns):
        raise Refusal(Reason("charge.busy", (("charge", found.id),)))
    if again:
        release([found.id])
    reach("charge.moved")
