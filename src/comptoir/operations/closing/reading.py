"""How do closes stand, and what do their certificates say? For who may read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from comptoir.core.billing.closing import STEPS
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.closing.content import content_of
from comptoir.store.closing import queries
from comptoir.store.closing.models import MonthClose


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: when it was done, by whom, and what it came to; `at` None: not yet."""

    step: str
    at: datetime | None
    actor: str
    told: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CloseView:
    """A close with its steps, its approvals and its certificate."""

    supplier: str
    entity: str
    period: str
    number: int
    state: str
    opened_at: datetime
    opened_by: str
    steps: tuple[StepView, ...]
    approved_by: tuple[str, ...]
    certificate: Mapping[str, object]
    certificate_text: str
    hash: str
    certified_at: datetime | None
    why: tuple[Reason, ...]


def find_close(supplier: str, period: str, *, actor: Actor, at: datetime) -> CloseView | None:
    """A supplier's latest close of a month, or None where it was not begun.

    raises    Refusal(permission.denied)
    """
    require(actor, "close.read", supplier, at=at)
    found = queries.find_close(supplier, period)
    return None if found is None else _view(found)


def get_close(supplier: str, period: str, *, actor: Actor, at: datetime) -> CloseView:
    """A supplier's latest close of a month.

    raises    Refusal: permission.denied, close.unknown
    """
    found = find_close(supplier, period, actor=actor, at=at)
    if found is None:
        raise Refusal(Reason("close.unknown", (("supplier", supplier), ("period", period))))
    return found


def list_closes(*, actor: Actor, at: datetime, limit: int = 100) -> tuple[CloseView, ...]:
    """Closes that the actor may read, newest month first."""
    found = queries.list_closes(limit=limit)
    return tuple(_view(one) for one in found if may(actor, "close.read", one.supplier, at))


def _view(close: MonthClose) -> CloseView:
    last = {step.step: step for step in queries.list_steps(close)}
    steps = tuple(
        StepView(name, step.at, step.actor, json.loads(step.told))
        if (step := last.get(name)) is not None
        else StepView(name, None, "", {})
        for name in STEPS
    )
    said = queries.list_approvals(close, "post", content_of(close.supplier, close.period))
    certificate = json.loads(close.certificate or "{}")
    approved = tuple(certificate.get("approved_by", ())) or tuple(one.person for one in said)
    return CloseView(
        close.supplier, close.entity, close.period, close.number, close.state, close.opened_at, close.opened_by, steps,
        approved, certificate, close.certificate, close.hash, close.certified_at, from_json(close.why or "[]"),
    )  # fmt: skip
