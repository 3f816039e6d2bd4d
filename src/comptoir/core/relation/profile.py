"""A profile: one party as the conditions of a rate card see it on a date.

`values` maps the names of docs/company-folder.md section 4 to what is known: text names to the set of texts that
hold (`role` -> {"phd"}), `within` to the party's own unit or organization and every one above it, `age` and its kin to
the day they count from, yes/no names to a bool, numbers to a Decimal. A name that is not there is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from comptoir.core.relation.belonging import Belonging, Route, belonging
from comptoir.core.relation.facts import PEOPLE, Fact, FactBook, FactKind, Party
from comptoir.core.relation.knowledge import Knowledge, known, window
from comptoir.core.relation.standing import stage, weigh
from comptoir.core.relation.ties import SIDE, Stage, Tie

_MOST_REMEMBERED = 200_000
_ONE_DAY = timedelta(days=1)

Known = frozenset[str] | date | Decimal | bool


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One party as conditions see it; compared by identity, so that a price book can remember its class."""

    party: str
    values: Mapping[str, Known] = field(default_factory=dict)

    def text(self, name: str) -> frozenset[str]:
        """The texts known under a name; empty where nothing is known."""
        known_texts = self.values.get(name)
        return known_texts if isinstance(known_texts, frozenset) else frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    """A profile and the window in which it stays the same."""

    since: date
    until: date
    profile: Profile


def profile(book: FactBook, party: str, supplier: str, *, as_of: date, known_at: datetime) -> Profile:
    """What conditions may ask about a party that deals with a supplier.

    returns   the same object for as long as nothing about it changes, so that its class may be remembered

    >>> from comptoir.core.relation.facts import PartyKind
    >>> from datetime import UTC
    >>> book = FactBook.of([Party("ana", PartyKind.PERSON), Party("LAB", PartyKind.UNIT)],
    ...     [Fact("1", FactKind.EMPLOYED_BY, "ana", "LAB", role="phd")])
    >>> found = profile(book, "ana", "LAB", as_of=date(2026, 11, 23), known_at=datetime(2026, 11, 23, tzinfo=UTC))
    >>> sorted(found.text("tie") | found.text("role") | found.text("within"))
    ['LAB', 'employee', 'phd']
    """
    knowledge = known(book, known_at)
    key = (party, supplier)
    found = knowledge.profiles.find(key, as_of)
    if found is None:
        if len(knowledge.profiles) >= _MOST_REMEMBERED:
            knowledge.profiles.clear()
        found = _work_out(knowledge, party, supplier, as_of)
        knowledge.profiles.keep(key, found)
    assert isinstance(found, _Dated)
    return found.profile


def _work_out(knowledge: Knowledge, party: str, supplier: str, day: date) -> _Dated:
    mine, theirs = belonging(knowledge, party, day), belonging(knowledge, supplier, day)
    declared = knowledge.book.parties.get(party)
    if declared is None or supplier not in knowledge.book.parties:
        values = _standing_values(Tie.NONE, Stage.POTENTIAL) | {"party": frozenset({party})}
        since, until = mine.since, mine.until
    else:
        weighed = weigh(knowledge, mine, theirs, day)
        values = _standing_values(weighed.tie, stage(knowledge, party, supplier, day))
        values |= _party_values(knowledge, declared, mine)
        values |= _agreement_values(mine, theirs)
        values |= _membership_values(knowledge, mine, day)
        since, until = max(mine.since, theirs.since, weighed.since), weighed.until
        if declared.kind not in PEOPLE:
            groups, since, until = _vat_groups(knowledge, mine, theirs, day, since, until)
            values |= groups
        bought = knowledge.facts(party).get(FactKind.BOUGHT_FROM, ())
        since, until = window(bought, day, since, until)
    return _Dated(since, until, Profile(party, values))


def _standing_values(tie: Tie, reached: Stage) -> dict[str, Known]:
    words = {"side": SIDE[tie], "tie": tie, "stage": reached}
    return {name: frozenset({str(word)}) for name, word in words.items()}


def _party_values(knowledge: Knowledge, party: Party, mine: Belonging) -> dict[str, Known]:
    """What the party is; country and founding of a person or unit are those of its legal entity."""
    values: dict[str, Known] = {"party": frozenset({party.id}), "kind": frozenset({str(party.kind)})}
    texts = {
        "within": mine.within,
        "role": frozenset(fact.role for fact in mine.joined if fact.role),
        "industry": frozenset(claim.role for claim in mine.industries() if claim.role),
    }
    values |= {name: told for name, told in texts.items() if told}
    nearest = [party, *_entities(knowledge, mine.entities.values())]
    country = next((one.country for one in nearest if one.country), "")
    founded = next((one.founded for one in nearest if one.founded), None)
    if country:
        values["country"] = frozenset({country})
    if founded:
        values["age"] = founded
    return values


