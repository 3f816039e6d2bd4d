"""Who a customer is to a supplier, on any date, as known at any time, and why."""

from comptoir.core.relation.capacity import (
    Capacity,
    CapacityKind,
    capacities,
    group_of,
    has_left,
    legal_entity_of,
    same_entity,
    tied,
    tied_since,
)
from comptoir.core.relation.conflicts import conflicts
from comptoir.core.relation.facts import Fact, FactBook, FactKind, Party, PartyKind
from comptoir.core.relation.profile import Profile, profile
from comptoir.core.relation.standing import Standing, standing
from comptoir.core.relation.ties import Side, Stage, Tie

__all__ = [
    "Capacity",
    "CapacityKind",
    "Fact",
    "FactBook",
    "FactKind",
    "Party",
    "PartyKind",
    "Profile",
    "Side",
    "Stage",
    "Standing",
    "Tie",
    "capacities",
    "conflicts",
    "group_of",
    "has_left",
    "legal_entity_of",
    "profile",
    "same_entity",
    "standing",
    "tied",
    "tied_since",
]
