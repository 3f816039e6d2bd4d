"""Who is a customer to a supplier, on any date, as known at any instant, and why?

Internal is who belongs to the supplier's legal entity or to its group; everybody else is external, some with a tie.
Rules to remember: the side is derived from dated facts and never a checkbox; the first tie of `Tie` that holds
counts; nobody knows a party that nobody declared, so it is treated as external.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.relation.belonging import Belonging, Claim, Route, belonging
from comptoir.core.relation.facts import FactBook, FactKind
from comptoir.core.relation.groups import Grouping, connected, explain, grouping
from comptoir.core.relation.industries import same_industry
from comptoir.core.relation.knowledge import NEVER, Knowledge, known
from comptoir.core.relation.proof import hidden, once, set_aside
from comptoir.core.relation.ties import SIDE, Side, Stage, Tie
from comptoir.core.values import Reason


class Standing(NamedTuple):
    """The standing of a customer towards a supplier, on a date, as known at an instant.

    proof        the chain of facts, then what follows from it; what was set aside stands last, for the auditor
    next_change  the first later date on which side or tie differ, by what is known; None if none is known
    """

    customer: str
    supplier: str
    as_of: date
    known_at: datetime
    side: Side
    tie: Tie
    stage: Stage
    proof: tuple[Reason, ...]
    next_change: date | None


class Weighed(NamedTuple):
    """The tie that counts, the window in which nothing about it changes, and what it rests on.

    mine, theirs   the customer's and the supplier's legal entities (internal)
    route          the customer's way to `mine`
    claims         the customer's and the supplier's claims (an agreement; two activity codes)
    """

    tie: Tie
    since: date
    until: date
    mine: str = ""
    theirs: str = ""
    route: Route | None = None
    claims: tuple[Claim, ...] = ()
    groups: tuple[Grouping, ...] = ()


def standing(book: FactBook, customer: str, supplier: str, *, as_of: date, known_at: datetime) -> Standing:
    """Derive the standing of a customer towards a supplier from the facts.

    customer  a person, unit or organization by id; anything else is unknown
    as_of     the date the facts are about; `known_at` an aware instant: only what was recorded by then counts

    >>> from comptoir.core.relation.facts import Fact, Party, PartyKind
    >>> from datetime import UTC
    >>> book = FactBook.of(
    ...     [Party("ana", PartyKind.PERSON), Party("LAB", PartyKind.UNIT), Party("ORG", PartyKind.COMPANY)],
    ...     [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB"), Fact("2", FactKind.PART_OF, "LAB", "ORG")])
    >>> found = standing(book, "ana", "LAB", as_of=date(2026, 11, 23), known_at=datetime(2026, 11, 23, tzinfo=UTC))
    >>> str(found.side), str(found.tie), [reason.code for reason in found.proof]
    ('internal', 'employee', ['standing.employed', 'standing.part_of', 'standing.same_entity'])
    """
    knowledge = known(book, known_at)
    missing = _missing(book, customer, supplier)
    if missing:
        unknown = _unknown(knowledge, customer, supplier, missing)
        return Standing(
            customer, supplier, as_of, known_at, SIDE[Tie.NONE], Tie.NONE, Stage.POTENTIAL, unknown, None
        )
    mine = belonging(knowledge, customer, as_of)
    theirs = belonging(knowledge, supplier, as_of)
    weighed = weigh(knowledge, mine, theirs, as_of)
    return Standing(
        customer,
        supplier,
        as_of,
        known_at,
        SIDE[weighed.tie],
        weighed.tie,
        stage(knowledge, customer, supplier, as_of),
        _proof(knowledge, mine, theirs, weighed),
        _next_change(knowledge, customer, supplier, weighed),
    )


def weigh(knowledge: Knowledge, mine: Belonging, theirs: Belonging, day: date) -> Weighed:
    """The first tie that holds between a customer and a supplier that are both known, on a day."""
    since, until = max(mine.since, theirs.since), min(mine.until, theirs.until)
    best: Route | None = None
    for entity in theirs.entities:
        route = mine.entities.get(entity)
        if route is not None and (best is None or route.order < best.order):
            best = route
    if best is not None:
        return Weighed(best.tie, since, until, best.nodes[-1], best.nodes[-1], best)
    into, groups = _in_group(knowledge, mine, theirs, day)
    for around in groups:
        since, until = max(since, around.since), min(until, around.until)
    if into is not None:
        route, entity = into
        return Weighed(Tie.GROUP_COMPANY, since, until, route.nodes[-1], entity, route, (), groups)
    agreed = [claim for claim in mine.agreements() if claim.fact and claim.fact.object in theirs.above]
    if agreed:
        claims: tuple[Claim, ...] = (min(agreed, key=_by_length),)
        return Weighed(Tie.PARTNER, since, until, claims=claims, groups=groups)
    claims = _shared_industry(mine, theirs)
    tie = Tie.SAME_INDUSTRY if claims else Tie.NONE
    return Weighed(tie, since, until, claims=claims, groups=groups)


def _shared_industry(mine: Belonging, theirs: Belonging) -> tuple[Claim, ...]:
    """The customer's and the supplier's claim to one industry, nearest first; empty where there is none."""
    pairs = [
        (own, other)
        for own in mine.industries()
        for other in theirs.industries()
        if same_industry(own.role, other.role)
    ]
    return min(pairs, key=lambda pair: (_by_length(pair[0]), _by_length(pair[1]))) if pairs else ()


def stage(knowledge: Knowledge, customer: str, supplier: str, day: date) -> Stage:
    """Whether a customer has bought from a supplier by a day."""
    bought = knowledge.facts(customer).get(FactKind.BOUGHT_FROM, ())
    has = any(fact.object == supplier and day in fact.valid for fact in bought)
    return Stage.ACTUAL if has else Stage.POTENTIAL


def _in_group(
    knowledge: Knowledge, mine: Belonging, theirs: Belonging, day: date
) -> tuple[tuple[Route, str] | None, tuple[Grouping, ...]]:
    """The best way into the supplier's group, and the groups around every entity that was looked at."""
    best: tuple[Route, str] | None = None
    looked_at: list[Grouping] = []
    for entity, route in mine.entities.items():
        for other in theirs.entities:
            groups = grouping(knowledge, entity, day) if connected(knowledge, entity, other) else None
            if groups is None:
                continue
            looked_at.append(groups)
            if groups.together(entity, other) and (best is None or (route, other) < best):
                best = (route, other)
    return best, tuple(looked_at)


def _by_length(claim: Claim) -> tuple[int, str, str, str]:
    return (len(claim.reasons), claim.holder, claim.role, claim.fact.id if claim.fact else "")


def _next_change(knowledge: Knowledge, customer: str, supplier: str, weighed: Weighed) -> date | None:
    """The first day on which another tie counts: looked for at the end of each window, where alone it can be."""
    day = weighed.until
    while day != NEVER:
        later = weigh(
            knowledge, belonging(knowledge, customer, day), belonging(knowledge, supplier, day), day
        )
        if later.tie is not weighed.tie:
            return day
        day = later.until
    return None


# --- the proof ----------------------------------------------------------------------------------------------------


def _proof(knowledge: Knowledge, mine: Belonging, theirs: Belonging, weighed: Weighed) -> tuple[Reason, ...]:
    """The chain that was chosen, its conclusion, then what was set aside."""
    ends = (("customer", knowledge.named(mine.party)), ("supplier", knowledge.named(theirs.party)))
    set_aside_too = _set_aside(knowledge, mine, theirs, weighed)
    if weighed.route is not None:
        chain, down = weighed.route.reasons, _down_to(theirs, weighed)
        entity = ("entity", knowledge.named(weighed.theirs))
        if weighed.tie is not Tie.GROUP_COMPANY:
            return (*chain, *down, Reason("standing.same_entity", (*ends, entity)), *set_aside_too)
        held = explain(knowledge, weighed.groups, weighed.mine, weighed.theirs)
        own = ("own_entity", knowledge.named(weighed.mine))
        return (*chain, *held, *down, Reason("standing.same_group", (*ends, own, entity)), *set_aside_too)
    if weighed.tie is Tie.PARTNER:
        claim = weighed.claims[0]
        assert claim.fact is not None
        inside = hidden(theirs.above[claim.fact.object].reasons)
        return (*claim.reasons, *inside, Reason("standing.partner", ends), *set_aside_too)
    if weighed.tie is Tie.SAME_INDUSTRY:
        own_claim, other_claim = weighed.claims
        said = ("standing.same_industry", (*ends, ("role", own_claim.role)))
        return (*own_claim.reasons, *hidden(other_claim.reasons), Reason(*said), *set_aside_too)
    return (Reason("standing.no_tie", ends), *set_aside_too)


def _down_to(theirs: Belonging, weighed: Weighed) -> tuple[Reason, ...]:
    """The supplier's own chain to its entity, up to where it meets the customer's."""
    assert weighed.route is not None
    route = theirs.entities[weighed.theirs]
    met = weighed.route.nodes
    count = len(route.reasons)
    for position, node in enumerate(route.nodes):
        if node in met:
            count = position
            break
    return route.reasons[:count]


def _set_aside(
    knowledge: Knowledge, mine: Belonging, theirs: Belonging, weighed: Weighed
) -> tuple[Reason, ...]:
    """What was considered: facts not in force or not counting, other ties of a person, holdings too small."""
    if len(mine.counting) < 2 and weighed.route is not None:
        return mine.considered
    told = list(mine.considered)
    if weighed.route is None:
        told += theirs.considered
    if weighed.route is not None and len(mine.counting) > 1:
        used = weighed.route.reasons[0].get("fact")
        told += [
            set_aside(knowledge, fact, "standing.outranked") for fact in mine.counting if fact.id != used
        ]
    if weighed.tie is Tie.NONE or weighed.tie is Tie.SAME_INDUSTRY:
        told += [
            set_aside(knowledge, claim.fact, "standing.agreement_elsewhere")
            for claim in mine.agreements()
            if claim.fact
        ]
    if weighed.route is None:
        for groups in weighed.groups:
            for entity in mine.entities:
                for other in theirs.entities:
                    told += groups.between(entity, other)
    return once(told)


def _missing(book: FactBook, customer: str, supplier: str) -> str:
    if customer not in book.parties:
        return "standing.unknown_customer"
    return "standing.unknown_supplier" if supplier not in book.parties else ""


def _unknown(knowledge: Knowledge, customer: str, supplier: str, code: str) -> tuple[Reason, ...]:
    """A party that nobody declared: treated as external, to be reviewed."""
    ends = (("customer", knowledge.named(customer)), ("supplier", knowledge.named(supplier)))
    return (Reason(code, ends),)
