"""May this customer ask for a better price at all, and does a price once negotiated still count?

A rate card says whether its unit negotiates (`policy`) and with whom (`negotiable_for`). Under *one rate* everybody
inside pays the same, so no negotiated price counts, not even one struck under an earlier card. Rule to remember: a
price struck with an insider ends with its being one, on the day it does.
"""

from __future__ import annotations

from enum import StrEnum

from comptoir.core.pricing.terms import Card, Deal, NegotiableFor, Policy
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Reason

_INSIDE = "internal"


class Circle(StrEnum):
    """Whose prices one rate binds together: all who must pay the same, and all who may never pay less than they."""

    SAME_RATE = "same rate"
    NEVER_LESS = "never less"


def circle(customer: Profile) -> Circle:
    """Into which circle of the one-rate policy a customer falls."""
    return Circle.SAME_RATE if _INSIDE in customer.text("side") else Circle.NEVER_LESS


def may_negotiate(card: Card, customer: Profile) -> Reason | None:
    """Why a customer may not negotiate the prices of a card; None if it may.

    An outsider is told one thing, whatever the reason: what insiders may do is not its business.

    >>> from comptoir.core.values import DayPeriod, Place
    >>> card = Card(Place("company.toml"), "C", "LAB", "", "", "EUR", DayPeriod())
    >>> may_negotiate(card, Profile("ana", {"side": frozenset({"internal"})})) is None
    True
    >>> may_negotiate(card, Profile("zoe")).code
    'negotiation.not_open'
    """
    inside = _INSIDE in customer.text("side")
    if card.policy is Policy.ONE_RATE:
        return Reason("negotiation.one_rate") if inside else Reason("negotiation.not_open")
    if card.negotiable_for is NegotiableFor.INSIDERS and not inside:
        return Reason("negotiation.not_open")
    return None


def struck_inside(card: Card, customer: Profile) -> bool:
    """Whether a price struck now counts only while the customer is an insider."""
    return card.negotiable_for is NegotiableFor.INSIDERS and _INSIDE in customer.text("side")


def still_counts(deal: Deal, card: Card, customer: Profile) -> bool:
    """Whether a deal in force counts under this card for its customer as it is today."""
    if card.policy is Policy.ONE_RATE:
        return False
    return not deal.while_inside or _INSIDE in customer.text("side")
