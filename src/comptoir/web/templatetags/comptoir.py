"""How does a template write an amount, a date or a fixed word? Through these filters, in the page's language.

They are built in (settings), so that no template loads them. Rule to remember: no template formats a figure itself.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from comptoir import wording
from comptoir.core.values import Amount

register = template.Library()


def language() -> str:
    """The language of the page being rendered."""
    return get_language() or "fr"


@register.filter
def amount(value: Amount) -> str:
    """An amount with its currency, and a real minus: « −1 234,50 € »."""
    return wording.format_amount(value, language()).replace("-", "\u2212")


@register.filter
def percent(ratio: Decimal) -> str:
    """A ratio as a percentage: « 20 % »."""
    return wording.format_percent(ratio, language())


@register.filter
def day(value: date | datetime) -> str:
    """A day in full: « 23 novembre 2026 »."""
    return wording.format_date(value, language())
