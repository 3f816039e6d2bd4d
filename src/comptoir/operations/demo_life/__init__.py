"""Eighteen months at the counters of the demo company, lived through the same operations as anybody's.

habits.py    who wants what, how often; the same wishes every time
living.py    the clock: deeds in the order of their instants, and how they go on (return, delivery, no-show)
selling.py   what was ordered, delivered, approved, given away, and used
renting.py   what was booked, handed over, returned late, cancelled, in maintenance
talking.py   negotiations: agreed and used, asked, in review
people.py    roles, qualifications, mandates, limits and funds
closing.py   the months are closed, with a dispute here and there
paying.py    invoices are sent, and paid or not
planning.py  what is planned for each month, and for the last days
whole.py     the whole of it, once, in one transaction

No amount stands here: every price is asked of the cards as it would be at the counter.
"""

from comptoir.operations.demo_life.closing import LEFT, close_demo, closes, has_closed
from comptoir.operations.demo_life.living import LAST, MONTHS, Life
from comptoir.operations.demo_life.whole import has_lived, live_demo

__all__ = [
    "LAST",
    "LEFT",
    "MONTHS",
    "Life",
    "close_demo",
    "closes",
    "has_closed",
    "has_lived",
    "live_demo",
]
