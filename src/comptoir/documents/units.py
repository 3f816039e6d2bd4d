"""Which words does a unit's code of UN/ECE Recommendation 20 have on paper?

Rule to remember: the XML keeps the code, the paper says the word; a code without a word is shown as it is.
"""

from __future__ import annotations

from decimal import Decimal

from comptoir.wording import format_number, unit_word

# code of UN/ECE Recommendation 20 -> our unit of measure; C62 is "one", which needs no word
NAMES = {
    "SEC": "second",
    "MIN": "minute",
    "HUR": "hour",
    "DAY": "day",
    "WEE": "week",
    "MON": "month",
    "ANN": "year",
    "H87": "piece",
    "KGM": "kg",
    "GRM": "gram",
    "KMT": "km",
    "MTK": "m2",
    "LO": "lot",
    "E14": "TB",
    "C62": "",
}
CODES = {name: code for code, name in NAMES.items() if name}


def unit_code(name: str) -> str:
    """The code of a unit of measure; `C62` (one) for a unit that the recommendation does not know.

    >>> unit_code("hour"), unit_code("sample")
    ('HUR', 'C62')
    """
    return CODES.get(name, "C62")


def quantity_text(quantity: Decimal, code: str, language: str) -> str:
    """A quantity with its unit, as paper says it.

    >>> quantity_text(Decimal(3), "HUR", "en") == "3\\u00a0hours", quantity_text(Decimal(2), "C62", "en")
    (True, '2')
    """
    number = format_number(quantity, language)
    name = NAMES.get(code, code)
    return f"{number}\u00a0{unit_word(name, language, quantity)}" if name else number
