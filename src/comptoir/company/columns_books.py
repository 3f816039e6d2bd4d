"""Which columns say what one currency was worth in another? (docs/company-folder.md, section 12)"""

from __future__ import annotations

from comptoir.company.column import VALID, Column, File

EXCHANGE_RATES = File(
    "exchange_rates",
    "What one currency was worth in another, as somebody stated it.",
    "Ce que valait une monnaie dans une autre, d'après une source.",
    (
        Column(
            "base", "currency", "One unit of this currency.", "Une unité de cette monnaie.", required=True
        ),
        Column(
            "quote",
            "currency",
            "… was worth so much of this one.",
            "… valait tant de celle-ci.",
            required=True,
        ),
        Column("rate", "amount", "How much.", "Combien.", required=True),
        *VALID,
        Column("source", "text", "Who states it.", "D'où on le sait."),
    ),
)
