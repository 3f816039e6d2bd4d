"""The demo company as tables: a French engineering group with eighteen months of dated facts.

A parent, two subsidiaries, a company sold in September 2026, a joint venture at 50 %, partners, firms of the same
industry, passers-by; sixty people with joiners, leavers, a transfer, a secondment and two laboratories merged into
one; eight supplier units with about forty offerings. Names are invented. The rows stand in `data/` as one would
write them in a spreadsheet; this module gives them cards, ids and dates, and is deterministic.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources

from comptoir.core.values import Place, Row, Tables

Cells = dict[str, str]

_CARDS = {
    "MET": ("Métrologie", "Metrology"),
    "ATE": ("Atelier prototypes", "Prototype workshop"),
    "IMP": ("Imprimerie", "Print shop"),
    "VEH": ("Parc véhicules", "Vehicle pool"),
    "FOR": ("Formation", "Training"),
    "NUM": ("Plateforme numérique", "Computing platform"),
    "DOC": ("Documentation", "Library"),
    "LAB": ("Laboratoire matériaux", "Materials laboratory"),
}
# Prices of a year, relative to those written in data/rates.csv.
_LEVELS = {2025: Decimal("0.96"), 2026: Decimal(1)}
_NUMBER = re.compile(r"\d+(\.\d+)?")
_FIRST_IMPORT = "2025-06-01"
# The day on which its pages stand still, so that they look the same next year.
TODAY = date(2026, 11, 23)


def demo_tables() -> Tables:
    """The whole demo company, in the text form that every room understands."""
    rows = {
        "organizations": list(_organizations()),
        "units": list(_read("units")),
        "people": [*_employees(), *_outsiders()],
        "affiliations": list(_affiliations()),
        "cost_centers": list(_cost_centers()),
        "offerings": list(_read("offerings")),
        "resources": list(_read("resources")),
        "classes": list(_read("classes")),
        "rates": list(_of_every_year("rates")),
        "adjustments": list(_of_every_year("adjustments")),
        "bundles": list(_of_every_year("bundles")),
        "examples": list(_read("examples")),
        "invoicing": list(_invoicing()),
    }
    tables = {
        name: tuple(
            Row(Place(f"{name}.csv", line), {column: cell for column, cell in cells.items() if cell})
            for line, cells in enumerate(table, start=2)
        )
        for name, table in rows.items()
    }
    return Tables(settings=_settings(), tables=tables)


def _settings() -> dict[str, object]:
    """What company.toml of the demo company says."""
    return {
        "company": {
            "name": "Arvor Ingénierie",
            "currency": "EUR",
            "time_zone": "Europe/Paris",
            "language": "fr",
            "organization": "ARV",
            "internal_members": ["seconded", "student"],
        },
        "card": [_card(unit, year) for year in _LEVELS for unit in _CARDS],
        "units": {"GPU-hour": "30 core-hours"},
        "windows": {"night": "20:00-07:00", "weekend": "sat,sun", "winter": "12-01..02-28"},
        "holidays": {"country": "FR"},
        "questions": dict.fromkeys(("trained", "assisted", "licence", "rush", "rafts"), "yes/no"),
        "labels": {
            "rafts": ["avec matière de support", "with support material"],
            "rush": ["en urgence", "in a hurry"],
        },
    }


def _card(unit: str, year: int) -> dict[str, object]:
    """One supplier's rate card of one year; the laboratory gives every insider the same rate."""
    french, english = _CARDS[unit]
    return {
        "id": f"{unit}-{year}",
        "supplier": unit,
        "name_fr": f"{french} {year}",
        "name_en": f"{english} {year}",
        "valid_from": date(year, 1, 1),
        "valid_to": date(year + 1, 1, 1),
        "prices": "net",
        "tax": "20%",
        "decides": "buyer",
        "usual": "public",
        "policy": "one rate" if unit == "LAB" else "negotiable",
    }


def _read(name: str) -> Iterable[Cells]:
    """The rows of one file of `data/`."""
    text = resources.files(__package__).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter=";")


def _of_every_year(name: str) -> Iterable[Cells]:
    """The rows of a card's file once for each year, with that year's card and, for plain prices, its level."""
    for year, level in _LEVELS.items():
        for cells in _read(name):
            dated = cells | {"card": f"{cells['card']}-{year}"}
            if "adjustment" in cells:
                dated["adjustment"] = f"{cells['adjustment']}-{year}"
            if _NUMBER.fullmatch(cells.get("price", "")):
                dated["price"] = _at_level(Decimal(cells["price"]), level)
            yield dated


