"""Do certificates still say what they said, and was everything of a closed month charged, rejected or parked?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from comptoir.core.billing.closing import Month
from comptoir.core.ledger import Anchor
from comptoir.core.values import Finding, Place, Severity
from comptoir.operations.closing.certifying import charges_digest, usage_counts
from comptoir.store.closing.models import MonthClose


def close_findings() -> Iterator[Finding]:
    """What is wrong with the certificates of closes that stand."""
    certified = MonthClose.objects.exclude(certificate="")
    # The last certificate of a month speaks for all that was posted in it.
    latest = {(close.supplier, close.period): close.id for close in certified.order_by("number")}
    for close in certified.order_by("id"):
        if sha256(close.certificate.encode()).hexdigest() != close.hash:
            yield _finding("verify.certificate", close, close.hash[:12])
            continue
        if close.state == "undone" or latest[(close.supplier, close.period)] != close.id:
            continue
        told = json.loads(close.certificate)
        if told["charges_hash"] != charges_digest(close.supplier, close.period):
            yield _finding("verify.certified_charges", close, told["charges_hash"][:12])
        usage = usage_counts(close.supplier, Month.read(close.period))
        if usage["in"] != usage["charged"] + usage["rejected"] + usage["parked"] + usage["late"]:
            yield _finding("verify.usage", close, json.dumps(usage))


def certified_anchors() -> tuple[Anchor, ...]:
    """The states of the journals that certificates name."""
    texts = MonthClose.objects.exclude(certificate="").order_by("id").values_list("certificate", flat=True)
    return tuple(
        Anchor(one["journal"], one["count"], one["head"]) for text in texts for one in _journals(text)
    )


def _journals(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text).get("journals", [])
    except ValueError:
        return []
    return list(found)


def _finding(code: str, close: MonthClose, found: str) -> Finding:
    told = (("found", found), ("supplier", close.supplier), ("period", close.period))
    return Finding(code, Severity.ERROR, Place(f"close {close.supplier} {close.period}", close.number), told)
