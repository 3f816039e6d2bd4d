"""Does every change of a deal, a mandate or a floor follow from a deed in the audit trail, and a negotiation's state
from what was said in it?

Asked of the whole table; `operations.verify` says what was found. Rule to remember: a deal's changes count from 1
without a gap, so one that was forged has a number too many.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import OuterRef, Q, Subquery

from comptoir.store.audit.models import AuditRow
from comptoir.store.deals.models import (
    AgreedDeal,
    Delegation,
    FloorRow,
    Negotiation,
    NegotiationMove,
    SellerMandate,
)


def list_deal_faults() -> Iterator[tuple[str, int]]:
    """Rows without the deed that makes them so: table and id."""
    yield from _deals()
    yield from _negotiations()
    for model in (SellerMandate, Delegation, FloorRow):
        for row in _without_deed(model):
            yield model._meta.db_table, row


def _deals() -> Iterator[tuple[str, int]]:
    agreed, ended = _told("deal.agreed"), _told("deal.ended")
    rows = list(AgreedDeal.objects.order_by("id").values_list("id", "public_id", "change", "end_change"))
    changes = {number for _, _, *both in rows for number in both if number is not None}
    for row, deal, change, end in rows:
        forged = deal not in agreed or max(change, end or 0) > len(changes)
        if forged or (end is not None) != (deal in ended):
            yield AgreedDeal._meta.db_table, row


def _told(action: str) -> set[str]:
    """The deals that some deeds name."""
    found = AuditRow.objects.filter(action=action).values_list("params", flat=True)
    return {json.loads(params).get("deal", "") for params in found}


def _negotiations() -> Iterator[tuple[str, int]]:
    """A negotiation is as its last move left it; or over, where its deal is."""
    moves = NegotiationMove.objects.filter(negotiation=OuterRef("id")).order_by("-number")
    found = Negotiation.objects.annotate(
        left=Subquery(moves.values("state")[:1]), stands=Subquery(moves.values("expires_at")[:1])
    )
    for row in found.order_by("id").values_list(
        "id", "state", "expires_at", "left", "stands", "deal__ended_at"
    ):
        number, state, expires_at, left, stands, over = row
        if state != ("ended" if over else left) or expires_at != stands:
            yield Negotiation._meta.db_table, number


def _without_deed(model: type[SellerMandate] | type[Delegation] | type[FloorRow]) -> Iterator[int]:
    """Rows that were written or ended at an instant at which nothing of the kind was done."""
    family = {SellerMandate: "mandate", Delegation: "mandate", FloorRow: "floor"}[model]
    instants = AuditRow.objects.filter(action__startswith=f"{family}.").values("at")
    strange = Q(superseded_at__isnull=False) & ~Q(superseded_at__in=instants)
    rows = model._default_manager.filter(strange | ~Q(recorded_at__in=instants)).order_by("id")
    yield from rows.values_list("id", flat=True)[:100]
