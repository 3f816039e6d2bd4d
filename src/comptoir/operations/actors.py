"""Who does it, in which capacity, with which roles? Worked out once per request, from the store and the facts.

    actor = resolve_actor("claire", acting_for="MET", at=now)
    require(actor, "order.place", "MET", at=now)

Rule to remember: an actor is worth no more than its request. Whoever keeps one over night keeps rights that may have
ended; so the web and the command line make a new one for every request. A role of somebody who was one of the house
counts only while he is: it lapses with his last tie and needs nobody to think of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from comptoir.core.relation import FactBook, capacities, has_left, tied, tied_since
from comptoir.core.relation.belonging import belonging
from comptoir.core.relation.knowledge import known
from comptoir.core.values import Reason, Refusal
from comptoir.operations.desk import QUESTION, Desk, desk_of
from comptoir.operations.permissions import Role, allows
from comptoir.store.accounts.queries import held_question, read_held
from comptoir.store.messages import ask_together

_NOBODY = FactBook.of((), ())


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one capacity.

    acting_for   the party acted for: a unit, an outside organization, or the person itself
    parties      every party it may act for on that day
    held         roles by the unit in which they were granted (empty: the whole house)
    left         belonged to the house and does not now: it manages nothing and owns no cost center
    machine      the house's own commands, run by whoever may touch the database: may do everything
    """

    person: str
    acting_for: str
    parties: frozenset[str] = frozenset()
    held: tuple[tuple[str, Role], ...] = ()
    machine: bool = False
    left: bool = False
    facts: FactBook = field(default=_NOBODY, compare=False, repr=False)
    zone: tzinfo = field(default=UTC, compare=False, repr=False)

    @property
    def name(self) -> str:
        """How the audit trail names it."""
        return self.person

    def owns(self, owner: str) -> bool:
        """Whether it is the owner of a cost center, and of the house still."""
        return bool(owner) and owner == self.person and not self.left


def the_machine(name: str) -> Actor:
    """The actor of the house's own commands, under a name for the audit trail."""
    return Actor(name, "", machine=True)


def resolve_actor(person: str, *, at: datetime, acting_for: str = "") -> Actor:
    """The actor that a person is in a capacity.

    acting_for   the party acted for; empty: the person itself
    raises       Refusal("actor.unknown") for a party that nobody declared, Refusal("actor.capacity") for a party
                 that the person may not act for on that day
    """
    company, roles = ask_together(QUESTION, held_question(person, at=at))
    counter = desk_of(company[0] if company else None)
    day = counter.day(at)
    facts = counter.company.facts
    allowed = frozenset(one.party for one in capacities(facts, person, as_of=day, known_at=at))
    if not allowed:
        raise Refusal(Reason("actor.unknown", (("person", person),)))
    party = acting_for or person
    if party not in allowed:
        raise Refusal(Reason("actor.capacity", (("person", person), ("party", party))))
    held = tuple(
        (unit, Role(role))
        for unit, role, since in read_held(roles)
        if still_counts(counter, person, unit, since, at)
    )
    left = has_left(facts, person, allowed)
    zone = counter.company.settings.time_zone
    return Actor(person, party, allowed, held, left=left, facts=facts, zone=zone)


def still_counts(counter: Desk, person: str, unit: str, since: datetime, at: datetime) -> bool:
    """Whether a role that was given still counts: its holder has a tie to the house today, or had none all the while.

    Somebody without a tie, such as an auditor from outside, was given it on purpose; whoever was one of the house on
    the day it began or became so since, by what is known now or was known then, holds it only while he is.
    """
    facts, top = counter.company.facts, counter.company.settings.organization
    places, day = [one for one in (unit, top) if one], counter.day(at)
    if tied(facts, person, places, as_of=day, known_at=at):
        return True
    began = counter.day(since)
    return not any(
        tied_since(facts, person, places, since=began, as_of=day, known_at=instant) for instant in (at, since)
    )


def renewed(actor: Actor, counter: Desk, *, at: datetime) -> Actor:
    """The same actor by the company of now, for a deed that waited for its turn while an import came in.

    raises    Refusal, as `resolve_actor` does: who left meanwhile acts for nobody any more
    """
    if actor.machine or actor.facts in (_NOBODY, counter.company.facts):
        return actor
    return resolve_actor(actor.person, at=at, acting_for=actor.acting_for)


def may(actor: Actor, action: str, unit: str, at: datetime) -> bool:
    """Whether an actor may do an action in a unit or for a party, by the table of permissions."""
    return actor.machine or allows(action, roles_in(actor, unit, at))


def require(actor: Actor, action: str, *places: str, at: datetime) -> None:
    """Go on only if the actor may do the action in every one of the places.

    raises    Refusal("permission.denied")
    """
    for place in places:
        if not may(actor, action, place, at):
            raise denied(action, place)


def denied(action: str, place: str) -> Refusal:
    """The refusal of somebody who may not do an action in a place (empty: in the whole house)."""
    where = place or Reason("place.house")
    return Refusal(Reason("permission.denied", (("what", Reason(f"action.{action}")), ("place", where))))


def roles_in(actor: Actor, unit: str, at: datetime) -> frozenset[Role]:
    """The roles that an actor has in a unit: granted there or above it, as its manager, or as who acts for it."""
    found = {role for place, role in actor.held if place in ("", unit)}
    if unit and unit == actor.acting_for:
        found.add(Role.CUSTOMER)
    if not unit:
        return frozenset(found)
    above = belonging(known(actor.facts, at), unit, at.astimezone(actor.zone).date()).above
    found |= {role for place, role in actor.held if place in above}
    parties = actor.facts.parties
    if not actor.left and any(
        place in parties and parties[place].manager == actor.person for place in (unit, *above)
    ):
        found.add(Role.UNIT_MANAGER)
    return frozenset(found)
