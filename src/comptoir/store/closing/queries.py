"""Which closes are there, how far are they, and who approved what?"""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.store.closing.models import CloseApproval, CloseStep, MonthClose

# A month with a certificate takes nothing more, also while somebody asks to undo it.
_CLOSED = ("certified", "undo asked")


def closed_months(supplier: str) -> frozenset[str]:
    """The months of a supplier that have a certificate."""
    found = MonthClose.objects.filter(supplier=supplier, state__in=_CLOSED)
    return frozenset(found.values_list("period", flat=True))


def reopened_months(supplier: str) -> frozenset[str]:
    """The months with a certificate that were opened again."""
    found = MonthClose.objects.filter(supplier=supplier, state="open", number__gt=1)
    return frozenset(found.values_list("period", flat=True))


def find_close(supplier: str, period: str, *, lock: bool = False) -> MonthClose | None:
    """The latest close of a month, or None; `lock`: nobody else changes it until the transaction ends."""
    found = MonthClose.objects.filter(supplier=supplier, period=period).order_by("-number")
    return (found.select_for_update() if lock else found).first()


def list_closes(suppliers: Sequence[str] | None = None, limit: int = 100) -> tuple[MonthClose, ...]:
    """Closes, newest month first."""
    found = MonthClose.objects.order_by("-period", "supplier", "-number")
    if suppliers is not None:
        found = found.filter(supplier__in=list(suppliers))
    return tuple(found[:limit])


def list_steps(close: MonthClose) -> tuple[CloseStep, ...]:
    """The steps that were finished, in the order they were."""
    return tuple(CloseStep.objects.filter(close=close).order_by("id"))


def list_approvals(close: MonthClose, purpose: str, content: str) -> tuple[CloseApproval, ...]:
    """Who said yes to exactly this content."""
    found = CloseApproval.objects.filter(close=close, purpose=purpose, content=content)
    return tuple(found.order_by("id"))
