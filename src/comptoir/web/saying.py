"""How are states and reasons of bookings told? A word with its pattern, and sentences that a customer may read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from comptoir import wording
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Reason
from comptoir.web.templatetags.comptoir import language

# state -> (word, pattern)
_BOOKING = {
    "held": (_("held for you"), "ask"),
    "confirmed": (_("booked"), "yes"),
    "started": (_("handed over"), "mild"),
    "returned": (_("returned"), "yes"),
    "cancelled": (_("cancelled"), "no"),
    "expired": (_("hold is over"), "no"),
    "no-show": (_("nobody came"), "bad"),
}


def booking_state(state: str) -> tuple[str, str]:
    """The word of a booking's state, and the pattern it carries."""
    word, mark = _BOOKING.get(state, (state, "ask"))
    return str(word), mark


def sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What a customer may read of some reasons, each once, as sentences."""
    said = (wording.say_reason(one, language()) for one in for_customer(tuple(reasons)))
    return tuple(dict.fromkeys(text[:1].upper() + text[1:] for text in said))
