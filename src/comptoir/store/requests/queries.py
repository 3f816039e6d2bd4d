"""Which questions wait, and how many did one address ask?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from comptoir.store.requests.models import RequestRow


def find_request(public_id: str) -> RequestRow | None:
    """One question, or None."""
    return RequestRow.objects.filter(public_id=public_id).first()


def list_requests(
    suppliers: Iterable[str], *, state: str, limit: int, start: int = 0
) -> tuple[RequestRow, ...]:
    """The questions to some suppliers (an empty id: the house) in a state; the oldest first while they wait."""
    order = "id" if state == "open" else "-id"
    found = RequestRow.objects.filter(supplier__in=tuple(suppliers), state=state).order_by(order)
    return tuple(found[start : start + limit])


def count_asked(*, since: datetime, address: str = "", asked_by: str = "") -> int:
    """How many questions one address, or one party, asked since an instant."""
    found = RequestRow.objects.filter(asked_at__gte=since)
    return (found.filter(asked_by=asked_by) if asked_by else found.filter(address=address)).count()


def count_open() -> int:
    """How many questions wait."""
    return RequestRow.objects.filter(state="open").count()


def list_served(*, answered_before: datetime, asked_before: datetime, limit: int) -> tuple[RequestRow, ...]:
    """Questions whose texts have served: answered, or asked, long enough ago."""
    kept = RequestRow.objects.filter(erased_at=None)
    old = kept.filter(answered_at__lt=answered_before) | kept.filter(asked_at__lt=asked_before)
    return tuple(old.order_by("id")[:limit])
