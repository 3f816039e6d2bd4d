"""Does a condition hold for this customer and this request, and by which facts?

A condition is compiled once into a function of `Facts`. What is not known decides nothing: every comparison with an
unknown name fails, `!=` too; only a yes/no name without an answer counts as `no`. Texts compare without regard to
case and Unicode form. Rule to remember: standing (side, role, age ...) is read from the party's profile only, never
from the answers of a request, so that nobody can state a better standing than the facts prove.
"""

from __future__ import annotations

import operator
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.pricing.language import (
    AGE_NAMES,
    TEXT_NAMES,
    cannot_both_hold,
    fold,
    implies,
    read_number,
    yes_or_no,
)
from comptoir.core.pricing.terms import AllOf, AnyOf, Compare, Comparison, Condition, Not, Span
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Measures, Reason, Unreadable
from comptoir.core.values.unit import Unit, unit

__all__ = [
    "Facts",
    "add_span",
    "cannot_both_hold",
    "comparisons",
    "compile_condition",
    "find",
    "holds",
    "implies",
    "names_used",
    "seconds_of",
    "start_of_age",
    "why",
]

# Names that only a profile can answer.
PROFILE_NAMES = AGE_NAMES | frozenset(
    "side tie stage role within agreement industry country kind party".split()
)  # fmt: skip
_SECONDS_PER_DAY = 86_400
_REMEMBERED = 4_096
_ORDER: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.EQ: operator.eq, Comparison.IN: operator.eq, Comparison.LT: operator.lt,
    Comparison.LE: operator.le, Comparison.GT: operator.gt, Comparison.GE: operator.ge,
}  # fmt: skip

