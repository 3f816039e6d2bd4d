"""Who has which role where, who may sign in, and what was done? As far as the asker may know.

Roles are read by who may read them in a unit; accounts by who may make them; the audit trail by controllers,
administrators and auditors of the whole house. Every list is at most a hundred rows long.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from comptoir.core.relation.facts import UNITS
from comptoir.operations.actors import Actor, may, require, still_counts
from comptoir.operations.desk import desk
from comptoir.operations.permissions import STAFF_ROLES, Role
from comptoir.store.accounts.queries import Grant, Known, list_accounts, list_grants
from comptoir.store.audit.queries import Deed, list_deeds

MOST = 100


class Held(NamedTuple):
    """A role that somebody holds or will hold, whether the asker may take it back, and whether it counts.

    counts    False: who holds it has left since
    """

    grant: Grant
    may_revoke: bool
    counts: bool


class Place(NamedTuple):
    """Where the asker may read roles, and which ones it may hand out there; an empty unit is the whole house."""

    unit: str
    may_grant: tuple[Role, ...]


def list_places(actor: Actor, *, at: datetime) -> tuple[Place, ...]:
    """Every place whose roles an actor may read."""
    counter = desk()
    day = counter.day(at)
    parties = counter.company.parties.values()
    units = ("", *(one.id for one in parties if one.kind in UNITS and day in one.valid))
    readable = (unit for unit in units if may(actor, "role.read", unit, at))
    return tuple(Place(unit, _grantable(actor, unit, at)) for unit in readable)


def _grantable(actor: Actor, unit: str, at: datetime) -> tuple[Role, ...]:
    if may(actor, "role.grant", unit, at):
        return tuple(Role)
    staff = unit != "" and may(actor, "role.grant_staff", unit, at)
    return tuple(one for one in Role if staff and one in STAFF_ROLES)


def list_roles(
    places: tuple[Place, ...], *, actor: Actor, at: datetime, unit: str | None = None
) -> tuple[Held, ...]:
    """Who holds which role in some places, now or later, by unit and person.

    unit      only this one
    raises    Refusal("permission.denied")
    """
    counter = desk()
    known = {one.unit: one for one in places if unit is None or one.unit == unit}
    if unit is not None and unit not in known:
        require(actor, "role.read", unit, at=at)
    grants = (
        one for one in list_grants() if one.unit in known and (one.valid_to is None or one.valid_to > at)
    )
    held = (
        Held(
            one,
            Role(one.role) in known[one.unit].may_grant and one.person != actor.person,
            one.valid_from > at or still_counts(counter, one.person, one.unit, one.valid_from, at),
        )
        for one in grants
    )
    return tuple(sorted(held, key=lambda one: (one.grant.unit, one.grant.person, one.grant.role)))


def read_accounts(*, actor: Actor, at: datetime) -> tuple[Known, ...]:
    """All accounts.

    raises    Refusal("permission.denied")
    """
    require(actor, "account.create", "", at=at)
    return list_accounts()


def read_trail(
    *, actor: Actor, at: datetime, limit: int = 50, before: int | None = None, about: str = "", by: str = "",
    action: str = "",
) -> tuple[Deed, ...]:  # fmt: skip
    """The audit trail, newest first.

    raises    Refusal("permission.denied")
    """
    require(actor, "audit.read", "", at=at)
    return list_deeds(min(limit, MOST), before=before, about=about, actor=by, action=action)


def list_strangers(*, actor: Actor, at: datetime) -> tuple[Known, ...]:
    """Accounts whose person the company folder does not name: each is served as an outsider until somebody looks.

    returns    nothing for whoever may not make accounts
    """
    if not may(actor, "account.create", "", at):
        return ()
    parties = desk().company.parties
    return tuple(one for one in list_accounts() if one.is_open and one.person not in parties)
