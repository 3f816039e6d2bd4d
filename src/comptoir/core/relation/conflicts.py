"""Which facts cannot all be true, say too little, or look like slips of the pen?

Reads all facts by the latest knowledge: what was corrected no longer conflicts with what corrects it. Rule to
remember: everything is reported at once, each at the row that is wrong; standing never needs a fact to be right, it
only never lets a wrong one count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from comptoir.core.relation.corrections import correction_conflicts
from comptoir.core.relation.facts import ORGANIZATIONS, PEOPLE, UNITS, Fact, FactBook, FactKind, PartyKind
from comptoir.core.values import DayPeriod, Finding, Place, Severity

_PLACES = UNITS | ORGANIZATIONS
_EVERYBODY = PEOPLE | _PLACES
# kind -> (what its subject may be, what its object may be; nothing: it has no object)
_KINDS: Mapping[FactKind, tuple[frozenset[PartyKind], frozenset[PartyKind]]] = {
    FactKind.EMPLOYED_BY: (PEOPLE, _PLACES),
    FactKind.MEMBER_OF: (PEOPLE, _PLACES),
    FactKind.PART_OF: (UNITS, _PLACES),
    FactKind.CONTROLLED_BY: (ORGANIZATIONS, ORGANIZATIONS),
    FactKind.AGREEMENT_WITH: (_EVERYBODY, _PLACES),
    FactKind.IN_INDUSTRY: (ORGANIZATIONS, frozenset()),
    FactKind.IN_VAT_GROUP: (ORGANIZATIONS, frozenset()),
    FactKind.ACTS_FOR: (PEOPLE, _PLACES),
    FactKind.BOUGHT_FROM: (_EVERYBODY, UNITS),
}
# Kinds of which several may hold for one pair, if their role differs.
_BY_ROLE = frozenset({FactKind.MEMBER_OF, FactKind.AGREEMENT_WITH, FactKind.IN_INDUSTRY})
# Kinds whose role says what the fact is about.
_NEEDS_ROLE = frozenset({FactKind.AGREEMENT_WITH, FactKind.IN_INDUSTRY, FactKind.IN_VAT_GROUP})
# Kinds in which one fact usually follows another to the day.
_SUCCESSIVE = frozenset({FactKind.EMPLOYED_BY, FactKind.PART_OF})
_ALL = Decimal(100)
_ONE_DAY = timedelta(days=1)


def conflicts(book: FactBook) -> tuple[Finding, ...]:
    """Everything that is wrong or doubtful in a book of facts, in the order of the rows.

    >>> from comptoir.core.relation.facts import Party
    >>> lab, org = Party("LAB", PartyKind.UNIT), Party("ORG", PartyKind.COMPANY)
    >>> book = FactBook.of([lab, org], [Fact("1", FactKind.PART_OF, "LAB", "ORG"),
    ...     Fact("2", FactKind.PART_OF, "LAB", "ORG", source="chart")])
    >>> [finding.code for finding in conflicts(book)]
    ['fact.no_source', 'fact.overlap']
    """
    facts = _current(book)
    control = [fact for fact in facts if fact.share is not None and fact.share > _ALL / 2]
    found = [
        *(finding for fact in facts for finding in _alone(book, fact)),
        *_overlaps(facts),
        *_two_parents(facts),
        *_too_many_votes(facts),
        *_gaps(facts),
        *_cycles(facts, FactKind.PART_OF, "fact.tree_cycle"),
        *_cycles(control, FactKind.CONTROLLED_BY, "fact.control_cycle"),
        *correction_conflicts(book),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda finding: (finding.place.file, finding.place.line)))


def _current(book: FactBook) -> list[Fact]:
    """The facts that hold by the latest knowledge, retractions left out."""
    if not book.moments:
        return []
    latest = book.moments[-1]
    return [fact for fact in book.facts if fact.kind is not FactKind.RETRACTED and book.holds(fact, latest)]


def _finding(
    code: str, fact: Fact, column: str, *, severity: Severity = Severity.ERROR, **params: object
) -> Finding:
    told = {"fact": fact.id, "relation": fact.kind, "subject": fact.subject, "object": fact.object} | params
    return Finding(code, severity, Place(fact.place.file, fact.place.line, column), tuple(told.items()))


# --- one fact alone -----------------------------------------------------------------------------------------------


def _alone(book: FactBook, fact: Fact) -> Iterator[Finding]:
    """What one fact says wrongly or leaves out."""
    subjects, objects = _KINDS[fact.kind]
    yield from _end(book, fact, fact.subject, subjects, "party")
    if objects:
        yield from _end(book, fact, fact.object, objects, "of")
    elif fact.object:
        yield _finding("fact.object_not_needed", fact, "of", found=fact.object, severity=Severity.WARNING)
    if not fact.source.strip():
        yield _finding("fact.no_source", fact, "source", found="", severity=Severity.WARNING)
    if fact.kind in _NEEDS_ROLE and not fact.role.strip():
        yield _finding("fact.no_role", fact, "role", found="")
    if fact.kind is FactKind.MEMBER_OF and not fact.role.strip():
        yield _finding("fact.member_without_role", fact, "role", found="", severity=Severity.WARNING)
    yield from _share(fact)


def _end(
    book: FactBook, fact: Fact, party: str, allowed: frozenset[PartyKind], column: str
) -> Iterator[Finding]:
    """One end of a fact: a declared party, of a kind that the fact can be about, and existing at the time."""
    known = book.parties.get(party)
    if not party:
        return  # An empty cell; who reads the row says so.
    if known is None:
        yield _finding("fact.unknown_party", fact, column, found=party)
    elif known.kind not in allowed:
        expected = tuple(kind for kind in PartyKind if kind in allowed)
        yield _finding("fact.wrong_kind", fact, column, found=party, kind=known.kind, expected=expected)
    elif known.valid != DayPeriod() and not _inside(fact.valid, known.valid):
        yield _finding(
            "fact.outside_unit", fact, "valid_to", found=party, valid=fact.valid, expected=known.valid,
            severity=Severity.WARNING,
        )  # fmt: skip


def _inside(inner: DayPeriod, outer: DayPeriod) -> bool:
    starts = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _share(fact: Fact) -> Iterator[Finding]:
    if fact.kind is not FactKind.CONTROLLED_BY:
        if fact.share is not None:
            yield _finding(
                "fact.share_not_needed", fact, "share", found=fact.share, severity=Severity.WARNING
            )
    elif fact.share is None:
        yield _finding("fact.no_share", fact, "share", found="")
    elif not 0 <= fact.share <= _ALL:
        yield _finding("fact.share_range", fact, "share", found=fact.share)


# --- facts together -----------------------------------------------------------------------------------------------


def _grouped(facts: Iterable[Fact], kinds: Iterable[FactKind], *, by_object: bool) -> Iterator[list[Fact]]:
    """Facts of the same kind and subject (and object, and role where it tells them apart), by start."""
    wanted = frozenset(kinds)
    together: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact.kind in wanted:
            role = fact.role.casefold() if by_object and fact.kind in _BY_ROLE else ""
            key = (fact.kind, fact.subject, fact.object if by_object else "", role)
            together.setdefault(key, []).append(fact)
    for same in together.values():
        if len(same) > 1:
            yield sorted(same, key=_start)


def _start(fact: Fact) -> tuple[int, int, str]:
    return (fact.valid.start.toordinal() if fact.valid.start else 0, fact.place.line, fact.id)


def _overlaps(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Two facts that say the same of the same pair on the same day."""
    for same in _grouped(facts, FactKind, by_object=True):
        for one, other in combinations(same, 2):
            if one.valid.overlaps(other.valid):
                first, second = sorted((one, other), key=lambda fact: (fact.place.line, fact.id))
                yield _finding("fact.overlap", second, "valid_from", found=second.valid, other=first.id,
                               expected=first.valid, at=first.place)  # fmt: skip


