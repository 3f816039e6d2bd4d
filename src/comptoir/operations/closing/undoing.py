"""How is a month's close taken back? By two persons, with a reason: every entry is reversed, nothing is erased.

The first person asks, the second does it, in chunks; one that died goes on. What was delivered is charged anew by the
next close of the month. Rule to remember: a certificate stays what it was; that it was undone stands beside it.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.billing.states import next_state
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.anchoring import anchor_books
from comptoir.operations.charges.collecting import turn_of
from comptoir.operations.charges.undoing import take_back
from comptoir.operations.failpoints import reach
from comptoir.operations.paper import credit_for_undo
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.queries import Wanted, next_charges
from comptoir.store.closing.models import CloseApproval, MonthClose
from comptoir.store.closing.queries import find_close, list_approvals

CHUNK = 100


def undo_close(supplier: str, period: str, *, reason: str, actor: Actor, at: datetime) -> bool:
    """Ask that a month's close be taken back, or, where another person asked, take it back.

    returns   whether it is undone now; False: it waits for a second person
    raises    Refusal: permission.denied, close.unknown, close.reason, state.forbidden, close.approved_twice,
              charge.invoiced
    """
    require(actor, "close.undo", supplier, at=at)
    if not reason.strip():
        raise Refusal(Reason("close.reason", (("period", period),)))
    with turn([turn_of(supplier)]):
        close = find_close(supplier, period, lock=True)
        if close is None:
            raise Refusal(Reason("close.unknown", (("supplier", supplier), ("period", period))))
        asked = _asked(close, reason, actor, at)
        told = {"supplier": supplier, "period": period, "note": reason, "asked": asked}
        record_deed("close.undo_asked", actor=actor.name, at=at, params=told)
        reach("close.approved")
    if asked:
        return False
    _take_back(close, reason, actor, at)
    with turn([turn_of(supplier)]):
        after = next_state("close", "undo asked", "undo")
        MonthClose.objects.filter(supplier=supplier, period=period, state="undo asked").update(
            state=after, changed_at=at
        )
        # A month that was opened again is taken back as a whole.
        MonthClose.objects.filter(supplier=supplier, period=period, state="certified").update(
            state=after, changed_at=at
        )
        record_deed("close.undone", actor=actor.name, at=at, params={"supplier": supplier, "period": period})
        reach("close.undone")
    anchor_books("close", actor=actor, at=at)
    return True


def _asked(close: MonthClose, reason: str, actor: Actor, at: datetime) -> bool:
    """Whether the actor is the first who asks; the second has to be somebody else."""
    said = {one.person for one in list_approvals(close, "undo", close.hash)}
    if close.state == "certified":
        after = next_state("close", close.state, "ask_undo")
        why = to_json([Reason("close.undone", (("by", actor.person), ("note", reason)))])
        MonthClose.objects.filter(id=close.id).update(state=after, why=why, changed_at=at)
    else:
        next_state("close", close.state, "undo")
        if said == {actor.person}:
            raise Refusal(Reason("close.approved_twice", (("by", actor.person),)))
    if actor.person not in said:
        CloseApproval.objects.create(
            close=close, purpose="undo", person=actor.person, content=close.hash, note=reason, at=at
        )
    return close.state == "certified"


def _take_back(close: MonthClose, reason: str, actor: Actor, at: datetime) -> None:
    """Take back every charge that was posted in the month, in chunks."""
    wanted = Wanted(supplier=close.supplier, period=close.period, states=("posted",))
    credit_for_undo(supplier=close.supplier, period=close.period, reason=reason, actor=actor, at=at)
    while True:
        with turn([turn_of(close.supplier)]):
            chunk = next_charges(wanted, CHUNK)
            if not chunk:
                return
            for charge in chunk:
                take_back(charge, reason, again=True, actor=actor, at=at)
            told = {"supplier": close.supplier, "period": close.period, "charges": len(chunk)}
            record_deed("close.chunk", actor=actor.name, at=at, params=told)
            reach("close.chunk")
