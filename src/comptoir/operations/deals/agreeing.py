"""How does a negotiation become a price? Agreed by the side whose turn it is, once, dated, and never silently doubled.

    agree_deal    the customer takes the unit's offer, or a seller the customer's counter-offer
    end_deal      from some day on, today at the earliest, a deal no longer holds

From the instant it is recorded a deal is part of the company that all prices are asked of. Rule to remember: of one
customer and offering no two deals hold on one day; who wants another names the one that it replaces.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.ordering.negotiation import Verdict
from comptoir.core.ordering.thread import Move, SeenThread, Speaker, Terms, for_customer
from comptoir.core.values import DayPeriod, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.deals.answering import allowed
from comptoir.operations.deals.guarding import Limits, benefit, limits
from comptoir.operations.deals.proposing import Proposal, terms_of
from comptoir.operations.deals.reading import SupplierThread, seen_by_seller, seen_deal
from comptoir.operations.deals.speaking import as_customer, as_seller
from comptoir.operations.deals.talking import DEALS, Talk, alone, names, reads_own, talk
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.public_id import new_id
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.deals.queries import PLACE, StoredDeal, find_deal, list_overlapping
from comptoir.store.deals.writing import NewDeal, add_deal, end_agreed
from comptoir.store.locks import take


class Agreed(NamedTuple):
    """The deal, and the negotiation as the actor sees it now; `repeated`: it was agreed before, by the same key."""

    deal: str
    negotiation: SeenThread | SupplierThread
    repeated: bool = False


class _Settled(NamedTuple):
    """By whose word a price was granted."""

    terms: Terms
    seller: str
    approver: str
    reasons: tuple[Reason, ...]


def agree_deal(negotiation: str, *, actor: Actor, at: datetime, replaces: str = "", key: str = "") -> Agreed:
    """Agree on the price that stands; from now on the customer's prices use it.

    replaces   the deal of the same customer and offering that ends for it
    raises     Refusal: permission.denied, negotiation.* (unknown, expired, not_your_turn, not_open, one_rate,
               no_mandate, own_side, seller.*), mandate.outside, state.forbidden, deal.taken,
               deal.taken_folder, deal.unknown, deal.guarded, idempotency.*
    """
    with talk(
        negotiation, "agree_deal", actor=actor, at=at, key=key, said=(replaces,), settling=True
    ) as talking:
        own = reads_own(actor, talking.thread)
        number = talking.deal() if talking.again else ""
        if not talking.again:
            # By the table first: whose turn it is, and whether the proposal still stands.
            speaker = Speaker.CUSTOMER if own else Speaker.SELLER
            after = talking.check("agree", speaker)
            settled = _by_customer(talking) if own else _by_seller(talking)
            number = _agree(talking, settled, speaker, after, replaces)
    seen = for_customer(talking.thread) if own else seen_by_seller(talking.thread, actor=actor, at=at)
    return Agreed(number, seen, repeated=talking.again)


def end_deal(deal: str, *, actor: Actor, at: datetime, on: date | None = None, note: str = "") -> date:
    """From a day on a deal no longer holds.

    on        the first such day; default today
    returns   that day
    raises    Refusal: deal.unknown, permission.denied, deal.ended, deal.ends_past
    """
    before = seen_deal(deal, actor, at=at)
    with alone("end_deal"):
        take([*names(before.deal.customer, before.deal.offering), DEALS])
        stored = find_deal(deal) or before
        if actor.acting_for != stored.deal.customer:
            require(actor, "deal.approve", stored.supplier, at=at)
        today = desk().day(at)
        ends_on = on or today
        if stored.ended_at is not None:
            told = (("deal", deal), ("ends_on", stored.deal.valid.end))
            raise Refusal(Reason("deal.ended", told))
        if ends_on < today:
            raise Refusal(Reason("deal.ends_past", (("today", today), ("found", ends_on))))
        _end(stored, ends_on, actor, at=at, note=note)
    return ends_on


# --- who settled it ---------------------------------------------------------------------------------------------------


def _by_customer(talking: Talk) -> _Settled:
    """The customer takes the unit's offer. It was granted when it was made; only the customer is looked at anew."""
    as_customer(talking)
    offer = talking.thread.standing
    terms = terms_of(Proposal(), offer.terms if offer else None, day=talking.day, priced=False)
    found = limits(talking.company, talking.thread, terms.min_quantity, day=talking.day, at=talking.at)
    sellers = talking.thread.of(Speaker.SELLER)
    approver = offer.by if offer and offer.speaker is Speaker.APPROVER else ""
    return _Settled(terms, sellers[-1] if sellers else "", approver, _flags(talking, found, terms))


