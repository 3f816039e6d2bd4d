"""Which pages does a viewer find in the menu? Those that the table of permissions opens to it somewhere.

    ENTRIES   route, label, action of operations/permissions.py, and where that action must be allowed
    HOUSE     the same for what concerns the whole house: one entry in the menu, beside each other on their pages

Rule to remember: an entry names an action, never a role; a page decides for itself once more whether it opens.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.operations.actors import Actor, may, roles_in
from comptoir.operations.permissions import PERMISSIONS
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house


class Where(StrEnum):
    """Where an action must be allowed, so that its page is worth opening."""

    OWN = "for the party acted for"
    SUPPLIER = "at some supplier"
    COUNTER = "at some supplier, or in the whole house"
    UNIT = "in some unit, or in the whole house"
    HOUSE = "in the whole house"


class Entry(NamedTuple):
    """One way on."""

    route: str
    label: str | Promise
    action: str
    where: Where


ENTRIES = (
    Entry("activity", _("My activity"), "order.read", Where.OWN),
    Entry("board", _("Day board"), "booking.read_supplied", Where.SUPPLIER),
    Entry("closes", _("Books"), "close.read", Where.SUPPLIER),
)
HOUSE = (
    Entry("questions", _("Questions"), "request.answer", Where.COUNTER),
    Entry("people", _("People and roles"), "role.read", Where.UNIT),
    Entry("audit", _("Audit trail"), "audit.read", Where.HOUSE),
)


class Link(NamedTuple):
    """An entry as the page shows it; `name` is what a page calls itself (`here`, `way_here`)."""

    name: str
    label: str
    address: str


def links(request: HttpRequest) -> tuple[Link, ...]:
    """The entries that are open to whoever looks; what concerns the house is one of them."""
    beside = house_ways(request)
    one = (Link("house", gettext("House"), beside[0].address),) if beside else ()
    return (*_open(request, ENTRIES), *one)


def house_ways(request: HttpRequest) -> tuple[Link, ...]:
    """The pages that concern the whole house, as far as they are open to whoever looks."""
    return _open(request, HOUSE)


def _open(request: HttpRequest, entries: tuple[Entry, ...]) -> tuple[Link, ...]:
    actor = actor_of(request)
    if actor is None:
        return ()
    home = house()
    return tuple(
        Link(one.route, str(one.label), reverse(one.route)) for one in entries if is_open(one, actor, home)
    )


def is_open(entry: Entry, actor: Actor, home: House) -> bool:
    """Whether an entry's action is allowed to an actor where it must be."""
    return _PLACES[entry.where](entry.action, actor, home)


def _own(action: str, actor: Actor, _home: House) -> bool:
    return may(actor, action, actor.acting_for, clock.now())


def _in_house(action: str, actor: Actor, _home: House) -> bool:
    return may(actor, action, "", clock.now())


def _at_supplier(action: str, actor: Actor, home: House) -> bool:
    return bool(roots(actor)) and any(
        may(actor, action, one, clock.now()) for one in home.suppliers(clock.today())
    )


def _in_unit(action: str, actor: Actor, _home: House) -> bool:
    at = clock.now()
    return any(PERMISSIONS[action] & roles_in(actor, one, at) for one in roots(actor))


def roots(actor: Actor) -> tuple[str, ...]:
    """The units in which a role was granted or that the actor manages; all its rights over others come from there."""
    managed = (one.id for one in actor.facts.parties.values() if one.manager == actor.person)
    return tuple(dict.fromkeys((*(unit for unit, _role in actor.held), *managed)))


_PLACES: dict[Where, Callable[[str, Actor, House], bool]] = {
    Where.OWN: _own,
    Where.SUPPLIER: _at_supplier,
    Where.COUNTER: lambda action, actor, home: (
        _in_house(action, actor, home) or _at_supplier(action, actor, home)
    ),
    Where.UNIT: _in_unit,
    Where.HOUSE: _in_house,
}
