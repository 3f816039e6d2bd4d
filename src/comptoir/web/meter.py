"""The seller's guardrails as a drawing: where one may go alone, where an approver decides, where nobody goes.

Made on the server for the supplier's side alone; every zone has a pattern and a word besides its color. Rule to
remember: a customer's page never meets this module's types.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir import wording
from comptoir.operations.deals.reading import SupplierThread
from comptoir.web.templatetags.comptoir import language

WIDTH = 320


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the scale: its class (never, asks, alone), and from where how wide."""

    name: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Meter:
    """The limits in words, as zones of the scale, and where the price on the table lies (None: nothing is said)."""

    ceiling: str
    floor: str
    authority: str
    price: str
    verdict: str
    words: str
    zones: tuple[Zone, ...]
    mark: int | None


def meter_of(seen: SupplierThread) -> Meter | None:
    """The meter of a thread, where the unit may still grant something."""
    if seen.rails is None:
        return None
    rails, standing = seen.rails, seen.thread.standing
    price = standing.terms.price if standing and standing.terms else None
    ceiling, floor = rails.ceiling, rails.floor
    authority = ceiling * (1 - seen.mandate.concession) if ceiling is not None and seen.mandate else None

    def written(value: Decimal | None) -> str:
        return wording.format_price(value, rails.currency, language()) if value is not None else _("none")

    verdict = wording.say_reason(seen.judgment.private, language()) if seen.judgment else ""
    limits = (written(floor), written(authority), written(ceiling))
    words = _(
        "Scale from the floor (%(floor)s) over your own authority (%(alone)s) to the usual price (%(usual)s)."
    ) % {"floor": limits[0], "alone": limits[1], "usual": limits[2]}
    if price is not None:
        told = _("On the table: %(price)s.") % {"price": written(price)}
        words = f"{words} {told}"
    zones, mark = _drawn(ceiling, floor, authority, price)
    return Meter(
        limits[2],
        limits[0],
        limits[1],
        written(price) if price is not None else "",
        verdict,
        words,
        zones,
        mark,
    )


def _drawn(
    ceiling: Decimal | None, floor: Decimal | None, authority: Decimal | None, price: Decimal | None
) -> tuple[tuple[Zone, ...], int | None]:
    """The zones of the scale and the place of the price.

    >>> zones, mark = _drawn(Decimal(100), Decimal(50), Decimal(80), Decimal(60))
    >>> [(zone.name, zone.x, zone.width) for zone in zones], mark
    ([('never', 0, 80), ('asks', 80, 144), ('alone', 224, 96)], 128)
    """
    if ceiling is None or ceiling <= 0:
        return (), None
    lowest = min(one for one in (floor, price, authority, ceiling) if one is not None)
    start = max(Decimal(0), lowest - (ceiling - lowest) / 3) if lowest < ceiling else ceiling / 2

    def place(value: Decimal) -> int:
        return int(min(Decimal(1), max(Decimal(0), (value - start) / (ceiling - start))) * WIDTH)

    first = place(floor) if floor is not None else 0
    second = max(first, place(authority)) if authority is not None else WIDTH
    zones = (
        Zone("never", 0, first),
        Zone("asks", first, second - first),
        Zone("alone", second, WIDTH - second),
    )
    return tuple(one for one in zones if one.width), place(price) if price is not None else None
