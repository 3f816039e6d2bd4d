"""Whatever stands in a cell, a reader answers or says Unreadable; what is written reads back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.core.pricing import language
from comptoir.core.pricing.language.conditions import AGE_NAMES, TEXT_NAMES
from comptoir.core.pricing.terms import AllOf, AnyOf, Compare, Comparison, Condition, Event, Not, Span
from comptoir.core.values import Unreadable
from comptoir.wording.sentences import all_sentences

SENTENCES = all_sentences()
PARIS = ZoneInfo("Europe/Paris")
READERS: dict[str, Callable[[str], object]] = {
    "number": language.read_number,
    "number with commas": lambda text: language.read_number(text, comma=True),
    "amount": language.read_amount,
    "money": language.read_money,
    "tax": language.read_tax,
    "yes or no": language.read_yes_no,
    "id": language.read_id,
    "target": language.read_target,
    "classes": language.read_classes,
    "word": lambda text: language.read_word(text, Event),
    "price": language.read_price,
    "per": language.read_per,
    "step": language.read_step,
    "threshold": language.read_threshold,
    "counter": language.read_counter,
    "measures": lambda text: language.read_measures(text, default_unit="piece"),
    "measures with commas": lambda text: language.read_measures(text, default_unit="piece", comma=True),
    "span": language.read_span,
    "window": lambda text: language.read_window(text, {"night": "20:00-07:00"}),
    "a window's name": lambda text: language.read_window("night", {"night": text}),
    "condition": language.read_condition,
    "assignments": language.read_assignments,
    "date": language.read_date,
    "period": lambda text: language.read_period("2026-01-01", text),
    "instant": lambda text: language.read_instant(text, PARIS),
}
# Words of the languages thrown together come nearer to what people write than random characters do.
WORDS = (
    "1 12.50 1,5 10% -5 > 100 8h 02:30 2026-03-29 24:00 9999 x of per + - ( ) = != <= , ; . : | * or and not in yes "
    "oui free quote not offered base cost unit booked students offering:sem class: hour minutes month years line days "
    "uses spend fiscal year ever by payer group: mon-fri sat,sun 06-01..08-31 holidays night side role age notice "
    '" “ ” « » € ∞ ٣ ² \u00a0 \u202f \u2212 \n \x00'
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
@example(text="\ud800")
@example(text="9" * 10_000)
@example(text=" " * 10_000)
@example(text="not " * 900 + "a")
@example(text="0" * 499 + "x")
def test_a_reader_answers_or_says_unreadable(name: str, text: str) -> None:
    wrong = None
    try:
        READERS[name](text)
    except Unreadable as refused:
        wrong = refused

    assert wrong is None or wrong.code in SENTENCES, "every code is worded"
    assert wrong is None or wrong.expected, "every error shows what was expected"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12),
    st.sampled_from([" ", "\u00a0", "\u202f"]),
    st.booleans(),
)
def test_a_number_reads_back_however_it_is_grouped(number: Decimal, space: str, comma: bool) -> None:
    written = f"{number:,f}".replace(",", space)
    written = written.replace(".", ",") if comma else written

    assert language.read_number(written, comma=comma) == number


PLAIN_NAMES = sorted({"verified", "miles_limit", "media", "hours", "quantity", "x-1", "été"})
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-99999, max_value=99999)
SPANS = st.builds(Span, st.integers(0, 400).map(Decimal), st.sampled_from(["day", "month", "year", "week"]))
ORDERS = [one for one in Comparison if one is not Comparison.IN]
SAID = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12
)


@st.composite
def compares(draw: st.DrawFn) -> Compare:
    """Any comparison that a cell can say."""
    who = draw(st.sampled_from(["", "buyer", "payer", "beneficiary"]))
    name = draw(st.sampled_from([*PLAIN_NAMES, *sorted(TEXT_NAMES), *sorted(AGE_NAMES), "notice"]))
    if name in AGE_NAMES:
        return Compare(who, name, draw(st.sampled_from(ORDERS)), (draw(SPANS),))
    if name == "notice":
        days = Span(draw(AMOUNTS.map(abs)), draw(st.sampled_from(["hour", "day"])))
        return Compare(who, name, draw(st.sampled_from(ORDERS)), (days,))
    texts = SAID if name in TEXT_NAMES else st.one_of(SAID, st.booleans(), AMOUNTS, SPANS)
    values = tuple(draw(st.lists(texts, min_size=1, max_size=3)))
    if len(values) > 1:
        return Compare(who, name, Comparison.IN, values)
    ordered = isinstance(values[0], Decimal | Span)
    allowed = ORDERS if ordered else [Comparison.EQ, Comparison.NE]
    return Compare(who, name, draw(st.sampled_from(allowed)), values)


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions out of smaller ones."""
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf), parts.map(Not))


CONDITIONS = st.recursive(compares(), joined, max_leaves=8)


@given(CONDITIONS)
def test_a_condition_reads_back_from_its_text(condition: Condition) -> None:
    text = language.write_condition(condition)

    again = language.read_condition(text)

    assert repr(again) == repr(condition)
    assert language.write_condition(again) == text
