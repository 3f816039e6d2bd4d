"""How does a customer ask for a better price, and how does either side turn a proposal down?

    ask_for_price     open a negotiation, with a price or without
    counter_offer     answer the unit's offer with another price
    withdraw          take back one's own request, or the unit its offer
    decline           say no: the customer to an offer, the unit to a request, the approver to what is in review

What a customer hears never depends on the unit's floor: a request is taken down, people answer it. Rule to remember:
what a customer may propose is limited in number, and by a wait after each refusal; otherwise asking would be measuring.
"""

from __future__ import annotations

from datetime import datetime

from comptoir.core.ordering.negotiation import REMEMBERED, may_propose
from comptoir.core.ordering.thread import Move, SeenThread, Speaker, Thread, for_customer
from comptoir.core.pricing.bargaining import LINE
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.deals.guarding import limits, offering_of, worth_asking
from comptoir.operations.deals.proposing import Proposal, terms_of
from comptoir.operations.deals.reading import SupplierThread, seen_by_seller
from comptoir.operations.deals.speaking import as_approver, as_customer, may_answer
from comptoir.operations.deals.talking import (
    Talk,
    alone,
    digest,
    names,
    reads_own,
    stands_until,
    talk,
    unknown,
)
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.public_id import new_id
from comptoir.store.deals.queries import find_thread, proposals
from comptoir.store.deals.writing import open_thread
from comptoir.store.locks import take


def ask_for_price(
    offering: str,
    proposal: Proposal = Proposal(),  # noqa: B008 - frozen
    *,
    actor: Actor,
    at: datetime,
    per: str = "",
    until: datetime | None = None,
    note: str = "",
    key: str = "",
) -> SeenThread:
    """Ask for a better price for the party the actor acts for.

    proposal   a price, or none: then the unit says one
    per        the unit that the price is for: the offering's own (default), or `line`
    until      until when the request stands; default two weeks
    raises     Refusal: permission.denied, negotiation.* (unknown_offering, per, one_rate, not_open, too_many,
               cooling_down, not_below_own, price, quantity, period, expiry), idempotency.*
    """
    customer = actor.acting_for
    require(actor, "deal.ask", customer, at=at)
    number = new_id()
    with alone("ask_for_price"):
        take(names(customer, offering))
        counter = desk()
        body = digest(offering, proposal, per, customer, until, note)
        earlier = first_time(actor, "ask_for_price", key, body=body, outcome=number, at=at)
        if earlier is not None:
            return _own(earlier, actor)
        day = counter.day(at)
        item = offering_of(counter.company, offering, day)
        if per not in ("", LINE, item.unit):
            raise Refusal(Reason("negotiation.per", (("found", per), ("expected", f"{item.unit} | {LINE}"))))
        card = counter.company.card(item.supplier, day)
        thread = Thread(
            number, item.supplier, offering, per or item.unit, customer, actor.person,
            card.currency if card else counter.company.settings.currency,
        )  # fmt: skip
        terms = terms_of(proposal, None, day=day, priced=False)
        found = limits(counter.company, thread, terms.min_quantity, day=day, at=at)
        if terms.price is not None:
            worth_asking(found, terms.price)
        _may_propose(thread, at=at)
        row = open_thread(thread, at=at)
        reach("deal.opened")
        said = Talk(counter.company, row, thread, day, at, actor)
        stands = stands_until(until, at=at)
        said.write(Move("ask", Speaker.CUSTOMER, actor.person, at, "asked", terms, stands, note=note))
        thread = said.thread
    return for_customer(thread)


def counter_offer(
    negotiation: str,
    proposal: Proposal,
    *,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    note: str = "",
    key: str = "",
) -> SeenThread:
    """Answer the unit's offer with another price; what the proposal leaves open stays as offered.

    raises    Refusal, as `ask_for_price` does; negotiation.unknown, state.forbidden, negotiation.not_your_turn,
              negotiation.expired
    """
    said = (proposal, until, note)
    with talk(negotiation, "counter_offer", actor=actor, at=at, key=key, said=said) as talking:
        as_customer(talking)
        if not talking.again:
            talking.check("counter", Speaker.CUSTOMER)
            before = talking.thread.standing
            terms = terms_of(proposal, before.terms if before else None, day=talking.day)
            found = limits(talking.company, talking.thread, terms.min_quantity, day=talking.day, at=at)
            if terms.price is not None:
                worth_asking(found, terms.price)
            _may_propose(talking.thread, at=at)
            talking.move("counter", Speaker.CUSTOMER, terms, until=stands_until(until, at=at), note=note)
    return for_customer(talking.thread)


def withdraw(
    negotiation: str, *, actor: Actor, at: datetime, note: str = "", key: str = ""
) -> SeenThread | SupplierThread:
    """Take a request or an offer back; the negotiation is over.

    raises    Refusal: permission.denied, negotiation.unknown, state.forbidden, negotiation.not_your_turn,
              negotiation.own_side, mandate.outside
    """
    return _close("withdraw", negotiation, actor=actor, at=at, note=note, key=key)


def decline(
    negotiation: str, *, actor: Actor, at: datetime, note: str = "", key: str = ""
) -> SeenThread | SupplierThread:
    """Say no to what the other side proposed, or, as an approver, to what is in review; the negotiation is over.

    raises    Refusal, as `withdraw` does; negotiation.own_approval
    """
    return _close("decline", negotiation, actor=actor, at=at, note=note, key=key)


def _close(
    verb: str, negotiation: str, *, actor: Actor, at: datetime, note: str, key: str
) -> SeenThread | SupplierThread:
    with talk(negotiation, verb, actor=actor, at=at, key=key, said=(note,)) as talking:
        speaker = _speaker(talking)
        if not talking.again:
            talking.move(verb, speaker, note=note)
    if reads_own(actor, talking.thread):
        return for_customer(talking.thread)
    return seen_by_seller(talking.thread, actor=actor, at=at)


def _speaker(talking: Talk) -> Speaker:
    """On which side the actor stands in this negotiation, as it is now."""
    if reads_own(talking.actor, talking.thread):
        as_customer(talking)
        return Speaker.CUSTOMER
    if talking.thread.state == "awaiting approval":
        as_approver(talking)
        return Speaker.APPROVER
    may_answer(talking)
    return Speaker.SELLER


def _may_propose(thread: Thread, *, at: datetime) -> None:
    """Refuse one proposal too many, or one too soon after a refusal."""
    made = proposals(thread.customer, thread.offering, since=at - REMEMBERED)
    wrong = may_propose(made.open, made.refusals, at=at)
    if wrong is not None:
        raise Refusal(wrong)


def _own(negotiation: str, actor: Actor) -> SeenThread:
    """A negotiation that was opened earlier, as its customer sees it now."""
    stored = find_thread(negotiation)
    if stored is None or not reads_own(actor, stored.thread):
        raise unknown(negotiation)
    return for_customer(stored.thread)
