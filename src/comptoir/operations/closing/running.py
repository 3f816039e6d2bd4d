"""How is a month closed? Step by step, each small enough to be resumed, none of them done twice.

    collect      what was delivered becomes charges, what cannot is parked
    exceptions   what is parked or disputed is counted; it goes to the next month and stops nobody
    review       windows that are over lapse; one that is still open makes the close wait
    approve      two persons say yes to exactly what will be posted
    post         charges between cost centers by entries, the others by paper; in chunks
    certify      totals, counts, heads of the journals; the certificate's hash, kept outside too

Rule to remember: what was done is read from the charges themselves, so a close that died goes on where it was, and
one that is run again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max

from comptoir.core.billing.closing import APPROVALS, STEPS, Month
from comptoir.core.billing.states import next_state
from comptoir.core.tax.rules import SettlementKind
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.collecting import collect_charges, turn_of
from comptoir.operations.charges.posting import DUE, post_internal, ready_to_invoice
from comptoir.operations.charges.reviewing import lapse_reviews
from comptoir.operations.charges.settling import entity_of
from comptoir.operations.closing.certifying import certify
from comptoir.operations.closing.content import content_of
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.paper import issue_for_close
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import Wanted, count_in, count_parked, next_charges
from comptoir.store.charges.writing import Step, move
from comptoir.store.closing.models import CloseStep, MonthClose
from comptoir.store.closing.queries import find_close, last_step, list_approvals, list_steps

# How many charges share a turn when they are posted.
CHUNK = 100
_ALL = 1_000_000


class Ran(NamedTuple):
    """How far a close came: its steps that are done, and what it waits for, if anything."""

    supplier: str
    period: str
    number: int
    state: str
    done: tuple[str, ...]
    waits_for: Reason | None
    hash: str


def run_close(
    supplier: str, period: str, *, actor: Actor, at: datetime, upto: str = STEPS[-1], carry: bool = False
) -> Ran:
    """Take a supplier's month as far as it goes: up to a step, or until it has to wait.

    upto      the last step to take
    carry     what is still in review goes to the next month instead of making the close wait
    raises    Refusal: permission.denied, close.period, close.step, close.not_over
    """
    require(actor, "close.run", supplier, at=at)
    month = Month.read(period)
    if upto not in STEPS:
        raise Refusal(Reason("close.step", (("found", upto), ("expected", STEPS))))
    if desk().day(at) < month.next.first:
        raise Refusal(Reason("close.not_over", (("period", period), ("day", month.next.first))))
    close = _opened(supplier, month, actor, at)
    waits: Reason | None = None
    for name in STEPS[: STEPS.index(upto) + 1]:
        if close.state != "open":
            break
        waits = _STEPS[name](close, month, actor, at, carry)
        if waits is not None:
            break
        close = find_close(supplier, period) or close
    done = tuple(dict.fromkeys(step.step for step in list_steps(close)))
    return Ran(supplier, period, close.number, close.state, done, waits, close.hash)


def reopen_close(supplier: str, period: str, *, reason: str, actor: Actor, at: datetime) -> Ran:
    """Declare a closed month open again: what came late for it is posted there, and certified anew.

    raises    Refusal: permission.denied, close.unknown, close.reason, state.forbidden
    """
    require(actor, "close.undo", supplier, at=at)
    if not reason.strip():
        raise Refusal(Reason("close.reason", (("period", period),)))
    with turn([turn_of(supplier)]):
        last = find_close(supplier, period, lock=True)
        if last is None:
            raise Refusal(Reason("close.unknown", (("supplier", supplier), ("period", period))))
        if last.state != "certified":
            told = (("thing", "close"), ("state", last.state), ("verb", "reopen"))
            raise Refusal(Reason("state.forbidden", told))
        why = to_json([Reason("close.reopened", (("by", actor.person), ("note", reason)))])
        close = _create(supplier, last.entity, period, last.number + 1, actor, at, why=why)
    reach("close.opened")
    return Ran(supplier, period, close.number, close.state, (), None, "")


# --- steps ------------------------------------------------------------------------------------------------------------


def _opened(supplier: str, month: Month, actor: Actor, at: datetime) -> MonthClose:
    """The month's close, begun if it was not; one that is certified stays as it is."""
    found = find_close(supplier, str(month))
    if found is not None and found.state != "undone":
        return found
    entity = entity_of(desk().company, supplier, month.last, at=at)
    with turn([turn_of(supplier)]):
        found = find_close(supplier, str(month), lock=True)
        if found is not None and found.state != "undone":
            return found
        close = _create(supplier, entity, str(month), found.number + 1 if found else 1, actor, at)
    reach("close.opened")
    return close


def _create(
    supplier: str, entity: str, period: str, number: int, actor: Actor, at: datetime, why: str = ""
) -> MonthClose:
    close = MonthClose.objects.create(
        supplier=supplier, entity=entity, period=period, number=number, state="open", opened_at=at,
        opened_by=actor.name, changed_at=at, why=why,
    )  # fmt: skip
    told = {"supplier": supplier, "period": period, "number": number}
    record_deed("close.opened", actor=actor.name, at=at, params=told)
    reach("close.opened")
    return close


def _collect(close: MonthClose, _month: Month, actor: Actor, at: datetime, _carry: bool) -> None:
    found = collect_charges(close.supplier, close.period, actor=actor, at=at)
    _finish(close, "collect", {"charged": found.charged, "parked": found.parked}, actor, at)


