"""Templates are filled for the reader's language, and nothing that is missing ends in a traceback."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.core.pricing.terms import Event, Per
from comptoir.core.values import Amount, DayPeriod, Place, Reason
from comptoir.wording import format_per, format_value, say, say_place, say_reason
from comptoir.wording.say import _fill

NB, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("template", "params", "english", "french"),
    [
        ("{x}", {"x": Decimal("1234.50")}, "1,234.5", f"1{NARROW}234,5"),
        ("{x}", {"x": Amount(123450, "EUR")}, "€1,234.50", f"1{NARROW}234,50{NB}€"),
        ("{x:signed}", {"x": Amount(-500, "EUR")}, "-€5.00", f"-5,00{NB}€"),
        ("{x:signed}", {"x": Amount(500, "EUR")}, "+€5.00", f"+5,00{NB}€"),
        ("{x}", {"x": date(2026, 5, 1)}, "1 May 2026", "1er mai 2026"),
        ("{x:short}", {"x": date(2026, 11, 23)}, "23 Nov 2026", "23 nov. 2026"),
        ("{x:weekday}", {"x": date(2026, 10, 25)}, "Sun 25 Oct 2026", "dim. 25 oct. 2026"),
        ("{x}", {"x": datetime(2026, 5, 1, 9, 5, tzinfo=UTC)}, "1 May 2026, 09:05", f"1er mai 2026 à 9{NB}h{NB}05"),
        ("{x}", {"x": DayPeriod(date(2026, 1, 1))}, "from 1 January 2026", "à partir du 1er janvier 2026"),
        ("{x}", {"x": ("a", "b", "c")}, "a, b and c", "a, b et c"),
        ("{x:or}", {"x": ("a", "b", "c")}, "a, b or c", "a, b ou c"),
        ("{x:term}", {"x": "internal"}, "internal", "interne"),
        ("{tie:term}", {"tie": "none"}, "no tie", "aucun lien"),
        ("{x:term}", {"x": ("person", "company")}, "person and company", "personne et société"),
        ("{x}", {"x": Event.CANCELLATION}, "cancellation", "annulation"),
        ("{x}", {"x": {"page": Decimal(4), "day": Decimal(2)}}, "4 pages and 2 days", "4 pages et 2 jours"),
        ("{n} {n|page|pages}", {"n": 1}, "1 page", "1 page"),
        ("{n} {u:unit n}", {"n": Decimal("1.5"), "u": "hour"}, "1.5 hours", "1,5 heure"),
        ("{x:in currency}", {"x": Decimal("0.014"), "currency": "EUR"}, "€0.014", f"0,014{NB}€"),
        ("a{x:plus currency}", {"x": Decimal(2), "currency": "EUR"}, "a, plus €2.00", f"a, plus 2,00{NB}€"),
        ("a{x:plus currency}", {"x": Decimal(0), "currency": "EUR"}, "a", "a"),
        ("{x:percent}", {"x": Decimal("0.265")}, "26.5%", f"26,5{NB}%"),
        ("{x:plain}", {"x": 2026}, "2026", "2026"),
        ("{x} {{}}", {"x": None}, " {}", " {}"),
    ],
)  # fmt: skip
def test_a_notation_in_both_languages(template: str, params: dict, english: str, french: str) -> None:
    assert _fill(template, params, "en") == english
    assert _fill(template, params, "fr") == french


def test_an_unknown_code_is_shown_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPTOIR_STRICT_WORDING")

    assert say("no.such", (("on", date(2026, 1, 1)), ("names", ("a", "b"))), "fr") == (
        "no.such (on: 1er janvier 2026, names: a et b)"
    )
    assert say("no.such", (), "en") == "no.such"


def test_an_unknown_code_raises_where_tests_are_strict() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        say("no.such", (), "en")


def test_places_and_prices_have_words() -> None:
    assert say_place(Place("rates.csv", 3), "en") == "rates.csv, line 3"
    assert format_value(Place("company.toml"), "fr") == "company.toml"
    assert format_per(Per(("participant", "day")), "fr") == "participant × jour"


def test_the_steps_of_an_explanation_follow_each_other_as_sentences() -> None:
    steps = (Reason("because.kind", (("value", "company"),)), Reason("because.within", (("value", "BIO"),)))

    said = format_value(steps, "en")

    assert said == " ".join(say_reason(step, "en") for step in steps)
    assert said.count(".") == 2


def test_several_units_are_a_choice() -> None:
    said = say("rate.unit", {"offering": "seq", "expected": "run", "found": ("hour", "sample")}, "fr")

    assert "par heure ou échantillon" in said
