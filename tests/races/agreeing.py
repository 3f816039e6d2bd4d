"""What racers do in negotiations: agree, where one deal at most may come of it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from time import time_ns

from comptoir.operations.actors import Actor
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.asking import withdraw
from comptoir.operations.desk import desk
from comptoir.store.deals import writing
from comptoir.store.models import AgreedDeal, Negotiation
from tests.operations.deals import deeds
from tests.operations.deals.house import AT, CLAIRE, DINA, who
from tests.races.racing import Racer


class agree:
    """Everybody agrees to the same offer."""

    offers = 1

    def __init__(self) -> None:
        desk()

    def actor(self, number: int) -> Actor:
        """One of two who may agree for the unit."""
        return _buyer(number % 2)

    def unprotect(self) -> None:
        """The mutant: no transaction, no lock, no number that two changes could share."""
        deeds.unprotected()
        # Rising all the same: an end must not come before its beginning.
        began = time_ns()
        writing._next = lambda at: (time_ns(), at + timedelta(microseconds=(time_ns() - began) // 1_000))

    def prepare(self, racer: Racer, number: int) -> None:
        """No deal holds, and fresh offers lie on the table."""
        if racer.number == 0:
            for deal in AgreedDeal.objects.filter(ended_at=None):
                end_deal(deal.public_id, actor=racer.actor, at=AT)
            for row in Negotiation.objects.filter(expires_at__isnull=False):
                withdraw(row.public_id, actor=racer.actor, at=AT)
            for _ in range(self.offers):
                deeds.offered()

    def deed(self, racer: Racer, number: int) -> object:
        """Agree to one of them."""
        newest = Negotiation.objects.order_by("-id").values_list("public_id", flat=True)[: self.offers]
        agree_deal(newest[racer.number % self.offers], actor=racer.actor, at=AT)
        return "won"


class agree_several(agree):
    """Four negotiations about the same thing; each racer agrees to one of them."""

    offers = 4


@cache
def _buyer(number: int) -> Actor:
    return who((CLAIRE, DINA)[number], "BIO")
