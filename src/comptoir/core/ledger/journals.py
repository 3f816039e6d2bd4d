"""In which journal does an entry stand? One per legal entity and kind of event, each with its own numbers and chain.

Rule to remember: the kinds are those that an accountant knows; a name is the legal entity and the kind's code.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

_DIGITS = 9


class JournalKind(StrEnum):
    """What a journal is for: internal charges, sales, purchases, bank, and everything else."""

    INTERNAL = "IN"
    SALES = "SA"
    PURCHASES = "PU"
    BANK = "BK"
    MISCELLANEOUS = "MI"


class JournalName(NamedTuple):
    """How a kind of journal is called, in French and in English."""

    name_fr: str
    name_en: str


JOURNAL_NAMES = {
    JournalKind.INTERNAL: JournalName("Prestations internes", "Internal services"),
    JournalKind.SALES: JournalName("Ventes", "Sales"),
    JournalKind.PURCHASES: JournalName("Achats", "Purchases"),
    JournalKind.BANK: JournalName("Banque", "Bank"),
    JournalKind.MISCELLANEOUS: JournalName("Opérations diverses", "Miscellaneous"),
}


def journal_of(entity: str, kind: JournalKind) -> str:
    """The name of a legal entity's journal.

    >>> journal_of("ORG", JournalKind.INTERNAL)
    'ORG-IN'
    """
    return f"{entity}-{kind}"


def kind_of(journal: str) -> JournalKind:
    """The kind of a journal by its name.

    >>> str(kind_of("ORG-SA"))
    'SA'
    """
    return JournalKind(journal.rpartition("-")[2])


def entity_of(journal: str) -> str:
    """The legal entity whose journal it is."""
    return journal.rpartition("-")[0]


def entry_id(journal: str, number: int) -> str:
    """The id of an entry by its place; ids of one journal sort as their numbers do.

    >>> entry_id("ORG-IN", 17)
    'ORG-IN-000000017'
    """
    return f"{journal}-{number:0{_DIGITS}d}"
