"""The demo company as tables: a French engineering group with eighteen months of dated facts.

Deterministic: the same tables every time, built from the rows written in this folder. `demo_tables()` goes where
the tables of any company folder go: into `build`, into the store, onto disk.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from comptoir.company.demo import catalog, examples, people, rates
from comptoir.core.values import Place, Row, Tables

_CARDS = {
    "MET": "Métrologie", "ATE": "Atelier prototypes", "IMP": "Imprimerie", "VEH": "Parc véhicules",
    "FOR": "Formation", "NUM": "Plateforme numérique", "DOC": "Documentation", "LAB": "Laboratoire matériaux",
}  # fmt: skip
_YEARS = {2025: Decimal("0.96"), 2026: Decimal(1)}
_NUMBER = re.compile(r"\d+(\.\d+)?")


def demo_tables() -> Tables:
    """The whole demo company, in the text form that every room understands."""
    texts = {
        "offerings": catalog.OFFERINGS,
        "classes": rates.CLASSES,
        "bundles": rates.BUNDLES,
        "examples": examples.EXAMPLES,
        "organizations": re.sub(r"\{siren:(\d{8})\d\}", _siren, people.ORGANIZATIONS),
        "units": people.UNITS,
    }
    found = {name: list(_cells(text)) for name, text in texts.items()}
    for year, factor in _YEARS.items():
        for name, text in (("rates", rates.RATES), ("adjustments", rates.ADJUSTMENTS)):
            found.setdefault(name, []).extend(_of_year(row, year, factor) for row in _cells(text))
    found["bundles"] = [
        row | {"card": f"{row['card']}-{year}"} for row in found["bundles"] for year in _YEARS
    ]
    found["people"] = list(_people())
    found["affiliations"] = list(_affiliations())
    found["cost_centers"] = list(_cost_centers())
    tables = {
        name: tuple(Row(Place(f"{name}.csv", line), cells) for line, cells in enumerate(rows, start=2))
        for name, rows in found.items()
    }
    return Tables(settings=_settings(), tables=tables)


def _settings() -> dict[str, object]:
    """company.toml of the demo company."""
    cards = [
        {
            "id": f"{unit}-{year}", "supplier": unit, "name_fr": f"{name} {year}", "name_en": f"{unit} {year}",
            "valid_from": date(year, 1, 1), "valid_to": date(year + 1, 1, 1), "prices": "net", "tax": "20%",
            "decides": "buyer", "usual": "public", "policy": "one rate" if unit == "LAB" else "negotiable",
        }
        for year in _YEARS
        for unit, name in _CARDS.items()
    ]  # fmt: skip
    return {
        "company": {
            "name": "Arvor Ingénierie", "currency": "EUR", "time_zone": "Europe/Paris", "language": "fr",
            "organization": "ARV", "fiscal_year_start": "01-01", "internal_members": ["seconded", "student"],
        },
        "card": cards,
        "units": {"GPU-hour": "30 core-hours"},
        "windows": {"night": "20:00-07:00", "weekend": "sat,sun", "winter": "12-01..02-28"},
        "holidays": {"country": "FR"},
        "questions": {
            "trained": "yes/no", "assisted": "yes/no", "licence": "yes/no", "rush": "yes/no", "rafts": "yes/no",
        },
    }  # fmt: skip


def _cells(text: str) -> Iterable[dict[str, str]]:
    """The rows of a `;` text, without empty cells."""
    for row in csv.DictReader(io.StringIO(text.strip()), delimiter=";"):
        yield {column: cell for column, cell in row.items() if cell}


def _of_year(row: dict[str, str], year: int, factor: Decimal) -> dict[str, str]:
    """A row of the price list of one year: its card's id, and plain prices at that year's level."""
    price = row.get("price", "")
    dated = row | {"card": f"{row['card']}-{year}"}
    if "adjustment" in row:
        dated["adjustment"] = f"{row['adjustment']}-{year}"
    if factor != 1 and _NUMBER.fullmatch(price):
        places = "0.001" if Decimal(price) < 1 else "1" if Decimal(price) >= 20 else "0.01"
        dated["price"] = str((Decimal(price) * factor).quantize(Decimal(places), ROUND_HALF_UP))
    return dated


def _siren(match: re.Match[str]) -> str:
    """Nine digits whose last one makes the Luhn sum right, as a SIREN must."""
    digits = [int(digit) for digit in match[1]]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits)]
    return match[1] + str(-sum(doubled) % 10)


def _people() -> Iterable[dict[str, str]]:
    """Sixty employees and a dozen outsiders."""
    for person, line in enumerate(people.PEOPLE.strip().splitlines(), start=1):
        name, *_rest, language = line.split(";")
        yield _person(f"p{person:02d}", name, language, "arvor.example")
    for line in people.OUTSIDERS.strip().splitlines():
        person_id, name, *_rest, language = line.split(";")
        yield _person(person_id, name, language, "mail.example")


def _person(person: str, name: str, language: str, domain: str) -> dict[str, str]:
    return {"person": person, "name": name, "email": f"{person}@{domain}", "language": language}


def _affiliations() -> Iterable[dict[str, str]]:
    """Every fact, numbered in the order written, each with its source."""
    facts = [
        *(("part of", *line.split(), "Organigramme") for line in people.TREE.strip().splitlines()),
        *_ties(),
        *_employments(),
    ]
    for number, (fact, party, target, start, end, source, *more) in enumerate(facts, start=1):
        role, share = more or ("", "")
        row = {
            "affiliation": f"f{number:03d}", "party": party, "fact": fact, "of": target, "role": role, "share": share,
            "valid_from": start, "valid_to": end, "source": source,
            "recorded_at": "2025-05-30 09:00" if start < "2025-06-01" else f"{start} 08:00",
        }  # fmt: skip
        yield {column: cell for column, cell in row.items() if cell not in ("", "-")}


def _ties() -> Iterable[tuple[str, ...]]:
    for line in people.TIES.strip().splitlines():
        party, fact, target, role, share, start, end, source = line.split(";")
        yield fact, party, target, start, end, source, role, share


def _employments() -> Iterable[tuple[str, ...]]:
    for person, line in enumerate(people.PEOPLE.strip().splitlines(), start=1):
        _name, unit, start, end, _language = line.split(";")
        yield "employed by", f"p{person:02d}", unit, start, end, "Registre du personnel"
    for line in people.MOVES.strip().splitlines():
        person_id, unit, start, end, source = line.split(";")
        yield "employed by", person_id, unit, start, end, source
    for line in people.OUTSIDERS.strip().splitlines():
        person_id, _name, fact, target, role, start, end, source, _language = line.split(";")
        if fact:
            yield fact, person_id, target, start, end, source, role, ""


def _cost_centers() -> Iterable[dict[str, str]]:
    """One cost center a unit, owned by its manager."""
    for number, unit in enumerate(_cells(people.UNITS), start=1):
        row = {
            "cost_center": f"{unit['unit']}-{number:03d}",
            "name_fr": unit["name_fr"],
            "name_en": unit["name_en"],
        }
        row |= {"unit": unit["unit"], "owner": unit["manager"]}
        yield row | {key: unit[key] for key in ("valid_from", "valid_to") if key in unit}
