"""How many prices can one process tell in a second, explained and bare, and how fast is a card compiled?

The work: 1,000 customers in 20 classes by 500 offerings in 5 categories; every class has a rule per category and 50
offerings of its own at another price. Every price is exact to the cent and every answer is checked. Each figure is
the median of several runs; the first run, which makes the formulas, is reported apart.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median
from time import perf_counter

from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.pricing import Line, PriceBook, Request, Status, compile_card, evaluate, quote
from comptoir.core.pricing.terms import (
    Card,
    Compare,
    Comparison,
    Rate,
    RateClass,
    Relative,
    Source,
    UnitPrice,
)
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount, DayPeriod, Place

CUSTOMERS, OFFERINGS, CLASSES, CATEGORIES = 1_000, 500, 20, 5
QUESTIONS, RUNS = 20_000, 7
RATES = 200_000
ON = date(2026, 11, 23)
HERE = Place("rates.csv")

Question = tuple[Profile, str, Decimal, int]


def base_price(product: int) -> Decimal:
    """The list price of an offering."""
    return Decimal(10 + (product * 7919) % 490)


def percent(group: int, product: int) -> int:
    """Which share of the list price a class pays: its own for every tenth offering, else its category's."""
    exception = (product + group) % 10 == 0
    return 60 + group if exception else 100 - group - product % CATEGORIES


@cache
def world() -> tuple[PriceBook, tuple[Question, ...]]:
    """The price book and the questions with their answers in cents."""
    book = compile_card(_card())
    customers = [
        Profile(
            f"c{number}", {"side": frozenset({"external"}), "agreement": frozenset({f"g{number % CLASSES}"})}
        )
        for number in range(CUSTOMERS)
    ]
    chance = random.Random(42)
    questions = []
    for _ in range(QUESTIONS):
        customer, product = chance.randrange(CUSTOMERS), chance.randrange(OFFERINGS)
        quantity = chance.randint(1, 20)
        cents = base_price(product) * percent(customer % CLASSES, product) * quantity
        questions.append((customers[customer], f"p{product}", Decimal(quantity), int(cents)))
    return book, tuple(questions)


def _card() -> Card:
    """The card: the list price of each offering, and what each class pays of it."""
    rates = [
        Rate(HERE, f"p{product}", ("list",), UnitPrice(base_price(product))) for product in range(OFFERINGS)
    ]
    for group in range(CLASSES):
        for category in range(CATEGORIES):
            share = Decimal(100 - group - category) / 100
            rule = Relative(Source.CLASS, "list", share, Decimal(0))
            rates.append(Rate(HERE, f"group:k{category}", (f"g{group}",), rule))
        for product in range(OFFERINGS):
            if (product + group) % 10 == 0:
                price = base_price(product) * percent(group, product) / 100
                rates.append(Rate(HERE, f"p{product}", (f"g{group}",), UnitPrice(price)))
    classes = [
        RateClass(
            HERE, f"g{group}", "", "", condition=Compare("", "agreement", Comparison.EQ, (f"g{group}",))
        )
        for group in range(CLASSES)
    ]
    classes.append(RateClass(HERE, "list", "", ""))
    offerings = tuple(
        Offering(
            HERE, f"p{number}", "", "", "S", Kind.SERVICE, Mode.SALE, groups=frozenset({_category(number)})
        )
        for number in range(OFFERINGS)
    )
    return Card(
        HERE, "bench", "S", "", "", "EUR", DayPeriod(date(2026, 1, 1), date(2027, 1, 1)), offerings=offerings,
        classes=tuple(classes), rates=tuple(rates), time_zone="Europe/Paris",
    )  # fmt: skip


def _category(product: int) -> str:
    """The group of an offering."""
    return f"k{product % CATEGORIES}"


def quote_explained() -> dict[str, object]:
    """Quotes with their class, reasons, tax and totals."""
    book, questions = world()

    def run() -> float:
        wrong = 0
        started = perf_counter()
        for customer, offering, quantity, cents in questions:
            answer = quote(book, Request(customer, ON, (Line(offering, {"piece": quantity}),)))
            if answer.total.minor != cents or answer.status is not Status.PRICED:
                wrong += 1
        took = perf_counter() - started
        assert not wrong
        return took

    return _rates(run)


def quote_bare() -> dict[str, object]:
    """The class and the amount alone."""
    book, questions = world()

    def run() -> float:
        started = perf_counter()
        wrong = 0
        for customer, offering, quantity, cents in questions:
            found = evaluate(book, offering, book.class_of(customer, ON), {"piece": quantity}, on=ON)
            if found is None or found.minor != cents:
                wrong += 1
        took = perf_counter() - started
        assert not wrong
        return took

    return _rates(run)


def compile_200k() -> dict[str, object]:
    """A card of 200,000 rates, from values to a hashed price book."""
    classes = tuple(RateClass(HERE, f"g{group}", "", "") for group in range(CLASSES))
    rates = tuple(
        Rate(Place("rates.csv", number), f"p{number // CLASSES}", (f"g{number % CLASSES}",),
             UnitPrice(Decimal(number % 9_999 + 1) / 100))
        for number in range(RATES)
    )  # fmt: skip
    card = Card(HERE, "bench", "S", "", "", "EUR", DayPeriod(), classes=classes, rates=rates)

    def run() -> float:
        started = perf_counter()
        book = compile_card(card)
        took = perf_counter() - started
        assert evaluate(book, "p7", "g3", {"piece": Decimal(2)}) == Amount(2 * 144, "EUR")
        return took

    times = _timed(run)
    return {"rates": RATES, "seconds": round(median(times), 3), "runs": [round(one, 3) for one in times]}


def _timed(run: Callable[[], float]) -> list[float]:
    """Several runs, without the collector's pauses of earlier garbage."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        times.append(run())
    return times


def _rates(run: Callable[[], float]) -> dict[str, object]:
    """Questions per second: the median of the runs after the first, and the first."""
    first, *times = _timed(run)
    return {
        "questions": QUESTIONS,
        "per_s": round(QUESTIONS / median(times)),
        "first_run_per_s": round(QUESTIONS / first),
        "runs": [round(QUESTIONS / one) for one in times],
    }


MEASURES = {"quote-explained": quote_explained, "quote-bare": quote_bare, "compile-200k": compile_200k}
