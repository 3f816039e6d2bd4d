"""Who may speak for the unit, with which authority, and who may approve what a seller may not grant alone?

Asked anew for every move: a mandate that ended, a role that was taken away, somebody who left count at once. Rule to
remember: nobody speaks for both sides, and nobody approves for himself.
"""

from __future__ import annotations

from collections.abc import Iterable

from comptoir.core.ordering.negotiation import Mandate, mandate_of, may_approve
from comptoir.core.ordering.thread import Speaker
from comptoir.core.relation import same_entity
from comptoir.core.relation.superiors import managers_of
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import require
from comptoir.operations.deals.talking import Talk
from comptoir.operations.permissions import Role
from comptoir.store.accounts.queries import list_grants
from comptoir.store.deals.queries import list_lendings, list_mandates


def as_customer(talk: Talk) -> None:
    """Go on only as who acts for the customer.

    raises    Refusal("permission.denied")
    """
    require(talk.actor, "deal.ask", talk.thread.customer, at=talk.at)


def as_seller(talk: Talk) -> Mandate:
    """Go on only as a seller of the unit who is on no side but this; the authority he has today.

    raises    Refusal: permission.denied, negotiation.own_side, mandate.outside, negotiation.no_mandate
    """
    may_answer(talk)
    unit = talk.thread.supplier
    held = mandate_of(talk.actor.person, unit, list_mandates(unit), list_lendings(unit), on=talk.day)
    if held is None:
        raise Refusal(Reason("negotiation.no_mandate", (("unit", unit),)))
    return held


def may_answer(talk: Talk) -> None:
    """Go on only as one of the unit's people who is on no side but this.

    raises    Refusal: permission.denied, negotiation.own_side, mandate.outside
    """
    require(talk.actor, "deal.answer", talk.thread.supplier, at=talk.at)
    _one_side(talk)
    _inside(talk)


def as_approver(talk: Talk) -> None:
    """Go on only as an approver of the unit who has no part in what is approved.

    raises    Refusal: permission.denied, negotiation.own_side, mandate.outside, negotiation.own_approval
    """
    thread, actor = talk.thread, talk.actor
    require(actor, "deal.approve", thread.supplier, at=talk.at)
    sellers = thread.of(Speaker.SELLER)
    lenders = tuple(move.lent_by for move in thread.moves if move.lent_by)
    askers = (thread.asker, *thread.of(Speaker.CUSTOMER))
    also = [
        *(("seller", person) for person in (*sellers, *lenders)),
        *(("buyer", person) for person in (*askers, thread.customer)),
        *(("manager of the buyer", person) for person in _managers(talk, (thread.customer, *askers))),
    ]
    wrong = may_approve(actor.person, seller="", buyer=thread.asker, buyer_manager="", also=also)
    if wrong is not None:
        raise Refusal(wrong)
    _one_side(talk)
    _inside(talk)


def _one_side(talk: Talk) -> None:
    if talk.thread.customer in talk.actor.parties:
        raise Refusal(Reason("negotiation.own_side"))


def _inside(talk: Talk) -> None:
    """Somebody who left the supplier's legal entity no longer speaks for it, whatever role is still on the books."""
    facts, person, unit = talk.company.facts, talk.actor.person, talk.thread.supplier
    if not same_entity(facts, person, unit, as_of=talk.day, known_at=talk.at):
        raise Refusal(Reason("mandate.outside", (("person", person), ("unit", unit))))


def _managers(talk: Talk, parties: Iterable[str]) -> set[str]:
    """The managers of some parties, by the units' own cells and by grants."""
    found: set[str] = set()
    for party in dict.fromkeys(parties):
        found |= managers_of(talk.company.facts, party, as_of=talk.day, known_at=talk.at)
    granted = list_grants(unit=talk.thread.customer, at=talk.at)
    return found | {grant.person for grant in granted if grant.role == Role.UNIT_MANAGER.value}
