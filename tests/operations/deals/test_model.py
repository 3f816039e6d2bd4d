"""I-14, I-18: negotiations with changes of role in mid-thread, against a small model of what may be.

The model knows the mandates, the floor and who is who, and nothing of how the house stores or decides. Every move is
tried by somebody; the house says yes or no, and what it says yes to must be allowed by the model. COMPTOIR_EXAMPLES
makes it longer (nightly: 20000).
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from comptoir.core.values import Refusal
from comptoir.operations.company import current_company
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.expiring import expire
from comptoir.operations.deals.mandates import delegate, set_floor, set_mandate
from comptoir.operations.desk import desk
from comptoir.store.deals.queries import find_thread
from comptoir.store.models import AgreedDeal, RoleGrant
from tests.operations.deals.house import (
    AT,
    CLAIRE,
    DAY,
    DINA,
    ELSA,
    MARC,
    PAUL,
    TESS,
    TODAY,
    price,
    settle,
    who,
)

EXAMPLES = int(os.environ.get("COMPTOIR_EXAMPLES", "200"))
PEOPLE = (CLAIRE, DINA, ELSA, PAUL, MARC, TESS)
OWN, USUAL, COST = Decimal(90), Decimal(120), Decimal("41.50")
PRICES = [Decimal(text) for text in ("41.49", "41.50", "55", "71.99", "72", "80", "84", "89.99", "90", "130")]
SHARES = [Decimal(text) for text in ("0", "0.2", "0.4", "0.6")]
FLOORS = [Decimal(text) for text in ("41.50", "50", "60", "75")]
# Who usually does it; now and then somebody else tries.
USUALLY = {
    "ask": (CLAIRE, DINA),
    "counter": (CLAIRE, DINA),
    "offer": (ELSA, PAUL, MARC),
    "escalate": (ELSA, PAUL, MARC),
    "approve": (MARC, TESS),
    "agree": (CLAIRE, DINA, ELSA, PAUL),
    "decline": PEOPLE,
    "withdraw": (CLAIRE, ELSA),
    "expire": PEOPLE,
    "mandate": (MARC, TESS),
    "lend": (ELSA, MARC),
    "fire": PEOPLE,
    "floor": (MARC, TESS),
    "end": (CLAIRE, MARC),
    "wait": PEOPLE,
}
OFTEN = ("ask", "offer", "offer", "counter", "counter", "escalate", "approve", "agree")
OPENING = [("ask", 0, Decimal(80), Decimal(0), 0), ("offer", 0, Decimal(85), Decimal(0), 0)]


@dataclass
class Model:
    """What may be: mandates in shares of the usual price, lendings, the floor, who sells, and the threads."""

    mandates: dict[str, Decimal] = field(default_factory=lambda: {ELSA: Decimal("0.4")})
    lent: set[tuple[str, str]] = field(default_factory=set)
    sellers: set[str] = field(default_factory=lambda: {ELSA, PAUL, MARC, TESS})
    floor: Decimal = COST
    # negotiation -> the price on the table, by whom it was granted beyond his authority, and all who had a part in it
    table: dict[str, Decimal | None] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)
    offered: dict[str, Decimal] = field(default_factory=dict)
    agreed: dict[str, Decimal] = field(default_factory=dict)
    # negotiation -> for whom: a seller may ask too, as a private person, and then is a customer of its own
    asked_for: dict[str, str] = field(default_factory=dict)

    def authority(self, person: str) -> Decimal | None:
        """Down to which price somebody may go alone."""
        lenders = {lender for lender, colleague in self.lent if colleague == person}
        shares = [self.mandates[one] for one in {person, *lenders} if one in self.mandates]
        return USUAL * (1 - max(shares)) if shares and person in self.sellers else None

    def lender(self, person: str) -> set[str]:
        """Whose mandate somebody uses that goes further than his own, where it is one person's."""
        shares = {one: self.mandates[one] for one, to in self.lent if to == person and one in self.mandates}
        widest = max(shares.values(), default=Decimal(0))
        if widest <= self.mandates.get(person, Decimal(-1)):
            return set()
        found = {one for one, share in shares.items() if share == widest}
        return found if len(found) == 1 else set()

    def may_grant(self, person: str, amount: Decimal) -> bool:
        """Whether somebody may grant a price alone."""
        down_to = self.authority(person)
        return down_to is not None and max(down_to, self.floor) <= amount < OWN


@pytest.fixture
def house(sqlite) -> None:
    settle()


