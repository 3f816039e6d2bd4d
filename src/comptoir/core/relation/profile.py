"""A profile: one party as the conditions of a rate card see it on a date.

`values` maps the names of docs/company-folder.md section 4 to what is known: text names to the set of texts that
hold (`role` -> {"phd"}), `within` to every unit and organization above the party, `age` and its kin to the day they
count from, yes/no names to a bool, numbers to a Decimal. A name that is not there is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Known = frozenset[str] | date | Decimal | bool


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One party as conditions see it; compared by identity, so that a price book can remember its class."""

    party: str
    values: Mapping[str, Known] = field(default_factory=dict)

    def text(self, name: str) -> frozenset[str]:
        """The texts known under a name; empty where nothing is known."""
        known = self.values.get(name)
        return known if isinstance(known, frozenset) else frozenset()
