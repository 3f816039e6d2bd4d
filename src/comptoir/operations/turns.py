"""How does an operation write? In one transaction, in its turn; and what does it say when it could not have its turn?

Rule to remember: everything is read after the turn has begun, and nothing is told to anybody before it has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction

from comptoir.core.values import Reason, Refusal
from comptoir.store.locks import take


@contextmanager
def turn(names: Iterable[str] = ()) -> Iterator[None]:
    """A transaction in which nobody else decides on these names; more may be taken inside, before they are read.

    raises    Refusal("store.busy") where the turn did not come in time
    """
    try:
        with transaction.atomic():
            take(names)
            yield
    except OperationalError as problem:
        # SQLite's one writer took longer than the busy timeout, or PostgreSQL's lock_timeout ran out.
        if "locked" in str(problem) or "timeout" in str(problem):
            raise Refusal(Reason("store.busy")) from problem
        raise
