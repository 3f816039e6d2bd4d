"""Which pages stand beside this one? The ways along a customer's own affairs, and those behind the counter.

A way is shown to whoever may go it, by the table of permissions. Rule to remember: nobody is told of a page that
would answer him 404.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.operations.actors import Actor, may
from comptoir.operations.spending import places
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.viewer import viewer


@dataclass(frozen=True, slots=True)
class Way:
    """One page: its route's name, its address and how it is called."""

    name: str
    address: str
    label: str


def own_ways(request: HttpRequest) -> tuple[Way, ...]:
    """The pages of a customer's own affairs."""
    actor = actor_of(request)
    if actor is None:
        return ()
    home = house()
    rows = [("activity", _("Bookings and orders")), ("quotes", _("Quotes")), ("deals", _("Price agreements"))]
    rows += [("charges", _("Charges")), ("papers", _("Invoices and statements"))]
    if answers_for_payer(home, actor):
        rows += [
            ("approvals", _("To approve")),
            ("spending", _("Limits and funds")),
            ("centers", _("Cost centers")),
        ]
    return _ways(rows)


def counter_ways(request: HttpRequest) -> tuple[Way, ...]:
    """The pages behind the counter."""
    actor = actor_of(request)
    if actor is None:
        return ()
    rows = [
        ("board", _("Day board"), "booking.read_supplied"),
        ("supplied", _("To deliver"), "order.read_supplied"),
        ("resources", _("Resources"), "booking.read_supplied"),
        ("qualifications", _("Qualifications"), "booking.qualify"),
        ("inbox", _("Negotiations"), "deal.read"),
        ("register", _("Register of agreements"), "deal.read"),
        ("usage", _("Usage"), "usage.read"),
        ("supplied-charges", _("Charges"), "charge.read_supplied"),
    ]
    offering = house().suppliers(clock.today())
    open_ = _ways([(name, label) for name, label, action in rows if counters(actor, action, offering)])
    cards = [Way(card.id, reverse("rate-card", args=[card.id]), card.name) for card in viewer(request).cards]
    return (*open_, *cards)


def books_ways(request: HttpRequest) -> tuple[Way, ...]:
    """The pages of the books."""
    actor = actor_of(request)
    if actor is None:
        return ()
    rows = []
    if counters(actor, "close.read", house().suppliers(clock.today())):
        rows.append(("closes", _("Month close")))
    if may(actor, "books.read", house().company.settings.organization, clock.now()):
        rows += [("journal", _("Journal")), ("papers", _("Invoices and statements"))]
    if may(actor, "books.verify", "", clock.now()):
        rows.append(("check", _("Verify")))
    return _ways(rows)


def counters(actor: Actor, action: str, suppliers: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some suppliers at whose counter an actor may do something."""
    return tuple(one for one in suppliers if may(actor, action, one, clock.now()))


def answers_for_payer(home: House, actor: Actor) -> bool:
    """Whether somebody approves orders, sets limits or owns a cost center."""
    owned = any(actor.owns(one.owner) for one in home.company.cost_centers)
    return owned or any(
        places(actor, one, at=clock.now()) for one in ("order.approve", "limit.set", "fund.pay_in")
    )


def _ways(rows: list[tuple[str, str]]) -> tuple[Way, ...]:
    return tuple(Way(name, reverse(name), label) for name, label in rows)