def _by_seller(talking: Talk) -> _Settled:
    """A seller takes the customer's counter-offer, within his own authority."""
    held = as_seller(talking)
    asked = talking.thread.standing
    terms = terms_of(Proposal(), asked.terms if asked else None, day=talking.day, priced=False)
    if terms.price is None:
        raise Refusal(Reason("negotiation.price", (("found", ""), ("most", 6))))
    return _Settled(terms, talking.actor.person, "", allowed(talking, terms, held, (Verdict.GRANTED,)))


def _flags(talking: Talk, found: Limits, terms: Terms) -> tuple[Reason, ...]:
    return () if terms.price is None else benefit(talking.company, found, terms.price)


# --- writing it down --------------------------------------------------------------------------------------------------


def _agree(talking: Talk, settled: _Settled, speaker: Speaker, after: str, replaces: str) -> str:
    """One deal of this negotiation."""
    thread, terms, at = talking.thread, settled.terms, talking.at
    start, end, price = terms.valid.start, terms.valid.end, terms.price
    assert start is not None
    assert price is not None
    _replace(talking, replaces, terms.valid)
    found = limits(talking.company, thread, terms.min_quantity, day=talking.day, at=at)
    told = (("agreed_on", talking.day), ("price", price), ("currency", thread.currency), ("per", thread.per),
            ("start", start))  # fmt: skip
    reasons = (*settled.reasons, Reason("deal.agreed", told))
    talking.write(
        Move("agree", speaker, talking.actor.person, at, after, terms=terms, note="", reasons=reasons)
    )
    number = new_id()
    new = NewDeal(
        number, str(price), str(terms.min_quantity), terms.conditions, start, end, found.inside_only,
        talking.actor.person, settled.seller, settled.approver, talking.day, replaces, reasons,
    )  # fmt: skip
    add_deal(talking.row, thread, new, at=at)
    reach("deal.agreed")
    deed = {"deal": number, "negotiation": thread.id, "replaces": replaces}
    record_deed("deal.agreed", actor=talking.actor.name, at=at, params=deed)
    reach("deal.recorded")
    return number


def _replace(talking: Talk, replaces: str, valid: DayPeriod) -> None:
    """End the deal that is named, and refuse any other one that holds on a day of the new one's."""
    thread = talking.thread
    own = [deal for deal in talking.company.deals if deal.place != PLACE]
    for deal in own:
        if (deal.customer, deal.offering) == (thread.customer, thread.offering) and deal.valid.overlaps(
            valid
        ):
            raise Refusal(Reason("deal.taken_folder", (("deal", deal.id),)))
    met = list_overlapping(thread.customer, thread.offering, valid)
    if replaces and replaces not in {one.deal.id for one in met}:
        raise Refusal(Reason("deal.unknown", (("deal", replaces),)))
    for one in met:
        if one.deal.id != replaces or one.ended_at is not None:
            raise Refusal(Reason("deal.taken", (("deal", one.deal.id),)))
        assert valid.start is not None
        _end(one, valid.start, talking.actor, at=talking.at, note=f"replaced by {thread.id}")


def _end(stored: StoredDeal, ends_on: date, actor: Actor, *, at: datetime, note: str) -> None:
    end_agreed(stored, ends_on=ends_on, by=actor.person, note=note, at=at)
    reach("deal.ended")
    told = {"deal": stored.deal.id, "ends_on": ends_on.isoformat()}
    record_deed("deal.ended", actor=actor.name, at=at, params=told)
    reach("deal.recorded")
