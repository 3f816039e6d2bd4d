"""What holds for every standing, whatever the facts: circles, wrong kinds, unknown parties, corrections of anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.core.relation import (
    Fact,
    FactBook,
    FactKind,
    Party,
    PartyKind,
    capacities,
    conflicts,
    group_of,
    profile,
    same_entity,
    standing,
)
from comptoir.core.relation.ties import RANK, SIDE, Tie
from comptoir.core.values import DayPeriod
from tests.core.relation.oracle import Day, effective, next_change

START = date(2026, 1, 1)
LAST = 14
EXAMPLES = 60  # per property; each draws a whole history
PARTIES = [
    *(Party(f"p{number}", PartyKind.PERSON) for number in range(2)),
    *(Party(f"u{number}", PartyKind.UNIT) for number in range(4)),
    Party("c0", PartyKind.COMPANY, industry="72.19Z"),
    Party("c1", PartyKind.COMPANY, industry="7219"),
    Party("c2", PartyKind.ASSOCIATION),
    Party("c3", PartyKind.PUBLIC_BODY),
]
NAMES = [party.id for party in PARTIES]
INSTANTS = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 5, 9, 13)]

days = st.integers(0, LAST).map(lambda number: START + timedelta(days=number))


def period(ends: tuple[date | None, date | None]) -> DayPeriod:
    """A period with these ends, in whichever order makes one."""
    start, end = ends
    if start is None or end is None or start < end:
        return DayPeriod(start, end)
    return DayPeriod(end, None)


periods = st.tuples(st.none() | days, st.none() | days).map(period)
# Mostly facts of a sensible shape, so that chains form; a few that make no sense at all.
SHAPES = {
    FactKind.EMPLOYED_BY: ("p", "uc"),
    FactKind.MEMBER_OF: ("p", "uc"),
    FactKind.PART_OF: ("u", "uc"),
    FactKind.CONTROLLED_BY: ("c", "c"),
    FactKind.AGREEMENT_WITH: ("puc", "uc"),
    FactKind.IN_INDUSTRY: ("c", ""),
    FactKind.IN_VAT_GROUP: ("c", ""),
    FactKind.ACTS_FOR: ("p", "uc"),
    FactKind.BOUGHT_FROM: ("puc", "u"),
    FactKind.RETRACTED: ("puc", ""),
}


WITHOUT_OBJECT = frozenset({FactKind.IN_INDUSTRY, FactKind.IN_VAT_GROUP})


@st.composite
def one_fact(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(FactKind))
    subjects, objects = SHAPES[kind]
    anyhow = draw(st.integers(0, 9)) == 0
    ends = [name for name in NAMES if name[0] in objects]
    return Fact(
        "",
        kind,
        draw(st.sampled_from([*NAMES, "ghost"] if anyhow else [one for one in NAMES if one[0] in subjects])),
        draw(st.sampled_from([*NAMES, "ghost", ""] if anyhow or not ends else ends)),
        draw(st.sampled_from(["seconded", "student", "72.19", "72", ""])),
        draw(st.sampled_from([None, Decimal(30), Decimal(50), Decimal(51), Decimal(100)])),
        draw(periods),
        "test",
        draw(st.sampled_from(INSTANTS)),
        draw(st.sampled_from(["", "", "", "", *(str(number) for number in range(12))])),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """A few dozen facts with ids, correcting each other now and then."""
    drawn = draw(st.lists(one_fact(), max_size=14))
    return [
        Fact(str(number), one.kind, one.subject, one.object, one.role, one.share, one.valid, one.source,
             one.recorded_at, one.corrects)
        for number, one in enumerate(drawn)
    ]  # fmt: skip


customers = st.sampled_from([*NAMES, "ghost"])
suppliers = st.sampled_from(["u0", "u1", "u2", "u3", "c0", "p0", "ghost"])
instants = st.sampled_from(INSTANTS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), customers, suppliers, days, instants)
def test_a_standing_is_what_the_rules_say(
    facts: list[Fact], customer: str, supplier: str, day: date, known_at: datetime
) -> None:
    found = standing(FactBook.of(PARTIES, facts), customer, supplier, as_of=day, known_at=known_at)

    assert found.tie is Day(PARTIES, facts, day, known_at).tie(customer, supplier)
    assert found.side is SIDE[found.tie]
    assert found.proof


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), customers, suppliers, days, instants)
def test_next_change_is_the_first_day_with_another_tie(
    facts: list[Fact], customer: str, supplier: str, day: date, known_at: datetime
) -> None:
    found = standing(FactBook.of(PARTIES, facts), customer, supplier, as_of=day, known_at=known_at)
    last = START + timedelta(days=LAST + 1)

    assert found.next_change == next_change(PARTIES, facts, customer, supplier, day, known_at, last=last)


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), st.randoms(use_true_random=False), customers, suppliers, days, instants)
def test_a_standing_is_one_whatever_the_order_of_the_facts(
    facts: list[Fact], chance: object, customer: str, supplier: str, day: date, known_at: datetime
) -> None:
    shuffled = list(facts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    one = standing(FactBook.of(PARTIES, facts), customer, supplier, as_of=day, known_at=known_at)
    other = standing(FactBook.of(PARTIES, shuffled), customer, supplier, as_of=day, known_at=known_at)

    assert one == other


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), histories(), customers, suppliers, days, instants)
def test_what_is_learnt_later_changes_no_answer_about_before(
    facts: list[Fact], later: list[Fact], customer: str, supplier: str, day: date, known_at: datetime
) -> None:
    after = INSTANTS[-1] + timedelta(days=1)
    more = [
        Fact(f"later-{one.id}", one.kind, one.subject, one.object, one.role, one.share, one.valid, one.source,
             after, one.corrects)
        for one in later
    ]  # fmt: skip
    before, now = FactBook.of(PARTIES, facts), FactBook.of(PARTIES, [*facts, *more])

    for book in (now, before):
        standing(book, customer, supplier, as_of=day, known_at=after)

    assert standing(now, customer, supplier, as_of=day, known_at=known_at) == standing(
        before, customer, supplier, as_of=day, known_at=known_at
    )
    assert capacities(now, customer, as_of=day, known_at=known_at) == capacities(
        before, customer, as_of=day, known_at=known_at
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), st.lists(st.tuples(customers, suppliers, days, instants), min_size=2, max_size=12))
def test_what_is_remembered_changes_no_answer(
    facts: list[Fact], asked: list[tuple[str, str, date, datetime]]
) -> None:
    used = FactBook.of(PARTIES, facts)

    for customer, supplier, day, known_at in asked:
        fresh = FactBook.of(PARTIES, facts)
        assert standing(used, customer, supplier, as_of=day, known_at=known_at) == standing(
            fresh, customer, supplier, as_of=day, known_at=known_at
        )
        assert (
            profile(used, customer, supplier, as_of=day, known_at=known_at).values
            == profile(fresh, customer, supplier, as_of=day, known_at=known_at).values
        )


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), customers, suppliers, days, instants)
def test_a_proof_names_only_facts_in_force_and_known(
    facts: list[Fact], customer: str, supplier: str, day: date, known_at: datetime
) -> None:
    found = standing(FactBook.of(PARTIES, facts), customer, supplier, as_of=day, known_at=known_at)
    in_force = {fact.id for fact in effective(facts, known_at) if day in fact.valid}
    set_aside = {reason for reason in found.proof if reason.get("relation") is not None}
    carrying = {reason.get("fact") for reason in found.proof if reason not in set_aside}

    assert carrying - {None} <= in_force
    assert all(reason.depth == "auditor" for reason in set_aside)
    if found.tie is Tie.NONE:
        assert carrying == {None}


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), days, instants)
def test_a_group_is_the_same_seen_from_each_member(facts: list[Fact], day: date, known_at: datetime) -> None:
    book = FactBook.of(PARTIES, facts)
    plain = Day(PARTIES, facts, day, known_at)

    for entity in ("c0", "c1", "c2", "c3"):
        group = group_of(book, entity, as_of=day, known_at=known_at)
        assert group == plain.group(entity)
        assert all(group_of(book, one, as_of=day, known_at=known_at) == group for one in group)


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories(), customers, customers, days, instants)
def test_nobody_is_nearer_than_the_same_legal_entity(
    facts: list[Fact], one: str, other: str, day: date, known_at: datetime
) -> None:
    book = FactBook.of(PARTIES, facts)
    found = standing(book, one, other, as_of=day, known_at=known_at)

    same = same_entity(book, one, other, as_of=day, known_at=known_at)

    assert same is (RANK[found.tie] <= RANK[Tie.MEMBER])


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories())
def test_the_check_of_facts_never_fails_and_names_every_unknown_party(facts: list[Fact]) -> None:
    found = conflicts(FactBook.of(PARTIES, facts))

    unknown = {
        fact.id
        for fact in effective(facts, INSTANTS[-1])
        if fact.subject == "ghost" or (fact.object == "ghost" and fact.kind not in WITHOUT_OBJECT)
    }
    named = {dict(one.params)["fact"] for one in found if one.code == "fact.unknown_party"}
    assert named == unknown
