"""A statement of one month for the tests: the microscope, 3 hours and 25 samples, shared by two cost centers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.core.values import Amount, DayPeriod, Reason
from comptoir.documents import Share, Statement, StatementLine

_WORDS = {
    "fr": ("Microscope, avec opérateur", "Préparation d’échantillons", "Plateforme de microscopie", "Équipe Optique",
           "Projet Prisme", "Enseignement", "Équipes de l’institut"),
    "en": ("Microscope, with operator", "Preparation of samples", "Microscopy platform", "Optics team",
           "Project Prism", "Teaching", "Teams of the institute"),
}  # fmt: skip


def statement(language: str = "fr", **changes) -> Statement:
    """3 hours at 42.00 and 25 samples at 1.20: 156.00, of which 70 % and 30 %."""
    microscope, samples, platform, team, project, teaching, class_name = _WORDS[language]
    values: dict[str, Any] = {
        "number": "R2026-11-007",
        "issued": date(2026, 11, 30),
        "period": DayPeriod(date(2026, 11, 1), date(2026, 12, 1)),
        "entity": "Institut Lumen",
        "supplier": platform,
        "customer": team,
        "currency": "EUR",
        "lines": (
            StatementLine(date(2026, 11, 12), microscope, Decimal(3), "hour", Decimal(42), Amount(12600, "EUR"),
                "C-1042", "CC-310", Amount(27000, "EUR"), (Reason("price.class", (("class", class_name),)),)),
            StatementLine(date(2026, 11, 19), samples, Decimal(25), "sample", Decimal("1.2"), Amount(3000, "EUR"),
                "C-1051", "CC-310", Amount(10900, "EUR")),
        ),
        "shares": (Share("CC-310", project, Amount(10920, "EUR")), Share("CC-420", teaching, Amount(4680, "EUR"))),
        "language": language,
    }  # fmt: skip
    return Statement(**(values | changes))