def _two_parents(facts: Iterable[Fact]) -> Iterator[Finding]:
    """A unit that is part of two places at once."""
    for same in _grouped(facts, [FactKind.PART_OF], by_object=False):
        for one, other in combinations(same, 2):
            if one.object != other.object and one.valid.overlaps(other.valid):
                yield _finding("fact.two_parents", other, "of", found=other.object, expected=one.object,
                               at=one.place)  # fmt: skip


def _too_many_votes(facts: Iterable[Fact]) -> Iterator[Finding]:
    """A company more than all of whose votes are held on some day."""
    for held in _grouped(facts, [FactKind.CONTROLLED_BY], by_object=False):
        for fact in held:
            others = [
                other for other in held
                if fact.valid.start is None or fact.valid.start in other.valid
            ]  # fmt: skip
            if fact.valid.start is None:
                others = [other for other in held if other.valid.start is None]
            total = sum((other.share or Decimal(0) for other in others), Decimal(0))
            if len(others) > 1 and total > _ALL and fact is max(others, key=_start):
                yield _finding("fact.votes_over_all", fact, "share", found=total, on=fact.valid.start)


def _gaps(facts: Iterable[Fact]) -> Iterator[Finding]:
    """One day between a fact and the next: usually a last day written where the first day after belongs."""
    for same in _grouped(facts, _SUCCESSIVE, by_object=False):
        starts = {fact.valid.start: fact for fact in reversed(same) if fact.valid.start}
        for fact in same:
            end = fact.valid.end
            if end is None or any(end in other.valid for other in same):
                continue
            follower = starts.get(end + _ONE_DAY)
            if follower is not None:
                yield _finding("fact.gap", fact, "valid_to", severity=Severity.WARNING, found=end,
                               expected=follower.valid.start, other=follower.id, at=follower.place)  # fmt: skip


def _cycles(facts: Iterable[Fact], kind: FactKind, code: str) -> Iterator[Finding]:
    """Chains that come back to where they began, on one of the days on which their last fact begins."""
    climbing = [fact for fact in facts if fact.kind is kind]
    upward: dict[str, list[Fact]] = {}
    for fact in climbing:
        upward.setdefault(fact.subject, []).append(fact)
    told: set[frozenset[str]] = set()
    for closing in sorted(climbing, key=_start):
        way = _way_back(upward, closing)
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            yield _finding(code, closing, "of", found=" → ".join((closing.subject, *way)))


def _way_back(upward: Mapping[str, list[Fact]], closing: Fact) -> tuple[str, ...]:
    """The parties from a fact's object up to its subject, on the day it begins; empty if there is no such way."""
    ways: dict[str, tuple[str, ...]] = {closing.object: (closing.object,)}
    queue = [closing.object]
    for node in queue:
        if node == closing.subject:
            return ways[node]
        for fact in upward.get(node, ()):
            holds = (
                fact.valid.start is None if closing.valid.start is None else closing.valid.start in fact.valid
            )
            if holds and fact.object not in ways:
                ways[fact.object] = (*ways[node], fact.object)
                queue.append(fact.object)
    return ()
