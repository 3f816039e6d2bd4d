"""What children do in negotiations (tests/operations/forking.py), with and without the protection that is on trial."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal
from secrets import randbits
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Model

from comptoir.core.values import Refusal
from comptoir.operations import turns
from comptoir.operations.company import current_company
from comptoir.operations.deals.agreeing import agree_deal, end_deal
from comptoir.operations.deals.answering import approve_offer, escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline, withdraw
from comptoir.operations.deals.expiring import expire
from comptoir.operations.deals.mandates import delegate, set_floor, set_mandate
from comptoir.store.deals import guards, writing
from comptoir.store.models import (
    AgreedDeal,
    AuditRow,
    Delegation,
    FloorRow,
    Negotiation,
    NegotiationMove,
    Outcome,
    SellerMandate,
)
from tests.operations.deals.house import AT, DAY, DINA, ELSA, MARC, PAUL, TODAY, claire, price, who

TABLES: tuple[type[Model], ...] = (
    Negotiation, NegotiationMove, AgreedDeal, SellerMandate, Delegation, FloorRow, AuditRow, Outcome,
)  # fmt: skip


def warm_up() -> None:
    """Compile the company once for all children."""
    current_company()
    connection.close()


def everything() -> list[list[dict[str, Any]]]:
    """All that negotiations have written."""
    return [list(model._default_manager.order_by("id").values()) for model in TABLES]


def unprotected() -> None:
    """The mutant: no transaction, so no turn and no lock, and no number that two changes could share."""
    setattr(turns, "transaction", SimpleNamespace(atomic=nullcontext))  # noqa: B010 - it is no attribute of its own
    writing._next = lambda at: (randbits(60), at)


def disarm() -> None:
    """Take the guard of the database away, for the mutant."""
    with connection.cursor() as cursor:
        for _, drop, _ in guards.statements(connection.vendor):
            cursor.execute(drop)


def offered(amount: str = "80", by: str = ELSA) -> str:
    """A negotiation of Claire's unit with an offer on the table."""
    negotiation = ask_for_price("cmm", price(amount), actor=claire(), at=AT).id
    offer_price(negotiation, price(amount), actor=who(by), at=AT)
    return negotiation


def in_review(amount: str = "60") -> str:
    """A negotiation of Claire's unit that waits for an approver."""
    negotiation = ask_for_price("cmm", price(amount), actor=claire(), at=AT).id
    escalate(negotiation, price(amount), actor=who(ELSA), at=AT)
    return negotiation


def answer(verb: str, negotiation: str, person: str, protected: bool = True) -> str:
    """Do one thing in a negotiation; `done`, or why not."""
    if not protected:
        unprotected()
    actor = who(person, "BIO" if person in ("claire", "dina") else "")
    deeds = {
        "agree": lambda: agree_deal(negotiation, actor=actor, at=AT),
        "approve": lambda: approve_offer(negotiation, actor=actor, at=AT),
        "decline": lambda: decline(negotiation, actor=actor, at=AT),
        "withdraw": lambda: withdraw(negotiation, actor=actor, at=AT),
    }
    try:
        deeds[verb]()
    except Refusal as refusal:
        return refusal.reason.code
    return "done"


def run_out(minutes: int) -> list[str]:
    """Close what has expired some minutes later."""
    return list(expire(at=AT + timedelta(minutes=minutes)))


# --- one deed for each named place ------------------------------------------------------------------------------------


def ask() -> str:
    """Ask for a price, under a key."""
    return ask_for_price("report2", price("80"), actor=who(DINA, "BIO"), at=AT, key="again").id


def agree(negotiation: str) -> str:
    """Agree, under a key."""
    return agree_deal(negotiation, actor=claire(), at=AT, key="again").deal


def replace(negotiation: str, deal: str) -> str:
    """Agree on a deal that takes another one's place."""
    return agree_deal(negotiation, actor=claire(), at=AT, replaces=deal, key="again").deal


def counter(negotiation: str) -> None:
    """Answer an offer."""
    counter_offer(negotiation, price("78"), actor=claire(), at=AT)


def mandate() -> None:
    """Set a mandate anew."""
    set_mandate(ELSA, "MET", Decimal("0.2"), actor=who(MARC), at=AT)


def lend() -> None:
    """Lend a mandate."""
    delegate(PAUL, "MET", actor=who(ELSA), at=AT, start=TODAY, end=TODAY + DAY)


def floor() -> None:
    """Set a floor."""
    set_floor("MET", "*", "50", actor=who(MARC), at=AT)


def end(deal: str) -> None:
    """End a deal."""
    end_deal(deal, actor=claire(), at=AT + DAY)