def _entities(knowledge: Knowledge, routes: Iterable[Route]) -> list[Party]:
    ordered = sorted(routes, key=lambda route: route.order)
    return [knowledge.book.parties[route.nodes[-1]] for route in ordered]


def _agreement_values(mine: Belonging, theirs: Belonging) -> dict[str, Known]:
    """Programmes agreed with the supplier or a place above it; the age counts from the oldest in force."""
    facts = [claim.fact for claim in mine.agreements() if claim.fact and claim.fact.object in theirs.above]
    if not facts:
        return {}
    values: dict[str, Known] = {"agreement": frozenset(fact.role for fact in facts if fact.role)}
    return values | _oldest("agreement_age", (fact.valid.start for fact in facts))


def with_side(values: Mapping[str, Known]) -> dict[str, Known]:
    """A description of a customer completed: the side follows from the tie; without both it is a passer-by's.

    >>> sorted(map(str, with_side({"tie": frozenset({"employee"})})["side"]))
    ['internal']
    """
    if "side" in values:
        return dict(values)
    stated = values.get("tie")
    ties = sorted(map(str, stated)) if isinstance(stated, frozenset) else []
    tie = Tie(ties[0]) if ties else Tie.NONE
    return {**values, "tie": frozenset({tie.value}), "side": frozenset({SIDE[tie].value})}


def _vat_groups(
    knowledge: Knowledge, mine: Belonging, theirs: Belonging, day: date, since: date, until: date
) -> tuple[dict[str, Known], date, date]:
    """The VAT group that two legal entities of one country are both members of on a day."""
    found: list[tuple[str, str, str]] = []
    for side in (mine, theirs):
        for entity in _entities(knowledge, side.entities.values())[:1]:
            facts = knowledge.facts(entity.id).get(FactKind.IN_VAT_GROUP, ())
            since, until = window(facts, day, since, until)
            dated = min((fact.role for fact in facts if day in fact.valid), default="")
            found.append((entity.id, dated if facts else entity.vat_group, entity.country))
    ids, groups, countries = (
        (frozenset(told) for told in zip(*found, strict=True)) if found else (frozenset(),) * 3
    )
    shared = (
        len(ids) == len((mine, theirs)) and len(groups) == len(countries) == 1 and all((*groups, *countries))
    )
    return ({"vat_group": groups} if shared else {}), since, until


def _membership_values(knowledge: Knowledge, mine: Belonging, day: date) -> dict[str, Known]:
    """Since when the party is, without a break, with the legal entities it is with today; a transfer is no break."""
    starts = [_unbroken(knowledge, mine, fact, day) for fact in mine.joined]
    return _oldest("membership_age", starts)


def _unbroken(knowledge: Knowledge, mine: Belonging, joined: Fact, day: date) -> date | None:
    """The start of the run of employments and memberships in one legal entity that leads up to a fact."""
    today = belonging(knowledge, joined.object, day).entities.keys()
    facts = knowledge.facts(mine.party)
    earlier = [
        fact
        for kind in (FactKind.EMPLOYED_BY, FactKind.MEMBER_OF)
        for fact in facts.get(kind, ())
        if (fact.valid.start is None or fact.valid.start <= day)
        and not today.isdisjoint(_entities_then(knowledge, fact, day))
    ]
    start = joined.valid.start
    for fact in sorted(earlier, key=_latest_first):
        ends = fact.valid.end
        touches = start is not None and (ends is None or ends >= start)
        if touches and (fact.valid.start is None or start is None or fact.valid.start < start):
            start = fact.valid.start
    return start


def _entities_then(knowledge: Knowledge, fact: Fact, day: date) -> Iterable[str]:
    """The legal entities of a fact's unit while it last held, or now if it still holds."""
    last = day if day in fact.valid or fact.valid.end is None else fact.valid.end - _ONE_DAY
    return belonging(knowledge, fact.object, last).entities.keys()


def _latest_first(fact: Fact) -> int:
    return -(fact.valid.start or date.min).toordinal()


def _oldest(name: str, starts: Iterable[date | None]) -> dict[str, Known]:
    """The earliest of some days under a name; nothing where one has no beginning, for its age is unknown."""
    days = list(starts)
    stated = [day for day in days if day is not None]
    return {name: min(stated)} if stated and len(stated) == len(days) else {}
