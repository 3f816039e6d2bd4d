"""A customer looks at a charge: accepts it, or disputes it with a reason; the supplier answers.

    accept_charge    the payer's side says yes before the review window ends
    dispute_charge   the payer's side says no, and why; it is not posted until somebody answered
    resolve_charge   the supplier upholds it, corrects it (a new charge stands in for it), or cancels it
    lapse_reviews    what nobody disputed in time counts as accepted

Rule to remember: nothing that was decided is ever changed; a correction is another charge that names the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any

from comptoir.core.billing.states import next_state, review_ends
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.core.values.share import Share
from comptoir.operations.actors import Actor, denied, may, require
from comptoir.operations.charges.collecting import turn_of, zone_of
from comptoir.operations.charges.drafting import charge_id
from comptoir.operations.charges.seeing import ChargeView, get_charge, pays, unknown
from comptoir.operations.charges.settling import bearers_again
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import Wanted, find_charge, next_charges
from comptoir.store.charges.writing import Step, add_charges, move, move_one, sealed

LONGEST_NOTE = 2000
_CHUNK = 500


class Outcome(StrEnum):
    """How a dispute is answered."""

    UPHOLD = "uphold"
    CORRECT = "correct"
    CANCEL = "cancel"


def accept_charge(charge: str, *, actor: Actor, at: datetime) -> ChargeView:
    """Say yes to a charge.

    raises    Refusal: charge.unknown, permission.denied, state.forbidden
    """
    with _turn(charge, "charge.accept", actor, at) as found:
        _move(found, "accept", actor=actor, at=at)
    reach("charge.committed")
    return get_charge(charge, actor=actor, at=at)


def dispute_charge(charge: str, *, reason: str, actor: Actor, at: datetime) -> ChargeView:
    """Say no to a charge, and why.

    raises    Refusal: charge.unknown, permission.denied, state.forbidden, charge.review_over, charge.reason
    """
    _worded(charge, reason)
    with _turn(charge, "charge.dispute", actor, at) as found:
        day = at.astimezone(zone_of(desk().company, found.supplier, found.day)).date()
        if found.review_ends is not None and day >= found.review_ends:
            raise Refusal(Reason("charge.review_over", (("charge", charge), ("day", found.review_ends))))
        told = Reason("charge.disputed", (("by", actor.person), ("note", reason)))
        _move(found, "dispute", actor=actor, at=at, note=reason, why=to_json([told]))
    reach("charge.committed")
    return get_charge(charge, actor=actor, at=at)


def resolve_charge(
    charge: str, outcome: Outcome, *, reason: str, actor: Actor, at: datetime, amount: Amount | None = None,
    shares: tuple[Share, ...] = (),
) -> ChargeView:  # fmt: skip
    """Answer a dispute, and why so.

    amount    for a correction: what is owed instead, net of VAT
    shares    for a correction: which cost centers bear it instead
    returns   the charge, or the one that stands in for it
    raises    Refusal: charge.unknown, permission.denied, state.forbidden, charge.reason, charge.correction,
              billing.split.*, charge.cost_center
    """
    _worded(charge, reason)
    if (outcome is Outcome.CORRECT) is not bool(amount is not None or shares):
        raise Refusal(Reason("charge.correction", (("charge", charge),)))
    result = charge
    with turn():
        found = _locked(charge)
        if not may(actor, "charge.read_supplied", found.supplier, at):
            raise unknown(charge)
        require(actor, "charge.resolve", found.supplier, at=at)
        if found.state != "disputed":
            next_state("charge", found.state, "resolve")
        why = to_json([Reason("charge.answered", (("by", actor.person), ("note", reason)))])
        if outcome is Outcome.UPHOLD:
            _move(found, "resolve", actor=actor, at=at, note=reason, why=why)
        elif outcome is Outcome.CANCEL:
            _move(found, "withdraw", actor=actor, at=at, note=reason, why=why)
        else:
            result = _correct(found, amount, shares, reason=reason, actor=actor, at=at)
    reach("charge.committed")
    return get_charge(result, actor=actor, at=at)


def lapse_reviews(supplier: str, *, actor: Actor, at: datetime, period: str = "") -> int:
    """What was not disputed before its review window ended counts as accepted; how many there were.

    raises    Refusal(permission.denied)
    """
    require(actor, "charge.collect", supplier, at=at)
    total = 0
    while True:
        with turn([turn_of(supplier)]):
            day = at.astimezone(zone_of(desk().company, supplier, at.date())).date()
            wanted = Wanted(supplier=supplier, period=period, states=("in review",))
            over = [one.id for one in next_charges(wanted, _CHUNK, over_by=day)]
            if not over:
                return total
            step = Step("lapse", actor.name, at)
            total += move(
                over, before="in review", after=next_state("charge", "in review", "lapse"), step=step
            )
            reach("charge.moved")
            told = {"supplier": supplier, "count": len(over), "verb": "lapse"}
            record_deed("charge.moved", actor=actor.name, at=at, params=told)
            reach("charge.recorded")
        reach("charge.committed")


# --- inside -----------------------------------------------------------------------------------------------------------


@contextmanager
def _turn(charge: str, action: str, actor: Actor, at: datetime) -> Iterator[Charge]:
    """A turn on a charge that the actor sees, on the payer's side.

    raises    Refusal: charge.unknown, permission.denied
    """
    with turn():
        found = _locked(charge)
        if not pays(found, actor, at, action):
            if not may(actor, "charge.read_supplied", found.supplier, at) and not pays(found, actor, at):
                raise unknown(charge)
            raise denied(action, found.payer)
        yield found


def _locked(charge: str) -> Charge:
    found = find_charge(charge, lock=True)
    if found is None:
        raise unknown(charge)
    return found


def _move(found: Charge, verb: str, *, actor: Actor, at: datetime, note: str = "", **columns: Any) -> None:
    """One step of one charge, with its audit row.

    raises    Refusal: state.forbidden; charge.busy if somebody else was faster
    """
    after = next_state("charge", found.state, verb)
    step = Step(verb, actor.name, at, note)
    if not move_one(found.id, before=found.state, after=after, step=step, **columns):
        raise Refusal(Reason("charge.busy", (("charge", found.id),)))
    reach("charge.moved")
    told = {"charge": found.id, "verb": verb, "state": after, "note": note}
    record_deed("charge.moved", actor=actor.name, at=at, params=told)
    reach("charge.recorded")


def _correct(
    found: Charge,
    amount: Amount | None,
    shares: tuple[Share, ...],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> str:
    """Another charge stands in for a disputed one; the customer looks at it again."""
    before = Amount(found.amount, found.currency)
    owed = amount or before
    if owed.currency != found.currency:
        raise Refusal(Reason("charge.correction", (("charge", found.id),)))
    company = desk().company
    told = (("by", actor.person), ("note", reason), ("before", before), ("after", owed))
    corrected = Reason("charge.corrected", told)
    row = {name: getattr(found, name) for name in sealed()}
    row |= {
        "version": found.version + 1,
        "replaces": found.id,
        "amount": owed.minor,
        "gross": found.gross if amount is None else None,
        "shares": json.dumps(bearers_again(company, found, owed, shares)),
        "differences": to_json((*from_json(found.differences), corrected)),
    }
    key = (found.source_kind, found.source, found.event)
    row["id"] = charge_id(key, found.part, row["version"])
    _move(found, "withdraw", actor=actor, at=at, note=reason, why=to_json([corrected]), again=True)
    day = at.astimezone(zone_of(company, found.supplier, found.day)).date()
    ends = review_ends(day, company.review_days(found.supplier, day))
    step = Step("collect", actor.name, at, reason)
    add_charges([row], period=found.period, review_ends=ends, step=step)
    reach("charge.written")
    return str(row["id"])


def _worded(charge: str, reason: str) -> None:
    if not reason.strip() or len(reason) > LONGEST_NOTE:
        raise Refusal(Reason("charge.reason", (("charge", charge), ("most", LONGEST_NOTE))))
