"""Is a rate card sound? Everything that can be said of a card by reading it alone, as findings.

`check_card` is the compiler's front: names, rows that cannot count, gaps, ties, numbers out of order. `check_prices`
evaluates sample requests and compares classes. Rule to remember: an error is what cannot be meant, a warning what is
probably not meant, a note what a reader should know.
"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.core.pricing.checks.classes import check_classes
from comptoir.core.pricing.checks.coverage import check_coverage
from comptoir.core.pricing.checks.figures import check_figures
from comptoir.core.pricing.checks.levels import check_prices
from comptoir.core.pricing.checks.names import check_names
from comptoir.core.pricing.checks.rows import check_rows
from comptoir.core.pricing.checks.versions import check_versions
from comptoir.core.pricing.terms import Card
from comptoir.core.values import Finding

__all__ = ["check_card", "check_prices", "check_versions"]


def check_card(card: Card) -> tuple[Finding, ...]:
    """All findings about one card, as read; nothing is evaluated."""
    return tuple(_checks(card))


def _checks(card: Card) -> Iterator[Finding]:
    yield from check_names(card)
    yield from check_classes(card)
    yield from check_rows(card)
    yield from check_coverage(card)
    yield from check_figures(card)
