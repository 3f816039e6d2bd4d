"""From a price to a commitment: what may follow what, who must approve, and what a change costs."""

from comptoir.core.ordering.states import MACHINES, Machine, next_state, verbs

__all__ = ["MACHINES", "Machine", "next_state", "verbs"]
