"""Who holds which role in the demo? Handed out as in any house, so that every role can be looked through."""

from __future__ import annotations

from datetime import datetime

from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import the_machine
from comptoir.operations.desk import desk
from comptoir.operations.permissions import Role
from comptoir.store.accounts.queries import list_held

# person, role, unit (empty: the whole house)
ROLES = (
    ("p33", Role.COUNTER_STAFF, "MET"),
    ("p34", Role.COUNTER_STAFF, "MET"),
    ("p34", Role.SELLER, "MET"),
    ("p35", Role.SELLER, "MET"),
    ("p36", Role.SELLER, "ATE"),
    ("p37", Role.COUNTER_STAFF, "ATE"),
    ("p41", Role.COUNTER_STAFF, "VEH"),
    ("p45", Role.COUNTER_STAFF, "NUM"),
    ("p15", Role.CONTROLLER, ""),
    ("p54", Role.CONTROLLER, ""),
    ("p60", Role.ADMINISTRATOR, ""),
    ("p31", Role.AUDITOR, ""),
    ("p59", Role.AUDITOR, ""),
)


def give_roles(*, at: datetime) -> int:
    """Hand out the roles of the demo that nobody holds yet; how many."""
    parties, actor, given = desk().company.parties, the_machine("demo"), 0
    for person, role, unit in ROLES:
        if person in parties and (unit, role.value) not in list_held(person, at=at):
            grant_role(person, role, unit=unit, actor=actor, at=at)
            given += 1
    return given
