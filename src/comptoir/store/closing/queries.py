"""Which closes are there, how far are they, and who approved what?"""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.store.closing.models import CloseApproval, CloseStep, MonthClose
from comptoir.store.kept import Kept
from comptoir.store.look import once

# A month with a certificate takes nothing more, also while somebody asks to undo it.
_CLOSED = ("certified", "undo asked")
# A close, its steps and its approvals: asked at every step.
_CLOSE = Kept(
    lambda supplier, period: MonthClose.objects.filter(supplier=supplier, period=period).order_by("-number")[
        :1
    ]
)
_LOCKED = Kept(
    lambda supplier, period: (
        MonthClose.objects.filter(supplier=supplier, period=period)
        .order_by("-number")
        .select_for_update()[:1]
    )
)
_CLOSED_MONTHS = Kept(
    lambda supplier: MonthClose.objects.filter(supplier=supplier, state__in=_CLOSED).values_list(
        "period", flat=True
    )
)
_REOPENED = Kept(
    lambda supplier: MonthClose.objects.filter(supplier=supplier, state="open", number__gt=1).values_list(
        "period", flat=True
    )
)
_STEPS = Kept(lambda close: CloseStep.objects.filter(close=close).order_by("id"))
_APPROVALS = Kept(
    lambda close, purpose, content: CloseApproval.objects.filter(
        close=close, purpose=purpose, content=content
    ).order_by("id")
)


def closed_months(supplier: str) -> frozenset[str]:
    """The months of a supplier that have a certificate."""
    return frozenset(_CLOSED_MONTHS(supplier=supplier))


def reopened_months(supplier: str) -> frozenset[str]:
    """The months with a certificate that were opened again."""
    return frozenset(_REOPENED(supplier=supplier))


def find_close(supplier: str, period: str, *, lock: bool = False) -> MonthClose | None:
    """The latest close of a month, or None; `lock`: nobody else changes it until the transaction ends."""
    asked = {"supplier": supplier, "period": period}
    found: MonthClose | None = (
        _LOCKED.first(**asked) if lock else once(("close", supplier, period), lambda: _CLOSE.first(**asked))
    )
    return found


def list_closes(suppliers: Sequence[str] | None = None, limit: int = 100) -> tuple[MonthClose, ...]:
    """Closes, newest month first."""
    found = MonthClose.objects.order_by("-period", "supplier", "-number")
    if suppliers is not None:
        found = found.filter(supplier__in=list(suppliers))
    return tuple(found[:limit])


def list_steps(close: MonthClose) -> tuple[CloseStep, ...]:
    """The steps that were finished, in the order they were."""
    return once(("steps", close.id), lambda: tuple(_STEPS(close=close.id)))


def last_step(close: MonthClose, step: str) -> CloseStep | None:
    """When a step was finished last, or None."""
    return next((one for one in reversed(list_steps(close)) if one.step == step), None)


def list_approvals(close: MonthClose, purpose: str, content: str) -> tuple[CloseApproval, ...]:
    """Who said yes to exactly this content."""
    asked = {"close": close.id, "purpose": purpose, "content": content}
    return once(("approvals", *asked.values()), lambda: tuple(_APPROVALS(**asked)))
