"""How does the unit answer a request? Alone within the seller's authority, beyond it with an approver.

    offer_price      say a price, within one's own authority
    escalate         put a price before an approver
    approve_offer    as an approver, turn what is in review into the unit's offer

No price goes below the floor, whoever approves. Rule to remember: an offer that was made within the limits of its
day binds the unit until it expires.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from comptoir.core.ordering.negotiation import Mandate, Verdict
from comptoir.core.ordering.thread import Speaker, Terms
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.deals.guarding import benefit, judged, limits
from comptoir.operations.deals.proposing import Proposal, terms_of
from comptoir.operations.deals.reading import SupplierThread, seen_by_seller
from comptoir.operations.deals.speaking import as_approver, as_seller
from comptoir.operations.deals.talking import Talk, stands_until, talk

# An approver is bound by floor and ceiling, by no authority of his own.
_ANY = Decimal(1)
_NOT_REFUSED = (Verdict.GRANTED, Verdict.NEEDS_APPROVAL)


def offer_price(
    negotiation: str,
    proposal: Proposal,
    *,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    note: str = "",
    key: str = "",
) -> SupplierThread:
    """Offer a price within the seller's authority; what the proposal leaves open stays as asked.

    raises    Refusal: permission.denied, negotiation.* (unknown, no_mandate, own_side, seller.needs_approval,
              seller.refused, not_your_turn, expired, price, quantity, period, expiry, one_rate, not_open),
              mandate.outside, state.forbidden, idempotency.*
    """
    said = (proposal, until, note)
    with talk(negotiation, "offer_price", actor=actor, at=at, key=key, said=said) as talking:
        held = as_seller(talking)
        if not talking.again:
            talking.check("offer", Speaker.SELLER)
            terms, reasons = _proposed(talking, proposal, held, Verdict.GRANTED)
            talking.move(
                "offer", Speaker.SELLER, terms, until=stands_until(until, at=at), lent_by=held.lent_by, note=note,
                reasons=reasons,
            )  # fmt: skip
    return seen_by_seller(talking.thread, actor=actor, at=at)


def escalate(
    negotiation: str,
    proposal: Proposal,
    *,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    note: str = "",
    key: str = "",
) -> SupplierThread:
    """Put a price that is beyond one's authority before an approver; the customer only hears that it is in review.

    raises    Refusal, as `offer_price` does; negotiation.within_authority where no approval is needed
    """
    said = (proposal, until, note)
    with talk(negotiation, "escalate", actor=actor, at=at, key=key, said=said) as talking:
        held = as_seller(talking)
        if not talking.again:
            talking.check("escalate", Speaker.SELLER)
            terms, reasons = _proposed(talking, proposal, held, Verdict.NEEDS_APPROVAL)
            talking.move(
                "escalate", Speaker.SELLER, terms, until=stands_until(until, at=at), lent_by=held.lent_by, note=note,
                reasons=(Reason("negotiation.in_review"), *reasons),
            )  # fmt: skip
    return seen_by_seller(talking.thread, actor=actor, at=at)


def approve_offer(
    negotiation: str,
    *,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    note: str = "",
    key: str = "",
) -> SupplierThread:
    """Make what is in review the unit's offer, as it was put; the limits of today count.

    raises    Refusal: permission.denied, negotiation.own_approval, negotiation.own_side, mandate.outside,
              negotiation.seller.refused, negotiation.unknown, state.forbidden, negotiation.expired, idempotency.*
    """
    with talk(negotiation, "approve_offer", actor=actor, at=at, key=key, said=(until, note)) as talking:
        as_approver(talking)
        if not talking.again:
            talking.check("approve", Speaker.APPROVER)
            put = talking.thread.standing
            terms = terms_of(Proposal(), put.terms if put else None, day=talking.day, priced=False)
            reasons = allowed(talking, terms, Mandate(actor.person, _ANY), _NOT_REFUSED)
            sellers = talking.thread.of(Speaker.SELLER)
            told = (
                ("approver", actor.person), ("price", terms.price), ("currency", talking.thread.currency),
                ("seller", sellers[-1] if sellers else ""),
            )  # fmt: skip
            approved = Reason("negotiation.approved", told, "auditor")
            talking.move(
                "approve", Speaker.APPROVER, terms, until=stands_until(until, at=at), note=note,
                reasons=(*reasons, approved),
            )  # fmt: skip
    return seen_by_seller(talking.thread, actor=actor, at=at)


def _proposed(
    talking: Talk, proposal: Proposal, held: Mandate, wanted: Verdict
) -> tuple[Terms, tuple[Reason, ...]]:
    """The terms that a seller proposes, and why he may."""
    before = talking.thread.standing
    terms = terms_of(proposal, before.terms if before else None, day=talking.day)
    reasons = allowed(talking, terms, held, (wanted,))
    if held.lent_by:
        reasons = (*reasons, Reason("negotiation.lent", (("lent_by", held.lent_by),), "auditor"))
    return terms, reasons


def allowed(talking: Talk, terms: Terms, held: Mandate, wanted: tuple[Verdict, ...]) -> tuple[Reason, ...]:
    """Why the guardrails let a price pass, with the flag of a benefit in kind where it needs one.

    raises    Refusal: negotiation.seller.*, negotiation.within_authority, negotiation.customer_pays_less
    """
    found = limits(talking.company, talking.thread, terms.min_quantity, day=talking.day, at=talking.at)
    judgment = judged(found, terms, held)
    price, currency = terms.price, ("currency", found.rails.currency)
    assert price is not None
    if judgment.verdict not in wanted:
        early = judgment.verdict is Verdict.GRANTED
        enough = Reason("negotiation.within_authority", (("price", price), currency), "auditor")
        raise Refusal(enough if early else judgment.private)
    if found.own is not None and price >= found.own:
        raise Refusal(Reason("negotiation.customer_pays_less", (("own", found.own), currency), "auditor"))
    return (*benefit(talking.company, found, price), judgment.private)
