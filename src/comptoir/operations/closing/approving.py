"""Who says yes to a close? Two different persons, to exactly what will be posted."""

from __future__ import annotations

from datetime import datetime

from comptoir.core.billing.closing import APPROVALS
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.collecting import turn_of
from comptoir.operations.closing.content import content_of
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.closing.models import CloseApproval
from comptoir.store.closing.queries import find_close, list_approvals


def approve_close(supplier: str, period: str, *, actor: Actor, at: datetime, note: str = "") -> int:
    """Say yes to what a close would post now; how many persons are still needed after that.

    What changes afterwards asks for approval again.

    raises    Refusal: permission.denied, close.unknown, state.forbidden, close.approved_twice
    """
    require(actor, "close.approve", supplier, at=at)
    with turn([turn_of(supplier)]):
        close = find_close(supplier, period, lock=True)
        if close is None:
            raise Refusal(Reason("close.unknown", (("supplier", supplier), ("period", period))))
        if close.state != "open":
            told_state = (("thing", "close"), ("state", close.state), ("verb", "approve"))
            raise Refusal(Reason("state.forbidden", told_state))
        content = content_of(supplier, period)
        said = list_approvals(close, "post", content)
        if actor.person in {one.person for one in said}:
            raise Refusal(Reason("close.approved_twice", (("by", actor.person),)))
        CloseApproval.objects.create(
            close=close, purpose="post", person=actor.person, content=content, note=note, at=at
        )
        told = {"close": close.id, "supplier": supplier, "period": period, "content": content}
        record_deed("close.approved", actor=actor.name, at=at, params=told)
        reach("close.approved")
    return max(0, APPROVALS - len(said) - 1)
