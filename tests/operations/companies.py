"""A small company as tables, and ways to change it: what the tests of imports start from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from comptoir.core.values import Place, Row, Tables

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

Cells = dict[str, str]

SETTINGS: dict[str, Any] = {
    "company": {
        "name": "Atelier Moreau",
        "currency": "EUR",
        "time_zone": "Europe/Paris",
        "language": "fr",
        "organization": "ORG",
        "internal_members": ["seconded"],
    },
    "card": [
        {
            "id": "MET-2026",
            "supplier": "MET",
            "name": "Métrologie 2026",
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2027, 1, 1),
            "usual": "public",
            "tax": "20%",
        }
    ],
    "units": {"night": "1 day"},
    "windows": {"weekend": "sat,sun", "night": "20:00-07:00"},
    "holidays": {"country": "FR", "dates": [date(2026, 12, 24)]},
    "questions": {"assisted": "yes/no", "media": ["usb", "none"]},
}

ROWS: dict[str, list[Cells]] = {
    "organizations": [
        {"organization": "ORG", "name": "Moreau SA", "kind": "company", "country": "FR"},
        {"organization": "NEW", "name": "Neuve SAS", "founded": "2025-03-01"},
    ],
    "units": [
        {"unit": "MET", "name_fr": "Métrologie", "name_en": "Metrology", "supplier": "yes"},
        {"unit": "BIO", "name": "Biologie"},
    ],
    "people": [
        {"person": "ann", "name": "Ann Petit", "email": "ann@example.org", "language": "fr"},
        {"person": "ben", "name": "Ben =1+1", "email": "ben@example.org"},
    ],
    "affiliations": [
        {"affiliation": "f1", "party": "MET", "fact": "part of", "of": "ORG", "valid_from": "2020-01-01"},
        {"affiliation": "f2", "party": "BIO", "fact": "part of", "of": "ORG", "valid_from": "2020-01-01"},
        {
            "affiliation": "f3",
            "party": "ann",
            "fact": "employed by",
            "of": "BIO",
            "valid_from": "2024-01-01",
            "recorded_at": "2024-01-02 09:00",
        },
        {"affiliation": "f4", "party": "ben", "fact": "employed by", "of": "NEW", "valid_from": "2025-04-01"},
    ],
    "offerings": [
        {"offering": "cmm", "name_fr": "Mesure 3D", "supplier": "MET", "cost": "41.50", "unit": "hour"},
        {"offering": "report", "name": "Rapport", "supplier": "MET", "kind": "information"},
    ],
    "classes": [
        {"class": "inside", "name": "Interne", "when": "side = internal"},
        {"class": "public", "name": "Public"},
    ],
    "rates": [
        {"offering": "cmm", "class": "inside", "price": "60", "per": "hour", "if": "hours >= 8"},
        {"offering": "cmm", "class": "inside", "price": "70.50", "per": "hour"},
        {"offering": "cmm", "class": "public", "price": "120", "per": "hour"},
        {"offering": "report", "class": "*", "price": "free", "per": "line"},
    ],
    "deals": [],
}  # fmt: skip


def company(settings: Mapping[str, Any] | None = None, **rows: Any) -> Tables:
    """The small company, with other settings or other rows in some tables."""
    tables = {
        name: tuple(Row(Place(f"{name}.csv", line), dict(cells)) for line, cells in enumerate(table, 2))
        for name, table in (ROWS | rows).items()
    }
    return Tables(SETTINGS | dict(settings or {}), tables)


def without_places(tables: Tables) -> tuple[object, object]:
    """What tables say, in a form that compares."""
    return dict(tables.settings), {
        name: [dict(row.cells) for row in rows] for name, rows in tables.tables.items()
    }


def rows_of(table: str, *changed: Cells, drop: tuple[int, ...] = ()) -> list[Cells]:
    """The rows of a table without some, and with others at its end."""
    return [cells for index, cells in enumerate(ROWS[table]) if index not in drop] + list(changed)
