"""Who bears it: cost centers and their shares, what bounds each of them, and what its owner sees."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount
from comptoir.core.values.share import Share, read_shares
from comptoir.operations.approve_order import approve_order
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.operations.budgets import find_cost_centers, get_budget, list_budgets
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.change_order import change_line
from comptoir.operations.deliver_order import deliver_line
from comptoir.operations.place_order import price_basket
from comptoir.operations.read_order import get_order
from comptoir.store.models import Fund, Order, Tally
from comptoir.store.orders.queries import broken_funds
from tests.operations.orders.shop import AT, ROWS, actor, bought, opened, wish
from tests.operations.orders.test_place_order import euros, refused

CENTERS = [
    *ROWS["cost_centers"],
    {"cost_center": "CC2", "name": "Proteins", "unit": "BIO", "owner": "bob"},
    {"cost_center": "W1", "name": "Tools", "unit": "WORK", "owner": "wim"},
]


def percent(**shares: str) -> tuple[Share, ...]:
    return tuple(Share(name, Decimal(share)) for name, share in shares.items())


@pytest.fixture
def shop(database) -> None:
    opened(cost_centers=CENTERS)


def test_one_cost_center_is_one_share_of_a_hundred(shop) -> None:
    order = bought(wish("scan"), cost_center="CC1").order

    assert order.shares == percent(CC1="100")
    assert (order.payer, order.cost_center) == ("BIO", "CC1")


def test_amounts_are_kept_as_percentages_of_the_whole(shop) -> None:
    shares = (Share("CC1", amount=euros(1_440)), Share("CC2", Decimal(100)))

    order = bought(wish("scan"), wish("cut"), shares=shares).order

    whole = order.owed()[0].minor
    assert order.shares[0].percent == (Decimal(144_000) / whole).quantize(Decimal("1e-12"))
    assert sum(share.percent or 0 for share in order.shares) == 100


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        (percent(CC1="60", CC2="30"), "billing.split.sum"),
        ((Share("CC1", amount=euros(1)),), "billing.split.sum"),
        ((Share("CC1", amount=Amount(100, "USD")), Share("CC2", Decimal(100))), "billing.split.form"),
        ((Share("CC1"),), "billing.split.form"),
        (percent(CC1="60") + percent(CC1="40"), "order.share_twice"),
        (percent(CC1="60", CC0="40"), "order.cost_center"),
        (percent(CC1="60", none="40"), "order.cost_center"),
        (percent(CC1="60", W1="40"), "order.payer"),
        (tuple(Share(f"c{number}", Decimal(4)) for number in range(25)), "order.too_many_shares"),
    ],
)
def test_shares_that_do_not_make_the_whole_or_may_not_be_used_are_refused(shop, shares, code) -> None:
    assert refused(bought, wish("scan"), shares=shares) == code
    assert Order.objects.count() == 0


def test_the_basket_is_refused_already_when_it_is_looked_at(shop) -> None:
    from comptoir.core.ordering.basket import Basket

    basket = Basket("BIO", (wish("scan"),), shares=(Share("CC1", amount=euros(1)),))

    assert refused(price_basket, basket, actor=actor("ann", "BIO"), at=AT) == "billing.split.sum"


def test_an_owner_may_use_a_cost_center_of_another_unit(shop) -> None:
    order = bought(wish("scan"), by="wim", acting_for="WORK", shares=percent(W1="100")).order

    assert order.payer == "WORK"


def limited(payer: str, minor: int, **more) -> None:
    set_limit(actor=actor("cora"), payer=payer, amount=euros(minor), at=AT, **more)


def test_a_limit_is_asked_for_the_share(shop) -> None:
    limited("CC1", 4_000)

    assert bought(wish("scan"), shares=percent(CC1="50", CC2="50")).order.state == "confirmed"
    assert bought(wish("scan"), shares=percent(CC1="80", CC2="20")).order.state == "awaiting approval"


def test_the_owner_of_any_share_may_approve_and_sees_it_all(shop) -> None:
    limited("CC1", 1_000)
    order = bought(wish("scan"), shares=percent(CC2="20", CC1="80")).order

    assert approve_order(order.id, actor=actor("oli"), at=AT).state == "confirmed"
    assert get_order(order.id, actor=actor("bob"), at=AT).whole


def test_a_cap_counts_its_share_and_gets_it_back_to_the_cent(shop) -> None:
    limited("CC1", 10_001, cap_per=CounterPeriod.YEAR)
    shares = percent(CC1="33.33", CC2="66.67")
    order = bought(wish("scan", 3), wish("cut", 1), shares=shares).order
    (tally,) = Tally.objects.filter(party="CC1")
    part = tally.value

    assert 0 < part <= 10_001
    assert part * 3 == pytest.approx(order.owed()[0].minor, abs=10)
    changed = change_line(order.id, 1, wish("scan", 2), actor=actor("ann", "BIO"), at=AT)
    tally.refresh_from_db()
    assert tally.value * 3 == pytest.approx(changed.owed()[0].minor, abs=10)
    cancel_order(order.id, actor=actor("ann", "BIO"), at=AT)
    tally.refresh_from_db()
    left = get_order(order.id, actor=actor("ann", "BIO"), at=AT).owed()[0].minor
    assert tally.value * 3 == pytest.approx(left, abs=3)
    assert refused(bought, wish("scan", 8), shares=percent(CC1="100")) == "order.cap"


def test_each_share_draws_on_its_own_fund_or_its_units(shop) -> None:
    for payer in ("CC1", "BIO"):
        pay_in(actor=actor("cora"), payer=payer, amount=euros(10_000), at=AT)
    before = {"CC1": 10_000, "BIO": 10_000}

    order = bought(wish("cut", 10), shares=percent(CC1="25", CC2="75")).order
    owed = order.owed()[0].minor
    after = dict(Fund.objects.values_list("payer", "balance"))

    assert before["CC1"] - after["CC1"] == owed // 4
    assert before["BIO"] - after["BIO"] == owed - owed // 4
    cancel_order(order.id, actor=actor("ann", "BIO"), at=AT)
    assert dict(Fund.objects.values_list("payer", "balance")) == before
    assert broken_funds() == ()


def test_the_budget_is_the_owners_and_what_remains_is_everybodys_who_orders_on_it(shop) -> None:
    limited("CC1", 100_000, cap_per=CounterPeriod.YEAR)
    order = bought(wish("scan"), wish("cut", 2), shares=percent(CC1="50", CC2="50")).order
    deliver_line(order.id, 1, actor=actor("mia"), at=AT)
    scan, cut = (line.owed.minor // 2 for line in order.lines)

    seen = get_budget("CC1", actor=actor("oli"), at=AT)
    assert (seen.budget, seen.committed, seen.delivered) == (euros(100_000), euros(cut), euros(scan))
    assert seen.remaining == euros(100_000 - scan - cut)
    assert (seen.period, seen.whole) == ("year", True)
    less = get_budget("CC1", actor=actor("ann", "BIO"), at=AT)
    assert (less.budget, less.committed, less.delivered, less.whole) == (None, None, None, False)
    assert less.remaining == seen.remaining
    for person in ("bob", "cora", "aude"):
        assert get_budget("CC1", actor=actor(person), at=AT).whole
    for person, party in (("ben", "NEW"), ("wim", "WORK")):
        assert refused(get_budget, "CC1", actor=actor(person, party), at=AT) == "permission.denied"
    assert refused(get_budget, "none", actor=actor("oli"), at=AT) == "order.cost_center"
    assert {one.cost_center for one in list_budgets(actor=actor("oli"), at=AT)} == {"CC1"}
    assert {one.cost_center for one in list_budgets(actor=actor("bob"), at=AT)} == {"CC0", "CC1", "CC2"}


def test_cost_centers_are_found_those_used_lately_first(shop) -> None:
    def found(person: str, party: str, text: str = "") -> list[str]:
        return [one.cost_center for one in find_cost_centers(actor(person, party), text, at=AT)]

    assert found("ann", "BIO") == ["CC1", "CC2"]
    bought(wish("scan"), cost_center="CC2", at=AT - timedelta(days=1))
    assert found("ann", "BIO") == ["CC2", "CC1"]
    assert found("ann", "BIO", "prot") == ["CC2"]
    assert found("ann", "BIO", "oli") == ["CC1"]
    assert found("ann", "BIO", "CC0") == []
    assert found("ben", "NEW") == []


def test_a_stored_order_says_its_shares_as_text(shop) -> None:
    order = bought(wish("scan"), shares=percent(CC1="60", CC2="40")).order

    assert Order.objects.get(id=order.id).shares == (
        '[{"cost_center":"CC1","percent":"60"},{"cost_center":"CC2","percent":"40"}]'
    )
    assert read_shares(Order.objects.get(id=order.id).shares) == order.shares
