"""What a seller may grant: floor, ceiling and authority, without ever saying the floor.

The guardrails of an offering are its usual price (ceiling), its floor (a cost or what the card says) and the
largest concession each seller may make alone. An offer between is granted, below the authority it needs somebody
else's approval, below the floor it is refused; the asker only ever learns that the unit cannot go so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from comptoir.core.values import Reason

MOST_OPEN_OFFERS = 5


class Verdict(StrEnum):
    """What the guardrails say of an offer."""

    GRANTED = "granted"
    NEEDS_APPROVAL = "needs approval"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Guardrails:
    """The limits of one offering: unit prices in major units; `floor` None where there is none."""

    ceiling: Decimal
    floor: Decimal | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """How far a seller may go alone: `concession` is a share of the ceiling (0.15 is 15 %)."""

    seller: str
    concession: Decimal


@dataclass(frozen=True, slots=True)
class Judgment:
    """A verdict with two reasons: the one the asker may read and the one for the seller's side."""

    verdict: Verdict
    public: Reason
    private: Reason


def judge(price: Decimal, guardrails: Guardrails, mandate: Mandate) -> Judgment:
    """Decide whether a seller may offer or accept a unit price.

    >>> rails = Guardrails(ceiling=Decimal(90), floor=Decimal(50))
    >>> judge(Decimal(80), rails, Mandate("elsa", Decimal("0.15"))).verdict
    <Verdict.GRANTED: 'granted'>
    >>> judge(Decimal(49), rails, Mandate("elsa", Decimal("0.15"))).public.params
    ()
    """
    facts = (
        ("price", price),
        ("ceiling", guardrails.ceiling),
        ("floor", guardrails.floor),
        ("authority", guardrails.ceiling * (1 - mandate.concession)),
    )
    if price > guardrails.ceiling:
        verdict, public = Verdict.REFUSED, Reason("negotiation.above_usual", (("usual", guardrails.ceiling),))
    elif price < 0 or (guardrails.floor is not None and price < guardrails.floor):
        verdict, public = Verdict.REFUSED, Reason("negotiation.too_far")
    elif price < guardrails.ceiling * (1 - mandate.concession):
        verdict, public = Verdict.NEEDS_APPROVAL, Reason("negotiation.in_review")
    else:
        verdict, public = Verdict.GRANTED, Reason("negotiation.granted", (("price", price),))
    return Judgment(verdict, public, Reason(f"negotiation.seller.{verdict.name.lower()}", facts, "auditor"))


def may_approve(approver: str, *, seller: str, buyer: str, buyer_manager: str) -> Reason | None:
    """Why somebody may not approve a deal; None if they may.

    An approver is never the seller who asks, nor the buyer, nor the buyer's manager: nobody approves for himself.
    """
    conflicts = (("seller", seller), ("buyer", buyer), ("manager of the buyer", buyer_manager))
    role = next((name for name, person in conflicts if person and person == approver), None)
    return Reason("negotiation.own_approval", (("approver", approver), ("role", role))) if role else None
