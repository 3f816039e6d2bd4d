"""How is one fact said in a proof?

A fact that carries a tie is a step for everybody concerned; one that was considered and set aside is a step for
the auditor. Rule to remember: a reason is made once per fact and shared by all proofs that need it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from comptoir.core.relation.facts import Fact, FactKind
from comptoir.core.relation.knowledge import Knowledge
from comptoir.core.values import Reason

_CODES = {
    FactKind.EMPLOYED_BY: "standing.employed",
    FactKind.MEMBER_OF: "standing.member",
    FactKind.PART_OF: "standing.part_of",
    FactKind.CONTROLLED_BY: "standing.controlled",
    FactKind.AGREEMENT_WITH: "standing.agreement",
    FactKind.IN_INDUSTRY: "standing.industry",
    FactKind.IN_VAT_GROUP: "standing.vat_group",
    FactKind.ACTS_FOR: "standing.acts_for",
    FactKind.BOUGHT_FROM: "standing.bought",
}
_WITH_ROLE = frozenset({FactKind.EMPLOYED_BY, FactKind.MEMBER_OF, FactKind.AGREEMENT_WITH})
_NOT_STATED = "—"


def step(knowledge: Knowledge, fact: Fact, code: str = "") -> Reason:
    """The step of a proof that a fact is; `code` where the fact says more than its kind."""
    made = knowledge.reasons
    key = (id(fact), code)
    found = made.get(key)
    if found is None:
        told = code or _CODES[fact.kind] + ("_as" if fact.role and fact.kind in _WITH_ROLE else "")
        found = made[key] = Reason(told, _params(knowledge, fact))
    return found


def hidden(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The same steps, for the auditor only."""
    return tuple(reason._replace(depth="auditor") for reason in reasons)


def once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The same steps without repetition; a step made by `step` or `set_aside` is one object wherever it stands."""
    reasons = tuple(reasons)
    if len(reasons) < 2:
        return reasons
    return tuple({id(reason): reason for reason in reasons}.values())


def set_aside(knowledge: Knowledge, fact: Fact, code: str) -> Reason:
    """A fact that was considered and does not count, for the auditor."""
    made = knowledge.reasons
    key = (id(fact), code, "aside")
    found = made.get(key)
    if found is None:
        params = (("relation", fact.kind), *_params(knowledge, fact))
        found = made[key] = Reason(code, params, "auditor")
    return found


def not_in_force(knowledge: Knowledge, facts: Iterable[Fact], day: date) -> list[Reason]:
    """Facts that would have counted, but ended before a day or begin after it."""
    return [
        set_aside(knowledge, fact, "standing.not_begun" if _ahead(fact, day) else "standing.ended")
        for fact in facts
        if day not in fact.valid
    ]


def _ahead(fact: Fact, day: date) -> bool:
    return fact.valid.start is not None and fact.valid.start > day


def _params(knowledge: Knowledge, fact: Fact) -> tuple[tuple[str, object], ...]:
    """What a sentence about a fact may name; `share` is a ratio (0.6 for 60 %)."""
    params: list[tuple[str, object]] = [
        ("fact", fact.id),
        ("subject", knowledge.named(fact.subject)),
        ("object", knowledge.named(fact.object)),
        ("role", fact.role),
        ("valid", fact.valid),
        ("source", fact.source or _NOT_STATED),
        ("recorded_at", fact.recorded_at),
    ]
    if fact.kind is FactKind.CONTROLLED_BY:
        params.append(("share", (fact.share or Decimal(0)) / 100))
    return tuple(params)
