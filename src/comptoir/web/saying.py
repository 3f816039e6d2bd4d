"""How are states and reasons of bookings told? A word with its pattern, and sentences that a customer may read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from comptoir import wording
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Reason
from comptoir.web.house import house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import in_language

Params = tuple[tuple[str, object], ...]
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
_ORDER = {
    "draft": (_("draft"), "ask"),
    "submitted": (_("sent"), "mild"),
    "awaiting approval": (_("waiting for approval"), "mild"),
    "confirmed": (_("ordered"), "yes"),
    "refused": (_("not approved"), "no"),
    "cancelled": (_("cancelled"), "no"),
    "closed": (_("done"), "yes"),
}
_LINE = {
    "ordered": (_("ordered"), "mild"),
    "partly delivered": (_("delivered in part"), "mild"),
    "delivered": (_("delivered"), "yes"),
    "cancelled": (_("cancelled"), "no"),
}
_QUOTE = {
    "draft": (_("draft"), "ask"),
    "sent": (_("binding"), "yes"),
    "accepted": (_("accepted"), "yes"),
    "declined": (_("declined"), "no"),
    "expired": (_("expired"), "no"),
    "withdrawn": (_("taken back"), "no"),
    "replaced": (_("replaced"), "no"),
}
_USAGE = {
    "recorded": (_("counts"), "yes"),
    "charged": (_("charged"), "yes"),
    "duplicate": (_("known already"), "no"),
    "replaced": (_("corrected since"), "no"),
    "rejected": (_("rejected"), "bad"),
    "undone": (_("taken back"), "no"),
}
_DEAL = {
    "asked": (_("asked"), "mild"),
    "offered": (_("offer on the table"), "ask"),
    "countered": (_("counter-offer on the table"), "ask"),
    "awaiting approval": (_("in review"), "mild"),
    "agreed": (_("agreed"), "yes"),
    "declined": (_("declined"), "no"),
    "withdrawn": (_("taken back"), "no"),
    "expired": (_("expired"), "no"),
    "ended": (_("ended"), "no"),
}


def deal_state(state: str) -> tuple[str, str]:
    """The word of a negotiation's state, and the pattern it carries."""
    return _state(_DEAL.get(state, (state, "ask")))


def order_state(state: str) -> tuple[str, str]:
    """The word of an order's state, and the pattern it carries."""
    return _state(_ORDER.get(state, (state, "ask")))


def line_state(state: str) -> tuple[str, str]:
    """The word of an order line's state, and the pattern it carries."""
    return _state(_LINE.get(state, (state, "ask")))


def quote_state(state: str) -> tuple[str, str]:
    """The word of a quote's state, and the pattern it carries."""
    return _state(_QUOTE.get(state, (state, "ask")))


def usage_state(state: str) -> tuple[str, str]:
    """The word of a usage record's state, and the pattern it carries."""
    return _state(_USAGE.get(state, (state, "ask")))


def booking_state(state: str) -> tuple[str, str]:
    """The word of a booking's state, and the pattern it carries."""
    return _state(_BOOKING.get(state, (state, "ask")))


def _state(found: tuple[object, str]) -> tuple[str, str]:
    text = str(found[0])
    return capfirst(text), found[1]


# What the amount beside the sentences says already.
_LEFT_OUT = frozenset({"price.rounded", "price.sum"})


def told(reason: Reason, zone: tzinfo) -> str:
    """A reason as a sentence, its instants on the clock of a zone."""
    params = tuple(
        (name, value.astimezone(zone) if isinstance(value, datetime) else value)
        for name, value in reason.params
    )
    if reason.code == "booking.taken":
        params = _day_once(params)
    params = tuple((name, _offering(value) if name == "offering" else value) for name, value in params)
    return wording.say_reason(reason._replace(params=params), language())


def _offering(value: object) -> object:
    """An offering by its name instead of its id."""
    item = house().company.offerings.get(str(value))
    return str(in_language(item.name_fr, item.name_en, language())) if item else value


def _day_once(params: Params) -> Params:
    """The end of a time by its hour alone, where it is on the day of its start."""
    said = dict(params)
    start, end = said.get("start"), said.get("end")
    if isinstance(start, datetime) and isinstance(end, datetime) and start.date() == end.date():
        said["end"] = wording.format_time(end, language())
    return tuple(said.items())


def of_the_event(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons that are about an amount itself, not about whose price it is."""
    return tuple(one for one in reasons if one.code != "price.class" and not one.code.startswith("because."))


def sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What a customer may read of some reasons, each once, as sentences."""
    shown = (one for one in for_customer(tuple(reasons)) if one.code not in _LEFT_OUT)
    said = (wording.say_reason(one, language()) for one in shown)
    return tuple(dict.fromkeys(capfirst(text) for text in said))


def when(start: datetime, end: datetime) -> str:
    """From when until when, in words; the day once where it is one day."""
    first = wording.format_datetime(start, language(), style="weekday")
    if start.date() == end.date():
        return f"{first}\u2009–\u2009{wording.format_time(end, language())}"
    return f"{first}\u2009–\u2009{wording.format_datetime(end, language(), style='weekday')}"