def step(model: Model, chance: Random, verb: str, person: str, amount: Decimal, share: Decimal, now) -> None:
    """Try one thing; what the house allows must be allowed by the model."""
    ids = list(model.table)
    one = chance.choice(ids) if ids else "NOTHING000"
    customer = person in (CLAIRE, DINA)
    actor = who(person, "BIO" if customer else "", now)
    if verb == "ask":
        made = ask_for_price("cmm", price(str(amount)), actor=actor, at=now).id
        assert amount < OWN or not customer
        model.table[made], model.parts[made] = amount, {person}
        model.asked_for[made] = actor.acting_for or person
    elif verb == "counter":
        counter_offer(one, price(str(amount)), actor=actor, at=now)
        assert customer
        assert amount < OWN
        assert one in model.offered
        model.table[one] = amount
        model.parts[one].add(person)
        del model.offered[one]
    elif verb == "offer":
        offer_price(one, price(str(amount)), actor=actor, at=now)
        assert model.may_grant(person, amount), (person, amount)
        model.table[one] = model.offered[one] = amount
        model.parts[one].add(person)
    elif verb == "escalate":
        escalate(one, price(str(amount)), actor=actor, at=now)
        down_to = model.authority(person)
        assert down_to is not None
        assert model.floor <= amount < min(down_to, OWN)
        model.table[one] = amount
        model.offered.pop(one, None)
        model.parts[one] |= {person, *model.lender(person)}
    elif verb == "approve":
        approve_offer(one, actor=actor, at=now)
        assert person in (MARC, TESS)
        assert person not in model.parts[one]
        assert model.floor <= (model.table[one] or 0) < OWN
        # Who approved once may approve again: only whoever bargained for the price may not.
        model.offered[one] = model.table[one] or Decimal(0)
    elif verb == "agree":
        agree_deal(one, actor=actor, at=now)
        on_table = model.table[one]
        assert on_table is not None
        assert model.asked_for[one] not in {model.asked_for[other] for other in model.agreed}, (
            "two deals at once"
        )
        if customer:
            assert model.offered[one] == on_table
        else:
            assert model.may_grant(person, on_table)
        model.agreed[one] = on_table
    elif verb in ("decline", "withdraw", "expire", "end"):
        _closing(model, verb, one, actor, now)
    else:
        _roles(model, chance, verb, person, share, actor, now)


def _closing(model: Model, verb: str, one: str, actor, now) -> None:
    """What ends a negotiation or a deal."""
    if verb == "expire":
        for gone in expire(at=now):
            model.offered.pop(gone, None)
    elif verb == "end":
        held = AgreedDeal.objects.filter(ended_at=None).first()
        if held is not None:
            end_deal(held.public_id, actor=actor, at=now)
            model.agreed.pop(held.negotiation.public_id)
    else:
        (decline if verb == "decline" else withdraw)(one, actor=actor, at=now)
        model.offered.pop(one, None)


def _roles(model: Model, chance: Random, verb: str, person: str, share: Decimal, actor, now) -> None:
    """Roles, mandates and floors that change in mid-thread."""
    other = chance.choice([name for name in (ELSA, PAUL, MARC) if name != person])
    if verb == "mandate":
        set_mandate(other, "MET", share, actor=actor, at=now)
        assert person in (MARC, TESS)
        model.mandates[other] = share
    elif verb == "lend":
        delegate(other, "MET", actor=actor, at=now, start=TODAY, end=TODAY + 30 * DAY)
        assert person in model.sellers
        model.lent.add((person, other))
    elif verb == "fire":
        RoleGrant.objects.filter(person=other, role="seller", valid_to=None).update(valid_to=now)
        # A manager answers by being the manager.
        model.sellers -= {other} & {ELSA, PAUL}
    elif verb == "floor":
        floor = chance.choice(FLOORS)
        set_floor("MET", "cmm", str(floor), actor=actor, at=now)
        assert person in (MARC, TESS)
        model.floor = floor


def trials():
    """Up to 20 tries: what, by whom, at which price, with which share, about which negotiation."""
    verbs = st.one_of(st.sampled_from(OFTEN), st.sampled_from(sorted(USUALLY)))
    chance = st.integers(0, 9)
    one = st.tuples(verbs, chance, st.sampled_from(PRICES), st.sampled_from(SHARES), st.integers(0, 2**16))
    return st.lists(one, min_size=8, max_size=20)


def test_whatever_is_tried_the_guardrails_hold(house) -> None:
    done: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
        # A failing example has 20 moves at most: reading it is quicker than making it smaller.
        phases=[Phase.generate],
    )
    @given(trials())
    def run(tries) -> None:
        model, now = Model(), AT
        with suppress(Undone), transaction.atomic():
            for verb, by, amount, share, seed in [*OPENING, *tries]:
                usual = USUALLY[verb] if by < 8 else PEOPLE
                now += timedelta(hours=30) if verb == "wait" else timedelta(minutes=1)
                with suppress(Refusal), transaction.atomic():
                    step(model, Random(seed), verb, usual[by % len(usual)], amount, share, now)
                    done[verb] += 1
                check(model, now)
            raise Undone

    run()

    assert set(done) == set(USUALLY), "a verb never came to pass: the test proves nothing of it"


class Undone(Exception):
    """Takes everything back that one example wrote."""


def check(model: Model, now: datetime) -> None:
    """What the house stored is what the model knows, and prices follow it."""
    for negotiation, amount in model.offered.items():
        stored = find_thread(negotiation)
        assert stored is not None
        assert stored.thread.state in ("offered", "agreed", "expired", "ended")
        assert stored.thread.standing is not None
        assert stored.thread.standing.terms is not None
        assert stored.thread.standing.terms.price == amount
    holding = {
        deal.negotiation.public_id: Decimal(deal.price) for deal in AgreedDeal.objects.filter(ended_at=None)
    }
    assert holding == model.agreed
    today = desk().day(now)
    quoted = current_company().quote(on=today, offering="cmm", quantity="1 hour", customer="BIO").total.major
    agreed = [amount for one, amount in model.agreed.items() if model.asked_for[one] == "BIO"]
    assert quoted == min([OWN, *agreed])
