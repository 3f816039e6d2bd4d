"""Whether a resource is free, why not, and when it would be: the same answer for every customer.

Nothing here knows who asks: there is no standing, no price and no rank in this room, and a test reads its source to
keep it so. Instants are aware; durations are what really passes; opening hours are local clock time.
"""

from comptoir.core.booking.availability import Slot, alternatives, free_slots
from comptoir.core.booking.occupation import Occupation, blocked_until, conflicts, free_periods, peak
from comptoir.core.booking.recurrence import Recurrence, occurrences
from comptoir.core.booking.resource import Opening, Resource, refusals

__all__ = [
    "Occupation",
    "Opening",
    "Recurrence",
    "Resource",
    "Slot",
    "alternatives",
    "blocked_until",
    "conflicts",
    "free_periods",
    "free_slots",
    "occurrences",
    "peak",
    "refusals",
]
