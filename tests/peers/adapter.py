"""How do the worked cases of other billing systems read as rate cards of ours?

Every kind of case becomes a company folder's text (a few rows) and a request in plain words, built, priced and
explained by the ordinary engine; nothing here computes a price. Rule to remember: a handler reads every parameter of
its case (`Inputs` notes which), and knows no case by its id, so that other figures of the same kinds work as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.peers import nemo, nucore, others
from tests.peers.house import Answers, Inputs

KINDS: dict[str, Callable[[Inputs], Answers]] = {
    "accessory": nucore.accessory,
    "area": nemo.usage,
    "as_of": nucore.as_of,
    "base_plus_extra": others.base_plus_extra,
    "billable_minutes": nucore.billable_minutes,
    "billed_days": nucore.billed_days,
    "booking": nucore.booking,
    "booking_daily": nucore.by_day,
    "booking_stepped": nucore.timed_service,
    "cancellation": nucore.cancellation,
    "credit": others.credit,
    "credits": others.credits_of,
    "credits_rule": others.credits_rule,
    "daily": nemo.daily,
    "discount_factor": nucore.discount_factor,
    "dst": nemo.clock_change,
    "item": nemo.item,
    "minimum_display": nucore.minimum_display,
    "missed": nemo.missed,
    "no_show": nucore.no_show,
    "quantity": others.quantity,
    "quote": nucore.timed_service,
    "room": nucore.timed_service,
    "round": nemo.rounding,
    "select": nucore.select,
    "split": nucore.shares,
    "staff": nemo.usage,
    "tiers": nemo.tiers,
    "timed_service": nucore.timed_service,
    "training": nemo.usage,
    "usage": nemo.usage,
    "volume_discount": nemo.volume_discount,
}
# Kinds whose answer belongs to a room that is built later.
LATER = {"journal": "the ledger (rows of a journal)"}


def answer(inputs: Mapping[str, Any]) -> Answers:
    """What our engine says to a case.

    raises    KeyError for a kind we do not know, ValueError for parameters that were not read
    """
    case = Inputs(inputs)
    given = KINDS[inputs["kind"]](case)
    if case.unread:
        raise ValueError(f"parameters not read: {sorted(case.unread)}")
    return given
