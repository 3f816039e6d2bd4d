"""Which table of the folder is which table of the database, and how does a company lie in them as rows of text?

`flatten` turns `Tables` into plain rows of cells by table, `unflatten` turns them back; nothing is lost between.
company.toml becomes two tables more: `cards`, one row per rate card, and `settings`, one row per entry of the rest.
Rule to remember: the columns of a table are those of its model, under their database names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from comptoir.core.values import Place, Row, Tables
from comptoir.store import models
from comptoir.store.known_row import KnownRow
from comptoir.store.typed_json import from_text, to_text

# The cells of a row, in the order of its table's columns.
Cells = tuple[str, ...]
Flat = Mapping[str, Sequence[Cells]]

SETTINGS = "settings"
CARDS = "cards"
# Names the CSV files that stand in the folder without a row: an export writes them again.
EMPTY_FILES = "(empty files)"
_OURS = frozenset({"id", "position", "recorded_at", "superseded_at", "learnt_at", "corrected_at"})
# A fact's own `recorded_at` stands beside the store's.
_RENAMED = {"learnt": "recorded_at"}


class Table(NamedTuple):
    """One table: its name in the folder, its model, and the columns by which a changed row is known again."""

    name: str
    model: type[KnownRow]
    key: tuple[str, ...]


TABLES = (
    Table(SETTINGS, models.Setting, ("section", "key")),
    Table(CARDS, models.RateCard, ("card",)),
    Table("organizations", models.Organization, ("organization",)),
    Table("units", models.OrgUnit, ("unit",)),
    Table("people", models.Person, ("person",)),
    Table("affiliations", models.Affiliation, ("affiliation", "party", "fact", "of")),
    Table("cost_centers", models.CostCenter, ("cost_center",)),
    Table("offerings", models.Offering, ("offering",)),
    Table("resources", models.Resource, ("resource",)),
    Table("classes", models.RateClass, ("card", "class")),
    Table("rates", models.Rate, ("card", "offering", "class", "event")),
    Table("adjustments", models.Adjustment, ("card", "adjustment", "class")),
    Table("bundles", models.Bundle, ("card", "offering", "component")),
    Table("deals", models.Deal, ("deal",)),
    Table("examples", models.WorkedExample, ("example",)),
    Table("invoicing", models.Invoicing, ("party",)),
    Table("exchange_rates", models.ExchangeRateRow, ("base", "quote", "valid_from")),
)
# Tables that came later: without rows they count for nothing, so that older companies keep their digest.
_LATER = frozenset({"invoicing", "exchange_rates"})
BY_NAME = {table.name: table for table in TABLES}


@cache
def fields(name: str) -> tuple[tuple[str, str, bool], ...]:
    """Of each cell of a table: the model's attribute, the column's name, and whether it is a day."""
    return tuple(
        (
            field.attname,
            _RENAMED.get(field.attname, str(field.column)),
            field.get_internal_type() == "DateField",
        )
        for field in BY_NAME[name].model._meta.concrete_fields
        if field.attname not in _OURS
    )


@cache
def columns(name: str) -> tuple[str, ...]:
    """Names of a table's columns, in the order of its cells."""
    return tuple(column for _, column, _ in fields(name))


def flatten(tables: Tables) -> dict[str, list[Cells]]:
    """A company as rows of cells by table, every table present.

    raises    ValueError for a table or a column that the store does not have
    """
    flat: dict[str, list[Cells]] = {table.name: [] for table in TABLES} | _from_settings(tables)
    for name, rows in tables.tables.items():
        if name not in BY_NAME or name in (SETTINGS, CARDS):
            raise ValueError(f"the store has no table {name!r}")
        wanted = columns(name)
        known = frozenset(wanted)
        for row in rows:
            if strange := {column for column, text in row.cells.items() if text} - known:
                raise ValueError(f"table {name} has no column {min(strange)!r}")
            flat[name].append(tuple(row.cells.get(column, "") for column in wanted))
    return flat


def unflatten(flat: Flat) -> Tables:
    """The company that rows of cells stand for."""
    settings, empty = _to_settings(flat)
    tables = {
        table.name: tuple(_rows(table.name, flat[table.name]))
        for table in TABLES
        if table.name not in (SETTINGS, CARDS) and (flat.get(table.name) or table.name in empty)
    }
    return Tables(settings, tables)


def content_hash(flat: Flat) -> str:
    """A digest of everything a company says; equal companies have equal digests, on every engine and machine."""
    digest = hashlib.sha256()
    for table in TABLES:
        if table.name in _LATER and not flat.get(table.name):
            continue
        digest.update(json.dumps([table.name, flat.get(table.name, ())], ensure_ascii=True).encode())
    return digest.hexdigest()


def _rows(name: str, rows: Iterable[Cells]) -> Iterable[Row]:
    wanted = columns(name)
    for line, cells in enumerate(rows, start=2):
        filled = {column: text for column, text in zip(wanted, cells, strict=True) if text}
        yield Row(Place(f"{name}.csv", line), filled)


def _from_settings(tables: Tables) -> dict[str, list[Cells]]:
    cards: list[Cells] = []
    entries: list[Cells] = []
    for section, value in tables.settings.items():
        if section == "card" and _are_cards(value):
            cards = [_card(card) for card in value]  # type: ignore[attr-defined]
        elif isinstance(value, Mapping) and value and "" not in value:
            entries += [(section, key, to_text(item)) for key, item in value.items()]
        else:
            entries.append((section, "", to_text(value)))
    empty = [name for name, rows in tables.tables.items() if not rows]
    if empty:
        entries.append((EMPTY_FILES, "", to_text(sorted(empty))))
    return {SETTINGS: entries, CARDS: cards}


def _are_cards(value: object) -> bool:
    return (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)
    )


def _card(card: Mapping[str, object]) -> Cells:
    derived = {
        "card": str(card.get("id", "")),
        "supplier": str(card.get("supplier", "")),
        "valid_from": _day(card.get("valid_from")),
        "valid_to": _day(card.get("valid_to")),
        "terms": to_text(card),
    }
    return tuple(derived[column] for column in columns(CARDS))


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def settings_of(flat: Flat) -> Mapping[str, object]:
    """What company.toml says, of a company in rows of cells."""
    return _to_settings(flat)[0]


def _to_settings(flat: Flat) -> tuple[dict[str, object], list[str]]:
    settings: dict[str, object] = {}
    empty: list[str] = []
    section_at, key_at, value_at = map(columns(SETTINGS).index, ("section", "key", "value"))
    for cells in flat.get(SETTINGS, ()):
        section, key, value = cells[section_at], cells[key_at], from_text(cells[value_at])
        if section == EMPTY_FILES:
            empty = [str(name) for name in value] if isinstance(value, list) else []
        elif key:
            table = settings.setdefault(section, {})
            assert isinstance(table, dict)
            table[key] = value
        else:
            settings[section] = value
    terms_at = columns(CARDS).index("terms")
    if cards := [from_text(cells[terms_at]) for cells in flat.get(CARDS, ())]:
        settings["card"] = cards
    return settings, empty
