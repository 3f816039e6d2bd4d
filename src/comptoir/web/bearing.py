"""Who bears a booking? The cost centers to choose from, what was chosen, and how it is settled.

Whether a cost center is charged or an invoice is written is the core's answer (the settlement). Rule to remember: what
was chosen comes back in every answer, and a share that is wrong says so beside its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir import wording
from comptoir.core.tax.rules import Nature, SettlementKind
from comptoir.core.tax.settling import settle, situation
from comptoir.core.values import Refusal
from comptoir.core.values.share import HUNDRED, Share
from comptoir.operations.actors import Actor
from comptoir.operations.budgets import Choice, find_cost_centers
from comptoir.operations.serving import Served, centers_served
from comptoir.web import clock
from comptoir.web.entry import read_decimal
from comptoir.web.house import House
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text

_MOST = 50


@dataclass(frozen=True, slots=True)
class Bearing:
    """Who bears it: a charge names its cost centers, an invoice its company.

    centers    code and label of those to choose from, with what remains of their budgets
    chosen     the one that bears it, or most of it; `other` bears `percent` of it, if one is named
    """

    customer: Text
    charged: bool = False
    centers: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    other: str = ""
    percent: str = ""
    shares: tuple[Share, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


def bearing_of(home: House, actor: Actor, supplier: str, sent: Mapping[str, str]) -> Bearing:
    """How a booking is settled when this actor buys from this supplier, with what the form says."""

    def own() -> tuple[tuple[str, str], ...]:
        found = find_cost_centers(actor, at=clock.now(), limit=_MOST)
        return tuple((one.cost_center, _label(one)) for one in found)

    return _read(home, actor.acting_for, supplier, sent, own)


def bearing_served(
    home: House, actor: Actor, served: Served, supplier: str, sent: Mapping[str, str]
) -> Bearing:
    """How a booking is settled that the counter makes for somebody, with what the form says."""

    def theirs() -> tuple[tuple[str, str], ...]:
        found = centers_served(served, actor=actor, supplier=supplier, at=clock.now())
        return tuple((one.id, f"{one.id}, {one.name(language())}") for one in found)

    return _read(home, served.party, supplier, sent, theirs)


def _read(
    home: House, payer: str, supplier: str, sent: Mapping[str, str],
    choices: Callable[[], tuple[tuple[str, str], ...]],
) -> Bearing:  # fmt: skip
    """Who bears it, of the cost centers to choose from; these are asked for where it is charged."""
    customer = home.party_text(payer, language())
    if _kind(home, payer, supplier) is not SettlementKind.CHARGE:
        return Bearing(customer)
    centers = choices()
    codes = [code for code, _text in centers]
    chosen = sent.get("center", "") if sent.get("center") in codes else next(iter(codes), "")
    other = sent.get("other_center", "") if sent.get("other_center") in codes else ""
    percent = sent.get("percent", "").strip()[:10]
    errors: dict[str, str] = {}
    shares = shares_of(chosen, other, percent, errors)
    return Bearing(customer, True, centers, chosen, other, percent, shares, errors)


def shares_of(chosen: str, other: str, percent: str, errors: dict[str, str]) -> tuple[Share, ...]:
    """What two cost centers bear of a booking; what is wrong with it goes into `errors`."""
    if not chosen:
        return ()
    if not other:
        return (Share(chosen, HUNDRED),)
    share = read_decimal(percent.replace("%", ""))
    if other == chosen:
        errors["other_center"] = _("Choose another cost center than the first, or none.")
    elif share is None or not Decimal(0) < share < HUNDRED:
        errors["percent"] = _("Write how many percent the second cost center bears, such as 40.")
    else:
        return (Share(chosen, HUNDRED - share), Share(other, share))
    return ()


def _label(one: Choice) -> str:
    name = f"{one.cost_center}, {one.name.name(language())}"
    if one.remaining is None:
        return name
    return _("%(name)s (%(amount)s left)") % {
        "name": name, "amount": wording.format_amount(one.remaining, language()),
    }  # fmt: skip


def _kind(home: House, payer: str, supplier: str) -> SettlementKind | None:
    """On which paper it goes when this party pays this supplier."""
    try:
        found = situation(
            home.company.facts, payer, supplier, memberships=(), as_of=clock.today(), known_at=clock.now()
        )
        return settle(found, nature=Nature.SERVICES).kind
    except Refusal:
        return None
