"""What does a close certify? That what was delivered is charged, parked or carried over, and what is in the books.

Rule to remember: what a certificate says can be made again from the store; `verify` does, and compares the heads of
the journals with those that were written outside.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Exists, OuterRef, Sum

from comptoir.core.billing.closing import Month
from comptoir.core.billing.states import next_state
from comptoir.core.ledger import Anchor, imbalances
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.books.anchoring import anchor_books
from comptoir.operations.charges.collecting import turn_of, upto_of
from comptoir.operations.charges.posting import DUE
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.sealing import all_heads
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.delivered import count_new
from comptoir.store.charges.models import OWN, USAGE, Charge, ParkedSource
from comptoir.store.closing.models import CloseApproval, CloseStep, MonthClose
from comptoir.store.closing.queries import find_close
from comptoir.store.ledger.queries import sum_balances
from comptoir.store.usage.models import UsageRecord


def certify(close: MonthClose, month: Month, *, actor: Actor, at: datetime) -> str:
    """Write the certificate, once everything is posted; its hash.

    raises    Refusal: close.not_posted, close.not_collected, close.unbalanced
    """
    # First: what was posted is so already, and a certificate without its anchors would prove less than it says.
    anchor_books("close", actor=actor, at=at)
    with turn([turn_of(close.supplier)]):
        found = find_close(close.supplier, close.period, lock=True)
        if found is None or found.state != "open":
            return close.hash
        _refuse_unfinished(close, month)
        anchors = all_heads()
        text = json.dumps(_told(close, month, anchors, actor, at), sort_keys=True, ensure_ascii=False)
        digest = sha256(text.encode()).hexdigest()
        after = next_state("close", "open", "certify")
        MonthClose.objects.filter(id=close.id, state="open").update(
            state=after, certificate=text, hash=digest, certified_at=at, changed_at=at
        )
        step = json.dumps({"hash": digest})
        CloseStep.objects.create(close=close, step="certify", at=at, actor=actor.name, told=step)
        told = {"close": close.id, "supplier": close.supplier, "period": close.period, "hash": digest}
        record_deed("close.certified", actor=actor.name, at=at, params=told)
        reach("close.certified")
    return digest


def _refuse_unfinished(close: MonthClose, month: Month) -> None:
    left = Charge.objects.filter(
        supplier=close.supplier,
        period=close.period,
        state__in=DUE,
        again=False,
    ).count()
    if left:
        raise Refusal(Reason("close.not_posted", (("count", left),)))
    new = sum(count_new(close.supplier, upto_of(desk().company, close.supplier, month)).values())
    if new:
        raise Refusal(Reason("close.not_collected", (("count", new),)))
    off = imbalances(sum_balances(entity=close.entity))
    if off:
        raise Refusal(Reason("close.unbalanced", (("entity", off[0][0]), ("difference", off[0][1]))))


def _told(
    close: MonthClose, month: Month, anchors: tuple[Anchor, ...], actor: Actor, at: datetime
) -> dict[str, Any]:
    """Everything that a certificate says."""
    charges = Charge.objects.filter(supplier=close.supplier, period=close.period)
    sums = charges.values_list("settlement", "state", "currency").annotate(Count("id"), Sum("amount"))
    parked = ParkedSource.objects.filter(supplier=close.supplier, freed_at=None, day__lt=month.next.first)
    approvals = CloseApproval.objects.filter(close=close, purpose="post").order_by("id")
    return {
        "supplier": close.supplier,
        "entity": close.entity,
        "period": close.period,
        "number": close.number,
        "at": at.isoformat(),
        "by": actor.name,
        "charges": [
            {
                "settlement": settlement,
                "state": state,
                "currency": currency,
                "count": count,
                "minor": int(total),
            }
            for settlement, state, currency, count, total in sums.order_by("settlement", "state", "currency")
        ],
        "charges_hash": charges_digest(close.supplier, close.period),
        "usage": usage_counts(close.supplier, month),
        "parked": parked.count(),
        "approved_by": list(dict.fromkeys(approvals.values_list("person", flat=True))),
        "journals": [{"journal": one.journal, "count": one.count, "head": one.head} for one in anchors],
    }


def usage_counts(supplier: str, month: Month) -> dict[str, int]:
    """Usage of a month's days: all of it, and in which of charged, rejected, parked and late it is (I-25).

    late   came after the month was collected: it is charged with the next one
    """
    found = UsageRecord.objects.filter(supplier=supplier, day__gte=month.first, day__lt=month.next.first)
    found = found.exclude(state__in=("duplicate", "replaced", "undone"))
    by_state = dict(found.values_list("state").annotate(Count("id")))
    parked = ParkedSource.objects.filter(
        source_kind=USAGE, source=OuterRef("public_id"), part=OWN, freed_at=None
    )
    waiting = found.filter(state="recorded").aggregate(
        parked=Count("id", filter=Exists(parked)), late=Count("id", filter=~Exists(parked))
    )
    return {
        "in": sum(by_state.values()),
        "charged": by_state.get("charged", 0),
        "rejected": by_state.get("rejected", 0),
        **waiting,
    }


def charges_digest(supplier: str, period: str) -> str:
    """The digest of every charge that was posted in a month."""
    digest = sha256()
    rows = Charge.objects.filter(supplier=supplier, period=period, state__in=("posted", "reversed"))
    for charge, sealed in (
        rows.exclude(entry="", paper="", amount__gt=0).order_by("id").values_list("id", "hash")
    ):
        digest.update(f"{charge} {sealed}\n".encode())
    return digest.hexdigest()