def _exceptions(close: MonthClose, month: Month, actor: Actor, at: datetime, _carry: bool) -> None:
    told = {
        "parked": count_parked(close.supplier, month.next.first),
        "disputed": count_in(close.supplier, close.period, ("disputed",)),
    }
    _finish(close, "exceptions", told, actor, at)


def _review(close: MonthClose, month: Month, actor: Actor, at: datetime, carry: bool) -> Reason | None:
    lapse_reviews(close.supplier, actor=actor, at=at, period=close.period)
    count = count_in(close.supplier, close.period, ("in review",))
    if count and not carry:
        in_review = Charge.objects.filter(
            supplier=close.supplier, period=close.period, state="in review", again=False
        )
        last = in_review.aggregate(last=Max("review_ends"))["last"]
        return Reason("close.in_review", (("count", count), ("day", last)))
    carried = _carry_over(close, month, ("in review", "disputed", "parked"), actor, at)
    _finish(close, "review", {"carried": carried}, actor, at)
    return None


def _approve(close: MonthClose, _month: Month, actor: Actor, at: datetime, _carry: bool) -> Reason | None:
    content = content_of(close.supplier, close.period)
    said = list_approvals(close, "post", content)
    if len(said) < APPROVALS and not (_has_posted(close) and last_step(close, "approve") is not None):
        return Reason("close.not_approved", (("count", len(said)), ("needed", APPROVALS)))
    if said:
        _finish(close, "approve", {"by": [one.person for one in said], "content": content}, actor, at)
    return None


def _post(close: MonthClose, month: Month, actor: Actor, at: datetime, _carry: bool) -> None:
    settled = (SettlementKind.CHARGE.value,)
    wanted = Wanted(supplier=close.supplier, period=close.period, states=DUE, settlements=settled)
    entries = 0
    while True:
        with turn([turn_of(close.supplier)]):
            chunk = next_charges(wanted, CHUNK)
            if not chunk:
                break
            entries += _posted(chunk, month, actor, at)
            told = {"supplier": close.supplier, "period": close.period, "charges": len(chunk)}
            record_deed("close.chunk", actor=actor.name, at=at, params=told)
            reach("close.chunk")
        reach("close.posted")
    issued = _issue(close, actor, at)
    _finish(close, "post", {"entries": entries, "papers": issued}, actor, at)


def _posted(chunk: tuple[Charge, ...], month: Month, actor: Actor, at: datetime) -> int:
    """Post a chunk; one that cannot be posted is parked and stops nobody else."""
    try:
        return post_internal(chunk, month, actor=actor, at=at)
    except Refusal as refusal:
        if len(chunk) == 1:
            why = to_json([refusal.reason])
            step = Step("park", actor.name, at)
            after = next_state("charge", chunk[0].state, "park")
            move([chunk[0].id], before=chunk[0].state, after=after, step=step, why=why)
            return 0
    return sum(_posted((one,), month, actor, at) for one in chunk)


def _issue(close: MonthClose, actor: Actor, at: datetime) -> int:
    """Have paper issued for what goes onto it, statements included; how many charges go onto invoices."""
    charges = ready_to_invoice(close.supplier, close.period, limit=_ALL)
    issue_for_close(charges, supplier=close.supplier, period=close.period, actor=actor, at=at)
    return len(charges)


def _certify(close: MonthClose, month: Month, actor: Actor, at: datetime, _carry: bool) -> None:
    _carry_over(close, month, ("in review", "disputed", "parked"), actor, at)
    certify(close, month, actor=actor, at=at)


_STEPS: dict[str, Callable[[MonthClose, Month, Actor, datetime, bool], Reason | None]] = {
    "collect": _collect,
    "exceptions": _exceptions,
    "review": _review,
    "approve": _approve,
    "post": _post,
    "certify": _certify,
}


def _finish(close: MonthClose, step: str, told: dict[str, Any], actor: Actor, at: datetime) -> None:
    """Write down that a step is done, unless it was and came to the same."""
    text = json.dumps(told, sort_keys=True)
    last = last_step(close, step)
    if last is not None and (last.told == text or not any(told.values())):
        return
    with turn([turn_of(close.supplier)]):
        last = last_step(close, step)
        if last is not None and (last.told == text or not any(told.values())):
            return
        CloseStep.objects.create(close=close, step=step, at=at, actor=actor.name, told=text)
        record_deed("close.step", actor=actor.name, at=at, params={"close": close.id, "step": step, **told})
        reach("close.step")


def _has_posted(close: MonthClose) -> bool:
    return Charge.objects.filter(supplier=close.supplier, period=close.period, state="posted").exists()


def _carry_over(close: MonthClose, month: Month, states: tuple[str, ...], actor: Actor, at: datetime) -> int:
    """What is not settled yet is posted with the next month."""
    if not count_in(close.supplier, close.period, states):
        return 0
    found = Charge.objects.filter(supplier=close.supplier, period=close.period, state__in=states, again=False)
    with turn([turn_of(close.supplier)]):
        count = found.update(period=str(month.next), changed_at=at)
        if count:
            told = {"supplier": close.supplier, "from": close.period, "to": str(month.next), "count": count}
            record_deed("close.carried", actor=actor.name, at=at, params=told)
        reach("close.step")
    return count
