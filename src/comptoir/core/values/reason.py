"""Reasons: what was decided and from what, as data that can be stored, replayed and put into words later.

A reason is a code and its parameters, never a sentence: `wording` turns it into French or English for the
reader at hand. `depth` says who may read it: the customer, or only the auditor (floors, costs, losing rules).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Depth = Literal["customer", "auditor"]


class Reason(NamedTuple):
    """One step of an explanation: a dotted code, its parameters in a fixed order, and who may read it."""

    code: str
    params: tuple[tuple[str, object], ...] = ()
    depth: Depth = "customer"

    def get(self, name: str) -> object:
        """The value of one parameter, or None.

        >>> Reason("price.unit", (("price", 90),)).get("price")
        90
        """
        return next((value for key, value in self.params if key == name), None)
