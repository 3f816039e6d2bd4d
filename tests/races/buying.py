"""What racers do at the shop: numbers that orders fight for, and the last word on an order that waits.

Round n is about the person r<n>, for whom everybody buys, so rounds do not meet.
"""

from __future__ import annotations

from functools import cache

from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount
from comptoir.operations.actors import Actor
from comptoir.operations.approve_order import approve_order
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.store.models import Approval, Order
from tests.operations.orders import deeds
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, wish
from tests.races.racing import Racer

# With the tax that somebody pays who buys privately.
FIVE_SCANS = Amount(5 * 7_200, "EUR")


def open_shop(rounds: int) -> None:
    """The shop, with a fresh person for every round."""
    names = [f"r{number}" for number in range(rounds)]
    opened(
        people=[*ROWS["people"], *({"person": name, "name": name} for name in names)],
        affiliations=[
            *ROWS["affiliations"],
            *({"affiliation": name, "party": name, "fact": "employed by", "of": "BIO"} for name in names),
        ],
    )
    for limit in (5_000, 10_000):
        set_limit(actor=actor("cora"), payer="BIO", amount=Amount(limit, "EUR"), at=AT)


class Scenario:
    """Everybody buys one scan for the person of the round."""

    def __init__(self) -> None:
        deeds.warm_up()

    def actor(self, number: int) -> Actor:
        """Whom a racer is when it prepares."""
        return actor("cora")

    def unprotect(self) -> None:
        """The mutant: no transaction, no lock, and numbers written as they were read."""
        deeds.unprotected()

    def prepare(self, racer: Racer, number: int) -> None:
        """What a racer does before the barrier."""

    def deed(self, racer: Racer, number: int) -> object:
        """What it does when the barrier falls."""
        return bought(wish("scan"), by=f"r{number}", acting_for="")


class counter(Scenario):
    """Of a person's hall rentals two a year are free."""

    def deed(self, racer, number):
        placed = bought(wish("hall"), by=f"r{number}", acting_for="")
        return "paid" if placed.order.lines[0].amount.minor else "won"


class fund(Scenario):
    """There is money for five."""

    def prepare(self, racer, number):
        if racer.number == 0:
            pay_in(actor=racer.actor, payer=f"r{number}", amount=FIVE_SCANS, at=AT)


class cap(Scenario):
    """The year's cap lets five through."""

    def prepare(self, racer, number):
        if racer.number == 0:
            set_limit(
                actor=racer.actor, payer=f"r{number}", amount=FIVE_SCANS, cap_per=CounterPeriod.YEAR, at=AT
            )


class approval(Scenario):
    """An order waits for two approvals, and two persons approve, each of them from several places at once.

    Whoever said the first yes may read the order only after the second confirmed it; so it won whose yes is the last.
    """

    def prepare(self, racer, number):
        if racer.number == 0:
            bought(wish("scan", 2), purchase_order=f"round {number}")

    def deed(self, racer, number):
        waits = Order.objects.get(purchase_order=f"round {number}").id
        own = _approver(racer.number % 2)
        done = approve_order(waits, actor=own, at=AT).state == "confirmed"
        said = Approval.objects.filter(order_id=waits).order_by("id").values_list("approver", flat=True)
        return "won" if done and list(said)[-1] == own.person else "waits"


@cache
def _approver(number: int) -> Actor:
    return actor(("bob", "cora")[number])


class key(Scenario):
    """Everybody sends the same order under the same key."""

    def deed(self, racer, number):
        placed = bought(wish("scan"), by=f"r{number}", acting_for="", key=f"key {number}")
        return "repeated" if placed.repeated else "won"