def _at_level(price: Decimal, level: Decimal) -> str:
    """A price at a year's level, as round as its size allows; the written price itself at level one."""
    if level == 1:
        return str(price)
    step = Decimal("0.001") if price < 1 else Decimal(1) if price >= 20 else Decimal("0.01")
    return str((price * level).quantize(step, ROUND_HALF_UP))


def _organizations() -> Iterable[Cells]:
    """Legal entities with whole SIREN numbers; French companies with the VAT number that follows from it."""
    for cells in _read("organizations"):
        siren = _checked(cells["siren"])
        key = (12 + 3 * (int(siren) % 97)) % 97 if siren else 0
        french = f"FR{key:02d}{siren}" if siren and cells["kind"] == "company" else ""
        yield cells | {"siren": siren, "vat_number": french or cells["vat_number"]}


def _invoicing() -> Iterable[Cells]:
    """Addresses and terms; the SIRET is the SIREN, four digits of the establishment and a check digit."""
    sirens = {cells["organization"]: cells["siren"] for cells in _organizations()}
    for cells in _read("invoicing"):
        establishment = cells["siret"]
        yield cells | {
            "siret": _checked(sirens[cells["party"]] + establishment) if establishment else "",
        }


def _checked(digits: str) -> str:
    """A number with its last digit, which makes the Luhn sum right; empty for firms abroad."""
    from_the_end = [int(digit) for digit in reversed(digits)]
    doubled = [digit if place % 2 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(from_the_end)]
    return digits + str(-sum(doubled) % 10) if digits else ""


def _employees() -> Iterable[Cells]:
    for number, cells in enumerate(_read("people"), start=1):
        person = f"p{number:02d}"
        yield {
            "person": person,
            "name": cells["name"],
            "email": f"{person}@arvor.example",
            "language": cells["language"],
        }


def _outsiders() -> Iterable[Cells]:
    for cells in _read("outsiders"):
        yield {
            "person": cells["person"],
            "name": cells["name"],
            "email": f"{cells['person']}@mail.example",
            "language": cells["language"],
        }


def _affiliations() -> Iterable[Cells]:
    """Every fact, numbered in the order written, learnt at the first import or on the day it began."""
    for number, fact in enumerate([*_tree(), *_read("ties"), *_employments()], start=1):
        start = fact["valid_from"]
        yield {
            "affiliation": f"f{number:03d}",
            **fact,
            "recorded_at": f"{_FIRST_IMPORT if start < _FIRST_IMPORT else start} 09:00",
        }


def _tree() -> Iterable[Cells]:
    for cells in _read("tree"):
        yield {
            "party": cells["unit"],
            "fact": "part of",
            "of": cells["part_of"],
            "valid_from": cells["valid_from"],
            "valid_to": cells["valid_to"],
            "source": "Organigramme",
        }


def _employments() -> Iterable[Cells]:
    """Who is employed where: the staff register, then moves, then people from outside."""
    for number, cells in enumerate(_read("people"), start=1):
        yield _employment(f"p{number:02d}", cells, "Registre du personnel")
    for cells in _read("moves"):
        yield _employment(cells["person"], cells, cells["source"])
    for cells in _read("outsiders"):
        if cells["fact"]:
            yield {
                "party": cells["person"],
                **{
                    column: cells[column]
                    for column in ("fact", "of", "role", "valid_from", "valid_to", "source")
                },
            }


def _employment(person: str, cells: Cells, source: str) -> Cells:
    return {
        "party": person,
        "fact": "employed by",
        "of": cells["employer"],
        "valid_from": cells["valid_from"],
        "valid_to": cells["valid_to"],
        "source": source,
    }


def _cost_centers() -> Iterable[Cells]:
    """One cost center a unit, owned by its manager."""
    for number, unit in enumerate(_read("units"), start=1):
        yield {
            "cost_center": f"{unit['unit']}-{number:03d}",
            "name_fr": unit["name_fr"],
            "name_en": unit["name_en"],
            "unit": unit["unit"],
            "owner": unit["manager"],
            "valid_from": unit["valid_from"],
            "valid_to": unit["valid_to"],
        }
