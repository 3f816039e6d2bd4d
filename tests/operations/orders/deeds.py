"""What children do with orders (tests/operations/forking.py), with and without the protection that is on trial."""

from __future__ import annotations

from contextlib import nullcontext

from django.db import connection

from comptoir.company import build
from comptoir.core.ordering.basket import Basket
from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount, Refusal
from comptoir.operations import bounds, order_turns, turns
from comptoir.operations.accounts import create_account, grant_role
from comptoir.operations.approve_order import approve_order
from comptoir.operations.bounds import pay_in, set_limit
from comptoir.operations.permissions import Role
from comptoir.operations.quotes import quote_order
from comptoir.operations.undo_delivery import undo_delivery
from comptoir.store.models import (
    Approval,
    AuditRow,
    Fund,
    FundEntry,
    Order,
    OrderLine,
    OrderPart,
    Outcome,
    RoleGrant,
    SavedQuote,
    SpendingLimit,
    Tally,
)
from comptoir.store.orders import queries, writing
from tests.operations.orders.shop import AT, MACHINE, actor, bought, tables, wish


def warm_up() -> None:
    """Load whatever building a company loads, once for all children."""
    build(tables())


def unprotected() -> None:
    """The mutant: no transaction, so no turn and no lock, and numbers written as they were read."""
    setattr(turns, "transaction", type("NoTransaction", (), {"atomic": staticmethod(nullcontext)}))  # noqa: B010
    writing._AS_READ = ""
    setattr(bounds, "draw", careless_draw)  # noqa: B010
    setattr(order_turns, "find_order", unlocked)  # noqa: B010


def unlocked(order: str, *, lock: bool = False):
    """An order, looked at without asking for a turn whatever was wanted."""
    return queries.find_order(order, lock=lock and False)


def careless_draw(fund: int, amount: int, *, order, actor, at, booking="") -> bool:
    """Look, then write what was seen less the amount."""
    balance = Fund.objects.get(id=fund).balance
    if balance < amount:
        return False
    Fund.objects.filter(id=fund).update(balance=balance - amount)
    # Without a transaction the order is not written yet.
    FundEntry.objects.create(fund_id=fund, at=at, amount=-amount, order_id=None, actor=actor)
    return True


def buy(person: str, offering: str, key: str = "", protected: bool = True) -> str | list[int]:
    """Buy one thing privately: its price, or the reason why not."""
    if not protected:
        unprotected()
    try:
        placed = bought(wish(offering), by=person, acting_for="", key=key)
    except Refusal as refusal:
        return refusal.reason.code
    return [line.amount.minor for line in placed.order.lines]


def buy_once(person: str, key: str, count: int) -> str:
    """Buy under a key: the order's id, or the reason why not."""
    try:
        return bought(wish("scan", count), by=person, acting_for="", key=key).order.id
    except Refusal as refusal:
        return refusal.reason.code


def approve(person: str, order: str, protected: bool = True) -> str:
    """Approve an order: its state afterwards, or the reason why not."""
    if not protected:
        unprotected()
    try:
        return approve_order(order, actor=actor(person), at=AT).state
    except Refusal as refusal:
        return refusal.reason.code


# --- deeds to die in --------------------------------------------------------------------------------------------------


def order() -> str:
    """An order that counts, is capped and draws on a fund."""
    return bought(wish("scan"), wish("hall"), wish("cut"), key="k", cost_center="CC1").order.id


def last_approval() -> None:
    """The last word on the order that waits."""
    approve("bob", Order.objects.get(state="awaiting approval").id)


def quote() -> None:
    """A quote."""
    quote_order(Basket("BIO", (wish("hall"),)), actor=actor("ann", "BIO"), at=AT)


def bound() -> None:
    """A cap and a payment."""
    set_limit(actor=actor("cora"), payer="NEW", amount=Amount(1, "EUR"), cap_per=CounterPeriod.YEAR, at=AT)


def account() -> None:
    """An account."""
    create_account("ann", actor=actor("root"), at=AT, username="ann", password="correct horse battery")


def role() -> None:
    """A role."""
    grant_role("zoe", Role.SELLER, unit="MET", actor=actor("mia"), at=AT)


def capped() -> None:
    """What `order` needs: a fund and a cap of its payer."""
    pay_in(actor=actor("cora"), payer="CC1", amount=Amount(100_000, "EUR"), at=AT)
    set_limit(
        actor=actor("cora"), payer="CC1", amount=Amount(100_000, "EUR"), cap_per=CounterPeriod.YEAR, at=AT
    )


def everything() -> list[object]:
    """All that orders store, without numbers that a rolled back transaction uses up."""
    shown: list[object] = []
    models = (Order, OrderLine, OrderPart, Outcome, Tally, Fund, FundEntry, Approval, SavedQuote, SpendingLimit,
              RoleGrant, AuditRow)  # fmt: skip
    for model in models:
        names = [
            field.attname for field in model._meta.concrete_fields if field.name != "id" or model is Order
        ]
        shown.append(sorted(map(repr, model._default_manager.values_list(*names))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT username FROM auth_user ORDER BY 1")
        shown.append(cursor.fetchall())
    return shown


def undo_first() -> str:
    """Take back that the first line of the only order was delivered."""
    order = Order.objects.get().id
    return undo_delivery(order, 1, reason="wrong shelf", actor=MACHINE, at=AT).state
