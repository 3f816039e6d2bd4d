"""What would come of it? A deed done in full, seen, and undone before anybody else could see it.

    with rehearsed(dry_run):
        placed = place_order(…)

So a dry run is refused for the same reasons and answers with the same amounts as the deed itself. Rule to remember:
nothing of a rehearsal is kept, neither keys nor messages nor audit lines; what is written outside of the store asks
`rehearsing()` first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_REHEARSING: ContextVar[bool] = ContextVar("rehearsing", default=False)


def rehearsing() -> bool:
    """Whether what is being done will be undone."""
    return _REHEARSING.get()


@contextmanager
def rehearsed(only: bool) -> Iterator[None]:
    """Undo, at the end, whatever is written inside.

    only      false: nothing is undone
    """
    if not only:
        yield
        return
    before = _REHEARSING.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _REHEARSING.reset(before)
