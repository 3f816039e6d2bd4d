"""What did somebody type? Amounts, quantities, days and parties of a form, read in either language's manner.

Rule to remember: what cannot be read is None, and the page says what to write; nothing that was typed is lost.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.pricing.language import read_number
from comptoir.core.values import Amount, Unreadable
from comptoir.web.house import House
from comptoir.web.templatetags.comptoir import language

LARGEST = Decimal(1_000_000)
_DEAREST = Decimal(10) ** 11
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party that somebody's words may mean."""

    id: str
    name: str


def read_count(text: str) -> Decimal | None:
    """A quantity above 0, at most a million.

    >>> read_count("2,5"), read_count("0"), read_count("x")
    (Decimal('2.5'), None, None)
    """
    found = read_decimal(text)
    return found if found is not None and 0 < found <= LARGEST else None


def read_decimal(text: str) -> Decimal | None:
    """Any number.

    >>> read_decimal(" 1 234,50 "), read_decimal("")
    (Decimal('1234.50'), None)
    """
    try:
        return read_number(text.strip().replace("\u202f", " ").replace("\u00a0", " "), comma=True)
    except Unreadable:
        return None


def read_amount(text: str, currency: str) -> Amount | None:
    """An amount of money with no more decimals than its currency has, not negative.

    >>> read_amount("12,50 €", "EUR"), read_amount("12.505", "EUR"), read_amount("-1", "EUR")
    (Amount(minor=1250, currency='EUR'), None, None)
    """
    found = read_decimal(text.replace("€", "").replace(currency, ""))
    if found is None or not 0 <= found <= _DEAREST:
        return None
    amount = Amount.of(found, currency)
    return amount if amount.major == found else None


def read_date(text: str) -> date | None:
    """A day of this century, written 2026-11-24."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def find_parties(home: House, text: str) -> tuple[FoundParty, ...]:
    """The parties that a text may mean: the one of that id or that very name, else those whose name holds it."""
    wanted = _bare(text)
    if not wanted:
        return ()
    named = [(one.id, one.named.name(language())) for one in home.company.facts.parties.values()]
    exact = [FoundParty(*one) for one in named if wanted in (_bare(one[0]), _bare(one[1]))]
    if exact:
        return tuple(exact[:MOST_FOUND])
    return tuple(FoundParty(*one) for one in named if wanted in _bare(one[1]))[:MOST_FOUND]


def _bare(text: str) -> str:
    """Small letters without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold().strip()
