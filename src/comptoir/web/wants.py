"""What does an offering ask of its customer, how soon does it come: its plain conditions, in words."""

from __future__ import annotations

from decimal import Decimal

from comptoir import wording
from comptoir.core.catalog import Offering
from comptoir.core.pricing.conditions import names_used
from comptoir.core.pricing.language import read_condition, read_quantity
from comptoir.core.values import Unreadable
from comptoir.web.house import House


def lead_time(item: Offering, language: str) -> str:
    """How soon it comes, in the reader's words; as written where it is no quantity.

    >>> from comptoir.core.catalog import Kind, Mode
    >>> from comptoir.core.values import Place
    >>> item = Offering(Place(""), "x", "X", "X", "MET", Kind.SERVICE, Mode.SALE, lead_time="5 days")
    >>> lead_time(item, "fr")
    '5\\xa0jours'
    """
    try:
        count, unit = read_quantity(item.lead_time)
    except Unreadable:
        return item.lead_time
    return wording.format_measures({unit: Decimal(count)}, language).replace(" ", "\u00a0")


def needed_names(item: Offering) -> tuple[str, ...]:
    """The names that the offering's own condition asks about."""
    if not item.requires:
        return ()
    try:
        return tuple(sorted(names_used(read_condition(item.requires))))
    except Unreadable:
        return ()


def needs(home: House, item: Offering, language: str) -> tuple[str, ...]:
    """What it takes to be served, in words."""
    return tuple(home.word(name, language) for name in needed_names(item))
