"""Figures are exact and follow CLDR, but for the traps that are listed here."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.values import Amount
from comptoir.wording import format_amount, format_number, format_percent, format_price

NB, NARROW = "\u00a0", "\u202f"
LOCALES = {"en": "en_GB", "fr": "fr_FR"}
cents = st.integers(-(10**15), 10**15)
languages = st.sampled_from(sorted(LOCALES))


@given(minor=cents, language=languages)
def test_an_amount_reads_as_cldr_writes_it(minor: int, language: str) -> None:
    amount = Amount(minor, "EUR")

    assert format_amount(amount, language) == format_currency(amount.major, "EUR", locale=LOCALES[language])


@given(minor=cents, language=languages)
def test_a_number_reads_as_cldr_writes_it(minor: int, language: str) -> None:
    number = Decimal(minor).scaleb(-4)

    assert format_number(number, language) == format_decimal(
        number.normalize(), locale=LOCALES[language], decimal_quantization=False
    )


@pytest.mark.parametrize(
    ("minor", "currency", "english", "french"),
    [
        (1234567, "TND", f"TND{NB}1,234.567", f"1{NARROW}234,567{NB}TND"),
        (1500, "IQD", f"IQD{NB}1.500", f"1,500{NB}IQD"),
        (1500, "JPY", "JP¥1,500", f"1{NARROW}500{NB}JPY"),
        (150, "CHF", f"CHF{NB}1.50", f"1,50{NB}CHF"),
        (0, "EUR", "€0.00", f"0,00{NB}€"),
    ],
)
def test_a_currency_keeps_the_minor_unit_of_iso_4217(
    minor: int, currency: str, english: str, french: str
) -> None:
    assert format_amount(Amount(minor, currency), "en") == english
    assert format_amount(Amount(minor, currency), "fr") == french


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("90.00", "90"),
        ("1E+3", "1,000"),
        ("0.3333333333", "0.333333"),
        ("0.0000001234567", "0.000000123457"),
        ("-0.5", "-0.5"),
    ],
)
def test_digits_that_matter_are_shown(number: str, shown: str) -> None:
    assert format_number(Decimal(number), "en") == shown


def test_prices_and_percentages_keep_their_fine_digits() -> None:
    assert format_price(Decimal("12.5"), "EUR", "fr") == f"12,50{NB}€"
    assert format_price(Decimal("0.00125"), "EUR", "en") == "€0.00125"
    assert format_percent(Decimal("0.0825"), "fr") == f"8,25{NB}%"
    assert format_percent(Decimal(1), "en") == "100%"
