"""What happens to a paper is added, never changed: one event, the state it leads to, and what is owed after it."""

from __future__ import annotations

from datetime import date, datetime

from comptoir.core.billing.states import next_state
from comptoir.operations.actors import Actor
from comptoir.operations.failpoints import reach
from comptoir.store.paper.queries import StoredPaper
from comptoir.store.paper.rows import EventRow, event_hash
from comptoir.store.paper.writing import add_event


def happen(
    paper: StoredPaper, verb: str, *, actor: Actor, at: datetime, day: date, moved: int = 0, level: int | None = None,
    reference: str = "", note: str = "", entry: str = "", undoes: int | None = None,
) -> StoredPaper:  # fmt: skip
    """Add an event to a paper that is locked; gives the paper as it is then.

    raises    Refusal(state.forbidden) for a verb that its state does not allow
    """
    last = paper.events[-1]
    row = EventRow(
        last.number + 1, verb, next_state("invoice", last.state, verb), at, day, actor.name, moved, last.owed + moved,
        last.level if level is None else level, reference, note, entry, undoes,
    )  # fmt: skip
    row = row._replace(hash=event_hash(row, last.hash))
    add_event(paper.id, row)
    reach("paper.event")
    return StoredPaper(paper.id, paper.row, paper.lines, (*paper.events, row))
