"""Which legal entities are one group on a day, and by which holdings?

More than half of the votes is control, and control passes on: what a controlled company holds counts as held by
its controller, so several companies of a group may control one together. Exactly half is no control. Rules to
remember: shares are added up inside a group, never multiplied along a chain; nothing here can loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.relation.facts import ORGANIZATIONS, Fact, FactKind
from comptoir.core.relation.knowledge import Knowledge, window
from comptoir.core.relation.proof import not_in_force, set_aside, step
from comptoir.core.values import Reason

_HALF = Decimal(50)


class Link(NamedTuple):
    """A company and the holdings by which its owners, all of one group, control it."""

    company: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The groups among companies that are connected by holdings, in a window in which no holding changes.

    group       entity -> its group, named by the smallest id in it
    links       why: in an order in which each rests on earlier ones only
    chains      two entities -> why they are one group, as far as somebody asked
    considered  two groups -> holdings between them that do not make them one
    """

    since: date
    until: date
    group: Mapping[str, str]
    links: tuple[Link, ...] = ()
    chains: dict[tuple[str, str], tuple[Reason, ...]] = field(default_factory=dict)
    considered: Mapping[frozenset[str], tuple[Reason, ...]] = field(default_factory=dict)

    def together(self, one: str, other: str) -> bool:
        """Whether two legal entities are in one group."""
        return self.group.get(one, one) == self.group.get(other, other)

    def between(self, one: str, other: str) -> tuple[Reason, ...]:
        """Holdings between the groups of two entities that do not make them one."""
        return self.considered.get(frozenset((self.group.get(one, one), self.group.get(other, other))), ())


def grouping(knowledge: Knowledge, entity: str, day: date) -> Grouping | None:
    """The groups around an entity on a day; None for an entity that never holds nor is held."""
    circle = _circles(knowledge).get(entity)
    if circle is None:
        return None
    found = knowledge.groupings.find(circle[0].subject, day)
    if found is None:
        found = _work_out(knowledge, circle, day)
        knowledge.groupings.keep(circle[0].subject, found)
    assert isinstance(found, Grouping)
    return found


def connected(knowledge: Knowledge, one: str, other: str) -> bool:
    """Whether two entities are linked by holdings of any size at any time, so that they might be one group."""
    circles = _circles(knowledge)
    circle = circles.get(one)
    return circle is not None and circle is circles.get(other)


def explain(knowledge: Knowledge, groups: Iterable[Grouping], one: str, other: str) -> tuple[Reason, ...]:
    """The holdings that make two entities one group: the shortest chain, ties by id."""
    around = next(each for each in groups if one in each.group)
    found = around.chains.get((one, other))
    if found is None:
        steps = dict.fromkeys(_chain(knowledge, around.links, one, other))
        found = around.chains[one, other] = tuple(steps)
    return found


# --- the circles of entities that holdings connect, at any time ---------------------------------------------------

Circles = dict[str, tuple[Fact, ...]]


def _circles(knowledge: Knowledge) -> Circles:
    """Entity -> all holdings, of any date, of the companies connected with it."""
    if knowledge.stakes is None:
        knowledge.stakes = _find_circles(_holdings(knowledge))
    found: Circles = knowledge.stakes
    return found


def _holdings(knowledge: Knowledge) -> list[Fact]:
    book = knowledge.book
    return [
        fact
        for company in book.by_subject
        if knowledge.kind(company) in ORGANIZATIONS
        for fact in knowledge.facts(company).get(FactKind.CONTROLLED_BY, ())
        if fact.object != company and knowledge.kind(fact.object) in ORGANIZATIONS
    ]


def _find_circles(holdings: list[Fact]) -> Circles:
    near: dict[str, set[str]] = {}
    held: dict[str, list[Fact]] = {}
    for fact in holdings:
        near.setdefault(fact.subject, set()).add(fact.object)
        near.setdefault(fact.object, set()).add(fact.subject)
        held.setdefault(fact.subject, []).append(fact)
    circles: Circles = {}
    for entity in sorted(near):
        if entity in circles:
            continue
        members = [entity]
        for member in members:  # Grows while it is walked.
            members += sorted(near[member].difference(members))
        facts = [fact for member in members for fact in held.get(member, ())]
        circles.update(dict.fromkeys(members, tuple(sorted(facts, key=_by_pair))))
    return circles


