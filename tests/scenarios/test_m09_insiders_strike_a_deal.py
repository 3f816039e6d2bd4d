"""M9: internals know the sellers, so they can strike a good deal at a reasonable price: within guardrails, dated."""

from __future__ import annotations

from decimal import Decimal

import pytest

from comptoir.core.ordering.basket import Basket
from comptoir.core.ordering.thread import SeenThread
from comptoir.core.values import Refusal
from comptoir.operations.deals.agreeing import agree_deal
from comptoir.operations.deals.answering import offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.deals.reading import SeenDeal, get_deal
from comptoir.operations.place_order import place_order
from tests.scenarios.stage import CLAIRE, ELSA, KARINE, NINA, NOW, TODAY, acting, some


def asked(price: str) -> SeenThread:
    """Karine's design office asks metrology for a price on calibrations."""
    return ask_for_price("calibration", Proposal(Decimal(price)), actor=acting(KARINE, "BEM"), at=NOW)


def test_request_offer_counter_offer_and_agreement_end_in_a_dated_deal(company) -> None:
    karine, elsa = acting(KARINE, "BEM"), acting(ELSA, "MET")
    thread = asked("27")
    offer_price(thread.id, Proposal(Decimal("30")), actor=elsa, at=NOW)
    counter_offer(thread.id, Proposal(Decimal("29")), actor=karine, at=NOW)
    agreed = agree_deal(thread.id, actor=elsa, at=NOW)

    deal = get_deal(agreed.deal, actor=karine, at=NOW)
    order = place_order(
        Basket("BEM", (some("calibration", 4),), cost_center="BEM-013"), actor=karine, at=NOW
    ).order

    assert isinstance(deal, SeenDeal)
    assert deal.agreed_on == deal.valid.start == TODAY
    assert deal.valid.end is not None
    assert order.lines[0].amount.minor == 4 * 2_900, "the next order is priced by it at once"
    assert any(reason.code.startswith("price.deal") for reason in order.lines[0].reasons)


def test_a_price_below_the_floor_is_refused_and_the_customer_never_hears_the_floor(company) -> None:
    thread = asked("12")

    with pytest.raises(Refusal) as no:
        offer_price(thread.id, Proposal(Decimal("12")), actor=acting(ELSA, "MET"), at=NOW)

    assert no.value.reason.code == "negotiation.seller.refused"
    assert not hasattr(thread, "rails")
    assert all(reason.depth == "customer" for move in thread.moves for reason in move.reasons)


def test_another_customers_deal_is_nobodys_business(company) -> None:
    thread = asked("27")
    offer_price(thread.id, Proposal(Decimal("29")), actor=acting(ELSA, "MET"), at=NOW)
    deal = agree_deal(thread.id, actor=acting(KARINE, "BEM"), at=NOW).deal

    for stranger in (acting(NINA, "NOV"), acting(CLAIRE, "ESS")):
        with pytest.raises(Refusal, match=r"deal\.unknown"):
            get_deal(deal, actor=stranger, at=NOW)