Known = frozenset[str] | str | date | Decimal | bool | Span
Test = Callable[["Facts"], bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions ask about: the parties, the request's answers, the line, and the price's date.

    on            the price's date, which ages are counted to
    deciding      the profile that chooses the class; buyer None means the same party
    payer, beneficiary    None mean the buyer
    answers       answers of the request and the line; `notice` in seconds (or as a Span)
    event         use, cancellation, no-show or late
    quantity      how much the line asks for, in `unit`; measures holds all its quantities
    conversions   the units that the card declares
    """

    on: date
    deciding: Profile
    buyer: Profile | None = None
    payer: Profile | None = None
    beneficiary: Profile | None = None
    answers: Mapping[str, str | bool | Decimal | Span] = field(default_factory=dict)
    event: str = "use"
    quantity: Decimal | None = None
    unit: str = ""
    measures: Measures = field(default_factory=dict)
    conversions: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)

    def party(self, who: str) -> Profile:
        """The profile of the party that decides (empty), the buyer, the payer or the beneficiary."""
        buyer = self.buyer or self.deciding
        if who == "payer":
            return self.payer or buyer
        if who == "beneficiary":
            return self.beneficiary or buyer
        return buyer if who == "buyer" else self.deciding


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a condition holds.

    >>> from comptoir.core.pricing.language import read_condition
    >>> student = Profile("P1", {"side": frozenset({"internal"}), "role": frozenset({"phd"})})
    >>> facts = Facts(on=date(2026, 1, 1), deciding=student, answers={"assisted": True})
    >>> holds(read_condition("side = internal and role in (phd, postdoc)"), facts)
    True
    >>> holds(read_condition("country != FR or not assisted"), facts)
    False
    """
    return compile_condition(condition)(facts)


def compile_condition(condition: Condition) -> Test:
    """A condition as a function of the facts; compile once, ask often.

    Not remembered by the condition itself: to Python `x = 1` and `x = yes` are equal values.
    """
    if isinstance(condition, Compare):
        return _compiled(condition)
    if isinstance(condition, Not):
        part = compile_condition(condition.part)
        return lambda facts: not part(facts)
    parts = tuple(compile_condition(part) for part in condition.parts)
    # `and` stops at the first that fails, `or` at the first that holds.
    decisive = isinstance(condition, AnyOf)

    def joined(facts: Facts) -> bool:
        for part in parts:
            if part(facts) is decisive:
                return decisive
        return not decisive

    return joined


# --- what is known ----------------------------------------------------------------------------------------------


def find(who: str, name: str, facts: Facts) -> Known | None:
    """What is known under a name, or None.

    Standing comes from the profile alone; other names from the answers, then the profile, then the line's
    quantities (`hours`, `participants` ...).
    """
    if who or name in PROFILE_NAMES:
        return facts.party(who).values.get(name)
    if name == "event":
        return facts.event
    if name == "quantity":
        return facts.quantity
    answer = facts.answers.get(name)
    if answer is None:
        answer = facts.deciding.values.get(name)  # type: ignore[assignment] # a wider set of types
    return _measured(name, facts) if answer is None else answer


def _measured(name: str, facts: Facts) -> Decimal | None:
    """The line's quantity in the unit that a name is the plural of, if it states one of that dimension."""
    if not facts.measures:
        return None
    wanted = unit(name, facts.conversions)
    for measured, count in facts.measures.items():
        stated = unit(measured, facts.conversions)
        if stated.base == wanted.base:
            return count * stated.factor / wanted.factor
    return None


# --- comparing --------------------------------------------------------------------------------------------------


def _compiled(compare: Compare) -> Test:
    """One comparison as a function of the facts."""
    who, name = compare.who, compare.name
    matches = _matcher(compare)
    negative = compare.comparison is Comparison.NE
    if any(isinstance(value, bool) for value in compare.values):
        # A yes/no name without an answer counts as `no`.
        def yes_no(facts: Facts) -> bool:
            known = find(who, name, facts)
            return matches(False if _unknown(known) else known, facts) is not negative

        return yes_no

    of_decider = not who and name in PROFILE_NAMES

    def compared(facts: Facts) -> bool:
        known = facts.deciding.values.get(name) if of_decider else find(who, name, facts)
        return not _unknown(known) and matches(known, facts) is not negative

    return compared


def _unknown(known: object) -> bool:
    """Whether nothing is known: no value, an empty text or an empty set of texts."""
    return not known and (known is None or isinstance(known, str | frozenset))


def _matcher(compare: Compare) -> Callable[[Known | None, Facts], bool]:
    """A test of one known value against all values of a comparison; `!=` is tested as `=`."""
    if compare.name in TEXT_NAMES:
        wanted = frozenset(fold(str(value)) for value in compare.values)
        if compare.name == "industry":
            codes = tuple(code.replace(".", "") for code in wanted)
            return lambda known, _: any(
                fold(text).replace(".", "").startswith(codes) for text in _texts(known)
            )
        return _text_test(wanted)
    comparison = Comparison.EQ if compare.comparison is Comparison.NE else compare.comparison
    ordered = _ORDER[comparison]
    tests = tuple(_value_test(compare.name, value, ordered) for value in compare.values)
    if len(tests) == 1:
        return tests[0]
    return lambda known, facts: any(test(known, facts) for test in tests)


def _value_test(
    name: str, value: str | Decimal | bool | Span, ordered: Callable[[Any, Any], bool]
) -> Callable[[Known | None, Facts], bool]:
    """A test of one known value against one value, by that value's type."""
    if isinstance(value, bool):
        return lambda known, _: _as_bool(known) is value
    if isinstance(value, str):
        return _text_test(frozenset({fold(value)}))
    if isinstance(value, Decimal):
        return lambda known, _: (number := _as_number(known)) is not None and ordered(number, value)

    bounds: dict[date, date] = {}

    def span_test(known: Known | None, facts: Facts) -> bool:
        if isinstance(known, date):
            bound = bounds.get(known)
            if bound is None:
                if len(bounds) > _REMEMBERED:
                    bounds.clear()
                bound = bounds[known] = _bound(known, value)
            return ordered(facts.on, bound)
        measured = unit(value.unit, facts.conversions)
        amount = _magnitude(name, known, measured, facts)
        return amount is not None and ordered(amount, value.count * measured.factor)

    return span_test


def _text_test(wanted: frozenset[str]) -> Callable[[Known | None, Facts], bool]:
    """A test whether one of the known texts is among those wanted."""

    def text_test(known: Known | None, _: Facts) -> bool:
        for text in _texts(known):  # noqa: SIM110 - asked for every line: a generator costs more than the test
            if fold(text) in wanted:
                return True
        return False

    return text_test


def _texts(known: Known | None) -> tuple[str, ...] | frozenset[str]:
    """What is known as texts."""
    if isinstance(known, frozenset):
        return known
    if isinstance(known, bool):
        return ("yes" if known else "no",)
    if isinstance(known, Decimal):
        return (f"{known:f}",)
    return (known,) if isinstance(known, str) else ()


def _as_bool(known: Known | None) -> bool | None:
    """What is known as yes or no, or None."""
    if isinstance(known, bool):
        return known
    texts = tuple(_texts(known))
    return yes_or_no(texts[0]) if len(texts) == 1 else None


def _as_number(known: Known | None) -> Decimal | None:
    """What is known as a number, or None; several texts are no number."""
    if isinstance(known, Decimal):
        return known
    texts = tuple(_texts(known))
    if isinstance(known, bool) or len(texts) != 1:
        return None
    try:
        return read_number(texts[0])
    except Unreadable:
        return None


def _magnitude(name: str, known: Known | None, measured: Unit, facts: Facts) -> Decimal | None:
    """What is known in the base of a unit: a span, a quantity of the line, a notice in seconds, or a plain count."""
    if isinstance(known, Span):
        own = unit(known.unit, facts.conversions)
        return known.count * own.factor if own.base == measured.base else None
    number = _as_number(known)
    if number is None:
        return None
    if name == "notice":
        return number if measured.base == "second" else None
    if name in facts.answers or name in facts.deciding.values:
        return number * measured.factor
    own = unit(facts.unit if name == "quantity" else name, facts.conversions)
    return number * own.factor if own.base == measured.base else None


# --- ages -------------------------------------------------------------------------------------------------------


def add_span(start: date, span: Span) -> date | None:
    """The day on which a length of time since a day is complete; None beyond the calendar.

    Months and years end on the same day of the month, or on the month's last day where there is none (five years
    from 29 February 2024 end on 28 February 2029). Hours count in whole days.

    >>> add_span(date(2024, 2, 29), Span(Decimal(5), "year")), add_span(date(2026, 1, 31), Span(Decimal(1), "month"))
    (datetime.date(2029, 2, 28), datetime.date(2026, 2, 28))
    """
    measured = unit(span.unit)
    try:
        if measured.base == "second":
            return start + timedelta(days=int(span.count * measured.factor // _SECONDS_PER_DAY))
        months = start.year * 12 + start.month - 1 + int(span.count * measured.factor)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def _bound(start: date, span: Span) -> date:
    """The day to compare the price's date with: `age < span` holds before it."""
    return add_span(start, span) or (date.max if span.count > 0 else date.min)


def start_of_age(span: Span, on: date) -> date:
    """A day from which a length of time has passed exactly on a day (for a customer described by `age=2 years`).

    >>> start_of_age(Span(Decimal(2), "year"), date(2026, 3, 1))
    datetime.date(2024, 3, 1)
    """
    return add_span(on, Span(-span.count, span.unit)) or date.min


def seconds_of(span: Span) -> Decimal | None:
    """A span of seconds to weeks in seconds; None for months and years.

    >>> seconds_of(Span(Decimal(20), "day"))
    Decimal('1728000')
    """
    measured = unit(span.unit)
    return span.count * measured.factor if measured.base == "second" else None


# --- explaining -------------------------------------------------------------------------------------------------


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Every comparison of a condition, in the order written."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


def names_used(condition: Condition) -> frozenset[str]:
    """The names that a condition asks about, without whose they are.

    >>> from comptoir.core.pricing.language import read_condition
    >>> sorted(names_used(read_condition("payer.side = internal and not verified")))
    ['side', 'verified']
    """
    return frozenset(compare.name for compare in comparisons(condition))


def why(condition: Condition, facts: Facts) -> tuple[Reason, ...]:
    """By which facts a condition holds, for the customer's explanation; nothing where it does not hold.

    Of alternatives the first that holds is told. The reasons name what is known of the customer, never what else
    the rule would have accepted.

    >>> from comptoir.core.pricing.language import read_condition
    >>> student = Profile("P1", {"role": frozenset({"phd", "tutor"})})
    >>> why(read_condition("role in (phd, postdoc)"), Facts(on=date(2026, 1, 1), deciding=student))
    (Reason(code='because.role', params=(('value', 'phd'),), depth='customer'),)
    """
    return tuple(dict.fromkeys(_why(condition, facts))) if holds(condition, facts) else ()


def _why(condition: Condition, facts: Facts) -> Iterator[Reason]:
    """The reasons of a condition that holds."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _why(part, facts)
    elif isinstance(condition, AnyOf):
        yield from _why(next(part for part in condition.parts if holds(part, facts)), facts)
    elif isinstance(condition, Not):
        for compare in comparisons(condition):
            yield _reason(compare, facts, matching=False)
    else:
        yield _reason(condition, facts, matching=condition.comparison is not Comparison.NE)


def _reason(compare: Compare, facts: Facts, *, matching: bool) -> Reason:
    """One known fact; of several texts those that matched, or all where none had to."""
    known = find(compare.who, compare.name, facts)
    whose = f"{compare.who}." if compare.who else ""
    if _unknown(known):
        yes_no = any(isinstance(value, bool) for value in compare.values)
        value: object = False if yes_no else None
    elif isinstance(known, frozenset):
        test = _matcher(compare)
        texts = sorted(text for text in known if not matching or test(frozenset({text}), facts))
        value = texts[0] if len(texts) == 1 else tuple(texts)
    else:
        value = known
    if compare.name in TEXT_NAMES or compare.name in AGE_NAMES:
        ending = ".unknown" if value is None else ""
        return Reason(f"because.{whose}{compare.name}{ending}", () if value is None else (("value", value),))
    ending = "unknown" if value is None else "answer"
    name = ("name", compare.name)
    return Reason(f"because.{whose}{ending}", (name,) if value is None else (name, ("value", value)))