def _by_pair(fact: Fact) -> tuple[str, str, str]:
    return (fact.subject, fact.object, fact.id)


# --- groups on a day ----------------------------------------------------------------------------------------------


def _work_out(knowledge: Knowledge, circle: tuple[Fact, ...], day: date) -> Grouping:
    since, until = window(circle, day)
    votes: dict[str, dict[str, Fact]] = {}
    for fact in circle:
        if day in fact.valid and fact.share is not None:
            held = votes.setdefault(fact.subject, {})
            if fact.object not in held or _share(fact) > _share(held[fact.object]):
                held[fact.object] = fact  # Two rows about one holding are one holding.
    group = {entity: entity for fact in circle for entity in (fact.subject, fact.object)}
    links = [
        Link(company, (fact,))
        for company, held in sorted(votes.items())
        for fact in held.values()
        if _share(fact) > _HALF
    ]
    for link in links:
        _merge(group, link.company, link.facts[0].object)
    links += _joint_links(votes, group)
    return Grouping(since, until, group, tuple(links), considered=_considered(knowledge, circle, group, day))


def _joint_links(votes: Mapping[str, Mapping[str, Fact]], group: dict[str, str]) -> list[Link]:
    """Companies that nobody controls alone but one group's holdings together do; merged into `group`."""
    links: list[Link] = []
    found = True
    while found:
        found = False
        for company, held in sorted(votes.items()):
            blocks: dict[str, list[Fact]] = {}
            for owner, fact in held.items():
                if group[owner] != group[company]:
                    blocks.setdefault(group[owner], []).append(fact)
            for _, facts in sorted(blocks.items()):
                if len(facts) > 1 and sum(map(_share, facts)) > _HALF:
                    links.append(Link(company, tuple(facts)))
                    _merge(group, company, facts[0].object)
                    found = True
    return links


def _merge(group: dict[str, str], one: str, other: str) -> None:
    keep, drop = sorted((group[one], group[other]))
    for entity, label in group.items():
        if label == drop:
            group[entity] = keep


def _share(fact: Fact) -> Decimal:
    return fact.share or Decimal(0)


def _considered(
    knowledge: Knowledge, circle: Iterable[Fact], group: Mapping[str, str], day: date
) -> dict[frozenset[str], tuple[Reason, ...]]:
    """Holdings between two groups: too small, ended, or not begun."""
    reasons: dict[frozenset[str], tuple[Reason, ...]] = {}
    for fact in circle:
        pair = frozenset((group[fact.subject], group[fact.object]))
        if len(pair) == 2:
            too_small = (set_aside(knowledge, fact, "standing.control_too_small"),)
            told = tuple(not_in_force(knowledge, (fact,), day)) or too_small
            reasons[pair] = (*reasons.get(pair, ()), *told)
    return reasons


# --- why two entities are one group -------------------------------------------------------------------------------


def _chain(knowledge: Knowledge, links: tuple[Link, ...], one: str, other: str) -> list[Reason]:
    """Steps from one entity to the other along links; a joint link also proves that its owners are one group."""
    reasons: list[Reason] = []
    for position in _path(links, one, other):
        company, facts = links[position]
        if len(facts) == 1:
            reasons.append(step(knowledge, facts[0]))
            continue
        reasons += [step(knowledge, fact, "standing.holding") for fact in facts]
        for fact in facts[1:]:
            reasons += _chain(knowledge, links[:position], facts[0].object, fact.object)
        total = sum(map(_share, facts)) / 100
        held = (("subject", knowledge.named(company)), ("share", total))
        reasons.append(Reason("standing.held_together", held))
    return reasons


def _path(links: tuple[Link, ...], one: str, other: str) -> list[int]:
    """Positions of the links on the shortest way between two entities, ties by id."""
    steps: dict[str, list[tuple[str, int]]] = {}
    for position, (company, facts) in enumerate(links):
        for fact in facts:
            steps.setdefault(company, []).append((fact.object, position))
            steps.setdefault(fact.object, []).append((company, position))
    came: dict[str, tuple[str, int]] = {one: ("", -1)}
    queue = [one]
    for node in queue:
        for neighbor, position in sorted(steps.get(node, ())):
            if neighbor not in came:
                came[neighbor] = (node, position)
                queue.append(neighbor)
    path: list[int] = []
    while other != one:
        other, position = came[other]
        path.append(position)
    return path[::-1]
