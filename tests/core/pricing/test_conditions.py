"""Conditions decided on facts: unknown names, kinds of values, ages, reasons, and what follows from what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from comptoir.core.pricing.conditions import (
    Facts,
    add_span,
    cannot_both_hold,
    comparisons,
    compile_condition,
    holds,
    implies,
    names_used,
    seconds_of,
    start_of_age,
    why,
)
from comptoir.core.pricing.language import read_condition, write_condition
from comptoir.core.pricing.terms import AllOf, AnyOf, Compare, Comparison, Condition, Not, Span
from comptoir.core.relation.profile import Known, Profile
from comptoir.core.values import Reason
from comptoir.wording.sentences import all_sentences

D = Decimal
TODAY = date(2026, 11, 23)


def texts(*values: str) -> frozenset[str]:
    return frozenset(values)


def party(name: str = "P", **values: Known) -> Profile:
    return Profile(name, values)


INSIDER = party(
    side=texts("internal"),
    tie=texts("employee"),
    role=texts("PhD", "tutor"),
    within=texts("BIO", "ORG"),
    country=texts("NO"),
    industry=texts("72.19"),
    age=date(2021, 11, 23),
    verified=True,
    seats=D(12),
)
OUTSIDER = party("Q", side=texts("external"), kind=texts("company"), role=frozenset())
FACTS = Facts(
    on=TODAY,
    deciding=INSIDER,
    payer=OUTSIDER,
    answers={"assisted": True, "media": "usb", "miles": D(12), "notice": D(10 * 86_400), "text number": "7"},
    quantity=D(3),
    unit="hour",
    measures={"hour": D(3), "participant": D(4)},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # texts, without case, any of several
        ("side = INTERNAL", True),
        ("role = phd", True),
        ("role in (visitor, Tutor)", True),
        ("role != phd", False),
        ("role != visitor", True),
        ("within = BIO and within = ORG", True),
        ("country = NO", True),
        ("country in (FR, DE)", False),
        # an activity code from the front, dots or not
        ("industry = 72", True),
        ("industry = 7219", True),
        ("industry = 72.1", True),
        ("industry = 71", False),
        ("industry != 72", False),
        # unknown names
        ("agreement = CCSG", False),
        ("agreement != CCSG", False),
        ("not agreement = CCSG", True),
        ("miles_limit < 5", False),
        ("membership_age >= 0 days", False),
        ("trained", False),
        ("trained = no", True),
        ("trained != yes", True),
        ("not trained", True),
        ("payer.role = phd", False),
        ("payer.role != phd", False),
        # yes/no, choices and numbers
        ("assisted", True),
        ("assisted = no", False),
        ("verified and assisted", True),
        ("media = USB", True),
        ("media = yes", False),
        ("media = no", False),
        ("media in (none, usb)", True),
        ("miles = 12", True),
        ("miles > 12", False),
        ("miles in (3, 12)", True),
        ("miles < 12.5", True),
        ("seats >= 12", True),
        ("media > 3", False),
        ("miles > 10 miles", True),
        # whose
        ("payer.side = external", True),
        ("buyer.side = external", False),
        ("beneficiary.side = internal", True),
        ("payer.kind = company and side = internal", True),
        # the line
        ("quantity >= 3", True),
        ("quantity >= 180 minutes", True),
        ("quantity > 3 hours", False),
        ("quantity > 3 pages", False),
        ("hours >= 3", True),
        ("minutes = 180", True),
        ("participants > 4", False),
        ("days < 1", True),
        ("pages > 0", False),
        ("event = use", True),
        ("event != cancellation", True),
        # notice
        ("notice <= 10 days", True),
        ("notice < 240 hours", False),
        ("notice < 2 weeks", True),
        # ages
        ("age = 5 years", True),
        ("age < 5 years", False),
        ("age <= 60 months", True),
        ("age >= 5 years", True),
        ("age < 61 months", True),
        ("age > 1826 days", False),
        ("age >= 1826 days", True),
        # logic
        ("side = external or assisted and verified", True),
        ("(side = external or assisted) and not verified", False),
    ],
)
def test_conditions_on_facts(text: str, expected: bool) -> None:
    assert holds(read_condition(text), FACTS) is expected


def test_an_answer_cannot_state_a_better_standing() -> None:
    claims = Facts(on=TODAY, deciding=OUTSIDER, answers={"side": "internal", "role": "phd", "age": D(1)})

    assert not holds(read_condition("side = internal or role = phd"), claims)


def test_the_request_answers_before_the_profile() -> None:
    changed = Facts(on=TODAY, deciding=INSIDER, answers={"verified": False})

    assert not holds(read_condition("verified"), changed)


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    facts = Facts(on=TODAY, deciding=party(role=texts("E\u0301TUDIANT")))

    assert holds(read_condition("role = étudiant"), facts)


def test_one_is_not_yes() -> None:
    facts = Facts(on=TODAY, deciding=party(), answers={"count": D(1)})

    assert holds(read_condition("count = 1"), facts)
    assert not holds(read_condition("count = yes"), facts)


def test_an_answer_in_text_is_compared_as_the_rule_needs() -> None:
    facts = Facts(on=TODAY, deciding=party(), answers={"count": "7", "flag": "oui"})

    assert holds(read_condition("count > 6 and flag and flag != no"), facts)


def test_units_of_the_card_convert() -> None:
    facts = Facts(
        on=TODAY,
        deciding=party(),
        quantity=D(2),
        unit="GPU-hour",
        measures={"GPU-hour": D(2)},
        conversions={"GPU-hour": (D(10), "core-hour")},
    )

    assert holds(read_condition("quantity = 20 core-hours and core-hour > 19"), facts)


# --- ages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "span", "complete"),
    [
        (date(2024, 2, 29), Span(D(1), "year"), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(D(4), "year"), date(2028, 2, 29)),
        (date(2026, 1, 31), Span(D(1), "month"), date(2026, 2, 28)),
        (date(2026, 1, 31), Span(D(3), "month"), date(2026, 4, 30)),
        (date(2026, 12, 31), Span(D(2), "quarter"), date(2027, 6, 30)),
        (date(2026, 12, 31), Span(D(1), "day"), date(2027, 1, 1)),
        (date(2026, 2, 1), Span(D(4), "week"), date(2026, 3, 1)),
        (date(2026, 1, 1), Span(D(9999), "year"), None),
    ],
)
def test_lengths_of_time_on_the_calendar(start: date, span: Span, complete: date | None) -> None:
    assert add_span(start, span) == complete


def test_an_age_is_complete_on_its_day() -> None:
    young = compile_condition(read_condition("age < 5 years"))
    founded = party(age=date(2024, 2, 29))

    assert young(Facts(on=date(2029, 2, 27), deciding=founded))
    assert not young(Facts(on=date(2029, 2, 28), deciding=founded))


def test_an_age_beyond_the_calendar_is_never_complete() -> None:
    facts = Facts(on=TODAY, deciding=party(age=date(2024, 1, 1)))

    assert holds(read_condition("age < 9999 years"), facts)
    assert not holds(read_condition("age >= 9999 years"), facts)


@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    st.integers(0, 40),
    st.sampled_from(["year", "month", "day"]),
)
def test_a_described_age_is_that_age(on: date, count: int, unit: str) -> None:
    span = Span(D(count), unit)

    start = start_of_age(span, on)

    complete = add_span(start, span)
    assert complete is not None
    assert timedelta(0) <= on - complete <= timedelta(3), "exact but for the ends of months"
    if on.day <= 28:
        assert complete == on


def test_spans_in_seconds() -> None:
    assert seconds_of(Span(D(2), "hour")) == 7_200
    assert seconds_of(Span(D(2), "month")) is None


# --- reasons --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("role in (phd, postdoc)", [Reason("because.role", (("value", "PhD"),))]),
        ("role = visitor", []),
        ("side = external or assisted", [Reason("because.answer", (("name", "assisted"), ("value", True)))]),
        (
            "payer.side = external and side != external",
            [
                Reason("because.payer.side", (("value", "external"),)),
                Reason("because.side", (("value", "internal"),)),
            ],
        ),
        ("not agreement = CCSG", [Reason("because.agreement.unknown")]),
        ("not trained", [Reason("because.answer", (("name", "trained"), ("value", False)))]),
        ("not role = visitor", [Reason("because.role", (("value", ("PhD", "tutor")),))]),
        ("age >= 5 years", [Reason("because.age", (("value", date(2021, 11, 23)),))]),
        ("hours >= 2 and hours < 8", [Reason("because.answer", (("name", "hours"), ("value", D(3))))]),
        ("not miles_limit > 3", [Reason("because.unknown", (("name", "miles_limit"),))]),
    ],
)
def test_reasons_tell_the_facts_and_not_the_rule(text: str, reasons: list[Reason]) -> None:
    assert list(why(read_condition(text), FACTS)) == reasons


def test_names_used() -> None:
    condition = read_condition("payer.side = internal and (not verified or age < 2 years)")

    assert names_used(condition) == {"side", "verified", "age"}
    assert [one.who for one in comparisons(condition)] == ["payer", "", ""]


# --- what follows from what -----------------------------------------------------------------------------------------

FOLLOWS = [
    ("role = phd", "role in (phd, postdoc)"),
    ("side = internal and role = phd", "side = internal"),
    ("side = internal", "side = internal or role = phd"),
    ("role = phd or role = tutor", "role in (tutor, phd)"),
    ("age < 2 years", "age < 5 years"),
    ("age < 24 months", "age <= 2 years"),
    ("age = 2 years", "age >= 1 year"),
    ("miles > 5 and miles < 6", "miles >= 5"),
    ("industry = 72.19", "industry = 72"),
    ("side = internal", "side != external"),
    ("side = internal", "not side = external"),
    ("verified", "verified = yes"),
    ("not verified", "not (verified and assisted)"),
    ("verified != yes", "not verified"),
    ("not (side = external or verified)", "not verified"),
    ("quantity > 3 hours", "quantity > 120 minutes"),
]
EXCLUDE = [
    ("side = internal", "side = external"),
    ("side = internal and verified", "side = external or not verified"),
    ("age < 2 years", "age >= 24 months"),
    ("verified", "not verified"),
    ("verified", "verified = no"),
    ("role = phd", "role != phd"),
    ("miles < 5", "miles = 5"),
    ("stage in (potential)", "stage = actual"),
]
NOT_SEEN = [
    ("role = phd", "role = tutor"),
    ("role = phd", "role != tutor"),
    ("role in (phd, tutor)", "role != phd"),
    ("side = internal", "payer.side = external"),
    ("age < 2 years", "age > 400 days"),
    ("miles = 1", "miles = yes"),
    ("miles > 10 hours", "miles > 599 minutes"),
]


@pytest.mark.parametrize(("first", "second"), FOLLOWS)
def test_what_follows(first: str, second: str) -> None:
    assert implies(read_condition(first), read_condition(second))
    assert not implies(read_condition(second), read_condition(first)) or first in (
        "verified",
        "verified != yes",
    )


@pytest.mark.parametrize(("first", "second"), EXCLUDE)
def test_what_excludes(first: str, second: str) -> None:
    assert cannot_both_hold(read_condition(first), read_condition(second))
    assert cannot_both_hold(read_condition(second), read_condition(first))


@pytest.mark.parametrize(("first", "second"), NOT_SEEN)
def test_what_is_not_certain_is_not_said(first: str, second: str) -> None:
    assert not implies(read_condition(first), read_condition(second))
    assert not cannot_both_hold(read_condition(first), read_condition(second))


def test_reasoning_gives_up_on_conditions_nested_on_purpose() -> None:
    text = "a"
    for depth in range(30):
        text = f"b{depth} {'and' if depth % 2 else 'or'} ({text})"

    assert not cannot_both_hold(read_condition(text), read_condition(text.replace("b", "c")))


SIMPLE = [
    read_condition(f"{negated}{text}")
    for negated in ("", "not ")
    for text in (
        *("side = internal", "side != internal", "side in (internal, external)", "side = external"),
        *("role = phd", "role != phd", "role in (phd, tutor)", "role = tutor", "role != tutor"),
        *("industry = 7", "industry = 72", "industry != 72", "industry in (72.19, 71)"),
        *(
            "age < 1 year",
            "age >= 12 months",
            "age = 1 year",
            "age < 2 years",
            "age > 365 days",
            "age <= 28 days",
        ),
        *("miles = 1", "miles = yes", "miles = no", "miles != yes", "miles < 2", "miles >= 1", "miles = 2"),
        *('miles = "1"', 'miles != "1"', "miles in (1, 2)", "miles in (yes, usb)", "miles > 1 hour"),
        *("miles >= 60 minutes", "quantity > 1 hour", "quantity <= 60 minutes", "quantity = 60", "verified"),
    )
]
PARTIES: tuple[dict[str, Known], ...] = (
    {},
    {"side": texts("internal"), "role": texts("phd"), "industry": texts("72.19"), "age": date(2025, 11, 23)},
    {"side": texts("external"), "role": texts("phd", "tutor"), "industry": texts("71", "72")},
    {"role": texts("tutor"), "industry": texts("7"), "age": date(2026, 11, 1), "verified": True},
    {"role": texts("visitor"), "industry": texts("01"), "age": date(2020, 1, 1), "verified": False},
    {"age": date(2025, 11, 22)},
)
MILES = (None, D(0), D(1), D(2), D(60), "1", "usb", "yes", True, False)
SIMPLE_WORLDS = [
    Facts(
        on=TODAY,
        deciding=Profile("P", values),
        answers={} if miles is None else {"miles": miles},
        quantity=quantity,
        unit="minute",
    )
    for values in PARTIES
    for miles in MILES
    for quantity in (None, D(1), D(60), D(61))
]


def test_whatever_is_said_of_two_comparisons_is_true_in_every_world() -> None:
    worlds = [[holds(one, facts) for facts in SIMPLE_WORLDS] for one in SIMPLE]

    said = 0
    for first, mine in zip(SIMPLE, worlds, strict=True):
        for second, theirs in zip(SIMPLE, worlds, strict=True):
            if implies(first, second):
                said += 1
                assert not any(one and not other for one, other in zip(mine, theirs, strict=True)), (
                    first,
                    second,
                )
            if cannot_both_hold(first, second):
                said += 1
                assert not any(one and other for one, other in zip(mine, theirs, strict=True)), (
                    first,
                    second,
                )
    assert said > 250


# Few names and values, so that random conditions meet.
VALUES: dict[str, st.SearchStrategy[object]] = {
    "side": st.sampled_from(["internal", "external"]),
    "role": st.sampled_from(["phd", "tutor", "PhD"]),
    "industry": st.sampled_from(["7", "72", "72.19"]),
    "age": st.builds(Span, st.integers(0, 4).map(D), st.sampled_from(["year", "month"])),
    "miles": st.integers(0, 3).map(D) | st.booleans() | st.sampled_from(["1", "usb"]),
    "verified": st.booleans(),
}
RANGED = [Comparison.LT, Comparison.LE, Comparison.GT, Comparison.GE]


@st.composite
def compares(draw: st.DrawFn) -> Compare:
    name = draw(st.sampled_from(sorted(VALUES)))
    values = tuple(draw(st.lists(VALUES[name], min_size=1, max_size=2)))
    if len(values) > 1:
        return Compare("", name, Comparison.IN, values)  # type: ignore[arg-type]
    ordered = isinstance(values[0], Decimal | Span)
    comparison = draw(st.sampled_from([Comparison.EQ, Comparison.NE, *(RANGED if ordered else [])]))
    return Compare("", name, comparison, values)  # type: ignore[arg-type]


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf), parts.map(Not))


CONDITIONS = st.recursive(compares(), joined, max_leaves=5)
WORLDS = st.builds(
    lambda values, answers: Facts(on=TODAY, deciding=Profile("P", values), answers=answers),
    st.fixed_dictionaries(
        {},
        optional={
            "side": st.sampled_from([texts("internal"), texts("external"), texts()]),
            "role": st.frozensets(st.sampled_from(["phd", "tutor", "visitor"])),
            "industry": st.frozensets(st.sampled_from(["72.19", "71", "7"]), max_size=2),
            "age": st.sampled_from(
                [TODAY - timedelta(days=days) for days in (0, 28, 31, 365, 366, 800, 2000)]
            ),
        },
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "miles": st.integers(0, 3).map(D) | st.sampled_from(["1", "usb", "yes"]) | st.booleans(),
            "verified": st.booleans(),
        },
    ),
)


@given(CONDITIONS, CONDITIONS, st.lists(WORLDS, min_size=5, max_size=12))
@example(read_condition("not miles = yes"), read_condition("miles = no"), [Facts(on=TODAY, deciding=party())])
def test_what_is_said_to_follow_does(first: Condition, second: Condition, worlds: list[Facts]) -> None:
    follows, excludes = implies(first, second), cannot_both_hold(first, second)
    assume(follows or excludes)

    for facts in worlds:
        if holds(first, facts):
            assert not follows or holds(second, facts)
            assert not excludes or not holds(second, facts)


@given(CONDITIONS, WORLDS)
@example(read_condition("miles = 1"), Facts(on=TODAY, deciding=party(), answers={"miles": D(1)}))
def test_a_condition_decides_like_the_one_read_back(condition: Condition, facts: Facts) -> None:
    again = read_condition(write_condition(condition))

    assert holds(again, facts) is holds(condition, facts)


@given(CONDITIONS, WORLDS)
def test_what_holds_has_reasons_with_sentences(condition: Condition, facts: Facts) -> None:
    reasons = why(condition, facts)

    assert bool(reasons) is holds(condition, facts)
    assert {reason.code for reason in reasons} <= set(all_sentences())


@given(compares(), WORLDS)
def test_unknown_decides_nothing_but_yes_and_no(compare: Compare, facts: Facts) -> None:
    nobody = Facts(on=facts.on, deciding=party())
    yes_no = any(isinstance(value, bool) for value in compare.values)

    assert yes_no or not holds(compare, nobody)
