"""Which sides and ties exist, and which one counts when several hold?

The order of `Tie` is the precedence: the first tie that holds is the customer's. A tie decides its side.
"""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Associated with the supplier's organization, or not affiliated to it."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class Tie(StrEnum):
    """How a customer is tied to a supplier; earlier ones take precedence over later ones."""

    UNIT = "unit"
    EMPLOYEE = "employee"
    MEMBER = "member"
    GROUP_COMPANY = "group company"
    PARTNER = "partner"
    SAME_INDUSTRY = "same industry"
    NONE = "none"


class Stage(StrEnum):
    """A customer that has not bought from the supplier yet, or one that has."""

    POTENTIAL = "potential"
    ACTUAL = "actual"


RANK = {tie: rank for rank, tie in enumerate(Tie)}
SIDE = {tie: Side.INTERNAL if RANK[tie] <= RANK[Tie.GROUP_COMPANY] else Side.EXTERNAL for tie in Tie}
