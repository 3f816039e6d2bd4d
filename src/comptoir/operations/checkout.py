"""What would come of a basket if it were ordered now: its price, and whose yes it would wait for.

Nothing is written. Rule to remember: who may say yes is told by name to the payer's own side alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.ordering.approval import may_approve_order
from comptoir.core.ordering.basket import Basket
from comptoir.core.relation.superiors import managers_of
from comptoir.operations.actors import Actor
from comptoir.operations.bounds import bounds_of, needed
from comptoir.operations.desk import desk
from comptoir.operations.order_pricing import PricedBasket
from comptoir.operations.paying import burdens, owners_of, payers_of, settled
from comptoir.operations.place_order import complete, price_basket


class Preview(NamedTuple):
    """A basket as it would be ordered: its price, how many approvals it needs, and who could give them."""

    priced: PricedBasket
    approvals: int
    approvers: tuple[str, ...]


def preview_order(basket: Basket, *, actor: Actor, at: datetime) -> Preview:
    """What ordering a basket would come to now.

    raises    Refusal, as `place_order` does of what concerns the price and who pays
    """
    priced = price_basket(basket, actor=actor, at=at)
    counter = desk()
    full = complete(counter, basket, actor, at=at)
    owed = priced.owed()
    shares = settled(full.shares, owed)
    bounds = bounds_of(counter, payers_of(counter.company, full.payer, shares), at=at)
    count = needed(bounds, burdens(counter.company, full.payer, shares, owed))
    if not count:
        return Preview(priced, 0, ())
    parties, day = counter.company.facts.parties, counter.day(at)
    people = list(owners_of(counter.company, shares))
    for unit in payers_of(counter.company, full.payer, shares):
        manager = parties[unit].manager if unit in parties else ""
        people += [manager] if manager else []
        if unit in parties:
            people += sorted(managers_of(counter.company.facts, unit, as_of=day, known_at=at))
    allowed = (
        person
        for person in dict.fromkeys(people)
        if may_approve_order(
            person, ordered_by=actor.person, buyer=full.buyer, beneficiary=full.beneficiary, approved_by=()
        )
        is None
    )
    return Preview(priced, count, tuple(allowed))
