"""Wording: every sentence and every figure that a person reads, in French and in English.

The core decides with codes and values; this room says them. It decides nothing, knows no framework, and reads no
clock. How to write a sentence: docs/rooms/wording.md.
"""

from comptoir.wording.formats import (
    LANGUAGES,
    format_amount,
    format_date,
    format_datetime,
    format_list,
    format_number,
    format_percent,
    format_period,
    format_price,
    format_time,
)
from comptoir.wording.say import format_per, format_value, say, say_finding, say_place, say_reason
from comptoir.wording.words import format_duration, format_measures, format_used, unit_word, word

__all__ = [
    "LANGUAGES",
    "format_amount",
    "format_date",
    "format_datetime",
    "format_duration",
    "format_list",
    "format_measures",
    "format_number",
    "format_per",
    "format_percent",
    "format_period",
    "format_price",
    "format_time",
    "format_used",
    "format_value",
    "say",
    "say_finding",
    "say_place",
    "say_reason",
    "unit_word",
    "word",
]
