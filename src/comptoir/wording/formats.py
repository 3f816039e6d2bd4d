"""How are numbers, amounts, dates and lists written in French and in English?

CLDR (through babel) knows the separators and the words; this file adds what it does not know or does not keep:
every digit of an exact decimal, ISO 4217's minor units, « 1er » for the first of a month, half-open periods
said by their last day. Rule to remember: French separates groups with U+202F and puts U+00A0 before €, %.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date as cldr_date
from babel.lists import format_list as cldr_list
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

from comptoir.core.values import Amount, DayPeriod, minor_digits

LANGUAGES = ("en", "fr")
# British English for dates that read day first, as everywhere in Europe; the words are the same.
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_SHOWN_DECIMALS = 6

DateStyle = Literal["short", "long", "weekday", "spoken", "month"]
_DATE_PATTERNS = {
    "short": "d MMM y",
    "long": "d MMMM y",
    "weekday": "EEE d MMM y",
    "spoken": "EEEE d MMMM",
    "month": "MMMM y",
}
_OPEN_PERIODS = {
    "en": {"both": "from {start} to {end}", "start": "from {start}", "end": "until {end}", "": "at any time"},
    "fr": {
        "both": "du {start} au {end}",
        "start": "à partir du {start}",
        "end": "jusqu’au {end}",
        "": "sans limite de temps",
    },
}


@cache
def locale(language: str) -> Locale:
    """The CLDR locale of a language; English for a language that we do not speak."""
    return Locale.parse(_LOCALES.get(language, "en_GB"))


def format_number(number: Decimal | int, language: str) -> str:
    """Write a number with all its digits that matter (at most six decimals), grouped.

    >>> format_number(Decimal("1234.50"), "en"), format_number(Decimal("1234.50"), "fr") == "1\\u202f234,5"
    ('1,234.5', True)
    """
    if isinstance(number, int):
        number = Decimal(number)
    if not number.is_finite():
        return str(number)
    number = _tidy(number)
    return str(_pattern("number", language, 0, _decimals(number)).apply(number, locale(language)))


def format_amount(amount: Amount, language: str, *, sign: bool = False) -> str:
    """Write an amount with the decimals of its currency.

    sign      write a plus before what is positive, for differences

    >>> format_amount(Amount(123450, "EUR"), "en"), format_amount(Amount(500, "EUR"), "en", sign=True)
    ('€1,234.50', '+€5.00')
    >>> format_amount(Amount(123450, "EUR"), "fr") == "1\\u202f234,50\\u00a0€"
    True
    """
    return _money(amount.major, amount.currency, language, minor_digits(amount.currency), sign=sign)


def format_price(price: Decimal, currency: str, language: str) -> str:
    """Write a unit price, which may be finer than the currency's minor unit.

    >>> format_price(Decimal("90"), "EUR", "en"), format_price(Decimal("0.014"), "EUR", "en")
    ('€90.00', '€0.014')
    """
    price = _tidy(price)
    return _money(price, currency, language, max(minor_digits(currency), _decimals(price)))


def format_percent(ratio: Decimal, language: str) -> str:
    """Write a ratio as a percentage.

    >>> format_percent(Decimal("0.265"), "en"), format_percent(Decimal("0.265"), "fr") == "26,5\\u00a0%"
    ('26.5%', True)
    """
    percent = _tidy(ratio * 100) / 100
    pattern = _pattern("percent", language, 0, max(0, _decimals(percent) - 2))
    return str(pattern.apply(percent, locale(language)))


def format_date(day: date, language: str, style: DateStyle = "long") -> str:
    """Write a day: short `23 Nov 2026`, long `23 November 2026`, weekday `Mon …`, spoken `Monday 23 November`,
    month `November 2026`.

    >>> format_date(date(2026, 1, 1), "fr"), format_date(date(2026, 1, 1), "en", "short")
    ('1er janvier 2026', '1 Jan 2026')
    """
    text = str(cldr_date(day, _DATE_PATTERNS[style], locale=locale(language)))
    if language == "fr" and day.day == 1 and style != "month":
        return text.replace("1 ", "1er ", 1)
    return text


def format_time(instant: datetime, language: str) -> str:
    """Write the time of day of an instant in the zone it carries: `14:30`, « 14 h 30 ».

    >>> nine = datetime(2026, 11, 23, 9, 0)
    >>> format_time(nine, "en"), format_time(nine, "fr") == "9\\u00a0h\\u00a000"
    ('09:00', True)
    """
    if language == "fr":
        return f"{instant.hour}\u00a0h\u00a0{instant.minute:02d}"
    return f"{instant.hour:02d}:{instant.minute:02d}"


def format_datetime(
    instant: datetime, language: str, *, zone: tzinfo | None = None, style: DateStyle = "long"
) -> str:
    """Write an instant as day and time, in `zone` or else in the zone it carries.

    >>> format_datetime(datetime(2026, 11, 23, 14, 30), "en")
    '23 November 2026, 14:30'
    """
    local = instant.astimezone(zone) if zone else instant
    joint = " à " if language == "fr" else ", "
    return f"{format_date(local.date(), language, style)}{joint}{format_time(local, language)}"


def format_period(period: DayPeriod, language: str, style: DateStyle = "long") -> str:
    """Write a half-open period by its first and its last day.

    >>> format_period(DayPeriod(date(2026, 1, 1), date(2027, 1, 1)), "fr")
    'du 1er janvier 2026 au 31 décembre 2026'
    >>> format_period(DayPeriod(None, date(2027, 1, 1)), "en")
    'until 31 December 2026'
    """
    last = period.end - timedelta(days=1) if period.end else None
    known = "both" if period.start and last else "start" if period.start else "end" if last else ""
    return _OPEN_PERIODS.get(language, _OPEN_PERIODS["en"])[known].format(
        start=format_date(period.start, language, style) if period.start else "",
        end=format_date(last, language, style) if last else "",
    )


def format_list(texts: Sequence[str], language: str, *, joint: Literal["and", "or"] = "and") -> str:
    """Join texts as in a sentence.

    >>> format_list(["a", "b", "c"], "fr"), format_list(["a", "b"], "en", joint="or")
    ('a, b et c', 'a or b')
    """
    style: Literal["standard", "or"] = "standard" if joint == "and" else "or"
    return str(cldr_list(list(texts), style=style, locale=locale(language)))


def _money(value: Decimal, currency: str, language: str, decimals: int, *, sign: bool = False) -> str:
    """A sum of money with exactly `decimals` decimals. CLDR's own digits are not used: it gives the dinar none."""
    text = _pattern("currency", language, decimals, decimals).apply(
        abs(value), locale(language), currency=currency, currency_digits=False
    )
    if len(get_currency_symbol(currency, locale(language))) == 3 and language != "fr":
        text = text.replace(currency, f"{currency}\u00a0")
    prefix = "-" if value < 0 else "+" if sign and value > 0 else ""
    return f"{prefix}{text}"


@lru_cache(maxsize=256)
def _pattern(kind: str, language: str, least: int, most: int) -> NumberPattern:
    """CLDR's pattern of a kind of number, with our own count of decimals."""
    known = locale(language)
    models = {
        "number": (known.decimal_formats[None], "0.###"),
        "percent": (known.percent_formats[None], "0"),
        "currency": (known.currency_formats["standard"], "0.00"),
    }
    model, digits = models[kind]
    wanted = "0" + ("." if most else "") + "0" * least + "#" * (most - least)
    head, _, tail = model.pattern.rpartition(digits)
    return parse_pattern(head + wanted + tail)


def _tidy(number: Decimal) -> Decimal:
    """Without trailing zeros, rounded to six decimals (a smaller number keeps six significant digits)."""
    places = max(_SHOWN_DECIMALS, _SHOWN_DECIMALS - 1 - number.adjusted()) if number else 0
    if _decimals(number) > places:
        number = number.quantize(Decimal(1).scaleb(-places), context=_WIDE)
    return number.normalize(_WIDE)


def _decimals(number: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
