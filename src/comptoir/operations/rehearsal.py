"""What would come of it? A deed done in full, seen, and undone before anybody else could see it.

    with rehearsed(dry_run):
        placed = place_order(…)

So a dry run is refused for the same reasons and answers with the same amounts as the deed itself. Rule to remember:
nothing of a rehearsal is kept, neither keys nor messages nor audit lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rehearsed(only: bool) -> Iterator[None]:
    """Undo, at the end, whatever is written inside.

    only      false: nothing is undone
    """
    if not only:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
