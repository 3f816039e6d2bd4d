"""Where may a process die in the middle of writing? At every named place here; tests kill it there (I-04).

`reach("import.rows")` does nothing unless COMPTOIR_FAIL_AT names it: `import.rows` for the first time it is reached,
`import.rows:3` for the third. The process then ends at once, as by a power cut; with COMPTOIR_FAIL_BY=kill it is
killed by a signal instead. Every write path names its places in PLACES.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

PLACES = (
    "outbox.claimed",
    "outbox.sent",
    "outbox.marked",
    "clock.told",
    "request.written",
    "import.locked",
    "import.closed",
    "import.rows",
    "import.recorded",
    "import.committed",
    "demo.lived",
    "backup.recorded",
    "restore.recorded",
    "upkeep.recorded",
    "seals.written",
    "order.claimed",
    "order.counted",
    "order.drawn",
    "order.row",
    "order.parts",
    "order.lines",
    "order.moved",
    "order.recorded",
    "order.committed",
    "approval.written",
    "quote.written",
    "bounds.written",
    "account.written",
    "role.written",
    "booking.locked",
    "booking.expired",
    "booking.inserted",
    "booking.changed",
    "booking.priced",
    "booking.tallied",
    "booking.told",
    "booking.recorded",
    "booking.committed",
    "deal.opened",
    "deal.moved",
    "deal.ended",
    "deal.agreed",
    "deal.recorded",
    "deal.committed",
    "mandate.closed",
    "mandate.written",
    "usage.written",
    "usage.replaced",
    "usage.recorded",
    "usage.imported",
    "usage.rows",
    "usage.rejects",
    "usage.undone",
    "usage.committed",
    "paper.numbered",
    "paper.written",
    "paper.event",
    "paper.recorded",
    "paper.committed",
    "waiting.inserted",
    "waiting.changed",
    "waiting.recorded",
    "qualification.written",
    "qualification.recorded",
    "books.locked",
    "books.postings",
    "books.entries",
    "books.recorded",
    "books.committed",
    "charge.written",
    "charge.parked",
    "charge.usage",
    "charge.moved",
    "recount.written",
    "charge.recorded",
    "charge.committed",
    "deposit.written",
    "close.opened",
    "close.step",
    "close.chunk",
    "close.posted",
    "close.approved",
    "close.certified",
    "close.undone",
    "close.anchored",
    "feed.written",
    "feed.recorded",
)
_reached: Counter[str] = Counter()


def reach(place: str) -> None:
    """Say that the process is at a named place; it ends here if a test wants it to.

    raises    ValueError for a place that PLACES does not name
    """
    if place not in PLACES:
        raise ValueError(f"name the place {place!r} in PLACES")
    wanted = os.environ.get("COMPTOIR_FAIL_AT")
    if not wanted:
        return
    name, _, time = wanted.partition(":")
    _reached[place] += 1
    if place == name and _reached[place] == int(time or 1):
        if os.environ.get("COMPTOIR_FAIL_BY") == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(86)
