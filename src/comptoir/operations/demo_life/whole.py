"""The demo's months as a whole: lived once, in one transaction, so that whoever interrupts it finds nothing half lived.

One transaction also spares a disk that has to promise every deed; the deeds are what they would be one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from comptoir.company import Company
from comptoir.operations.demo_life.living import MONTHS, Life
from comptoir.operations.demo_life.planning import planned
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import has_deed
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.outbox.queries import mark_all_sent

_LIVED = "demo.lived"


def has_lived() -> bool:
    """Whether the months were lived in this store already."""
    return has_deed(_LIVED)


def live_demo(
    company: Company,
    *,
    months: Sequence[date] = MONTHS,
    through: Callable[[Sequence[date]], Iterable[date]] = iter,
) -> Life | None:
    """Live the months of the demo company, if that was not done before.

    through   goes through the months, and may show how far it is
    returns   the life with its counts, or None where it was lived before
    """
    with turn(["demo"]):
        if has_lived():
            return None
        life = planned(company)
        for month in through(months):
            life.live(life.at(date(month.year + month.month // 12, month.month % 12 + 1, 1), 0))
        mark_all_sent(at=life.end)  # What happened in those months was told in those months.
        told = {"done": life.done, "refused": life.refused}
        record_deed(_LIVED, actor="demo", at=life.end, params=told)
        reach("demo.lived")
    return life
